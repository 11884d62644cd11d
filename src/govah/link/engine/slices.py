"""Pairs of rows in slices: what is made of pairs is held for one slice of them at a time, and a pair itself as two numbers.

All pairs of two names fall into one slice, so that no pair stands in two, and no names are compared twice.
"""

# ruff: noqa: S608 - SQL of our own constants and numbers only
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from govah.link.engine.blocking import pairs_by

_SHARES: Final = 4096
"""The most slices that there can be."""
_SHARE: Final = f", (hash(least(l.name_id, r.name_id), greatest(l.name_id, r.name_id)) % {_SHARES})::USMALLINT AS share"


@dataclass(frozen=True, slots=True)
class Slices:
    """Pairs of rows that wait to be compared, each once, in the tables `slice_0`, `slice_1` and so on."""

    count: int
    "Pairs in all slices."
    many: int

    @property
    def every(self) -> str:
        """Gives SQL for all of them."""
        return " UNION ALL ".join(f"SELECT * FROM slice_{at}" for at in range(self.many))

    def waiting(self, con: Any) -> Iterator[None]:
        """Makes `blocked` of one slice after another, each of them let go when the next is asked for."""
        for at in range(self.many):
            con.execute(f"CREATE TABLE blocked AS SELECT *, '0' AS match_key FROM slice_{at}; DROP TABLE slice_{at}")
            yield
            con.execute("DROP TABLE blocked")


def by_rules(con: Any, rules: Sequence[str], most: int, fresh: int, together: int) -> Slices:
    """Gives the pairs that the rules find, each rule under its own budget: no more of them stand here than the budgets allow."""
    found = 0
    for at, rule in enumerate(rules):
        con.execute(f"CREATE TABLE found_{at} AS {pairs_by(con, rule, most, fresh, _SHARE)}")
        con.execute("DROP TABLE rule_keys; DROP TABLE rule_kept")
        found += _count(con, f"found_{at}")
    many = min(_SHARES, max(1, -(-found // together)))
    count = 0
    for at in range(many):
        every = " UNION ALL ".join(f"SELECT * FROM found_{rule} WHERE share % {many} = {at}" for rule in range(len(rules)))
        con.execute(f"CREATE TABLE slice_{at} AS SELECT DISTINCT join_key_l, join_key_r FROM ({every})")
        count += _count(con, f"slice_{at}")
    con.execute("; ".join(f"DROP TABLE found_{at}" for at in range(len(rules))))
    return Slices(count, many)


def _count(con: Any, name: str) -> int:
    count: int = con.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
    return count
