"""Persons whom a verb does not name itself: one among those of whom it tells, or the one of whom an entry of a list speaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govah.read.english.chains import together
from govah.read.english.coreference import Memory
from govah.read.english.event import meant
from govah.read.english.phrases import Phrase
from govah.read.english.roles import subject
from govah.read.english.scene import Scene

_COUNTED: Final = frozenset(
    ["one", "two", "three", "some", "first", "last", "latest", "youngest", "oldest", "second", "third", "fourth", "fifth"]
)
_GROUPS: Final = frozenset(
    ["group", "number", "dozens", "scores", "hundreds", "thousands", "handful", "wave", "list", "crowd", "several", "many"]
)
_LINKING: Final = frozenset({"be", "become", "remain"})
_ENTRY: Final = 9
"""Words of the longest line that is the head of an entry."""


def one_of(scene: Scene, place: int, memory: Memory) -> tuple[tuple[int, ...], int]:
    """Gives who is one of those of whom a verb tells ("X was among those arrested"), and the verb over it, or -1."""
    row = scene.row
    group = _group_before(row, place)
    back = _of_which(row, group) if group >= 0 else -1
    if back < 0:
        return (), -1
    if row[back].kind == "VG":
        hedged = any(one.head in {"nearly", "almost"} for one in row[back:group])
        plain = not (row[back].negated or row[back].modal or hedged) and row[back].head in _LINKING
        return (meant(scene, subject(row, back), memory) if plain else ()), back
    named = back - 1 if row[back].kind == "," else -1
    return (meant(scene, together(row, named), memory) if named >= 0 and row[named].names else ()), -1


def _group_before(row: Sequence[Phrase], place: int) -> int:
    """The noun phrase for several people that the verb goes with: "those arrested", "12 people who were arrested"."""
    back = place - 1
    while back >= 0 and row[back].kind in {"A", "W", "DATE"}:
        back -= 1
    while back >= 3 and row[back].kind == "NP" and row[back - 1].kind == "P" and row[back - 1].head in {"on", "in", "at", "from"}:
        back -= 2  # "the third person on death row to be allowed a retrial"
        back -= 1 if row[back].kind == "A" else 0
    return back if back >= 1 and row[back].kind == "NP" and not row[back].names else -1


def _of_which(row: Sequence[Phrase], group: int) -> int:
    """The verb or comma before "among", "one of" or "the first of" in front of a group; before the group itself where "be" is."""
    back = group - 1
    if row[back].kind == "P" and row[back].head == "among":
        back -= 1
    elif row[back].kind == "P" and row[back].head == "of" and back and set(row[back - 1].words) & (_COUNTED | _GROUPS):
        back -= 2
        while back > 0 and row[back].kind == "P" and row[back].head == "of" and set(row[back - 1].words) & (_COUNTED | _GROUPS):
            back -= 2  # "one of thousands of prisoners"
        back -= 1 if back >= 0 and row[back].head == "among" else 0
    elif row[back].kind != "VG" or not set(row[group].words) & _COUNTED:
        return -1
    while back >= 0 and row[back].kind == "A":
        back -= 1
    return back


def topic(scene: Scene, place: int, memory: Memory) -> tuple[int, ...]:
    """Gives of whom a clause without a subject speaks: "X, 61, a former mayor. Arrested on 2 April; held at the fort."."""
    row = scene.row
    start = next((at + 1 for at in range(place - 1, -1, -1) if row[at].kind == ":"), 0)
    while start < place and row[start].kind in {"A", "DATE", ",", "-", "."}:
        start += 1
    if row[start].kind != "VG" or row[start].form != "part" or _has_finite(row[start:]):
        return ()
    before = _named(scene, memory, start)
    if before or (start > 0 and row[start - 1].kind == ":" and row[start - 1].head == ":"):
        return before if len(before) == 1 else ()
    return entry(scene, memory)


def entry(scene: Scene, memory: Memory) -> tuple[int, ...]:
    """Gives the one person whom the sentence at the head of an entry names."""
    head = _head_of_entry(scene, memory)
    found = _named(head, memory, len(head.row)) if head is not None else ()
    return found if len(found) == 1 else ()


def _has_finite(row: Sequence[Phrase]) -> bool:
    end = next((at for at, one in enumerate(row) if one.kind == ":"), len(row))
    return any(one.kind == "VG" and one.form == "finite" for one in row[:end])


def _named(scene: Scene, memory: Memory, end: int) -> tuple[int, ...]:
    found = [number for one in scene.row[:end] if one.kind == "NP" and one.names for number in memory.mean(scene, one)]
    return tuple(dict.fromkeys(found))


def _head_of_entry(scene: Scene, memory: Memory) -> Scene | None:
    """The sentence that opens the paragraph, or a short line that stands over it."""
    first = scene.number
    while first and memory.scenes[first - 1].sentence.paragraph == scene.sentence.paragraph:
        first -= 1
    if first < scene.number:
        return memory.scenes[first]
    above = memory.scenes[first - 1] if first else None
    return above if above is not None and len(above.tokens) <= _ENTRY and not _has_finite(above.row) else None


_FAR: Final = 8
_SEVERAL: Final = frozenset({"sentences", "verdicts", "convictions", "appeals"})


def understood(scene: Scene, memory: Memory, noun: str = "") -> tuple[int, ...]:
    """Gives whom "the sentence", "the verdicts" are of: the one, or the several, of whom the document speaks."""
    if memory.by_name:
        return ()
    if noun in _SEVERAL or noun == "trial":
        group = next((members for sentence, members in memory.groups[-1:] if 0 < scene.number - sentence <= _FAR), ())
        if group and set(group) <= memory.focus:
            return group
    recent = memory.recently(scene.number - 12)
    doomed = {number for _, number in recent if number in memory.doomed}
    if len(doomed) == 1:
        return tuple(doomed)
    near = [number for sentence, number in recent if scene.number - 5 <= sentence and number in memory.focus]
    return (near[-1],) if near and (len(set(near)) == 1 or len(memory.focus) == 1) else ()
