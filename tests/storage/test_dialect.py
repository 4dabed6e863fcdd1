import asyncio
import re
from datetime import timedelta

from sqlalchemy import Connection, event, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from bot.collective.delegation import delegation_cycle
from bot.model.asked_questions import AskedQuestion
from bot.model.guesses import Riddle
from bot.model.members import Consent, Scope
from bot.model.polls import Choice, Conduct, Delegation, Poll, RollEntry
from bot.model.questions import Plan
from bot.model.standings import Noun
from storage import Store
from storage.dialect import freeze
from storage.tables import metadata
from tests.storage.builders import ADA, BO, CY, GUILD, NOON, Play, engines, plays, upload
from tests.storage.votes import DEADLINE, LATE, WAIT, asked, cast, close, conclude, half, hold, open_poll, root

READ_WHOLE_ON_PURPOSE = {
    "scrub_due",  # at most a row per guild, and mostly empty
    "history",  # at a start alone, by its key: whose daybook is missing
    "guess_round",  # at most one per channel, and gone when its time is up
}
BIG = (
    "member_artist",
    "member_album",
    "member_track",
    "artist",
    "album",
    "track",
    "ballot",
    "ballot_log",
    "roll",
    "delegation",
    "daybook",
)


def promises(connection: Connection) -> dict[str, object]:
    return {
        pragma: connection.execute(text(f"PRAGMA {pragma}")).scalar()
        for pragma in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "temp_store", "busy_timeout")
    }


async def test_every_connection_keeps_the_promises(store: Store):
    async with store._database.reading() as connection:
        found = await connection.run_sync(promises)
    async with store._database.writing(GUILD) as connection:
        assert await connection.run_sync(promises) == found
    assert await store._database.write_in_one_step([GUILD], promises) == found
    assert await store._database.read_in_one_step(promises) == found
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "busy_timeout": 10_000,
    }


async def test_a_writing_transaction_holds_the_write_lock_before_its_first_write(store: Store):
    began = []
    for engine in engines(store):
        event.listen(
            engine,
            "before_cursor_execute",
            lambda _c, _cursor, statement, *_: began.append(statement) if statement.startswith("BEGIN") else None,
        )
    async with store._database.writing(GUILD):
        pass
    async with store._database.reading():
        pass
    await store._database.write_in_one_step([GUILD], lambda connection: None)
    await store._database.read_in_one_step(lambda connection: None)
    assert began == ["BEGIN IMMEDIATE", "BEGIN"] * 2


async def test_no_query_reads_more_of_a_guild_than_it_needs(store: Store):
    """By SQLite's own plans: no table is scanned, and in no large one does the guild alone lead."""
    ran: dict[str, tuple[object, ...]] = {}

    def remember(_connection, _cursor, statement, parameters, _context, many):
        if re.match("SELECT|UPDATE|DELETE|INSERT", statement):
            ran[statement] = parameters[0] if many else parameters

    for engine in engines(store):
        event.listen(engine, "before_cursor_execute", remember)
    await everything(store)
    assert len(ran) > 60
    assert [found async for found in slow_plans(store, ran)] == []


async def slow_plans(store: Store, ran: dict[str, tuple[object, ...]]):
    async with store._database.reading() as connection:
        for statement, parameters in ran.items():
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", tuple(parameters))
            for detail in plan.scalars(3):
                table, by = re.match(r"(?:SCAN|SEARCH) (\w+)(.*)|", detail).groups()
                if table in READ_WHOLE_ON_PURPOSE or table not in metadata.tables:
                    continue
                if table == "poll" and " ix_poll_" in by:  # of all guilds, those that a partial index holds
                    continue
                whole_guild = table in BIG and by.endswith("(guild_id=?)")
                if detail.startswith("SCAN") or (whole_guild and "COVERING INDEX ix_guild" not in by):
                    yield detail, statement


