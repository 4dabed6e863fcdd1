"""What was found, in a sentence or two: by the answer's shape, picked by the facts, in the asker's language.

Every shape has three sentences or more, and the same answer always gets the same one. None of them says more than the
values that are put into it: which side comes first is decided here. Rankings of members speak through the sentences of
`bot.narration` instead; two members set against each other have a tone too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.model.facts import Tone
from bot.model.questions import Plan
from bot.narration.fill import safe
from bot.phrasebook.phrasebook import ENGLISH, Phrasebook, msg
from bot.questions.execution.computed import Computed, Row
from bot.usecases.comparisons.ask_words import Label, amount_words, measure_words

Sentences = tuple[str, ...]
Family = Literal["amount", "rate", "date", "change", "nothing"]
"""Which sort of value it is: something counted or added up, a share or score, a day, a difference; or nothing."""

VALUE: Mapping[Family, Sentences] = {
    "amount": (
        msg("That comes to **{value}**."),
        msg("All told: **{value}**."),
        msg("I count **{value}**."),
        msg("The sum of it: **{value}**."),
    ),
    "rate": (
        msg("It works out at **{value}**."),
        msg("The figure for that: **{value}**."),
        msg("Worked out, that is **{value}**."),
    ),
    "date": (
        msg("That was on **{value}**."),
        msg("The day in question: **{value}**."),
        msg("The calendar says **{value}**."),
    ),
    "change": (
        msg("The difference: **{value}**."),
        msg("Set against before: **{value}**."),
        msg("What has moved: **{value}**."),
    ),
    "nothing": (
        msg("Nothing there: **{value}**."),
        msg("Silence on that front: **{value}**."),
        msg("An empty shelf: **{value}**."),
    ),
}
SIDES: Mapping[Tone, Sentences] = {
    Tone.WARM: (
        msg("{first}: {of_first}, against {of_second} for {second}."),
        msg("It is {first}, with {of_first}; for {second} it is {of_second}."),
        msg("{first} it is: {of_first}. And {second}? {of_second}."),
        msg("{of_first} for {first}, {of_second} for {second}."),
    ),
    Tone.DRY: (
        msg("{first}: {of_first}. {second}: {of_second}."),
        msg("{first}, {of_first}. Then {second}, {of_second}."),
        msg("{of_first} ({first}) against {of_second} ({second})."),
    ),
    Tone.ROAST: (
        msg("{first}: {of_first}. {second}: {of_second}. The playlists decline to comment."),
        msg("It is {first}, with {of_first}, against {of_second} for {second}. Neither stereo asked for a rematch."),
        msg("{of_first} for {first}, {of_second} for {second}. The speakers on both sides would like a word."),
    ),
}
SIDES_LEVEL: Mapping[Tone, Sentences] = {
    Tone.WARM: (
        msg("A draw: {first} and {second}, both at {value}."),
        msg("Nothing between them: {first} and {second}, {value} each."),
        msg("{first} and {second} meet at {value}."),
    ),
    Tone.DRY: (
        msg("{first}, {second}: {value} each."),
        msg("Level at {value}: {first} and {second}."),
        msg("A tie. {first} and {second}, {value}."),
    ),
    Tone.ROAST: (
        msg("{first} and {second}, {value} each. The playlists must have copied from one another."),
        msg("A draw at {value}: the stereos of {first} and {second} cannot be told apart."),
        msg("{first} and {second}, both at {value}. All that music, and nothing to show for it."),
    ),
}
SIDES_LONE: Sentences = (
    msg("Only {first} can be counted: {value}."),
    msg("For {first} it is {value}; the other side cannot be counted."),
    msg("{first}: {value}. There is too little on the other side to count."),
)
TREND: Sentences = (
    msg("Highest at {high}, with {most}; lowest at {low}, with {least}."),
    msg("The peak is {high} with {most}, the low point {low} with {least}."),
    msg("It ranges from {least} ({low}) up to {most} ({high})."),
)
TREND_OF_DATES: Sentences = (
    msg("Latest at {high}, with {most}; earliest at {low}, with {least}."),
    msg("The latest is {high} with {most}, the earliest {low} with {least}."),
    msg("It ranges from {least} ({low}) to {most} ({high})."),
)
TREND_LEVEL: Sentences = (
    msg("The same throughout: {value}."),
    msg("A flat line: {value} all along."),
    msg("No ups and no downs: {value} every time."),
)
TREND_SILENT: Sentences = (
    msg("Silence throughout: {value}."),
    msg("A flat line, and a quiet one: {value}."),
    msg("Not a sound all along: {value}."),
)
TREND_LONE: Sentences = (
    msg("Only {first} is known: {value}."),
    msg("There is just {first} to go by: {value}."),
    msg("{first}: {value}. Of the rest nothing is known."),
)
RANKED: Sentences = (
    msg("The {measure}: {first}, {most}. Then comes {second}, {next}."),
    msg("{first} has the {measure} ({most}). Next is {second} ({next})."),
    msg("First for the {measure}: {first}, {most}. {second} follows: {next}."),
)
RANKED_ALONE: Sentences = (
    msg("The {measure}: {first}, {most}."),
    msg("{first} has the {measure} ({most})."),
    msg("First for the {measure}: {first}, {most}."),
)
RANKED_LEVEL: Sentences = (
    msg("The {measure}: a tie of {tied}, at {value}."),
    msg("{tied} share the {measure}: {value}."),
    msg("Nothing separates {tied} for the {measure}: {value}."),
)


@dataclass(frozen=True, slots=True)
class Voice:
    """In which language and tone a verdict is said.

    Attributes:
        tone: that members may be spoken of in; a roast only where everyone in the answer agreed to be worded.
    """

    book: Phrasebook = ENGLISH
    tone: Tone = Tone.WARM

    def pick(self, sentences: Sentences, computed: Computed, **values: str) -> str:
        """One of the sentences, by the facts, filled in: the same facts pick the same one in every language."""
        facts = (computed.op, computed.metric, computed.by, computed.rows)
        digest = hashlib.sha256(repr(facts).encode()).hexdigest()
        return self.book.say(sentences[int(digest, 16) % len(sentences)], **values)


def verdict(
    plan: Plan,
    computed: Computed,
    rows: Sequence[Row],
    label: Label,
    voice: Voice | None = None,
) -> str:
    """What was found.

    Args:
        rows: at least one, and one with a known value.
        voice: None for English and the warm tone.
    """
    voice = voice or Voice()
    match computed.op:
        case "value":
            return _of_value(computed, rows[0], voice)
        case "compare":
            return _of_sides(computed, rows, label, voice)
        case "trend":
            return _of_trend(computed, rows, label, voice)
        case _:
            return _of_ranking(plan, computed, rows, label, voice)


def _bold(label: Label, rows: Sequence[Row]) -> list[str]:
    return [f"**{safe(label(row.key))}**" for row in rows]


def family(computed: Computed, value: float | None) -> Family:
    """Which sort of value it is."""
    if computed.metric == "change":
        return "change"
    if computed.unit == "date":
        return "date"
    if computed.unit in ("share", "score"):
        return "rate"
    return "amount" if value else "nothing"


def _of_value(computed: Computed, row: Row, voice: Voice) -> str:
    shown = amount_words(computed, row.value, voice.book)
    return voice.pick(VALUE[family(computed, row.value)], computed, value=shown)


def _of_sides(computed: Computed, rows: Sequence[Row], label: Label, voice: Voice) -> str:
    names = _bold(label, rows)
    shown = [amount_words(computed, row.value, voice.book) for row in rows]
    left, right = (row.value for row in rows)
    if left is None or right is None:
        known = 0 if right is None else 1
        return voice.pick(SIDES_LONE, computed, first=names[known], value=shown[known])
    if shown[0] == shown[1]:
        return voice.pick(SIDES_LEVEL[voice.tone], computed, first=names[0], second=names[1], value=shown[0])
    lowest = computed.order == "asc" or computed.metric == "first_listen"
    one = 0 if (left < right) == lowest else 1
    two = 1 - one
    return voice.pick(
        SIDES[voice.tone],
        computed,
        first=names[one],
        second=names[two],
        of_first=shown[one],
        of_second=shown[two],
    )


def _of_trend(computed: Computed, rows: Sequence[Row], label: Label, voice: Voice) -> str:
    known = [row for row in rows if row.value is not None]
    shown = {row.key: amount_words(computed, row.value, voice.book) for row in known}
    if len(known) == 1:
        return voice.pick(TREND_LONE, computed, first=_bold(label, known)[0], value=shown[known[0].key])
    high, low = (how(known, key=lambda row: row.value or 0.0) for how in (max, min))
    if shown[high.key] == shown[low.key]:
        silent = family(computed, high.value) == "nothing"
        return voice.pick(TREND_SILENT if silent else TREND_LEVEL, computed, value=shown[high.key])
    ends = []
    for row in (high, low):
        level = [each for each in known if shown[each.key] == shown[row.key]]
        ends.append(voice.book.some(_bold(label, level)))
    sentences = TREND_OF_DATES if computed.unit == "date" else TREND
    return voice.pick(sentences, computed, high=ends[0], most=shown[high.key], low=ends[1], least=shown[low.key])


def _of_ranking(plan: Plan, computed: Computed, rows: Sequence[Row], label: Label, voice: Voice) -> str:
    shown = [amount_words(computed, row.value, voice.book) for row in rows[:2]]
    measure = measure_words(plan, computed, rows, voice.book)
    level = [row for row in rows if row.rank == 1]
    if len(level) > 1:
        tied = voice.book.some(_bold(label, level))
        return voice.pick(RANKED_LEVEL, computed, measure=measure, tied=tied, value=shown[0])
    names = _bold(label, rows[:2])
    if len(names) == 1:
        return voice.pick(RANKED_ALONE, computed, measure=measure, first=names[0], most=shown[0])
    return voice.pick(RANKED, computed, measure=measure, first=names[0], most=shown[0], second=names[1], next=shown[1])
