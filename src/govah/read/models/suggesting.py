"""A language model as a suggester: piece by piece, each answer held against its piece, the whole as a reading like any other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import islice

from govah.read.checking import checked
from govah.read.models.answers import Heard, heard, names_of
from govah.read.models.asking import request_body
from govah.read.models.chunks import LARGEST, MOST, Chunk, chunks_of
from govah.records import Extracted, FoundClaim, FoundPerson, Reading
from govah.text import guess_language

Ask = Callable[[bytes], str]
"""Sends the body of a request and gives the words of the answer."""


class ModelSuggester:
    """Suggests by asking a model; see `interface.Suggester`. It raises `ReadError` where the model cannot be reached."""

    def __init__(self, ask: Ask, model: str, *, largest: int = LARGEST) -> None:
        self._ask, self._model, self._largest = ask, model, largest

    @property
    def rule(self) -> str:
        """What stands as `suggested_by` in a claim: the model's name as its server knows it."""
        return f"model/{self._model or 'local'}"[:80]

    def __call__(self, extracted: Extracted, published: date | None, /) -> Reading:
        """Gives what the model finds and the text bears out; `dropped` counts the rest."""
        language = guess_language(extracted.text[:20_000])
        pieces = list(islice(chunks_of(extracted, self._largest), MOST + 1))
        notes = ["model-cut-short"] if len(pieces) > MOST else []
        claims: list[tuple[str, FoundClaim]] = []
        dropped = 0
        for chunk in pieces[:MOST]:
            found = self._heard(request_body(chunk.text, language, self._model), chunk, published)
            if found is None:
                notes.append("model-not-heard")
                continue
            claims += found.claims
            dropped += found.dropped
        return checked(_reading(language, tuple(claims), dropped, tuple(dict.fromkeys(notes))), extracted.text)

    def _heard(self, body: bytes, chunk: Chunk, published: date | None) -> Heard | None:
        """Asks twice where the answer is not the JSON that was asked for."""
        return heard(self._ask(body), chunk, self.rule, published) or heard(self._ask(body), chunk, self.rule, published)


def _reading(language: str, claims: tuple[tuple[str, FoundClaim], ...], dropped: int, notes: tuple[str, ...]) -> Reading:
    numbers = {name: f"p{number}" for number, name in enumerate(names_of(claims), 1)}
    persons = tuple(FoundPerson(number, name) for name, number in numbers.items())
    told = tuple(_of_person(claim, numbers[name]) for name, claim in claims)
    return Reading(language, persons, claims=told, dropped=dropped, notes=notes)


def _of_person(claim: FoundClaim, person: str) -> FoundClaim:
    return replace(claim, person=person)
