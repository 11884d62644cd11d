"""Words of the vocabulary that a passage names: the prison, the charge, the punishment."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from govah.words import words

_KINDS: Final = {
    "detained_at": "prisons",
    "transferred": "prisons",
    "released": "prisons",
    "died_in_custody": "prisons",
    "charged_with": "charges",
    "sentenced_to": "punishments",
    "sentence_upheld": "punishments",
    "tried_by": "courts",
    "arrested": "organs",
}


def term_for(predicate: str, passage: str) -> str:
    """Gives the vocabulary's word for what a passage names, or nothing."""
    kind = _KINDS.get(predicate)
    if kind is None:
        return ""
    found = _pattern(kind).search(" ".join(passage.lower().split()))
    return _names(kind)[found.group(1)] if found else ""


@cache
def _names(kind: str) -> dict[str, str]:
    spelt: dict[str, str] = {}
    for name, word in words(kind).items():
        for form in (word.label.get("en", ""), *word.variants.get("en", ())):
            if len(form) > 3:
                spelt.setdefault(form.lower(), name)
    return spelt


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    forms = sorted(_names(kind), key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(re.escape(form) for form in forms) + r")\b")


_VAGUE: Final = frozenset({"unspecified", "unknown"})


def term_in(kind: str, words_: str) -> str:
    """Gives the one word of that kind that the words name; none where they name two; "agents of the police" are the police."""
    found = {_names(kind)[one.group(1)] for one in _pattern(kind).finditer(" ".join(words_.lower().split()))}
    named = found - _VAGUE or found
    return named.pop() if len(named) == 1 else ""
