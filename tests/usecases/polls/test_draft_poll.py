from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadPoll
from bot.model.polls import Audience, Electorate, Method, Option, PollTerms
from bot.usecases.polls.draft_poll import PollDraft, needs_members, read_draft

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
CITIES = PollDraft("Where do we meet?", "Oslo | cold and bright\nRome\n\n  Lima  ")


def read(draft: PollDraft, *, lists_members: bool = True) -> PollTerms:
    return read_draft(draft, NOW, "Europe/Oslo", lists_members=lists_members)


def test_a_draft_becomes_terms():
    terms = read(replace(CITIES, closes="tomorrow 20:00", rules="Quorum: 40 %\nThreshold: 2/3"))
    assert terms.question == "Where do we meet?"
    assert terms.options == (Option(1, "Oslo", "cold and bright"), Option(2, "Rome"), Option(3, "Lima"))
    assert terms.method is Method.SINGLE
    assert terms.closes_at == datetime(2026, 11, 21, 19, 0, tzinfo=UTC)
    assert (terms.rules.quorum, terms.rules.threshold) == (Fraction(2, 5), Fraction(2, 3))
    assert terms.opens_at is None


def test_without_options_it_is_yes_or_no_by_more_than_half():
    terms = read(replace(CITIES, options=" \n"))
    assert (terms.method, terms.options) == (Method.YES_NO, ())
    assert (terms.rules.quorum, terms.rules.threshold) == (0, Fraction(1, 2))


def test_among_options_the_most_is_enough_unless_said_otherwise():
    assert read(CITIES).rules.threshold == 0
    assert read(replace(CITIES, rules="threshold 30 %")).rules.threshold == Fraction(3, 10)


def test_a_topic_is_a_delegation_in_small_letters():
    conduct = read(replace(CITIES, topic="Music  Nights")).conduct
    assert (conduct.delegation, conduct.topic) == (True, "music nights")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"question": " "}, "Question"),
        ({"question": "x" * 201}, "Question"),
        ({"options": "Oslo"}, "Options"),
        ({"options": "Oslo\nOslo"}, "Options"),
        ({"options": "\n".join(map(str, range(26)))}, "Options"),
        ({"options": "a\n" + "x" * 81}, "Option 2"),
        ({"options": "a\nb | " + "x" * 101}, "Option 2, description"),
        ({"options": "a\n | nothing before it"}, "Option 2"),
        ({"method": Method.YES_NO}, "Options"),
        ({"closes": "soon"}, "Closing time"),
        ({"opens": "later"}, "Opening time"),
        ({"opens": "in 3 days"}, "Closing time"),
        ({"rules": "half of us"}, "Quorum and threshold"),
        ({"rules": "Quorum: 50 %\nquorum 60 %"}, "Quorum and threshold"),
        ({"rules": "Quorum: many"}, "Quorum"),
        ({"rules": "Threshold: 100 %"}, "Threshold"),
        ({"options": "", "rules": "Threshold: 1/3"}, "Threshold"),
        ({"extension_hours": 2}, "Extension"),
        ({"extension_hours": 72, "rules": "Quorum: 50 %"}, "Extension"),
        ({"audience": Audience.ROLES}, "Who votes"),
        ({"role_ids": (7,)}, "Who votes"),
        ({"weights": ((7, 1),)}, "Weights"),
        ({"weights": ((7, 2), (7, 3))}, "Weights"),
        ({"topic": "x"}, "Topic"),
    ],
)
def test_each_mistake_is_named_at_its_field(change: dict[str, object], field: str):
    with pytest.raises(BadPoll) as refused:
        read(replace(CITIES, **change))
    assert refused.value.field == field
    assert str(refused.value).startswith(f"{field}: ")


def test_a_list_that_the_operator_withholds_is_said_with_what_to_switch_on():
    with pytest.raises(BadPoll, match="SERVER_MEMBERS_INTENT=True"):
        read(CITIES, lists_members=False)
    pool = replace(CITIES, audience=Audience.POOL)
    assert read(pool, lists_members=False).electorate == Electorate(Audience.POOL)
    with pytest.raises(BadPoll, match="Server Members Intent"):
        read(replace(pool, member_days=3), lists_members=False)


def test_the_pool_with_old_accounts_needs_no_list():
    assert not needs_members(Electorate(Audience.POOL, account_days=30))
    assert needs_members(Electorate(Audience.EVERYONE))
    assert needs_members(Electorate(Audience.POOL, weights=((7, 2),)))


@given(
    st.builds(
        PollDraft,
        st.text(max_size=300),
        st.text(max_size=300),
        st.text(max_size=30),
        st.text(max_size=30),
        st.text(max_size=50),
    )
)
def test_whatever_is_typed_is_terms_or_a_sentence(draft: PollDraft):
    with contextlib.suppress(BadPoll):
        terms = read(draft)
        assert 3 <= len(terms.question) <= 200
        assert timedelta(0) < terms.closes_at - NOW <= timedelta(days=60)
        assert [option.number for option in terms.options] == list(range(1, len(terms.options) + 1))
