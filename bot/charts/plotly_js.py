"""plotly.js out of the plotly package, for a page that shows figures which can be pointed at."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.metadata import version
from pathlib import Path

import plotly

NAME = f"plotly-{version('plotly')}.js"
"""What it is called, so that a browser may keep it until the package changes."""


@cache
def plotly_js() -> bytes:
    """The script, compressed by gzip: 1.4 MB. The first call takes a third of a second."""
    return gzip.compress((Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_bytes(), 6)
