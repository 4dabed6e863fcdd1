"""What `/help` says."""

from __future__ import annotations

from cogs.render.cards import Card, Rule

COMMANDS = {
    "upload": "Add your listening history: the ZIP that Spotify sent you, or files from it. Without a file it opens a form; `help:` says how to get an export from your service; `link:True` gives a private page for files that Discord refuses.",
    "breakup": "Whose breakup playlists are most intense? Or, `of: listening`, whose saddest four weeks.",
    "whoknows": "Who here really spends the most time on an artist: hours, plays, share of own listening, first listen.",
    "recap": "Look back on your listening, or on that of a member who agreed: any period, from the whole history.",
    "sale propose": "For moderators: put an offer for the pool's listening to a vote of those whose listening it is.",
    "sources": "What your history is made of: take an upload back, count only since a day, set your time zone.",
    "settings": "For moderators: where the clocks of new members run.",
    "privacy": "See what is stored about you here, change what you agreed to, or erase everything.",
    "help": "This page.",
}
"""Every command, with what it does for a member. A test keeps it equal to the commands there are."""


def help_card() -> Card:
    """All commands, how to begin, and the promise."""
    listed = "\n".join(f"**`/{name}`** {what}" for name, what in COMMANDS.items())
    return Card(
        (
            "## Tutti\nYour group's listening, side by side: over all the years, and only among those who agreed.",
            Rule(),
            listed,
            Rule(),
            (
                "### To begin\n"
                "1. In Spotify, open *Account → Privacy settings → Download your data* and ask for **Extended streaming history** "
                "(comes within 30 days) and, for playlists, **Account data** (within 5 days).\n"
                "2. Send the ZIP here with **`/upload`**. Only you see the receipt.\n"
                "3. Choose what Tutti may do with it. Everything is off until you say so.\n"
                "-# Answers are shown to you alone until you press “Post here”. `/privacy` erases everything, at once."
            ),
        )
    )
