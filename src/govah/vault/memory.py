"""What was read and still holds: one page or one count asks for the same records many times, and nothing is written meanwhile."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from typing import Final, TypeVar, cast

import apsw

from govah.vault import reading
from govah.vault.database import rows, value
from govah.vault.interface import Stored

Made = TypeVar("Made")
_MOST: Final = 20_000
"""Answers that are held at most."""
_MOST_BYTES: Final = 2_000_000
"""Bytes of bodies that are held at most."""
_LONG: Final = 32_000
"""Bytes of bodies in one answer beyond which it is not held: the text of a list has tens of thousands of segments."""
_STATE: Final = "SELECT count(*), max(part), sum(part % 2147483647) FROM record WHERE kind IN (SELECT value FROM json_each(?))"
_OWN: Final = "="
"""Stands for a kind where records are asked for by their own ids."""


class Memory:
    """Answers of one connection. All are forgotten as soon as anything was written, by it or by another process.

    Within a transaction nothing is held: it may be taken back.
    """

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._state = (-1, -1)
        self._held: dict[tuple[str, str], tuple[Stored, ...]] = {}
        self._bytes = 0
        self._made: dict[str, tuple[object, object]] = {}

    def by_id(self, record_id: str) -> list[Stored]:
        """Gives every readable part whose record bears that id."""
        return self._answer(record_id, _OWN)

    def by_reference(self, target: str, kind: str | None) -> list[Stored]:
        """Gives every readable part that refers to that id; of one kind, or of all."""
        if kind is None:
            return reading.in_order_of_time(reading.found_by_any_reference(self._connection, target))
        return self._answer(target, kind)

    def gather(self, ids: Iterable[str], *kinds: str) -> None:
        """Reads at one stroke what bears these ids, or of each kind named what refers to them; it is asked for next."""
        if self._connection.in_transaction:
            return
        self._renew()
        wanted = list(dict.fromkeys(ids))
        for kind in kinds or (_OWN,):
            missing = [id_ for id_ in wanted if (id_, kind) not in self._held]
            if len(missing) > 1:
                self._gather(missing, kind)

    def made_of(self, name: str, kinds: Collection[str], make: Callable[[], Made]) -> Made:
        """Gives what `make` makes of all records of some kinds; it is made again once one of them came or went.

        Args:
            name: what is made.
            kinds: all kinds of records that it depends on.
            make: makes it.
        """
        if self._connection.in_transaction:
            return make()
        state = tuple(rows(self._connection, _STATE, (json.dumps(sorted(kinds)),))[0])
        known = self._made.get(name)
        if known is not None and known[0] == state:
            return cast("Made", known[1])
        made = make()
        self._made[name] = (state, made)
        return made

    def _answer(self, id_: str, kind: str) -> list[Stored]:
        if self._connection.in_transaction:
            return reading.in_order_of_time(self._read([id_], kind))
        self._renew()
        known = self._held.get((id_, kind))
        return list(known) if known is not None else self._hold((id_, kind), self._read([id_], kind))

    def _gather(self, ids: list[str], kind: str) -> None:
        found: dict[str, list[reading.Found]] = {id_: [] for id_ in ids}
        for row in self._read(ids, kind):
            found[row[0]].append(row)
        for id_, some in found.items():
            self._hold((id_, kind), some)

    def _read(self, ids: list[str], kind: str) -> list[reading.Found]:
        if kind == _OWN:
            return reading.found_by_id(self._connection, ids)
        return reading.found_by_reference(self._connection, ids, kind)

    def _hold(self, key: tuple[str, str], found: list[reading.Found]) -> list[Stored]:
        made, size = reading.in_order_of_time(found), sum(len(row[4] or b"") for row in found)
        if size > _LONG:
            return made
        if len(self._held) >= _MOST or self._bytes + size > _MOST_BYTES:
            self._forget()
        self._held[key] = tuple(made)
        self._bytes += size
        return made

    def _forget(self) -> None:
        self._held.clear()
        self._bytes = 0

    def _renew(self) -> None:
        """Forgets everything where this connection or another has written since."""
        state = (int(value(self._connection, "PRAGMA data_version")), self._connection.total_changes())
        if state != self._state:
            self._state = state
            self._forget()
