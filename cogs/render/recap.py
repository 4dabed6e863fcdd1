"""Cards that look back on a member's listening."""

from __future__ import annotations

from bot.analysis.recap import Recap, Top, TopRow
from bot.model.amounts import counted
from bot.usecases.recap_member import Outlook
from cogs.render.cards import Block, Button, Card, Row, Rule, drawing, plain

_TOP_SHOWN = 5


def recap_card(outlook: Outlook, *, public: bool = False) -> Card:
    """A period of a member's listening: the numbers, the picture, artists, tracks and albums."""
    found = outlook.recap
    name = plain(outlook.member.display_name)
    blocks: list[Block] = [
        f"## {name} · {found.label}\n{outlook.words.text}",
        _numbers(found),
        drawing(outlook.drawing, "recap.png"),
        Rule(),
    ]
    blocks += [
        _top("Artists", found.top_artists),
        _top("Tracks", found.top_tracks),
        _top("Albums", found.top_albums),
    ]
    blocks += ["-# " + _rests_on(found)]
    if not public and outlook.postable:
        blocks.append(
            Row((Button("Post here", "post_recap", (outlook.member.member_id, outlook.period_words), emoji="📣"),))
        )
    return Card(tuple(block for block in blocks if block))


def _numbers(found: Recap) -> str:
    total, parts = found.total, []
    if total.hours is not None:
        parts.append(
            f"**{total.hours:,.0f}** hours{_against(total.hours, found.before.hours if found.before else None)}"
        )
    parts += [
        _bold(total.listens, "play"),
        _bold(total.artists, "artist"),
        _bold(total.tracks, "track"),
        f"{_bold(total.active_days, 'day')} with music",
    ]
    rows = [" · ".join(parts)]
    extras = []
    if found.longest_streak and found.longest_streak.days > 1:
        streak = found.longest_streak
        extras.append(
            f"longest streak **{streak.days}** days ({streak.first_on:%-d %b %Y} to {streak.last_on:%-d %b %Y})"
        )
    if found.busiest_day and found.busiest_day.hours is not None:
        extras.append(f"busiest day **{found.busiest_day.day:%-d %b %Y}** with {found.busiest_day.hours:.1f} h")
    if total.skip_rate is not None:
        extras.append(f"**{total.skip_rate:.0%}** skipped")
    if found.spoken_listens:
        extras.append(f"{found.spoken_listens:,} podcasts and audiobook chapters beside")
    if extras:
        rows.append("; ".join(extras)[:1].upper() + "; ".join(extras)[1:])
    return "\n".join(rows)


def _bold(count: int, noun: str) -> str:
    number, _, rest = counted(count, noun).partition(" ")
    return f"**{number}** {rest}"


def _against(now: float, before: float | None) -> str:
    if not before:
        return ""
    change = now / before - 1
    return f" ({change:+.0%})" if abs(change) < 10 else ""


def _top(title: str, top: Top) -> str:
    rows = top.rows[:_TOP_SHOWN]
    if not rows:
        return ""
    return f"### {title}\n" + "\n".join(_row(row, top.ranked_by) for row in rows)


def _row(row: TopRow, ranked_by: str) -> str:
    by = f" · {plain(row.artist, 40)}" if row.artist else ""
    amounts = [_hours(row.hours), counted(row.plays, "play")]
    amount = " · ".join(amounts if ranked_by == "hours" else reversed(amounts))
    return f"{row.rank}\\. **{plain(row.name, 50)}**{by} · {amount}{_moved(row)}"


def _moved(row: TopRow) -> str:
    if not row.rose:
        return ""
    return f" ▲{row.rose}" if row.rose > 0 else f" ▼{-row.rose}"


def _hours(hours: float | None) -> str:
    if hours is None:
        return "time unknown"
    return f"{hours:,.0f} h" if hours >= 10 else f"{hours:.1f} h" if hours >= 1 else f"{hours * 60:.0f} min"


def _rests_on(found: Recap) -> str:
    words = [f"Rests on the history from {found.covers_from:%-d %b %Y} to {found.covers_to:%-d %b %Y}"]
    if found.before_label:
        words.append(f"arrows and percentages against {found.before_label}")
    if found.without_duration:
        words.append(f"{found.without_duration:,} plays of unknown length count as plays, not as hours")
    words.append(f"clock: {found.time_zone}")
    return "; ".join(words) + "."
