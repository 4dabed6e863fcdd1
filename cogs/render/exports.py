"""How to ask each service for one's export, as `/upload help:` shows it. docs/exports.md says more; a test keeps the two in step."""

from __future__ import annotations

from cogs.render.cards import Card, Rule

HOW_TO = {
    "Spotify": (
        "In a browser, not in the app: **spotify.com → Account → Security and privacy → Account privacy → Download your data**. "
        "Tick **Extended streaming history** (everything since the beginning; up to 30 days) and **Account data** (the past year, and your "
        "playlists; about 5 days). Not *Technical log information*: it holds no history.\n"
        "Answer the e-mail that asks whether it was you, wait for the one with the link, and send the ZIPs as they are."
    ),
    "Apple Music": (
        "In a browser: **privacy.apple.com → Request a copy of your data → Apple Media Services information**. It takes up to a week. "
        "Send the ZIP as it is; if there are several parts, all of them."
    ),
    "YouTube Music": (
        "On **takeout.google.com**: *Deselect all*, tick *YouTube and YouTube Music*; under *Multiple formats* set *history* to **JSON**; under "
        "*All YouTube data included* tick *history* alone. The link comes within minutes, seldom days."
    ),
    "Last.fm": (
        "Last.fm gives no file itself. Use **mainstream.ghan.nl/export.html** (“scrobbles”), **lastfmstats.com** or **lastfm-to-csv** with your "
        "user name; it takes minutes to an hour. Send the CSV or JSON."
    ),
    "ListenBrainz": "**listenbrainz.org → Settings → Export data**; wait until it says that the export is ready, and send the ZIP.",
    "Maloja": "On your own server: the admin page, *Export*. Send the JSON.",
    "Koito": "On your own server: *Settings → Export*. Send the JSON.",
    "Rockbox": "The file `.scrobbler.log` in the top folder of the player's memory (it may be hidden). The log must have been switched on before.",
    "Deezer": "In a browser: **deezer.com → Account settings → My information → My personal data**; the e-mail can take days. Send the `.xlsx`.",
    "Tidal": "We know of no button for it: ask Tidal's support for a copy of your data, and send the table of streams.",
    "SoundCloud": "We know of no button for it: ask SoundCloud's support for a copy of your data, and send the play history.",
    "Exportify": "**exportify.app** saves your Spotify playlists as tables, at once: *Export all*, and send the ZIP. They are playlists, and never count as listening.",
}
"""By service; Discord offers the names as choices, 25 at most."""


def how_to_card(service: str) -> Card:
    """The way to one service's export, and what happens with it."""
    return Card(
        (
            f"## Your export from {service}\n{HOW_TO[service]}",
            Rule(),
            (
                "Then send it here with `/upload`; several files at once are fine, and a file that Discord refuses goes through `/upload link:True`. "
                "Only you see the receipt, and nothing is shown to anybody until you say so."
            ),
        )
    )
