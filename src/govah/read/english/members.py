"""Persons whom a verb does not name itself: one among those of whom it tells, or the one of whom an entry of a list speaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govah.read.english.chains import together, together_right
from govah.read.english.coreference import Memory
from govah.read.english.event import meant
from govah.read.english.lexicon import is_person_noun, words_of
from govah.read.english.phrases import Phrase
from govah.read.english.roles import subject
from govah.read.english.scene import Scene

_COUNTED: Final = frozenset(
    ["one", "two", "three", "some", "part", "first", "last", "latest", "youngest", "oldest", "second", "third", "fourth", "fifth"]
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
    ahead = _named_ahead(row, group, place)
    if ahead:
        return meant(scene, ahead, memory), -1
    back = _of_which(row, group) if group >= 0 else -1
    if back < 0:
        return (), -1
    if row[back].kind == "VG":
        hedged = any(one.head in {"nearly", "almost"} for one in row[back:group])
        plain = not (row[back].negated or row[back].modal or hedged) and row[back].head in _LINKING
        return (meant(scene, subject(row, back), memory) if plain else ()), back
    named = back - 1 if row[back].kind == "," else -1
    return (meant(scene, together(row, named), memory) if named >= 0 and row[named].names else ()), -1


def _named_ahead(row: Sequence[Phrase], group: int, verb: int) -> list[int]:
    """As in "Among those who were arrested are A and B": the names that follow the main verb."""
    if group < 1 or row[group - 1].head != "among" or any(one.kind not in {"A", ",", "C"} for one in row[: group - 1]):
        return []
    be = next((at for at in range(verb + 1, len(row) - 1) if row[at].kind == "VG" and row[at].form == "finite"), 0)
    told = be and row[be].head == "be" and not row[be].negated and not row[be].modal
    first = be + 3 if be + 3 < len(row) and row[be + 2].head == "of" else be + 1  # "the president of the union, X"
    named = next((at for at in (be + 1, first) if told and row[at].kind == "NP" and _ends_in_name(row[at])), 0)
    return together_right(row, named) if named else []


def _ends_in_name(phrase: Phrase) -> bool:
    return bool(phrase.names) and phrase.words[-1] == phrase.head


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
    if _is_described(row, start, place):
        return entry(scene, memory)
    if row[start].kind != "VG" or not (_opens_alone(row, start) and _is_without_subject(row[start:])):
        return ()
    before = _named(scene, memory, start)
    if before or (start > 0 and row[start - 1].kind == ":" and row[start - 1].head == ":"):
        return before if len(before) == 1 else ()
    return entry(scene, memory)


def _opens_alone(row: Sequence[Phrase], start: int) -> bool:
    """As in "Arrested by agents in Izeh.", "Died in hospital.": a participle or a past tense without a subject opens it."""
    verb = row[start]
    plain = verb.form == "finite" and len(verb.words) == 1 and not (verb.present or verb.negated)
    return verb.form == "part" or (plain and verb.head in words_of("intransitive"))


def _is_without_subject(row: Sequence[Phrase]) -> bool:
    """Whether no finite verb of the clause has a subject of its own, those of later clauses aside."""
    end = next((at for at, one in enumerate(row) if one.kind == ":"), len(row))
    return not any(
        one.kind == "VG" and one.form == "finite" and subject(row[:end], at) and not _is_below(row, at)
        for at, one in enumerate(row[:end])
    )


def _is_below(row: Sequence[Phrase], verb: int) -> bool:
    """Whether a verb stands in a relative clause or behind a conjunction of time."""
    for at in range(verb - 1, -1, -1):
        if row[at].kind in {"W", "S"}:
            return True
        if row[at].kind in {",", "VG", ":"}:
            return False
    return False


def _is_described(row: Sequence[Phrase], start: int, place: int) -> bool:
    """As in "A 22-year-old killed by a direct shot.", "A teacher who died in hospital.": what an entry says."""
    opening = row[start]
    if opening.kind != "NP" or opening.names or opening.owner is not None or opening.words[0] in _NOT_CALLED or start >= place:
        return False
    told = opening.words[0] in {"a", "an", "one"} or (start == 0 and is_person_noun(opening.head))
    clause = row[start + 1 : place]
    relative = next((at for at, one in enumerate(clause) if one.kind == "W" and one.head == "who"), -1)
    alone = not any(one.kind == "VG" for one in clause[max(relative, 0) :])
    plain = alone and (relative >= 0 if row[place].form == "finite" else relative < 0)
    others = any(one.kind == "NP" and (one.names or is_person_noun(one.head)) for one in clause)
    return told and plain and not (others and row[place - 1].kind != ",") and _has_no_main_verb(row[start:])


_NOT_CALLED: Final = frozenset(
    {"the", "this", "that", "these", "those", "two", "three", "four", "five", "several", "many", "some"}
)


def _has_no_main_verb(row: Sequence[Phrase]) -> bool:
    """Whether every finite verb stands in a relative clause or behind a conjunction of time."""
    within = False
    for at, one in enumerate(row):
        within = within or one.kind in {"W", "S"}
        if one.kind == "VG" and one.form == "finite" and not within:
            return False
        if one.kind in {":", ".", ","} and at:
            within = False
    return True


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


def heads(scene: Scene, memory: Memory) -> tuple[int, ...]:
    """Gives those whose names stand over a line such as "19 years of imprisonment", one a line, with what each is called."""
    found: list[int] = []
    for above in reversed(memory.scenes[max(0, scene.number - _ENTRY) : scene.number]):
        if len(above.tokens) > _ENTRY or any(one.kind == "VG" for one in above.row) or above.tokens[-1].text in {".", ":"}:
            break
        named = _named(above, memory, 1)  # a name that opens the line, not "Father of X"
        if len(named) > 1 or (not named and found and above.sentence.paragraph + 1 < scene.sentence.paragraph - 6):
            break
        found += named
    return tuple(dict.fromkeys(reversed(found)))


def _head_of_entry(scene: Scene, memory: Memory) -> Scene | None:
    """The sentence that opens the paragraph, or a short line that stands over it, above its day, its place and what it is of."""
    first = scene.number
    while first and memory.scenes[first - 1].sentence.paragraph == scene.sentence.paragraph:
        first -= 1
    opening = memory.scenes[first]
    told = opening.row and not (opening.row[0].kind == "VG" and _opens_alone(opening.row, 0))
    if first < scene.number and told and (_named(opening, memory, len(opening.row)) or _has_finite(opening.row)):
        return opening
    above = memory.scenes[first - 1] if first else None
    while above is not None and above.number and (_is_day_line(above) or _is_label(above, memory)):
        above = memory.scenes[above.number - 1]
    return above if above is not None and len(above.tokens) <= _ENTRY and not _has_finite(above.row) else None


def _is_day_line(scene: Scene) -> bool:
    """As in "2022-10-08, Izeh", "1998 – 2025-12-31, Izeh": a line under a name that says when and where."""
    return len(scene.tokens) <= _ENTRY and scene.tokens[0].text[0].isdigit() and not any(one.kind == "VG" for one in scene.row)


def _is_label(scene: Scene, memory: Memory) -> bool:
    """As in "Owner of a workshop": a line under a name that says what somebody was or what befell him, without a verb."""
    plain = len(scene.tokens) <= 2 * _ENTRY and not any(one.kind in {"VG", "."} for one in scene.row)
    return plain and not _named(scene, memory, len(scene.row))


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
    here = [one for at in range(len(scene.names)) if (one := memory.people.of(scene, at)) is not None and not one.official]
    if here and near and all(one.number != near[-1] for one in here):
        return ()  # "Y was sentenced to death, with the verdict upheld": it is not the verdict of X, of whom the text told before
    return (near[-1],) if near and (len(set(near)) == 1 or len(memory.focus) == 1) else ()
