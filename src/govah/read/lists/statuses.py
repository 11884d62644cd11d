"""What a status cell says of a person: the act or stage, and how far the cell commits to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from govah.records import Stance, Value
from govah.text import fold
from govah.words import table


@dataclass(frozen=True, slots=True)
class Status:
    """One status cell, read."""

    predicate: str
    "Empty where the cell denies, fears or leaves open: then nothing is put forward."
    value: Value
    stance: Stance


@lru_cache(maxsize=4096)
def status_of(text: str) -> Status | None:
    """Reads a status cell; None where no word in it is known. A question mark makes it alleged at most."""
    said = fold(text.replace("_", " "))
    for pattern, predicate, value, stance in _statuses():
        if pattern.search(said):
            doubted = "?" in text or "؟" in text
            return Status(predicate, Value(value, value if value == "death" else ""), Stance.ALLEGED if doubted else stance)
    return None


@cache
def _statuses() -> tuple[tuple[re.Pattern[str], str, str, Stance], ...]:
    return tuple(
        (re.compile(one["pattern"]), one["predicate"], one.get("value", ""), Stance(one.get("stance", "asserted")))
        for one in table("reading/lists/statuses")
    )
