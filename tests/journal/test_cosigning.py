"""Cosignatures (C2SP tlog-cosignature), checked by a program that is not ours: openssl, over the text that the format names."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from govah.errors import EvidenceError
from govah.journal import cosign, leaf_hash, log_key, read_note, root_of, sign_checkpoint, verify_cosignatures, witness_key

LOG = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PEER = Ed25519PrivateKey.from_private_bytes(b"p" * 32)
KEY = log_key("v" + "a" * 16, LOG.public_key().public_bytes_raw())
WITNESS = witness_key("v" + "b" * 16, PEER.public_key().public_bytes_raw())
NOTE = sign_checkpoint(3, root_of([leaf_hash(b"%d" % number) for number in range(3)]), KEY, LOG.sign)
TIME = 1_769_000_000


@pytest.mark.needs_tool("openssl")
@pytest.mark.parametrize("spoil", ["nothing", "time", "text", "signature"])
def test_openssl_agrees(tmp_path: Path, spoil: str) -> None:
    """The signature is good for openssl over `cosignature/v1`, the time and the text of the head, and over nothing else."""
    line = cosign(NOTE, WITNESS, PEER.sign, TIME).signatures[1]
    seconds = int.from_bytes(line.value[:8], "big") + (spoil == "time")
    text = NOTE.text.replace("\n3\n", "\n4\n") if spoil == "text" else NOTE.text
    (tmp_path / "message").write_text(f"cosignature/v1\ntime {seconds}\n{text}", "utf-8")
    last = line.value[-1] ^ (spoil == "signature")
    (tmp_path / "signature").write_bytes(line.value[8:-1] + bytes([last]))
    (tmp_path / "key.pem").write_bytes(PEER.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    call = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-rawin", "-in", "message", "-sigfile", "signature"]
    ran = subprocess.run(call, cwd=tmp_path, capture_output=True, check=False)

    assert (spoil == "nothing") == (ran.returncode == 0)


@given(st.integers(0, 2**63))
def test_a_cosignature_comes_back(seconds: int) -> None:
    """What was cosigned is read again with its key and time, whatever the time; times beyond calendars have no day."""
    (found,) = verify_cosignatures(read_note(str(cosign(NOTE, WITNESS, PEER.sign, seconds))), [WITNESS])

    assert (WITNESS, seconds) == (found.key, found.seconds)
    assert bool(found.time) == (seconds < 253_402_300_800)


def test_the_log_key_is_no_witness() -> None:
    """The same key bytes under the log's type are another key: its line counts for nothing."""
    note = cosign(NOTE, WITNESS, PEER.sign, TIME)

    assert () == verify_cosignatures(note, [log_key("v" + "b" * 16, WITNESS.key)])


@pytest.mark.parametrize("length", [0, 8, 71, 73])
def test_a_line_of_another_length(length: int) -> None:
    """A cosignature that is cut short or padded is an error where its key is known."""
    line = cosign(NOTE, WITNESS, PEER.sign, TIME).signatures[1]
    whole = (line.value + bytes(8))[:length]
    spoiled = type(line)(line.name, line.key_id, whole)

    with pytest.raises(EvidenceError):
        verify_cosignatures(type(NOTE)(NOTE.text, (*NOTE.signatures, spoiled)), [WITNESS])
