"""Two versions of a list in a terminal and as JSON: new, changed, gone, and what may be the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from govah.cli.cards import clean, quoted
from govah.cli.list_text import role_label
from govah.desk.lists import Compared
from govah.read.lists import Changed, RowTold
from govah.text import isolate
from govah.words import say

SHOWN: Final = 40
"""Rows of a kind that are written out; the rest is counted."""


def compared_text(found: Compared, lang: str) -> str:
    """Gives the difference as a person reads it."""
    return "\n".join(_lines(found, lang))


def compared_json(found: Compared) -> dict[str, Any]:
    """Gives the difference as plain JSON values."""
    compared = found.comparison
    return {
        "document": found.document,
        "older": found.older,
        "key": compared.key,
        "new": [_row(one) for one in compared.new],
        "changed": [_changed(one) for one in compared.changed],
        "gone": [_row(one) for one in compared.gone],
        "maybe": [{**_row(one.after), "older": _row(one.before), "score": one.score} for one in compared.maybe],
        "same": len(compared.same),
        "empty": found.empty,
    }


def _lines(found: Compared, lang: str) -> Iterator[str]:
    one = found.comparison
    counts = {kind: len(getattr(one, kind)) for kind in ("new", "changed", "gone", "same", "maybe")}
    yield say("list.compared", lang, older=found.older, **counts)
    yield say("list.compared-by", lang, key=say(f"list.key-{one.key}", lang))
    yield from _rows("list.row-new", one.new, lang)
    yield from _some([_change_line(change, lang) for change in one.changed[:SHOWN]], len(one.changed), lang)
    yield from _rows("list.row-gone", one.gone, lang)
    likely = [
        say("list.row-maybe", lang, address=isolate(address_of(after)), name=_name(after), older=isolate(address_of(before)))
        for after, before in ((maybe.after, maybe.before) for maybe in one.maybe[:SHOWN])
    ]
    yield from _some(likely, len(one.maybe), lang)


def _rows(code: str, rows: Sequence[RowTold], lang: str) -> Iterator[str]:
    told = [say(code, lang, address=isolate(address_of(one)), name=_name(one)) for one in rows[:SHOWN]]
    yield from _some(told, len(rows), lang)


def _some(told: list[str], count: int, lang: str) -> Iterator[str]:
    yield from told
    if count > len(told):
        yield say("list.more-rows", lang, count=count - len(told))


def _change_line(one: Changed, lang: str) -> str:
    told = [
        say("list.change", lang, role=role_label(role, lang), before=_quoted(before, lang), after=_quoted(after, lang))
        for role, before, after in ((change.role, change.before, change.after) for change in one.changes)
    ]
    changes = ("؛ " if lang == "fa" else "; ").join(told)
    return say("list.row-changed", lang, address=isolate(address_of(one.after)), name=_name(one.after), changes=changes)


def _quoted(text: str, lang: str) -> str:
    return quoted(text[:60]) if text else say("list.nothing", lang)


def _name(one: RowTold) -> str:
    return isolate(clean(one.name)) or "—"


def address_of(one: RowTold) -> str:
    """Gives the address of a row's first filled cell."""
    return one.row.address(one.row.cells[0])


def _row(one: RowTold) -> dict[str, Any]:
    return {"address": address_of(one), "name": one.name, "id": one.id, "faults": [fault.code for fault in one.faults]}


def _changed(one: Changed) -> dict[str, Any]:
    changes = [{"role": change.role, "before": change.before, "after": change.after} for change in one.changes]
    return {**_row(one.after), "older": address_of(one.before), "changes": changes}
