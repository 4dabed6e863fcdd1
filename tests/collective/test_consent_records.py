from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.collective.consent_records import (
    Controller,
    commitments,
    committed_record,
    consent_receipt,
    consent_record,
)
from bot.collective.packages.consents import consent_commitment, consent_proof, consent_root, verify_consent
from bot.model.members import Consent
from bot.model.sales import ConsentKey, PackagedConsent
from bot.model.stored import ConsentChange

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ADA = 7_001_234_567_890_123_456
SUBJECT = "6f1c1f0e-3d43-4c5b-8a38-5f6f6a1f0001"
OPERATOR = Controller("Ada's group", "1 Analytical Row, London", "ada@example.org", "GB")

REQUIRED = {
    "dct:identifier", "dct:conformsTo", "dpv:hasDataSubject", "dpv:hasDataController", "dpv:hasJurisdiction",
    "dpv:hasProcess", "dpv:hasNotice", "dpv:hasConsentControl", "dpv:hasConsentStatus",
}  # fmt: skip
REQUIRED_OF_PROCESS = {"dpv:hasPurpose", "dpv:hasPersonalData", "dpv:hasRecipient", "dpv:hasStorageCondition"}
REQUIRED_OF_PARTY = {"dct:identifier", "dpv:hasName", "dpv:hasAddress", "dpv:hasContact"}
REQUIRED_OF_EVENT = {"@type", "dpv:isIndicatedBy", "dpv:isIndicatedAtTime", "dct:valid"}


def key(kind: Consent = Consent.POOL, number: int = 1) -> ConsentKey:
    return ConsentKey(ADA, kind.value, f"6f1c1f0e-3d43-4c5b-8a38-5f6f6a1f10{number:02}", SUBJECT, bytes([number]) * 32)


def given(*kinds: Consent, on: bool = True, at: datetime = NOON) -> list[ConsentChange]:
    return [ConsentChange(kind, on, at) for kind in kinds]


def download(*records: dict[str, Any]) -> dict[str, Any]:
    """As the member's own software reads the file."""
    found: dict[str, Any] = json.loads(consent_receipt(records, "6f1c1f0e-3d43-4c5b-8a38-5f6f6a1f9999", NOON + DAY))
    return found


