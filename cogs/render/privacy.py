"""Cards about a member's own data, for that member alone."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.collective.statements import erasure_words
from bot.model.amounts import counted
from bot.model.history_words import source_name
from bot.model.members import Consents
from bot.model.receipt_words import USES
from bot.model.sales import Share
from bot.model.stored import StoredAbout
from bot.usecases.erase_member import Farewell
from bot.usecases.spending import Spending
from cogs.render.cards import DONE, QUIET, TROUBLE, Attached, Block, Button, Card, Row, Rule


def consent_card(consents: Consents) -> Card:
    """What Tutti may do with a member's listening, as a switch each."""
    return Card(
        (
            f"### What may Tutti do with it?\nEach is off until you switch it on, for this server alone, and can be switched off again.\n{_uses(consents)}",
            _switches(consents, "consent"),
        )
    )


def privacy_card(about: StoredAbout, spending: Spending | None = None) -> Card:
    """What is stored, what was agreed to, what a language model gets to see, and the way to erase it.

    Args:
        about: all that is stored about the member.
        spending: says which language model is asked; None where there is none.
    """
    consents = about.member.consents if about.member else Consents()
    blocks: list[Block] = [f"## What is stored about you in this server\n{_stored(about)}"]
    blocks += [Rule(), f"### What you agreed to\n{_uses(consents)}", _switches(consents, "privacy")]
    blocks += [
        Rule(),
        (
            "Only the fields that the answers need were read from your files; IP addresses, country, user name and device ids were not. "
            "What you send is deleted as soon as it has been read."
        ),
        _language_model(spending),
    ]
    if about.anything:
        records = (Button("Download my consent records", "records"),) if about.changes else ()
        blocks.append(Row((*records, Button("Erase everything", "erase", ("ask",), discord.ButtonStyle.danger, "🗑️"))))
    return Card(tuple(blocks))


def records_card(content: bytes | None) -> Card:
    """The file with every consent, for the member's own keeping."""
    if content is None:
        return Card(("You never agreed to anything in this server, so there is no record.",), QUIET)
    return Card(
        (
            (
                "### Your consent records\n"
                "What you agreed to and when, in a form that other software reads (ISO/IEC TS 27560, JSON-LD). There is no id of Discord's in it: "
                "you are a pseudonym that only this file ties to you. Keep its salt to yourself; with it you can show that a sold package rests on your consent."
            ),
            Attached(content, "consent-records.jsonld"),
        )
    )


def confirm_card(owed: Sequence[Share] = ()) -> Card:
    """Once more, before it is gone; with what the member would leave behind unpaid."""
    words = (
        "## Erase everything about you in this server?\n"
        "Your history, playlists, scores, consents and ballots in open votes go at once, and cannot be brought back. "
        "Votes that are closed stay as they were counted; they hold no names. A package that a buyer has stays with the buyer."
    )
    return Card(
        (
            *(filter(None, (words, erasure_words(owed)))),
            Row(
                (
                    Button("Erase everything", "erase", ("confirm",), discord.ButtonStyle.danger),
                    Button("Keep it", "erase", ("keep",)),
                )
            ),
        ),
        TROUBLE,
    )


def erased_card(farewell: Farewell) -> Card:
    """It is gone, but for what is still owed."""
    erased = farewell.erased
    after = "" if erased.scrubbed else " The last traces on the disk are overwritten within the next minutes."
    return Card(
        (
            (
                "## Everything about you in this server is erased\n"
                f"{erased.listens:,} listens, {erased.playlists:,} playlists, {erased.consents:,} consents and {erased.ballots:,} ballots.{after}\n"
                "-# You can upload again whenever you like."
            ),
            *(filter(None, (erasure_words(farewell.owed),))),
        ),
        DONE,
    )


def kept_card() -> Card:
    """Nothing was erased."""
    return Card(("Nothing was erased.",), QUIET)


def _language_model(spending: Spending | None) -> str:
    if spending is None:
        return "No language model is asked here, and nothing is sent to one."
    return (
        f"**Language model** `{spending.model}` at `{spending.service}`. It is sent:\n"
        "- your question as you typed it, when you ask in words, with the day, and with mentions taken out; nothing where I refuse it at once\n"
        "- how an answer is built, without names, titles and numbers, where everyone in it switched that on above\n"
        "- titles to be tagged, where you and this server switched that on"
    )


def _uses(consents: Consents) -> str:
    return "\n".join(
        f"{'🟢' if consents.allows(use) else '⚪'} **{name}** ({'on' if consents.allows(use) else 'off'}) · {what}"
        for use, (name, what) in USES.items()
    )


def _switches(consents: Consents, card: str) -> Row:
    return Row(
        tuple(
            Button(
                f"{name}: {'on' if consents.allows(use) else 'off'}",
                "agree",
                (use.value, "off" if consents.allows(use) else "on", card),
                discord.ButtonStyle.success if consents.allows(use) else discord.ButtonStyle.secondary,
            )
            for use, (name, _) in USES.items()
        )
    )


def _stored(about: StoredAbout) -> str:
    if not about.anything:
        return "Nothing."
    rows = []
    if about.listens and about.first_at and about.last_at:
        rows.append(
            f"**{about.listens:,}** listens from {about.first_at:%-d %B %Y} to {about.last_at:%-d %B %Y} ({about.played_ms / 3_600_000:,.0f} hours), "
            f"of {about.artists:,} artists and {about.tracks:,} tracks"
        )
    if about.playlists:
        rows.append(
            f"**{about.playlists:,}** playlists with {about.playlist_tracks:,} tracks, and how much of a breakup they tell of"
        )
    rows += [
        f"from {source_name(source.kind)}, uploaded {discord.utils.format_dt(source.uploaded_at, 'D')}"
        for source in about.sources
    ]
    if about.member is not None:
        rows.append(f"your name as shown here and your time zone ({about.member.time_zone})")
    return "\n".join(f"- {row}" for row in rows + _done(about))


def _done(about: StoredAbout) -> list[str]:
    """What the member did here, beside uploading."""
    rows = (
        (about.changes, f"when you switched a consent on or off: {len(about.changes)} times"),
        (about.rolls or about.ballots, f"that you may vote in {about.rolls} polls, and {about.ballots} ballots"),
        (about.delegations, f"{counted(about.delegations, 'delegation')} of votes, from you or to you"),
        (not about.reminders, "that you want no reminders of polls"),
        (
            about.packages,
            f"that your listening counts in {counted(about.packages, 'package')} built for a buyer, and a digest of your part",
        ),
        (about.sales_left, f"that you left {counted(about.sales_left, 'sale')}"),
        (about.shares, f"what you get of {counted(about.shares, 'sale')}: `/earnings`"),
        (about.sale_steps, f"{counted(about.sale_steps, 'step')} of sales that you took as a moderator"),
        (about.questions, f"{counted(about.questions, 'question')} that you asked with `/ask`, for 90 days"),
        (about.guessed, f"your points from {counted(about.guessed, 'round')} of the guessing game"),
        (about.labels, f"what you call {counted(about.labels, 'turning point')} of your music"),
        (not about.shows_turns, "that you switched turning points off"),
        (
            about.tokens,
            f"that a language model was asked for you, for {about.tokens:,} tokens on the day of the last time",
        ),
        (about.tags, f"what mood a language model took {counted(about.tags, 'title')} of yours for"),
    )
    return [words for there, words in rows if there]
