"""What becomes of a statement under what stands over it: stated, negated, denied, wished, ahead, or not known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from govah.words import table


class Mode(StrEnum):
    """What becomes of a statement."""

    STATED = "stated"
    NEGATED = "negated"
    DENIED = "denied"
    UNREAL = "unreal"
    AHEAD = "ahead"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Scope:
    """What stands over a statement, and who denies it where it is denied."""

    mode: Mode
    voice: tuple[int, ...] = ()
    "Places of the noun phrases that deny."


@cache
def scope_words(kind: str) -> frozenset[str]:
    """Gives words of the table, such as `unreal_verbs`."""
    return frozenset(str(table("reading/en/scope")[kind]).split())


STATED: Final = Scope(Mode.STATED)
