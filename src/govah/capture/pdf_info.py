"""The process that `embedded_documents` asks: a PDF comes in by standard input, its own statements go out as JSON."""

from __future__ import annotations

import contextlib
import importlib
import json
import sys
from typing import Any, Final

import pypdfium2  # type: ignore[import-untyped]

_MEMORY: Final = 2 << 30
_PASSWORD: Final = 4


def main() -> None:
    """Answers for the one document."""
    with contextlib.suppress(ImportError):
        limits: Any = importlib.import_module("resource")
        for name, most in (("RLIMIT_AS", _MEMORY), ("RLIMIT_CPU", 20), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0)):
            with contextlib.suppress(ValueError, OSError, AttributeError):
                limits.setrlimit(getattr(limits, name), (most, most))
    sys.stdout.write(json.dumps(_answer(sys.stdin.buffer.read())))


def _answer(data: bytes) -> dict[str, str]:
    try:
        document = pypdfium2.PdfDocument(data)
        said = {f"pdf-{key.lower()}": str(value) for key, value in document.get_metadata_dict().items()}
        return {"pdf-pages": str(len(document)), **said}
    except pypdfium2.PdfiumError as why:
        locked = getattr(why, "err_code", None) == _PASSWORD or "password" in str(why).lower()
        return {"fault": "locked" if locked else "broken"}


if __name__ == "__main__":
    main()
