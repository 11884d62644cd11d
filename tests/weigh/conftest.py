"""Reads the made case histories into evidence, and hands one day of one history to each test that asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from govah.records import Basis, Claim, Fact, Passage, Stance, Value, When, Where
from govah.weigh.interface import Evidence, Finding

HERE = Path(__file__).parent / "histories"
VOICES = {"A": "Karun Watch", "B": "Zagros Committee"}


@dataclass(frozen=True)
class History:
    """One made history: what is told, and the states that the rules give on each day."""

    name: str
    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]
    expect: tuple[tuple[date, frozenset[str]], ...]
    known_at: str = ""
    "What the journal held at that time; empty for all of it."


def histories() -> list[History]:
    """Gives every history of the folder."""
    out = []
    for path in sorted(HERE.glob("*.yml")):
        for name, spec in yaml.safe_load(path.read_text("utf-8")).items():
            evidence = tuple(evidence_of(number, claim) for number, claim in enumerate(spec["claims"]))
            findings = tuple(Finding(f["p"], str(f[True]), tuple(f["people"])) for f in spec.get("findings", ()))
            expect = tuple((day, frozenset(states)) for day, states in spec["expect"].items())
            out.append(History(name, evidence, findings, expect, _moment(spec.get("known", ""))))
    return out


def _moment(value: object) -> str:
    return value.strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(value, datetime) else str(value)


def evidence_of(number: int, spec: dict[str, Any]) -> Evidence:
    """Makes evidence of one line of a history."""
    keys: dict[Any, str] = {True: "on"}  # YAML 1.1 reads the key `on` as true
    spec = {keys.get(key, key): value for key, value in spec.items()}
    by = VOICES.get(spec.get("by", ""), spec.get("by", ""))
    document = str(spec.get("doc", f"d-{number}"))
    claim = f"c{number}"
    when = When(str(spec["on"])) if "on" in spec else None
    value = Value(str(spec.get("v", "")), str(spec.get("term", "")))
    where = Where(spec["in"]) if "in" in spec else None
    fact = Fact(claim, "m1", spec["p"], value, Stance(spec.get("s", "reported")), "", when, where)
    basis = Basis(claim, document, Passage("x1", str(spec.get("quote", "")), 0, 0), (by,) if by else (), "member")
    recorded = f"{spec.get('rec', spec.get('pub', '2026-06-01'))}T12:00:00Z"
    published = str(spec.get("pub", ""))
    return Evidence(Claim(fact, basis), spec.get("r", True), recorded, document, published, spec.get("w", False))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Gives a test with `history`, `day` and `states` every day of every history."""
    if "history" in metafunc.fixturenames:
        cases = [(history, day, states) for history in histories() for day, states in history.expect]
        metafunc.parametrize(("history", "day", "states"), cases, ids=[f"{history.name}-{day}" for history, day, _ in cases])


@pytest.fixture
def tell() -> Callable[..., tuple[Evidence, ...]]:
    """Makes evidence of claims given as in the histories."""
    return lambda *claims: tuple(evidence_of(number, claim) for number, claim in enumerate(claims))
