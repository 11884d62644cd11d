"""A new file that a person asked for: never one in place of another."""

from __future__ import annotations

from pathlib import Path

from govah.errors import UsageError


def write_new(file: Path, text: str) -> None:
    """Writes a text into a file that is not there yet; raises `UsageError` where it is, or cannot be made."""
    try:
        with file.open("x", encoding="utf-8", newline="") as made:
            made.write(text)
    except FileExistsError:
        raise UsageError("file-exists", name=file.name) from None
    except OSError:
        raise UsageError("file-unwritable", name=file.name) from None
