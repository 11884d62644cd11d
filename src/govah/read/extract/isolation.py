"""A parser in a process of its own: it may crash, hang or grow, and all that comes of it is one `ReadError`.

The document goes in and the text comes back through pipes; nothing is written to disk, and no core is dumped.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any, Final

from govah.errors import ReadError
from govah.records import Extracted, from_plain

PATIENCE: Final = 120.0
"""Seconds after which a parser is given up."""


def extract_apart(module: str, data: bytes, name: str, *, patience: float = PATIENCE) -> tuple[Extracted, ...]:
    """Runs one extractor in a process of its own; raises `ReadError` where it does not come back with a text."""
    command = [sys.executable, "-P", "-s", "-m", "govah.read.extract.worker", module]
    header = json.dumps(name).encode("ascii") + b"\n"
    try:
        done = subprocess.run(command, input=header + data, capture_output=True, timeout=patience, check=False)
    except subprocess.TimeoutExpired:
        raise ReadError("document-takes-too-long", name=name, seconds=int(patience)) from None
    except OSError:
        raise ReadError("document-not-isolated", name=name) from None
    if done.returncode != 0:
        raise ReadError("document-broken", name=name, kind=module, fault=f"exit {done.returncode}")
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
        found = tuple(from_plain(Extracted, one) for one in answer.get("extracted", ()))
    except (ValueError, TypeError, LookupError, AttributeError):
        raise ReadError("document-broken", name=name, kind=module, fault="no answer") from None
    if "code" in answer:
        raise ReadError(answer["code"], **answer["facts"])
    return found
