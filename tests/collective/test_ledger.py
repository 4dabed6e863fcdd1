from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.collective.ledger import (
    ALPHABET,
    balances,
    division,
    first_fault,
    new_references,
    payout,
    payout_taken_back,
    read_reference,
    receipt,
    release,
    shortfall,
    taken_back,
)
from bot.collective.payouts import shares as equal_shares
from bot.errors import LedgerRefused
from bot.model.sales import Account, Balances, Entry, LedgerLine, Leg, Posting, Share

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PRICE = Entry(Posting.PRICE, "USD", (Leg(Account.BUYER, 1_000), Leg(Account.POT, -1_000)))
REFERENCES = dict(zip((1, 2, 3), new_references(3, Random(3).randrange), strict=True))


def books(*entries: Entry) -> list[LedgerLine]:
    """The lines of these entries, as storage writes them."""
    number = count(1)
    return [
        LedgerLine(
            1, next(number), transaction, 5, entry.posting, leg.account, leg.cents, entry.currency, NOON,
            leg.reference, leg.member_id, entry.note, entry.reverses,
        )
        for transaction, entry in enumerate(entries, 1)
        for leg in entry.legs
    ]  # fmt: skip


def share(member_id: int | None, owed: int, paid: int = 0, reference: str = "") -> Share:
    return Share(1, 5, reference or REFERENCES[member_id or 3], member_id, "Ada", owed, paid, "USD", NOON)


def divided(*, minus: int = 0) -> list[Entry]:
    """1,000 cents, of which 1,000 came in, or less by a shortfall, in equal parts among three."""
    came = [PRICE, receipt(1_000 - minus, "USD"), *([shortfall(minus, "USD", "bank fee")] if minus else [])]
    split = equal_shares(1_000 - minus, [1, 2, 3])
    return [*came, division(balances(books(*came)), split, REFERENCES)]


def test_a_sale_from_price_to_last_payout_leaves_nothing_anywhere():
    entries = [*divided(), payout([(share(1, 334), 334), (share(2, 333), 333)], "file 7")]
    standing = balances(books(*entries))
    assert standing == Balances("USD", price=1_000, received=1_000, held=333, owed=333, paid=667)
    entries.append(payout([(share(3, 333), 333)]))
    assert balances(books(*entries)) == Balances("USD", price=1_000, received=1_000, paid=1_000)
    assert first_fault(books(*entries)) is None


def test_a_bank_s_fee_is_written_down_and_only_what_came_in_is_divided():
    standing = balances(books(*divided(minus=25)))
    assert standing == Balances("USD", price=1_000, received=975, shortfall=25, held=975, owed=975)
    assert divided(minus=25)[2].note == "bank fee"
    assert first_fault(books(*divided(minus=25))) is None


def test_nothing_is_divided_while_the_buyer_owes_a_part():
    standing = balances(books(PRICE, receipt(975, "USD")))
    with pytest.raises(LedgerRefused, match="still owes"):
        division(standing, equal_shares(975, [1, 2, 3]), REFERENCES)


def test_a_split_that_loses_or_invents_a_cent_is_refused():
    standing = balances(books(PRICE, receipt(1_000, "USD")))
    for cents in (999, 1_001):
        with pytest.raises(LedgerRefused, match="not what is there"):
            division(standing, equal_shares(cents, [1, 2, 3]), REFERENCES)


def test_a_share_of_nothing_has_no_line():
    came = [PRICE, receipt(1_000, "USD")]
    entry = division(balances(books(*came)), {1: 1_000, 2: 0}, REFERENCES)
    assert [leg.member_id for leg in entry.legs] == [None, 1]


def test_a_payment_that_did_not_arrive_is_open_again():
    entries = [*divided(), payout([(share(1, 334), 334)])]
    entries.append(payout_taken_back(share(1, 334, 334), 334, 4, "bounced"))
    standing = balances(books(*entries))
    assert (standing.owed, standing.held, standing.paid) == (1_000, 1_000, 0)
    assert entries[-1].reverses == 4
    assert first_fault(books(*entries)) is None
    with pytest.raises(LedgerRefused, match="was paid less"):
        payout_taken_back(share(1, 334, 100), 101, 4)


def test_money_that_went_back_is_owed_by_the_buyer_again():
    came = books(PRICE, receipt(400, "USD"))
    again = taken_back([line for line in came if line.transaction == 2])
    assert balances(books(PRICE, receipt(400, "USD"), again)) == Balances("USD", price=1_000, buyer=1_000, pot=1_000)
    with pytest.raises(LedgerRefused, match="takes another back"):
        taken_back([line for line in books(PRICE, receipt(400, "USD"), again) if line.transaction == 3])


@pytest.mark.parametrize("entry", [PRICE, divided()[-1]])
def test_prices_and_splits_are_not_taken_back(entry: Entry):
    with pytest.raises(LedgerRefused, match="can be taken back"):
        taken_back(books(entry))


def test_nobody_is_paid_more_than_is_open():
    with pytest.raises(LedgerRefused, match="owed less"):
        payout([(share(1, 334, 300), 35)])
    with pytest.raises(LedgerRefused, match="nobody"):
        payout([])


