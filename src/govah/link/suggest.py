"""Which mentions may be one person, by their names alone: candidates first, then a score for each distinct pair of names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from govah.link.names import compare_names, forms
from govah.link.phonetics import skeleton
from govah.records import Mention

WORTH_SHOWING: Final = 700
FEW: Final = 300
"""Names up to which one common part is enough to be looked at."""
CROWD: Final = 400
"""A key that more names share than this says nothing; those names are found by their other keys."""


@dataclass(frozen=True, slots=True)
class SameSuggestion:
    """Two mentions that may be one person; a person judges."""

    left: str
    right: str
    score: int
    "Likeness of their names, 0 to 1000; not a probability."
    reasons: tuple[str, ...]


def suggest_same(mentions: Sequence[Mention]) -> tuple[SameSuggestion, ...]:
    """Suggests pairs of person mentions of different documents that may be one person, the likeliest first."""
    people = [mention for mention in mentions if mention.kind == "person"]
    holders: dict[str, list[Mention]] = defaultdict(list)
    for mention in people:
        for name in dict.fromkeys((mention.name, *mention.other_names)):
            holders[name].append(mention)
    only = {name: _only_document(some) for name, some in holders.items()}
    best: dict[tuple[str, str], SameSuggestion] = {}
    for one, other in _candidates(sorted(holders), only):
        found = compare_names(one, other)
        if found.score < WORTH_SHOWING:
            continue
        for left, right in _mention_pairs(holders[one], holders[other]):
            known = best.get((left, right))
            if known is None or known.score < found.score:
                best[left, right] = SameSuggestion(left, right, found.score, found.reasons)
    return tuple(sorted(best.values(), key=lambda pair: (-pair.score, pair.left, pair.right)))


def _mention_pairs(ones: Sequence[Mention], others: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    for one in ones:
        for other in others:
            if one.id != other.id and one.document != other.document:
                yield min(one.id, other.id), max(one.id, other.id)


def _only_document(some: Sequence[Mention]) -> str:
    """Gives the one document that bears a name; empty where there are more. Names of one list alone are never compared."""
    documents = {mention.document for mention in some}
    return documents.pop() if len(documents) == 1 else ""


def _candidates(names: Sequence[str], only: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Gives each name with itself, and pairs that share the consonants of a part; among many names, of two parts.

    Pairs that stand in one and the same document alone are left out: `only` gives it by name.
    """
    seen: set[tuple[str, str]] = set()
    blocks: dict[tuple[str, ...], list[str]] = defaultdict(list)
    parts = 1 if len(names) <= FEW else 2
    for name in names:
        if not only[name]:
            yield name, name
        keys = sorted(_keys(name))
        for key in combinations(keys, min(parts, len(keys))):
            blocks[key].append(name)
    for block in blocks.values():
        if len(block) > CROWD:
            continue
        home = only[block[0]]
        if home and all(only[name] == home for name in block):
            continue
        for pair in combinations(block, 2):
            if pair not in seen and not (only[pair[0]] and only[pair[0]] == only[pair[1]]):
                seen.add(pair)
                yield pair


def _keys(name: str) -> set[str]:
    return {skeleton(token) for tokens in forms(name) for token in tokens}
