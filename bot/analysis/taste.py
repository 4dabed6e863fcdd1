"""How alike members' tastes are: artists by share of own listening, so that a long export weighs no more than a short.

A member's taste is the list of their artists, each with its share of that member's own plays. Plays and not hours,
because not every service says how long something was played. Everything here is symmetric and knows no order of rows.

Two tastes are as alike as their *affinity*, the Bhattacharyya coefficient of their shares: the cosine of the two lists
of square roots. It is 1 for the same artists in the same proportions and 0 for not one artist in common. The square
root keeps one artist on repeat from deciding alone, and needs no constant of our choosing. Its distance,
sqrt(1 - affinity), is Hellinger's: a true metric, and Euclidean, which is what a map needs.

Source:
    Bhattacharyya (1943), Bulletin of the Calcutta Mathematical Society 35, 99-109. Rao (1995), Qüestiió 19, 23-63.
    Legendre and Gallagher (2001), Oecologia 129, 271-280: why to take square roots of shares before measuring.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from bot.analysis.frames import Int64s
from bot.analysis.group import Group, artists_in
from bot.analysis.periods import Period

Floats = npt.NDArray[np.float64]

LEAST_PLAYS = 100
LEAST_ARTISTS = 10
"""With less, a few evenings would stand for a taste."""

FEW_PLAYS = 1_000
"""With less, many artists of a taste have not come up yet, and it looks less like any other than it is. Of one and the
same taste (300 to 1,500 artists, by Zipf's law) a sample of 100 plays came out 57 to 66 % alike with one of 30,000, one
of 300 plays 70 to 82 %, one of 1,000 plays 82 to 94 %, and one of 5,000 plays 94 to 99 % (our own simulation)."""

KNOWN_FROM = 3
"""Plays from which an artist counts as known: twice can be a radio's doing."""

_EXACT_TO, _ALIKE_TO = 12, 9
"""Decimals that sums of square roots have, and those to which two amounts are a tie."""


@dataclass(frozen=True, slots=True)
class TooLittle:
    """A member with little listening, and how much it is in the period."""

    member_id: int
    plays: int
    artists: int


@dataclass(frozen=True, slots=True, eq=False)
class Tastes:
    """Members by artists.

    Attributes:
        members: ids, ascending: the rows of the matrices.
        artists: ids of whatever one of them played, ascending: the columns.
        plays: int64, members x artists, sparse (CSR).
        shares: float64 in [0, 1], likewise; each row adds up to 1.
        left_out: members with under `LEAST_PLAYS` plays or `LEAST_ARTISTS` artists in the period, ascending by id.
    """

    members: Int64s
    artists: Int64s
    plays: sparse.csr_array
    shares: sparse.csr_array
    left_out: tuple[TooLittle, ...]

    def row(self, member_id: int) -> int:
        """The member's row.

        Raises:
            KeyError: the member is not among those compared.
        """
        at = int(np.searchsorted(self.members, member_id))
        if at == len(self.members) or self.members[at] != member_id:
            raise KeyError(member_id)
        return at


@dataclass(frozen=True, slots=True)
class GroupLabel:
    """A name for how alike a group is.

    Attributes:
        mean: the affinity of two members, on average over all pairs, in [0, 1].
        meaning: in words, to stand behind the name.
    """

    name: str
    mean: float
    meaning: str


LABELS: tuple[tuple[float, str, str], ...] = (
    (0.65, "Unison", "nearly the same artists, nearly as often"),
    (0.45, "Close harmony", "many artists in common, each member with a line of their own"),
    (0.25, "Counterpoint", "separate lines that keep meeting"),
    (0.10, "Polyphony", "several tunes at once that seldom meet"),
    (0.00, "Soloists", "hardly an artist in common"),
)
"""From which mean affinity on a group is called what, the highest first. Names and bounds are our own."""


def tastes(group: Group, period: Period) -> Tastes:
    """The tastes of these members in a period, without those who have too little listening in it.

    Reads `group.artists` for all time, `group.plays` for any other period. Plays that name no artist do not count.
    A member of the group without a play in the period is left out like one with too few.
    """
    amounts = artists_in(group, period)
    amounts = amounts[amounts["plays"] > 0]
    totals = amounts.groupby("member_id")["plays"].agg(["sum", "size"])
    totals = totals.reindex(totals.index.union(group.members.index), fill_value=0).sort_index()
    enough = (totals["sum"] >= LEAST_PLAYS) & (totals["size"] >= LEAST_ARTISTS)
    left_out = tuple(
        TooLittle(int(member), int(plays), int(artists))
        for member, plays, artists in totals[~enough].itertuples(name=None)
    )
    kept = amounts[amounts["member_id"].isin(totals.index[enough])]
    members, rows = np.unique(kept["member_id"].to_numpy(dtype=np.int64), return_inverse=True)
    artists, columns = np.unique(kept["artist_id"].to_numpy(dtype=np.int64), return_inverse=True)
    played = kept["plays"].to_numpy(dtype=np.int64)
    shape = (len(members), len(artists))
    plays = sparse.csr_array((played, (rows, columns)), shape=shape)
    own = totals.loc[members, "sum"].to_numpy(dtype=np.float64)
    shares = sparse.csr_array((played / own[rows], (rows, columns)), shape=shape)
    return Tastes(members, artists, plays, shares, left_out)


def without_taste(compared: Tastes, member_ids: Sequence[int]) -> tuple[TooLittle, ...]:
    """Those of these members who are not among the compared; of whom nothing is known, there is nothing."""
    known = {each.member_id: each for each in compared.left_out}
    missing = np.setdiff1d(member_ids, compared.members).tolist()
    return tuple(known.get(member, TooLittle(member, 0, 0)) for member in missing)


def with_few_plays(compared: Tastes) -> tuple[TooLittle, ...]:
    """Those among the compared with under `FEW_PLAYS` plays, ascending by id."""
    plays, artists = np.asarray(compared.plays.sum(axis=1)).ravel(), np.diff(compared.plays.indptr)
    return tuple(
        TooLittle(int(compared.members[row]), int(plays[row]), int(artists[row]))
        for row in np.flatnonzero(plays < FEW_PLAYS)
    )


def affinity(compared: Tastes) -> pd.DataFrame:
    """The Bhattacharyya coefficient of every pair of members.

    Returns:
        Square frame of float64 in [0, 1], 1 on the diagonal; index and columns are member ids, ascending.
    """
    roots = compared.shares.sqrt()
    found = np.clip((roots @ roots.T).toarray(), 0.0, 1.0)
    # The last digits of a sum depend on its order: they would make equal tastes differ, and the matrix lopsided.
    found = ((found + found.T) / 2).round(_EXACT_TO)
    np.fill_diagonal(found, 1.0)
    return _square(found, compared.members)


def hellinger(compared: Tastes) -> pd.DataFrame:
    """Hellinger's distance of every pair of members: sqrt(1 - affinity), in [0, 1], 0 on the diagonal."""
    alike = affinity(compared)
    return _square(np.sqrt(1.0 - alike.to_numpy()), compared.members)


def artist_jaccard(compared: Tastes) -> pd.DataFrame:
    """Jaccard's index of the sets of artists that each member played at least `KNOWN_FROM` times.

    "The same names", however often they were played.

    Returns:
        Square frame of float64 in [0, 1]; NaN where neither of two members knows any artist so well.

    Source:
        Jaccard (1912), New Phytologist 11(2), 37-50.
    """
    known = (compared.plays >= KNOWN_FROM).astype(np.int64)
    both = (known @ known.T).toarray()
    sizes = both.diagonal()
    either = sizes[:, None] + sizes[None, :] - both
    found = np.full(both.shape, np.nan)
    np.divide(both, either, out=found, where=either > 0)
    return _square(found, compared.members)


def neighbours(compared: Tastes, member_id: int) -> pd.DataFrame:
    """The others by affinity to one member, the nearest first; equals share a rank and stand by member id.

    Returns:
        Columns: `rank` (int64), `tied` (bool), `member_id`, `affinity` (float64 in [0, 1]), `jaccard` (float64 in
        [0, 1] or NaN), `shared` (int64: artists that both played at least `KNOWN_FROM` times), `artist_id` (int64: the
        artist that adds most to the affinity; -1 where it is 0).

    Raises:
        KeyError: the member is not among those compared.
    """
    row = compared.row(member_id)
    others = np.delete(np.arange(len(compared.members)), row)
    roots, known = compared.shares.sqrt(), (compared.plays >= KNOWN_FROM).astype(np.int64)
    own, own_known = roots[[row], :].toarray()[0], known[[row], :].toarray()[0]
    alike = np.clip(roots[others, :] @ own, 0.0, 1.0)
    shared = known[others, :] @ own_known
    either = np.asarray(known[others, :].sum(axis=1)).ravel() + own_known.sum() - shared
    jaccard = np.full(len(others), np.nan)
    np.divide(shared, either, out=jaccard, where=either > 0)
    found = pd.DataFrame(
        {
            "member_id": compared.members[others],
            "affinity": alike,
            "jaccard": jaccard,
            "shared": shared.astype(np.int64),
            "artist_id": [_most_in_common(roots[[other], :], own, compared.artists) for other in others],
        }
    )
    amount = found["affinity"].round(_ALIKE_TO)
    found.insert(0, "rank", amount.rank(method="min", ascending=False).astype(np.int64))
    found.insert(1, "tied", amount.duplicated(keep=False))
    return found.sort_values(["rank", "member_id"], ignore_index=True)


def nearest_pairs(alike: pd.DataFrame) -> pd.DataFrame:
    """Every two members, the most alike first; equals share a rank and stand by their ids.

    Args:
        alike: what `affinity` gives, of any of the members and in any order.

    Returns:
        Columns: `rank` (int64), `left_id` < `right_id` (int64), `affinity` (float64 in [0, 1]).
    """
    members, values = alike.index.to_numpy(dtype=np.int64), alike.to_numpy()
    rows, columns = np.triu_indices(len(members), k=1)
    found = pd.DataFrame(
        {
            "left_id": np.minimum(members[rows], members[columns]),
            "right_id": np.maximum(members[rows], members[columns]),
            "affinity": values[rows, columns],
        }
    )
    rank = found["affinity"].round(_ALIKE_TO).rank(method="min", ascending=False)
    found.insert(0, "rank", rank.astype(np.int64))
    return found.sort_values(["rank", "left_id", "right_id"], ignore_index=True)


def side_by_side(compared: Tastes, left: int, right: int) -> pd.DataFrame:
    """Two members' artists, what they share most first.

    What two share of an artist is the smaller of their shares: what both have of it at least.

    Returns:
        One row per artist of either. Columns: `rank` (int64; equals share one), `tied` (bool), `artist_id`,
        `left_share`, `right_share` (float64 in [0, 1], of own plays), `left_plays`, `right_plays` (int64), `common`
        (float64, the smaller share), `gap` (float64 in [-1, 1], left less right). By rank, then the sum of both shares,
        then id. Without the artists that only one played, `common` is above 0.

    Raises:
        KeyError: one of them is not among those compared.
    """
    shares = compared.shares[[compared.row(left), compared.row(right)], :].toarray()
    plays = compared.plays[[compared.row(left), compared.row(right)], :].toarray()
    played = plays.sum(axis=0) > 0
    found = pd.DataFrame(
        {
            "artist_id": compared.artists[played],
            "left_share": shares[0, played],
            "right_share": shares[1, played],
            "left_plays": plays[0, played],
            "right_plays": plays[1, played],
        }
    )
    found["common"] = found[["left_share", "right_share"]].min(axis=1)
    found["gap"] = found["left_share"] - found["right_share"]
    amount = found["common"].round(_ALIKE_TO)
    found.insert(0, "rank", amount.rank(method="min", ascending=False).astype(np.int64))
    found.insert(1, "tied", amount.duplicated(keep=False))
    either = -(found["left_share"] + found["right_share"]).round(_ALIKE_TO)
    return found.iloc[np.lexsort((found["artist_id"], either, found["rank"]))].reset_index(drop=True)


def overlap(beside: pd.DataFrame) -> float:
    """What two members have in common of `side_by_side`: their smaller shares added up, in [0, 1].

    "Of a hundred plays of each, so many can be set beside one of the same artist." Never more than their affinity.

    Source:
        Weitzman (1970), Measures of overlap of income distributions, U.S. Bureau of the Census, Technical Paper 22.
    """
    return float(min(beside["common"].sum(), 1.0))


def group_label(alike: pd.DataFrame) -> GroupLabel | None:
    """What to call a group whose members are so much alike.

    Args:
        alike: what `affinity` gives.

    Returns:
        The name by the mean over all pairs of different members; None with fewer than two.
    """
    count = len(alike)
    return label_of(float(alike.to_numpy()[np.triu_indices(count, k=1)].mean())) if count > 1 else None


def label_of(mean: float) -> GroupLabel:
    """The name for this mean affinity, in [0, 1]: that of the highest of `LABELS` whose bound it reaches."""
    name, meaning = next((name, meaning) for bound, name, meaning in LABELS if mean >= bound)
    return GroupLabel(name, mean, meaning)


def most_listening(compared: Tastes, most: int, always: Sequence[int] = ()) -> Tastes:
    """Only the members with most plays in the period, whose shares are the firmest, where there are more than `most`.

    Args:
        most: how many to keep.
        always: members who are kept whatever they played, as far as they are among those compared.
    """
    if len(compared.members) <= most:
        return compared
    plays = np.asarray(compared.plays.sum(axis=1)).ravel()
    order = np.lexsort((compared.members, -plays, ~np.isin(compared.members, list(always))))
    rows = np.sort(order[:most])
    return Tastes(
        compared.members[rows], compared.artists, compared.plays[rows, :], compared.shares[rows, :], compared.left_out
    )


def _most_in_common(roots: sparse.csr_array, own: Floats, artists: Int64s) -> int:
    """The artist that adds most to two members' affinity, the lowest id of equals; -1 for none in common."""
    together = (roots.data * own[roots.indices]).round(_ALIKE_TO)
    if not together.size or together.max() <= 0:
        return -1
    return int(artists[roots.indices[together == together.max()]].min())


def _square(values: Floats, members: Int64s) -> pd.DataFrame:
    index = pd.Index(members, name="member_id")
    return pd.DataFrame(values, index=index, columns=index.copy())
