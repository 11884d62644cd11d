"""Finding by words: what holds one word of each group, the best first, and which words of the index sound alike."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice, product
from typing import Any, Final

from govah.vault.database import rows
from govah.vault.store import Vault

# The plus keeps SQLite from going through all records of a kind, and CROSS JOIN from beginning anywhere but in the index.
_MATCHING: Final = (
    "SELECT part.body, part.id FROM words CROSS JOIN record ON record.part = words.rowid "
    "CROSS JOIN part ON part.id = words.rowid "
    "WHERE words MATCH ? AND record.kind = ? AND part.salt IS NOT NULL ORDER BY {order} LIMIT ?"
)
_BEST: Final = _MATCHING.format(order="words.rank")
_OLDEST: Final = _MATCHING.format(order="words.rowid").replace("WHERE words MATCH ?", "WHERE words MATCH ? AND words.rowid > ?")
_TEXTS: Final = _BEST.replace("part.body, ", "", 1)
_HEAD_BYTES: Final = 200
_HEAD: Final = re.compile(rb'\{"blob":"([a-z2-7]{17})","document":"([a-z2-7]{17})","id":"([a-z2-7]{17})"')
"""How the body of a derivation begins: its keys are in order, and a list's segments, further on, can be a megabyte."""
_SEGMENTS: Final = b',"segments":[['
_LONG: Final = 4_096
"""Bytes of a body up to which it is read whole."""
_NEAR: Final = 12
_PHRASINGS: Final = 12
_PAGE: Final = 200

Fields = dict[str, Any]
"""A body as JSON."""


def matching(vault: Vault, groups: Sequence[Collection[str]], kind: str, most: int) -> list[Fields]:
    """Gives the bodies of records of one kind that hold a word of every group, those with the fewest other words first.

    Args:
        vault: where to look; what is sealed to this device is not looked at.
        groups: folded or marked words; one of each group must be held. Nothing is found where one is empty.
        kind: the type of the records.
        most: how many are given at most.
    """
    if not groups or not all(groups):
        return []
    found = rows(vault.connection, _BEST, (_all_of(groups), kind, most))
    return [json.loads(body) for body, _ in found]


def every_matching(vault: Vault, groups: Sequence[Collection[str]], kind: str) -> Iterator[Fields]:
    """Gives the same as `matching`, all of them, the oldest first; they are read a page at a time, as they are asked for."""
    last = -1
    while groups and all(groups):
        found = rows(vault.connection, _OLDEST, (_all_of(groups), last, kind, _PAGE))
        yield from (json.loads(body) for body, _ in found)
        if len(found) < _PAGE:
            return
        last = found[-1][1]


def heads_about(vault: Vault, document: str) -> list[Fields]:
    """Gives the bodies of the derivations of a document; of a long one, such as a list's, without segments, title and tool.

    A list has tens of thousands of segments: only the first page of its body is decrypted.
    """
    query = (
        "SELECT part.id FROM reference JOIN part ON part.id = reference.part "
        "WHERE target = ? AND kind = 'derivation' AND part.salt IS NOT NULL ORDER BY part.id"
    )
    return [_head_of(vault, part) for (part,) in rows(vault.connection, query, (document,))]


def _head_of(vault: Vault, part: int) -> Fields:
    with vault.connection.blob_open("main", "part", "body", part, False) as body:
        begun: bytes = body.read(_LONG)
        cut = begun.find(_SEGMENTS)
        if body.length() <= _LONG or cut < 0:
            body.seek(0)
            whole: Fields = json.loads(body.read())
            return whole
    head: Fields = json.loads(begun[:cut] + b"}")
    sums = rows(vault.connection, "SELECT sha256, size FROM blob WHERE id = ?", (head["blob"],))
    sha256, size = sums[0] if sums else ("", 0)
    return {**head, "type": "derivation", "v": 1, "tool": "", "sha256": sha256, "size": size}


def which_match(vault: Vault, groups: Sequence[Collection[str]], ids: Iterable[str], kind: str) -> set[str]:
    """Gives which of these records of one kind hold a word of every group; all of them where there are no groups."""
    wanted = list(dict.fromkeys(ids))
    if not groups:
        return set(wanted)
    found: set[str] = set()
    query = (
        "SELECT record.record FROM words JOIN record ON record.part = words.rowid WHERE words MATCH ? AND words.rowid IN "
        "(SELECT part FROM record WHERE record IN ({}) AND +kind = ?)"
    )
    for start in range(0, len(wanted), _PAGE):
        page = wanted[start : start + _PAGE]
        told = rows(vault.connection, query.format(", ".join("?" * len(page))), (_all_of(groups), *page, kind))
        found.update(id_ for (id_,) in told)
    return found


def texts_with(vault: Vault, groups: Sequence[Collection[str]], most: int, *, near: bool) -> list[tuple[str, str, str]]:
    """Gives (blob, document, derivation) of texts that hold a word of every group, those with the fewest other words first.

    Args:
        vault: where to look.
        groups: folded words; one of each group must be held.
        most: how many are given at most.
        near: whether the words must stand within a few of each other.
    """
    if not groups or not all(groups):
        return []
    if near and len(groups) > 1:
        phrasings = islice(product(*groups), _PHRASINGS)
        query = " OR ".join(f"NEAR({' '.join(map(_quoted, words))}, {_NEAR})" for words in phrasings)
    else:
        query = _all_of(groups)
    found = rows(vault.connection, _TEXTS, (query, "derivation", most))
    heads = (_HEAD.match(_beginning(vault, part)) for (part,) in found)
    return [(head[1].decode("ascii"), head[2].decode("ascii"), head[3].decode("ascii")) for head in heads if head]


def has_more_than(vault: Vault, kind: str, count: int) -> bool:
    """Answers whether more records of a kind than that can be read here, without reading them."""
    query = "SELECT count(*) FROM (SELECT 1 FROM record WHERE kind = ? LIMIT ?)"
    return int(rows(vault.connection, query, (kind, count + 1))[0][0]) > count


def sounding_like(vault: Vault, sound: str, most: int) -> list[str]:
    """Gives words of the index with that sound (`govah.text.sound_key`)."""
    found = rows(vault.connection, "SELECT term FROM spelling WHERE sound = ? LIMIT ?", (sound, most))
    return [term for (term,) in found]


def bodies_of(vault: Vault, ids: Iterable[str], kind: str) -> list[Fields]:
    """Gives the readable bodies of one kind with these ids, a page at a time, in no order."""
    wanted, found = list(dict.fromkeys(ids)), []
    query = (
        "SELECT part.body FROM record JOIN part ON part.id = record.part "
        "WHERE record.record IN ({}) AND +record.kind = ? AND part.salt IS NOT NULL"
    )
    for start in range(0, len(wanted), _PAGE):
        page = wanted[start : start + _PAGE]
        found += rows(vault.connection, query.format(", ".join("?" * len(page))), (*page, kind))
    return [json.loads(body) for (body,) in found]


def _beginning(vault: Vault, part: int) -> bytes:
    """Gives how a body begins; of a long one only its first page is decrypted."""
    with vault.connection.blob_open("main", "part", "body", part, False) as body:
        begun: bytes = body.read(_HEAD_BYTES)
    return begun


def _all_of(groups: Sequence[Collection[str]]) -> str:
    return " AND ".join("(" + " OR ".join(map(_quoted, group)) + ")" for group in groups)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
