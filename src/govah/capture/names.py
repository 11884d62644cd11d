"""Names as files bear them, made safe to keep and to show: whatever bytes, controls or overrides they hold."""

from __future__ import annotations

import os
from pathlib import Path

from govah.text import show_controls

NOT_UTF8 = "name-not-utf8"
WITH_CONTROLS = "name-with-controls"


def shown_name(name: str | Path) -> tuple[str, tuple[str, ...]]:
    """Gives a file's last name with hidden controls written out (`⟨U+202E⟩`) and bad bytes as `⟨FF⟩`, and notes that say so."""
    return _shown(Path(name).name or str(name))


def shown_path(parts: tuple[str, ...]) -> str:
    """Gives a path within a given folder, with `/` between its parts, safe to show."""
    return "/".join(_shown(part)[0] for part in parts)


def _shown(name: str) -> tuple[str, tuple[str, ...]]:
    raw = os.fsencode(name)
    notes: list[str] = []
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        notes.append(NOT_UTF8)
        text = "".join(f"⟨{ord(letter) - 0xDC00:02X}⟩" if "\udc80" <= letter <= "\udcff" else letter
                       for letter in raw.decode("utf-8", "surrogateescape"))  # fmt: skip
    safe = show_controls(text).replace("\n", "⟨U+000A⟩").replace("\t", "⟨U+0009⟩").replace("\r", "⟨U+000D⟩")
    if safe != text:
        notes.append(WITH_CONTROLS)
    return safe, tuple(notes)