def terms(node: object) -> Iterator[str]:
    """Every key and every reference of a JSON-LD document, its context aside."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name == "@context":
                continue
            yield name
            if name in ("@id", "@type"):
                yield from [value] if isinstance(value, str) else value
            else:
                yield from terms(value)
    elif isinstance(node, list):
        for each in node:
            yield from terms(each)


@pytest.mark.parametrize("controller", [OPERATOR, Controller()])
@pytest.mark.parametrize("kind", list(Consent))
def test_a_record_has_every_field_that_the_standard_makes_mandatory(kind: Consent, controller: Controller):
    record = consent_record(key(kind), given(kind), controller)
    assert record.keys() >= REQUIRED
    assert record["dpv:hasProcess"].keys() >= REQUIRED_OF_PROCESS
    assert record["dpv:hasDataController"].keys() >= REQUIRED_OF_PARTY
    assert all(record["dpv:hasDataController"][name] for name in REQUIRED_OF_PARTY)
    assert all(event.keys() >= REQUIRED_OF_EVENT for event in record["dpv:hasConsentStatus"])
    assert {part["@type"] for part in record["dpv:hasProcess"]["dpv:hasStorageCondition"]} == {
        "dpv:StorageLocation", "dpv:StorageDuration",
    }  # fmt: skip
    assert record["dpv:hasNotice"]["dct:language"] == "en"


def test_every_prefix_of_the_file_is_explained_in_it_and_nothing_is_fetched():
    found = download(*(consent_record(key(kind), given(kind), OPERATOR) for kind in Consent))
    assert isinstance(found["@context"], dict)
    assert all(isinstance(value, str) for value in found["@context"].values())
    known = found["@context"].keys() | {"urn", "https"}
    used = {term.split(":")[0] for term in terms(found) if not term.startswith("@")}
    assert used <= known
    assert {"dpv", "pd", "dct", "loc", "tutti"} <= used


def test_no_id_of_discord_s_is_in_the_file():
    content = consent_receipt([consent_record(key(), given(Consent.POOL), OPERATOR)], str(UUID(int=5)), NOON)
    assert str(ADA) not in content.decode()
    assert not re.search(r"(?<![0-9a-f])\d{15,20}(?![0-9a-f])", content.decode())


def test_events_are_in_the_order_in_which_they_happened_and_those_of_other_consents_are_left_out():
    log = [*given(Consent.POOL), *given(Consent.COMPARE), *given(Consent.POOL, on=False, at=NOON + DAY)]
    events = consent_record(key(), log, OPERATOR)["dpv:hasConsentStatus"]
    assert [(event["@type"], event["dpv:isIndicatedAtTime"]["@value"]) for event in events] == [
        (["dpv:ConsentGiven", "dpv:ExpressedConsent"], "2026-03-01T12:00:00.000Z"),
        ("dpv:ConsentWithdrawn", "2026-03-02T12:00:00.000Z"),
    ]


def test_a_consent_that_was_never_given_has_no_record():
    for log in ([], given(Consent.COMPARE), given(Consent.POOL, on=False)):
        with pytest.raises(ValueError, match="never given"):
            consent_record(key(), log, OPERATOR)


def test_what_is_sold_is_told_as_what_it_is():
    process = consent_record(key(), given(Consent.POOL), OPERATOR)["dpv:hasProcess"]
    assert process["dpv:hasPurpose"]["skos:broader"] == {"@id": "dpv:SellInsightsFromData"}
    assert "no row is about one member" in process["dpv:hasPersonalData"]["dct:description"]
    assert "stays with the buyer" in json.dumps(process["dpv:hasStorageCondition"])


def test_the_controller_is_who_the_operator_says_or_said_to_be_untold():
    told = consent_record(key(), given(Consent.POOL), OPERATOR)
    assert told["dpv:hasDataController"]["dpv:hasName"] == "Ada's group"
    assert told["dpv:hasJurisdiction"] == {"@id": "loc:GB"}
    untold = consent_record(key(), given(Consent.POOL), Controller())
    assert untold["dpv:hasDataController"]["dpv:hasContact"].startswith("Not told")
    assert "not told" in untold["dpv:hasJurisdiction"]["dct:description"]


def test_a_member_finds_their_downloaded_consent_under_the_root_of_a_package():
    mine = download(consent_record(key(), given(Consent.POOL), OPERATOR))["dpv:hasRecordOfActivity"][0][
        "tutti:commitment"
    ]
    others = [key(number=number) for number in range(2, 7)]
    leaves = commitments([key(), *others], {ADA: NOON})
    text, salt = mine["tutti:text"].encode(), bytes.fromhex(mine["tutti:salt"])
    assert consent_commitment(text, salt).hex() == mine["tutti:leaf"]
    proof = consent_proof(leaves, bytes.fromhex(mine["tutti:leaf"]))
    assert verify_consent(text, salt, proof, consent_root(leaves))
    assert not verify_consent(text, bytes(32), proof, consent_root(leaves))


def test_the_file_itself_has_the_proof_for_each_package_that_was_built_on_this_consent():
    others = [key(number=number) for number in range(2, 7)]
    leaves = sorted(commitments([key(), *others], {ADA: NOON}))
    root = consent_root(leaves)
    mine = PackagedConsent(3, bytes(32), root, b"".join(leaves))
    earlier = PackagedConsent(2, bytes(32), root, b"".join(sorted(commitments([key(), *others], {ADA: NOON - DAY}))))
    record = consent_record(key(), given(Consent.POOL), OPERATOR, [earlier, mine])
    found = download(record)["dpv:hasRecordOfActivity"][0]["tutti:commitment"]
    ((proof),) = found["tutti:inclusion"]
    path = (proof["tutti:index"], proof["tutti:size"], [bytes.fromhex(each) for each in proof["tutti:hashes"]])
    text, salt = found["tutti:text"].encode(), bytes.fromhex(found["tutti:salt"])
    assert verify_consent(text, salt, path, bytes.fromhex(proof["tutti:root"]))
    assert bytes.fromhex(proof["tutti:root"]) == root
    compare = consent_record(key(Consent.COMPARE), given(Consent.COMPARE), OPERATOR, [mine])
    assert "tutti:inclusion" not in compare["tutti:commitment"]


def test_a_withdrawn_consent_opens_nothing():
    log = [*given(Consent.POOL), *given(Consent.POOL, on=False, at=NOON + DAY)]
    assert "tutti:commitment" not in consent_record(key(), log, OPERATOR)


def test_what_is_committed_is_the_same_text_whatever_is_worded_anew_and_another_for_another_consent():
    text = committed_record(key(), NOON)
    assert json.loads(text) == {
        "consent": "pool", "given_at": "2026-03-01T12:00:00.000Z", "record": key().record_id,
        "schema": "urn:tutti:consent:1", "subject": SUBJECT,
    }  # fmt: skip
    variants = [
        committed_record(key(Consent.TAG), NOON),
        committed_record(key(), NOON + DAY),
        committed_record(key(number=2), NOON),
    ]
    assert len({text, *variants}) == 4


def test_nobody_is_committed_for_who_does_not_agree():
    with pytest.raises(KeyError):
        commitments([key()], {})
