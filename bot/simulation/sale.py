"""A sale from an empty database to the last cent, by the very verbs that the commands call."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import numpy as np
import pyarrow as pa

from bot.collective.headline import headline
from bot.collective.ledger import first_fault
from bot.collective.money import price_words
from bot.collective.offer_form import OfferForm
from bot.collective.verification import verify_package
from bot.model.sales import Offer, OfferState, Split
from bot.model.spelling import artist_key
from bot.model.stored import ARTIST_NAMES, TITLE_NAMES, Names
from bot.services import Services
from bot.simulation.listening import ARTISTS, member_id_of, sample_members
from bot.simulation.measuring import Footprint, Stopwatch, footprint_of_all, size_of_database
from bot.usecases.cast_ballot import cast_ballot
from bot.usecases.close_polls import close_overdue
from bot.usecases.sales.build_package import build_package
from bot.usecases.sales.deliver_package import deliver_package
from bot.usecases.sales.draft_offer import draft_offer
from bot.usecases.sales.keep_books import books_of, earnings, mark_paid, money_came, payout_file
from bot.usecases.sales.leave_sale import leave_pool, leave_sale
from bot.usecases.sales.open_vote import open_vote
from bot.usecases.sales.preview_slice import preview_slice
from bot.usecases.sales.settle_offers import settle_votes

GUILD_ID, CHANNEL_ID, MODERATOR_ID = 10, 11, 12
YEAR = 2025
BEGINS = datetime(YEAR + 1, 1, 5, 12, tzinfo=UTC)
MEMBERS_AT_ONCE = 200
VOTERS_AT_ONCE = 500
CENTS_EACH = Fraction(5_500_000, 18_000)
"""What the buyer pays for each member: $55,000 for 18,000 of them."""
FEE_CENTS = 1_000
RULES = "Closes: in 3 days\nQuorum: 50 %\nThreshold: 66.7 %"
YES_OF_100, NO_OF_100, LEAVE_OF_100 = 92, 5, 2
_DAY = timedelta(days=1)


class SimulatedClock:
    """A clock that is set, not waited for."""

    def __init__(self, at: datetime = BEGINS) -> None:
        self._now = at

    def now(self) -> datetime:
        """What it was set to."""
        return self._now

    def advance(self, by: timedelta) -> None:
        """Set it on."""
        self._now += by

    async def sleep_until(self, moment: datetime) -> None:
        """Set it on to that moment, if it lies ahead."""
        self._now = max(self._now, moment)


@dataclass(frozen=True, slots=True)
class Simulation:
    """What a simulated sale came to.

    Attributes:
        lines: everything that was found, a line each.
        seconds: by part, as they were taken.
        took: of all processes together.
        cents: paid out in the end.
    """

    lines: tuple[str, ...]
    seconds: dict[str, float]
    took: Footprint
    cents: int


async def simulate_sale(
    services: Services, clock: SimulatedClock, members: int, seed: int, say: Callable[[str], None]
) -> Simulation:
    """Make a pool, offer a slice of it, vote, close, leave, build, check, deliver, pay, and audit the books.

    Args:
        services: on an empty database, with `clock` as their clock.
        members: who pool; at least 20, or hardly anything could be sold.
        seed: the same seed makes the same pool and the same choices.
        say: prints a line as soon as it is known.

    Raises:
        UserError: a rule of Tutti's own stands against it, such as too few contributors behind any cell.
        RuntimeError: something did not come out as it must: a fault in the books, a package that fails its check.
    """
    run = _Run(services, clock, members, np.random.default_rng([seed, members]), say)
    await run.pool(seed)
    offer = await run.offered()
    await run.voted(offer)
    offer = await run.closed()
    await run.left(offer)
    await run.packed(offer)
    cents = await run.paid(offer)
    took = await footprint_of_all(services)
    size = await asyncio.to_thread(size_of_database, services.settings.data_dir)
    run.tell(
        f"Altogether: {run.watch.total:.0f} s, of processor time {took.cpu_s:.0f} s; "
        f"memory: at most {took.peak_mb:,} MiB, all processes together; database: {size / 1_000_000:,.0f} MB"
    )
    return Simulation(tuple(run.lines), run.watch.seconds, took, cents)


class _Run:
    """One simulation on its way."""

    def __init__(
        self,
        services: Services,
        clock: SimulatedClock,
        members: int,
        rng: np.random.Generator,
        say: Callable[[str], None],
    ) -> None:
        self.services = services
        self.clock = clock
        self.ids = [member_id_of(number) for number in range(members)]
        self.rng = rng
        self.say = say
        self.watch = Stopwatch()
        self.lines: list[str] = []

    def tell(self, line: str) -> None:
        self.lines.append(line)
        self.say(line)

    async def pool(self, seed: int) -> None:
        """Names, members, consents and daybooks, made in workers and stored batch by batch."""
        at = self.clock.now()
        with self.watch.part("pool"):
            await self.services.store.members.see(GUILD_ID, MODERATOR_ID, "Moderator")
            named = await self.services.cpu(invented_artists)
            ids = (await self.services.store.catalogue.intern(GUILD_ID, named)).artists
            free = asyncio.Semaphore(2 * self.services.settings.workers)

            async def store(first: int) -> None:
                count = min(MEMBERS_AT_ONCE, len(self.ids) - first)
                async with free:  # so many batches are in memory at a time
                    made = await self.services.cpu(sample_members, seed, first, count, YEAR, ids)
                    await self.services.store.samples.add_pool(GUILD_ID, made, at)

            await asyncio.gather(*(store(first) for first in range(0, len(self.ids), MEMBERS_AT_ONCE)))
        self.tell(f"Pool: {len(self.ids):,} members, {ARTISTS:,} artists, {self._took('pool')}")

    async def offered(self) -> Offer:
        """A draft, its preview, and the vote on it, opened."""
        with self.watch.part("preview"):
            form = offered(len(self.ids))
            offer = await draft_offer(self.services, GUILD_ID, MODERATOR_ID, "Moderator", form)
            shown = await preview_slice(self.services, GUILD_ID, offer.offer_id, MODERATOR_ID, moderator=True)
        tables = ", ".join(f"{each.rows:,} rows of {each.name}" for each in shown.preview.tables)
        self.tell(f"Preview: {tables}, {self._took('preview')}")
        with self.watch.part("opening"):
            await open_vote(self.services, GUILD_ID, CHANNEL_ID, offer.offer_id, MODERATOR_ID, RULES)
        return await self._again(offer)

    async def voted(self, offer: Offer) -> None:
        """Everybody votes, hundreds at a time."""
        assert offer.poll_id is not None  # noqa: S101 - it was just opened
        drawn = self.rng.integers(0, 100, len(self.ids))
        choices = np.select([drawn < YES_OF_100, drawn < YES_OF_100 + NO_OF_100], ["yes", "no"], "abstain")
        order = self.rng.permutation(len(self.ids))
        with self.watch.part("votes"):
            for start in range(0, len(order), VOTERS_AT_ONCE):
                await asyncio.gather(
                    *(
                        cast_ballot(self.services, GUILD_ID, offer.poll_id, self.ids[each], str(choices[each]))
                        for each in order[start : start + VOTERS_AT_ONCE]
                    )
                )
        rate = len(order) / self.watch.seconds["votes"]
        self.tell(
            f"Votes: {len(order):,} cast, {VOTERS_AT_ONCE} at a time, {rate:,.0f} each second, {self._took('votes')}"
        )

    async def closed(self) -> Offer:
        """The deadline passes, the result is drawn."""
        self.clock.advance(3 * _DAY)
        with self.watch.part("close"):
            (poll,) = await close_overdue(self.services)
            (settled,) = await settle_votes(self.services)
        result = await self.services.store.polls.result(GUILD_ID, poll.poll_id)
        if result is None or settled.state is not OfferState.OPT_OUT:
            raise RuntimeError("the sale did not pass")
        words = headline(result.conclusion, poll)
        self.tell(f"Result: {words.turnout}; {words.counts}; {words.verdict}, {self._took('close')}")
        return settled

    async def left(self, offer: Offer) -> None:
        """Some leave this sale, and as many the pool."""
        leaving = self.rng.choice(self.ids, size=len(self.ids) * LEAVE_OF_100 // 100, replace=False).tolist()
        with self.watch.part("leaving"):
            for number, member_id in enumerate(leaving):
                if number % 2:
                    await leave_sale(self.services, GUILD_ID, offer.offer_id, member_id)
                else:
                    await leave_pool(self.services, GUILD_ID, member_id, f"Member {number}")
        self.tell(f"Left after the vote: {len(leaving):,}, {self._took('leaving')}")
        self.clock.advance(offer.terms.opt_out)

    async def packed(self, offer: Offer) -> None:
        """The package, with its independent check; then what the buyer checks."""
        with self.watch.part("package"):
            record = await build_package(self.services, GUILD_ID, offer.offer_id, None)
            delivered = await deliver_package(self.services, GUILD_ID, offer.offer_id, MODERATOR_ID)
        size = len(delivered.archive) / 1_000_000
        self.tell(
            f"Package: {record.contributors:,} contributors, {record.suppressed:,} cells left out, {size:.1f} MB, "
            f"built and checked {self._took('package')}"
        )
        with self.watch.part("check"):
            checked = await self.services.cpu(verify_package, delivered.archive, slice_sha256=record.slice_hash.hex())
        if not checked.readable or checked.findings:
            raise RuntimeError(f"the buyer's check found {checked.findings[:3]}")
        self.tell(f"Buyer's check: {len(checked.passed)} rules hold, {self._took('check')}")

    async def paid(self, offer: Offer) -> int:
        """Money comes in, is divided, and paid by file; the books are closed and audited."""
        currency = offer.terms.currency
        with self.watch.part("money"):
            half = offer.terms.price_cents // 2
            parts = ((half, "first part"), (offer.terms.price_cents - half - FEE_CENTS, "second part"))
            for cents, note in parts:
                await money_came(self.services, GUILD_ID, offer.offer_id, MODERATOR_ID, _typed(cents), note)
            books = await money_came(
                self.services, GUILD_ID, offer.offer_id, MODERATOR_ID, _typed(FEE_CENTS), "bank fee", missing=True
            )
            amounts = sorted(share.owed for share in books.shares)
            _, blank = await payout_file(self.services, GUILD_ID, offer.offer_id)
            filled = await self.services.cpu(marked_paid, blank)
            marked = await mark_paid(self.services, GUILD_ID, offer.offer_id, MODERATOR_ID, filled)
        if marked.file.refused or marked.books.shown.offer.state is not OfferState.CLOSED:
            raise RuntimeError(f"{len(marked.file.refused)} payouts were refused, or the books are not closed")
        lowest, middle, highest = (price_words(amounts[place], currency) for place in (0, len(amounts) // 2, -1))
        paid, received = marked.books.balances.paid, marked.books.balances.received
        self.tell(
            f"Payouts: {len(amounts):,} of {lowest} to {highest}, {middle} in the middle; "
            f"{price_words(paid, currency)} of {price_words(received, currency)} received, {self._took('money')}"
        )
        await self._audited(offer)
        return paid

    async def _audited(self, offer: Offer) -> None:
        with self.watch.part("audit"):
            lines = [line async for line in self.services.store.ledger.lines(GUILD_ID, offer.offer_id)]
            fault = await self.services.cpu(first_fault, lines)
            standing = (await books_of(self.services, GUILD_ID, offer.offer_id)).balances
            statements = [await earnings(self.services, GUILD_ID, each) for each in self.ids[:100]]
        if fault is not None or standing.held or standing.owed or standing.received != standing.paid:
            raise RuntimeError(f"the books are wrong: {fault or standing}")
        if any(left for each in statements for _, _, _, left in each.totals):
            raise RuntimeError("a statement says that something is open")
        self.tell(f"Books: {len(lines):,} lines, every cent accounted for, {self._took('audit')}")

    async def _again(self, offer: Offer) -> Offer:
        found = await self.services.store.offers.offer(GUILD_ID, offer.offer_id)
        assert found is not None  # noqa: S101 - offers are never deleted
        return found

    def _took(self, part: str) -> str:
        return f"in {self.watch.seconds[part]:.1f} s"


def offered(members: int) -> OfferForm:
    """What is offered: the artists and the hours of a year, divided by contribution between $1 and $20."""
    return OfferForm(
        what="artists and hours",
        days=str(YEAR),
        buyer="A simulated buyer",
        price=f"${_typed(int(CENTS_EACH * members))}",
        purpose="A simulation",
        split=Split.CONTRIBUTION,
        most="$20",
        least="$1",
    )


def _typed(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def invented_artists() -> Names:
    """For a worker: names for the catalogue, the most popular first. Titles have none, as no cell is about one."""
    names = [f"Artist {rank:05}" for rank in range(1, ARTISTS + 1)]
    artists = pa.table({"key": [artist_key(name) for name in names], "name": names}, schema=ARTIST_NAMES)
    return Names(artists, TITLE_NAMES.empty_table(), TITLE_NAMES.empty_table())


def marked_paid(blank: bytes) -> bytes:
    """For a worker: the file of whoever pays, with every row marked as paid."""
    header, *rows = csv.reader(io.StringIO(blank.decode("utf-8-sig")))
    filled = io.StringIO()
    csv.writer(filled).writerows([header, *([*row[:-1], "yes"] for row in rows)])
    return filled.getvalue().encode()
