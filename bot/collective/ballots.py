"""Secret ballots that can be checked: commitments, the chain they stand in, and a Merkle tree over the whole log.

Every cast appends one commitment to the poll's log; a changed ballot appends another, and a member's last one counts.
The voter alone is handed the nonce (the *receipt*): with it, they can show that their choice stands in the log, and
without it nobody can read a choice from the log. Three limits are stated where a vote is held: whoever runs Tutti can
read ballots that may still change; a receipt lets a member prove a vote, so it does not resist coercion; unanimity or
a tiny turnout reveals everyone.

Everything is SHA-256 over bytes laid out as documented, so that a short script without Tutti can recount.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Sequence
from itertools import pairwise

DIGEST_BYTES = 32
NONCE_BYTES = 32
CHAIN_START = bytes(DIGEST_BYTES)
"""What the first link of every chain follows, and the head of a log without a ballot: 32 zero bytes."""

_COMMITMENT = b"tutti ballot 1"
_LINK = b"tutti chain 1"
_LEAF = b"\x00"  # RFC 9162, 2.1.1: different first bytes, so that no node can be passed off as a leaf
_NODE = b"\x01"


def new_nonce() -> bytes:
    """32 bytes from the system's own source of secrets: what keeps a commitment from being guessed open."""
    return secrets.token_bytes(NONCE_BYTES)


def poll_key(guild_id: int, poll_id: int) -> str:
    """The poll's name in commitments: "guild_id/poll_id" in decimal, so that a receipt is void in any other poll."""
    return f"{guild_id}/{poll_id}"


def commitment(key: str, choice: str, nonce: bytes) -> bytes:
    """What the log shows of one ballot.

    SHA-256 over four fields, each preceded by its length in bytes as a 4-byte big-endian number: the words
    `tutti ballot 1`, the poll's key, the choice (both UTF-8) and the nonce. The lengths make it unambiguous: no two
    different ballots are laid out as the same bytes.

    Args:
        key: the poll's, from `poll_key`.
        choice: as the tally counts it, e.g. "yes".
        nonce: 32 bytes from `new_nonce`, never used twice.

    Returns:
        32 bytes.

    Raises:
        ValueError: the nonce is not 32 bytes long.
    """
    if len(nonce) != NONCE_BYTES:
        raise ValueError(f"a nonce has {NONCE_BYTES} bytes, not {len(nonce)}")
    digest = hashlib.sha256()
    for field in (_COMMITMENT, key.encode(), choice.encode(), nonce):
        digest.update(len(field).to_bytes(4, "big") + field)
    return digest.digest()


def verify_receipt(key: str, choice: str, nonce: bytes, committed: bytes) -> bool:
    """Whether this choice and nonce are what that commitment of the log was made from."""
    return len(nonce) == NONCE_BYTES and hmac.compare_digest(commitment(key, choice, nonce), committed)


def chain_link(previous: bytes, committed: bytes) -> bytes:
    """The link that binds a commitment to everything cast before it: SHA-256(`tutti chain 1` + previous + commitment).

    Args:
        previous: the link before, 32 bytes; `CHAIN_START` for the first.
        committed: the ballot's commitment, 32 bytes.

    Raises:
        ValueError: either is of another length, which would make the layout ambiguous.
    """
    if len(previous) != DIGEST_BYTES or len(committed) != DIGEST_BYTES:
        raise ValueError(f"a link joins two digests of {DIGEST_BYTES} bytes")
    return hashlib.sha256(_LINK + previous + committed).digest()


def chain(commitments: Iterable[bytes]) -> list[bytes]:
    """Every link of the log, in order; the last is the chain's head, which is posted now and then."""
    links = [CHAIN_START]
    for committed in commitments:
        links.append(chain_link(links[-1], committed))
    return links[1:]


def first_broken_link(log: Iterable[tuple[bytes, bytes]]) -> int | None:
    """Where a log was tampered with: the index of the first row whose link does not follow from the rows before.

    A row changed, left out, added or moved breaks the chain there. None: the chain holds. Rows cut off at the end
    are seen only by comparing the head with one that was posted.

    Args:
        log: (commitment, link) in the order of casting.
    """
    previous = CHAIN_START
    for index, (committed, link) in enumerate(log):
        if len(committed) != DIGEST_BYTES or not hmac.compare_digest(chain_link(previous, committed), link):
            return index
        previous = link
    return None


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """The root of RFC 9162's tree over the whole log: one number that stands for every ballot at close.

    Args:
        leaves: the commitments in the order of casting; any bytes will do.

    Returns:
        32 bytes; SHA-256 of nothing where there are no leaves.
    Source:
        RFC 9162, section 2.1.1.
    """
    return _levels(leaves)[-1][0]


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes with which one leaf and its position give the root: at most log2(n) rounded up.

    Raises:
        IndexError: no leaf has that index (counted from 0).
    Source:
        RFC 9162, section 2.1.3.1.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(f"no leaf {index} among {len(leaves)}")
    proof = []
    for level in _levels(leaves)[:-1]:
        sibling = index ^ 1
        if sibling < len(level):  # the last node of an odd level rises as it is, without a partner
            proof.append(level[sibling])
        index //= 2
    return proof


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `leaf` is number `index` (from 0) of the `size` leaves under `root`.

    Source:
        RFC 9162, section 2.1.3.2.
    """
    if not 0 <= index < size:
        return False
    node, last, hashed = index, size - 1, _leaf_hash(leaf)
    for sibling in proof:
        if last == 0:
            return False
        if node % 2 or node == last:
            hashed = _node_hash(sibling, hashed)
            while node % 2 == 0 and node:  # levels that this node rose through without a partner
                node, last = node // 2, last // 2
        else:
            hashed = _node_hash(hashed, sibling)
        node, last = node // 2, last // 2
    return last == 0 and hmac.compare_digest(hashed, root)


def _levels(leaves: Sequence[bytes]) -> list[list[bytes]]:
    if not leaves:
        return [[hashlib.sha256().digest()]]
    levels = [[_leaf_hash(leaf) for leaf in leaves]]
    while len(level := levels[-1]) > 1:
        above = [_node_hash(*pair) for pair in list(pairwise(level))[::2]]
        levels.append(above + level[-1:] * (len(level) % 2))
    return levels


def _leaf_hash(leaf: bytes) -> bytes:
    return hashlib.sha256(_LEAF + leaf).digest()


def _node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()
