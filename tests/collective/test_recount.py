"""The stand-alone script that anyone recounts a poll with."""

from __future__ import annotations

import ast
import contextlib
import hashlib
import io
import json
import runpy
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.collective.ballot_log import COLUMNS, log_csv, log_json, log_seal
from bot.collective.ballots import chain, commitment
from bot.collective.receipts import receipt_words
from bot.model.polls import Method, Receipt
from tests.collective.polls import log_of, nonce, poll_of, polls_with_choices, with_terms

SCRIPT = Path(__file__).parents[2] / "docs" / "recount.py"
CHOICES = {
    Method.YES_NO: [("yes", 5), ("no", 3), "abstain"],
    Method.SINGLE: [("1", 4), ("2", 3), ("3", 1), "abstain"],
    Method.APPROVAL: [("1,2", 4), ("2,3", 3), "3"],
    Method.RUNOFF: [("1>2>3", 4), ("2>1", 3), ("3>2", 2)],
    Method.SCHULZE: [("1>2>3", 4), ("2>3>1", 3), ("3>1>2", 2)],
    Method.SCORE: [("1=5,2=3,3=0", 4), ("1=0,2=4,3=5", 4)],
}


def run(log, *receipts, folder):
    """Exit code and output, as of `python docs/recount.py log.json "receipt"`, in this process."""
    path, page = folder / "log.json", io.StringIO()
    path.write_text(log if isinstance(log, str) else json.dumps(log), "utf-8")
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(page):
        patch.setattr(sys, "argv", [str(SCRIPT), str(path), *receipts])
        try:
            runpy.run_path(str(SCRIPT))
        except SystemExit as ended:
            return 1, str(ended.code)
    return 0, page.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("logs")


def a_log(method=Method.SINGLE, **changes):
    poll = poll_of(method, 3, electorate=20, quorum=Fraction(1, 4), threshold=Fraction(1, 3))
    entries, result = log_of(poll, *CHOICES[method], **changes)
    return json.loads(log_json(poll, entries, result))


def resealed(log):
    """The same log as somebody would write it who knows how seals are made."""
    seal = hashlib.sha256(json.dumps(log["poll"], sort_keys=True).encode()).digest()
    log["start"] = seal.hex()
    for row in log["rows"]:
        seal = hashlib.sha256(b"tutti row 1" + seal + "|".join(row[:-1]).encode()).digest()
        row[-1] = seal.hex()
    return log


# --- what it is ------------------------------------------------------------------------------------------------------


def test_it_has_at_most_a_hundred_lines():
    assert len(SCRIPT.read_text("utf-8").splitlines()) <= 100


def test_it_needs_the_standard_library_alone():
    tree = ast.walk(ast.parse(SCRIPT.read_text("utf-8")))
    imported = {alias.name for node in tree if isinstance(node, ast.Import | ast.ImportFrom) for alias in node.names}
    assert imported
    assert imported <= set(sys.stdlib_module_names)


