"""What a PDF says of itself; it is asked in a process of its own, since a PDF can bring its reader down."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import BinaryIO, Final

from govah.capture.embedded import Embedded, kept
from govah.capture.embedded_xmp import entries_of, packet_in

_LARGEST: Final = 256 << 20
_PATIENCE: Final = 30


def read(opened: Callable[[], BinaryIO]) -> Embedded:
    """Gives a PDF's own title, author, program and times; of a locked or broken one, that it is: reading says what to do."""
    with opened() as stream:
        data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        return Embedded((("pdf-state", "too large to be asked"),))
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-s", "-m", "govah.capture.pdf_info"],
            input=data,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
        answer: dict[str, str] = json.loads(done.stdout) if done.returncode == 0 else {"fault": "broken"}
    except (OSError, ValueError, subprocess.TimeoutExpired):
        answer = {"fault": "broken"}
    if "fault" in answer:
        return Embedded(kept([("pdf-state", answer["fault"]), *entries_of(packet_in(data))]))
    return Embedded(kept([*answer.items(), *entries_of(packet_in(data))]))
