from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.collective.ballots import (
    CHAIN_START,
    chain,
    chain_link,
    commitment,
    first_broken_link,
    inclusion_proof,
    merkle_root,
    new_nonce,
    poll_key,
    verify_inclusion,
    verify_receipt,
)

NONCE = bytes(range(32))
KEY = poll_key(7, 3)
leaves = st.lists(st.binary(max_size=40), min_size=1, max_size=40)

# The leaves and roots of Certificate Transparency's own test data (RFC 9162's tree is RFC 6962's).
CT_LEAVES = [
    b"", b"\x00", b"\x10", b" !", b"01", b"@ABC", b"PQRSTUVW", b"`abcdefghijklmno",
]  # fmt: skip
CT_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def test_a_commitment_is_the_hash_of_its_length_prefixed_fields():
    laid_out = b"\0\0\0\x0etutti ballot 1" + b"\0\0\0\x037/3" + b"\0\0\0\x03yes" + b"\0\0\0\x20" + NONCE
    assert commitment(KEY, "yes", NONCE) == hashlib.sha256(laid_out).digest()


@pytest.mark.parametrize(
    ("key", "choice", "nonce"),
    [(poll_key(7, 4), "yes", NONCE), (KEY, "no", NONCE), (KEY, "yes", NONCE[::-1]), (KEY + "y", "es", NONCE)],
)
def test_another_poll_choice_nonce_or_cut_between_them_is_another_commitment(key, choice, nonce):
    assert commitment(key, choice, nonce) != commitment(KEY, "yes", NONCE)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_nonce_of_another_length_is_refused(length):
    with pytest.raises(ValueError, match="32 bytes"):
        commitment(KEY, "yes", bytes(length))


def test_every_nonce_is_new():
    assert len({new_nonce() for _ in range(50)}) == 50


@pytest.mark.parametrize(
    ("key", "choice", "nonce", "holds"),
    [
        (KEY, "yes", NONCE, True),
        (KEY, "no", NONCE, False),
        (poll_key(7, 4), "yes", NONCE, False),
        (KEY, "yes", bytes(32), False),
        (KEY, "yes", b"short", False),
    ],
)
def test_a_receipt_proves_its_own_ballot_and_no_other(key, choice, nonce, holds):
    assert verify_receipt(key, choice, nonce, commitment(KEY, "yes", NONCE)) is holds


def test_links_hang_on_the_ones_before():
    first, second = bytes([1]) * 32, bytes([2]) * 32
    one = hashlib.sha256(b"tutti chain 1" + bytes(32) + first).digest()
    two = hashlib.sha256(b"tutti chain 1" + one + second).digest()
    assert chain([first, second]) == [one, two]
    assert chain_link(CHAIN_START, first) == one


@pytest.mark.parametrize(("previous", "committed"), [(b"", bytes(32)), (bytes(32), bytes(31))])
def test_a_link_of_anything_but_two_digests_is_refused(previous, committed):
    with pytest.raises(ValueError, match="32 bytes"):
        chain_link(previous, committed)


def a_log(length):
    commitments = [bytes([number]) * 32 for number in range(length)]
    return list(zip(commitments, chain(commitments), strict=True))


def test_an_untouched_log_has_no_broken_link():
    assert first_broken_link(a_log(5)) is None


def test_a_changed_row_breaks_the_log_there():
    log = a_log(5)
    log[2] = (bytes(32), log[2][1])
    assert first_broken_link(log) == 2


def test_a_row_without_a_whole_commitment_breaks_the_log_there():
    log = a_log(3)
    log[1] = (b"", log[1][1])
    assert first_broken_link(log) == 1


@given(st.integers(2, 9), st.data())
def test_a_row_left_out_added_or_moved_is_found(length, data):
    log = a_log(length)
    at = data.draw(st.integers(0, length - 2))  # the last row cut off shows only against a posted head
    damage = data.draw(st.sampled_from(["leave out", "add", "swap"]))
    if damage == "leave out":
        del log[at]
    elif damage == "add":
        log.insert(at, (bytes([99]) * 32, bytes([98]) * 32))
    else:
        log[at], log[at + 1] = log[at + 1], log[at]
    assert first_broken_link(log) == at


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_certificate_transparencys_test_data(size):
    assert merkle_root(CT_LEAVES[:size]).hex() == CT_ROOTS[size]


def test_the_proof_of_a_leaf_is_what_the_rfcs_example_names():
    # RFC 9162, 2.1.5: in the tree of seven leaves, the proof of d0 is [b, h, l] and that of d6 is [i, k].
    d = [bytes([number]) for number in range(7)]
    leaf = [hashlib.sha256(b"\0" + data).digest() for data in d]

    def node(left, right):
        return hashlib.sha256(b"\1" + left + right).digest()

    h, i, j = node(leaf[2], leaf[3]), node(leaf[4], leaf[5]), leaf[6]
    g = node(leaf[0], leaf[1])
    assert inclusion_proof(d, 0) == [leaf[1], h, node(i, j)]
    assert inclusion_proof(d, 3) == [leaf[2], g, node(i, j)]
    assert inclusion_proof(d, 4) == [leaf[5], j, node(g, h)]
    assert inclusion_proof(d, 6) == [i, node(g, h)]


@given(leaves, st.data())
def test_every_leaf_is_proved_and_no_other_in_its_place(data, draw):
    index = draw.draw(st.integers(0, len(data) - 1))
    proof, root = inclusion_proof(data, index), merkle_root(data)
    assert verify_inclusion(data[index], index, len(data), proof, root)
    assert not verify_inclusion(data[index] + b"!", index, len(data), proof, root)


@given(leaves, st.data())
def test_a_proof_that_was_cut_or_lengthened_proves_nothing(data, draw):
    index = draw.draw(st.integers(0, len(data) - 1))
    proof, root = inclusion_proof(data, index), merkle_root(data)
    assert not verify_inclusion(data[index], index, len(data), [*proof, bytes(32)], root)
    if proof:
        assert not verify_inclusion(data[index], index, len(data), proof[:-1], root)


@pytest.mark.parametrize("index", [-1, 3])
def test_a_leaf_that_is_not_there_has_no_proof(index):
    with pytest.raises(IndexError):
        inclusion_proof([b"a", b"b", b"c"], index)
    assert not verify_inclusion(b"a", index, 3, [], merkle_root([b"a"]))


@pytest.mark.parametrize(("actual", "index", "size"), [(0, 0, 5), (0, 0, 2), (3, 1, 2), (3, 7, 8)])
def test_a_proof_of_another_depth_proves_nothing_about_a_smaller_or_larger_log(actual, index, size):
    data = [b"a", b"b", b"c", b"d"]
    assert not verify_inclusion(data[actual], index, size, inclusion_proof(data, actual), merkle_root(data))
