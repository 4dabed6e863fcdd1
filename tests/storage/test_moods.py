from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import select

from bot.model.members import Consent, Consents
from bot.model.mood_months import TITLE_TAGS, UntaggedTitle
from storage import Store, migrate, migrations, open_store
from storage.dialect import for_writing, make_engine
from storage.mood_tables import title_tag, turning_label
from tests.storage.builders import ADA, BO, CY, GUILD, NOON, OTHER_GUILD, Play, plays, upload
from tests.storage.conftest import sqlite_url
from tests.storage.test_erasure import in_files

MARCH, MAY = date(2021, 3, 1), date(2021, 5, 1)


async def tracks(store: Store, member_id: int, guild_id: int = GUILD) -> dict[str, int]:
    names = await store.catalogue.names(guild_id, member_id)
    return dict(zip(names.tracks["name"].to_pylist(), names.tracks["track_id"].to_pylist(), strict=True))


async def ids_of(store: Store, member_id: int, guild_id: int = GUILD) -> set[int]:
    return set((await store.catalogue.names(guild_id, member_id)).tracks["track_id"].to_pylist())


async def agree(store: Store, *members: int, guild_id: int = GUILD) -> None:
    await store.moods.allow_tagging(guild_id, True, NOON)
    for member_id in members:
        await store.members.set_consent(guild_id, member_id, Consent.TAG, True, NOON)


async def tag_everything(store: Store, member_id: int, mood: str = "happy", guild_id: int = GUILD) -> int:
    ids = await ids_of(store, member_id, guild_id)
    return await store.moods.store_tags(guild_id, member_id, dict.fromkeys(ids, mood), "model-1", NOON)


async def tagged(store: Store, guild_id: int = GUILD) -> set[int]:
    query = select(title_tag.c.track_id).where(title_tag.c.guild_id == guild_id)
    async with store._database.reading() as connection:
        return set((await connection.execute(query)).scalars())


async def test_a_label_is_kept_changed_and_taken_away(store: Store):
    await store.members.see(GUILD, ADA, "Ada")
    await store.moods.label_turning_point(GUILD, ADA, MAY, "exam")
    await store.moods.label_turning_point(GUILD, ADA, MARCH, "moved")
    assert await store.moods.turning_labels(GUILD, ADA) == {MARCH: "moved", MAY: "exam"}
    await store.moods.label_turning_point(GUILD, ADA, MARCH, "x" * 40)
    await store.moods.label_turning_point(GUILD, ADA, MAY, "")
    assert await store.moods.turning_labels(GUILD, ADA) == {MARCH: "x" * 40}


async def test_labels_and_switches_are_per_member_and_per_guild(store: Store):
    for guild_id in (GUILD, OTHER_GUILD):
        for member_id in (ADA, BO):
            await store.members.see(guild_id, member_id, "Name")
    await store.moods.label_turning_point(GUILD, ADA, MARCH, "moved")
    await store.moods.show_turning_points(GUILD, ADA, False)
    for guild_id, member_id in ((GUILD, BO), (OTHER_GUILD, ADA)):
        assert await store.moods.turning_labels(guild_id, member_id) == {}
        assert await store.moods.shows_turning_points(guild_id, member_id)


async def test_turning_points_are_shown_until_they_are_switched_off_and_labels_stay(store: Store):
    await store.members.see(GUILD, ADA, "Ada")
    await store.moods.label_turning_point(GUILD, ADA, MARCH, "moved")
    for shown in (False, False, True, True, False):
        await store.moods.show_turning_points(GUILD, ADA, shown)
        assert await store.moods.shows_turning_points(GUILD, ADA) is shown
    assert await store.moods.turning_labels(GUILD, ADA) == {MARCH: "moved"}


async def test_strangers_and_long_labels_are_refused(store: Store):
    with pytest.raises(LookupError):
        await store.moods.label_turning_point(GUILD, CY, MARCH, "moved")
    with pytest.raises(LookupError):
        await store.moods.show_turning_points(GUILD, CY, False)
    await store.members.see(GUILD, ADA, "Ada")
    with pytest.raises(ValueError, match="40"):
        await store.moods.label_turning_point(GUILD, ADA, MARCH, "x" * 41)


async def test_an_erasure_takes_labels_and_switches_along(store: Store, tmp_path: Path):
    for member_id, label in ((ADA, "quizzical"), (BO, "zephyrlike")):
        await upload(store, GUILD, member_id, plays("A"))
        await store.moods.label_turning_point(GUILD, member_id, MARCH, label)
        await store.moods.show_turning_points(GUILD, member_id, False)
    erased = await store.members.erase(GUILD, ADA)
    assert erased.scrubbed
    await store.members.see(GUILD, ADA, "Ada")
    assert await store.moods.turning_labels(GUILD, ADA) == {}
    assert await store.moods.shows_turning_points(GUILD, ADA)
    assert await store.moods.turning_labels(GUILD, BO) == {MARCH: "zephyrlike"}
    assert in_files(tmp_path, b"zephyrlike")
    assert not in_files(tmp_path, b"quizzical")


async def test_titles_without_a_tag_come_most_played_first_with_their_artists(store: Store):
    await upload(store, GUILD, ADA, [Play("A", "x"), Play(None, "y", at=NOON), *plays("B", "B", track="z")])
    found = await store.moods.untagged(GUILD, ADA)
    ids = await tracks(store, ADA)
    assert [(each.title, each.artist) for each in found] == [("z", "B"), ("x", "A"), ("y", "")]
    await agree(store, ADA)
    await store.moods.store_tags(GUILD, ADA, {ids["z"]: "party"}, "model-1", NOON)
    assert UntaggedTitle(ids["x"], "x", "A") in await store.moods.untagged(GUILD, ADA)
    assert len(await store.moods.untagged(GUILD, ADA)) == 2


