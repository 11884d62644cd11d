"""What we sign and prove, checked by an implementation that is not ours: golang.org/x/mod/sumdb."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from govah.journal import (
    VerifyingKey,
    consistency_proof,
    cosign,
    inclusion_proof,
    leaf_hash,
    log_key,
    root_of,
    sign_checkpoint,
    witness_key,
)

GO_PATH = Path("/usr/share/gocode")
PROGRAM = Path(__file__).with_name("verify_log.go")
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = log_key("v" + "a" * 16, PRIVATE.public_key().public_bytes_raw())


@pytest.fixture(scope="module")
def verifier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Go program, built."""
    if not (GO_PATH / "src/golang.org/x/mod/sumdb/note").is_dir():
        if os.environ.get("GOVAH_TOOLS_REQUIRED") == "1":
            pytest.fail("needs the tool golang-golang-x-mod-dev", pytrace=False)
        pytest.skip("needs the tool golang-golang-x-mod-dev")
    place = tmp_path_factory.mktemp("go")
    environment = os.environ | {"GOPATH": str(GO_PATH), "GO111MODULE": "off", "GOCACHE": str(place / "cache"), "GOFLAGS": ""}
    subprocess.run(["go", "build", "-o", place / "verify", PROGRAM], env=environment, check=True)
    return place / "verify"


def checked(verifier: Path, place: Path, size: int, *, witness: VerifyingKey | None = None) -> str:
    """Lets the Go program check a log of that size: its head, cosigned where asked, every entry's proof, and every older tree."""
    leaves = [leaf_hash(b"entry %d" % number) for number in range(size)]
    (place / "key").write_text(str(KEY))
    note = sign_checkpoint(size, root_of(leaves), KEY, PRIVATE.sign)
    (place / "note").write_text(str(cosign(note, witness, PRIVATE.sign, 1_769_000_000) if witness else note), "utf-8")
    lines = [f"record {index} {leaf.hex()} {' '.join(step.hex() for step in inclusion_proof(leaves, index))}"
             for index, leaf in enumerate(leaves)]  # fmt: skip
    lines += [f"tree {old} {root_of(leaves[:old]).hex()} {' '.join(step.hex() for step in consistency_proof(leaves, old))}"
              for old in range(1, size + 1)]  # fmt: skip
    (place / "proofs").write_text("\n".join(lines) + "\n")
    files = [place / name for name in ("key", "note", "proofs")]
    return subprocess.run([verifier, *files], capture_output=True, text=True, check=False).stdout


@pytest.mark.needs_tool("go")
@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 40])
def test_go_agrees(verifier: Path, tmp_path: Path, size: int) -> None:
    """The head, the proof of every entry and the proof of every older tree hold under Go's own package."""
    assert checked(verifier, tmp_path, size) == f"good {size} {size}\n"


@pytest.mark.needs_tool("go")
def test_go_reads_a_cosigned_head(verifier: Path, tmp_path: Path) -> None:
    """A cosignature, of a type that Go's package does not know, keeps it from nothing: the log's own signature still holds."""
    witness = witness_key("v" + "b" * 16, PRIVATE.public_key().public_bytes_raw())

    assert checked(verifier, tmp_path, 5, witness=witness) == "good 5 5\n"
