"""Listens of services that tell little about each: what, when, and perhaps how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.exports.columns import MISSING, Codes, FileCount, Ints, ListenBatch, Mask, Names, left_out
from bot.exports.moments import NO_MOMENT
from bot.model.listens import LeftOut


@dataclass(frozen=True, slots=True)
class PlainRows:
    """Some rows of one file, as columns of equal length.

    Attributes:
        started_at: ms since 1970, UTC, or NO_MOMENT.
        same_at: the moment by which a duplicate is known; where it is coarser than `started_at`, records of one listen
            that differ in precision are one.
        played_ms: MISSING where unknown.
        tracks: None or "" where there is no title.
        content: index into CONTENTS.
        platform: index into PLATFORMS, or MISSING.
    """

    started_at: Ints
    same_at: Ints
    played_ms: Ints
    tracks: Sequence[str | None]
    artists: Sequence[str | None]
    albums: Sequence[str | None]
    content: Codes
    platform: Codes

    def batch(self, names: Names, count: FileCount, reasons: Sequence[tuple[LeftOut, Mask]] = ()) -> ListenBatch:
        """The rows that are listens; each other is counted under the first reason that holds.

        Args:
            names: of the source.
            count: of the file.
            reasons: the reader's own, which come before "no title", "never played" and "no time".
        """
        rows = len(self.tracks)
        track = names.codes(self.tracks)
        known = self.played_ms != MISSING
        count.rows += rows
        kept = left_out(
            (
                *reasons,
                (LeftOut.NO_TITLE, track == MISSING),
                (LeftOut.NEVER_PLAYED, known & (self.played_ms <= 0)),
                (LeftOut.NO_TIME, self.started_at == NO_MOMENT),
            ),
            count,
            rows,
        )
        unknown = np.full(rows, MISSING, dtype=np.int8)
        return ListenBatch(
            ended_at=self.same_at,
            started_at=self.started_at,
            played_ms=self.played_ms,
            artist=names.codes(self.artists),
            track=track,
            album=names.codes(self.albums),
            content=self.content,
            skipped=unknown,
            shuffle=unknown,
            platform=self.platform,
            reason_start=unknown,
            reason_end=unknown,
        ).only(kept)