async def everything(store: Store) -> None:
    """Each method once, on data that makes it run all its statements."""
    listens = [Play("A", "x", "P"), Play(None, "y"), *plays("B", "C")]
    await upload(store, GUILD, BO, listens, {"one": [("A", "x")]}, compare=True)
    await upload(store, GUILD, ADA, listens, {"one": [("A", "x")]}, compare=True)
    await upload(store, GUILD, ADA, plays("B"), compare=True)
    await store.members.set_consent(GUILD, ADA, Consent.POOL, True, NOON)
    await store.members.set_scope(GUILD, ADA, Scope("Asia/Tokyo"))
    await store.members.consenting(GUILD, Consent.POOL)
    artist_id, _ = await store.catalogue.artist_named(GUILD, "B") or (0, "")
    for typed in ("", "b", "zz"):
        await store.catalogue.artists_like(GUILD, typed)
    await store.catalogue.near(GUILD, "Bb")
    await store.catalogue.names(GUILD, ADA)
    await standings_and_titles(store, artist_id)
    await store.listening.breakups(GUILD)
    await store.listening.daybooks(GUILD, ["days", "2024"], limit=1)
    await store.listening.daybooks(GUILD, ["days"], [ADA, BO])
    await store.listening.own_daybook(GUILD, ADA, ["days"])
    await store.listening.without_daybook()
    history = await store.listening.history_of(GUILD, ADA)
    assert history is not None
    assert await store.listening.renew_daybook(GUILD, ADA, history.blob, {"coverage": b""})
    names = await store.catalogue.names(GUILD, ADA)
    await store.catalogue.artist_names(GUILD, names.artists["artist_id"].to_pylist())
    await store.catalogue.album_names(GUILD, names.albums["album_id"].to_pylist())
    await store.catalogue.track_names(GUILD, names.tracks["track_id"].to_pylist())
    await store.listening.stored_about(GUILD, ADA)
    for read in (store.listening.history_of, store.listening.sources_of, store.listening.source_blobs):
        await read(GUILD, ADA)
    await store.listening.playlists_of(GUILD, ADA)
    for read_all in (store.listening.histories_of, store.listening.all_playlists_of):
        await read_all(GUILD, [ADA, BO])
    await store.listening.daybooks_of(GUILD, [ADA, BO], ["days"])
    poll = await voting(store)
    await guessing(store)
    await questioning(store)
    await moods(store)
    await store.members.erase(GUILD, ADA)
    await store.polls.close(GUILD, poll.poll_id, DEADLINE, conclude, root)
    await store.polls.log(GUILD, poll.poll_id)
    await store.polls.unannounced()


async def voting(store: Store) -> Poll:
    """All that is done with polls but closing the one that this returns."""
    poll = await open_poll(store, ADA, BO)
    await cast(store, poll, ADA, Choice.YES, 1)
    await cast(store, poll, ADA, Choice.NO, 2)
    conduct = Conduct(delegation=True, topic="money", extension=WAIT, early_close=True, secret=False)
    lent = await hold(store, ADA, RollEntry(BO, 2), CY, conduct=conduct)
    for poll_id, topic in ((lent.poll_id, ""), (None, "money")):
        await store.polls.delegate(Delegation(GUILD, ADA, BO, poll_id, topic), NOON, delegation_cycle)
        await store.polls.delegations_of(GUILD, ADA)
        await store.polls.delegations_to(GUILD, BO)
        await store.polls.box(GUILD, lent.poll_id)
        await store.polls.revoke(GUILD, ADA, poll_id, topic)
    await cast(store, lent, BO, "no", 3, LATE, half)
    await asyncio.gather(*(cast(store, lent, each, "no", each, LATE, half) for each in (ADA, BO, CY)))
    for wanted in (False, True):
        await store.polls.set_reminders(GUILD, ADA, wanted, NOON)
    await store.polls.wants_reminders(GUILD, ADA)
    for read in ("poll", "turnout", "undecided", "roll_of", "result", "log"):
        await getattr(store.polls, read)(GUILD, lent.poll_id)
    await store.polls.roll_entry(GUILD, lent.poll_id, ADA)
    await store.polls.set_reminded(GUILD, lent.poll_id, NOON)
    for listed in ("scheduled", "open_polls", "unreminded", "unannounced"):
        await getattr(store.polls, listed)()
    for waiting in ("to_open", "overdue"):
        await getattr(store.polls, waiting)(NOON)
    await store.polls.open_polls_of(GUILD)
    await store.polls.recent_polls(GUILD)
    await close(store, lent, early=True)
    await store.polls.ballots_by_member(GUILD, lent.poll_id)
    made = await store.polls.create(GUILD, asked(), ADA, None, NOON)
    await store.polls.call_off(GUILD, made.poll_id)
    await store.polls.ballot(GUILD, poll.poll_id, ADA)
    await store.polls.set_message(GUILD, poll.poll_id, 1, 2)
    return poll


