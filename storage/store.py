"""Everything that is stored, behind one door."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from storage import dialect
from storage.catalogue import CatalogueStore
from storage.consent_records import ConsentRecordStore
from storage.database import Database
from storage.guesses import GuessStore
from storage.ledger import LedgerStore
from storage.listening import ListeningStore
from storage.members import MemberStore
from storage.moods import MoodStore
from storage.offers import OfferStore
from storage.packages import PackageStore
from storage.polls import PollStore
from storage.questions import QuestionStore
from storage.samples import SampleStore
from storage.schedules import ScheduleStore
from storage.spending import SpendingStore
from storage.standings import StandingStore
from storage.titles import TitleStore


class Store:
    """One store per noun, over one database.

    Attributes:
        members: names, clocks, consents, erasure.
        catalogue: the names of artists, albums and tracks, and their ids.
        listening: sources, histories, playlists, rollups.
        polls: polls, ballots, results, delegations.
        offers: what is offered for sale, its log, who left.
        packages: what buyers got, of whom, and how they fetched it.
        ledger: who owes and is owed what.
        consent_records: random ids and salts of members' consent records.
        guesses: the guessing game's rounds and scores.
        questions: what members asked in words.
        samples: made-up members of simulations.
        moods: what members call their turning points; tags of titles.
        schedules: when servers' recaps are posted by themselves.
        spending: what language models cost here.
        standings: members side by side on a name, from the rollups.
        titles: finding tracks and albums by what a member types.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.members = MemberStore(database)
        self.catalogue = CatalogueStore(database)
        self.listening = ListeningStore(database)
        self.polls = PollStore(database)
        self.offers = OfferStore(database)
        self.packages = PackageStore(database)
        self.ledger = LedgerStore(database)
        self.consent_records = ConsentRecordStore(database)
        self.guesses = GuessStore(database)
        self.questions = QuestionStore(database)
        self.moods = MoodStore(database)
        self.samples = SampleStore(database)
        self.schedules = ScheduleStore(database)
        self.spending = SpendingStore(database)
        self.standings = StandingStore(database)
        self.titles = TitleStore(database)

    def guild_writes(self, guild_id: int) -> AbstractAsyncContextManager[None]:
        """Hold uploads and erasures of this guild back while several steps belong together.

            async with store.guild_writes(guild_id):
                ids = await store.catalogue.intern(guild_id, names)
                ...
                await store.listening.replace_history(guild_id, member_id, history)

        Votes, consents and reads go on, and other guilds are not held back. Whoever is inside may enter again, also in
        tasks started there. It lives in this process: with several processes on one database, one guild must be served
        by one of them, as discord.py's shards are.
        """
        return self._database.guild_writes(guild_id)

    async def scrub(self) -> bool:
        """Rewrite the files if an erasure is still waiting for it; whether none is any more. May take seconds."""
        return await self._database.scrub()

    async def scrub_soon(self) -> bool:
        """The same, but a file of more than `dialect.SCRUB_AT_ONCE_BYTES` is left for the next start."""
        return await self._database.scrub(at_most_bytes=dialect.SCRUB_AT_ONCE_BYTES)

    async def close(self) -> None:
        """Wait for the write under way, then close every connection."""
        await self._database.close()


def open_store(url: str) -> Store:
    """The store at this SQLAlchemy URL. Run `migrate` first; nothing is opened before the first use.

    Raises:
        SettingsError: neither an SQLite file nor PostgreSQL.
    """
    return Store(Database(url))
