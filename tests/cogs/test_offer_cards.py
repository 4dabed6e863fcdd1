"""Cards about offers hold what Discord takes, however long the terms, the tables and the log are."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.collective.offer_form import OfferForm, form_of, read_offer
from bot.collective.packages.preview import Preview, TablePreview
from bot.collective.payouts import PayoutPreview
from bot.collective.slice_words import can_learn, cannot_learn
from bot.collective.statements import PaidFile, RefusedRow
from bot.model.sales import (
    Balances,
    BookedEntry,
    DeliveryLink,
    Inclusion,
    Offer,
    OfferState,
    OfferStep,
    Posting,
    Share,
    Split,
)
from bot.model.slices import Grain, read_slice
from bot.usecases.sales.keep_books import Books, MarkedPaid
from bot.usecases.sales.leave_sale import PoolStanding
from bot.usecases.sales.offer_on_show import ShownOffer
from bot.usecases.sales.offer_status import OfferStatus
from bot.usecases.sales.preview_slice import ShownSlice
from cogs.render.cards import CHARACTERS, Attached, Card
from cogs.render.offer_previews import preview_card
from cogs.render.offers import offers_card, pool_card, status_card
from cogs.render.payouts import books_card, marked_card

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
THREE_TABLES = "artists, hours and moods"


def offer(rough: str, licence: int) -> Offer:
    """An offer whose words are as long as can be, in signs that Discord's markdown knows."""
    form = OfferForm(
        what=THREE_TABLES, days="2023 to 2024", buyer=rough * 80, price="999,999,999.99 PLN", purpose=rough * 300,
        licence=rough * licence, cohorts=Grain.ACTIVITY, inclusion=Inclusion.YES, split=Split.CONTRIBUTION,
        most="99,999,999.99 PLN", least="0.01 PLN", delete_by="2030-01-01", exclusive_until="2029-01-01",
    )  # fmt: skip
    return Offer(1, 123_456, read_offer(form, date(2026, 3, 1)), 5, NOON, OfferState.DRAFT)


def shown(of: Offer) -> ShownOffer:
    return ShownOffer(of, read_slice(of.terms.slice_spec), None)


def previewed(of: Offer) -> ShownSlice:
    spec = read_slice(of.terms.slice_spec)
    row = ("An artist with a name that does not end`@everyone\u202e", "2024-01", "1,234", "123,456", "1,234", "0.1234")
    table = TablePreview("artist_by_cohort", row, 12_345, (row,) * 5, 1_234, 13_579, 0.4321)
    preview = Preview((table,) * 3, 18_000, can_learn(spec), cannot_learn(spec), (1, 2, 3))
    return ShownSlice(shown(of), preview, PayoutPreview(3, 1, 2_000_000, 99_999_999_999, 1, 1, False))


def characters(card: Card) -> int:
    return sum(len(block) for block in card.blocks if isinstance(block, str))


@pytest.mark.parametrize(("rough", "licence"), [("*", 1_000), ("a", 1_000), ("<", 3)])
def test_a_preview_fits_and_all_of_it_is_in_the_file(rough: str, licence: int):
    card = preview_card(previewed(offer(rough, licence)), moderator=True)
    assert characters(card) <= CHARACTERS
    (file,) = [block for block in card.blocks if isinstance(block, Attached)]
    whole = file.content.decode()
    assert "cannot be made to forget it" in whole
    assert f"Terms of use: {(rough * licence).replace('*', chr(92) + '*').replace('<', '<' + chr(0x200B))}" in whole


def test_a_preview_of_one_table_needs_no_file_and_its_names_turn_nothing_around():
    short = read_offer(OfferForm(days="2024", buyer="Solo", price="$5", purpose="Research"), date(2026, 3, 1))
    of = Offer(1, 1, short, 5, NOON, OfferState.DRAFT)
    found = previewed(of)
    one = ShownSlice(found.shown, Preview(found.preview.tables[:1], 11, *(("x",),) * 2, (1,)), found.payout)
    card = preview_card(one, moderator=False)
    assert not any(isinstance(block, Attached) for block in card.blocks)
    texts = "\n".join(block for block in card.blocks if isinstance(block, str))
    assert "\u202e" not in texts
    assert texts.count("```") == 2


def status(steps: tuple[OfferStep, ...], missing: int = 0) -> OfferStatus:
    links = tuple(DeliveryLink(1, 123_456, 1, bytes(32), 5, NOON, NOON + timedelta(days=7)) for _ in range(60))
    entries = tuple(BookedEntry(each, Posting.SHORTFALL, 90, NOON, "*" * 150) for each in range(missing))
    balances = Balances("PLN", 99_999_999_999, 1, 2, 3, 4, 5, 6, 7)
    return OfferStatus(shown(offer("*", 1_000)), steps, 18_000, None, balances, links, entries)


def test_where_an_offer_stands_fits_and_shows_the_newest_steps():
    steps = tuple(OfferStep(123_456, seq, NOON, "rewritten", 10**18, "*" * 200) for seq in range(1, 200))
    card = status_card(status((*steps, OfferStep(123_456, 200, NOON, "closed", 10**18)), missing=40))
    assert characters(card) <= CHARACTERS
    log = card.blocks[-1]
    assert isinstance(log, str)
    assert "earlier lines" in log.splitlines()[0]
    assert log.splitlines()[-1].startswith("200. ")


def test_members_who_left_one_after_another_are_one_line_without_who():
    steps = [OfferStep(1, 1, NOON, "passed"), *[OfferStep(1, seq, NOON, "left") for seq in range(2, 42)]]
    log = status_card(status((*steps, OfferStep(1, 42, NOON, "built"), OfferStep(1, 43, NOON, "left")))).blocks[-1]
    assert isinstance(log, str)
    rows = log.splitlines()
    assert [row.split(".")[0] for row in rows] == ["1", "2–41", "42", "43"]
    assert rows[1].endswith("40 contributors left")
    assert rows[3].endswith("a contributor left")


def test_books_with_many_entries_and_files_with_many_refused_rows_fit():
    entries = tuple(BookedEntry(each, Posting.RECEIPT, 99_999, NOON, "_" * 200) for each in range(1, 500))
    shares = tuple(Share(1, 1, f"K7QM-2X9FT-{each}", None, "", 5, 0, "PLN", NOON) for each in range(100))
    of = shown(offer("*", 1_000))
    books = Books(of, Balances("PLN", 99_999_999_999, 1, 2, 3, 4, 5, 6, 7), shares, entries)
    assert characters(books_card(books)) <= CHARACTERS
    marked = marked_card(
        MarkedPaid(books, PaidFile((), tuple(RefusedRow(row, "“" + "*" * 40 + "”") for row in range(100_000)), 5))
    )
    assert characters(marked) <= CHARACTERS
    assert "99,960 rows more" in "\n".join(block for block in marked.blocks if isinstance(block, str))


def test_a_thousand_offers_fit():
    many = [offer("*", 3)] * 1_000
    assert characters(offers_card(many)) <= CHARACTERS
    standing = PoolStanding(True, 2, tuple((each, False) for each in many), tuple(many))
    assert characters(pool_card(standing)) <= CHARACTERS


def test_a_form_from_a_draft_reads_back_as_the_same_terms():
    of = offer("a", 1_000)
    assert read_offer(form_of(of.terms), date(2026, 3, 1)) == of.terms
    without = OfferForm(days="2024", buyer="Solo", price="$5", purpose="Research", most="none", delete_by="never")
    terms = read_offer(without, date(2026, 3, 1))
    assert (terms.cap_cents, terms.expires_on) == (None, None)
