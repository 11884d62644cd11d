"""Who is brother or sister to whom in a text, so that "the brothers" means them."""

from __future__ import annotations

from collections.abc import Sequence

from govah.read.english.coreference import Memory
from govah.read.english.lexicon import name_words
from govah.read.english.people import People
from govah.read.english.scene import Scene


def find_kin(scenes: Sequence[Scene], people: People, memory: Memory) -> None:
    """Notes who is brother or sister to whom, so that "the brothers" means them."""
    for scene in scenes:
        for phrase in scene.row:
            if phrase.kind != "NP" or not ({"brother", "brothers", "sister", "sisters"} & set(phrase.words)):
                continue
            near = [
                number
                for number, name in enumerate(scene.names)
                if phrase.first - 8 <= name.first <= phrase.last + 7 and _may_be_sibling(scene, name.first)
            ]
            for number in near:
                person = people.of(scene, number)
                if person is not None and person.number not in memory.kin and not person.official:
                    memory.kin.append(person.number)
            if phrase.owner is not None and not phrase.owner_names and near:
                before = [
                    number for other in scenes[max(0, scene.number - 3) : scene.number] for number in _persons_of(other, people)
                ]
                memory.kin += [
                    number for number in [one for one in before if one in memory.focus][-1:] if number not in memory.kin
                ]
    surnames = [people.everybody[number].words[-1] for number in memory.kin if len(people.everybody[number].words) > 1]
    if surnames:
        common = max(set(surnames), key=surnames.count)
        memory.kin = [n for n in memory.kin if people.everybody[n].words[-1] == common or len(people.everybody[n].words) == 1]


def _may_be_sibling(scene: Scene, first: int) -> bool:
    """A name behind "mother" or "lawyer" is no sibling's."""
    before = scene.tokens[first - 1].lower if first else ""
    return before not in (name_words("kin") | name_words("roles")) - {"brother", "brothers", "sister", "sisters", "siblings"}


def _persons_of(scene: Scene, people: People) -> list[int]:
    found = [people.of(scene, number) for number in range(len(scene.names))]
    return [person.number for person in found if person is not None]
