"""What a PDF says of itself; it is asked in a process of its own, since a PDF can bring its reader down."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import BinaryIO, Final

from govah.capture.embedded import Embedded, kept

ENCRYPTED: Final = "pdf-locked"
UNREADABLE: Final = "metadata-unreadable"
_LARGEST: Final = 256 << 20
_PATIENCE: Final = 30


def read(opened: Callable[[], BinaryIO]) -> Embedded:
    """Gives a PDF's own title, author, program and times, and a note where it is locked or broken."""
    with opened() as stream:
        data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        return Embedded(notes=(UNREADABLE,))
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", "govah.capture.pdf_info"],
            input=data,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
        answer: dict[str, str] = json.loads(done.stdout) if done.returncode == 0 else {"fault": "broken"}
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return Embedded(notes=(UNREADABLE,))
    if "fault" in answer:
        return Embedded(notes=(ENCRYPTED if answer["fault"] == "locked" else UNREADABLE,))
    return Embedded(kept(list(answer.items())))
