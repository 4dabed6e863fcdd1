"""What holds for all tests."""

from hypothesis import settings

# How long an example takes says something of the machine, and nothing of the code; `benchmarks/` measure.
settings.register_profile("tutti", deadline=None)
settings.load_profile("tutti")
