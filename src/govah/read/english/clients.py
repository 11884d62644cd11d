"""What is refused to a lawyer or a relative is refused to the person whom they stand for."""

from __future__ import annotations

from typing import Final

from govah.read.english.coreference import Memory
from govah.read.english.lexicon import name_words
from govah.read.english.roles import objects
from govah.read.english.scene import Scene

_LAWYERS: Final = frozenset({"lawyer", "lawyers", "attorney", "attorneys", "counsel", "advocate"})
_VISITS: Final = frozenset({"visit", "see", "meet", "contact", "call", "telephone", "phone"})


def on_behalf(scene: Scene, place: int, predicate: str, found: tuple[int, ...], memory: Memory) -> tuple[int, ...]:
    """Gives whose right it is that somebody could not read the file, or could not visit."""
    if predicate == "denied_lawyer":
        return tuple(dict.fromkeys(one for number in found for one in _client(scene, place, number, memory)))
    return _visited(scene, place, memory) or found if predicate == "denied_family_contact" else found


def _client(scene: Scene, place: int, number: int, memory: Memory) -> tuple[int, ...]:
    """As in "His lawyer, X, said she had never been allowed to read the file": he has been denied a lawyer."""
    person = memory.people.everybody[number]
    called = {word for at in person.seen for word in _before_name(memory.scenes[at], memory, number)} if memory.scenes else set()
    if not (person.nouns | called) & _LAWYERS:
        return (number,)
    for phrase in scene.row[:place]:
        if phrase.kind == "NP" and phrase.owner is not None and set(phrase.words) & _LAWYERS:
            owner = tuple(one for one in memory.owner_of(scene, phrase) if one != number)
            if owner:
                return owner
    return (number,)


def _before_name(scene: Scene, memory: Memory, number: int) -> set[str]:
    """What a sentence calls a person in front of the name: a title, "his lawyer, X"."""
    words: set[str] = set()
    for at, name in enumerate(scene.names):
        if memory.people.at.get((scene.number, at)) == number:
            words.add(name.title)
            words.update(token.lower for token in scene.tokens[max(0, name.first - 2) : name.first])
    return words


def _visited(scene: Scene, place: int, memory: Memory) -> tuple[int, ...]:
    """As in "Her husband said he had been barred from visiting her": it is she who sees nobody."""
    for at in range(place + 1, min(len(scene.row), place + 5)):
        verb = scene.row[at]
        if verb.kind == "VG" and verb.head in _VISITS and verb.form in {"ger", "inf"}:
            for one in objects(scene.row, at)[:1]:
                if not set(scene.row[one].words) & name_words("kin"):
                    return memory.mean(scene, scene.row[one])
    return ()
