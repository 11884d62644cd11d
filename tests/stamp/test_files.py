"""Stamps as files: whoever has a shell and openssl checks them, and nothing in them can do anything else."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest

from govah.records import Stamp
from govah.stamp import read_token, request_for, stamp_files
from stamp.authority import Papers, papers

NOTE = f"govah.journal/v{'d' * 16}\n4\n{'A' * 43}=\n\n— govah.journal/v{'d' * 16} {'A' * 91}=\n"


def stamp(token: bytes, kind: str = "rfc3161", **more: str) -> Stamp:
    """Gives a stamp of the head."""
    told = {"id": f"e{'a' * 16}", "authority": "https://stamps.example/tsr", "received_at": "2026-03-01T10:00:00Z", **more}
    return Stamp(
        device=f"v{'d' * 16}", size=4, root="00" * 32, note=NOTE, kind=kind, token=base64.b64encode(token).decode(), **told
    )


def run(folder: Path, files: dict[str, bytes], roots: str) -> subprocess.CompletedProcess[str]:
    """Writes the files into a folder, and runs the script there as its reader would."""
    for name, data in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    (folder / "roots.pem").write_text(roots)
    call = ["sh", "check.sh", "../roots.pem"]
    return subprocess.run(call, cwd=folder / "stamps", capture_output=True, text=True, check=False, timeout=30)


@pytest.mark.needs_tool("openssl")
def test_the_script_accepts_good_tokens(tmp_path: Path, real: Papers) -> None:
    """The lines check every token, the head and the raw answers lie beside, and the script ends well."""
    one, two = (real.reply(request_for(NOTE, bytes([number]) * 8).der) for number in (1, 2))
    files = dict(stamp_files([stamp(one), stamp(two)]))

    ran = run(tmp_path, files, real.roots)

    assert {"stamps/1/head", "stamps/1/1.tsr", "stamps/1/1.pem", "stamps/1/2.tsr", "stamps/1/2.pem", "stamps/check.sh"} == set(
        files
    )
    assert (NOTE.encode(), one, two) == (files["stamps/1/head"], files["stamps/1/1.tsr"], files["stamps/1/2.tsr"])
    assert (0, 2) == (ran.returncode, ran.stdout.count("Verification: OK"))


@pytest.mark.needs_tool("openssl")
def test_the_script_refuses_bad_tokens(tmp_path: Path, real: Papers) -> None:
    """One token under another root makes the script end badly, though the rest are good."""
    other = papers(tmp_path / "papers")
    good, bad = (one.reply(request_for(NOTE, bytes(8)).der) for one in (real, other))

    ran = run(tmp_path, dict(stamp_files([stamp(good), stamp(bad)])), real.roots)

    assert (1, 1) == (ran.returncode, ran.stdout.count("Verification: OK"))


@pytest.mark.needs_tool("openssl")
def test_a_chain_lies_beside_the_token(real: Papers) -> None:
    """Certificates that were given are written after those of the token."""
    raw = real.reply(request_for(NOTE, bytes(8)).der)
    files = stamp_files([stamp(raw, chain="GIVEN\n")])

    assert 1 == len(read_token(raw).certificates)
    assert files["stamps/1/1.pem"].endswith(b"-----END CERTIFICATE-----\nGIVEN\n")


def test_an_address_cannot_write_into_the_script() -> None:
    """An address that holds a line of its own stays in its comment."""
    files = stamp_files([stamp(b"MAA", authority="https://x.example/\ntouch pwned\r\nrm -rf ~ `id` $(id)")])
    lines = files["stamps/check.sh"].decode().splitlines()

    assert [] == [line for line in lines if ("pwned" in line or "rm" in line or "id)" in line) and not line.startswith("# ")]


def test_a_promise_gives_way_to_its_completion() -> None:
    """Of a promise and the stamp that completes it only the second is written; a wish is not written at all."""
    first, second = stamp(b"promise", "ots"), stamp(b"whole", "ots", id=f"e{'b' * 16}", follows=f"e{'a' * 16}")
    wish = Stamp(f"e{'c' * 16}", f"v{'d' * 16}", 4, "00" * 32, NOTE, "wish")
    files = stamp_files([first, second, wish])

    assert {"stamps/1/head", "stamps/1/1.ots", "stamps/check.sh"} == set(files)
    assert files["stamps/1/1.ots"].endswith(b"whole")


def test_no_stamps_are_no_files() -> None:
    """Where nothing was stamped there is nothing to write."""
    assert {} == stamp_files([])
