from datetime import timedelta

import pytest

from bot.model.facts import Tone
from bot.model.members import Consent, Consents, Member, Scope
from storage import Store
from tests.storage.builders import ADA, BO, CY, GUILD, NOON, OTHER_GUILD


async def test_a_stranger_is_none(store: Store):
    assert await store.members.member(GUILD, ADA) is None


async def test_a_member_who_was_just_seen_agreed_to_nothing(store: Store):
    await store.members.see(GUILD, ADA, "Ada")
    assert await store.members.member(GUILD, ADA) == Member(GUILD, ADA, "Ada", "UTC", Consents())
    assert await store.members.member(OTHER_GUILD, ADA) is None


async def test_a_new_name_is_taken_over_and_everything_else_kept(store: Store):
    await store.members.see(GUILD, ADA, "Ada")
    await store.members.set_scope(GUILD, ADA, Scope("Europe/Berlin"))
    await store.members.set_consent(GUILD, ADA, Consent.COMPARE, True, NOON)
    await store.members.see(GUILD, ADA, "Lovelace")
    assert await store.members.member(GUILD, ADA) == Member(
        GUILD, ADA, "Lovelace", "Europe/Berlin", Consents(compare=True)
    )


async def test_a_name_longer_than_any_on_discord_is_cut(store: Store):
    await store.members.see(GUILD, ADA, "x" * 500)
    known = await store.members.member(GUILD, ADA)
    assert known is not None
    assert known.display_name == "x" * 100


async def test_a_guild_is_worded_warmly_until_it_chooses_a_tone(store: Store):
    assert await store.members.guild_tone(GUILD) is Tone.WARM
    await store.members.set_guild_tone(GUILD, Tone.ROAST)
    await store.members.set_guild_time_zone(GUILD, "Asia/Tokyo")
    assert await store.members.guild_tone(GUILD) is Tone.ROAST
    assert await store.members.guild_tone(OTHER_GUILD) is Tone.WARM
    await store.members.set_guild_tone(GUILD, Tone.DRY)
    assert await store.members.guild_tone(GUILD) is Tone.DRY
    assert await store.members.guild_time_zone(GUILD) == "Asia/Tokyo"


async def test_a_guild_lets_one_role_make_polls_and_takes_it_back(store: Store):
    assert await store.members.guild_poll_role(GUILD) is None
    await store.members.set_guild_poll_role(GUILD, 77)
    assert await store.members.guild_poll_role(GUILD) == 77
    assert await store.members.guild_poll_role(OTHER_GUILD) is None
    await store.members.set_guild_poll_role(GUILD, None)
    assert await store.members.guild_poll_role(GUILD) is None


async def test_consents_are_per_use_and_per_guild(store: Store):
    await store.members.see(GUILD, ADA, "Ada")
    await store.members.see(OTHER_GUILD, ADA, "Ada")
    chosen = await store.members.set_consent(GUILD, ADA, Consent.POOL, True, NOON)
    assert chosen == Consents(pool=True)
    elsewhere = await store.members.member(OTHER_GUILD, ADA)
    assert elsewhere is not None
    assert elsewhere.consents == Consents()


async def test_consenting_members_come_by_id_with_all_their_choices(store: Store):
    for member_id in (CY, ADA, BO):
        await store.members.see(GUILD, member_id, str(member_id))
    for member_id, kind in ((CY, Consent.POOL), (ADA, Consent.POOL), (ADA, Consent.COMPARE), (BO, Consent.COMPARE)):
        await store.members.set_consent(GUILD, member_id, kind, True, NOON)
    found = await store.members.consenting(GUILD, Consent.POOL)
    assert [(each.member_id, each.consents) for each in found] == [
        (ADA, Consents(compare=True, pool=True)),
        (CY, Consents(pool=True)),
    ]
    await store.members.set_consent(GUILD, CY, Consent.POOL, False, NOON)
    assert [each.member_id for each in await store.members.consenting(GUILD, Consent.POOL)] == [ADA]
    assert await store.members.consenting(OTHER_GUILD, Consent.POOL) == ()


async def test_the_consent_log_has_every_change_and_nothing_else(store: Store):
    await store.members.see(GUILD, ADA, "Ada")
    later = NOON + timedelta(days=1)
    for kind, given, at in (
        (Consent.COMPARE, False, NOON),
        (Consent.COMPARE, True, NOON),
        (Consent.COMPARE, True, later),
        (Consent.POOL, True, later),
        (Consent.COMPARE, False, later),
    ):
        await store.members.set_consent(GUILD, ADA, kind, given, at)
    changes = (await store.listening.stored_about(GUILD, ADA)).changes
    assert [(each.consent, each.given, each.at) for each in changes] == [
        (Consent.COMPARE, True, NOON),
        (Consent.POOL, True, later),
        (Consent.COMPARE, False, later),
    ]


async def test_nothing_is_chosen_for_somebody_unknown(store: Store):
    with pytest.raises(LookupError):
        await store.members.set_consent(GUILD, ADA, Consent.POOL, True, NOON)
    with pytest.raises(LookupError):
        await store.members.set_scope(GUILD, ADA, Scope("Europe/Berlin"))


async def test_a_naive_moment_is_refused(store: Store):
    await store.members.see(GUILD, ADA, "Ada")
    with pytest.raises(Exception, match="offset-naive"):
        await store.members.set_consent(GUILD, ADA, Consent.POOL, True, NOON.replace(tzinfo=None))
    known = await store.members.member(GUILD, ADA)
    assert known is not None
    assert not known.consents.pool
