"""Proofs that travel alone: their text, and each way in which one can be false."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from gathering import hold
from govah.errors import EvidenceError
from govah.journal import (
    ConsistencyProof,
    InclusionProof,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    log_key,
    read_consistency,
    read_inclusion,
    root_of,
    sign_checkpoint,
    verify_continuation,
    verify_inclusion,
)

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = log_key("v" + "a" * 16, PRIVATE.public_key().public_bytes_raw())
LEAVES = [leaf_hash(str(number).encode()) for number in range(13)]


def signed(size: int) -> str:
    """Gives the signed head of the first entries."""
    return str(sign_checkpoint(size, root_of(LEAVES[:size]), KEY, PRIVATE.sign))


PROOF = InclusionProof(5, inclusion_proof(LEAVES, 5), signed(13))


def test_the_text_of_a_proof() -> None:
    """A proof is a C2SP tlog-proof: index, hashes, empty line, checkpoint."""
    lines = str(PROOF).split("\n")

    assert lines[:2] == ["c2sp.org/tlog-proof@v1", "index 5"]
    assert lines[6] == ""
    assert "\n".join(lines[7:]) == signed(13)
    assert read_inclusion(str(PROOF)) == PROOF


@pytest.mark.parametrize("index", range(13))
def test_every_entry_is_proved(index: int) -> None:
    """Each entry's proof holds, and holds for no other entry."""
    proof = read_inclusion(str(InclusionProof(index, inclusion_proof(LEAVES, index), signed(13))))

    assert verify_inclusion(proof, LEAVES[index], KEY).size == 13
    with pytest.raises(EvidenceError):
        verify_inclusion(proof, LEAVES[index - 1], KEY)


def test_no_byte_of_a_proof_can_be_changed() -> None:
    """A proof with any byte changed does not hold."""

    def is_refused(at: int) -> None:
        data = bytearray(str(PROOF).encode())
        data[at] ^= 1
        with pytest.raises((EvidenceError, UnicodeDecodeError)):
            verify_inclusion(read_inclusion(data.decode()), LEAVES[5], KEY)

    hold(range(len(str(PROOF).encode())), is_refused)


def test_extra_is_skipped() -> None:
    """An `extra` line, which other programs may write, is read over."""
    text = str(PROOF).replace("\nindex", "\nextra YWI=\nindex", 1)

    assert read_inclusion(text) == PROOF


@pytest.mark.parametrize("old", range(1, 14))
def test_a_log_only_grew(old: int) -> None:
    """A consistency proof joins any older head to the newest, and its text reads back."""
    proof = read_consistency(str(ConsistencyProof(old, consistency_proof(LEAVES, old), signed(13))))

    assert verify_continuation(proof, signed(old), KEY).size == 13


def test_a_fork_is_not_a_continuation() -> None:
    """Two heads of one key with different pasts cannot be joined."""
    forked = [*LEAVES[:4], leaf_hash(b"another"), *LEAVES[5:7]]
    other = str(sign_checkpoint(7, root_of(forked), KEY, PRIVATE.sign))

    with pytest.raises(EvidenceError) as caught:
        verify_continuation(ConsistencyProof(7, consistency_proof(LEAVES, 7), signed(13)), other, KEY)

    assert caught.value.code == "trees-inconsistent"


@given(st.text(max_size=300))
def test_reading_never_breaks(text: str) -> None:
    """Whatever text comes as a proof ends in a value or an `EvidenceError`."""
    for head in ("", "c2sp.org/tlog-proof@v1\n", "govah.journal/consistency@v1\n"):
        for reader in (read_inclusion, read_consistency):
            try:
                reader(head + text)
            except EvidenceError:
                continue
