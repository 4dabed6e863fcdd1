"""Ballots as text, method by method: read strictly, written canonically, and told to their voter in words.

The text is what the commitment is over, what the log shows after the close and what the tally counts, so each choice
has exactly one: `yes`; `3`; `1,4,5`; `3>1>2`; `1=5,2=0,3=4`; and `abstain` in every method. In between stand *marks*, a
tuple of integers whose meaning the method gives:

| method | marks |
|---|---|
| yes or no | (`YES_MARK`,) or (`NO_MARK`,) |
| single choice | (number of the option,) |
| approval | numbers of the approved options, ascending, at least one |
| runoff, Schulze | numbers of the ranked options from the best, at least one; options may be missing |
| score | the score of every option, in the order of the options |
| any | (): abstain |
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.errors import BadBallot
from bot.model.polls import ABSTAIN, HIGHEST_SCORE, Choice, Method, PollTerms

Marks = tuple[int, ...]

YES_MARK, NO_MARK = 1, 2
RANKED = (Method.RUNOFF, Method.SCHULZE)

_SIDES = {Choice.YES.value: YES_MARK, Choice.NO.value: NO_MARK}
_SEPARATORS = {Method.APPROVAL: ",", Method.RUNOFF: ">", Method.SCHULZE: ">"}
_NUMBER = re.compile(r"[1-9][0-9]?", re.ASCII)
_SCORED = re.compile(r"([1-9][0-9]?)=([0-9])", re.ASCII)
_LIST_NUMBER = re.compile(r"(?:#|no\.?)?\s*([0-9]{1,2})\s*[.):]?", re.ASCII | re.IGNORECASE)
_NUMBERED = re.compile(r"[0-9]{1,2}\s*[.):]\s*(.+)", re.ASCII)
_WORDS_AND_SCORE = re.compile(r"(.+?)\s*[=:\s]\s*([0-9]{1,2})", re.ASCII)


def parse_choice(terms: PollTerms, text: str) -> Marks:
    """The marks of a ballot in its canonical text. Strict: `format_choice` of the result is `text` again.

    Args:
        terms: of the poll: its method and options.
        text: the ballot.

    Returns:
        () for `abstain`; else as the table above says.

    Raises:
        BadBallot: malformed, an option that is not there or stands twice, or not in canonical form.
    """
    if text == ABSTAIN:
        return ()
    marks = _read(terms, text)
    if not marks or format_choice(terms, marks) != text:
        raise BadBallot("That choice is not written the way this vote writes it.")
    return marks


def format_choice(terms: PollTerms, marks: Sequence[int]) -> str:
    """The canonical text of what a member chose.

    Args:
        terms: of the poll: its method and options.
        marks: as the table above says; empty to abstain. Approved options may come in any order.

    Raises:
        BadBallot: an option that is not there or stands twice, more than one where one is asked for, or scores that
            are not one from 0 to `HIGHEST_SCORE` for every option.
    """
    if not marks:
        return ABSTAIN
    if terms.method is Method.SCORE:
        return _format_scores(terms, marks)
    known = (YES_MARK, NO_MARK) if terms.method is Method.YES_NO else range(1, len(terms.options) + 1)
    for mark in marks:
        if mark not in known:
            raise BadBallot(f"There is no option {mark}; this vote has {len(known)}.")
    if len(set(marks)) < len(marks):
        twice = next(mark for place, mark in enumerate(marks) if mark in marks[:place])
        raise BadBallot(f"Option {twice} stands there twice.")
    if terms.method in _SEPARATORS:
        ordered = sorted(marks) if terms.method is Method.APPROVAL else marks
        return _SEPARATORS[terms.method].join(map(str, ordered))
    if len(marks) > 1:
        raise BadBallot("Choose one option; this vote takes one from each member.")
    return Choice.YES if terms.method is Method.YES_NO and marks[0] == YES_MARK else _one(terms, marks[0])


def describe_choice(terms: PollTerms, text: str) -> str:
    """A ballot in words, for its voter: "Tacos"; "Tacos, Ramen"; "1. Tacos, 2. Ramen"; "Tacos 5, Ramen 0"; "abstain".

    Labels stand in it as they were typed: escape them where they are shown.

    Raises:
        BadBallot: as `parse_choice`.
    """
    marks = parse_choice(terms, text)
    if not marks or terms.method is Method.YES_NO:
        return text
    labels = {option.number: option.label for option in terms.options}
    if terms.method is Method.SCORE:
        return ", ".join(f"{labels[number]} {score}" for number, score in enumerate(marks, 1))
    if terms.method in RANKED:
        return ", ".join(f"{place}. {labels[number]}" for place, number in enumerate(marks, 1))
    return ", ".join(labels[number] for number in marks)


def choice_from_words(terms: PollTerms, words: str) -> str:
    """The ballot that a member typed: numbers or labels, such as "3 > 1 > 2", "Tacos, Ramen" or "Tacos 5, Ramen 0".

    Options are parted by line breaks, ">", ";" or ","; spaces will do between numbers. A label counts whatever its
    capitals, and a whole part that is a label is one, though it holds a comma. "1. Tacos" means Tacos.

    Returns:
        The canonical text.

    Raises:
        BadBallot: nothing typed, a part that is no option or could be two, or as `format_choice`.
    """
    if words.strip().casefold() == ABSTAIN:
        return ABSTAIN
    if terms.method is Method.YES_NO:
        said = words.strip().casefold()
        if said not in _SIDES:
            raise BadBallot("Answer yes, no or abstain.")
        return said
    between = r"[\n;]" if terms.method is Method.SCORE else r"[\n;>]"
    parts = [part.strip() for part in re.split(between, words) if part.strip()]
    if not parts:
        raise BadBallot("Choose at least one option, or abstain.")
    if terms.method is Method.SCORE:
        return _scores_from(terms, parts)
    return format_choice(terms, [number for part in parts for number in _options_in(terms, part)])


def _one(terms: PollTerms, mark: int) -> str:
    return Choice.NO.value if terms.method is Method.YES_NO else str(mark)


def _read(terms: PollTerms, text: str) -> Marks:
    if terms.method is Method.YES_NO:
        return (_SIDES[text],) if text in _SIDES else ()
    if terms.method is Method.SCORE:
        scored = [_SCORED.fullmatch(part) for part in text.split(",")]
        return tuple(int(match[2]) for match in scored if match) if all(scored) else ()
    separator = _SEPARATORS.get(terms.method)
    parts = text.split(separator) if separator else [text]
    return tuple(map(int, parts)) if all(map(_NUMBER.fullmatch, parts)) else ()


def _format_scores(terms: PollTerms, scores: Sequence[int]) -> str:
    if len(scores) != len(terms.options):
        raise BadBallot(f"Give each of the {len(terms.options)} options a score from 0 to {HIGHEST_SCORE}.")
    for score in scores:
        if not 0 <= score <= HIGHEST_SCORE:
            raise BadBallot(f"A score lies between 0 and {HIGHEST_SCORE}, and {score} does not.")
    return ",".join(f"{number}={score}" for number, score in enumerate(scores, 1))


def _options_in(terms: PollTerms, part: str) -> list[int]:
    """The options that one part of a member's words names; several where commas or spaces part them."""
    number = _option_named(terms, part)
    if number is not None:
        return [number]
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    if len(pieces) <= 1 and re.fullmatch(r"[0-9 ]+", part, re.ASCII):
        pieces = part.split()
    if len(pieces) <= 1:
        raise _unknown(part, terms)
    return [_option(terms, piece) for piece in pieces]


