"""The legal status as of a day, over the made histories."""

from __future__ import annotations

from datetime import date
from typing import Any

from govah.weigh.status import status


def test_history(history: Any, day: date, states: frozenset[str]) -> None:
    """The declared rules give the states that were written down before their code."""
    found = status(history.evidence, day, findings=history.findings)

    assert {f"{one.state}/{one.custody}" + ("" if one.reviewed else "!") for one in found.states} == states
