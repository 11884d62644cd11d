"""Digits: Latin, Persian and Arabic-Indic, one for one, so that offsets hold."""

from __future__ import annotations

from typing import Final

_LATIN: Final = "0123456789"
_PERSIAN: Final = "۰۱۲۳۴۵۶۷۸۹"
_ARABIC: Final = "٠١٢٣٤٥٦٧٨٩"

TO_LATIN: Final = str.maketrans(_PERSIAN + _ARABIC, _LATIN + _LATIN)
"""Persian and Arabic-Indic digits to Latin ones."""

TO_PERSIAN: Final = str.maketrans(_LATIN + _ARABIC, _PERSIAN + _PERSIAN)
"""Latin and Arabic-Indic digits to Persian ones."""


def to_latin_digits(text: str) -> str:
    """Gives the text with every Persian or Arabic-Indic digit as a Latin one; the length stays."""
    return text.translate(TO_LATIN)


def to_persian_digits(text: str) -> str:
    """Gives the text with every Latin or Arabic-Indic digit as a Persian one; the length stays."""
    return text.translate(TO_PERSIAN)
