"""The card of what holds for a whole server."""

from __future__ import annotations

from bot.model.facts import Tone
from bot.model.schedules import WEEKDAYS, Every, Outcome, RecapSchedule
from bot.usecases.spending import Spending
from bot.usecases.tagging import Tagging
from cogs.render.cards import ANSWER, DONE, TROUBLE, Card

NO_TAGGING = Tagging(has_model=False, allowed=False, agreed=False)

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


_TONES = {
    Tone.WARM: "**Tone** warm\nAnswers are worded warmly, and a little playfully.",
    Tone.DRY: "**Tone** dry\nAnswers say what is the case, and little beside.",
    Tone.ROAST: (
        "**Tone** roast\nAnswers make fun of the music, never of a person, and only where every member whom the words are about "
        "agreed to “Word things about me” in `/privacy`. Everything else is worded warmly."
    ),
}


def settings_card(
    time_zone: str,
    schedule: RecapSchedule | None = None,
    tagging: Tagging = NO_TAGGING,
    spending: Spending | None = None,
    tone: Tone = Tone.WARM,
    poll_role_id: int | None = None,
    *,
    two_moderators: bool = False,
    new_clock: bool = False,
    changed: bool = False,
) -> Card:
    """A server's settings, to the moderator who asked.

    Args:
        time_zone: of the server.
        schedule: when its recap is posted by itself; None for never.
        tagging: whether a language model may tag titles.
        spending: what a language model cost here today; None where there is none.
        tone: how answers are worded.
        poll_role_id: whose members may make polls beside moderators; None for nobody.
        two_moderators: whether two confirm what cannot be taken back in a sale.
        new_clock: the time zone was changed just now.
        changed: anything else was changed just now.
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
            f"{_tagging(tagging)}\n-# `/settings tag_titles:` changes it.",
            f"{_TONES[tone]}\n-# `/settings tone:` changes it: warm, dry or roast.",
            f"{_polls(poll_role_id)}\n-# `/settings poll_role:` changes it; @everyone: nobody else.",
            f"{_sales(two=two_moderators)}\n-# `/settings sale_moderators:` changes it: one or two.",
            _language_model(spending),
        ),
        DONE if new_clock or changed else TROUBLE if troubled else ANSWER,
    )


def _polls(role_id: int | None) -> str:
    also = f" and members with <@&{role_id}>" if role_id else ""
    return f"**Polls** made by members who may Manage Server{also}\nEverybody who is asked can vote, and look at polls and their logs."


def _sales(*, two: bool) -> str:
    who = "two moderators, the second within a week of the first" if two else "one moderator"
    return (
        f"**Sales** delivered and withdrawn by {who}\nNeither can be taken back, and every step is in `/sale status`."
    )


def _language_model(spending: Spending | None) -> str:
    if spending is None:
        return "**Language model** none\nAnswers are worded by templates and questions are read by rules; nothing is sent to a model."
    return (
        f"**Language model** `{spending.model}` at `{spending.service}`\n"
        f"Today {spending.server:,} of {spending.server_cap:,} tokens are used here; one member may use {spending.member_cap:,} a "
        "day. Beyond that, templates and rules answer.\n"
        "-# Days are in UTC. Whoever runs this bot sets the caps; `/privacy` says what is sent."
    )


def _tagging(tagging: Tagging) -> str:
    if not tagging.allowed:
        return (
            "**Tags of titles** off\nNo title is sent to a language model to be tagged. Switched on, it may be asked what "
            "mood titles speak of, of members who agree to it in `/privacy`; they alone see the answer."
        )
    key = "" if tagging.has_model else " There is no key for a language model yet, so nothing is sent."
    return (
        "**Tags of titles** on\nTitles and artists of members who agreed in `/privacy` may be sent to a language model, "
        f"when they press “Tag more titles” in `/moods`. Nothing else about them is sent. Switching it off removes every tag.{key}"
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
