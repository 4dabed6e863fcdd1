"""The sample members: always the same, in Spotify's formats, and each in character."""

from __future__ import annotations

import io
import itertools
import json
import zipfile
from collections import Counter
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from bot.exports.archive import Limits, SpooledFile
from bot.exports.registry import read_upload
from bot.model.listens import Reading
from bot.sandbox.samples import (
    LAST_DAY,
    SAMPLE_MEMBERS,
    Character,
    Generation,
    MemberExport,
    collective,
    member_export,
    sample_exports,
)
from bot.sandbox.samples_catalogue import Mood, catalogue
from bot.sandbox.samples_listening import HEARTBREAK_DAY, listening
from bot.sandbox.worlds import COLLECTIVE_MEMBERS, FRIENDS_MEMBERS

FIRST_DAY = date(2024, 1, 1)


@lru_cache
def export(character: Character = Character.ORDINARY, generation: Generation = Generation.D) -> MemberExport:
    return member_export(
        character, seed=3, plays=4000, first_day=FIRST_DAY, time_zone="Asia/Tokyo", generation=generation
    )


@lru_cache
def plays(character: Character) -> list[tuple[datetime, int]]:
    """Moment of starting on the member's own clock, and track."""
    zone = ZoneInfo("America/New_York")
    played = listening(character, 3, 12_000, date(2023, 1, 1), LAST_DAY, zone.key)
    return [
        (datetime.fromtimestamp(start, zone), track)
        for start, track in zip(played.started_at.tolist(), played.track.tolist(), strict=True)
    ]


def share(tracks: list[int], *moods: Mood) -> float:
    return sum(catalogue().mood[track] in moods for track in tracks) / len(tracks)


