"""Letters and scripts: folding for search, digits, direction, and the language of a text. Knows no word of the domain."""

from __future__ import annotations

from govah.text.digits import to_latin_digits, to_persian_digits
from govah.text.direction import direction_of, isolate, show_controls, strip_controls
from govah.text.folding import fold, fold_name
from govah.text.languages import guess_language, script_of
from govah.text.sounding import sound_key

__all__ = [
    "direction_of", "fold", "fold_name", "guess_language", "isolate", "script_of", "show_controls", "sound_key",
    "strip_controls", "to_latin_digits", "to_persian_digits",
]
