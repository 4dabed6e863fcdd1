"""The card of a member's own moods over time. Nobody else ever sees it: what is posted is another card."""

from __future__ import annotations

from bot.model.amounts import counted
from bot.model.mood_months import Change, MoodPlaylist
from bot.moods.tagging import TagShares
from bot.usecases.comparisons.mood_words import percent_words
from bot.usecases.moods_over_time import Comfort, OwnMoods, OwnTurningPoint, change_words
from bot.usecases.tag_titles import Tagged
from cogs.render.cards import Block, Button, Card, Row, Rule, drawing, plain

MOST_TURNS = 5
"""Turning points on one card, the latest; a row of buttons holds no more."""
MOST_PLAYLISTS = 6


def moods_card(own: OwnMoods) -> Card:
    """The line with the turning points in it, what changed at each, and the songs that were come back to."""
    blocks: list[Block] = [
        f"## {plain(own.title, 150)}\n{own.verdict}",
        drawing(own.drawing, "moods.png"),
    ]
    if own.found.playlists:
        blocks.append(_playlists(own.found.playlists))
    if own.tags and own.tags.plays:
        blocks.append(_tags(own.tags))
    blocks.append(Rule())
    shown = own.turns[-MOST_TURNS:]
    blocks.append(_turns(own, shown))
    if shown:
        once = {each.label_month: each for each in shown}  # two of one month share what it is called
        blocks.append(Row(tuple(_naming(each, own.asked.period) for each in once.values())))
    if own.tagging.has_model and own.tagging.allowed and not own.tagging.agreed:
        blocks.append(
            "-# A language model could tag titles that tell no mood: “Tag my titles” in `/privacy` allows it."
        )
    blocks.append(
        f"-# {own.rests_on}\n-# Only you see this card. Turning points and what you call them are shown to nobody else."
    )
    blocks.append(Row(_buttons(own)))
    return Card(tuple(blocks))


def _turns(own: OwnMoods, shown: tuple[OwnTurningPoint, ...]) -> str:
    if not own.shows_turns:
        return "### Turning points are off\nNone are looked for. What you called them is kept."
    if not shown:
        return "### No turning points\nNothing in this music changed so much, and for so long, that chance would not do it."
    rest = len(own.turns) - len(shown)
    more = f"\n-# … and {counted(rest, 'earlier one')}: choose a period to see them" if rest else ""
    return "### Turning points\n" + "\n".join(_turn(each) for each in reversed(shown)) + more


def _turn(each: OwnTurningPoint) -> str:
    label = f" · “{plain(each.label)}”" if each.label else ""
    point = each.point
    when = f"in {point.month:%B %Y}"
    if point.since is not None:
        when = f"between {point.since:%B %Y} and {point.month:%B %Y}"
    lines = [f"**{point.month:%B %Y}**{label}\nSomething changed {when}: {_changes(point.changes)}."]
    if each.comfort:
        lines.append(f"-# Came back to: {' · '.join(map(_song, each.comfort))}")
    return "\n".join(lines)


def _changes(changes: tuple[Change, ...]) -> str:
    first, *rest = (
        f"{change_words(each)}, from {percent_words(each.before)} to {percent_words(each.after)} of plays"
        for each in changes
    )
    return "; ".join([first, *rest])


def _song(each: Comfort) -> str:
    by = f" by {plain(each.artist, 40)}" if each.artist else ""
    return f"**{plain(each.title, 40)}**{by} ({counted(each.song.plays, 'play')}, {each.song.times:.1f} times its usual share)"


def tagged_card(own: OwnMoods, tagged: Tagged) -> Card:
    """The same card, with what a press on "Tag more titles" brought above it."""
    if tagged.refused:
        words = "Tags are not allowed here any more; nothing more was sent."
    elif tagged.failed:
        words = f"The language model did not answer as it should ({tagged.failed.replace('_', ' ')})."
    elif tagged.left:
        words = "Press again for more."
    else:
        words = "Every title that tells no mood has a tag."
    head = f"**{counted(tagged.kept, 'title')}** tagged, {tagged.left:,} left. {words}"
    return Card((head, *moods_card(own).blocks))


def _tags(tags: TagShares) -> str:
    moods = ", ".join(f"{mood} {percent_words(share)}" for mood, share in tags.moods)
    return (
        f"### By tags\n{moods}\n-# Of {counted(tags.plays, 'play')} of tagged titles, "
        f"{percent_words(tags.plays / tags.of_plays)} of all plays. A language model's guesses, for your eyes alone."
    )


def _playlists(playlists: tuple[MoodPlaylist, ...]) -> str:
    latest = playlists[-MOST_PLAYLISTS:]
    rows = [
        f"- “{plain(each.title)}”" + (f", begun {each.begun_on:%-d %b %Y}" if each.begun_on else "") for each in latest
    ]
    rest = len(playlists) - len(latest)
    more = f"\n-# … and {counted(rest, 'other')}" if rest else ""
    return "### Playlists whose titles speak of it\n" + "\n".join(rows) + more


def _naming(each: OwnTurningPoint, period: str) -> Button:
    what = "Rename" if each.label else "Name"
    return Button(f"{what} {each.point.month:%b %Y}", "name_turn", (f"{each.label_month:%Y-%m}", period), emoji="🏷️")


def _buttons(own: OwnMoods) -> tuple[Button, ...]:
    code = own.asked.code()
    shows = own.shows_turns
    buttons = [Button("Why?", "why", code), Button("CSV", "csv", code)]
    if own.postable:
        buttons.append(Button("Post the line here", "post", code, emoji="📣"))
    switch = f"Turning points: {'on' if shows else 'off'}"
    if own.tagging.possible:
        buttons.append(Button("Tag more titles", "tag_titles", (own.asked.period,)))
    return (*buttons, Button(switch, "show_turns", ("off" if shows else "on", own.asked.period)))
