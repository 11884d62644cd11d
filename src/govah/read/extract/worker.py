"""The other side of `isolation`: one extractor, one document, limits set before a byte is parsed. Run: `python -m … MODULE`."""

from __future__ import annotations

import contextlib
import importlib
import json
import sys
from typing import Any, Final, cast

from govah.errors import ReadError
from govah.read.extract.documents import EXTRACTORS, run
from govah.read.extract.interface import Extract
from govah.records import to_plain

_MEMORY: Final = 3 << 30
_SECONDS: Final = 100


def limit() -> None:
    """Bounds this process's memory and time, and forbids it to leave a core on disk; where the system cannot, it does not."""
    with contextlib.suppress(ImportError):
        limits: Any = importlib.import_module("resource")
        for name, most in (("RLIMIT_AS", _MEMORY), ("RLIMIT_CPU", _SECONDS), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0)):
            with contextlib.suppress(ValueError, OSError, AttributeError):
                limits.setrlimit(getattr(limits, name), (most, most))


def main() -> None:
    """Reads a document from standard input and writes its text, or its error, to standard output as JSON."""
    limit()
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # a library that prints must not print into the answer
    module = next(one.module for one in EXTRACTORS if one.module == sys.argv[1])
    name = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    answer: dict[str, Any]
    try:
        extract = cast(Extract, importlib.import_module(f"govah.read.extract.{module}").extract)
        answer = {"extracted": [to_plain(one) for one in run(extract, module, data, name)]}
    except ReadError as error:
        answer = {"code": error.code, "facts": error.facts}
    out.write(json.dumps(answer).encode("ascii"))
    out.flush()


if __name__ == "__main__":
    main()
