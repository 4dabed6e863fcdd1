from datetime import timedelta

import numpy as np
import pytest

from bot.model.members import Consent
from bot.model.standings import Noun
from storage import Store
from tests.storage.builders import ADA, BO, CY, GUILD, MINUTE_MS, NOON, OTHER_GUILD, Play, plays, upload

DAY = timedelta(days=1)


async def artist_id(store: Store, name: str) -> int:
    found = await store.catalogue.artist_named(GUILD, name)
    assert found is not None
    return found[0]


def often(artist: str, count: int, ms: int | None = 3 * MINUTE_MS, track: str = "Song") -> list[Play]:
    return [Play(artist, track, at=NOON + timedelta(minutes=i), ms=ms) for i in range(count)]


# --- whoknows --------------------------------------------------------------------------------------------------------


async def test_whoknows_ranks_comparable_members_by_time(store: Store):
    await upload(store, GUILD, ADA, [*plays("A"), Play("B", "z", ms=9 * MINUTE_MS)], name="Ada", compare=True)
    await upload(store, GUILD, BO, plays("A", "A"), name="Bo", compare=True)
    await upload(store, GUILD, CY, plays("A", "A", "A"), name="Cy")
    found = await store.standings.whoknows(GUILD, Noun.ARTIST, await artist_id(store, "A"))
    assert found.total == 2
    assert [(each.display_name, each.plays, each.played_ms, each.own_ms) for each in found.listeners] == [
        ("Bo", 2, 6 * MINUTE_MS, 6 * MINUTE_MS),
        ("Ada", 1, 3 * MINUTE_MS, 12 * MINUTE_MS),
    ]
    assert (found.listeners[0].first_at, found.listeners[0].last_at) == (NOON, NOON + timedelta(minutes=5))
    assert (found.listeners[0].covers_from, found.listeners[0].covers_to) == (NOON, NOON + timedelta(minutes=5))


@pytest.mark.parametrize(("noun", "title"), [(Noun.TRACK, "One"), (Noun.ALBUM, "Album")])
async def test_whoknows_of_a_title_counts_that_title_alone(store: Store, noun: Noun, title: str):
    await upload(store, GUILD, ADA, [Play("A", "One", "Album"), Play("A", "Two")], name="Ada", compare=True)
    await upload(store, GUILD, BO, [Play("A", "One", "Album"), Play("B", "One", "Album")], name="Bo", compare=True)
    await upload(store, GUILD, CY, [Play("A", "One", "Album")], name="Cy")
    (named,) = await store.titles.called(GUILD, noun, title, by="A")
    found = await store.standings.whoknows(GUILD, noun, named.name_id)
    assert [(each.display_name, each.plays) for each in found.listeners] == [("Ada", 1), ("Bo", 1)]
    assert found.total == 2


async def test_whoknows_breaks_ties_by_plays_then_by_id_and_counts_beyond_its_limit(store: Store):
    for member_id in (CY, BO, ADA):
        await upload(store, GUILD, member_id, [Play("A", "x", ms=6 * MINUTE_MS)], compare=True)
    more_plays = [Play("A", "x"), Play("A", "x", at=NOON + timedelta(hours=1))]
    await upload(store, GUILD, BO, more_plays, compare=True)
    (track,) = await store.titles.called(GUILD, Noun.TRACK, "x")
    for noun, name_id in ((Noun.ARTIST, await artist_id(store, "A")), (Noun.TRACK, track.name_id)):
        found = await store.standings.whoknows(GUILD, noun, name_id, limit=2)
        assert [each.member_id for each in found.listeners] == [BO, ADA]
        assert found.total == 3


async def test_whoknows_of_an_unknown_name_is_nobody(store: Store):
    for noun in Noun:
        found = await store.standings.whoknows(GUILD, noun, 999)
        assert (found.listeners, found.total) == ((), 0)


async def test_who_takes_consent_back_is_in_no_standing_from_then_on(store: Store):
    for member_id in (ADA, BO):
        await upload(store, GUILD, member_id, [*often("A", 40), *often(f"Own {member_id}", 40)], compare=True)
    await store.members.set_consent(GUILD, BO, Consent.COMPARE, False, NOON)
    name_id = await artist_id(store, "A")
    found = await store.standings.whoknows(GUILD, Noun.ARTIST, name_id)
    assert ([each.member_id for each in found.listeners], found.total) == ([ADA], 1)
    first = await store.standings.first_plays(GUILD, Noun.ARTIST, name_id)
    assert ([each.member_id for each in first.plays], first.total) == ([ADA], 1)
    assert set((await store.standings.leading_claims(GUILD, 30, 3_600_000))[:, 1].tolist()) == {ADA}
    assert set((await store.standings.lone_artists(GUILD, 10))[:, 0].tolist()) == {ADA}
    assert (await store.standings.own_totals(GUILD)).member_ids.tolist() == [ADA]


# --- one's own place -------------------------------------------------------------------------------------------------


async def test_a_members_own_place_counts_those_with_more_and_ties_share_it(store: Store):
    for member_id, minutes in ((ADA, 9), (BO, 6), (CY, 6)):
        await upload(store, GUILD, member_id, [Play("A", "x", ms=minutes * MINUTE_MS)], compare=True)
    name_id = await artist_id(store, "A")
    places = [await store.standings.place(GUILD, Noun.ARTIST, name_id, each) for each in (ADA, BO, CY)]
    assert [place.rank for place in places if place] == [1, 2, 2]


