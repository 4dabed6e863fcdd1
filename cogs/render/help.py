"""What `/help` says: how to begin, and a page for each family of commands."""

from __future__ import annotations

import discord

from cogs.render.cards import Block, Button, Card, Row, Rule

FAMILIES: dict[str, dict[str, str]] = {
    "Your listening": {
        "upload": "Add your listening history: the ZIP that Spotify sent you, or files from it. Without a file it opens a form; `help:` says how to get an export from your service; `link:True` gives a private page for files that Discord refuses.",
        "sources": "What your history is made of: take an upload back, count only since a day, set your time zone.",
        "privacy": "See what is stored about you here, change what you agreed to, or erase everything.",
    },
    "Ask anything": {
        "ask": "A question in your own words, such as “who listens at 3am the most?” or “was 2020 sadder than 2024 for us?”. The card says how it was read, and has buttons for other days, measures and members.",
    },
    "Artists and tracks": {
        "whoknows artist": "Who here really spends the most time on an artist: hours, plays, share of own listening, first listen.",
        "whoknows track": "The same for a track; equal titles of two artists are told apart.",
        "whoknows album": "The same for an album.",
        "whofirst artist": "Who was there first, with a warning where exports start too late to know.",
        "whofirst track": "The same for a track.",
        "whofirst album": "The same for an album.",
        "crowns": "Who holds the most crowns (most time with an artist), and which are about to change hands; `member:` shows one's own with the runners-up, `by: share` is fair to short exports.",
        "only": "Artists that only one of you plays, and how much of their own listening they are.",
    },
    "Taste": {
        "taste": "How alike are two tastes? What you share, where you part, and the tracks you have in common.",
        "affinity": "Who here listens most like you (or like a member), and who least.",
        "matrix": "How alike is everyone here? A heat map in which groups show, and a name for all of you.",
        "map": "Everyone here on one map: who listens alike stands near.",
        "blend": "What do you all like? Ranked by whoever of you plays it least; `of: tracks` gives a list to take to any service.",
    },
    "Habits": {
        "streaks": "Whose run of days with music is longest, fair to short exports. `artist:` counts days with one artist; `member:` gives a calendar of one's own.",
        "gaps": "Artists that you came back to after half a year or more: how long the silence was, and with which song it ended.",
        "discoveries": "Who lets most new music in, which discoveries stuck, and who brought them here first.",
        "milestones": "The 10,000th play, the 1,000th artist, 1,000 hours: when, with which song, and when the next one is due.",
        "obsessions": "One song again and again: longest loops, most repeats in a day, songs that took a whole month.",
        "skips": "Who skips most, where services say so; `member:` shows what one skips and yet keeps playing.",
        "sessions": "Whose longest sitting is longest, how long the usual one is, and when it begins.",
    },
    "Moods": {
        "breakup": "Whose breakup playlists are most intense? Or, `of: listening`, whose saddest four weeks.",
        "moods": "How sad the titles were, month by month: the group's, or a member's. With `member:` yourself, when your music changed and what you came back to then, for your eyes alone.",
    },
    "Looking back": {
        "recap": "Look back on any period, page by page: your listening, a member's, two side by side (`with:`), or the server's (`server:`).",
    },
    "Together": {
        "awards": "The evening's awards: Raincloud, Lark and Owl, Superfan, Cartographer, Deep Cut, Marathon and more, each with its number, who came next, and why.",
        "guess": "A round in the channel: whose top track is this, who said this in numbers, whose day is this?",
    },
    "Votes": {
        "poll create": "For moderators: put a question to the server, to roles or to the pool. Yes or no, one choice, several, rankings or scores; secret or public; with quorum, deadline and more. You see a preview before it opens.",
        "poll list": "This server's polls: open, to come, and closed.",
        "poll show": "See a poll or its result again, and vote; moderators can post its card again, or call off one that has not opened.",
        "poll verify": "Check with the receipt that you got whether your ballot stands in the log and counts.",
        "poll delegate": "Let another member vote for you, in one poll or on a topic. Your own ballot goes before it.",
        "poll delegations": "Who votes for you, and take it back.",
        "poll reminders": "Whether you are reminded of votes that you have not voted in.",
    },
    "The pool": {
        "pool status": "Whether your listening is in the pool that this server may sell slices of, and which sales you are in.",
        "pool join": "Pool your listening: you vote on offers, and share in what is sold.",
        "pool leave": "Leave the pool, or one sale (`sale:`). It holds for every package that is not delivered yet.",
        "sale preview": "Exactly what would be sold today: columns, first rows, what is left out, what a buyer could learn, and what you would get.",
        "sale status": "Where an offer stands: every step with who and when, its package and its money.",
        "earnings": "What you earned by sales here: what is paid, and what is still open.",
    },
    "For moderators": {
        "sale propose": "Write an offer for a slice of the pool down; after a preview, put it to the vote of those whose listening it is.",
        "sale deliver": "Hand the package over, as a file or by a link for the buyer. Nobody can leave it after this.",
        "sale build": "Build the package again, of those who are still in.",
        "sale withdraw": "Drop a draft, or a sale that is not delivered yet.",
        "payouts received": "Write down money of the buyer; with the last cent it is divided.",
        "payouts missing": "Write down a part of the price that will never come, with the reason.",
        "payouts list": "The open shares as a file for whoever pays them.",
        "payouts paid": "Mark who was paid, by that file or one by one.",
        "payouts undo": "Take an entry of the books back.",
        "payouts release": "Divide a share that nobody claimed for a year.",
        "settings": "Where the clocks of new members run; whether, where and when the server's recap is posted by itself; whether a language model may tag titles; who may make polls; how many moderators confirm a delivery.",
    },
}
"""Every command by family, with what it does for a member. A test keeps them equal to the commands there are."""

COMMANDS = {name: what for family in FAMILIES.values() for name, what in family.items()} | {"help": "This page."}


def help_card() -> Card:
    """All commands by name, how to begin, and the promise."""
    listed = "\n".join(
        f"**{family}** " + " ".join(f"`/{name}`" for name in commands)
        for family, commands in FAMILIES.items()
        if commands
    )
    return Card(
        (
            "## Tutti\nYour group's listening, side by side: over all the years, and only among those who agreed.",
            (
                "### To begin\n"
                "1. In Spotify, open *Account → Privacy settings → Download your data* and ask for **Extended streaming history** "
                "(comes within 30 days) and, for playlists, **Account data** (within 5 days). `/upload help:` tells of the other services.\n"
                "2. Send the ZIP here with **`/upload`**. Only you see the receipt.\n"
                "3. Choose what Tutti may do with it. Everything is off until you say so."
            ),
            Rule(),
            f"{listed}\n**This page** `/help`",
            *_families(""),
            "-# Answers are shown to you alone until you press “Post here”. `/privacy` erases everything, at once.",
        )
    )


def family_card(family: str) -> Card:
    """The commands of one family."""
    commands = FAMILIES.get(family, {})
    listed = "\n".join(f"**`/{name}`** {what}" for name, what in commands.items())
    return Card((f"## {family if commands else 'Tutti'}\n{listed}", *_families(family)))


def _families(shown: str) -> list[Block]:
    """A button for each family, with the one on show marked."""
    buttons = [
        Button(
            family,
            "help",
            (family,),
            discord.ButtonStyle.primary if family == shown else discord.ButtonStyle.secondary,
        )
        for family, commands in FAMILIES.items()
        if commands
    ]
    return [Row(tuple(buttons[start : start + 4])) for start in range(0, len(buttons), 4)]