@pytest.mark.parametrize("cents", [0, -5])
def test_amounts_are_above_nothing(cents: int):
    for make in (
        lambda: receipt(cents, "USD"),
        lambda: shortfall(cents, "USD", "x"),
        lambda: payout([(share(1, 9), cents)]),
    ):
        with pytest.raises(LedgerRefused, match="above 0"):
            make()


def test_a_shortfall_needs_its_reason():
    with pytest.raises(LedgerRefused, match="reason"):
        shortfall(25, "USD", "  ")


def test_a_share_that_nobody_can_claim_is_released_after_a_year():
    gone, others = share(None, 333), [share(1, 334, 334), share(2, 333)]
    year = NOON + timedelta(days=365)
    with pytest.raises(LedgerRefused, match="waits until 2027-03-01"):
        release(gone, others, year - timedelta(seconds=1))
    entry = release(gone, [*others, gone], year)
    first, second = sorted(others, key=lambda each: each.reference)
    assert [(leg.reference, leg.cents) for leg in entry.legs] == [
        (gone.reference, 333), (first.reference, -167), (second.reference, -166),
    ]  # fmt: skip
    assert first_fault(books(*divided(), entry)) is None


def test_a_member_s_share_is_never_released():
    with pytest.raises(LedgerRefused, match="not an open share"):
        release(share(1, 334), [share(2, 333)], NOON + timedelta(days=9_999))
    with pytest.raises(LedgerRefused, match="not an open share"):
        release(share(None, 334, 334), [share(2, 333)], NOON + timedelta(days=9_999))
    with pytest.raises(LedgerRefused, match="nobody is left"):
        release(share(None, 334), [share(None, 333)], NOON + timedelta(days=9_999))


@given(st.integers(3, 10**7), st.integers(0, 10**5), st.integers(1, 40), st.randoms(use_true_random=False))
def test_whatever_happens_in_order_the_books_have_no_fault(price: int, fee: int, members: int, random: Random):
    fee = min(fee, price - 1)
    entries = [Entry(Posting.PRICE, "EUR", (Leg(Account.BUYER, price), Leg(Account.POT, -price)))]
    left = price - fee
    while left:
        part = random.randint(1, left)
        entries.append(receipt(part, "EUR"))
        left -= part
    if fee:
        entries.append(shortfall(fee, "EUR", "fee"))
    split = equal_shares(price - fee, range(members))
    references = dict(enumerate(new_references(members, random.randrange)))
    entries.append(division(balances(books(*entries)), split, references))
    open_shares = [
        replace(share(1, cents, reference=references[each]), currency="EUR") for each, cents in split.items() if cents
    ]
    some = random.sample(open_shares, random.randint(0, len(open_shares)))
    entries.extend(payout([(each, random.randint(1, each.owed))]) for each in some)
    lines = books(*entries)
    assert first_fault(lines) is None
    standing = balances(lines)
    assert standing.owed + standing.paid == standing.received == price - fee


def _with(lines: list[LedgerLine], place: int, **changes: object) -> list[LedgerLine]:
    return [*lines[:place], replace(lines[place], **changes), *lines[place + 1 :]]


def _moved(cents: int) -> list[LedgerLine]:
    """A release that takes from what is held; of nothing, a split of a part."""
    if cents:
        entry = Entry(Posting.RELEASE, "USD", (Leg(Account.HELD, cents), Leg(Account.OWED, -cents, REFERENCES[1], 1)))
    else:
        entry = Entry(Posting.SPLIT, "USD", (Leg(Account.POT, 900), Leg(Account.OWED, -900, REFERENCES[1], 1)))
    return [replace(line, transaction=99) for line in books(entry)]


@pytest.mark.parametrize(
    ("tamper", "fault"),
    [
        (lambda lines: _with(lines, 3, cents=-999), "add up"),
        (lambda lines: lines[:-1], "add up"),
        (lambda lines: _with(lines, 5, currency="EUR"), "currencies"),
        (lambda lines: _with(_with(lines, 5, cents=400), 4, cents=266), "too much"),
        (lambda lines: lines[2:], "wrong side"),
        (lambda lines: lines[:2] + lines[4:], "wrong side"),
        (lambda lines: _with(lines, 2, posting=Posting.PAYOUT), "The price is not"),
        (lambda lines: [*lines, *_moved(-5)], "held and paid"),
        (lambda lines: [*lines[:4], *_moved(0)], "What is owed"),
    ],
)
def test_books_that_were_tampered_with_are_found_out(tamper, fault: str):
    lines = books(*divided())
    assert first_fault(lines) is None
    assert fault in (first_fault(tamper(lines)) or "")


def test_references_are_random_different_and_read_however_they_are_typed():
    found = new_references(500, Random(1).randrange)
    assert len(set(found)) == 500
    assert all(read_reference(each) == each for each in found)
    assert read_reference(f" {found[0].lower().replace('-', ' ')} ") == found[0]


def test_a_slip_in_a_reference_shows():
    (reference,) = new_references(1, Random(7).randrange)
    signs = reference.replace("-", "")
    for place, sign in enumerate(signs):
        for other in ALPHABET.replace(sign, ""):
            assert read_reference(signs[:place] + other + signs[place + 1 :]) is None
        for there in range(place + 1, len(signs)):
            if signs[there] != sign:
                swapped = list(signs)
                swapped[place], swapped[there] = swapped[there], swapped[place]
                assert read_reference("".join(swapped)) is None
    assert read_reference(signs[:-1]) is None
    assert read_reference("") is None
