"""Estimating what no list has, from a table of counts: read, estimate, keep as a run that can be made again, compare."""

from __future__ import annotations

from pathlib import Path

from govah.count.mse.estimating import Result, estimate
from govah.count.mse.interface import Request
from govah.count.mse.reading import Part, read_counts
from govah.errors import UsageError


def counts_of(path: Path) -> tuple[Part, ...]:
    """Reads the tables of a CSV file; raises `UsageError` where it cannot be read, or where the row at fault stands."""
    return read_counts(bytes_of(path))


def bytes_of(path: Path) -> bytes:
    """Gives a file's bytes; raises `UsageError` where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        raise UsageError("counts-missing", name=path.name) from None


def estimate_table(part: Part, request: Request, *, checked: bool = True) -> Result:
    """Estimates N from one table by every method asked for; raises `UsageError` where the bound is below the people seen."""
    if request.bound is not None and request.bound <= part.table.people:
        raise UsageError("estimate-bound-low", people=part.table.people)
    return estimate(part.table, request, checked=checked)
