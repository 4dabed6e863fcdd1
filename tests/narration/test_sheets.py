from __future__ import annotations

import pytest

from bot.model.facts import Fact, FactKind, FactSheet
from bot.narration.sheets import RELATION_PHRASES, breakup_sheet, relation, sale_sheet, whoknows_sheet
from bot.phrasebook.phrasebook import phrasebook
from tests.narration.builders import EVERYONE, breakup, ranking, recap, standing, whoknows


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (50, 50, "level"),
        (54.9, 50, "just_ahead"),
        (55, 50, "ahead"),
        (99, 50, "ahead"),
        (100, 50, "far_ahead"),
        (1, 0, "far_ahead"),
    ],
)
def test_comparisons_follow_the_documented_bounds(left, right, expected):
    assert relation(left, right) == expected


@pytest.mark.parametrize(
    ("amounts", "shape"), [((), "nobody"), ((87,), "lone"), ((87, 61), "clear"), ((87, 87, 3), "tie"), ((0, 0), "tie")]
)
def test_the_shape_follows_the_amounts(amounts, shape):
    assert breakup(*amounts).shape == shape
    assert whoknows(*amounts).shape == shape


def test_all_who_play_it_are_counted_and_a_track_is_a_track():
    level = [standing(1, "Ada", 3), standing(2, "Bo", 2)]
    sheet = whoknows_sheet("“Hurt” by Johnny Cash", level, EVERYONE, kind=FactKind.TRACK, listeners=14)
    assert sheet.by_role["listeners"].value == "14 members"
    assert sheet.by_role["artist"].kind is FactKind.TRACK
    assert whoknows_sheet("Mitski", level, EVERYONE).by_role["listeners"].value == "2 members"


def test_amounts_that_read_the_same_are_a_tie():
    level = [standing(1, "Ada", 61.4), standing(2, "Bo", 61.3)]
    level = [type(each)(each.member_id, each.name, each.amount, "61 of 100") for each in level]
    sheet = breakup_sheet(level, EVERYONE)
    assert sheet.shape == "tie"
    assert sheet.by_role["tied"].value == "Ada and Bo"
    assert sheet.by_role["tied"].about == {1, 2}


def test_a_clear_sheet_says_who_is_before_whom_in_our_own_phrases():
    sheet = breakup(87, 61, 20)
    gap = sheet.by_role["gap"]
    assert (gap.of, gap.to) == (sheet.by_role["leader"].id, sheet.by_role["second"].id)
    assert gap.value in RELATION_PHRASES
    assert gap.about == {1, 2}
    assert sheet.about == {1, 2}  # the third is not shown in words


def test_many_level_members_are_listed_and_the_rest_counted():
    sheet = breakup_sheet([standing(i, f"M{i}", 50) for i in range(1, 8)], EVERYONE)
    assert sheet.by_role["tied"].value == "M1, M2, M3 and 4 others"


def test_a_recap_without_listening_is_empty():
    assert recap().shape == "lone"
    assert recap(hours="", plays="").shape == "nobody"


def test_a_sale_is_about_no_single_member():
    sheet = sale_sheet("passed", offer="Hours", yes=20, no=1, abstain=0, turnout="21 of 40")
    assert sheet.about == frozenset()


def test_a_sheet_refuses_unknown_ends_double_roles_and_foreign_shapes():
    name = Fact("f1", "leader", FactKind.MEMBER, "Ada")
    with pytest.raises(ValueError, match="unknown"):
        FactSheet("whoknows", "lone", (name, Fact("f2", "x", FactKind.HOURS, "1", of="f9")))
    with pytest.raises(ValueError, match="unique"):
        FactSheet("whoknows", "lone", (name, Fact("f2", "leader", FactKind.HOURS, "1")))
    with pytest.raises(ValueError, match="no shape"):
        FactSheet("recap", "passed", (name,))


def test_the_digest_changes_with_any_value():
    assert breakup(87, 61).digest == breakup(87, 61).digest
    assert breakup(87, 61).digest != breakup(87, 62).digest


def test_who_is_first_by_date_or_by_least_is_not_ahead_by_an_amount():
    sheet = ranking(3, 8, by_ratio=False)
    assert sheet.shape == "clear"
    assert not {"gap", "standing"} & set(sheet.by_role)
    assert ranking(3, 3, 8, by_ratio=False).by_role["tied"].value == "Ada and Bo Peep"


def test_a_sheet_speaks_one_language():
    sheet = ranking(87, 61, book=phrasebook("pl"))
    assert sheet.by_role["gap"].value in {phrasebook("pl").translated(phrase) for phrase in RELATION_PHRASES}
    assert sheet.by_role["gap"].value not in RELATION_PHRASES
    assert ranking(87, 61, book=phrasebook("pl"), left_out=2).by_role["left_out"].value == "2 osoby"
