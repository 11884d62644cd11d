"""Estimating what no list has: read a table, regroup its lists as asked, estimate, keep it as a run to be made again."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from govah.count.mse.interface import Request
from govah.count.mse.reading import Part, read_counts
from govah.count.mse.replicates import Stratum, strata
from govah.count.mse.showing import plain_strata
from govah.count.mse.table import Table, merged, on
from govah.errors import EvidenceError, UsageError

COUNTS: Final = "counts.csv"
RUN: Final = "run.json"
RESULT: Final = "result.json"
LIBRARIES: Final = ("govah", "numpy", "scipy", "numba")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks of a table of counts."""

    request: Request
    rule: str = "rubin"
    """How replicates are combined: `rubin` or `verdata`."""
    merges: tuple[tuple[str, ...], ...] = ()
    """Lists that are taken as one, since they copy each other or barely meet."""
    drops: tuple[str, ...] = ()
    """Lists that are left out."""


@dataclass(frozen=True, slots=True)
class Run:
    """An estimate as it was made: the bytes it was made from, what was asked, and what came out."""

    counts: bytes
    asked: Asked
    strata: tuple[Stratum, ...]

    @property
    def result(self) -> dict[str, Any]:
        """Gives the answer as plain JSON values."""
        return plain_strata(self.strata)


def estimate_file(path: Path, asked: Asked) -> Run:
    """Estimates from a CSV file of counts; raises `UsageError` where it is no such table, with the row at fault."""
    try:
        data = path.read_bytes()
    except OSError:
        raise UsageError("counts-missing", name=path.name) from None
    return estimate_bytes(data, asked)


def estimate_bytes(data: bytes, asked: Asked) -> Run:
    """Estimates from the bytes of such a file."""
    parts = [replace(part, table=_regrouped(part.table, asked)) for part in read_counts(data)]
    _check_bound(parts, asked.request.bound)
    return Run(data, asked, strata(parts, asked.request, rule=asked.rule))


def write_run(run: Run, folder: Path) -> None:
    """Writes a run as a new folder: counts, what was asked with hashes and versions, the result, and its figures."""
    from govah.desk.counts.estimatefigures import figures  # noqa: PLC0415 - Altair is heavy, and only this needs it

    result = _stable(run.result)
    files = {COUNTS: run.counts, RESULT: _bytes(result), **figures(run.strata)}
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    files[RUN] = _bytes({"asked": _asked(run.asked), "sha256": hashes, "versions": _versions()})
    try:
        folder.mkdir()
        for name, data in files.items():
            place = folder / name
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(data)
    except FileExistsError:
        raise UsageError("run-exists", name=folder.name) from None
    except OSError:
        raise UsageError("run-unwritable", name=folder.name) from None


def rerun(folder: Path) -> Run:
    """Makes a run again from its folder; raises `EvidenceError` where its files were changed, or the result is not bit-equal."""
    run, kept = read_run(folder)
    again = estimate_bytes(run, kept)
    if _bytes(_stable(again.result)) != (folder / RESULT).read_bytes():
        raise EvidenceError("run-differs", versions=", ".join(f"{name} {one}" for name, one in _versions().items()))
    return again


def read_run(folder: Path) -> tuple[bytes, Asked]:
    """Gives the counts of a run and what was asked; raises `EvidenceError` where a file is not what it was."""
    try:
        told = json.loads((folder / RUN).read_bytes())
        for name, wanted in told["sha256"].items():
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != wanted:
                raise EvidenceError("run-altered", name=name)
        return (folder / COUNTS).read_bytes(), _from_asked(told["asked"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise UsageError("run-missing", name=folder.name) from None


def _regrouped(table: Table, asked: Asked) -> Table:
    places = {name: at for at, name in enumerate(table.lists)}
    for name in (*asked.drops, *(one for group in asked.merges for one in group)):
        if name not in places:
            raise UsageError("estimate-list-unknown", name=name[:60])
    kept = on(table, [at for name, at in places.items() if name not in asked.drops])
    together = {name: group for group in asked.merges for name in group}
    groups = dict.fromkeys(together.get(name, (name,)) for name in kept.lists)
    return merged(kept, [[kept.lists.index(name) for name in group] for group in groups])


def _check_bound(parts: Sequence[Part], bound: int | None) -> None:
    people = max(part.table.people for part in parts)
    if bound is not None and bound <= people:
        raise UsageError("estimate-bound-low", people=people)


def _stable(value: Any) -> Any:
    """Gives a result without the seconds that it took, which no two runs share."""
    if isinstance(value, dict):
        return {key: _stable(item) for key, item in value.items() if key != "seconds"}
    return [_stable(item) for item in value] if isinstance(value, list) else value


def _bytes(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _asked(asked: Asked) -> dict[str, Any]:
    request = asked.request
    return {
        "methods": list(request.methods),
        "seed": request.seed,
        "bound": request.bound,
        "rule": asked.rule,
        "merges": [list(group) for group in asked.merges],
        "drops": list(asked.drops),
    }


def _from_asked(told: dict[str, Any]) -> Asked:
    request = Request(tuple(told["methods"]), told["seed"], told["bound"])
    return Asked(request, told["rule"], tuple(tuple(group) for group in told["merges"]), tuple(told["drops"]))


def _versions() -> dict[str, str]:
    return {
        "python": platform.python_version(),
        "machine": platform.machine(),
        **{one: metadata.version(one) for one in LIBRARIES},
    }
