"""Reading: a document becomes text with positions, and its text becomes suggestions that a person decides on. Pure functions.

Each part is imported when it is first asked for: a parser in a process of its own does not wait for the rules (PEP 562).
"""

from __future__ import annotations

import importlib
from typing import Any, Final

_PLACES: Final = {
    "read_document": "govah.read.extract",
    "read_plain": "govah.read.plain",
    "read_text": "govah.read.reading",
    "refuse_large": "govah.read.extract",
    "to_prediction": "govah.read.prediction",
}

__all__ = tuple(sorted(_PLACES))


def __getattr__(name: str) -> Any:
    """Imports what is first asked for."""
    if name not in _PLACES:
        raise AttributeError(name)
    value = getattr(importlib.import_module(_PLACES[name]), name)
    globals()[name] = value
    return value
