"""Sales of slices of the pool: one verb a file, from an offer's draft to the last cent.

`offer_on_show` and `pool_counts` are what several of them read; the rest do not call one another.
"""
