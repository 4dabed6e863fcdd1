"""`provenance.json`: where the package comes from, in the fields of the Data Provenance Standards.

Source:
    Data & Trust Alliance, Data Provenance Standards 1.1.0 (draft of the published specification; now at OASIS): 22
    fields in three groups. Element names are the specification's own, its spelling included.
"""

from __future__ import annotations

from bot.collective.packages.facts import OfferFacts
from bot.collective.packages.licence import PATH
from bot.collective.packages.offer import built_at, package_id, title
from bot.collective.slice_words import describe_slice
from bot.model.slices import LICENCES, Grain, Slice

VERSION = "1.1.0"
_USE_CODES = "https://github.com/Data-and-Trust-Alliance/DPS/Use"


def provenance(spec: Slice, facts: OfferFacts) -> dict[str, object]:
    """The metadata. What the group has not said stands as null or as an empty list, and is not left out."""
    return {"source": _source(spec, facts), "provenance": _provenance(spec, facts), "use": _use(spec)}


def _source(spec: Slice, facts: OfferFacts) -> dict[str, object]:
    return {
        "Version": VERSION,
        "Title": title(spec),
        "id": package_id(spec, facts),
        "location": None,
        "issuer": [{"Name": facts.issuer, "Address": []}],
        "description": describe_slice(spec),
    }


def _provenance(spec: Slice, facts: OfferFacts) -> dict[str, object]:
    previous = facts.previous_at
    return {
        "source": None,
        "origin": None,
        # The group's own choice of cohorts can tell continents; countries are not known to whoever builds this.
        "origin-geography": [{"country": "unknown", "state": None}],
        "date": built_at(facts),
        "previous-date": None if previous is None else previous.date().isoformat(),
        "generation-period": {"start": spec.window_start.isoformat(), "end": spec.window_end.isoformat()},
        "generation-method": [
            {
                "code": "user-generated-content",
                "system": None,
                "description": "Listening exports that members requested from their streaming services and handed "
                "over themselves, aggregated over the members who agreed.",
            }
        ],
        "format": ["text/csv", "application/vnd.apache.parquet"],
    }


def _use(spec: Slice) -> dict[str, object]:
    classes = dict.fromkeys(("PI", "PCI", "PFI", "PII", "PHI", "SPI"), "false")
    forbidden = "Finding out who the contributors are, or whether somebody is one of them."
    return {
        "classification": classes | {"other": "Aggregates of personal data"},
        "consents": ["offer.json#consent_merkle_root"],
        "privacy": _privacy(spec),
        "processing-included": [],
        "processing-excluded": [],
        "storage-allowed": [],
        "storage-forbidden": [],
        "license": LICENCES.get(spec.licence, PATH),
        "intended-purpose": [{"code": "non-ai-other", "system": _USE_CODES, "description": spec.purpose}],
        "forbidden-purpose": [
            {"code": code, "system": _USE_CODES, "description": forbidden} for code in ("non-ai-other", "ai-other")
        ],
        "propritary": {"copyright": ["no"], "patent": ["no"], "trademark": ["no"]},
    }


def _privacy(spec: Slice) -> dict[str, object]:
    tools = ["Data Minimization", "K-anonymity"]
    parameters: dict[str, object] = {
        "min_contributors": spec.min_contributors,
        "max_share_percent": spec.max_share_percent,
        "round_plays": spec.round_plays,
        "round_hours": spec.round_hours,
        "complementary_suppression": "within tables, between tables, and against earlier packages",
    }
    if spec.noise_epsilon_hundredths is not None:
        tools.append("Differential Privacy")
        parameters["epsilon"] = f"{spec.noise_epsilon_hundredths / 100:g}"
    if spec.grain is not Grain.TOTALS:
        parameters["cohorts"] = spec.grain.value
    return {"used": "yes", "tools": tools, "parameters": parameters, "score": None}
