"""Spotify's "Account data" of a sample member: the past year of the same plays, playlists, and all that lies beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np

from bot.sandbox.samples_catalogue import Catalogue, Mood, catalogue
from bot.sandbox.samples_listening import HEARTBREAK_DAY, Character, Plays
from bot.sandbox.samples_spotify import PDF, Files, Json, pretty, track_id

_FOLDER = "Spotify Account Data/"
_ROWS_A_FILE = 10_000
_YEAR_DAYS = 366


@dataclass(frozen=True, slots=True)
class SamplePlaylist:
    """A playlist to be written.

    Attributes:
        tracks: indices into the catalogue.
        added_on: the day of adding, for each.
    """

    title: str
    tracks: Sequence[int]
    added_on: Sequence[date]


# Titles of playlists: what is added over years, what in a fortnight. Some look like break-ups and are none.
_HEARTBREAK_TITLES = ("after us 💔", "songs to get over him", "breakup soup", "he left on a tuesday")
_TITLES = {
    Character.NIGHT_OWL: ("3am kitchen", "night bus", "Breaking Benjamin essentials", "insomnia but make it jazz"),
    Character.ALBUM_BINGER: ("front to back", "albums of the year", "long drives", "lunch break"),
    Character.EXPLORER: ("found in 2024", "found in 2025", "spring break 2022", "语言课 study", "radio finds"),
    Character.SUPERFAN: ("the essentials", "every b-side", "勉強用", "concert prep"),
    Character.NEWCOMER: ("my first playlist", "gym", "focus"),
    Character.SLEEPER: ("sleep", "rain on a tent", "bedtime"),
    Character.ALWAYS_SAD: ("sad hours", "cry in the car", "grey days"),
    Character.ORDINARY: ("gym", "cooking", "summer ☀️", "road trip", "ex-machina synths", "Sunday cleaning"),
}
_STEADY_TITLES = ("kitchen radio", "running 5k", "autumn walks", "karaoke with Bo")
_SAVED = 120


@dataclass(frozen=True, slots=True)
class Account:
    """A member's account data, ready to be written.

    Attributes:
        last_day: the day of the export; listens of the 366 days before are in it.
    """

    name: str
    character: Character
    plays: Plays
    seed: int
    last_day: date

    def files(self) -> Files:
        """Its files with their folder, in the order of Spotify's ZIP."""
        files = {f"StreamingHistory_music_{at}.json": pretty(part) for at, part in enumerate(self._music())}
        files["StreamingHistory_podcast_0.json"] = pretty(self._podcasts())
        files["StreamingHistory_audiobook_0.json"] = pretty(self._chapters())
        files["Playlist1.json"] = pretty({"playlists": [_playlist(playlist) for playlist in self.playlists()]})
        files |= {"YourLibrary.json": pretty(self._library())} | _beside(self.name, self.seed)
        inside = {_FOLDER + name: content for name, content in files.items()}
        return inside | {_FOLDER: b"placeholder", f"{_FOLDER}Read_Me_First.pdf": PDF}

    def playlists(self) -> list[SamplePlaylist]:
        """Playlists of the member's own favourites; after a heartbreak also some about it, filled in a fortnight."""
        rng = np.random.default_rng([self.seed, 2])
        titles = _TITLES.get(self.character, _STEADY_TITLES)
        lists = [self._gathered(title, rng) for title in titles]
        return lists + [self._grieved(title, rng) for title in _HEARTBREAK_TITLES if self._broken()]

    def _broken(self) -> bool:
        return self.character is Character.HEARTBREAK

    def _gathered(self, title: str, rng: np.random.Generator) -> SamplePlaylist:
        """Tracks that the member played, added here and there over the years."""
        heard = np.unique(self.plays.track)
        tracks = rng.choice(heard, size=min(len(heard), int(rng.integers(14, 60))), replace=False)
        first = _day(self.plays.started_at[0])
        span = max((self.last_day - first).days, 1)
        days = np.sort(rng.integers(0, span, size=len(tracks)))
        return SamplePlaylist(title, tracks.tolist(), [first + timedelta(days=int(day)) for day in days])

    def _grieved(self, title: str, rng: np.random.Generator) -> SamplePlaylist:
        """Break-up songs, some sad ones and a few others, nearly all added within two weeks."""
        known = catalogue()
        sung = rng.choice(known.in_mood(Mood.HEARTBREAK), size=int(rng.integers(16, 26)), replace=False)
        sad = rng.choice(known.in_mood(Mood.SAD), size=7, replace=False)
        other = rng.choice(np.unique(self.plays.track), size=3, replace=False)
        days = np.sort(np.append(rng.integers(0, 13, size=len(sung) + len(sad)), rng.integers(20, 60, size=3)))
        added = [HEARTBREAK_DAY + timedelta(days=int(day)) for day in days]
        return SamplePlaylist(title, rng.permutation(np.concatenate([sung, sad, other])).tolist(), added)

    def _music(self) -> list[list[Json]]:
        known, plays = catalogue(), self.plays
        ended = plays.started_at + -(-plays.played_ms // 1000)
        from_s = int(datetime(self.last_day.year, self.last_day.month, self.last_day.day, tzinfo=UTC).timestamp())
        recent = np.flatnonzero(ended >= from_s - _YEAR_DAYS * 86400)
        rows = [
            {
                "endTime": _minute(int(ended[at])),
                "artistName": known.artists[known.artist_of[plays.track[at]]],
                "trackName": known.titles[plays.track[at]],
                "msPlayed": int(plays.played_ms[at]),
            }
            for at in recent.tolist()
        ]
        for row in rows[200::3000]:
            row["artistName"], row["trackName"] = "Unknown Artist", "Unknown Track"
        return [rows[at : at + _ROWS_A_FILE] for at in range(0, max(len(rows), 1), _ROWS_A_FILE)]

    def _podcasts(self) -> list[Json]:
        weeks = range(1, 53, 2 + self.seed % 5)
        days = {week: self.last_day - timedelta(weeks=53 - week) for week in weeks}
        return [
            {
                "endTime": f"{day} 07:{10 + week % 40}",
                "podcastName": "Kettle & Kindling",
                "episodeName": f"Episode {100 + week}: what the tide brought",
                "msPlayed": 1_400_000 + 9_000 * week,
            }
            for week, day in days.items()
            if day > _day(self.plays.started_at[0])
        ]

    def _chapters(self) -> list[Json]:
        if self.seed % 3:
            return []
        return [
            {
                "endTime": f"{self.last_day - timedelta(days=40 - chapter)} 21:{10 + chapter}",
                "audiobookName": "The Cartographer's Holiday",
                "chapterName": f"Chapter {chapter}",
                "authorName": "Ottoline Vance",
                "msPlayed": 1_100_000,
            }
            for chapter in range(1, 9)
        ]

    def _library(self) -> Json:
        saved = np.unique(self.plays.track)[:_SAVED].tolist()
        nothing: list[Json] = []
        return {
            "tracks": [
                {**_named(at, "artist", "album", "track"), "uri": f"spotify:track:{track_id(at)}"} for at in saved
            ],
            "albums": nothing,
            "shows": nothing,
            "episodes": nothing,
            "bannedTracks": nothing,
            "artists": nothing,
            "bannedArtists": nothing,
            "other": [],
        }


def _day(seconds: np.int64) -> date:
    return datetime.fromtimestamp(int(seconds), UTC).date()


def _minute(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M")


def _named(track: int, artist_key: str, album_key: str, title_key: str) -> dict[str, str]:
    known: Catalogue = catalogue()
    return {
        artist_key: known.artists[known.artist_of[track]],
        album_key: known.albums[known.album_of[track]],
        title_key: known.titles[track],
    }


def _playlist(playlist: SamplePlaylist) -> Json:
    items = [
        {
            "track": {
                **_named(track, "artistName", "albumName", "trackName"),
                "trackUri": f"spotify:track:{track_id(track)}",
            },
            "episode": None,
            "audiobook": None,
            "localTrack": None,
            "addedDate": day.isoformat(),
        }
        for track, day in zip(playlist.tracks, playlist.added_on, strict=True)
    ]
    local = {"uri": "spotify:local:Ein+Freund:K%C3%BCche:Demo+vom+Dienstag:187"}
    last = max(playlist.added_on).isoformat()
    items.append(dict.fromkeys(("track", "episode", "audiobook")) | {"localTrack": local, "addedDate": last})
    return {
        "name": playlist.title,
        "lastModifiedDate": last,
        "collaborators": [],
        "items": items,
        "description": None,
        "numberOfFollowers": 0,
    }


def _beside(name: str, seed: int) -> Files:
    """The files that a reader must not stumble over, and must not read."""
    email = f"sample{seed}@example.org"
    return {
        "SearchQueries.json": pretty(
            [
                {
                    "platform": "IPHONE",
                    "searchTime": "2026-10-01T08:15:30.000Z[UTC]",
                    "searchQuery": "velvet",
                    "searchInteractionURIs": [],
                }
            ]
        ),
        "Follow.json": pretty({"followerCount": 3, "followingUsersCount": 5, "dismissingUsersCount": 0}),
        "Inferences.json": pretty({"inferences": ["1P_Custom_Sample", "3P_Sample_Segment"]}),
        "Marquee.json": pretty([{"artistName": "Velvet Harbour", "segment": "Light listeners"}]),
        "Identifiers.json": pretty({"identifierType": "username", "identifierValue": f"sample{seed}"}),
        "Identity.json": pretty({"displayName": name, "imageUrl": None, "tasteMaker": False, "verified": False}),
        "Userdata.json": pretty(
            {"username": f"sample{seed}", "email": email, "country": "SE", "birthdate": "1990-01-01", "gender": None}
        ),
        "Payments.json": pretty({"payment_method": "None", "country": "SE"}),
        # Spotify's own file is no JSON either.
        "UserAddress.json": b"List(Map(state -> , street -> Sample Street 1, city -> Sampleby))",
    }
