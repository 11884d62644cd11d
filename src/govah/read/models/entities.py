"""Names by a model that the user has on disk, spaCy's or GLiNER's: whom a text speaks of, for a person to look at."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

from govah.errors import ReadError
from govah.read.checking import checked
from govah.read.models.chunks import chunks_of
from govah.records import Extracted, FoundAttribute, FoundPerson, Reading, Stance, Value
from govah.text import guess_language

PERSON: Final = frozenset({"PER", "PERSON", "person"})
Spans = Callable[[str], Iterable[tuple[int, int, str]]]
"""Gives (start, end, label) of what a model marks in a text."""


class EntitySuggester:
    """Suggests persons by their names alone; see `interface.Suggester`."""

    def __init__(self, spans: Spans, rule: str) -> None:
        self._spans, self._rule = spans, rule[:80]

    def __call__(self, extracted: Extracted, _published: date | None, /) -> Reading:
        """Gives each name once, where it first stands."""
        persons: dict[str, FoundPerson] = {}
        for chunk in chunks_of(extracted):
            for start, end, label in self._spans(chunk.text):
                name = chunk.text[start:end]
                if label in PERSON and name.strip() and name not in persons:
                    at = chunk.start + start
                    said = FoundAttribute(
                        "name", Value(name), name, at, at + len(name), Stance.ASSERTED, (), self._rule
                    )  # fmt: skip
                    persons[name] = FoundPerson(f"p{len(persons) + 1}", name, (), (said,))
        language = guess_language(extracted.text[:20_000])
        return checked(Reading(language, tuple(persons.values())), extracted.text)


def load_entities(folder: Path) -> EntitySuggester:
    """Loads a model from a folder on this machine, and nothing from anywhere else; a `ReadError` where that cannot be done."""
    if not folder.is_dir():
        raise ReadError("entities-missing", name=folder.name)
    if (folder / "gliner_config.json").is_file():
        return EntitySuggester(_gliner(folder), f"gliner/{folder.name}")
    return EntitySuggester(_spacy(folder), f"spacy/{folder.name}")


def _spacy(folder: Path) -> Spans:
    model = _loaded("spacy", lambda library: library.load(folder), folder)
    return lambda text: [(one.start_char, one.end_char, one.label_) for one in model(text).ents]


def _gliner(folder: Path) -> Spans:
    model = _loaded("gliner", lambda library: library.GLiNER.from_pretrained(str(folder), local_files_only=True), folder)
    return lambda text: [(one["start"], one["end"], one["label"]) for one in model.predict_entities(text, ["person"])]


def _loaded(library: str, load: Callable[[Any], Any], folder: Path) -> Any:
    """Loads a heavy library only here, and the model with it."""
    try:
        return load(importlib.import_module(library))
    except ImportError:
        raise ReadError("entities-library", library=library) from None
    except (OSError, ValueError, RuntimeError):
        raise ReadError("entities-unreadable", name=folder.name) from None
