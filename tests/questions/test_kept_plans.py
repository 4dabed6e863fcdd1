"""Plans that were made once today."""

from __future__ import annotations

from datetime import date, timedelta

from bot.model.questions import Plan
from bot.questions.kept_plans import KEPT_PLANS, KeptPlans

TODAY = date(2026, 3, 1)
PLAN = Plan.model_validate({"op": "rank", "metric": "hours", "by": "member"})


def test_a_plan_is_of_its_server_sentence_and_day():
    kept = KeptPlans()
    kept.keep(1, "who?", TODAY, PLAN)
    assert kept.plan(1, "who?", TODAY) == PLAN
    assert kept.plan(2, "who?", TODAY) is None
    assert kept.plan(1, "who else?", TODAY) is None
    assert kept.plan(1, "who?", TODAY + timedelta(days=1)) is None


def test_no_more_are_kept_than_the_bound_and_the_oldest_goes_first():
    kept = KeptPlans()
    for number in range(KEPT_PLANS + 1):
        kept.keep(1, f"{number}", TODAY, PLAN)
    assert len(kept) == KEPT_PLANS
    assert kept.plan(1, "0", TODAY) is None
    assert kept.plan(1, f"{KEPT_PLANS}", TODAY) == PLAN


def test_days_that_are_over_everywhere_are_forgotten():
    kept = KeptPlans()
    for days in range(4):
        kept.keep(1, "who?", TODAY + timedelta(days=days), PLAN)
    assert len(kept) == 2


def test_what_was_asked_is_nowhere_in_what_is_kept():
    kept = KeptPlans()
    kept.keep(1, "does my sister cry at night?", TODAY, PLAN)
    assert "sister" not in repr(vars(kept))
