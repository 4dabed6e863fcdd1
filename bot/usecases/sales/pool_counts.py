"""Counting what a pool's contributors played, for a preview and for a package: read in batches, counted in workers."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.analysis.daybook import Part, unpack
from bot.analysis.spans import titles_of
from bot.collective.packages.build import Built, OfferFacts, build_package
from bot.collective.packages.cells import Counted, Rules, count_cells
from bot.collective.packages.contributions import Asked, Batch, Person, contribute
from bot.collective.packages.earlier import EarlierPackage, asked_of, require_not_promised
from bot.collective.packages.preview import Preview, preview_package
from bot.collective.packages.tables import CellNames
from bot.errors import PackageRefused
from bot.model.members import Consent
from bot.model.slices import Slice
from bot.services import Services

_MEMBERS_AT_ONCE = 100
"""Some megabytes of daybooks: what a worker is sent, and what is in memory at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class PoolCounts:
    """A pool counted for a slice; see `bot.collective.packages.build` for what each part is."""

    spec: Slice
    asked: Asked
    batches: Sequence[Batch]
    counted: Counted
    names: CellNames
    earlier: Sequence[EarlierPackage]


def contributor_token(member_id: int) -> str:
    """What stands for a member while cells are counted. It never leaves the process."""
    return str(member_id)


def contributor_of(token: str) -> int:
    """The member that a token stands for."""
    return int(token)


async def pooling(services: Services, guild_id: int) -> dict[int, str]:
    """Members who pool their listening here at this moment, with their time zones; ascending by id."""
    consenting = await services.store.members.consenting(guild_id, Consent.POOL)
    return {each.member_id: each.time_zone for each in sorted(consenting, key=lambda each: each.member_id)}


async def count_pool(
    services: Services,
    guild_id: int,
    spec: Slice,
    contributors: Mapping[int, str],
    earlier: Sequence[EarlierPackage],
) -> PoolCounts:
    """Count the cells of a slice over these members.

    Args:
        contributors: member id -> time zone, of members who pool; see `pooling`.
        earlier: packages that buyers of this server have already.

    Raises:
        PackageRefused: nobody is left to count, or an earlier package stands against the slice, whoever is in it.
    """
    if not contributors:
        raise PackageRefused("Nobody whose listening could be in it pools here any more.")
    require_not_promised(spec, earlier, services.clock.now().date())
    asked = asked_of(spec, earlier)
    parts = _parts(spec)
    ids = list(contributors)
    free = asyncio.Semaphore(services.settings.workers + 1)  # one is read while each worker counts another

    async def count(some: Sequence[int]) -> Batch:
        async with free:
            books = await services.store.listening.daybooks_of(guild_id, some, parts)
            people = {each: Person(contributor_token(each), contributors[each]) for each in some}
            return await services.cpu(contribute_books, asked, books, people)

    starts = range(0, len(ids), _MEMBERS_AT_ONCE)
    batches = await asyncio.gather(*(count(ids[start : start + _MEMBERS_AT_ONCE]) for start in starts))
    counted = await services.cpu(count_cells, asked, Rules.of(spec), batches)
    names = CellNames(
        await services.store.catalogue.artist_names(guild_id, sorted(counted.ids("artist"))),
        {
            album_id: title
            for album_id, (title, _) in (
                await services.store.catalogue.album_names(guild_id, sorted(counted.ids("album")))
            ).items()
        },
    )
    return PoolCounts(spec, asked, batches, counted, names, earlier)


def contribute_books(asked: Asked, books: Mapping[int, Mapping[str, bytes]], people: Mapping[int, Person]) -> Batch:
    """For a worker: what members contribute, from the parts of their daybooks."""
    group = unpack(books)
    breakup: set[int] = set()
    sad: set[int] = set()
    for parts in books.values():
        of_breakup, of_sadness = titles_of(parts)
        breakup.update(of_breakup.tolist())
        sad.update(of_sadness.tolist())
    return contribute(asked, group.plays, group.hours, people, breakup, sad)


async def preview_of(services: Services, counts: PoolCounts) -> Preview:
    """What would be sold today.

    Raises:
        PackageRefused, UnsafePackage: see `build_package`.
    """
    return await services.cpu(
        preview_package, counts.spec, counts.asked, counts.batches, counts.counted, counts.names, counts.earlier
    )


async def package_of(services: Services, counts: PoolCounts, facts: OfferFacts, drawn: bytes | None) -> Built:
    """The package.

    Raises:
        PackageRefused, UnsafePackage, NoiseNotInstalled: see `build_package`.
    """
    return await services.cpu(
        build_package,
        counts.spec,
        counts.asked,
        counts.batches,
        counts.counted,
        counts.names,
        counts.earlier,
        facts,
        drawn,
    )


def _parts(spec: Slice) -> list[str]:
    """The parts of daybooks that the slice reads. A window of years reads the plays of those years alone."""
    # A year more on either side costs little and keeps the edges of time zones out of the question.
    years = range(spec.window_start.year, spec.window_end.year + 1)
    # Hours and titles are always read: the digest of what a member contributed is over all of it, whatever is sold.
    return [*(Part.plays_of(year) for year in years), Part.HOURS, Part.TITLES]
