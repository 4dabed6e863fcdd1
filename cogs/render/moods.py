"""The card of a member's own moods over time. Nobody else ever sees it: what is posted is another card."""

from __future__ import annotations

from bot.model.amounts import counted
from bot.model.mood_months import Change, MoodPlaylist
from bot.usecases.comparisons.mood_words import percent_words
from bot.usecases.moods_over_time import Comfort, OwnMoods, OwnTurningPoint, change_words
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
    blocks.append(Rule())
    shown = own.turns[-MOST_TURNS:]
    blocks.append(_turns(own, shown))
    if shown:
        once = {each.label_month: each for each in shown}  # two of one month share what it is called
        blocks.append(Row(tuple(_naming(each, own.asked.period) for each in once.values())))
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
    return (*buttons, Button(switch, "show_turns", ("off" if shows else "on", own.asked.period)))
