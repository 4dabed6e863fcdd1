from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.collective.ballots import merkle_root
from bot.collective.packages.consents import consent_commitment, consent_proof, consent_root, verify_consent

SALT = bytes(range(32))
records = st.lists(st.tuples(st.binary(max_size=50), st.binary(min_size=32, max_size=32)), min_size=1, max_size=20)


def test_a_commitment_is_the_hash_of_its_length_prefixed_fields():
    laid_out = b"\0\0\0\x0ftutti consent 1" + b"\0\0\0\x20" + SALT + b"\0\0\0\x02{}"
    assert consent_commitment(b"{}", SALT) == hashlib.sha256(laid_out).digest()


@given(records, st.integers(0, 19))
def test_a_member_can_prove_their_own_consent_and_no_other(given_records: list[tuple[bytes, bytes]], which: int):
    record, salt = given_records[which % len(given_records)]
    commitments = [consent_commitment(*each) for each in given_records]
    root = consent_root(commitments)
    proof = consent_proof(commitments, consent_commitment(record, salt))
    assert verify_consent(record, salt, proof, root)
    assert not verify_consent(record + b" ", salt, proof, root)
    assert not verify_consent(record, salt[::-1] + b"", proof, bytes(32))


@given(records)
def test_the_order_in_which_members_consented_says_nothing(given_records: list[tuple[bytes, bytes]]):
    commitments = [consent_commitment(*each) for each in given_records]
    assert consent_root(commitments) == consent_root(reversed(commitments)) == merkle_root(sorted(commitments))


def test_another_salt_is_another_commitment():
    assert consent_commitment(b"{}", SALT) != consent_commitment(b"{}", SALT[::-1])


def test_short_salts_prove_nothing():
    with pytest.raises(ValueError, match="32 bytes"):
        consent_commitment(b"{}", b"short")
    assert not verify_consent(b"{}", b"short", (0, 1, []), bytes(32))
