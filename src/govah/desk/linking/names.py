"""Names alone, without a vault: one pair with reasons, or a table of pairs for measuring and for scripts."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from govah.errors import UsageError
from govah.link import NameScore, compare_names

COLUMNS: Final = ("a", "b")
_LONGEST: Final = 400
"""Letters of a cell that are compared; no name is longer."""


@dataclass(frozen=True, slots=True)
class NamePair:
    """Two names as written, and how alike they are."""

    a: str
    b: str
    found: NameScore

    @property
    def score(self) -> float:
        """Gives the likeness, 0 to 1: not a probability that two persons are one."""
        return self.found.score / 1000


def compare_two(a: str, b: str) -> NamePair:
    """Compares two names; raises `UsageError` where one of them holds no letter."""
    if not all(any(map(str.isalpha, name)) for name in (a, b)):
        raise UsageError("names-empty")
    return NamePair(a, b, compare_names(a[:_LONGEST], b[:_LONGEST]))


def score_pairs(path: Path) -> Iterator[NamePair]:
    """Gives each row of a CSV with the columns a and b with its score, in its order; an empty name scores 0.

    Raises:
        UsageError: no file, no CSV in UTF-8, or a column that is missing.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if missing := [name for name in COLUMNS if name not in (reader.fieldnames or ())]:
                raise UsageError("names-columns", name=path.name, missing=", ".join(missing))
            for row in reader:
                a, b = row["a"] or "", row["b"] or ""
                yield NamePair(a, b, compare_names(a[:_LONGEST], b[:_LONGEST]))
    except (UnicodeDecodeError, csv.Error):
        raise UsageError("names-not-csv", name=path.name) from None
    except OSError:
        raise UsageError("names-unreadable", name=path.name) from None
