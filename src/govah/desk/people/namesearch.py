"""Search by name: mentions whose names hold the words as typed, or as another spelling or script writes them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from govah.desk.people.spelling import SAME, Spellings, phrasings, spellings
from govah.text import fold_name
from govah.vault import Vault
from govah.vault.finding import Fields, matching

CANDIDATES: Final = 400
"""Mentions that are looked at for one search."""
_ENOUGH: Final = 5
"""Full names found, from which on no other way to cut the words is tried."""
_MOST_WORDS: Final = 8
_EXTRA: Final = 60
"""What each word costs that the name has and was not asked for, or was asked for and it has not."""
_SWAPPED: Final = 15


@dataclass(frozen=True, slots=True)
class NameHit:
    """One mention whose name was found."""

    mention: str
    form: str
    "The form of the name that was found, as written."
    score: int
    "1,000 and one more for the very letters that were typed; less the less alike they sound and the more words differ."
    acceptance: str
    "The decision on a list that it came of, where it did."


def find_names(vault: Vault, words: str) -> list[NameHit]:
    """Gives the mentions of persons whose names hold the words, the likest first."""
    typed = fold_name(words).split()[:_MOST_WORDS]
    if not typed:
        return []
    spelt = [spellings(vault, word) for word in typed]
    found = _hits(vault, [[word] for word in typed], spelt, typed)
    if any(len(one) > 1 for one in spelt):
        found |= _hits(vault, spelt, spelt, typed)
    if sum(hit.score > SAME - _EXTRA for hit in found.values()) < _ENOUGH:
        for other in phrasings(vault, typed, cut_up=not any(hit.score > SAME for hit in found.values())):
            found = _hits(vault, other, other, typed) | found
    if not found and len(typed) > 2:
        for at in range(len(typed)):
            found |= _hits(vault, spelt[:at] + spelt[at + 1 :], spelt, typed)
    return sorted(found.values(), key=lambda hit: (-hit.score, len(hit.form)))


def _hits(
    vault: Vault, groups: Sequence[Collection[str]], spelt: Sequence[Spellings], typed: Sequence[str]
) -> dict[str, NameHit]:
    found: dict[str, NameHit] = {}
    for fields in matching(vault, groups, "mention", CANDIDATES):
        if fields.get("kind") == "person":
            score, form = max(_scores(fields, spelt, typed), default=(0, ""))
            if score > 0:
                found[fields["id"]] = NameHit(fields["id"], form, score, fields.get("acceptance", ""))
    return found


def _scores(fields: Fields, spelt: Sequence[Spellings], typed: Sequence[str]) -> Iterable[tuple[int, str]]:
    for form in (fields["name"], *fields.get("other_names", ())):
        yield _score(fold_name(form).split(), spelt, typed), form


def _score(name: Sequence[str], spelt: Sequence[Spellings], typed: Sequence[str]) -> int:
    if list(name) == list(typed):
        return SAME + 1
    left, places, total = list(name), [], 0
    for word in spelt:
        best = max(left, key=lambda part: word.get(part, 0), default="")
        if word.get(best, 0):
            total += word[best]
            places.append(name.index(best))
            left.remove(best)
    missing = len(spelt) - len(places)
    swapped = _SWAPPED if places != sorted(places) else 0
    return total // len(spelt) - _EXTRA * (len(left) + missing) - swapped if places else 0
