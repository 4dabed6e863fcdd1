from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.collective.ballots import commitment, poll_key
from bot.collective.receipts import Finding, ReceiptFinding, find_receipt, parse_receipt, receipt_words
from bot.errors import BadReceipt
from bot.model.polls import Method, Receipt
from tests.collective.polls import choices_for, log_of, nonce, poll_of, terms_of

POLL = poll_of(Method.RUNOFF)
CHOICES = [("3>1>2", 3), ("1", 2), "abstain"]


def receipt(choice="3>1>2", seq=2, guild_id=7, poll_id=3):
    made = commitment(poll_key(guild_id, poll_id), choice, nonce(seq))
    return Receipt(guild_id, poll_id, choice, nonce(seq), made)


def test_a_receipt_is_one_line_of_five_words():
    told = receipt()
    assert receipt_words(told) == f"tutti-1 7/3 3>1>2 {nonce(2).hex()} {told.commitment.hex()[:8]}"


@given(st.data(), st.sampled_from(list(Method)), st.integers(1, 2**63), st.integers(1, 10**6))
def test_every_receipt_is_read_back_as_it_was(data, method, guild_id, poll_id):
    told = receipt(data.draw(choices_for(terms_of(method))), 5, guild_id, poll_id)
    assert parse_receipt(receipt_words(told)) == told


@pytest.mark.parametrize("around", ["  {}\n", "`{}`", "```\n{}\n```"])
def test_what_stands_around_a_pasted_receipt_does_not_matter(around):
    assert parse_receipt(around.format(receipt_words(receipt()))) == receipt()


def test_a_receipt_that_was_broken_over_lines_is_read():
    assert parse_receipt(receipt_words(receipt()).replace(" ", "\n")) == receipt()


@pytest.mark.parametrize(
    "change",
    [("3>1>2", "1>3>2"), ("7/3", "7/4"), ("7/3", "8/3"), (nonce(2).hex(), nonce(1).hex())],
)
def test_a_receipt_that_was_changed_is_told_from_one_that_is_missing(change):
    with pytest.raises(BadReceipt, match=r"This receipt was changed, or not copied whole\. Paste the whole line"):
        parse_receipt(receipt_words(receipt()).replace(*change))


@pytest.mark.parametrize(
    "words",
    ["", "hello", "tutti-1 7/3 yes", "tutti-2 7/3 yes " + "0" * 64 + " 00000000", "tutti-1 7/3 yes " + "0" * 63 + " 0"],
)
def test_what_is_no_receipt_is_refused(words):
    with pytest.raises(BadReceipt, match="This is not a receipt of mine"):
        parse_receipt(words)


@given(st.text(max_size=120))
def test_whatever_is_pasted_is_a_receipt_or_refused(words):
    with pytest.raises(BadReceipt):
        parse_receipt(words)


# --- in the log ------------------------------------------------------------------------------------------------------


def test_a_counted_ballot_is_found_with_what_it_weighed():
    entries, _ = log_of(poll_of(Method.RUNOFF, votes=90), *CHOICES, votes={2: 4})
    assert find_receipt(receipt(), entries) == ReceiptFinding(Finding.COUNTED, 2, votes=4)


def test_while_the_poll_is_open_the_ballot_stands_in_the_log():
    entries, _ = log_of(POLL, *CHOICES, closed=False)
    assert find_receipt(receipt(), entries) == ReceiptFinding(Finding.STANDS, 2)


def test_a_ballot_that_was_replaced_says_by_which():
    entries, _ = log_of(POLL, *CHOICES, superseded=[(2, 5)])
    assert find_receipt(receipt(), entries) == ReceiptFinding(Finding.SUPERSEDED, 2, superseded_by=5)


def test_a_ballot_whose_member_erased_everything_is_withdrawn():
    entries, _ = log_of(POLL, *CHOICES, withdrawn=[2])
    assert find_receipt(receipt(), entries) == ReceiptFinding(Finding.WITHDRAWN, 2)


def test_a_ballot_that_the_log_does_not_have_is_missing():
    entries, _ = log_of(POLL, *CHOICES)
    assert find_receipt(receipt("1>2"), entries) == ReceiptFinding(Finding.MISSING)


def test_in_a_log_that_was_tampered_with_nothing_is_found_but_the_row():
    entries, _ = log_of(POLL, *CHOICES)
    damaged = (entries[0], *entries[2:])
    assert find_receipt(receipt(), damaged) == ReceiptFinding(Finding.BROKEN_LOG, 3)


def test_a_row_that_shows_another_choice_than_its_receipt_is_named():
    entries, _ = log_of(POLL, *CHOICES)
    damaged = (entries[0], replace(entries[1], choice="1"), *entries[2:])
    assert find_receipt(receipt(), damaged) == ReceiptFinding(Finding.OTHERWISE, 2)
