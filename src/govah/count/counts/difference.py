"""The difference between two counts, person by person: who came, who went, who changed category, and by which records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from govah.count.counts.cases import Case

Kind = Literal["came", "went", "moved", "grounds"]


@dataclass(frozen=True, slots=True)
class Change:
    """One person whose case differs: in which category it was and is, why, and which records came or went."""

    person: str
    name: str
    kind: Kind
    "`came` or `went` (into or out of the number), `moved` to another category, or `grounds`: same category on other records."
    before: str
    "A category, or empty where the person was not in it at all."
    after: str
    reasons: tuple[str, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def difference(before: Iterable[Case], after: Iterable[Case]) -> tuple[Change, ...]:
    """Explains what changed; the changes of each kind account for the whole difference of the numbers."""
    old, new = {one.person: one for one in before}, {one.person: one for one in after}
    found = [_change(old.get(person), new.get(person)) for person in dict.fromkeys((*old, *new))]
    order = ("came", "went", "moved", "grounds")
    return tuple(sorted((one for one in found if one is not None), key=lambda one: (order.index(one.kind), one.name, one.person)))


def _change(old: Case | None, new: Case | None) -> Change | None:
    was, is_now = (one is not None and one.category != "excluded" for one in (old, new))
    one = new or old
    if one is None or not (was or is_now):
        return None
    gained = tuple(sorted(set(new.rests_on if new else ()) - set(old.rests_on if old else ())))
    lost = tuple(sorted(set(old.rests_on if old else ()) - set(new.rests_on if new else ())))
    before, after = old.category if old else "", new.category if new else ""
    if was != is_now:
        kind: Kind = "came" if is_now else "went"
    elif before != after:
        kind = "moved"
    elif gained or lost:
        kind = "grounds"
    else:
        return None
    return Change(one.person, one.name, kind, before, after, one.reasons, gained, lost)
