"""Tables that follow from the entries: which record is where, who refers to whom, and the words. Dropped and rebuilt at will."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import apsw

from govah.vault.wording import searchable, write_words

_IDS: Final = re.compile(rb'"([a-z][a-z2-7]{16})"')
_IDS_AND_ENDS: Final = re.compile(r'"([a-z][a-z2-7]{16}|\0)"')
_END: Final = "\0"
_RECORD: Final = "INSERT INTO record VALUES (?, ?, ?, ?)"
_REFERENCE: Final = "INSERT OR IGNORE INTO reference VALUES (?, ?, ?)"


@dataclass(slots=True)
class Rows:
    """Derived rows, gathered to be written at one stroke; what need not wait for its neighbours can be written before."""

    records: list[tuple[int, str, str, str]] = field(default_factory=list)
    named: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    "By (id, kind), the rows of the bodies of that kind that name it: a long list names few ids, each of them often."
    words: list[tuple[int, str]] = field(default_factory=list)

    @property
    def references(self) -> Iterator[tuple[str, str, int]]:
        """Gives the rows of `reference`, neighbours in the index side by side."""
        for (target, kind), parts in sorted(self.named.items()):
            for part in parts:
                yield target, kind, part

    def add(self, part: int, body: bytes, fields: Mapping[str, Any], time: str, text: str | None = "") -> None:
        """Derives the rows of one readable body; `text` is a document's own, where it comes with one; None leaves words out."""
        record = record_of(part, fields, time)
        _, own, kind, _ = record
        self.records.append(record)
        named = self.named
        for name in _IDS.findall(body):
            target = name.decode("ascii")
            if target != own:
                parts = named.get((target, kind))
                if parts is None:
                    named[target, kind] = [part]
                elif parts[-1] != part:
                    parts.append(part)
        said = searchable(kind, fields, text) if text is not None else ""
        if said:
            self.words.append((part, said))

    def begin(self, connection: apsw.Connection) -> None:
        """Writes records and words that were gathered, inside the transaction of the caller; references wait."""
        connection.executemany(_RECORD, self.records)
        write_words(connection, self.words)
        self.records.clear()
        self.words.clear()

    def write(self, connection: apsw.Connection) -> None:
        """Writes what was gathered, inside the transaction of the caller."""
        self.begin(connection)
        connection.executemany(_REFERENCE, self.references)
        self.named.clear()


def record_of(part: int, fields: Mapping[str, Any], time: str) -> tuple[int, str, str, str]:
    """Gives the row of `record` of one body."""
    own = fields.get("id", "")
    return part, own if isinstance(own, str) else "", str(fields.get("type", "")), time


def references_of(bodies: Iterable[bytes], records: Sequence[tuple[int, str, str, str]]) -> set[tuple[str, str, int]]:
    """Gives the rows of `reference` of many bodies at once, whose rows of `record` are these.

    The bodies are gone through as one text, with a sign at the end of each that no JSON can hold.
    """
    found, following = set(), iter(records)
    part, own, kind, _ = next(following, (0, "", "", ""))
    for name in _IDS_AND_ENDS.findall(b'"\0"'.join(bodies).decode("utf-8")):
        if name == _END:
            part, own, kind, _ = next(following)
        elif name != own:
            found.add((name, kind, part))
    return found


def match_of(folded_words: str) -> str:
    """Gives the full-text query that asks for all of these words."""
    return " ".join('"' + word.replace('"', '""') + '"' for word in folded_words.split())


def forget_part(connection: apsw.Connection, part: int, body: bytes) -> None:
    """Takes one body out of the tables that follow from the entries; `body` is what it said: references are found by that."""
    for (kind,) in connection.execute("SELECT kind FROM record WHERE part = ?", (part,)).fetchall():
        named = {(name.decode("ascii"), kind, part) for name in _IDS.findall(body)}
        connection.executemany("DELETE FROM reference WHERE target = ? AND kind = ? AND part = ?", named)
    connection.execute("DELETE FROM record WHERE part = ?", (part,))
    connection.execute("DELETE FROM words WHERE rowid = ?", (part,))


def rebuild(connection: apsw.Connection, readable: Iterable[tuple[int, bytes, str, str]]) -> int:
    """Drops what was derived and derives it again from (part, body, time, text); gives how many bodies there were."""
    for emptied in ("DELETE FROM record", "DELETE FROM reference", "DELETE FROM words", "DELETE FROM spelling"):
        connection.execute(emptied)
    rows, count = Rows(), 0
    for part, body, time, text in readable:
        rows.add(part, body, json.loads(body), time, text)
        count += 1
        if count % 10_000 == 0:
            rows.write(connection)
            rows = Rows()
    rows.write(connection)
    return count
