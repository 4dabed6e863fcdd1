"""One number for all consents: the root of RFC 9162's tree over salted commitments.

The root stands in the package. Each contributor is given their record, its salt and an inclusion proof, and can show
that the sale rests on their consent. Nobody else learns anything from the root: the salt keeps a record from being
guessed, and leaves stand in the order of their own bytes, so that a place says nothing about who joined when.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from bot.collective.ballots import inclusion_proof, merkle_root, verify_inclusion

SALT_BYTES = 32
_COMMITMENT = b"tutti consent 1"


def consent_commitment(record: bytes, salt: bytes) -> bytes:
    """What the tree holds of one consent record.

    SHA-256 over three fields, each preceded by its length in bytes as a 4-byte big-endian number: the words
    `tutti consent 1`, the salt and the record.

    Args:
        record: the consent record's canonical JSON, as the member can download it.
        salt: 32 bytes from `secrets.token_bytes`, one for each record and never used twice.

    Raises:
        ValueError: the salt is not 32 bytes long.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    digest = hashlib.sha256()
    for field in (_COMMITMENT, salt, record):
        digest.update(len(field).to_bytes(4, "big") + field)
    return digest.digest()


def consent_root(commitments: Iterable[bytes]) -> bytes:
    """The root over the commitments of everyone in a package, in whatever order they come; 32 bytes."""
    return merkle_root(sorted(commitments))


def consent_proof(commitments: Iterable[bytes], own: bytes) -> tuple[int, int, list[bytes]]:
    """What a member needs beside record and salt to find themselves under the root: (index, size, hashes).

    Raises:
        ValueError: `own` is not among the commitments.
    """
    leaves = sorted(commitments)
    index = leaves.index(own)
    return index, len(leaves), inclusion_proof(leaves, index)


def verify_consent(record: bytes, salt: bytes, proof: tuple[int, int, Sequence[bytes]], root: bytes) -> bool:
    """Whether a package with this root was built on this consent record."""
    index, size, hashes = proof
    if len(salt) != SALT_BYTES:
        return False
    return verify_inclusion(consent_commitment(record, salt), index, size, hashes, root)
