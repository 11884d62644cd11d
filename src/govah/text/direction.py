"""Direction: mixed right-to-left and left-to-right text made safe to show, and hidden controls taken out or made visible."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

FSI: Final = "\u2068"
"""First strong isolate: what follows finds its own direction."""

PDI: Final = "\u2069"
"""Pop directional isolate: ends what FSI opened."""

_OVERRIDES: Final = "\u202a-\u202e\u2066-\u2069"
_HIDDEN: Final = (
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_OVERRIDES}\u00ad\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]|\r(?!\n)"
)
_RIGHT: Final = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_LEFT: Final = r"[A-Za-z\u00aa-\u02b8\u0370-\u0589\u0900-\u1fff0-9]"


def isolate(text: str) -> str:
    """Gives mixed-direction text between FSI and PDI, so that it cannot reorder what stands around it; other text as it is.

    Controls inside that would close the isolate or turn the line around are taken out.
    """
    clean = strip_controls(text)
    if re.search(_RIGHT, clean) and re.search(_LEFT, clean):
        return f"{FSI}{clean}{PDI}"
    return clean


def strip_controls(text: str) -> str:
    """Gives the text without controls, bidi overrides and invisible tags; line ends, tabs, ZWNJ, ZWJ, LRM and RLM stay."""
    return re.sub(_HIDDEN, "", text)


def show_controls(text: str) -> str:
    """Gives the text with each such control written out, as `⟨U+202E⟩`: for a person who checks what a source really holds."""
    return re.sub(_HIDDEN, lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def direction_of(text: str) -> str:
    """Gives `rtl` or `ltr`, by the first letter that has a direction of its own; `ltr` where none has."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in {"R", "AL"}:
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"
