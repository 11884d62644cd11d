"""Made-up rows of lists for the tests of linking."""

from __future__ import annotations

from datetime import date
from typing import Any

from govah.link.rows import ListRow


def day(text: str) -> tuple[int, int]:
    """Gives one day as limits."""
    number = date.fromisoformat(text).toordinal()
    return number, number


def row(id_: str, name: str, table: int = 0, **more: Any) -> ListRow:
    """Gives a row of a made-up list."""
    return ListRow(id_, table, name, **more)


def told(step: str, count: int) -> None:
    """Hears a step and says nothing."""
