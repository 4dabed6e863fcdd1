from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.collective.closing_time import parse_deadline
from bot.errors import BadProposal, UnknownTimeZone

# A Friday, 17:30 in Berlin; two days later, clocks there go back from 03:00 to 02:00.
NOW = datetime(2026, 10, 23, 15, 30, tzinfo=UTC)


def closes(words, now=NOW, zone="Europe/Berlin"):
    return parse_deadline(words, now, zone)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "ahead"),
    [
        ("in 3 days", timedelta(days=3)),
        ("48h", timedelta(hours=48)),
        ("2 Weeks", timedelta(weeks=2)),
        ("1 day 12 hours", timedelta(hours=36)),
        ("1d12h", timedelta(hours=36)),
        ("3 days and 2 hours", timedelta(days=3, hours=2)),
        ("in an hour", timedelta(hours=1)),
        ("in two weeks.", timedelta(weeks=2)),
        ("5 min", timedelta(minutes=5)),
        ("60 days", timedelta(days=60)),
    ],
)
def test_lengths_of_time_count_from_now(words, ahead):
    assert closes(words) == NOW + ahead


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("tomorrow 20:00", "2026-10-24T18:00"),
        ("tomorrow at 8pm", "2026-10-24T18:00"),
        ("tonight 20:00", "2026-10-23T18:00"),
        ("18:00", "2026-10-23T16:00"),
        ("17:00", "2026-10-24T15:00"),  # has passed today, so tomorrow's is meant
        ("12 am", "2026-10-23T22:00"),
        ("12:30 pm", "2026-10-24T10:30"),
        ("Friday 18:00", "2026-10-23T16:00"),
        ("friday 17:00", "2026-10-30T16:00"),  # has passed this Friday, and clocks went back before the next
        ("mon 8 pm", "2026-10-26T19:00"),
        ("2026-12-01 18:00", "2026-12-01T17:00"),
        ("2026-12-01 18:00:00", "2026-12-01T17:00"),
        ("2026-12-01T18:00Z", "2026-12-01T18:00"),
        ("2026-12-01 18:00 +02:00", "2026-12-01T16:00"),
        ("2026-12-01 18:00 UTC", "2026-12-01T18:00"),
        ("1.12.2026 18:00", "2026-12-01T17:00"),
        ("2026-10-25 02:30", "2026-10-25T00:30"),  # happens twice, the first is meant
    ],
)
def test_moments_are_on_the_clock_of_the_zone(words, moment):
    assert closes(words) == utc(moment)


def test_the_same_words_are_another_moment_elsewhere():
    assert closes("tomorrow 20:00", zone="Asia/Tokyo") == utc("2026-10-25T11:00")  # already Saturday there


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("0 min", "passed already"),
        ("0 days", "passed already"),
        ("61 days", "at most 60 days"),
        ("999999 weeks 999999 weeks", "at most 60 days"),
        ("today 12:00", "passed already"),
        ("2020-01-01 00:00", "passed already"),
        ("tomorrow", "add the time of day, such as “tomorrow 20:00”"),
        ("2026-12-01", "add the time of day"),
        ("soon", "cannot read “soon”"),
        ("", "cannot read"),
        ("in 20", "cannot read"),
        ("12/1/2026 18:00", "as a day"),  # 12 January or December 1?
        ("2026-02-30 18:00", "as a day"),
        ("9999-12-31 23:59", "as a day"),
        ("0001-01-01 00:00", "as a day"),
        ("25:00", "no such time of day"),
        ("13 pm", "no such time of day"),
        ("18:00 +99:00", "cannot read"),
    ],
)
def test_what_is_no_closing_time_is_refused_with_the_reason(words, why):
    with pytest.raises(BadProposal, match=why) as refused:
        closes(words)
    assert refused.value.field == "Closing time"


def test_a_time_that_clocks_skip_is_refused():
    with pytest.raises(BadProposal, match="skip that time"):
        closes("2027-03-28 02:30", now=utc("2027-03-20T12:00"))


def test_a_zone_that_is_none_is_refused():
    with pytest.raises(UnknownTimeZone):
        closes("48h", zone="Middle/Earth")


def test_now_may_stand_on_any_clock():
    elsewhere = NOW.astimezone(timezone(timedelta(hours=-7)))
    assert closes("18:00", now=elsewhere) == closes("18:00")


@given(st.text("0123456789: -.+tzapminhdwsTZ, tomorrwfiy", max_size=25))
def test_whatever_is_typed_is_a_moment_within_bounds_or_a_bad_proposal(words):
    try:
        moment = closes(words)
    except BadProposal:
        return
    assert moment.utcoffset() == timedelta(0)
    assert timedelta(minutes=1) <= moment - NOW <= timedelta(days=60)


def test_less_than_a_minute_is_too_soon_to_vote():
    half_past = NOW.replace(second=30)
    nearly = f"{(half_past + timedelta(seconds=30)):%H:%M} UTC"
    with pytest.raises(BadProposal, match="too soon: a vote stays open for at least a minute"):
        parse_deadline(nearly, half_past, "UTC")
