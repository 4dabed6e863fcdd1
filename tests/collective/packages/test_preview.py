from __future__ import annotations

import io
import zipfile

import pandas as pd
import pytest

from bot.collective.packages.preview import FIRST_ROWS, preview_package
from bot.errors import PackageRefused
from tests.collective.packages.pools import NAMES, Pool, built, plays, slice_of, some_pool, steps


def test_a_preview_is_the_head_of_the_package_that_would_be_built():
    pool, spec = some_pool(4), slice_of("artist", "weekday hour", min_contributors=5)
    asked, batches, counted = steps(pool, spec)
    shown = preview_package(spec, asked, batches, counted, NAMES, ())
    package = built(pool, spec)
    assert shown.contributors == package.contributors
    assert sum(table.suppressed for table in shown.tables) == package.suppressed
    for table in shown.tables:
        with zipfile.ZipFile(io.BytesIO(package.archive)) as archive:
            rows = pd.read_csv(io.BytesIO(archive.read(f"data/{table.name}.csv")))
        assert (table.columns, table.rows) == (tuple(rows.columns), len(rows))
        assert list(table.first) == [tuple(row) for row in rows.head(FIRST_ROWS).astype(str).to_numpy().tolist()]
        assert 0 < table.published_share <= 1


def test_what_cannot_be_built_cannot_be_previewed():
    spec = slice_of("artist")
    asked, batches, counted = steps(Pool(plays((1, 1, 1))), spec)
    with pytest.raises(PackageRefused, match="No cell of this slice"):
        preview_package(spec, asked, batches, counted, NAMES, ())