async def test_without_both_yeses_nothing_is_stored(store: Store):
    await upload(store, GUILD, ADA, plays("A"))
    await store.members.set_consent(GUILD, ADA, Consent.TAG, True, NOON)
    assert await tag_everything(store, ADA) == 0
    await store.moods.allow_tagging(GUILD, True, NOON)
    await store.members.set_consent(GUILD, ADA, Consent.TAG, False, NOON)
    assert await tag_everything(store, ADA) == 0
    await store.members.set_consent(GUILD, ADA, Consent.TAG, True, NOON)
    assert await tag_everything(store, ADA) == 1
    assert await tagged(store) == await ids_of(store, ADA)


async def test_only_ones_own_tracks_are_tagged_and_the_first_answer_stays(store: Store):
    await upload(store, GUILD, ADA, plays("A"))
    await upload(store, GUILD, BO, plays("B"))
    await agree(store, ADA)
    mine, theirs = await ids_of(store, ADA), await ids_of(store, BO)
    both = dict.fromkeys([*mine, *theirs, 999], "happy")
    assert await store.moods.store_tags(GUILD, ADA, both, "model-1", NOON) == 1
    await tag_everything(store, ADA, "sad")
    assert await store.moods.tags_of(GUILD, ADA) == dict.fromkeys(mine, "happy")


async def test_tags_are_for_those_who_agreed(store: Store):
    for member_id in (ADA, BO):
        await upload(store, GUILD, member_id, plays("A"))
    await agree(store, ADA)
    await tag_everything(store, ADA)
    assert len(await store.moods.tags_of(GUILD, ADA)) == 1
    assert await store.moods.tags_of(GUILD, BO) == {}


@pytest.mark.parametrize("by", ["withdrawing", "erasing", "taking it back"])
async def test_tags_go_with_the_last_member_who_agreed_and_has_the_track(store: Store, by: str):
    both = await upload(store, GUILD, ADA, plays("A", "B"))
    await upload(store, GUILD, BO, plays("A"))
    await upload(store, GUILD, CY, plays("A", "B"))  # never agreed
    await agree(store, ADA, BO)
    await tag_everything(store, ADA)
    shared = await ids_of(store, BO)
    assert await tagged(store) > shared
    if by == "withdrawing":
        await store.members.set_consent(GUILD, ADA, Consent.TAG, False, NOON)
    elif by == "erasing":
        await store.members.erase(GUILD, ADA)
    else:
        (kept,) = shared
        less = both.member_track[both.member_track[:, 0] == kept]
        uses = replace(both.uses, tracks=np.array([kept]))
        await store.listening.replace_history(GUILD, ADA, replace(both, member_track=less, uses=uses))
    assert await tagged(store) == shared
    for member in await store.members.consenting(GUILD, Consent.TAG):
        await store.members.set_consent(GUILD, member.member_id, Consent.TAG, False, NOON)
    assert await tagged(store) == set()


async def test_a_server_that_forbids_it_loses_its_tags_and_no_others(store: Store):
    for guild_id in (GUILD, OTHER_GUILD):
        await upload(store, guild_id, ADA, plays("A"))
        await agree(store, ADA, guild_id=guild_id)
        await tag_everything(store, ADA, guild_id=guild_id)
    assert await store.moods.tagging_allowed(GUILD)
    await store.moods.allow_tagging(GUILD, False, NOON)
    assert not await store.moods.tagging_allowed(GUILD)
    assert await tagged(store) == set()
    assert len(await tagged(store, OTHER_GUILD)) == 1


async def test_every_mood_of_the_grammar_can_be_stored(store: Store):
    await upload(store, GUILD, ADA, plays(*(f"A{number}" for number in range(len(TITLE_TAGS)))))
    await agree(store, ADA)
    tags = dict(zip(await ids_of(store, ADA), TITLE_TAGS, strict=True))
    assert await store.moods.store_tags(GUILD, ADA, tags, "model-1", NOON) == len(TITLE_TAGS)
    assert await store.moods.tags_of(GUILD, ADA) == tags


async def test_consents_given_before_tags_existed_are_as_they_were(tmp_path: Path):
    url = sqlite_url(tmp_path / "tutti.sqlite3")
    (tmp_path / "tutti.sqlite3").touch()
    engine = for_writing(make_engine(url, migrating=True))
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    async with engine.connect() as connection:

        def before(sync: object) -> None:
            config.attributes["connection"] = sync
            command.upgrade(config, "0008")

        await connection.run_sync(before)
    await engine.dispose()
    with sqlite3.connect(tmp_path / "tutti.sqlite3") as old:
        old.execute("INSERT INTO guild VALUES (1, 'UTC')")
        old.execute(
            "INSERT INTO member (guild_id, member_id, display_name, time_zone, joined_at) VALUES (1, 2, 'A', 'UTC', 0)"
        )
        old.execute("INSERT INTO consent VALUES (1, 2, 'pool', 1, 5)")
        old.execute("INSERT INTO consent_log VALUES (1, 2, 1, 'pool', 1, 5)")
    old.close()
    await migrate(url)
    store = open_store(url)
    member = await store.members.member(1, 2)
    assert member is not None
    assert member.consents == Consents(pool=True)
    assert [change.consent for change in (await store.listening.stored_about(1, 2)).changes] == [Consent.POOL]
    assert (await store.members.set_consent(1, 2, Consent.TAG, True, NOON)).tag
    await store.close()


def test_a_label_stands_under_its_member_alone():
    (key,) = [key for key in turning_label.foreign_key_constraints if key.referred_table.name == "member"]
    assert key.ondelete == "CASCADE"
