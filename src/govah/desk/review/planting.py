"""Planted errors: known wrong suggestions among the true ones, to learn how many a desk lets pass. None can become a claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from govah.desk.onfile.suggestions import Suggestion
from govah.desk.review.copies import Group
from govah.records import AFFIRMED, Drill, Entropy, Stance, Value, When, new_id
from govah.text import fold_name
from govah.vault import Vault

SHARE: Final = 10
"""One card in so many is planted."""
ENOUGH: Final = 0.95
"""Share of planted errors that a review must catch to be relied on."""
FEW: Final = 10
"""Decisions below which a pace says nothing."""
BATCH: Final = 20
"""Decisions in a row that are looked at together for their pace."""
CHARACTERS_A_SECOND: Final = 40
"""What a quick reader takes in (some 480 words a minute); a card decided faster was not read."""
_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?([~?%]?)")
_SWAPPED: Final = {
    "faces_death_penalty": "sentenced_to",
    "charged_with": "sentenced_to",
    "arrested": "released",
    "released": "arrested",
    "sentence_upheld": "sentence_overturned",
    "sentence_overturned": "sentence_upheld",
    "hunger_strike": "injured",
    "injured": "killed",
    "tried_by": "sentenced_to",
    "denied_lawyer": "denied_family_contact",
}
"""What a predicate is most easily mistaken for."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A wrong suggestion, and what is wrong with it."""

    group: Group
    kind: str
    "`stance`, `person`, `predicate`, `date` or `number`."
    true: Suggestion


def planted_among(waiting: Sequence[Group], entropy: Entropy, share: int = SHARE) -> list[Group | Planted]:
    """Mixes wrong cards into those that wait: each made of a true one that stands further on, by one change."""
    mixed: list[Group | Planted] = []
    names = sorted({group.first.person for group in waiting if group.first.person})
    first = min(share, len(waiting)) // 2
    for at, group in enumerate(waiting):
        if at % share == first and (made := _planted(waiting[_below(entropy, len(waiting))], names, entropy)) is not None:
            mixed.append(made)
        mixed.append(group)
    return mixed


def keep_drill(vault: Vault, decided: int, passed: Iterable[tuple[Planted, bool]], seconds: float) -> Drill:
    """Records how one sitting went; `passed` says of each planted card decided whether it was caught."""
    cards = tuple(passed)
    missed = tuple(sorted(card.kind for card, caught in cards if not caught))
    made = Drill(new_id("check", vault.entropy), vault.member, vault.clock(), decided, len(cards), len(cards) - len(missed),
                 round(seconds), missed)  # fmt: skip
    vault.append([[(made, "team")]])
    return made


def drills(vault: Vault) -> tuple[Drill, ...]:
    """Gives all that was kept, oldest first."""
    return tuple(stored.record for stored in vault.of_kind("drill") if isinstance(stored.record, Drill))


def is_too_fast(read: Sequence[tuple[int, float]]) -> bool:
    """Answers whether somewhere in a sitting half of a batch or more was decided faster than anybody reads.

    A careful morning does not make up for a hasty hour: every run of `BATCH` decisions is looked at by itself, and fewer as one.

    Args:
        read: for each decision, the characters of the card and the seconds that it was looked at, in their order.
    """
    hasty = [seconds * CHARACTERS_A_SECOND < characters for characters, seconds in read]
    batches = (hasty[at : at + BATCH] for at in range(max(1, len(hasty) - BATCH + 1)))
    return len(read) >= FEW and any(2 * sum(batch) >= len(batch) for batch in batches)


def _planted(group: Group, names: Sequence[str], entropy: Entropy) -> Planted | None:
    ways = list(_changes(group.first, names))
    if not ways:
        return None
    kind, wrong = ways[_below(entropy, len(ways))]
    return Planted(Group(replace(wrong, id=new_id("suggestion", entropy))), kind, group.first)


def _changes(true: Suggestion, names: Sequence[str]) -> Iterator[tuple[str, Suggestion]]:
    """Gives every way to make a suggestion wrong: what its words then say is no longer what they say."""
    yield "stance", replace(true, stance=Stance.DENIED if true.stance in AFFIRMED else Stance.ASSERTED)
    for name in _others(true, names):
        yield "person", replace(true, person=name, other_names=())
    if true.predicate in _SWAPPED:
        yield "predicate", replace(true, predicate=_SWAPPED[true.predicate])
    if true.when is not None and (moved := _moved(true.when)) is not None:
        yield "date", replace(true, when=moved)
    if true.value.low is not None and true.value.low == true.value.high:
        number = true.value.low + 10
        yield "number", replace(true, value=Value(f"{number}", true.value.term, number, number))


def _others(true: Suggestion, names: Sequence[str]) -> Iterator[str]:
    own = {part for name in (true.person, *true.other_names) for part in fold_name(name).split()}
    free = [name for name in names if true.person and not own & set(fold_name(name).split())]
    if free:
        yield free[len(true.passage.quote) % len(free)]


def _moved(when: When) -> When | None:
    """Moves a time by two months, keeping how exact it is; one that names no month is left."""
    found = _MONTH.fullmatch(when.edtf)
    if found is None:
        return None
    year, month, day, rest = found.groups()
    moved = f"{year}-{(int(month) + 1) % 12 + 1:02d}"
    return replace(when, edtf=moved + (f"-{min(int(day), 28):02d}" if day else "") + rest)


def _below(entropy: Entropy, count: int) -> int:
    return int.from_bytes(entropy(4), "big") % count
