"""Plays written down as Spotify's exports: the ZIPs, folders, file names, fields and oddities of the real ones.

Names of files and fields are Spotify's; people, addresses and numbers are invented (addresses from the ranges that are
set aside for documentation).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import msgspec
import numpy as np

from bot.sandbox.samples_catalogue import Catalogue, catalogue
from bot.sandbox.samples_listening import Plays

Json = dict[str, Any]
Files = dict[str, bytes]
"""Name in the ZIP -> content, in order."""


class Generation(StrEnum):
    """Of the extended history: the year from which its files looked like this."""

    A = "2020"
    B = "2021"
    C = "2023"
    D = "2024"
    E = "2026"


_ROWS_A_FILE = 15_500  # about 12 MB
_VIDEO_ROWS = 24
_TRACK, _UNTITLED, _PODCAST, _CHAPTER = range(4)
_SHARES = (0.971, 0.006, 0.02, 0.003)
_PRIVATE_SHARE, _LATE_SHARE = 0.004, 0.01
_SHOWS = (
    ("Kettle & Kindling", "Episode {}: what the tide brought"),
    ("Small Town Cosmology", "No. {} - the neighbour who measured the moon"),
    ("Zwei Stühle", "Folge {}: Über das Warten"),
)
_BOOK = ("The Cartographer's Holiday", "Ottoline Vance", "Chapter {}")
_PLATFORMS = (
    ("ios", "iOS 17.5.1 (iPhone14,5)", "windows"),
    ("android", "Android OS 13 API 33 (samsung, SM-G991B)", "web_player windows 10;chrome 124.0.0.0;desktop"),
    ("android", "OS X 13.4.1 [arm 2]", "Partner sonos_ppc Sonos;Play1;RINCON_000E58AAAAAA01400"),
    ("ios", "Linux [x86-64 0]", "Partner android_tv Sony;BRAVIA 4K VH2;5d0a0000-aaaa-4bbb-8ccc-000000000000"),
    ("windows", "ios", "Partner tesla tesla;modely;"),
)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n%%EOF\n"


@dataclass(frozen=True, slots=True)
class Extended:
    """A member's extended history, ready to be written.

    Attributes:
        seed: decides addresses, devices and which rows are odd.
    """

    plays: Plays
    seed: int
    generation: Generation = Generation.D

    def files(self) -> Files:
        """Its files with their folder, in the order of Spotify's ZIP."""
        rng = np.random.default_rng([self.seed, 1])
        rows = sorted(self._rows(rng), key=lambda row: str(row["ts"]))
        video = [self._video_row(row) for row in rows[:: max(1, len(rows) // _VIDEO_ROWS)] if _is_track(row)]
        old = self.generation in (Generation.A, Generation.B)
        parts = self._old_parts(rows, rng) if old else self._new_parts(rows)
        folder = "Spotify Extended Streaming History/" if self.generation > Generation.C else "MyData/"
        years = _years(rows)
        parts["endvideo.json" if old else f"Streaming_History_Video_{years}.json"] = video
        files = {folder + name: self._json(part) for name, part in parts.items()}
        return files | {folder: b"placeholder", f"{folder}ReadMeFirst_ExtendedStreamingHistory.pdf": PDF}

    def _json(self, rows: Sequence[Json]) -> bytes:
        return pretty(rows) if self.generation > Generation.C else msgspec.json.encode(rows)

    def _old_parts(self, rows: Sequence[Json], rng: np.random.Generator) -> dict[str, list[Json]]:
        # Files of that time are random parts of the whole, and in no order.
        shuffled = [rows[at] for at in rng.permutation(len(rows))]
        return {f"endsong_{number}.json": part for number, part in enumerate(_cut(shuffled))}

    def _new_parts(self, rows: Sequence[Json]) -> dict[str, list[Json]]:
        if self.generation < Generation.E:
            return {f"Streaming_History_Audio_{_years(part)}_{at}.json": part for at, part in enumerate(_cut(rows))}
        by_year: dict[str, list[Json]] = {}
        for row in rows:
            by_year.setdefault(str(row["ts"])[:4], []).append(row)
        # Sorted runs one behind the other: the second half of a year comes first.
        return {
            f"Streaming_History_Audio_{year}.json": part[len(part) // 2 :] + part[: len(part) // 2]
            for year, part in by_year.items()
        }

    def _rows(self, rng: np.random.Generator) -> Iterator[Json]:
        plays, known, size = self.plays, catalogue(), len(self.plays)
        kinds = rng.choice(4, size=size, p=_SHARES).tolist()
        devices = _PLATFORMS[self.seed % len(_PLATFORMS)]
        platforms = rng.choice(3, size=size, p=(0.7, 0.22, 0.08)).tolist()
        private = (rng.random(size) < _PRIVATE_SHARE).tolist()
        late_s = self._late_s(rng)
        columns = (plays.started_at, plays.track, plays.played_ms, plays.skipped, plays.first, plays.shuffle)
        for at, (start, track, ms, skipped, first, shuffle) in enumerate(
            zip(*(column.tolist() for column in columns), strict=True)
        ):
            # A late row was played offline and reported when the telephone was online again.
            row = {"ts": _utc(start + -(-ms // 1000) + late_s[at]), "platform": devices[platforms[at]], "ms_played": ms}
            row |= self._of_member(at) | _titles(known, track, kinds[at], at)
            row |= {
                "reason_start": "clickrow" if first else "trackdone",
                "reason_end": "fwdbtn" if skipped else "trackdone",
                "shuffle": shuffle,
                "skipped": skipped,
                "offline": late_s[at] > 0,
                "offline_timestamp": start,
                "incognito_mode": private[at],
            }
            yield self._as_of_then(row, at)

    def _late_s(self, rng: np.random.Generator) -> list[int]:
        """By how much each play was reported late: rarely at all, and never after the export."""
        started_at, size = self.plays.started_at, len(self.plays)
        late_s = np.where(rng.random(size) < _LATE_SHARE, rng.integers(7200, 14 * 86400, size=size), 0)
        late: list[int] = np.where(started_at + late_s < started_at[-1], late_s, 0).tolist()
        return late

    def _of_member(self, at: int) -> Json:
        """What Tutti never reads, invented."""
        address = f"192.0.2.{(self.seed * 7 + at // 500) % 254 + 1}"
        if self.generation > Generation.C:
            return {"conn_country": "SE", "ip_addr": address}
        member: Json = {"username": f"sample{self.seed}", "conn_country": "SE", "ip_addr_decrypted": address}
        member["user_agent_decrypted"] = "unknown"
        if self.generation is Generation.A:
            place: Json = {
                "city": "Sampleby",
                "region": "AB",
                "metro_code": None,
                "longitude": 18.07,
                "latitude": 59.33,
            }
            member |= place
        return member

    def _as_of_then(self, row: Json, at: int) -> Json:
        """The row with the fields and units of its generation."""
        if self.generation is Generation.A:
            del row["spotify_track_uri"], row["spotify_episode_uri"]
        if self.generation < Generation.C:
            row["skipped"] = True if row["skipped"] and at % 2 else None
            row["offline_timestamp"] = row["offline_timestamp"] * 1000 if at % 3 or row["offline"] else 0
        if self.generation < Generation.D:
            for key in ("audiobook_title", "audiobook_uri", "audiobook_chapter_uri", "audiobook_chapter_title"):
                del row[key]
        elif at % 40 == 7 and not row["offline"]:
            row["offline_timestamp"] = None
        return row

    def _video_row(self, row: Json) -> Json:
        """The music video of the same track, a quarter of an hour later."""
        ended = int(datetime.fromisoformat(str(row["ts"])).timestamp()) + 900
        return row | {"ts": _utc(ended), "ms_played": 21_000, "offline": None, "offline_timestamp": None}


def _is_track(row: Json) -> bool:
    return row["master_metadata_track_name"] is not None and not (row["incognito_mode"] or row["offline"])


def _titles(known: Catalogue, track: int, kind: int, at: int) -> Json:
    """The fields that say what was played; all null where Spotify does not know any more."""
    row: Json = dict.fromkeys(_TITLE_FIELDS)
    if kind == _TRACK:
        row["master_metadata_track_name"] = known.titles[track]
        row["master_metadata_album_artist_name"] = known.artists[known.artist_of[track]]
        row["master_metadata_album_album_name"] = known.albums[known.album_of[track]]
        row["spotify_track_uri"] = f"spotify:track:{track_id(track)}"
    elif kind == _PODCAST:
        show, episode = _SHOWS[at % len(_SHOWS)]
        row["episode_name"], row["episode_show_name"] = episode.format(at % 180 + 1), show
        row["spotify_episode_uri"] = f"spotify:episode:{track_id(at)}"
    elif kind == _CHAPTER:
        row["audiobook_title"], row["audiobook_uri"] = _BOOK[0], f"spotify:show:{track_id(1)}"
        row["audiobook_chapter_title"] = _BOOK[2].format(at % 30 + 1)
        row["audiobook_chapter_uri"] = f"spotify:episode:{track_id(at % 30)}"
    return row


_TITLE_FIELDS = (
    "master_metadata_track_name",
    "master_metadata_album_artist_name",
    "master_metadata_album_album_name",
    "spotify_track_uri",
    "episode_name",
    "episode_show_name",
    "spotify_episode_uri",
    "audiobook_title",
    "audiobook_uri",
    "audiobook_chapter_uri",
    "audiobook_chapter_title",
)
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def track_id(number: int) -> str:
    """22 characters that look like Spotify's ids, and are none of them."""
    state, characters = number * 2_654_435_761 + 97, []
    for _ in range(22):
        state = (state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % 2**64
        characters.append(_DIGITS[(state >> 40) % 62])
    return "".join(characters)


def _utc(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _years(rows: Sequence[Json]) -> str:
    first, last = (min(row["ts"] for row in rows)[:4], max(row["ts"] for row in rows)[:4]) if rows else ("2026",) * 2
    return first if first == last else f"{first}-{last}"


def _cut(rows: Sequence[Json]) -> list[list[Json]]:
    return [list(rows[at : at + _ROWS_A_FILE]) for at in range(0, max(len(rows), 1), _ROWS_A_FILE)]


def pretty(value: object) -> bytes:
    """JSON as Spotify indents it since 2024."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP as Spotify's server streams it: UTF-8 names, sizes behind the bytes, and folders that are not empty."""
    body, directory = bytearray(), bytearray()
    for name, content in files.items():
        packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = packer.compress(content) + packer.flush()
        raw_name, at, crc = name.encode(), len(body), zlib.crc32(content)
        common = struct.pack("<5H", 20, 0x0808, 8, 0, _DOS_DATE)
        body += b"PK\x03\x04" + common + struct.pack("<3L2H", 0, 0, 0, len(raw_name), 0) + raw_name + packed
        body += b"PK\x07\x08" + struct.pack("<3L", crc, len(packed), len(content))
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + common
        directory += struct.pack("<3L5H2L", crc, len(packed), len(content), len(raw_name), 0, 0, 0, 0, 0, at) + raw_name
    end = struct.pack("<4H2LH", 0, 0, len(files), len(files), len(directory), len(body), 0)
    return bytes(body + directory + b"PK\x05\x06" + end)


_DOS_DATE = (2026 - 1980) << 9 | 11 << 5 | 16