def inside(archive: bytes) -> dict[str, Any]:
    """Files of a ZIP: name without folder -> content, JSON read."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.testzip() is None
        names = [name for name in opened.namelist() if not name.endswith("/")]
        return {
            name.split("/")[-1]: json.loads(opened.read(name)) if name.endswith("0.json") else opened.read(name)
            for name in names
        }


def read(tmp_path: Path, *archives: bytes) -> Reading:
    files = [SpooledFile(tmp_path / f"{number}.zip", f"{number}.zip") for number in range(len(archives))]
    for file, archive in zip(files, archives, strict=True):
        file.path.write_bytes(archive)
    return read_upload(files, Limits())


def test_the_same_arguments_give_the_same_bytes():
    first, second = (member_export(Character.EXPLORER, seed=9, plays=500, first_day=FIRST_DAY) for _ in range(2))
    assert first == second
    assert first != member_export(Character.EXPLORER, seed=10, plays=500, first_day=FIRST_DAY)


def test_names_of_the_catalogue_are_not_repeated():
    known = catalogue()
    assert len(set(known.artists)) == len(known.artists)
    assert known.known == 150
    assert int((known.artist_of < known.known).sum()) > 1400


def test_every_friend_has_an_export_and_a_clock():
    assert tuple(SAMPLE_MEMBERS) == FRIENDS_MEMBERS
    assert [ZoneInfo(member.time_zone).key for member in SAMPLE_MEMBERS.values()]
    assert SAMPLE_MEMBERS["Farid"].first_day == date(2026, 8, 16)


def test_the_collective_is_forty_lighter_members_of_all_sorts():
    members = collective(COLLECTIVE_MEMBERS)
    assert tuple(members) == COLLECTIVE_MEMBERS
    assert all(300 <= member.plays <= 2000 for member in members.values())
    assert len({member.character for member in members.values()}) >= 7


@pytest.mark.parametrize("generation", Generation)
def test_every_generation_is_read_and_adds_up(tmp_path: Path, generation: Generation):
    archive = export(generation=generation).extended
    receipt = read(tmp_path, archive).receipt
    rows = [row for name, part in inside(archive).items() if name.endswith("0.json") for row in part]
    if generation is not Generation.E:  # whose files end with the year and not with 0
        assert sum(file.rows for file in receipt.files if "ideo" not in file.name) == len(rows) >= 4000
    assert all(file.kind == "spotify_extended" for file in receipt.files if file.name.endswith(".json"))
    assert receipt.by_content["music"] > 3700
    assert receipt.by_content["podcast"] > 40
    assert receipt.by_content["video"] > 15
    reasons = Counter(reason.value for file in receipt.files for reason in file.left_out)
    assert set(reasons) == {"no title", "never played", "private session"}


def test_generations_tell_of_the_same_music(tmp_path: Path):
    told = []
    for generation in Generation:
        (source,) = read(tmp_path, export(generation=generation).extended).sources
        table = pa.ipc.open_stream(source.listens).read_all()
        music = table.filter(pc.equal(table["content"].cast(pa.string()), "music"))
        told.append(music.select(["started_at", "played_ms", "artist", "track", "album"]).to_pylist())
    assert all(music == told[0] for music in told)


def test_the_account_data_are_the_past_year_of_the_same_plays(tmp_path: Path):
    sample = export()
    assert sample.account is not None
    music = inside(sample.account)["StreamingHistory_music_0.json"]
    assert min(row["endTime"] for row in music) >= "2025-11-14"
    everything = [row for name, part in inside(sample.extended).items() if name.endswith("0.json") for row in part]
    ended = {(row["ts"][:16].replace("T", " "), row["master_metadata_track_name"]) for row in everything}
    # The others have no title in the extended history, or are podcasts there, or were reported late.
    assert sum((row["endTime"], row["trackName"]) in ended for row in music) / len(music) > 0.94


def test_the_account_zip_is_as_spotify_streams_it(tmp_path: Path):
    sample = export()
    assert sample.account is not None
    with zipfile.ZipFile(io.BytesIO(sample.account)) as opened:
        entries = opened.infolist()
        assert {entry.flag_bits for entry in entries} == {0x0808}
        assert entries[-2].filename == "Spotify Account Data/"
        assert opened.read(entries[-2]) == b"placeholder"
        assert entries[-1].filename.endswith(".pdf")
    kinds = {file.name.split("/")[-1]: file.kind for file in read(tmp_path, sample.account).receipt.files}
    assert {name for name, kind in kinds.items() if kind == "unknown"} <= {
        "Read_Me_First.pdf",
        "StreamingHistory_audiobook_0.json",  # an empty list
    }
    assert kinds["YourLibrary.json"] == "spotify_library"
    assert kinds["UserAddress.json"] == "spotify_other"


def test_titles_of_playlists_and_their_days(tmp_path: Path):
    sample = export(Character.HEARTBREAK)
    assert sample.account is not None
    reading = read(tmp_path, sample.account)
    titles = [playlist.title for playlist in reading.sources[0].playlists]
    assert "after us 💔" in titles
    assert len(titles) == 8


def test_ada_falls_into_break_up_songs_in_one_february():
    days = [(moment.date() - HEARTBREAK_DAY).days for moment, _ in plays(Character.HEARTBREAK)]
    tracks = [track for _, track in plays(Character.HEARTBREAK)]
    window = [track for day, track in zip(days, tracks, strict=True) if 0 <= day < 28]
    before = [track for day, track in zip(days, tracks, strict=True) if -180 <= day < 0]
    assert len(window) > 150
    assert share(window, Mood.HEARTBREAK) > 0.4
    assert share(before, Mood.HEARTBREAK) < 0.08
    most_played = Counter(window).most_common(5)
    assert sum(count for _, count in most_played) / len(window) > 0.25


@pytest.mark.parametrize("character", [character for character in Character if character is not Character.HEARTBREAK])
def test_nobody_else_has_such_a_february(character: Character):
    days = [(moment.date() - HEARTBREAK_DAY).days for moment, _ in plays(character)]
    window = [track for day, (_, track) in zip(days, plays(character), strict=True) if 0 <= day < 28]
    whole = share([track for _, track in plays(character)], Mood.HEARTBREAK)
    assert abs(share(window, Mood.HEARTBREAK) - whole) < 0.12


def test_the_night_owl_listens_at_night():
    def at_night(character: Character) -> float:
        return sum(moment.hour >= 23 or moment.hour < 5 for moment, _ in plays(character)) / len(plays(character))

    assert at_night(Character.NIGHT_OWL) > 0.6
    assert at_night(Character.ORDINARY) < 0.15


def test_the_album_binger_plays_albums_in_order_and_one_of_them_for_a_month():
    album_of = catalogue().album_of
    tracks = [track for _, track in plays(Character.ALBUM_BINGER)]
    in_order = sum(b == a + 1 and album_of[a] == album_of[b] for a, b in itertools.pairwise(tracks))
    assert in_order / len(tracks) > 0.55
    may = [
        track for moment, track in plays(Character.ALBUM_BINGER) if date(2026, 5, 4) <= moment.date() < date(2026, 6, 1)
    ]
    ((_, most),) = Counter(int(album_of[track]) for track in may).most_common(1)
    assert most / len(may) > 0.45


def test_the_explorer_knows_hundreds_and_the_superfan_one():
    def artists(character: Character) -> Counter[int]:
        return Counter(int(catalogue().artist_of[track]) for _, track in plays(character))

    assert len(artists(Character.EXPLORER)) > 400
    assert artists(Character.EXPLORER).most_common(1)[0][1] / len(plays(Character.EXPLORER)) < 0.05
    assert artists(Character.SUPERFAN).most_common(1)[0][1] / len(plays(Character.SUPERFAN)) > 0.45
    assert artists(Character.ORDINARY).most_common(1)[0][1] / len(plays(Character.ORDINARY)) < 0.25


def test_nobody_plays_two_tracks_at_once():
    played = listening(Character.ORDINARY, 1, 5000, FIRST_DAY, LAST_DAY, "Europe/Berlin")
    ends = played.started_at * 1000 + played.played_ms
    assert (played.started_at[1:] * 1000 >= ends[:-1]).all()


def test_everybody_knows_some_of_the_same_artists():
    for character in Character:
        heard = {int(catalogue().artist_of[track]) for _, track in plays(character)}
        assert len(heard & set(range(8))) >= 7


def test_days_are_on_the_members_own_clock():
    east, west = (
        listening(Character.NIGHT_OWL, 1, 3000, FIRST_DAY, LAST_DAY, zone)
        for zone in ("Asia/Tokyo", "America/New_York")
    )
    hours = [
        Counter(datetime.fromtimestamp(start, UTC).hour for start in who.started_at.tolist()) for who in (east, west)
    ]
    assert hours[0].most_common(1)[0][0] in (14, 15, 16, 17, 18)
    assert hours[1].most_common(1)[0][0] in (3, 4, 5, 6, 7)


def test_exports_are_made_once(tmp_path: Path):
    members = collective(COLLECTIVE_MEMBERS[:2])
    first = sample_exports(tmp_path, members)
    assert list(first) == list(members)
    assert all(path.stat().st_size for paths in first.values() for path in paths)
    made_at = {path: path.stat().st_mtime_ns for paths in first.values() for path in paths}
    assert {
        path: path.stat().st_mtime_ns for paths in sample_exports(tmp_path, members).values() for path in paths
    } == made_at
