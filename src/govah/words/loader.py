"""The one loader of the vocabulary. It reads the compiled tables; `govah.words.compile` makes those from the YAML beside them.

Each folder of `words/` is a kind (`predicates/`, `stances/`…), each YAML file in it one concept; `reading/`, `messages/` and
`errors/` hold tables. A compiled kind is one JSON file in `compiled/`, so that a command loads only the kinds that it needs, and
needs no YAML parser.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from govah.errors import UsageError
from govah.text import to_persian_digits

COMPILED: Final = Path(__file__).parent / "compiled"
TABLES: Final = ("errors", "messages", "reading")
"""Folders that hold tables and not words."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the vocabulary."""

    kind: str
    name: str
    label: Mapping[str, str]
    description: Mapping[str, str]
    example: Mapping[str, str]
    variants: Mapping[str, tuple[str, ...]]
    "Other ways to write it, by language; reading knows them."
    more: Mapping[str, Any]
    "What only this kind has: `type`, `codes` (HURIDOCS), `law`, `custody`…; `govah.words.specs` names them all."


def KINDS() -> tuple[str, ...]:  # noqa: N802 - read as the list that it is
    """Gives the kinds of words there are, in the order of the vocabulary."""
    return tuple(words("kinds"))


@cache
def words(kind: str) -> Mapping[str, Word]:
    """Gives every word of one kind by name, in the order of the vocabulary."""
    return {name: _word(kind, name, spec) for name, spec in _compiled(kind).items()}


def word(kind: str, name: str) -> Word:
    """Gives one word; an unknown one is a `UsageError` that names the nearest."""
    known = words(kind)
    if name not in known:
        near = difflib.get_close_matches(name, known, 1)
        raise UsageError("word-unknown", kind=kind, word=name, near=near[0] if near else ", ".join(known))
    return known[name]


def label(kind: str, name: str, lang: str) -> str:
    """Gives what a person reads for a word, in that language; a word that is not known reads as itself."""
    known = words(kind).get(name)
    return known.label.get(lang, name) if known else name


def table(name: str) -> Any:
    """Gives a table such as `reading/en/verbs`, as its YAML file holds it."""
    *folders, leaf = name.split("/")
    return _compiled("-".join(folders))[leaf]


def say(code: str, lang: str, /, **facts: object) -> str:
    """Gives a message or an error's sentence in that language (`case.no-news`, `vault-missing`), with its facts filled in.

    A code that the vocabulary lacks reads as itself, and a sentence whose fact is not given keeps its `{fact}`: to say half is
    better than to fail while telling of a failure. The tests hold both to account. Whole numbers are shown in the digits of the
    language.
    """
    sentence = _sentence(code)
    shown = {key: _in_digits(value, lang) if type(value) is int else value for key, value in facts.items()}
    return str(sentence.get(lang, code)).format_map(_Facts(shown))


def _in_digits(number: int, lang: str) -> str:
    return to_persian_digits(str(number)) if lang == "fa" else str(number)


class _Facts(dict[str, object]):
    """Facts that leave a gap of their own name where one is missing."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


@cache
def _sentence(code: str) -> Mapping[str, str]:
    room, dot, leaf = code.partition(".")
    if dot:
        found = _compiled("messages").get(room, {}).get(leaf)
    else:
        found = next((sentences[code] for sentences in _compiled("errors").values() if code in sentences), None)
    return found if found is not None else {}


@cache
def _compiled(kind: str) -> Mapping[str, Any]:
    try:
        text = (COMPILED / f"{kind}.json").read_text("utf-8")
    except FileNotFoundError:
        raise UsageError("word-kind-unknown", kind=kind, known=_kinds_on_disk()) from None
    loaded: Mapping[str, Any] = json.loads(text)
    return loaded


def _kinds_on_disk() -> str:
    names = sorted(path.stem for path in COMPILED.glob("*.json"))
    return ", ".join(name for name in names if name.split("-")[0] not in TABLES)


def _word(kind: str, name: str, spec: Mapping[str, Any]) -> Word:
    rest = {key: value for key, value in spec.items() if key not in ("label", "description", "example", "variants")}
    variants = {lang: tuple(forms) for lang, forms in spec.get("variants", {}).items()}
    return Word(kind, name, spec["label"], spec.get("description", {}), spec.get("example", {}), variants, rest)
