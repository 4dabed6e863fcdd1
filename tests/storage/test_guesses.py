from __future__ import annotations

from datetime import timedelta

import pytest

from bot.errors import GuessedAlready, RoundOver, RoundUnderWay
from bot.model.guesses import Guess, Riddle, Round
from storage import Store, open_store
from tests.storage.builders import ADA, BO, CY, GUILD, NOON, OTHER_GUILD

END = NOON + timedelta(seconds=30)
CHANNEL = 77


async def opened(store: Store, round_id: int = 5, channel_id: int = CHANNEL, guild_id: int = GUILD) -> Round:
    for member_id, name in ((ADA, "Ada"), (BO, "Bo"), (CY, "Cy")):
        await store.members.see(guild_id, member_id, name)
    return await store.guesses.open_round(
        guild_id, round_id, channel_id, Riddle.TRACK, '{"title": "Nobody"}', ADA, [BO, ADA], NOON, END
    )


async def place(store: Store, member_id: int, seat: int, round_id: int = 5) -> None:
    await store.guesses.place_guess(GUILD, round_id, member_id, seat, NOON)


async def test_a_round_is_as_it_was_opened(store: Store):
    found = await opened(store)
    assert found == await store.guesses.round(GUILD, 5)
    assert [(seat.seat, seat.display_name) for seat in found.candidates] == [(0, "Bo"), (1, "Ada")]
    assert (found.answer_id, found.clue, found.guesses, found.message_id) == (ADA, '{"title": "Nobody"}', 0, None)


async def test_the_first_right_guess_counts_double_and_a_wrong_one_nothing(store: Store):
    await opened(store)
    await place(store, CY, 0)
    await place(store, BO, 1)
    assert await store.guesses.resolve(GUILD, 5, END) == (Guess(CY, "Cy", 0, 0), Guess(BO, "Bo", 1, 2))
    scores = [
        (score.display_name, score.points, score.right, score.rounds) for score in await store.guesses.scores(GUILD)
    ]
    assert scores == [("Bo", 2, 1, 1), ("Cy", 0, 0, 1)]


async def test_a_second_right_guess_counts_once(store: Store):
    await opened(store)
    await place(store, CY, 1)
    await place(store, BO, 1)
    assert [guess.points for guess in await store.guesses.resolve(GUILD, 5, END)] == [2, 1]


async def test_points_are_given_once_however_often_a_round_is_resolved(store: Store):
    await opened(store)
    await place(store, BO, 1)
    for _ in range(3):
        assert len(await store.guesses.resolve(GUILD, 5, END)) == 1
    assert (await store.guesses.scores(GUILD))[0].points == 2


async def test_one_guess_a_round(store: Store):
    await opened(store)
    await place(store, BO, 0)
    with pytest.raises(GuessedAlready):
        await place(store, BO, 1)
    assert (await store.guesses.round(GUILD, 5)).guesses == 1


async def test_after_the_deadline_no_guess_counts(store: Store):
    await opened(store)
    with pytest.raises(RoundOver):
        await store.guesses.place_guess(GUILD, 5, BO, 1, END)
    with pytest.raises(RoundOver):
        await store.guesses.place_guess(GUILD, 5, BO, 9, NOON)
    with pytest.raises(RoundOver):
        await store.guesses.place_guess(OTHER_GUILD, 5, BO, 1, NOON)


async def test_one_round_at_a_time_in_a_channel(store: Store):
    await opened(store)
    with pytest.raises(RoundUnderWay):
        await opened(store, round_id=6)
    await opened(store, round_id=7, channel_id=CHANNEL + 1)
    await store.guesses.resolve(GUILD, 5, END)
    await opened(store, round_id=6)


async def test_rounds_survive_a_restart_until_their_end_was_seen(store: Store, url: str):
    await opened(store)
    await store.guesses.set_message(GUILD, 5, 99)
    await store.close()
    again = open_store(url)
    (found,) = await again.guesses.rounds()
    assert (found.round_id, found.message_id, found.closes_at) == (5, 99, END)
    await again.guesses.resolve(GUILD, 5, END)
    assert len(await again.guesses.rounds()) == 1  # nobody has seen its end yet
    await again.guesses.forget(GUILD, 5)
    assert await again.guesses.rounds() == ()
    await again.close()


async def test_the_erasure_of_whom_it_is_about_calls_a_round_off(store: Store):
    await opened(store)
    await store.members.erase(GUILD, ADA)
    with pytest.raises(RoundOver):
        await store.guesses.round(GUILD, 5)


async def test_an_erased_member_s_guesses_and_points_are_gone(store: Store):
    await opened(store)
    await place(store, BO, 1)
    await store.guesses.resolve(GUILD, 5, END)
    await opened(store, round_id=6)
    await place(store, BO, 1, round_id=6)
    await store.members.erase(GUILD, BO)
    assert await store.guesses.scores(GUILD) == ()
    assert (await store.guesses.round(GUILD, 6)).guesses == 0
