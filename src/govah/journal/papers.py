"""Papers: what somebody may show about a log as one text, told apart by its first line."""

from __future__ import annotations

from typing import Final

HEAD: Final = "head"
INCLUSION: Final = "inclusion"
CONSISTENCY: Final = "consistency"
FORK: Final = "fork"
HEADER: Final = "header"
_FIRST_LINES: Final = {
    "c2sp.org/tlog-proof@v1": INCLUSION,
    "govah.journal/consistency@v1": CONSISTENCY,
    "govah.journal/fork@v1": FORK,
}


def kind_of_paper(text: str) -> str:
    """Gives what a text says that it is: a proof, a fork, the header of an entry, or else a signed head."""
    first = text.partition("\n")[0]
    return _FIRST_LINES.get(first, HEADER if first.startswith("{") else HEAD)
