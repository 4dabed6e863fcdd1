from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given

from bot.collective.ballot_log import COLUMNS, log_csv, log_json, log_seal
from bot.model.polls import Method
from tests.collective.polls import log_of, nonce, poll_of, polls_with_choices, with_terms

POLL = poll_of(Method.SINGLE, electorate=20, quorum=Fraction(1, 4), threshold=Fraction(1, 2))
CHOICES = [("1", 4), ("2", 2), "abstain"]


def read_csv(page):
    head, rows = page.split("\n\n")
    told = {name: json.loads(value) for name, value in csv.reader(io.StringIO(head))}
    return told, list(csv.reader(io.StringIO(rows)))


def test_the_head_holds_everything_that_a_recount_needs():
    entries, result = log_of(POLL, *CHOICES)
    head = json.loads(log_json(POLL, entries, result))["poll"]
    assert head == {
        "format": "tutti ballot log 1",
        "poll": "7/3",
        "question": "What do we eat?",
        "method": "single",
        "options": [[1, "Tacos", ""], [2, "Ramen", ""], [3, "Pho", ""]],
        "quorum": "1/4",
        "threshold": "1/2",
        "electorate": 20,
        "votes": 20,
        "secret": True,
        "changeable": True,
        "delegation": False,
        "opened_at": "2026-11-02T18:00:00+00:00",
        "closes_at": "2026-11-05T18:00:00+00:00",
        "closed_at": "2026-11-05T18:00:00+00:00",
        "entries": 7,
        "head": result.log_head.hex(),
        "root": result.log_root.hex(),
        "withheld": False,
        "result": {
            "ballots": 7,
            "votes": 7,
            "delegated": 0,
            "counts": {"1": 4, "2": 2, "3": 0},
            "abstain": 1,
            "winners": ["1"],
            "passed": True,
            "reason": "over threshold",
        },
    }


def test_a_row_is_counted_superseded_or_withdrawn():
    entries, result = log_of(POLL, *CHOICES, superseded=[(1, 4)], withdrawn=[2])
    rows = json.loads(log_json(POLL, entries, result))["rows"]
    assert [row[3:7] for row in rows[:3]] == [
        ["superseded by 4", "", "", ""],
        ["withdrawn", "", "", ""],
        ["counted", "1", nonce(3).hex(), "1"],
    ]
    assert [row[1:3] for row in rows] == [[entry.commitment.hex(), entry.chain.hex()] for entry in entries]


@given(polls_with_choices())
def test_csv_and_json_hold_the_same(asked):
    poll, choices = asked
    entries, result = log_of(poll, *choices)
    told = json.loads(log_json(poll, entries, result))
    head, (columns, *rows) = read_csv(log_csv(poll, entries, result))
    assert head == {**told["poll"], "start": told["start"]}
    assert (tuple(columns), rows) == (COLUMNS, told["rows"])
    assert tuple(told["columns"]) == COLUMNS


def test_the_seal_is_the_last_rows_and_of_an_empty_log_the_heads():
    entries, result = log_of(POLL, *CHOICES)
    assert json.loads(log_json(POLL, entries, result))["rows"][-1][-1] == log_seal(POLL, entries, result).hex()
    none, nobody = log_of(POLL)
    assert json.loads(log_json(POLL, none, nobody))["start"] == log_seal(POLL, none, nobody).hex()


@pytest.mark.parametrize(
    "change",
    [
        {"question": "What do we drink?"},
        {"rules": replace(POLL.terms.rules, quorum=Fraction(1, 5))},
        {"options": POLL.terms.options[::-1]},
    ],
)
def test_whatever_changes_in_the_terms_changes_the_seal(change):
    entries, result = log_of(POLL, *CHOICES)
    assert log_seal(with_terms(POLL, **change), entries, result) != log_seal(POLL, entries, result)


def test_whatever_changes_in_a_row_changes_the_seal():
    entries, result = log_of(POLL, *CHOICES)
    heavier = (*entries[:2], replace(entries[2], votes=2), *entries[3:])
    assert log_seal(POLL, heavier, result) != log_seal(POLL, entries, result)


def test_a_question_that_begins_like_a_formula_is_none_in_a_spreadsheet():
    poll = with_terms(POLL, question='=HYPERLINK("http://evil.example", "click")')
    entries, result = log_of(poll, *CHOICES)
    page = log_csv(poll, entries, result)
    assert read_csv(page)[0]["question"] == poll.terms.question
    assert not any(field.startswith(("=", "+", "-", "@")) for row in csv.reader(io.StringIO(page)) for field in row)


def test_a_row_that_went_after_the_close_is_missed():
    entries, result = log_of(POLL, *CHOICES)
    head = json.loads(log_json(POLL, entries[:-1], result))["poll"]
    assert (head["entries"], head["head"]) == (7, entries[-1].chain.hex())


def test_the_log_names_nobody():
    entries, result = log_of(POLL, *CHOICES)
    head = json.loads(log_json(POLL, entries, result))["poll"]
    assert not {"members", "roll", "created_by", "member_id"} & head.keys()
    assert "member" not in "".join(COLUMNS)
