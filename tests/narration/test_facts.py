from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.model.facts import FactKind
from bot.narration.facts import may_be_told, told
from bot.narration.sheets import sale_sheet
from bot.phrasebook.phrasebook import phrasebook
from tests.narration.builders import breakup, ranking, recap, whoknows


def test_a_sheet_is_told_only_if_everyone_in_it_agreed():
    assert may_be_told(breakup(87, 61, narratable=frozenset({1, 2})))
    assert not may_be_told(breakup(87, 61, narratable=frozenset({1})))
    assert not may_be_told(breakup(87, 87, 87, narratable=frozenset({1, 2})))
    assert not may_be_told(recap(narratable=frozenset({2})))
    with pytest.raises(PermissionError):
        told(breakup(87, 61, narratable=frozenset({2})))


def test_a_vote_and_an_empty_sheet_are_never_told():
    assert not may_be_told(sale_sheet("passed", offer="Hours", yes=1, no=0, abstain=0, turnout="1 of 2"))
    assert not may_be_told(breakup())


def test_a_sheet_in_another_language_is_not_told():
    assert may_be_told(ranking(87, 61))
    spanish = ranking(87, 61, book=phrasebook("es-ES"))
    assert spanish.language == "es-ES"
    assert not may_be_told(spanish)
    with pytest.raises(PermissionError):
        told(spanish)


@pytest.mark.parametrize(
    "sheet",
    [breakup(87, 61, leader_playlist="do not read"), whoknows(312, 40), ranking(87, 61), recap(), breakup(5, 5)],
)
def test_no_value_of_a_member_s_is_told(sheet):
    sent = told(sheet)
    for fact in sheet:
        if fact.kind is not FactKind.RELATION:
            assert fact.value not in sent
    assert not any(name in sent for name in ("Ada", "Bo", "Peep", "Mitski", "Joy", "87", "61", "312", "4,021"))


def test_the_structure_is_told():
    facts = {entry["role"]: entry for entry in json.loads(told(breakup(87, 61)))["facts"]}
    assert facts["leader_score"] == {"id": "f2", "kind": "score", "role": "leader_score", "belongs_to": "f1"}
    assert facts["gap"]["belongs_to"] == "f1"
    assert facts["gap"]["compared_with"] == "f3"


def test_a_relation_in_foreign_words_is_not_told():
    sheet = breakup(87, 61)
    bent = tuple(
        replace(fact, value="Ada <3") if fact.kind is FactKind.RELATION and fact.role == "gap" else fact
        for fact in sheet
    )
    with pytest.raises(ValueError, match="phrases"):
        told(replace(sheet, facts=bent))
