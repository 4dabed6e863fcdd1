"""Packages: what a buyer receives of a pool. Aggregates that enough contributors stand behind, and nothing else.

`build` says in which order to call what. `docs/packages.md` says what is in a package, how cells are kept from being
worked out, and what is not promised.
"""
