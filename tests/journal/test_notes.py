"""Signed notes and checkpoints: what holds, and each way in which a note can be false."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from gathering import hold
from govah.errors import EvidenceError
from govah.journal import (
    Checkpoint,
    cosign,
    log_key,
    read_checkpoint,
    read_note,
    read_vkey,
    root_of,
    sign_checkpoint,
    verify_checkpoint,
    verify_cosignatures,
    verify_note,
    witness_key,
)

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
DEVICE = "v" + "a" * 16
KEY = log_key(DEVICE, PRIVATE.public_key().public_bytes_raw())
PEER = witness_key("v" + "b" * 16, OTHER.public_key().public_bytes_raw())
NOTE = sign_checkpoint(3, b"r" * 32, KEY, PRIVATE.sign)

# The note and key of the Go package golang.org/x/mod/sumdb/note, from its documentation.
GO_VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_a_note_of_another_program() -> None:
    """A note signed by Go's own package holds under its key."""
    key = read_vkey(GO_VKEY)

    assert str(key) == GO_VKEY
    assert verify_note(read_note(GO_NOTE), [key]) == (key,)


def test_a_checkpoint_holds() -> None:
    """What a device signs reads back as it was, and holds under its key."""
    text = str(NOTE)

    assert verify_checkpoint(text, read_vkey(str(KEY))) == Checkpoint(KEY.name, 3, b"r" * 32)


def test_no_byte_can_be_changed() -> None:
    """A checkpoint with any byte changed is refused."""

    def is_refused(at: int) -> None:
        data = bytearray(str(NOTE).encode())
        data[at] ^= 1
        with pytest.raises((EvidenceError, UnicodeDecodeError)):
            verify_checkpoint(data.decode(), KEY)

    hold(range(len(str(NOTE).encode())), is_refused)


def test_a_stranger_cannot_sign() -> None:
    """A good signature of another key under the same name counts for nothing."""
    forged = sign_checkpoint(3, b"r" * 32, log_key(DEVICE, OTHER.public_key().public_bytes_raw()), OTHER.sign)

    with pytest.raises(EvidenceError) as caught:
        verify_checkpoint(str(forged), KEY)

    assert caught.value.code == "signature-missing"


def test_a_checkpoint_of_another_log() -> None:
    """A checkpoint that names another log is refused though the key is right."""
    other = log_key("v" + "c" * 16, KEY.key)
    foreign = sign_checkpoint(3, b"r" * 32, other, PRIVATE.sign)

    with pytest.raises(EvidenceError) as caught:
        verify_checkpoint(str(foreign), KEY)

    assert caught.value.code == "checkpoint-foreign"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "text\n",
        "text\n\n",
        "text\n\n— name\n",
        "text\n\n- name AAAAAAA=\n",
        "text\n\n— na+me AAAAAAA=\n",
        "text\n\n— name AAAA\n",
        "te\x07xt\n\n— name AAAAAAA=\n",
        "text\n\n— name AAAAAAB=\n",
        "text\n\n— name AAAAAAA=",
    ],
)
def test_what_is_no_note(text: str) -> None:
    """A text that is not to the letter a signed note is refused."""
    with pytest.raises(EvidenceError):
        read_note(text)


@pytest.mark.parametrize(
    "body", ["name\n03\nAA==\n", "name\n-1\nAA==\n", "name\n3\nAA==\n", "name\n3\n", "\n3\nAA==\n", "n\n3\nx\ny\n"]
)
def test_what_is_no_checkpoint(body: str) -> None:
    """A note whose text is no checkpoint is refused as one."""
    signature = str(NOTE).rpartition("\n\n")[2]

    with pytest.raises(EvidenceError):
        read_checkpoint(body + "\n" + signature)


def test_a_peer_cosigns() -> None:
    """A cosignature says who saw this head and when; the log's own signature still holds beside it."""
    seen = cosign(NOTE, PEER, OTHER.sign, 1_760_000_000)
    text = str(seen)

    found = verify_cosignatures(read_note(text), [read_vkey(str(PEER))])

    assert [(one.key, one.seconds) for one in found] == [(PEER, 1_760_000_000)]
    assert verify_checkpoint(text, KEY).size == 3


def test_a_cosignature_is_of_its_time() -> None:
    """A cosignature whose time is changed is refused."""
    seen = cosign(NOTE, PEER, OTHER.sign, 1_760_000_000)
    line = seen.signatures[-1]
    later = line.value[:7] + b"\xff" + line.value[8:]
    moved = type(seen)(seen.text, (*seen.signatures[:-1], type(line)(line.name, line.key_id, later)))

    with pytest.raises(EvidenceError) as caught:
        verify_cosignatures(moved, [PEER])

    assert caught.value.code == "signature-wrong"


@given(st.text(max_size=200))
def test_reading_never_breaks(text: str) -> None:
    """Whatever text comes as a note, key or checkpoint ends in a value or an `EvidenceError`."""
    for reader in (read_note, read_vkey, read_checkpoint):
        try:
            reader(text)
        except EvidenceError:
            continue


def test_the_root_of_three() -> None:
    """A checkpoint carries the root in base64, as other programs write it."""
    note = sign_checkpoint(0, root_of([]), KEY, PRIVATE.sign)

    assert note.text == f"govah.journal/{DEVICE}\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