async def test_where_no_time_is_known_the_place_is_by_plays(store: Store):
    for member_id, count in ((ADA, 3), (BO, 2)):
        await upload(store, GUILD, member_id, often("A", count, ms=None), compare=True)
    place = await store.standings.place(GUILD, Noun.ARTIST, await artist_id(store, "A"), BO)
    assert place is not None
    assert (place.rank, place.plays) == (2, 2)


async def test_who_did_not_agree_learns_their_own_place_and_nobody_is_behind_them(store: Store):
    await upload(store, GUILD, ADA, often("A", 5), compare=True)
    await upload(store, GUILD, BO, often("A", 4), compare=True)
    await upload(store, GUILD, CY, often("A", 4))
    name_id = await artist_id(store, "A")
    mine = await store.standings.place(GUILD, Noun.ARTIST, name_id, CY)
    other = await store.standings.place(GUILD, Noun.ARTIST, name_id, BO)
    assert mine is not None
    assert other is not None
    assert (mine.rank, mine.compared) == (2, False)
    assert (other.rank, other.compared) == (2, True)
    assert await store.standings.place(GUILD, Noun.ARTIST, 999, CY) is None


# --- firsts ----------------------------------------------------------------------------------------------------------


async def test_first_plays_are_the_oldest_first_beside_what_exports_cover(store: Store):
    await upload(store, GUILD, ADA, [Play("B", "z", at=NOON - 9 * DAY), *plays("A")], name="Ada", compare=True)
    await upload(store, GUILD, BO, plays("A", "A", start=NOON - DAY), name="Bo", compare=True)
    await upload(store, GUILD, CY, plays("A", start=NOON - 99 * DAY), name="Cy")
    found = await store.standings.first_plays(GUILD, Noun.ARTIST, await artist_id(store, "A"))
    assert [(each.display_name, each.first_at, each.covers_from, each.plays) for each in found.plays] == [
        ("Bo", NOON - DAY, NOON - DAY, 2),
        ("Ada", NOON, NOON - 9 * DAY, 1),
    ]
    short = await store.standings.first_plays(GUILD, Noun.ARTIST, await artist_id(store, "A"), limit=1)
    assert ([each.display_name for each in short.plays], short.total) == (["Bo"], 2)


# --- crowns ----------------------------------------------------------------------------------------------------------


async def claims(store: Store) -> list[tuple[int, int]]:
    """(member, plays) of artist A's claims."""
    found = await store.standings.leading_claims(GUILD, 30, 3_600_000)
    of_artist = found[found[:, 0] == await artist_id(store, "A")]
    return sorted((row[1], row[2]) for row in of_artist.tolist())


async def test_the_largest_claim_and_the_second_lead(store: Store):
    for member_id, count in ((ADA, 50), (BO, 40), (CY, 35)):
        await upload(store, GUILD, member_id, often("A", count), compare=True)
    assert await claims(store) == [(ADA, 50), (BO, 40)]


async def test_what_is_no_claim_does_not_lead(store: Store):
    await upload(store, GUILD, ADA, often("A", 29, ms=MINUTE_MS), compare=True)
    await upload(store, GUILD, BO, often("A", 30, ms=1_000), compare=True)
    assert await claims(store) == [(BO, 30)]
    await upload(store, GUILD, ADA, often("A", 1, ms=60 * MINUTE_MS), compare=True)
    assert await claims(store) == [(ADA, 1), (BO, 30)]


async def test_all_that_equal_the_first_or_the_second_lead(store: Store):
    for member_id, count in ((ADA, 40), (BO, 40), (CY, 40)):
        await upload(store, GUILD, member_id, often("A", count), compare=True)
    assert len(await claims(store)) == 3


async def test_where_no_time_is_known_plays_lead_and_where_one_is_the_others_do_not(store: Store):
    for member_id, count in ((ADA, 50), (BO, 40), (CY, 35)):
        await upload(store, GUILD, member_id, often("A", count, ms=None), compare=True)
    assert await claims(store) == [(ADA, 50), (BO, 40)]
    await upload(store, GUILD, CY, often("A", 35), compare=True)
    assert await claims(store) == [(CY, 35)]


async def test_guilds_crowns_are_their_own(store: Store):
    await upload(store, OTHER_GUILD, ADA, often("A", 50), compare=True)
    assert (await store.standings.leading_claims(GUILD, 30, 3_600_000)).shape == (0, 4)
    assert (await store.standings.lone_artists(GUILD, 10)).shape == (0, 4)
    assert len((await store.standings.own_totals(GUILD)).member_ids) == 0


# --- only ------------------------------------------------------------------------------------------------------------


async def test_lone_artists_are_those_of_one_comparable_member(store: Store):
    await upload(store, GUILD, ADA, [*often("Alone", 10), *often("Few", 9), *often("Both", 10)], compare=True)
    await upload(store, GUILD, BO, often("Both", 1), compare=True)
    await upload(store, GUILD, CY, [*often("Alone", 10), *often("Hidden", 10)])
    found = await store.standings.lone_artists(GUILD, 10)
    assert found.tolist() == [[ADA, await artist_id(store, "Alone"), 10, 30 * MINUTE_MS]]


async def test_own_totals_are_of_comparable_members_with_a_history(store: Store):
    await upload(
        store, GUILD, ADA, [*plays("A"), Play("Show", "Episode", at=NOON + DAY, content="podcast")], compare=True
    )
    await upload(store, GUILD, BO, plays("A"))
    found = await store.standings.own_totals(GUILD)
    at = int(NOON.timestamp() * 1000)
    rows = np.stack([found.member_ids, found.listens, found.music_ms, found.first_at, found.last_at], 1)
    assert rows.tolist() == [[ADA, 2, 3 * MINUTE_MS, at, at + 86_400_000]]
