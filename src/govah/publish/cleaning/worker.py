"""The process that cleans: a file comes in by standard input, its copy goes out; no file is written and no core is left."""

from __future__ import annotations

import contextlib
import importlib
import json
import sys
from typing import Any, Final

from govah.publish.cleaning.interface import MAIL, WORD, Cleaned, UncleanError
from govah.publish.cleaning.letters import clean_mail
from govah.publish.cleaning.papers import clean_paper
from govah.publish.cleaning.pictures import clean_picture
from govah.publish.cleaning.word_reading import clean_word

_MEMORY: Final = 3 << 30
_SECONDS: Final = 300


def main(media_type: str) -> None:
    """Cleans the one file: a line of JSON goes out, and then the bytes."""
    with contextlib.suppress(ImportError):
        limits: Any = importlib.import_module("resource")
        for name, most in (("RLIMIT_AS", _MEMORY), ("RLIMIT_CPU", _SECONDS), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0)):
            with contextlib.suppress(ValueError, OSError, AttributeError):
                limits.setrlimit(getattr(limits, name), (most, most))
    data = sys.stdin.buffer.read()
    try:
        made = _cleaned(data, media_type)
    except UncleanError as why:
        sys.stdout.write(json.dumps({"fault": why.code}) + "\n")
        return
    head = {"media_type": made.media_type, "tool": made.tool, "notes": made.notes}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + made.data)


def _cleaned(data: bytes, media_type: str) -> Cleaned:
    by_kind = {"application/pdf": clean_paper, WORD: clean_word, MAIL: clean_mail}
    return by_kind[media_type](data) if media_type in by_kind else clean_picture(data, media_type)


if __name__ == "__main__":
    main(sys.argv[1])
