"""Two members x two guilds x two of everything; one is erased, and every file is searched for what was theirs."""

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.collective.delegation import delegation_cycle
from bot.errors import NotOnRoll
from bot.language.budget import Account
from bot.model.asked_questions import AskedQuestion
from bot.model.guesses import Riddle
from bot.model.members import Consent
from bot.model.polls import BoxContents, Choice, Conduct, Delegation, Turnout
from bot.model.questions import Plan
from bot.model.sales import OfferTerms
from bot.model.stored import StoredAbout
from storage import Store, dialect, migrate, open_store
from storage.blobs import names_of
from storage.tables import metadata
from tests.storage.builders import CY, GUILD, NOON, OTHER_GUILD, Play, listens_ipc, plays, upload
from tests.storage.votes import (
    DEADLINE,
    asked,
    cast,
    close,
    commitment,
    conclude,
    hold,
    link,
    open_poll,
    root,
)

ERASED = 0x7AB3_C4D5_E6F7_0811
OTHER = 0x6AB3_C4D5_E6F7_0822
GIVEN = commitment(Choice.YES, (1).to_bytes(32, "big"))
MARK = {ERASED: "quizzical", OTHER: "zephyrlike"}
"""A word in every name, title and text of each member, and of nobody else."""


def listens(member_id: int, guild_id: int, count: int) -> list[Play]:
    """Two artists, albums and titles everybody has, and `count` of the member's own: enough to fill many pages."""
    rng = random.Random(member_id + guild_id)
    mark = f"{MARK[member_id]} {guild_id}"
    shared = [Play(f"Everybody {i}", f"Shared {i}", f"Common {i}", at=NOON + timedelta(minutes=i)) for i in range(2)]
    own = [
        Play(
            f"{mark} artist {rng.random()}",
            f"{mark} title {rng.random()}",
            f"{mark} album {i}",
            at=NOON + timedelta(hours=i),
        )
        for i in range(count)
    ]
    return [*shared, *own]


