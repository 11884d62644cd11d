"""Counts what the suite of faults tried: each test says how many cases it ran and what came of them; a table tells it at last."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

Record = Callable[..., None]
"""`record(family, outcome, count=1)`: one case, or several of the same outcome."""

BROKEN: Final = "broken"
"""The outcome of a case in which a promise was broken; every other outcome is one that was promised."""
_PROPERTY: Final = "faults"
_TALLY: Final = pytest.StashKey[Counter[tuple[str, str]]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds how often to kill, and where to write the table."""
    group = parser.getgroup("faults")
    kills = int(os.environ.get("GOVAH_KILLS", "200"))
    group.addoption("--kills", type=int, default=kills, metavar="N", help="kills of each act in the slow tests (or GOVAH_KILLS)")
    group.addoption("--faults-report", metavar="FILE", help="write the table of faults as JSON")


def pytest_configure(config: pytest.Config) -> None:
    """Starts the tally of this run."""
    config.stash[_TALLY] = Counter()


@pytest.fixture
def record(request: pytest.FixtureRequest) -> Iterator[Record]:
    """Notes cases of a family and their outcome; what is noted travels with the test's report, from other processes too."""
    tally: Counter[tuple[str, str]] = Counter()

    def note(family: str, outcome: str = "held", count: int = 1) -> None:
        tally[family, outcome] += count

    yield note
    held = [[family, outcome, count] for (family, outcome), count in tally.items()]
    request.node.user_properties.append((_PROPERTY, json.dumps(held)))


class _Tally:
    """Adds up the reports as they come in."""

    def __init__(self, config: pytest.Config) -> None:
        self._tally = config.stash[_TALLY]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Takes the cases of a test once, when it is over."""
        if report.when == "teardown":
            for name, value in report.user_properties:
                if name == _PROPERTY:
                    for family, outcome, count in json.loads(str(value)):
                        self._tally[family, outcome] += count


def pytest_sessionstart(session: pytest.Session) -> None:
    """Listens to the reports, in the process that gathers them."""
    if not hasattr(session.config, "workerinput"):
        session.config.pluginmanager.register(_Tally(session.config))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Prints the table and, where asked for, writes it."""
    table = table_of(config.stash[_TALLY])
    if not table:
        return
    width = max(len(row.family) for row in table)
    terminalreporter.section("faults and attacks: family · cases · found")
    for row in table:
        outcomes = ", ".join(f"{count:,} {outcome}" for outcome, count in row.outcomes.items())
        terminalreporter.write_line(f"{row.family:<{width}}  {row.cases:>9,}  {row.found:>5}  {outcomes}")
    total, found = sum(row.cases for row in table), sum(row.found for row in table)
    terminalreporter.write_line(f"{'all':<{width}}  {total:>9,}  {found:>5}")
    if path := config.getoption("--faults-report"):
        plain = [{"family": row.family, "cases": row.cases, "found": row.found, "outcomes": row.outcomes} for row in table]
        Path(path).write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", "utf-8")


@dataclass(frozen=True, slots=True)
class Row:
    """One family of the table."""

    family: str
    cases: int
    found: int
    "Cases in which a promise was broken."
    outcomes: dict[str, int]
    "What came of the others."


def table_of(tally: Counter[tuple[str, str]]) -> list[Row]:
    """Gives the table, families in order."""
    table = []
    for family in sorted({family for family, _ in tally}):
        outcomes = {outcome: count for (of, outcome), count in sorted(tally.items()) if of == family and count}
        found = outcomes.pop(BROKEN, 0)
        table.append(Row(family, sum(outcomes.values()) + found, found, outcomes))
    return table
