"""An offer as a moderator fills it in, read strictly and answered kindly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.collective.money import parse_price, price_words
from bot.collective.proposal import parse_buyer, parse_purpose, parse_text
from bot.collective.slice_words import slice_of, slice_tables
from bot.errors import BadProposal
from bot.model.sales import Inclusion, OfferTerms, Split
from bot.model.slices import LICENCES, MOST_DIMENSIONS, Dimension, Grain, SliceTable, read_slice

OWN_TERMS = "LicenseRef-Tutti"
TERMS_DEFAULT = (
    "For the purpose above and nothing else. Not to be resold, published, or joined with other data; nobody tries to "
    "single out a member."
)
MOST_OPT_OUT_DAYS = 60
_NONE = frozenset({"", "none", "never"})


@dataclass(frozen=True, slots=True)
class OfferForm:
    """An offer that is being written; nothing in it is checked yet.

    Attributes:
        what: a preset of `bot.collective.slice_words`, or tables such as "artist x month: plays".
        days: "2024", "2024-03", "2023 to 2024".
        contributors: the least behind each row.
        most, least: the cap and the floor of a split by contribution, as prices; empty or "none": none.
        delete_by, exclusive_until: days, "2028-01-31"; empty or "none": none.
    """

    what: str = "artist preferences"
    days: str = ""
    buyer: str = ""
    price: str = ""
    purpose: str = ""
    licence: str = TERMS_DEFAULT
    contributors: int = 11
    cohorts: Grain = Grain.TOTALS
    inclusion: Inclusion = Inclusion.NOT_OBJECTING
    split: Split = Split.EQUAL
    most: str = ""
    least: str = ""
    opt_out_days: int = 3
    delete_by: str = ""
    exclusive_until: str = ""


def read_offer(form: OfferForm, today: date) -> OfferTerms:
    """The terms that are put to the vote, with their slice.

    Args:
        today: on the clock of whoever offers; days of deletion and exclusivity come after it.

    Raises:
        BadProposal: the first field that cannot be read or does not go with the others.
    """
    price_cents, currency = parse_price(form.price)
    purpose = parse_purpose(form.purpose)
    expires_on = _day(form.delete_by, "Deleted by", today)
    exclusive_until = _day(form.exclusive_until, "Exclusive until", today)
    licence = parse_text(form.licence, "Terms of use", 3, 1_000)
    named = {each.casefold(): each for each in LICENCES}.get(licence.casefold())
    spec = slice_of(
        form.what,
        form.days,
        {
            "tables": _with_cohorts(slice_tables(form.what), form.cohorts),
            "grain": form.cohorts,
            "min_contributors": form.contributors,
            "purpose": purpose,
            "licence": named or OWN_TERMS,
            "licence_terms": None if named else licence,
            "expires_on": expires_on,
            "exclusive_until": exclusive_until,
        },
    )
    if not 0 <= form.opt_out_days <= MOST_OPT_OUT_DAYS:
        raise BadProposal("Days to leave", f"choose 0 to {MOST_OPT_OUT_DAYS} days.")
    return OfferTerms(
        buyer=parse_buyer(form.buyer),
        price_cents=price_cents,
        currency=currency,
        slice_words=f"{' '.join(form.what.split())}, {form.days.strip()}",
        purpose=purpose,
        slice_spec=spec.canonical_json(),
        licence=named or licence,
        expires_on=expires_on,
        exclusive=exclusive_until is not None,
        inclusion=form.inclusion,
        split=form.split,
        cap_cents=_bound(form.most, "At most", currency, form.split),
        floor_cents=_bound(form.least, "At least", currency, form.split) or 0,
        opt_out=timedelta(days=form.opt_out_days),
    )


def form_of(terms: OfferTerms) -> OfferForm:
    """A draft's terms as they were filled in, so that nothing has to be typed twice.

    Raises:
        ValueError: the terms have no slice.
    """
    spec = read_slice(terms.slice_spec)
    what, _, days = terms.slice_words.rpartition(", ")
    return OfferForm(
        what=what,
        days=days,
        buyer=terms.buyer,
        price=price_words(terms.price_cents, terms.currency),
        purpose=terms.purpose,
        licence=terms.licence,
        contributors=spec.min_contributors,
        cohorts=spec.grain,
        inclusion=terms.inclusion,
        split=terms.split,
        most="" if terms.cap_cents is None else price_words(terms.cap_cents, terms.currency),
        least=price_words(terms.floor_cents, terms.currency) if terms.floor_cents else "",
        opt_out_days=terms.opt_out.days,
        delete_by=terms.expires_on.isoformat() if terms.expires_on else "",
        exclusive_until=spec.exclusive_until.isoformat() if spec.exclusive_until else "",
    )


def _with_cohorts(tables: tuple[SliceTable, ...], cohorts: Grain) -> tuple[SliceTable, ...]:
    if cohorts is Grain.TOTALS:
        return tables
    found = []
    for table in tables:
        if Dimension.COHORT not in table.dimensions and len(table.dimensions) == MOST_DIMENSIONS:
            raise BadProposal("Cohorts", f"{table.name} has {MOST_DIMENSIONS} dimensions already.")
        dimensions = tuple(dict.fromkeys((*table.dimensions, Dimension.COHORT)))
        found.append(SliceTable(dimensions=dimensions, measures=table.measures))
    return tuple(found)


def _bound(words: str, field: str, currency: str, split: Split) -> int | None:
    if words.strip().casefold() in _NONE:
        return None
    if split is Split.EQUAL:
        raise BadProposal(field, "that is for a split by contribution; in equal parts everybody gets the same.")
    # "5" means five of the price's own currency.
    bare = words.strip().replace(".", "").replace(",", "").isdecimal()
    cents, named = parse_price(f"{words.strip()} {currency}" if bare else words, field)
    if named != currency:
        raise BadProposal(field, f"write it in {currency}, as the price is.")
    return cents


def _day(words: str, field: str, today: date) -> date | None:
    if words.strip().casefold() in _NONE:
        return None
    try:
        found = date.fromisoformat(words.strip())
    except ValueError as error:
        raise BadProposal(field, f"I cannot read “{words.strip()[:40]}” as a day. Write “2028-01-31”.") from error
    if found <= today:
        raise BadProposal(field, "that day has passed, or is today.")
    return found
