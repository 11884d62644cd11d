"""Checking a token with openssl, as a court's expert would: the same program, the same line, nothing of ours in between."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from govah.errors import NotFoundError

_LONGEST: Final = 30.0
_FAULTS: Final = (
    ("certificate has expired", "stamp-expired"),
    ("certificate is not yet valid", "stamp-expired"),
    ("message imprint mismatch", "stamp-of-another"),
    ("unsuitable certificate purpose", "stamp-not-by-authority"),
    ("invalid purpose", "stamp-not-by-authority"),
    ("self-signed certificate", "stamp-untrusted"),
    ("self signed certificate", "stamp-untrusted"),
    ("unable to get", "stamp-untrusted"),
    ("certificate signature failure", "stamp-untrusted"),
)
"""What openssl writes, and what it means; whatever it writes besides means that the token does not hold."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check says of one token."""

    is_good: bool | None
    "None where it could not be checked."
    code: str = ""
    "Why not, as a code of the vocabulary."


def find_openssl() -> str:
    """Gives the path of openssl, or nothing."""
    return shutil.which("openssl") or ""


def verify_token(token: bytes, note: str, *, roots: str, chain: str, at: str) -> Verdict:
    """Runs `openssl ts -verify` over the head's own bytes, against the roots given, as of a time.

    Args:
        token: the whole answer, as it came.
        note: the signed head that was stamped.
        roots: certificates to trust, in PEM.
        chain: further certificates, in PEM, that are not trusted by themselves; may be empty.
        at: RFC 3339: the time as of which the certificates have to be good.
    """
    program = find_openssl()
    if not program:
        raise NotFoundError("openssl-missing")
    # Only a head, a token and certificates touch the disk here, none of which is secret.
    with tempfile.TemporaryDirectory(prefix="govah-") as folder:
        files = {"head": note.encode("utf-8"), "token": token, "roots": roots.encode(), "chain": chain.encode()}
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        call = [program, "ts", "-verify", "-data", "head", "-in", "token", "-CAfile", "roots", "-attime", str(seconds_of(at))]
        return _verdict([*call, *(["-untrusted", "chain"] if chain else [])], folder)


def seconds_of(at: str) -> int:
    """Gives POSIX seconds, rounded down, of an RFC 3339 time."""
    return int(datetime.fromisoformat(at).astimezone(UTC).timestamp())


def _verdict(call: list[str], folder: str) -> Verdict:
    # No setting of this machine's may add roots of its own.
    env = {**os.environ, "LC_ALL": "C", "SSL_CERT_FILE": os.devnull, "SSL_CERT_DIR": os.devnull}
    try:
        ran = subprocess.run(call, cwd=folder, env=env, capture_output=True, timeout=_LONGEST, check=False)
    except (OSError, subprocess.TimeoutExpired):
        raise NotFoundError("openssl-missing") from None
    said = (ran.stdout + ran.stderr).decode("utf-8", "replace")
    if ran.returncode == 0 and "Verification: OK" in said:
        return Verdict(is_good=True)
    return Verdict(False, next((code for words, code in _FAULTS if words in said), "stamp-wrong"))
