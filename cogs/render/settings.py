"""The card of what holds for a whole server."""

from __future__ import annotations

from bot.model.schedules import WEEKDAYS, Every, Outcome, RecapSchedule
from cogs.render.cards import ANSWER, DONE, TROUBLE, Card

_OUTCOMES = {
    Outcome.POSTED: "The last one was posted <t:{at}:R>.",
    Outcome.TOO_FEW: (
        "The last one, <t:{at}:R>, was left out: fewer than two members who agreed to be compared had enough listening "
        "in that time."
    ),
    Outcome.NO_CHANNEL: "⚠️ The last one, <t:{at}:R>, was not posted: that channel is gone. Choose one with `recap_channel:`.",
    Outcome.FORBIDDEN: (
        "⚠️ The last one, <t:{at}:R>, was not posted: I may not post there any more. Let me see the channel, send "
        "messages and attach files there, or choose another with `recap_channel:`."
    ),
    Outcome.UNKNOWN: "⚠️ I was stopped while I posted the last one, <t:{at}:R>, and may not read there whether I did.",
}


def settings_card(
    time_zone: str, schedule: RecapSchedule | None = None, *, new_clock: bool = False, changed: bool = False
) -> Card:
    """A server's settings, to the moderator who asked.

    Args:
        time_zone: of the server.
        schedule: when its recap is posted by itself; None for never.
        new_clock: the time zone was changed just now.
        changed: the schedule was changed just now.
    """
    done = " Those who are here already keep theirs." if new_clock else ""
    troubled = schedule is not None and schedule.outcome in {Outcome.NO_CHANNEL, Outcome.FORBIDDEN, Outcome.UNKNOWN}
    return Card(
        (
            (
                "## Settings of this server\n"
                f"**Time zone** {time_zone}\n"
                f"Clocks of new members run there until they choose their own, with `/upload` or `/sources`.{done}\n"
                "-# `/settings time_zone:` changes it."
            ),
            f"{_schedule(schedule)}\n-# `/settings recap: recap_channel: recap_day: recap_hour:` changes it.",
        ),
        DONE if new_clock or changed else TROUBLE if troubled else ANSWER,
    )


def _schedule(schedule: RecapSchedule | None) -> str:
    if schedule is None:
        return "**Recap** never by itself\nMembers ask for it with `/recap server:True`."
    times = schedule.times
    when = f"every {WEEKDAYS[times.day - 1]}" if times.every is Every.WEEK else f"on day {times.day} of every month"
    lines = [
        f"**Recap** {when} at {times.hour:02}:00, in <#{schedule.channel_id}>",
        f"The next one is due <t:{schedule.due_at.timestamp():.0f}:f>, and shows only members who agreed to be compared.",
    ]
    if schedule.outcome is not None and schedule.last_at is not None:
        lines.append(_OUTCOMES[schedule.outcome].format(at=f"{schedule.last_at.timestamp():.0f}"))
    return "\n".join(lines)
