"""Finding by words: what holds one word of each group, the best first, and which words of the index sound alike."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence
from itertools import islice, product
from typing import Any, Final

from govah.vault.database import rows
from govah.vault.store import Vault

_MATCHING: Final = (
    "SELECT part.body FROM words JOIN record ON record.part = words.rowid JOIN part ON part.id = words.rowid "
    "WHERE words MATCH ? AND record.kind = ? AND part.salt IS NOT NULL ORDER BY {order} LIMIT ?"
)
_BEST: Final = _MATCHING.format(order="words.rank")
_OLDEST: Final = _MATCHING.format(order="words.rowid")
_TEXTS: Final = _MATCHING.format(order="words.rank").replace("part.body", "substr(part.body, 1, 200)")
_HEAD: Final = re.compile(rb'\{"blob":"([a-z2-7]{17})","document":"([a-z2-7]{17})","id":"([a-z2-7]{17})"')
"""How the body of a derivation begins: its keys are in order, and a list's segments, further on, can be a megabyte."""
_NEAR: Final = 12
_PHRASINGS: Final = 32
_PAGE: Final = 500

Fields = dict[str, Any]
"""A body as JSON."""


def matching(vault: Vault, groups: Sequence[Collection[str]], kind: str, most: int, *, best: bool = True) -> list[Fields]:
    """Gives the bodies of records of one kind that hold a word of every group; nothing where a group is empty.

    Args:
        vault: where to look; what is sealed to this device is not looked at.
        groups: folded or marked words; one of each group must be held.
        kind: the type of the records.
        most: how many are given at most.
        best: those with the fewest other words first; else the oldest.
    """
    if not groups or not all(groups):
        return []
    found = rows(vault.connection, _BEST if best else _OLDEST, (_all_of(groups), kind, most))
    return [json.loads(body) for (body,) in found]


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
    heads = (_HEAD.match(body) for (body,) in found)
    return [(head[1].decode("ascii"), head[2].decode("ascii"), head[3].decode("ascii")) for head in heads if head]


def sounding_like(vault: Vault, sound: str, most: int) -> list[str]:
    """Gives words of the index with that sound (`govah.text.sound_key`)."""
    found = rows(vault.connection, "SELECT term FROM spelling WHERE sound = ? LIMIT ?", (sound, most))
    return [term for (term,) in found]


def bodies_of(vault: Vault, ids: Iterable[str], kind: str) -> list[Fields]:
    """Gives the readable bodies of one kind with these ids, a page at a time, in no order."""
    wanted, found = list(dict.fromkeys(ids)), []
    query = (
        "SELECT part.body FROM record JOIN part ON part.id = record.part "
        "WHERE record.record IN ({}) AND record.kind = ? AND part.salt IS NOT NULL"
    )
    for start in range(0, len(wanted), _PAGE):
        page = wanted[start : start + _PAGE]
        found += rows(vault.connection, query.format(", ".join("?" * len(page))), (*page, kind))
    return [json.loads(body) for (body,) in found]


def _all_of(groups: Sequence[Collection[str]]) -> str:
    return " AND ".join("(" + " OR ".join(map(_quoted, group)) + ")" for group in groups)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
