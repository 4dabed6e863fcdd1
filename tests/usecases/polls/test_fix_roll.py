from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.model.polls import Audience, Electorate, RollEntry
from bot.usecases.polls.fix_roll import ListedMember, made_at, roll

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
OLD = NOW - timedelta(days=400)
BOARD, STAFF = 70, 71


def account(days: int, number: int = 0) -> int:
    """An id of an account that is so many days old."""
    since_ms = int((NOW - timedelta(days=days)).timestamp() * 1000) - 1_420_070_400_000
    return (since_ms << 22) + number


def member(number: int, *roles: int, joined: datetime | None = OLD, bot: bool = False, days: int = 900) -> ListedMember:
    return ListedMember(account(days, number), bot, frozenset(roles), joined)


def numbers(entries: list[RollEntry]) -> list[int]:
    return [entry.member_id & 0xFFFF for entry in entries]


def test_an_id_carries_the_day_of_its_account():
    assert made_at(account(30)) == NOW - timedelta(days=30)


def test_everyone_is_asked_but_bots():
    assert numbers(roll(Electorate(Audience.EVERYONE), [member(2), member(1), member(3, bot=True)], NOW)) == [1, 2]


def test_of_roles_one_is_enough():
    listed = [member(1, BOARD), member(2, STAFF), member(3), member(4, BOARD, STAFF)]
    assert numbers(roll(Electorate(Audience.ROLES, (BOARD, STAFF)), listed, NOW)) == [1, 2, 4]
    assert numbers(roll(Electorate(Audience.ROLES, (BOARD,)), listed, NOW)) == [1, 4]


def test_days_are_full_days():
    week = NOW - timedelta(days=7)
    listed = [member(1, joined=week), member(2, joined=week + timedelta(seconds=1)), member(3, joined=None)]
    assert numbers(roll(Electorate(Audience.EVERYONE, member_days=7), listed, NOW)) == [1]
    assert numbers(roll(Electorate(Audience.EVERYONE), listed, NOW)) == [1, 2, 3]


def test_young_accounts_are_left_out():
    listed = [member(1, days=30), member(2, days=29)]
    assert numbers(roll(Electorate(Audience.EVERYONE, account_days=30), listed, NOW)) == [1]


def test_the_pool_is_those_who_are_here_and_pool():
    here = [member(1), member(2)]
    pool = {here[0].member_id, 12345}
    assert numbers(roll(Electorate(Audience.POOL, member_days=1), here, NOW, pool)) == [1]


def test_the_highest_weight_counts():
    electorate = Electorate(Audience.EVERYONE, weights=((BOARD, 3), (STAFF, 2)))
    entries = roll(electorate, [member(1, BOARD, STAFF), member(2, STAFF), member(3)], NOW)
    assert [entry.votes for entry in entries] == [3, 2, 1]


members = st.builds(
    member,
    st.integers(1, 9999),
    joined=st.one_of(st.none(), st.timedeltas(timedelta(0), timedelta(days=2000)).map(lambda ago: NOW - ago)),
    bot=st.booleans(),
    days=st.integers(1, 2000),
)


@given(st.lists(members, unique_by=lambda each: each.member_id), st.integers(0, 500), st.integers(0, 500), st.randoms())
def test_a_stricter_electorate_is_a_part_of_a_looser_one_in_whatever_order(listed, looser, more, order):
    loose = roll(Electorate(Audience.EVERYONE, member_days=looser, account_days=looser), listed, NOW)
    shuffled = order.sample(listed, len(listed))
    strict = roll(Electorate(Audience.EVERYONE, member_days=looser + more, account_days=looser), shuffled, NOW)
    assert set(strict) <= set(loose)
    assert strict == sorted(strict, key=lambda entry: entry.member_id)
    assert len({entry.member_id for entry in loose}) == len(loose)
