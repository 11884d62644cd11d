"""Has a file cleaned in a process of its own, since a hostile one can bring its reader down or fill the memory."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Final

from govah.errors import PublishError
from govah.publish.cleaning.interface import CLEANED, MOST_BYTES, Cleaned

_PATIENCE: Final = 330


def clean_apart(data: bytes, media_type: str) -> Cleaned:
    """Gives a copy made anew from what is seen of the file; raises `PublishError` where there can be none.

    It holds nothing of the file but pixels, or letters, of what is seen. Words, faces and marks among those are in it: whoever
    hands it out looks at it first.
    """
    kind = media_type.partition(";")[0].strip().lower()
    if kind not in CLEANED:
        raise PublishError("original-kind", media_type=kind[:60])
    if len(data) > MOST_BYTES:
        raise PublishError("original-too-large")
    call = [sys.executable, "-P", "-s", "-m", "govah.publish.cleaning.worker", kind]
    try:
        done = subprocess.run(call, input=data, capture_output=True, timeout=_PATIENCE, check=False)
        head, _, copy = done.stdout.partition(b"\n")
        told = json.loads(head) if done.returncode == 0 else {"fault": "original-damaged"}
    except (OSError, ValueError, subprocess.TimeoutExpired):
        raise PublishError("original-damaged") from None
    if "fault" in told:
        raise PublishError(told["fault"])
    return Cleaned(copy, told["media_type"], told["tool"], tuple(told["notes"]))
