"""Lists too long for one page: the records of one kind, newest first, a page at a time, each page a short step of the index."""

from __future__ import annotations

from dataclasses import dataclass

from govah.vault.database import rows
from govah.vault.interface import Stored
from govah.vault.reading import of_parts
from govah.vault.store import Vault

_LATEST = "9999"


@dataclass(frozen=True, slots=True)
class Page:
    """Some records of one kind, and where the next page begins."""

    records: tuple[Stored, ...]
    after: str
    "For the next page; empty where this is the last."


def page_of(vault: Vault, kind: str, after: str = "", most: int = 50) -> Page:
    """Gives the newest records of a kind that can be read here, or those that follow an earlier page.

    Args:
        vault: the open vault.
        kind: such as `document` or `mention`.
        after: what an earlier page gave; what is no such text begins at the beginning.
        most: how many records a page holds.
    """
    time, part = _place(after)
    query = "SELECT time, part FROM record WHERE kind = ? AND (time, part) < (?, ?) ORDER BY time DESC, part DESC LIMIT ?"
    found = rows(vault.connection, query, (kind, time, part, most + 1))
    shown = found[:most]
    last = f"{shown[-1][0]}.{shown[-1][1]}" if len(found) > most else ""
    return Page(tuple(of_parts(vault.connection, [row[1] for row in shown])), last)


def count_of(vault: Vault, kind: str, most: int = 1_000_000_000) -> int:
    """Gives how many records of a kind can be read here; it counts no further than `most`."""
    query = "SELECT count(*) FROM (SELECT 1 FROM record WHERE kind = ? LIMIT ?)"
    return int(rows(vault.connection, query, (kind, most))[0][0])


def _place(after: str) -> tuple[str, int]:
    time, dot, part = after.partition(".")
    return (time, int(part)) if dot and part.isascii() and part.isdigit() and len(part) < 20 else (_LATEST, 0)
