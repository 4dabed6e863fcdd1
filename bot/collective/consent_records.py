"""Consent records: what a member agreed to, when, for what, with whom, and how to take it back.

In the structure of ISO/IEC TS 27560:2023, written in the Data Privacy Vocabulary's JSON-LD profile for it, for other
software to read. There is no id of Discord's in a record: it has a random id, and the member is a random pseudonym
that nobody but the member is given. The `@context` stands in the file, so that reading it needs no network.

Source:
    W3C DPVCG, "Consent Records and Receipts as per ISO/IEC TS 27560 using DPV", https://w3id.org/dpv/guides/consent-27560
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from bot.collective.packages.consents import consent_commitment, consent_proof
from bot.model.members import Consent
from bot.model.receipt_words import USES
from bot.model.sales import ConsentKey, PackagedConsent
from bot.model.stored import ConsentChange

RECORD_PROFILE = "https://w3id.org/dpv/schema/dpv-27560#record"
RECEIPT_PROFILE = "https://w3id.org/dpv/schema/dpv-27560#receipt"
COMMITTED = "urn:tutti:consent:1"
CONTEXT: dict[str, Any] = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "loc": "https://w3id.org/dpv/loc#",
    "dct": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "tutti": "urn:tutti:",
}

_AGGREGATES = "dpv:SellInsightsFromData"
_SERVICE = "dpv:ServiceProvision"


@dataclass(frozen=True, slots=True)
class Controller:
    """Whoever runs this Tutti and answers for what it keeps, as the operator put it into the settings.

    Attributes:
        country: ISO 3166-1 alpha-2, upper case; "" where it is not told. Likewise the others.
    """

    name: str = ""
    address: str = ""
    contact: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class _Use:
    """What is told of one use of listening, beside the words under which a member switched it on."""

    purpose: str
    data: str
    recipients: str
    lasting: str = ""


_USES: Mapping[Consent, _Use] = {
    Consent.COMPARE: _Use(
        _SERVICE,
        "What was played and when, added up; the member's name as shown in the server.",
        "Members of the server, in answers to their questions.",
    ),
    Consent.NARRATE: _Use(
        _SERVICE,
        "How an answer is built; no names, titles or numbers.",
        "The language model that the operator of this Tutti chose, if there is one.",
    ),
    Consent.POOL: _Use(
        _AGGREGATES,
        "What was played and when, added up with that of other contributors; no row is about one member.",
        "A buyer whose offer the contributors passed by vote; and only while this consent stands at the delivery.",
        "What a buyer has by then stays with the buyer, under the terms that were voted on.",
    ),
    Consent.TAG: _Use(
        _SERVICE,
        "Titles and artists of tracks whose titles tell no mood.",
        "The language model that the operator of this Tutti chose, if there is one.",
    ),
}


def consent_record(
    key: ConsentKey,
    changes: Sequence[ConsentChange],
    controller: Controller,
    packages: Sequence[PackagedConsent] = (),
) -> dict[str, Any]:
    """One member's record of one consent, with every time it was given and withdrawn.

    Args:
        key: the record's.
        changes: the member's consent log; those of other consents are left out.
        controller: of this Tutti.
        packages: that hold the member; of those that were built on this very consent it gets the proof that it is under
            their root.

    Returns:
        JSON-LD without its `@context`, with every field that ISO/IEC TS 27560 makes mandatory. Where the consent
        stands, `tutti:commitment` has what stands for it under the root in a package, and the salt that opens it.

    Raises:
        ValueError: this consent was never given.
    """
    use = Consent(key.kind)
    own = [change for change in changes if change.consent is use]
    if not any(change.given for change in own):
        raise ValueError(f"{use} was never given")
    record = {
        "@id": f"urn:uuid:{key.record_id}",
        "@type": "dpv:ConsentRecord",
        "dct:identifier": key.record_id,
        "dct:conformsTo": {"@id": RECORD_PROFILE},
        "dpv:hasDataSubject": {
            "@id": f"urn:uuid:{key.subject}",
            "@type": "dpv:DataSubject",
            "dct:identifier": key.subject,
        },
        "dpv:hasDataController": _controller(controller),
        "dpv:hasJurisdiction": _country(controller),
        "dpv:hasLegalBasis": {"@id": "dpv:ExpressedConsent"},
        "dpv:hasProcess": _process(use, controller),
        "dpv:hasNotice": _notice(use),
        "dpv:hasConsentControl": {
            "@type": ["dpv:ProvideConsent", "dpv:WithdrawConsent"],
            "dct:description": "The switches under /privacy in the server, at any time, without a reason.",
        },
        "dpv:hasRight": {
            "@type": "dpv:DataSubjectRight",
            "dct:description": "See, download and erase everything with /privacy.",
        },
        "dpv:hasConsentStatus": [_status(change) for change in own],
    }
    if own[-1].given:
        record["tutti:commitment"] = _commitment(key, own[-1].at, packages)
    return record


def consent_receipt(records: Sequence[dict[str, Any]], receipt_id: str, at: datetime) -> bytes:
    """The file that a member downloads: all their records, with the `@context` that explains them.

    Args:
        receipt_id: a random UUID.
        at: now.

    Returns:
        UTF-8 JSON-LD, indented for reading.
    """
    receipt = {
        "@context": CONTEXT,
        "@id": f"urn:uuid:{receipt_id}",
        "@type": "dpv:ConsentReceipt",
        "dct:conformsTo": {"@id": RECEIPT_PROFILE},
        "dpv:hasIdentifier": receipt_id,
        "dct:created": _moment(at),
        "dpv:hasRecordOfActivity": list(records),
    }
    return (json.dumps(receipt, ensure_ascii=False, indent=2) + "\n").encode()


def committed_record(key: ConsentKey, given_at: datetime) -> bytes:
    """The part of a standing record that never changes, as canonical JSON: what a package's root commits to.

    Which consent, since when, the record's id and the pseudonym. Wording and controller may change while the consent
    stands, and are not in it.
    """
    stable = {
        "consent": key.kind,
        "given_at": _instant(given_at),
        "record": key.record_id,
        "schema": COMMITTED,
        "subject": key.subject,
    }
    return json.dumps(stable, sort_keys=True, separators=(",", ":")).encode()


def commitments(keys: Sequence[ConsentKey], given_at: Mapping[int, datetime]) -> list[bytes]:
    """For a worker: the leaf of each of these members, in the same order; see `consents.consent_root`.

    Args:
        keys: of one consent.
        given_at: member id -> since when it stands.

    Raises:
        KeyError: of a member it does not stand for.
    """
    return [consent_commitment(committed_record(key, given_at[key.member_id]), key.salt) for key in keys]


def _commitment(key: ConsentKey, given_at: datetime, packages: Sequence[PackagedConsent]) -> dict[str, Any]:
    text = committed_record(key, given_at)
    leaf = consent_commitment(text, key.salt)
    found = [proof for each in packages if (proof := _inclusion(each, leaf)) is not None]
    proofs = {"tutti:inclusion": found} if found else {}
    return proofs | {
        "dct:description": (
            "If you are in a package, its consent_merkle_root rests on this leaf: SHA-256 over the words “tutti "
            "consent 1”, the salt and the text, each after its length in four bytes. Each inclusion is the proof "
            "for one package (RFC 9162). Keep the salt to yourself."
        ),
        "tutti:text": text.decode(),
        "tutti:salt": key.salt.hex(),
        "tutti:leaf": leaf.hex(),
    }


def _inclusion(packaged: PackagedConsent, leaf: bytes) -> dict[str, Any] | None:
    """The proof that this leaf is under a package's root; None where it was built on an earlier consent."""
    leaves = [packaged.leaves[start : start + 32] for start in range(0, len(packaged.leaves), 32)]
    if leaf not in leaves:
        return None
    index, size, hashes = consent_proof(leaves, leaf)
    return {
        "tutti:package": packaged.digest.hex(),
        "tutti:root": packaged.root.hex(),
        "tutti:index": index,
        "tutti:size": size,
        "tutti:hashes": [each.hex() for each in hashes],
    }