def _option(terms: PollTerms, words: str) -> int:
    number = _option_named(terms, words)
    if number is None:
        raise _unknown(words, terms)
    return number


def _option_named(terms: PollTerms, words: str) -> int | None:
    labelled = _labelled(terms, words)
    counted = _LIST_NUMBER.fullmatch(words)
    number = int(counted[1]) if counted and 1 <= int(counted[1]) <= len(terms.options) else None
    if labelled is not None and number is not None and labelled != number:
        raise BadBallot(f"“{words}” could be option {number} or the option of that name, {labelled}. Write its number.")
    if labelled is None and number is None and (numbered := _NUMBERED.fullmatch(words)):
        return _labelled(terms, numbered[1])
    return labelled or number


def _labelled(terms: PollTerms, words: str) -> int | None:
    found = [option.number for option in terms.options if _plain(option.label) == _plain(words)]
    if len(found) > 1:
        raise BadBallot(f"Several options are called “{words[:80]}”. Write the number of the one you mean.")
    return found[0] if found else None


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _unknown(words: str, terms: PollTerms) -> BadBallot:
    return BadBallot(
        f"“{words[:80]}” is none of the {len(terms.options)} options. Write their numbers or their names, one a line."
    )


def _scored_in(terms: PollTerms, part: str) -> list[str]:
    """One option with its score, though its label holds a comma; or several, where commas part them."""
    match = _WORDS_AND_SCORE.fullmatch(part)
    if match and _option_named(terms, match[1]) is not None:
        return [part]
    return [piece.strip() for piece in part.split(",") if piece.strip()]


def _scores_from(terms: PollTerms, parts: list[str]) -> str:
    scores: dict[int, int] = {}
    for part in (piece for whole in parts for piece in _scored_in(terms, whole)):
        match = _WORDS_AND_SCORE.fullmatch(part)
        if match is None:
            raise BadBallot(f"“{part[:80]}” is no option with its score. Write them like “{terms.options[0].label} 5”.")
        number = _option(terms, match[1])
        if number in scores:
            raise BadBallot(f"Option {number} stands there twice.")
        scores[number] = int(match[2])
    missing = [option.label for option in terms.options if option.number not in scores]
    if missing:
        raise BadBallot(f"Give every option a score from 0 to {HIGHEST_SCORE}; missing: {', '.join(missing)[:200]}.")
    return format_choice(terms, [scores[option.number] for option in terms.options])
