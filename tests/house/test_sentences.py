"""What Govah says to people: each code has its sentence in both languages, with the same facts, and none is idle."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Final

import yaml

from house.trees import nodes_of, text_of

ROOT: Final = Path(__file__).parents[2]
SOURCE: Final = ROOT / "src" / "govah"
WORDS: Final = SOURCE / "words"
ERROR_CLASSES: Final = {
    node.name for node in ast.parse((SOURCE / "errors.py").read_text("utf-8")).body if isinstance(node, ast.ClassDef)
}


def read(folder: str) -> dict[str, dict[str, Any]]:
    """Gives every table of a folder by its name."""
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) or {} for path in sorted((WORDS / folder).glob("*.yml"))}


ERRORS: Final = {code: entry for table in read("errors").values() for code, entry in table.items()}
MESSAGES: Final = {f"{room}.{key}": entry for room, table in read("messages").items() for key, entry in table.items()}


def literals() -> Iterator[tuple[Path, ast.AST, str]]:
    """Gives every text of the source with its place, and the fixed beginning of every text that is put together."""
    for path in SOURCE.rglob("*.py"):
        for node in nodes_of(path):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield path, node, node.value


@cache
def texts() -> frozenset[str]:
    """Gives every text of the source once."""
    return frozenset(text for _, _, text in literals())


@cache
def source_text() -> str:
    """Gives the whole source as one text."""
    return "\n".join(text_of(path) for path in SOURCE.rglob("*.py"))


def raised() -> Iterator[tuple[str, str]]:
    """Gives the code of every error that the source makes with a fixed code, and where."""
    for path in SOURCE.rglob("*.py"):
        for node in nodes_of(path):
            if isinstance(node, ast.Call) and _name(node.func) in ERROR_CLASSES and node.args:
                code = node.args[0]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield code.value, f"{path.relative_to(ROOT)}:{node.lineno}"


def said() -> Iterator[tuple[str, str]]:
    """Gives every code that the source says with fixed words, and where."""
    for path in SOURCE.rglob("*.py"):
        for node in nodes_of(path):
            if isinstance(node, ast.Call) and _name(node.func) in {"say", "tell"}:
                for argument in node.args[:2]:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and "." in argument.value:
                        yield argument.value, f"{path.relative_to(ROOT)}:{node.lineno}"


def test_every_error_has_its_sentence() -> None:
    """No error is raised whose code the vocabulary cannot say."""
    mute = [f"{where}: {code}" for code, where in raised() if code not in ERRORS]

    assert [] == mute


def test_every_message_has_its_sentence() -> None:
    """Nothing is said that the vocabulary has no words for."""
    mute = [f"{where}: {code}" for code, where in said() if code not in MESSAGES]

    assert [] == mute


def test_every_error_sentence_is_used() -> None:
    """No sentence stands in the vocabulary that no error brings up."""
    idle = [code for code in ERRORS if code not in texts() and not _composed(code, "-")]

    assert [] == idle


def test_every_message_is_used() -> None:
    """No message stands in the vocabulary that nothing says."""
    idle = [code for code in MESSAGES if code not in texts() and not _composed(code, ".")]

    assert [] == idle


def test_no_code_twice() -> None:
    """One code has one sentence, in one file."""
    homes: dict[str, list[str]] = {}
    for room, table in read("errors").items():
        for code in table:
            homes.setdefault(code, []).append(room)

    assert {} == {code: rooms for code, rooms in homes.items() if len(rooms) > 1}


def test_both_languages_say_the_same() -> None:
    """A sentence stands in English and in Persian, and both name the same facts."""
    every = {**ERRORS, **MESSAGES}

    assert [] == [code for code, entry in every.items() if {"en", "fa"} != set(entry)]
    assert [] == [code for code, entry in every.items() if fields(entry["en"]) != fields(entry["fa"])]


def test_persian_is_written_as_persian() -> None:
    """A Persian sentence has Persian letters, digits and marks; only code and EDTF stay as they are typed."""
    every: Mapping[str, Mapping[str, str]] = {**ERRORS, **MESSAGES}

    assert [] == [code for code, entry in every.items() if not _is_persian(entry["fa"])]


def _is_persian(sentence: str) -> bool:
    plain = re.sub(r"\{[^{}]*\}|`[^`]*`|‎[^‎]*‎", "", sentence)
    prose = re.sub(r"[!-~]*[A-Za-z/][!-~]*|\b[0-9]{4}(?:-[0-9]{2}){0,2}\b", "", plain)
    wrong = ("[يكىة٠-٩]", plain), (r"(?<![\w.])[0-9]+(?![\w.])", prose), (r"[؀-ۿ][,;?]", plain)
    return not any(re.search(pattern, text) for pattern, text in wrong)


def test_an_error_is_one_line() -> None:
    """An error is one line, which says what to do next."""
    every = [(code, sentence) for code, entry in ERRORS.items() for sentence in entry.values()]

    assert [] == [code for code, sentence in every if "\n" in sentence.strip() or not re.search(r"[:;؛.—]", sentence)]


def fields(sentence: str) -> set[str]:
    """Gives the names of the facts that a sentence asks for."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _composed(code: str, dot: str) -> bool:
    """Answers whether the source puts such a code together from a fixed beginning and a varying end."""
    heads = [code[: place + 1] for place, letter in enumerate(code) if letter in {dot, "-", "."}]
    return any(f'f"{head}{{' in source_text() or f'"{head}" +' in source_text() for head in heads)