def _process(use: Consent, controller: Controller) -> dict[str, Any]:
    about, (title, meaning) = _USES[use], USES[use]
    until = "Until the member takes the upload back or erases everything, with /sources or /privacy."
    return {
        "@type": "dpv:Process",
        "dct:title": title,
        "dpv:hasPurpose": {"skos:broader": {"@id": about.purpose}, "dct:description": meaning},
        "dpv:hasPersonalData": {
            "skos:broader": {"@id": "pd:Preference"},
            "dct:description": about.data,
            "dpv:hasNecessity": {"@id": "dpv:Optional"},
            "dpv:hasDataSource": {"@id": "dpv:DataSubjectDataSource"},
        },
        "dpv:hasProcessing": [{"@id": "dpv:Store"}, {"@id": "dpv:Combine"}, {"@id": "dpv:Analyse"}],
        "dpv:hasRecipient": {"@type": "dpv:Recipient", "dct:description": about.recipients},
        "dpv:hasStorageCondition": [
            {"@type": "dpv:StorageLocation", "dpv:hasLocation": _country(controller)},
            {
                "@type": "dpv:StorageDuration",
                "dpv:hasDuration": {
                    "@type": "dpv:UntilEventDuration",
                    "dct:description": f"{until} {about.lasting}".strip(),
                },
            },
        ],
    }


def _notice(use: Consent) -> dict[str, str]:
    """What was shown beside the switch; its digest tells one wording from another."""
    words = ": ".join(USES[use])
    return {
        "@id": f"urn:sha256:{hashlib.sha256(words.encode()).hexdigest()}",
        "@type": "dpv:ConsentNotice",
        "dct:language": "en",
        "dct:description": words,
    }


def _status(change: ConsentChange) -> dict[str, Any]:
    return {
        "@type": ["dpv:ConsentGiven", "dpv:ExpressedConsent"] if change.given else "dpv:ConsentWithdrawn",
        "dpv:isIndicatedBy": {"@id": "dpv:DataSubject"},
        "dpv:hasIndicationMethod": "A switch of the member's own, seen by nobody else.",
        "dpv:isIndicatedAtTime": _moment(change.at),
        "dct:valid": "Until it is withdrawn.",
    }


def _controller(controller: Controller) -> dict[str, Any]:
    """The party fields, which are mandatory: where the operator told nothing, that is what stands in them."""
    untold = "Not told by whoever runs this Tutti; ask the moderators of the server."
    name = controller.name or untold
    return {
        "@id": f"urn:uuid:{_stable_uuid(name)}",
        "@type": ["dpv:LegalEntity", "dpv:DataController"],
        "dct:identifier": _stable_uuid(name),
        "dpv:hasName": name,
        "dpv:hasAddress": controller.address or untold,
        "dpv:hasContact": controller.contact or untold,
    }


def _country(controller: Controller) -> dict[str, str]:
    if controller.country:
        return {"@id": f"loc:{controller.country}"}
    return {"dct:description": "Where whoever runs this Tutti keeps its database; which country was not told."}


def _moment(at: datetime) -> dict[str, str]:
    return {"@type": "xsd:dateTime", "@value": _instant(at)}


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _stable_uuid(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"urn:tutti:controller:{name}"))
