"""Polls of every method, boxes full of ballots, and the logs that such boxes leave."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from bot.collective.ballots import chain, commitment, merkle_root, poll_key
from bot.collective.tally import conclude
from bot.model.polls import (
    BoxContents,
    Conduct,
    LogEntry,
    Method,
    Option,
    Poll,
    PollResult,
    PollTerms,
    Rules,
)

OPENED = datetime(2026, 11, 2, 18, tzinfo=UTC)
CLOSES = OPENED + timedelta(days=3)
LABELS = ("Tacos", "Ramen", "Pho", "Pizza", "Curry", "Soup", "Falafel", "Sushi", "Pasta", "Stew")
HEAD = hashlib.sha256(b"a head").digest()


def terms_of(method, options=3, quorum=Fraction(0), threshold=Fraction(0), conduct=None, labels=LABELS):
    listed = () if method is Method.YES_NO else tuple(Option(n, labels[n - 1]) for n in range(1, options + 1))
    return PollTerms("What do we eat?", CLOSES, Rules(quorum, threshold), method, listed, conduct=conduct or Conduct())


def poll_of(method, options=3, electorate=80, votes=0, **terms):
    return Poll(7, 3, None, terms_of(method, options, **terms), electorate, OPENED, votes=votes)


def box_of(*choices, roll=None, delegates=None, head=HEAD):
    """Members 1, 2, 3... cast these, in this order; a choice may stand with how many cast it: ("3", 20)."""
    each = [choice for said in choices for choice in ([said] if isinstance(said, str) else [said[0]] * said[1])]
    ballots = tuple((number, number, choice) for number, choice in enumerate(each, 1))
    return BoxContents(ballots, roll or dict.fromkeys(range(1, len(each) + 1), 1), delegates or {}, head)


def concluded(poll, *choices, **box):
    return conclude(poll, box_of(*choices, **box)).conclusion


def nonce(seq):
    return hashlib.sha256(f"nonce {seq}".encode()).digest()


def log_of(poll, *choices, superseded=(), withdrawn=(), closed=True, votes=None):
    """The log that these casts leave, in order, and the poll's result.

    Args:
        superseded: (row, by row) pairs; the ballots of the first do not count.
        withdrawn: rows whose members erased everything.
        closed: else the rows show commitments and chain alone.
        votes: row -> what it weighs, where that is not one.
    """
    key = poll_key(poll.guild_id, poll.poll_id)
    each = list(box_of(*choices).ballots)
    committed = [commitment(key, choice, nonce(seq)) for _, seq, choice in each]
    links = chain(committed)
    head, gone = (links[-1] if links else bytes(32)), {row for row, _ in superseded} | set(withdrawn)
    weights = votes or {}
    roll = {seq: weights.get(seq, 1) for _, seq, _ in each}
    box = BoxContents(tuple(row for row in each if row[1] not in gone), roll, head=head)
    came = conclude(poll, box)
    entries = tuple(
        LogEntry(
            seq,
            committed[seq - 1],
            links[seq - 1],
            dict(superseded).get(seq) if closed else None,
            closed and seq in withdrawn,
            choice if closed and seq not in gone else None,
            nonce(seq) if closed and seq not in gone else None,
            came.votes.get(seq, 1),
        )
        for _, seq, choice in each
    )
    result = PollResult(
        poll.guild_id,
        poll.poll_id,
        CLOSES,
        poll.electorate,
        came.conclusion,
        len(entries),
        head,
        merkle_root(committed),
    )
    return entries, result if closed else None


# --- strategies ------------------------------------------------------------------------------------------------------


@st.composite
def choices_for(draw, terms, *, abstaining=True):
    """A ballot of that poll, canonical."""
    numbers = list(range(1, len(terms.options) + 1))
    if abstaining and draw(st.integers(0, 7)) == 0:
        return "abstain"
    match terms.method:
        case Method.YES_NO:
            return draw(st.sampled_from(["yes", "no"]))
        case Method.SINGLE:
            return str(draw(st.sampled_from(numbers)))
        case Method.APPROVAL:
            return ",".join(map(str, sorted(draw(st.sets(st.sampled_from(numbers), min_size=1)))))
        case Method.SCORE:
            scores = draw(st.lists(st.integers(0, 5), min_size=len(numbers), max_size=len(numbers)))
            return ",".join(f"{number}={score}" for number, score in zip(numbers, scores, strict=True))
        case _:
            ranked = draw(st.permutations(numbers))
            return ">".join(map(str, ranked[: draw(st.integers(1, len(numbers)))]))


thresholds = st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(2, 3)])


@st.composite
def polls_with_choices(draw, methods=tuple(Method), most_options=5, most_ballots=14, fewest_ballots=0, **conduct):
    """A poll of one of the methods, and ballots for it; the electorate may be larger."""
    method = draw(st.sampled_from(list(methods)))
    terms = terms_of(
        method,
        draw(st.integers(2, most_options)),
        draw(st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1)])),
        draw(thresholds),
        Conduct(**conduct),
    )
    choices = draw(st.lists(choices_for(terms), min_size=fewest_ballots, max_size=most_ballots))
    electorate = max(1, len(choices) + draw(st.integers(0, 4)))
    return Poll(7, 3, None, terms, electorate, OPENED), choices


def with_terms(poll, **changed):
    return replace(poll, terms=replace(poll.terms, **changed))
