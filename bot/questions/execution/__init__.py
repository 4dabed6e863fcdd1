"""From a plan to numbers: the one place where a question is computed.

`resolved` says what is to be computed, with names as ids; `material` holds the listening it is computed on; `metrics`
defines every measure; `execute` puts them together. Pure, for a worker.
"""
