"""Search: words in every sealed text, and persons by name, in whatever letters they were typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from govah.desk.clusters import Person, with_name
from govah.desk.evidence import captures_of
from govah.desk.reading import text_of
from govah.records import Derivation
from govah.text import fold
from govah.vault import Vault

AROUND: Final = 80
MOST: Final = 50
"""Passages given at most."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One document that holds the words, and the passage around the first of them."""

    document: str
    name: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives."""

    persons: tuple[Person, ...]
    passages: tuple[Hit, ...]


def search(vault: Vault, words: str) -> Found:
    """Finds persons whose names hold the words, and documents whose text holds all of them."""
    wanted = fold(words)
    hits: list[Hit] = []
    for id_ in vault.find_text(wanted, "derivation"):
        for stored in vault.get(id_):
            if isinstance(stored.record, Derivation) and len(hits) < MOST:
                hits.append(_hit(vault, stored.record, wanted.split()))
    return Found(with_name(vault, words), tuple(hits))


def _hit(vault: Vault, derivation: Derivation, wanted: list[str]) -> Hit:
    text = text_of(vault, derivation)
    names = [capture.name for capture in captures_of(vault, derivation.document)]
    for found in re.finditer(r"[\w\u200c]+", text):
        if set(fold(found.group()).split()) & set(wanted):
            start, end = found.span()
            before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
            return Hit(derivation.document, names[0] if names else "", before, found.group(), after)
    return Hit(derivation.document, names[0] if names else "", "", "", text[: 2 * AROUND])