# --- logs that are whole ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize("method", Method)
def test_a_whole_log_of_every_method_is_counted_to_the_same_result(method, form, tmp_path):
    poll = poll_of(method, 3, electorate=20, quorum=Fraction(1, 4), threshold=Fraction(1, 3))
    entries, result = log_of(poll, *CHOICES[method], superseded=[(1, 3)], withdrawn=[2])
    path = tmp_path / f"log.{form}"
    path.write_text((log_json if form == "json" else log_csv)(poll, entries, result), "utf-8")
    mine = Receipt(7, 3, entries[4].choice, nonce(5), entries[4].commitment)
    asked = [sys.executable, SCRIPT, path, receipt_words(mine)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert log_seal(poll, entries, result).hex() in done.stdout
    assert "Your ballot: row 5, counted\n" in done.stdout
    assert f"'counts': {dict(result.conclusion.counts)}" in done.stdout


@settings(max_examples=250, deadline=None)
@given(polls_with_choices(fewest_ballots=0), st.data())
def test_random_polls_are_counted_to_the_same_result(folder, asked, data):
    poll, choices = asked
    rows = range(1, len(choices) + 1)
    gone = data.draw(st.sets(st.sampled_from(rows), max_size=3)) if choices else set()
    weights = data.draw(st.dictionaries(st.sampled_from(rows), st.integers(2, 4), max_size=3)) if choices else {}
    poll = poll_of(
        poll.terms.method, max(2, len(poll.terms.options)), poll.electorate, poll.electorate * 4,
        quorum=poll.terms.rules.quorum, threshold=poll.terms.rules.threshold,
    )  # fmt: skip
    entries, result = log_of(poll, *choices, withdrawn=gone, votes=weights)
    written = data.draw(st.sampled_from([log_json, log_csv]))
    code, words = run(written(poll, entries, result), folder=folder)
    assert code == 0, words
    assert log_seal(poll, entries, result).hex() in words
    assert ("Counted again" in words) is (not 0 < result.conclusion.ballots < 5)


@pytest.mark.parametrize(
    ("method", "options", "choices", "winners"),
    [
        # Level in the third round, told apart by the second and otherwise by the first: see test_runoff.
        (Method.RUNOFF, 5, [("5", 8), ("1>2", 4), ("2>5", 3), ("3>2", 2), ("4>1", 1), ("4", 2)], ["2"]),
        (Method.SCHULZE, 4, [("1", 3), ("2>3", 3)], ["1", "2"]),  # a duel that is level is nobody's victory
        (Method.SINGLE, 3, [("1", 9), ("abstain", 1)], ["1"]),  # half of 20, which is at least half
        (Method.SINGLE, 3, [("1", 9)], []),
        (Method.SCORE, 2, [("1=0,2=0", 10)], []),
        (Method.SCORE, 2, [("1=4,2=0", 10)], ["1"]),
        (Method.SCORE, 2, [("1=4,2=0", 9), ("1=3,2=0", 1)], []),  # 39 of 50 points are not more than 78 %
    ],
)
def test_cases_at_the_edge_of_a_rule(folder, method, options, choices, winners):
    electorate = {Method.SCHULZE: 12}.get(method, 20)
    threshold = Fraction(78, 100) if method is Method.SCORE else Fraction(0)
    poll = poll_of(method, options, electorate, quorum=Fraction(1, 2), threshold=threshold)
    entries, result = log_of(poll, *choices)
    assert list(result.conclusion.winners) == winners
    code, words = run(log_json(poll, entries, result), folder=folder)
    assert (code, f"'winners': {winners}" in words) == (0, True), words


def test_a_csv_that_a_spreadsheet_saved_is_still_a_log(folder):
    poll = with_terms(poll_of(Method.SINGLE), question='Tacos, "Ramen"\u2028or Pho?')
    entries, result = log_of(poll, *CHOICES[Method.SINGLE])
    saved = "\ufeff" + log_csv(poll, entries, result).replace("\n", "\r\n")
    code, words = run(saved, folder=folder)
    assert (code, log_seal(poll, entries, result).hex() in words) == (0, True)


@pytest.mark.parametrize("row", [1, 5, 9])
def test_a_row_of_a_csv_that_was_changed_or_taken_out_is_named(folder, row):
    poll = poll_of(Method.SINGLE)
    entries, result = log_of(poll, *CHOICES[Method.SINGLE])
    lines = log_csv(poll, entries, result).split("\n")
    at = lines.index("") + 1 + row
    assert run("\n".join([*lines[:at], *lines[at + 1 :]]), folder=folder)[1].startswith(f"WRONG: row {row}")
    changed = lines[at].replace("counted", "withdrawn")
    assert run("\n".join([*lines[:at], changed, *lines[at + 1 :]]), folder=folder)[1].startswith(f"WRONG: row {row}")


def test_a_poll_that_is_open_shows_its_chain_and_no_choice(folder):
    poll = poll_of(Method.SINGLE)
    entries, result = log_of(poll, *CHOICES[Method.SINGLE], closed=False)
    log = json.loads(log_json(poll, entries, result))
    assert {(row[3], row[4], row[5], row[6]) for row in log["rows"]} == {("open", "", "", "")}
    code, words = run(log, folder=folder)
    assert (code, "Counted" in words) == (0, False)


def test_under_five_ballots_the_log_withholds_what_the_headline_withholds(folder):
    poll = poll_of(Method.SINGLE)
    entries, result = log_of(poll, "1", "1", "2", "3")
    log = json.loads(log_json(poll, entries, result))
    assert [log["poll"]["result"][name] for name in ("counts", "abstain", "reason")] == [None, None, None]
    assert {(row[4], row[5]) for row in log["rows"]} == {("", "")}
    mine = receipt_words(Receipt(7, 3, "2", nonce(3), entries[2].commitment))
    code, words = run(log, mine, folder=folder)
    assert (code, "row 3, counted" in words, "Counted again" in words) == (0, True, False)


# --- logs that were tampered with ------------------------------------------------------------------------------------


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("row", [1, 5, 9])
@pytest.mark.parametrize("change", ["another", "empty"])
def test_a_changed_field_names_its_row(folder, column, row, change):
    log = a_log()
    fields, at = log["rows"][row - 1], COLUMNS.index(column)
    fields[at] = "" if change == "empty" else {"1": "2", "0": "1"}.get(fields[at][:1], "1") + fields[at][1:]
    code, words = run(log, folder=folder)
    assert code == 1
    assert words.startswith(f"WRONG: row {row}")


@pytest.mark.parametrize("row", [1, 4, 9])
def test_a_missing_row_is_named(folder, row):
    log = a_log()
    del log["rows"][row - 1]
    code, words = run(log, folder=folder)
    assert code == 1
    last = f"WRONG: row {row} is missing, or was added"
    between = f"WRONG: row {row}: row {row + 1} stands in its place; one was left out, added or moved"
    assert words == (last if row == 9 else between)


@pytest.mark.parametrize("row", [1, 4, 8])
def test_a_missing_row_is_named_though_the_others_were_numbered_anew(folder, row):
    log = a_log()
    del log["rows"][row - 1]
    for seq, fields in enumerate(log["rows"], 1):
        fields[0] = str(seq)
    code, words = run(log, folder=folder)
    assert code == 1
    assert words.startswith(f"WRONG: row {row}")


@pytest.mark.parametrize("row", [1, 5, 10])
@pytest.mark.parametrize("numbered", [True, False])
def test_an_added_row_is_named(folder, row, numbered):
    log = a_log()
    log["rows"].insert(row - 1, list(log["rows"][2]))
    for seq, fields in enumerate(log["rows"], 1) if numbered else ():
        fields[0] = str(seq)
    code, words = run(log, folder=folder)
    assert code == 1
    assert words.startswith(f"WRONG: row {row}")


@pytest.mark.parametrize(("one", "other"), [(1, 2), (3, 7), (8, 9)])
def test_a_moved_row_is_named(folder, one, other):
    log = a_log()
    rows = log["rows"]
    rows[one - 1], rows[other - 1] = rows[other - 1], rows[one - 1]
    code, words = run(log, folder=folder)
    assert code == 1
    assert words.startswith(f"WRONG: row {one}")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("question", "What do we drink?"), ("quorum", "0/1"), ("threshold", "0/1"), ("electorate", 21), ("votes", 21),
        ("entries", 8), ("head", "00" * 32), ("root", "00" * 32), ("method", "score"), ("poll", "7/4"),
        ("options", [[1, "Tacos", ""], [2, "Pho", ""], [3, "Ramen", ""]]), ("withheld", True), ("result", None),
    ],
)  # fmt: skip
def test_a_changed_head_is_said_to_be_changed(folder, name, value):
    log = a_log()
    assert log["poll"][name] != value
    log["poll"][name] = value
    assert run(log, folder=folder) == (1, "WRONG: the head was changed: question, options, rules, dates or result")


