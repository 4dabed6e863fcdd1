"""How a receipt and the consents are worded, in Discord and on the upload page alike.

Plain text, with names as they came: whoever shows it escapes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.model.amounts import counted
from bot.model.listens import FileReceipt, UploadReceipt
from bot.model.members import Consent

KINDS = {
    "spotify_extended": "extended streaming history",
    "spotify_account": "account data",
    "spotify_playlists": "playlists",
    "youtube": "YouTube watch history",
    "youtube_searches": "YouTube searches",
    "youtube_library": "YouTube Music library",
    "youtube_playlist": "YouTube playlist",
    "youtube_other": "another file of YouTube's",
    "google_other": "a file of another Google product",
    "soundcloud": "SoundCloud play history",
    "tidal": "Tidal streams",
    "exportify_playlists": "Exportify playlist",
    "apple_play_activity": "Apple Music Play Activity",
    "apple_daily_tracks": "Apple Music Daily Tracks",
    "apple_track_play_history": "Apple Music Track Play History",
    "apple_playlists": "Apple Music playlists",
    "lastfm": "Last.fm scrobbles",
    "lastfm_other": "Last.fm favourites",
    "listenbrainz": "ListenBrainz listens",
    "listenbrainz_other": "another file of ListenBrainz's",
    "maloja": "Maloja scrobbles",
    "koito": "Koito listens",
    "rockbox": "Rockbox log",
    "deezer": "Deezer listening history",
    "deezer_other": "another file of Deezer's",
}
"""What a file was recognised as (`FileReceipt.kind`), in words; a kind that is not here is shown as it is written."""

USES = {
    Consent.COMPARE: (
        "Compare me",
        "Others in this server may see you in comparisons: rankings, and a recap of your listening.",
    ),
    Consent.NARRATE: (
        "Word things about me",
        "Sentences about you may be worded by a language model. It sees how an answer is built, and no name, title or number. Where moderators chose `/settings tone:roast`, your music may be made fun of, with or without a model.",  # noqa: E501 - a sentence that members read stays whole
    ),
    Consent.POOL: (
        "Pool for sales",
        "Your listening joins the pool that this server may vote to sell, and you vote on every offer that opens from then on.",  # noqa: E501
    ),
    Consent.TAG: (
        "Tag my titles",
        "A language model may be shown titles and artists of tracks you played whose titles tell no mood, to say what mood they speak of. Nothing else about you is sent. Your server's moderators must allow it too.",  # noqa: E501
    ),
}
"""Each use of a member's listening: its name, and what agreeing to it means."""

_OTHERS = {"podcast": "podcast episodes", "audiobook": "audiobook chapters", "video": "music videos"}


def headline(receipt: UploadReceipt, *, nothing_new: bool) -> str:
    """What the upload gave, e.g. "Read 3 listens and 1 playlist"."""
    if nothing_new:
        return "You had uploaded this before; nothing changed"
    parts = []
    if receipt.listens:
        parts.append(counted(receipt.listens, "listen"))
    if receipt.playlists:
        parts.append(counted(receipt.playlists, "playlist"))
    return f"Read {' and '.join(parts)}"


def span(receipt: UploadReceipt) -> str:
    """First and last day, hours, and what was not music."""
    parts = []
    if receipt.first and receipt.last:
        parts.append(f"{_day(receipt.first)} to {_day(receipt.last)}, {receipt.played_ms / 3_600_000:,.0f} hours")
    parts += [
        f"{receipt.by_content[kind]:,} {words}" for kind, words in _OTHERS.items() if receipt.by_content.get(kind)
    ]
    if receipt.playlist_tracks:
        parts.append(f"{receipt.playlist_tracks:,} tracks in playlists")
    return " · ".join(parts)


def file_words(file: FileReceipt) -> str:
    """What became of a file's rows, e.g. "account data · 3 rows, 2 kept, left out: 1 never played"."""
    kind = KINDS.get(file.kind, file.kind.replace("_", " "))
    left_out = ", ".join(f"{count:,} {reason.value}" for reason, count in file.left_out.items() if count)
    row = f"{kind} · {counted(file.rows, 'row')}, {file.kept:,} kept"
    return row + (f", left out: {left_out}" if left_out else "")


def in_all(listens: int, joined: int) -> str:
    """How many listens the member's history here has now, and how many of them several uploads held."""
    words = counted(listens, "listen")
    if joined == 1:
        return f"{words}. 1 was in more than one export and counts once"
    return words + (f". {joined:,} were in more than one export and count once" if joined else "")


def short_names(names: Sequence[str]) -> list[str]:
    """Paths without the folders that tell none of them apart: as short as each can be and still be the only one."""

    def shortened(name: str) -> str:
        parts = name.split("/")
        for kept in range(1, len(parts)):
            short = "/".join(parts[-kept:])
            if sum(other == short or other.endswith("/" + short) for other in names) == 1:
                return short
        return name

    return [shortened(name) for name in names]


def _day(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%-d %B %Y}"