async def questioning(store: Store) -> None:
    """A question from its asking to its being forgotten."""
    plan = Plan(op="value", metric="plays")
    await store.questions.keep(AskedQuestion(GUILD, 5, ADA, 7, "?", plan, NOON), forget_before=NOON)
    await store.questions.question(GUILD, 5)
    await store.questions.latest(GUILD, ADA, 7, NOON)
    await store.questions.recent(GUILD, ADA)
    await store.questions.mark_posted(GUILD, 5)


async def guessing(store: Store) -> None:
    """A round from its opening to its end."""
    end = NOON + timedelta(seconds=30)
    await store.guesses.open_round(GUILD, 5, 7, Riddle.TRACK, "{}", ADA, [BO, ADA], NOON, end)
    await store.guesses.set_message(GUILD, 5, 9)
    await store.guesses.place_guess(GUILD, 5, BO, 1, NOON)
    await store.guesses.rounds()
    await store.guesses.resolve(GUILD, 5, end)
    await store.guesses.scores(GUILD)
    await store.guesses.forget(GUILD, 5)


async def moods(store: Store) -> None:
    """Labels and tags, kept and taken away."""
    await store.moods.label_turning_point(GUILD, ADA, NOON.date(), "moved")
    await store.moods.label_turning_point(GUILD, ADA, NOON.date(), "")
    await store.moods.turning_labels(GUILD, ADA)
    for shown in (False, True):
        await store.moods.show_turning_points(GUILD, ADA, shown)
    await store.moods.shows_turning_points(GUILD, ADA)
    await store.moods.allow_tagging(GUILD, True, NOON)
    await store.moods.tagging_allowed(GUILD)
    await store.members.set_consent(GUILD, ADA, Consent.TAG, True, NOON)
    untagged = await store.moods.untagged(GUILD, ADA)
    await store.moods.store_tags(GUILD, ADA, {each.track_id: "happy" for each in untagged}, "m", NOON)
    await store.moods.tags_of(GUILD, ADA)
    await store.listening.stored_about(GUILD, ADA)
    await store.members.set_consent(GUILD, ADA, Consent.TAG, False, NOON)
    await store.moods.allow_tagging(GUILD, False, NOON)


async def standings_and_titles(store: Store, artist_id: int) -> None:
    for noun in (Noun.TRACK, Noun.ALBUM):
        for typed in ("", "p", "zz"):
            await store.titles.like(GUILD, noun, typed, ADA)
        await store.titles.called(GUILD, noun, "x", by="A")
        await store.titles.with_id(GUILD, noun, 1)
        await store.titles.near(GUILD, noun, "Ppp", ADA)
    for noun in Noun:
        await store.standings.whoknows(GUILD, noun, 1)
        await store.standings.place(GUILD, noun, artist_id, ADA)
        await store.standings.first_plays(GUILD, noun, 1)
    await upload(store, GUILD, BO, [Play("A", "x", ms=None), Play("B", "z", ms=None)], compare=True)
    await store.standings.place(GUILD, Noun.ARTIST, artist_id, BO)
    await store.standings.leading_claims(GUILD, 30, 3_600_000)
    await store.standings.lone_artists(GUILD, 10)
    await store.standings.own_totals(GUILD)


def test_every_table_and_trigger_compiles_for_postgresql():
    dialect = postgresql.dialect()
    for table in metadata.sorted_tables:
        ddl = str(CreateTable(table).compile(dialect=dialect))
        assert "ROWID" not in ddl
        for index in table.indexes:
            assert f"ON {table.name} (guild_id" in str(CreateIndex(index).compile(dialect=dialect))
    assert len(freeze("postgresql", "poll_result", "yes")) == 2


def test_the_guild_leads_every_key_and_every_index():
    for table in metadata.tables.values():
        for columns in [table.primary_key.columns, *(index.columns for index in table.indexes)]:
            assert next(iter(columns)).name == "guild_id"
