"""From a text to what it says: the rules of its language, each suggestion held against the text to the letter."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import date
from typing import Final

from govah.read import lists
from govah.read.checking import checked
from govah.read.counting import with_definitions
from govah.read.unsaid import unsaid
from govah.records import Extracted, Reading
from govah.text import guess_language, script_of

LANGUAGES: Final = {"en": "govah.read.english", "fa": "govah.read.persian"}
"""Languages that have rules, and the package that holds them; each has `suggest(extracted, published)`."""

SHORT: Final = 30
"""Words of a text too short for its language to be told by its small words."""

Suggest = Callable[[Extracted, date | None], Reading]


def read_text(extracted: Extracted, *, published: date | None = None) -> Reading:
    """Gives what the rules of the text's language find in it; a language without rules gives an empty reading."""
    if lists.is_list(extracted):
        return unsaid(checked(lists.suggest(extracted, published or extracted.published), extracted.text))
    story = _story(extracted) or extracted.text
    language = guess_language(story)
    if language == "und" and script_of(story) == "latn" and len(story.split()) < SHORT:
        language = "en"  # a line of names and few small words; other languages of that script have rules of their own one day
    package = LANGUAGES.get(language)
    if package is None:
        return Reading(language)
    suggest: Suggest = importlib.import_module(package).suggest
    day = published or extracted.published
    found = with_definitions(suggest(extracted, day), extracted.text, day)
    return unsaid(checked(found, extracted.text))


def _story(extracted: Extracted) -> str:
    parts = (extracted.text[one.start : one.end] for one in extracted.segments if one.kind not in ("furniture", "header"))
    return "\n".join(parts)[:20_000]
