"""The shape of a word's YAML file: which keys each kind may have and what they hold, told to whoever edits one badly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

LANGUAGES: Final = ("en", "fa")
COMMON: Final = frozenset({"label", "description", "example", "variants", "order", "codes"})
"""Keys that a word of any kind may have; `label` and `description` it must have."""
OF_KIND: Final[Mapping[str, frozenset[str]]] = {
    "predicates": frozenset({"type", "terms", "grave", "terminal", "urgent"}),
    "attributes": frozenset({"type", "terms", "sensitive"}),
    "stances": frozenset({"affirms"}),
    "stages": frozenset({"custody", "entered_by", "next", "terminal", "death", "law", "certainty"}),
    "custodies": frozenset(),
    "topics": frozenset({"predicates", "attributes"}),
    "charges": frozenset({"law", "certainty", "capital"}),
    "labels": frozenset(),
    "courts": frozenset({"office"}),
    "prisons": frozenset({"city", "site", "certainty"}),
    "punishments": frozenset({"family", "death", "unit"}),
    "proof_standards": frozenset({"law", "certainty"}),
    "tallies": frozenset({"predicate"}),
    "statements": frozenset(),
    "grades_source": frozenset({"scheme"}),
    "grades_information": frozenset({"scheme"}),
    "organs": frozenset(),
    "occupations": frozenset(),
    "genders": frozenset(),
    "roles": frozenset(),
    "source_types": frozenset(),
    "methods": frozenset(),
    "compartments": frozenset(),
    "audiences": frozenset(),
    "purposes": frozenset(),
    "consent_givers": frozenset(),
    "consent_means": frozenset(),
    "acts": frozenset(),
    "reasons": frozenset(),
    "terms": frozenset({"see"}),
    "kinds": frozenset({"singular"}),
}
"""What each kind may have besides; the lint of meaning fails on a folder that is not named here."""
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "type": ("text", "term", "place", "number", "date", "mention"),
    "certainty": ("S", "M", "C", "U"),
    "custody": ("in", "out", "either", "none", "unknown"),
    "site": ("prison", "detention"),
    "family": ("death", "corporal", "liberty", "money", "rights"),
    "unit": ("months", "lashes"),
}
"""Keys whose value is one of a few. `certainty`: S seen in a source, M memory of the standard, C common usage, U uncertain."""
FLAGS: Final = frozenset({"grave", "terminal", "death", "capital", "office", "affirms", "sensitive", "urgent"})
BY_LANGUAGE: Final = frozenset({"label", "description", "example", "city", "law", "singular"})
LISTS: Final = frozenset({"terms", "entered_by", "next", "predicates", "attributes", "see"})


def faults(kind: str, spec: Any) -> list[str]:
    """Gives each thing that is wrong with one word's file, in words for whoever edits it."""
    if not isinstance(spec, dict):
        return ["the file must hold keys such as label and description"]
    found = [f"no {key}: give it in {' and '.join(LANGUAGES)}" for key in ("label", "description") if key not in spec]
    allowed = COMMON | OF_KIND.get(kind, frozenset(spec))
    for key, value in spec.items():
        if key not in allowed:
            found.append(f"{key}: no such key here; allowed are {', '.join(sorted(allowed))}")
        elif wrong := _fault(key, value):
            found.append(f"{key}: {wrong}")
    return found


def faults_of_sentences(table: Any) -> list[str]:
    """Gives what is wrong with a table of errors or messages: each entry says one thing in every language."""
    if not isinstance(table, dict):
        return ["the file must hold one code a key"]
    return [f"{code}: {wrong}" for code, entry in table.items() if (wrong := _by_language(entry))]


def _fault(key: str, value: Any) -> str:
    if key in BY_LANGUAGE:
        return _by_language(value, optional=("fa",) if key == "example" else ())
    if key == "variants":
        return _variants(value)
    if key in CHOICES:
        return "" if value in CHOICES[key] else f"{value!r} is none of {', '.join(CHOICES[key])}"
    fits, must_be = _plain_fault(key, value)
    return "" if fits else f"must be {must_be}"


def _plain_fault(key: str, value: Any) -> tuple[bool, str]:
    if key in FLAGS:
        return isinstance(value, bool), "true or false"
    if key in LISTS:
        return _texts(value), "a list of words"
    if key == "codes":
        return isinstance(value, dict) and _texts(list(value.values())), "texts by scheme, such as {huridocs: MT4}"
    if key == "order":
        return isinstance(value, int), "a whole number"
    return isinstance(value, str) and bool(value), "a text"


def _by_language(value: Any, optional: tuple[str, ...] = ()) -> str:
    if not isinstance(value, dict):
        return f"must give {' and '.join(LANGUAGES)}"
    missing = [lang for lang in LANGUAGES if not value.get(lang) and lang not in optional]
    if missing:
        return f"nothing in {' and '.join(missing)}"
    strange = [lang for lang in value if lang not in LANGUAGES]
    if strange:
        return f"{strange[0]} is none of {', '.join(LANGUAGES)}"
    return "" if _texts(list(value.values())) else "must be texts"


def _variants(value: Any) -> str:
    if not isinstance(value, dict):
        return "must be lists by language"
    for lang, forms in value.items():
        if not isinstance(lang, str) or len(lang) > 3:
            return f"{lang!r} is no language code"
        if not _texts(forms):
            return f"{lang}: must be a list of texts"
        if len(set(forms)) < len(forms):
            return f"{lang}: the same form twice"
    return ""


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)
