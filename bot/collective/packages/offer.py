"""`offer.json`: the vote that a package comes from, and how much was left out of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from uuid import NAMESPACE_URL, uuid5

from bot.collective.packages.facts import OfferFacts
from bot.collective.packages.tables import PublishedTable
from bot.collective.tally import WITHHELD_UNDER
from bot.model.slices import Slice

FORMAT = "tutti package 1"


def offer_record(
    spec: Slice, tables: Sequence[PublishedTable], contributors: int, facts: OfferFacts
) -> dict[str, object]:
    """The content of `offer.json`. Digests are in hexadecimal, `built_at` in UTC; sides of under five ballots null."""
    vote = facts.vote
    ballots = vote.yes + vote.no + vote.abstain
    # As on the vote's own card: of so few ballots, who voted what could be guessed.
    sides = None if 0 < ballots < WITHHELD_UNDER else vote
    return {
        "format": FORMAT,
        "offer": facts.offer,
        "offer_sha256": facts.offer_sha256.hex(),
        "slice_sha256": spec.sha256.hex(),
        "vote": {
            "electorate": vote.electorate,
            "ballots": ballots,
            "yes": sides and sides.yes,
            "no": sides and sides.no,
            "abstain": sides and sides.abstain,
        },
        "min_contributors": spec.min_contributors,
        "contributors": contributors,
        "tables": [
            {
                "name": table.spec.name,
                "rows": len(table.rows),
                "cells": table.all_cells,
                "suppressed": table.suppressed,
                "published_share_of_plays": table.published_share,
            }
            for table in tables
        ],
        "suppressed": sum(table.suppressed for table in tables),
        "consent_merkle_root": facts.consent_root.hex(),
        "built_at": built_at(facts),
    }


def title(spec: Slice) -> str:
    """What the package is called, from its spec alone."""
    tables = ", ".join(" by ".join(each.value for each in table.dimensions) for table in spec.tables)
    return f"Listening of a group: {tables}; {spec.window_start} to {spec.window_end}"


def package_id(spec: Slice, facts: OfferFacts) -> str:
    """A name that no other package has: a UUID made of offer, slice and time (RFC 9562, version 5)."""
    return uuid5(NAMESPACE_URL, f"{facts.offer_sha256.hex()}/{spec.sha256.hex()}/{built_at(facts)}").urn


def built_at(facts: OfferFacts) -> str:
    """When it was built, in UTC to the second: 2026-03-01T12:00:00Z."""
    return facts.built_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