async def seed(store: Store, count: int = 2) -> None:
    """Two of everything for both members in both guilds: sources, playlists, consents, polls, ballots, offers."""
    for guild_id in (GUILD, OTHER_GUILD):
        for member_id in (ERASED, OTHER):
            mark, mine = MARK[member_id], listens(member_id, guild_id, count)
            lists = {
                f"{mark} sad {i} in {guild_id}": [(f"{mark} {guild_id} only listed", f"{mark} song {i}")]
                for i in range(2)
            }
            await upload(store, guild_id, member_id, mine[: count // 2], lists, name=f"{mark} name", compare=True)
            await upload(store, guild_id, member_id, mine, lists, name=f"{mark} name", compare=True)
            await store.members.set_consent(guild_id, member_id, Consent.POOL, True, NOON)
            await store.moods.label_turning_point(guild_id, member_id, NOON.date(), f"{mark} label {guild_id}")
            await store.moods.show_turning_points(guild_id, member_id, False)
        for number, (answer, guesser) in enumerate(((ERASED, OTHER), (OTHER, ERASED))):
            clue, end = f'{{"title": "{MARK[answer]} {guild_id} clue"}}', NOON + timedelta(minutes=1)
            await store.guesses.open_round(
                guild_id, number, number, Riddle.TRACK, clue, answer, [ERASED, OTHER], NOON, end
            )
            await store.guesses.place_guess(guild_id, number, guesser, 0, NOON)
            await store.guesses.resolve(guild_id, number, end)
            await ask(store, guild_id, guesser)
            accounts = [Account.of_server(guild_id, 1_000), Account.of_member(guild_id, guesser, 1_000)]
            await store.spending.reserve(guild_id, NOON.date(), accounts, 1_000, 1)
        for nonce in (1, 2):
            poll = await open_poll(store, ERASED, OTHER, guild_id=guild_id)
            for member_id in (ERASED, OTHER):
                await store.members.see(guild_id, member_id, f"{MARK[member_id]} name")
                await cast(store, poll, member_id, Choice.YES, nonce * 10 + member_id % 10)
                await cast(store, poll, member_id, Choice.NO, nonce * 10 + 5 + member_id % 10)
            if nonce == 1:
                await store.polls.close(guild_id, poll.poll_id, DEADLINE, conclude, root)
        await lend_votes(store, guild_id)
        terms = OfferTerms("Solo", 5_500_000, "USD", "top artists", "research")
        await store.offers.draft(guild_id, terms, ERASED, NOON)


async def lend_votes(store: Store, guild_id: int) -> None:
    """Each lets the other vote for them: one in a poll, one in a topic; and neither wants reminders."""
    conduct = Conduct(delegation=True)
    poll = await hold(store, ERASED, OTHER, guild_id=guild_id, conduct=conduct)
    await store.polls.delegate(Delegation(guild_id, ERASED, OTHER, poll.poll_id), NOON, delegation_cycle)
    await store.polls.delegate(Delegation(guild_id, OTHER, ERASED, topic="money"), NOON, delegation_cycle)
    for member_id in (ERASED, OTHER):
        await store.polls.set_reminders(guild_id, member_id, False, NOON)
    await store.polls.create(guild_id, asked(), ERASED, None, NOON)


async def ask(store: Store, guild_id: int, member_id: int) -> None:
    plan = Plan.model_validate({"op": "value", "metric": "plays", "filters": {"artist": [f"{MARK[member_id]} artist"]}})
    sentence = f"how often did i play {MARK[member_id]} {guild_id}?"
    asked = AskedQuestion(guild_id, member_id % 1000, member_id, 7, sentence, plan, NOON)
    await store.questions.keep(asked, forget_before=NOON - timedelta(days=1))


def in_files(folder: Path, wanted: bytes) -> dict[str, int]:
    """In which files of the database these bytes stand, and how often."""
    found = {path.name: path.read_bytes().count(wanted) for path in folder.iterdir()}
    return {name: count for name, count in found.items() if count}


@pytest.mark.parametrize("count", [2, 1_500])
async def test_no_byte_of_the_erased_member_is_left_in_any_file(store: Store, tmp_path: Path, count: int):
    await seed(store, count)
    for guild_id in (GUILD, OTHER_GUILD):
        assert in_files(tmp_path, MARK[ERASED].encode())  # what is searched for can be found
        assert in_files(tmp_path, ERASED.to_bytes(8, "big"))
        erased = await store.members.erase(guild_id, ERASED)
        assert erased.scrubbed
        if guild_id == GUILD:
            assert not in_files(tmp_path, f"{MARK[ERASED]} {GUILD}".encode())
            assert not in_files(tmp_path, f"{MARK[ERASED]} sad 0 in {GUILD}".encode())
            assert in_files(tmp_path, f"{MARK[ERASED]} sad 0 in {OTHER_GUILD}".encode())
    assert not in_files(tmp_path, MARK[ERASED].encode())
    assert not in_files(tmp_path, ERASED.to_bytes(8, "big"))
    assert in_files(tmp_path, MARK[OTHER].encode())
    assert in_files(tmp_path, OTHER.to_bytes(8, "big"))


async def test_no_row_of_any_table_names_the_erased_member(store: Store):
    await seed(store)
    erased = await store.members.erase(GUILD, ERASED)
    async with store._database.reading() as connection:
        for table in metadata.sorted_tables:
            for row in (await connection.execute(select(table).where(table.c.guild_id == GUILD))).mappings():
                assert ERASED not in row.values(), table.name
                assert not any(MARK[ERASED] in value for value in row.values() if isinstance(value, str)), table.name
    assert (erased.sources, erased.listens, erased.playlists, erased.consents, erased.ballots) == (2, 4, 2, 2, 2)
    # two artists, titles and albums of listens; one artist and two titles of playlists
    assert erased.names == 2 * 3 + 3


async def test_the_member_can_see_that_nothing_is_left(store: Store):
    await seed(store)
    await store.members.erase(GUILD, ERASED)
    assert await store.listening.stored_about(GUILD, ERASED) == StoredAbout(
        None, (), 0, None, None, 0, 0, 0, 0, 0, 0, (), 0, 0
    )


async def test_who_is_on_a_roll_alone_sees_that_and_can_erase_it(store: Store):
    await hold(store, CY, OTHER)
    await store.polls.delegate(Delegation(GUILD, OTHER, CY, topic="money"), NOON, delegation_cycle)
    await store.polls.set_reminders(GUILD, CY, False, NOON)
    about = await store.listening.stored_about(GUILD, CY)
    assert (about.member, about.rolls, about.delegations, about.reminders, about.anything) == (None, 1, 1, False, True)
    await store.members.erase(GUILD, CY)
    assert not (await store.listening.stored_about(GUILD, CY)).anything


async def test_everybody_else_and_the_other_guild_keep_everything(store: Store):
    await seed(store)
    kept = [(GUILD, OTHER), (OTHER_GUILD, OTHER), (OTHER_GUILD, ERASED)]
    before = [(await store.listening.stored_about(*who), await store.catalogue.names(*who)) for who in kept]
    await store.members.erase(GUILD, ERASED)
    after = [(await store.listening.stored_about(*who), await store.catalogue.names(*who)) for who in kept]
    for who, (about, names), (about_then, names_then) in zip(kept, after, before, strict=True):
        lost = {"delegations": 0} if who == (GUILD, OTHER) else {}  # both were with the erased member
        assert about == replace(about_then, **lost)
        assert names.tracks.equals(names_then.tracks)
        assert names.artists.equals(names_then.artists)


async def test_open_polls_keep_their_size_and_closed_ones_their_result(store: Store):
    await seed(store)
    result = await store.polls.result(GUILD, 1)
    await store.members.erase(GUILD, ERASED)
    assert await store.polls.result(GUILD, 1) == result
    assert await store.polls.turnout(GUILD, 2) == Turnout(1, 2)
    closed = await store.polls.close(GUILD, 2, DEADLINE, conclude, root)
    assert closed is not None
    assert (closed.conclusion.of("no"), closed.electorate) == (1, 2)
    assert [entry.withdrawn for entry in await store.polls.log(GUILD, 1)] == [False] * 4
    assert [entry.withdrawn for entry in await store.polls.log(GUILD, 2)] == [False, True, False, False]


async def test_delegations_go_with_either_of_the_two(store: Store):
    await seed(store)
    await store.members.erase(GUILD, ERASED)
    assert await store.polls.delegations_of(GUILD, OTHER) == ()
    assert await store.polls.delegations_to(GUILD, OTHER) == ()
    assert len(await store.polls.delegations_of(OTHER_GUILD, OTHER)) == 1
    assert not await store.polls.wants_reminders(GUILD, OTHER)
    assert await store.polls.wants_reminders(GUILD, ERASED)


async def test_polls_outlive_who_made_them(store: Store):
    await seed(store)
    before = await store.polls.recent_polls(GUILD)
    assert {poll.created_by for poll in before} == {ERASED, 9}
    await store.members.erase(GUILD, ERASED)
    after = await store.polls.recent_polls(GUILD)
    assert {poll.created_by for poll in after} == {None, 9}
    assert [replace(poll, created_by=None) for poll in before] == [replace(poll, created_by=None) for poll in after]


async def test_a_member_whom_nobody_knows_is_erased_from_rolls_too(store: Store, tmp_path: Path):
    """A roll holds ids: who never used Tutti can be on one, vote, and want to be forgotten."""
    poll = await hold(store, ERASED, OTHER, conduct=Conduct(delegation=True))
    await cast(store, poll, ERASED, Choice.YES, 1)
    await store.polls.delegate(Delegation(GUILD, OTHER, ERASED, poll.poll_id), NOON, delegation_cycle)
    assert await store.members.member(GUILD, ERASED) is None
    assert in_files(tmp_path, ERASED.to_bytes(8, "big"))
    erased = await store.members.erase(GUILD, ERASED)
    assert (erased.ballots, erased.scrubbed) == (1, True)
    assert not in_files(tmp_path, ERASED.to_bytes(8, "big"))
    assert await store.polls.box(GUILD, poll.poll_id) == BoxContents((), {OTHER: 1}, {}, link(bytes(32), GIVEN))
    with pytest.raises(NotOnRoll):
        await cast(store, poll, ERASED, Choice.YES, 2)
    result = await close(store, poll)
    assert result is not None
    assert (result.electorate, result.conclusion.ballots, result.log_entries) == (2, 0, 1)


async def test_an_offer_outlives_who_proposed_it(store: Store):
    await seed(store)
    await store.members.erase(GUILD, ERASED)
    offer = await store.offers.offer(GUILD, 1)
    elsewhere = await store.offers.offer(OTHER_GUILD, 1)
    assert offer is not None
    assert elsewhere is not None
    assert (offer.proposed_by, elsewhere.proposed_by) == (None, ERASED)


async def test_erasing_a_stranger_erases_nothing(store: Store):
    await upload(store, GUILD, OTHER, plays("A"))
    erased = await store.members.erase(GUILD, CY)
    assert (erased.listens, erased.names, erased.consents, erased.scrubbed) == (0, 0, 0, True)
    assert await store.listening.history_of(GUILD, OTHER) is not None


async def test_names_of_an_upload_that_never_finished_are_erased_too(store: Store, tmp_path: Path):
    await store.members.see(GUILD, ERASED, "Name")
    await store.catalogue.intern(GUILD, names_of([listens_ipc(plays("Quizzical Band"))], []))
    await store.members.erase(GUILD, ERASED)
    assert not in_files(tmp_path, b"Quizzical")


async def test_a_large_file_is_scrubbed_at_the_next_start(
    store: Store, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    await seed(store, 300)
    monkeypatch.setattr(dialect, "SCRUB_AT_ONCE_BYTES", 1_000)
    erased = await store.members.erase(GUILD, ERASED)
    await store.members.erase(OTHER_GUILD, ERASED)
    assert not erased.scrubbed
    assert (await store.listening.stored_about(GUILD, ERASED)).member is None
    await store.close()
    await migrate(url)
    assert not in_files(tmp_path, MARK[ERASED].encode())
    reopened = open_store(url)
    assert await reopened.scrub()
    await reopened.close()


async def test_a_reader_of_old_pages_delays_the_scrubbing_and_not_the_erasure(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(dialect, "BUSY_TIMEOUT_MS", 20)
    store = open_store(url)
    await upload(store, GUILD, ERASED, [Play("Quizzical", "x")])
    async with store._database.reading() as connection:
        await connection.execute(select(metadata.tables["artist"]))
        erased = await store.members.erase(GUILD, ERASED)
        assert not erased.scrubbed
        assert await store.listening.history_of(GUILD, ERASED) is None
    assert await store.scrub()
    assert not in_files(tmp_path, b"Quizzical")
    await store.close()
