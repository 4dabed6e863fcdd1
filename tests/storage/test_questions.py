from __future__ import annotations

from datetime import timedelta

from bot.model.asked_questions import AskedQuestion
from bot.model.questions import Plan
from storage import Store
from tests.storage.builders import ADA, BO, GUILD, NOON, OTHER_GUILD

PLAN = Plan.model_validate(
    {"op": "rank", "metric": "plays", "by": "member", "members": ["恵美"], "filters": {"hours": [3, 4]}}
)
LONG_AGO = NOON - timedelta(days=90)


async def keep(store: Store, question_id: int, asker: int = ADA, channel: int = 7, minutes: int = 0) -> AskedQuestion:
    await store.members.see(GUILD, asker, f"Member {asker}")
    asked = AskedQuestion(
        GUILD, question_id, asker, channel, f"question {question_id}?", PLAN, NOON + timedelta(minutes=minutes)
    )
    await store.questions.keep(asked, forget_before=LONG_AGO)
    return asked


async def test_a_question_comes_back_as_it_was_asked(store: Store):
    asked = await keep(store, 5)
    assert await store.questions.question(GUILD, 5) == asked
    assert await store.questions.question(OTHER_GUILD, 5) is None
    assert await store.questions.question(GUILD, 6) is None


async def test_how_else_a_question_can_be_read_is_kept_with_who_read_it(store: Store):
    await store.members.see(GUILD, ADA, "Ada")
    other = Plan.model_validate({"op": "value", "metric": "hours"})
    asked = AskedQuestion(GUILD, 5, ADA, 7, "question?", PLAN, NOON, planned_by="model-1", other=other)
    await store.questions.keep(asked, forget_before=LONG_AGO)
    assert await store.questions.question(GUILD, 5) == asked


async def test_the_latest_is_the_members_own_in_that_channel_since_then(store: Store):
    await keep(store, 1)
    second = await keep(store, 2, minutes=1)
    await keep(store, 3, asker=BO, minutes=2)
    await keep(store, 4, channel=8, minutes=3)
    assert await store.questions.latest(GUILD, ADA, 7, NOON) == second
    assert await store.questions.latest(GUILD, ADA, 7, NOON + timedelta(minutes=2)) is None


async def test_recent_are_ones_own_and_those_that_others_posted(store: Store):
    await keep(store, 1)
    await keep(store, 2, asker=BO, minutes=1)
    await keep(store, 3, asker=BO, minutes=2)
    await store.questions.mark_posted(GUILD, 2)
    assert [each.question_id for each in await store.questions.recent(GUILD, ADA)] == [2, 1]
    assert [each.posted for each in await store.questions.recent(GUILD, ADA)] == [True, False]
    assert [each.question_id for each in await store.questions.recent(GUILD, BO)] == [3, 2]


async def test_questions_are_forgotten_after_their_time(store: Store):
    await keep(store, 1)
    await store.questions.mark_posted(GUILD, 1)
    await keep(store, 2)
    later = AskedQuestion(GUILD, 3, ADA, 7, "later?", PLAN, NOON + timedelta(days=91))
    await store.questions.keep(later, forget_before=NOON + timedelta(days=1))
    assert [each.question_id for each in await store.questions.recent(GUILD, ADA)] == [3]


async def test_questions_go_with_their_asker(store: Store):
    await keep(store, 1)
    await keep(store, 2, asker=BO)
    await store.members.erase(GUILD, ADA)
    assert await store.questions.question(GUILD, 1) is None
    assert await store.questions.question(GUILD, 2) is not None
