"""Screens and their addresses: a method, a path, and the function that answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import Response

from govah.workbench.asked import Asked

Answers = Callable[[Asked], Response]


@dataclass(frozen=True, slots=True)
class Way:
    """One address of a screen."""

    method: str
    path: str
    answer: Answers
    is_act: bool = True
    "Whether it is a person who asks: what a page asks by itself does not keep the vault from locking."
    takes_files: bool = False
    is_long: bool = False
    "Whether it takes longer than others should wait: it works in a vault of its own, beside them."


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: its name in the menu, and its addresses."""

    name: str
    ways: tuple[Way, ...]


def get(path: str, answer: Answers, *, is_act: bool = True, is_long: bool = False) -> Way:
    """Gives the address of a page."""
    return Way("GET", path, answer, is_act, is_long=is_long)


def post(path: str, answer: Answers, *, takes_files: bool = False, is_long: bool = False) -> Way:
    """Gives the address of an act."""
    return Way("POST", path, answer, takes_files=takes_files, is_long=is_long)