def test_a_ballot_that_was_changed_with_all_its_seals_does_not_open_its_commitment(folder):
    log = a_log()
    log["rows"][2][4] = "3"
    code, words = run(resealed(log), folder=folder)
    assert (code, words) == (1, "WRONG: row 3: choice and nonce do not open its commitment")


def test_a_commitment_that_was_changed_with_all_its_seals_does_not_follow_in_the_chain(folder):
    log = a_log()
    log["rows"][2][1] = commitment("7/3", "3", bytes(32)).hex()
    code, words = run(resealed(log), folder=folder)
    assert (code, words) == (1, "WRONG: row 3 does not follow in the chain of commitments")


@pytest.mark.parametrize(("name", "value"), [("head", "00" * 32), ("root", "00" * 32)])
def test_a_head_or_root_that_was_changed_with_all_seals_is_found(folder, name, value):
    log = a_log()
    log["poll"][name] = value
    assert run(resealed(log), folder=folder) == (1, "WRONG: the log's head or Merkle root is another")


@pytest.mark.parametrize(
    ("rows", "message"), [(8, "row 9 is missing, or was added"), (10, "row 10 is missing, or was added")]
)
def test_rows_cut_off_or_put_on_at_the_end_with_chain_and_seals_are_found(folder, rows, message):
    log = a_log()
    key, opened = log["poll"]["poll"], nonce(10)
    log["rows"].append(["10", commitment(key, "3", opened).hex(), "", "counted", "3", opened.hex(), "1", ""])
    log["rows"][9][2] = chain([bytes.fromhex(row[1]) for row in log["rows"]])[-1].hex()
    del log["rows"][rows:]
    assert run(resealed(log), folder=folder) == (1, f"WRONG: {message}")


