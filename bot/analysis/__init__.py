"""Measures of listening: frame in, frame out, no I/O and no clock."""
