"""Who is whose: "X's mother, Y", "my son X", "the wife of X"; and whom "her son", "his parents" and "his client" mean then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from govah.read.english.people import People, Person
from govah.read.english.phrases import Phrase
from govah.read.english.scene import Scene

_PARENTS: Final = ("father", "mother", "parent", "parents")
_CHILDREN: Final = ("son", "daughter", "child")
_SIBLINGS: Final = ("brother", "sister", "sibling")
INVERSE: Final = {
    **dict.fromkeys((*_PARENTS, "family", "relatives", "stepmother", "stepfather"), frozenset(_CHILDREN)),
    **dict.fromkeys((*_CHILDREN, "children"), frozenset(_PARENTS)),
    **dict.fromkeys((*_SIBLINGS, "brothers", "sisters"), frozenset(_SIBLINGS)),
    **dict.fromkeys(("wife", "widow", "spouse"), frozenset({"husband", "spouse"})),
    "husband": frozenset({"wife", "spouse"}),
    **dict.fromkeys(("uncle", "aunt"), frozenset({"nephew", "niece"})),
    **dict.fromkeys(("grandfather", "grandmother"), frozenset({"grandson", "granddaughter", "grandchild"})),
    **dict.fromkeys(("lawyer", "lawyers", "attorney", "counsel"), frozenset({"client"})),
}
"""What somebody calls the person whose relative, or lawyer, he is: X's mother calls X her son or her daughter."""
_MALE: Final = frozenset(["father", "son", "brother", "husband", "uncle", "nephew", "grandson", "grandfather"])
_FEMALE: Final = frozenset(["mother", "daughter", "sister", "wife", "widow", "aunt", "niece", "granddaughter", "grandmother"])
_ALIKE: Final = frozenset({*_SIBLINGS, "brothers", "sisters"})
"""X's brother and his brother may be one and the same."""
_COVERED: Final = {"parents": frozenset({"father", "mother"}), "parent": frozenset({"father", "mother"})}


@dataclass(frozen=True, slots=True)
class Tie:
    """A relative of somebody, both of whom the document names."""

    relation: str
    relative: int
    of: int


def is_called(relation: str, phrase: Phrase) -> bool:
    """Answers whether X's relative would call X so: X's daughter says "her father", and never "his father"."""
    own = {"his": "male", "her": "female"}.get(phrase.words[0], "")
    return phrase.head in INVERSE[relation] and (not own or gender_of(relation) in {"", own}) and relation not in _ALIKE


def gender_of(relation: str) -> str:
    """Gives the gender that a word for a relative tells, or nothing."""
    return "male" if relation in _MALE else "female" if relation in _FEMALE else ""


def ties(scenes: Sequence[Scene], people: People, focus: set[int]) -> list[Tie]:
    """Gives every tie between two persons whom the document names; "his mother, Y" goes to the one of its story last named."""
    found: list[Tie] = []
    last: int | None = None
    for scene in scenes:
        for at, phrase in enumerate(scene.row):
            named = [one for name in phrase.names if (one := people.of(scene, name)) is not None]
            owners = [one.number for name in phrase.owner_names if (one := people.of(scene, name)) is not None]
            relation = next((word for word in phrase.words if word in INVERSE), "")
            relative = named or _behind_comma(scene, at, people)
            owner = owners[-1] if owners else last if _owned(phrase) else None
            if relation and owner is not None:
                found += [Tie(relation, one.number, owner) for one in relative if one.number != owner]
            found += _apposed(scene, at, people, last)
            last = next((one.number for one in named if one.number in focus), last)
    return list(dict.fromkeys(found))


def _owned(phrase: Phrase) -> bool:
    return bool(phrase.words) and phrase.words[0] in {"his", "her", "their"}


def _behind_comma(scene: Scene, at: int, people: People) -> list[Person]:
    """As in "his mother, Y, said": who stands in apposition behind the word for the relative."""
    row = scene.row
    if at + 2 >= len(row) or row[at + 1].kind != "," or not row[at + 2].names or row[at].head not in INVERSE:
        return []
    return [one for name in row[at + 2].names if (one := people.of(scene, name)) is not None]


def _apposed(scene: Scene, at: int, people: People, last: int | None) -> Iterator[Tie]:
    """As in "Y, the mother of X", "Y, his mother", "Y, X's mother"."""
    row = scene.row
    if at + 2 >= len(row) or not row[at].names or row[at + 1].kind != "," or row[at + 2].head not in INVERSE:
        return
    told, person = row[at + 2], people.of(scene, row[at].names[0])
    if person is None or told.names:
        return
    owners = list(told.owner_names)
    if at + 4 < len(row) and row[at + 3].head == "of":
        owners += row[at + 4].names
    known = [one.number for name in owners if (one := people.of(scene, name)) is not None]
    of = known[-1] if known else last if _owned(told) else None
    if of is not None and of != person.number:
        yield Tie(told.head, person.number, of)


def relatives(known: Sequence[Tie], of: int, relation: str) -> tuple[int, ...]:
    """Gives who somebody's mother, parents or brother is, as far as the document names them."""
    wanted = _COVERED.get(relation, frozenset({relation}))
    return tuple(dict.fromkeys(tie.relative for tie in known if tie.of == of and tie.relation in wanted))