@pytest.mark.parametrize(
    ("name", "value"),
    [("winners", ["2"]), ("passed", False), ("counts", {"1": 4, "2": 3, "3": 2}), ("votes", 8)],
)
def test_a_result_that_does_not_follow_from_the_rows_is_found_whoever_sealed_it(folder, name, value):
    log = a_log()
    assert log["poll"]["result"][name] != value
    log["poll"]["result"][name] = value
    code, words = run(resealed(log), folder=folder)
    assert code == 1
    assert words.startswith("WRONG: counted again it is {'votes': 9, 'counts': {'1': 4, '2': 3, '3': 1}")


@pytest.mark.parametrize(("rule", "value"), [("quorum", "1/2"), ("threshold", "1/2")])
def test_a_quorum_or_threshold_that_was_missed_is_found_whoever_sealed_it(folder, rule, value):
    log = a_log()
    log["poll"][rule] = value
    code, words = run(resealed(log), folder=folder)
    assert code == 1
    assert "'winners': [], 'passed': False" in words


def test_a_vote_taken_out_as_withdrawn_is_found_whoever_sealed_it(folder):
    log = a_log()
    log["rows"][0][3:7] = ["withdrawn", "", "", ""]
    code, words = run(resealed(log), folder=folder)
    assert code == 1
    assert "counted again it is {'votes': 8" in words


def test_a_log_that_was_written_anew_from_the_start_has_another_seal_than_the_one_that_was_shown(folder):
    ours, theirs = a_log(), a_log(withdrawn=[1])
    assert run(theirs, folder=folder)[0] == 0
    assert theirs["rows"][-1][-1] != ours["rows"][-1][-1]


def test_a_receipt_of_a_ballot_that_the_log_does_not_have_is_wrong(folder):
    poll = poll_of(Method.SINGLE)
    entries, result = log_of(poll, *CHOICES[Method.SINGLE])
    mine = Receipt(7, 3, "3", nonce(1), commitment("7/3", "3", nonce(1)))
    assert run(log_json(poll, entries, result), receipt_words(mine), folder=folder) == (
        1,
        "WRONG: no row of this log was made from that receipt",
    )
