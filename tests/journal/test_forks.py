"""Forks: two histories under one key are proved by two notes, and nothing else is taken for a fork."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from govah.errors import EvidenceError
from govah.journal import (
    Checkpoint,
    ConsistencyProof,
    Fork,
    InclusionProof,
    Parting,
    consistency_proof,
    inclusion_proof,
    is_fork,
    is_parting,
    leaf_hash,
    log_key,
    read_fork,
    read_parting,
    root_of,
    sign_checkpoint,
    verify_fork,
    verify_parting,
)

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = log_key("v" + "a" * 16, PRIVATE.public_key().public_bytes_raw())
OTHER = log_key("v" + "a" * 16, Ed25519PrivateKey.from_private_bytes(b"o" * 32).public_key().public_bytes_raw())
COMMON = [leaf_hash(str(number).encode()) for number in range(7)]


def proved(leaves: list[bytes], index: int) -> InclusionProof:
    """Proves one entry of a history."""
    note = sign_checkpoint(len(leaves), root_of(leaves), KEY, PRIVATE.sign)
    return InclusionProof(index, inclusion_proof(leaves, index), str(note))


def fork_of(one: list[bytes], two: list[bytes], index: int) -> Fork:
    """Gives the proof of a fork at an index."""
    return Fork(proved(one, index), one[index], proved(two, index), two[index])


@given(st.integers(1, 9), st.integers(1, 9))
def test_two_histories(more: int, other: int) -> None:
    """Two histories that part after a common past are proved to be two, whatever their lengths."""
    one = COMMON + [leaf_hash(b"one %d" % number) for number in range(more)]
    two = COMMON + [leaf_hash(b"two %d" % number) for number in range(other)]
    fork = read_fork(str(fork_of(one, two, len(COMMON))))

    assert [head.size for head in verify_fork(fork, KEY)] == [len(one), len(two)]


@given(st.integers(1, 9), st.integers(0, 6))
def test_growth_is_no_fork(more: int, index: int) -> None:
    """A history and its own continuation are no fork, at no index."""
    longer = COMMON + [leaf_hash(b"one %d" % number) for number in range(more)]

    with pytest.raises(EvidenceError) as caught:
        verify_fork(fork_of(COMMON, longer, index), KEY)

    assert caught.value.code == "fork-not-proved"


def test_two_entries_of_one_history() -> None:
    """Two entries at two places of one history are no fork, though the leaves differ."""
    fork = Fork(proved(COMMON, 1), COMMON[1], proved(COMMON, 2), COMMON[2])

    with pytest.raises(EvidenceError) as caught:
        verify_fork(fork, KEY)

    assert caught.value.code == "fork-not-proved"


def test_nobody_is_accused_by_another_key() -> None:
    """Heads that another key signed prove nothing against this one, nor does a leaf that is not in the tree."""
    one, two = [*COMMON, leaf_hash(b"1")], [*COMMON, leaf_hash(b"2")]

    with pytest.raises(EvidenceError):
        verify_fork(fork_of(one, two, 7), OTHER)
    with pytest.raises(EvidenceError):
        verify_fork(Fork(proved(one, 7), one[7], proved(one, 7), leaf_hash(b"never written")), KEY)


def test_one_size_and_two_roots() -> None:
    """Two heads of one size contradict each other by themselves; of two sizes, or of two logs, they do not."""
    one = Checkpoint(KEY.name, 7, b"a" * 32)

    assert is_fork(one, Checkpoint(KEY.name, 7, b"b" * 32))
    assert not is_fork(one, one)
    assert not is_fork(one, Checkpoint(KEY.name, 8, b"b" * 32))
    assert not is_fork(one, Checkpoint("another", 7, b"b" * 32))


@given(st.text(max_size=300))
def test_reading_never_breaks(text: str) -> None:
    """Whatever text comes as the proof of a fork ends in a value or an `EvidenceError`."""
    for head in ("", "govah.journal/fork@v1\nleaf ", f"govah.journal/fork@v1\nleaf {'a' * 64}\n"):
        try:
            read_fork(head + text)
        except EvidenceError:
            continue


def beginning(leaves: list[bytes], size: int) -> tuple[ConsistencyProof, bytes]:
    """Proves which tree the first entries of a history make."""
    note = str(sign_checkpoint(len(leaves), root_of(leaves), KEY, PRIVATE.sign))
    return ConsistencyProof(size, consistency_proof(leaves, size), note), root_of(leaves[:size])


@given(st.integers(0, 9), st.integers(0, 9), st.data())
def test_two_beginnings(more: int, other: int, data: st.DataObject) -> None:
    """Two histories that part are proved to be two by their hashes alone, from any size at which they have parted."""
    one = COMMON + [leaf_hash(b"one %d" % number) for number in range(more + 1)]
    two = COMMON + [leaf_hash(b"two %d" % number) for number in range(other + 1)]
    size = data.draw(st.integers(len(COMMON) + 1, min(len(one), len(two))))
    text = str(Parting(*beginning(one, size), *beginning(two, size)))

    assert is_parting(text)
    assert [head.size for head in verify_parting(read_parting(text), KEY)] == [len(one), len(two)]


@given(st.integers(1, 7), st.integers(0, 9))
def test_one_beginning_is_no_fork(size: int, more: int) -> None:
    """A history and its own continuation have one beginning, whatever its length: that proves no fork."""
    longer = COMMON + [leaf_hash(b"one %d" % number) for number in range(more)]

    with pytest.raises(EvidenceError) as caught:
        verify_parting(Parting(*beginning(COMMON, size), *beginning(longer, size)), KEY)

    assert caught.value.code == "fork-not-proved"


def test_nobody_is_accused_by_a_root_made_up() -> None:
    """A beginning that the signed head does not continue, two of two lengths, or one under another key, accuse nobody."""
    one, two = [*COMMON, leaf_hash(b"1")], [*COMMON, leaf_hash(b"2")]
    proof, root = beginning(one, 8)
    good = Parting(proof, root, *beginning(two, 8))
    for wrong in (
        Parting(proof, root, proof, b"x" * 32),
        Parting(*beginning(one, 7), *beginning(one, 6)),
        Parting(*beginning(one, 4), good.one, b"x" * 32),
    ):
        with pytest.raises(EvidenceError):
            verify_parting(wrong, KEY)
    with pytest.raises(EvidenceError):
        verify_parting(good, OTHER)


@given(st.text(max_size=300))
def test_reading_a_parting_never_breaks(text: str) -> None:
    """Whatever text comes as such a proof ends in a value or an `EvidenceError`."""
    one, two = [*COMMON, leaf_hash(b"1")], [*COMMON, leaf_hash(b"2")]
    whole = str(Parting(*beginning(one, 8), *beginning(two, 8)))
    at = len(text) * 7 % len(whole)
    for spoiled in (text, "govah.journal/fork@v1\nroot " + text, whole[:at] + text + whole[at:]):
        try:
            read_parting(spoiled)
        except EvidenceError:
            continue
