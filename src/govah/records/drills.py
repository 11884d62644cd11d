"""How carefully a review was done: known wrong suggestions were mixed in, and it was counted how many were caught."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drill:
    """One sitting with planted errors. What was planted is in no other record, and became no claim."""

    id: str
    "Of the kind `check`."
    member: str
    at: str
    decided: int
    "Cards decided in the sitting, planted ones among them."
    planted: int
    "Planted cards that were decided."
    caught: int
    "Of those, rejected or edited."
    seconds: int
    kinds_missed: tuple[str, ...] = ()
    "What was wrong with those that passed: `stance`, `person`, `predicate`, `date`, `number`."
