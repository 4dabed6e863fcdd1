"""Groups of members by what they played, for tests about taste."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from bot.analysis.group import Group, make_group

Played = Mapping[int, Mapping[int, int]]
"""Member id -> artist id -> plays."""


def played(amounts: Played) -> Group:
    """A group whose members played these artists so often, in all; each artist has one track, of the id plus 1000."""
    rows = [(member, artist, plays) for member in sorted(amounts) for artist, plays in sorted(amounts[member].items())]
    member, artist, plays = (
        np.array(column, dtype=np.int64) for column in (zip(*rows, strict=True) if rows else ([],) * 3)
    )
    shared = {"member_id": member, "artist_id": artist, "plays": plays, "ms": plays * 1000}
    members = pd.DataFrame(
        {"first_day": 0, "last_day": 99, "plays": [sum(amounts[each].values()) for each in sorted(amounts)], "ms": 0},
        index=pd.Index(sorted(amounts), name="member_id", dtype="int64"),
    ).astype("int64")
    return make_group(
        members=members,
        artists=pd.DataFrame(shared | {"first_day": 0, "last_day": 99}),
        tracks=pd.DataFrame(shared | {"track_id": artist + 1000, "first_day": 0, "last_day": 99}),
        plays=pd.DataFrame(shared | {"track_id": artist + 1000, "day": 10, "album_id": -1}),
    )


def even(*artists: int, times: int = 10) -> dict[int, int]:
    """Each of these artists as often as the other."""
    return dict.fromkeys(artists, times)


def groups(least: int = 2, most: int = 7) -> st.SearchStrategy[dict[int, dict[int, int]]]:
    """Members who all have enough listening for a taste."""
    artists = st.dictionaries(st.integers(0, 30), st.integers(1, 60), max_size=20)
    own = artists.map(lambda few: even(*range(10)) | few).filter(lambda all_: sum(all_.values()) >= 100)
    return st.dictionaries(st.integers(1, 10**18), own, min_size=least, max_size=most)
