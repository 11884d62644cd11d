"""Events of a sentence: which verbs and nouns tell that something is done to somebody, and to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from govah.read.english.chains import together_right
from govah.read.english.clients import on_behalf
from govah.read.english.coreference import Memory
from govah.read.english.event import Event, meant
from govah.read.english.fitting import fits, is_deed_of_others, tail_of
from govah.read.english.grounds import ground
from govah.read.english.lexicon import name_words
from govah.read.english.members import one_of, topic, understood
from govah.read.english.nouns import of_noun
from govah.read.english.phrases import Phrase
from govah.read.english.roles import agents, behind, objects, patients, subject, whose
from govah.read.english.rules import Rule, noun_rules, verb_rules
from govah.read.english.scene import Scene
from govah.read.english.verdicts import apart, on_other_days

_FILED: Final = frozenset({"by", "from"})
_OWNED: Final = frozenset({"for", "of", "against", "on", "to"})


def events(scene: Scene, memory: Memory) -> list[Event]:
    """Gives the events of one sentence with the persons to whom they are done; those without a known person are left out."""
    found: list[Event] = []
    for place, phrase in enumerate(scene.row):
        if phrase.kind == "VG":
            found += _of_verb(scene, place, memory)
        elif phrase.kind == "NP" and phrase.head in noun_rules():
            found += of_noun(scene, place, memory)
    return [event for event in found if event.persons]


def _of_verb(scene: Scene, place: int, memory: Memory) -> Iterator[Event]:  # noqa: C901 - rules, read from the top
    phrase = scene.row[place]
    rules = verb_rules().get(phrase.head, ())
    if not rules or (phrase.form in {"ger", "finite"} and is_deed_of_others(scene, place)):
        return
    tail = tail_of(scene, place)
    told: set[str] = set()
    for rule in rules:
        if rule.predicate in told or _taken(rule, told) or not fits(scene, place, rule, tail):
            continue
        memory.asked = rule.predicate
        persons, bridged = _persons(scene, place, rule, memory)
        under = -1
        if phrase.form == "inf" and phrase.passive and rule.role == "object":
            named, under = one_of(scene, place, memory)
            persons = named or persons
        if not persons and rule.role != "owner" and (phrase.passive or rule.role == "subject"):
            persons, under = one_of(scene, place, memory)
            if not persons and phrase.form in {"part", "finite"}:
                persons = topic(scene, place, memory)
                persons += _along(scene, place, memory, persons)
        if persons:
            told.add(rule.predicate)
            persons = on_behalf(scene, place, rule.predicate, persons, memory)
            if rule.predicate == "sentenced_to":
                persons = yield from apart(scene, place, rule, persons, memory)
            doing = tuple(agents(scene.row, place)) if rule.role in {"object", "owner"} else ()
            if rule.predicate == "killed":
                persons = tuple(number for number in persons if not _is_of_the_force(scene, number, memory))
            if not persons:
                continue
            told_of = Event(
                scene,
                place,
                rule.predicate,
                persons,
                rule.name,
                negative=rule.negative,
                bridged=bridged,
                agents=doing,
                value=rule.value,
                under=under,
                background=_is_background(scene, place, doing, memory),
            )
            yield told_of
            crime = ground(told_of)
            if crime:
                yield replace(told_of, predicate="charged_with", rule="en-ground/1", value=crime)
            for others, at in on_other_days(scene, place, persons, memory):
                yield Event(scene, at, rule.predicate, others, rule.name, negative=rule.negative, agents=doing, under=place)


_FORCE: Final = re.compile(
    r"(?i)\b(?:basij\w*(?: member| agent| officer)?|police(?:man|woman| officer| chief)|sergeant|lieutenant|"
    r"security guard|militia\w*),? $"
)


def _is_of_the_force(scene: Scene, number: int, memory: Memory) -> bool:
    """As in "the Basij member, X, was stabbed": whom the accused are said to have killed is no victim whom the desk follows."""
    return any(
        memory.people.at.get((scene.number, at)) == number
        and _FORCE.search(
            scene.text[max(scene.sentence.start, scene.tokens[name.first].start - 40) : scene.tokens[name.first].start]
        )
        for at, name in enumerate(scene.names)
    )


_SHADOWED: Final = {
    "killed": {"died_in_custody", "executed"},
    "injured": {"killed"},
    "released": {"released_on_bail"},
    "arrested": {"detained_at"},
    "detained_at": {"sentenced_to"},
    "other": {"killed", "died_in_custody"},
    "transferred": {"disappeared", "sentenced_to"},
    "disappeared": {"transferred"},
    "sentenced_to": {"tortured"},
}
"""What another predicate of the same verb says already."""


def _taken(rule: Rule, told: set[str]) -> bool:
    return bool(told & _SHADOWED.get(rule.predicate, set()))


def _persons(scene: Scene, place: int, rule: Rule, memory: Memory) -> tuple[tuple[int, ...], bool]:
    row, phrase = scene.row, scene.row[place]
    if rule.role == "owner":
        return _owners(scene, place, rule, memory)
    if rule.role == "for":
        return meant(scene, behind(row, place, frozenset({"for"}), 4), memory), False
    if rule.role == "object" or (rule.role == "either" and phrase.passive):
        places = patients(row, place)
        if places and row[places[0]].head in _DEAD:
            return (), False
        found = _same_object(scene, place, places, memory)
        found = found or _not_themselves(scene, place, places, meant(scene, places, memory), memory)
        found = found or _including(scene, places, memory) or (_among(scene, place, memory) if phrase.passive else ())
        if not found and (rule.predicate in {"tortured", "injured"} or rule.negative):
            found = _through_a_part(scene, places, rule, memory)
        if not found and not phrase.passive and rule.agent is None and not _all_persons(scene, places):
            found = meant(scene, behind(row, place, frozenset({"to", "on", "against"})), memory)
        return found + _along(scene, place, memory, found), False
    if phrase.passive and rule.role == "subject" and phrase.head not in {"be", "put", "bring", "free", "set", "go"}:
        return (), False
    doing = subject(row, place)
    return meant(scene, doing, memory) or _including(scene, doing, memory) or _among(scene, place, memory), False


def _same_object(scene: Scene, place: int, places: Sequence[int], memory: Memory) -> tuple[int, ...]:
    """As in "agents arrested X and took her away": the pronoun behind the second verb means the object of the first."""
    row = scene.row
    if row[place].passive or not places or row[places[0]].words not in {("him",), ("her",), ("them",)}:
        return ()
    before = [at for at in range(place - 1, -1, -1) if row[at].kind == "VG" and not (at and row[at - 1].kind == "W")]
    first = before[0] if before else -1
    joined = place - 1 if row[place - 1].kind == "C" else place - 2 if place > 1 and row[place - 2].kind == "C" else -1
    if first < 0 or joined < first or row[first].passive or any(one.kind in {":", "S"} for one in row[first:place]):
        return ()
    named = [at for at in objects(row, first) if row[at].names]
    found = meant(scene, named, memory) if named else ()
    return found if (len(found) > 1) is (row[places[0]].words == ("them",)) else ()


def _not_themselves(scene: Scene, place: int, places: Sequence[int], found: tuple[int, ...], memory: Memory) -> tuple[int, ...]:
    """As in "X, the judge who sentenced her": an object pronoun never means the subject of its verb."""
    row = scene.row
    if row[place].passive or any(row[at].names for at in places):
        return found
    judges = row[place].head in {"sentence", "convict", "condemn", "indict", "charge"}
    acting = [row[at] for at in subject(row, place) if not (judges and row[at].words in {("he",), ("she",)})]
    doing = {number for one in acting for number in memory.mean(scene, one)}  # "He sentenced him": who judges is somebody else
    return tuple(number for number in found if number not in doing)


_DEAD: Final = frozenset({"body", "bodies", "corpse", "corpses", "remains"})
"""What is done to these is done to nobody who lives: "the body of X was taken away"."""
_BODY: Final = re.compile(
    r"(?i)\b(?:soles|feet|foot|back|hands?|fingers?|ribs?|(?:finger|toe)?nails|face|head|legs?|arms?|body|eyes?|teeth|genitals)\b"
)


def _through_a_part(scene: Scene, places: Sequence[int], rule: Rule, memory: Memory) -> tuple[int, ...]:
    """As in "flogged the soles of his feet", "the lawyer of X was not allowed to read the file"."""
    row = scene.row
    for at in places[:1]:
        inner = behind(row, at, frozenset({"of"}), 3)
        if rule.predicate == "denied_lawyer" and row[at].head in {"lawyer", "lawyers", "attorney"}:
            return memory.owner_of(scene, row[at]) or meant(scene, inner, memory)
        if rule.predicate != "denied_lawyer" and inner and row[at].owner is None and _BODY.search(scene.of(row[inner[0]])):
            return memory.owner_of(scene, row[inner[0]])  # "two of his nails"
        if rule.predicate != "denied_lawyer" and _BODY.search(scene.of(row[at])):
            return (
                memory.owner_of(scene, row[at])
                or (memory.owner_of(scene, row[inner[0]]) if inner else ())
                or meant(scene, inner, memory)
            )
    return ()


def _including(scene: Scene, places: Sequence[int], memory: Memory) -> tuple[int, ...]:
    """As in "Seven climbers, including A and B, were arrested"."""
    row = scene.row
    for at in places[:1]:
        for place in range(at + 1, min(at + 8, len(row) - 1)):
            if row[place].kind == "VG":
                break
            if row[place].head in {"including", "among"} or _such_as(row, place):
                named = place + 2 if row[place + 1].words in {("them",), ("whom",)} and place + 2 < len(row) else place + 1
                return meant(scene, together_right(row, named), memory) if row[named].kind == "NP" else ()
    return ()


def _among(scene: Scene, place: int, memory: Memory) -> tuple[int, ...]:
    """As in "protesters who face the death penalty, among them A and B"."""
    row = scene.row
    for at in range(place + 1, min(place + 9, len(row) - 1)):
        if row[at].kind == "VG" and not (at > place + 1 and _is_list_of(row, place, at)):
            break
        if row[at].head in {"including", "among", "include"} or _such_as(row, at):
            named = at + 2 if row[at + 1].words in {("them",), ("whom",)} else at + 1
            return meant(scene, together_right(row, named), memory) if named < len(row) and row[named].kind == "NP" else ()
    return ()


def _such_as(row: Sequence[Phrase], at: int) -> bool:
    """As in "writers such as A and B": the word before the first name."""
    return row[at].head == "as" and row[at - 1].words[-1:] == ("such",)


def _is_list_of(row: Sequence[Phrase], place: int, at: int) -> bool:
    """As in "Writers serving life sentences include A and B"."""
    told = row[place].form in {"ger", "part"} or row[place - 1].kind == "W"
    return told and row[at].head == "include" and not (row[at].negated or row[at].modal)


def _is_background(scene: Scene, place: int, doing: Sequence[int], memory: Memory) -> bool:
    """As in "the strike that killed X": a relative clause that says something of a thing, and of X only in passing."""
    row = scene.row
    if (
        row[place].passive
        or not doing
        or not any(row[at].kind == "W" and row[at].head in {"who", "which", "that"} for at in range(max(0, place - 2), place))
    ):
        return False
    return not any(memory.mean(scene, row[at]) or row[at].head in name_words("person_nouns") for at in doing)


def _all_persons(scene: Scene, places: Iterable[int]) -> bool:
    return any(
        scene.row[at].names or scene.row[at].head in name_words("person_nouns") or scene.row[at].head in name_words("kin")
        for at in places
    )


def _along(scene: Scene, place: int, memory: Memory, found: tuple[int, ...]) -> tuple[int, ...]:
    """As in "X was arrested along with Y and Z": they share the act."""
    if not found:
        return ()
    match = re.search(
        r"(?:along|together) with|alongside|as well as|"
        r"\bwith (?:his|her|their) (?:\w+[- ])?(?:brother|sister|cousin|friend|colleague|wife|husband|son|daughter|"
        r"father|mother|twin|classmate|roommate|neighbou?r|nephew|niece|uncle|partner)(?= [A-Z])",
        tail_of(scene, place),
    )
    if match is None:
        return ()
    offset = scene.end_of(place) + match.end()
    for at in range(place + 1, len(scene.row)):
        if scene.row[at].kind == "NP" and scene.start_of(at) >= offset:
            extra = meant(scene, together_right(scene.row, at), memory)
            return tuple(number for number in extra if number not in found)
    return ()


def _owners(scene: Scene, place: int, rule: Rule, memory: Memory) -> tuple[tuple[int, ...], bool]:
    """Whose sentence is upheld: "his sentence", "X's appeal", "the death sentence for X", or, understood, "the sentence"."""
    row, phrase = scene.row, scene.row[place]
    if phrase.form == "part" and rule.predicate == "charged_with":
        return (), False  # "the charges brought against him": the noun tells it
    linking = phrase.head in _LINKING or (phrase.head == "carry" and rule.predicate == "faces_death_penalty")
    places = subject(row, place) if phrase.passive or linking else objects(row, place)
    for at in _with_heads(row, places):
        wanted = rule.object
        if wanted is not None and not wanted.search(_with_complement(scene, at)):
            if rule.predicate == "executed" and row[at].words in {("the", "sentence"), ("the", "verdict"), ("the", "sentences")}:
                return tuple(number for number in understood(scene, memory) if number in memory.doomed), True
            continue
        owner = memory.owner_of(scene, row[at]) or meant(scene, behind(row, at, _OWNED), memory)
        owner = owner or meant(scene, whose(row, at), memory)
        if not owner and rule.predicate == "sentence_upheld" and row[at].head in {"appeal", "appeals"}:
            owner = meant(scene, behind(row, at, _FILED, 4), memory)  # "an appeal lodged by X"
        if not owner and row[at].owner is None:
            owner = (
                meant(scene, behind(row, place, frozenset({"for", "against", "on", "to", "of"}), 9), memory)
                if not phrase.passive or rule.predicate in _LAID_ON
                else ()
            )
        if owner:
            return owner, False
        sought = rule.predicate == "faces_death_penalty"
        if (
            row[at].owner is None
            and (sought or row[at].words[0] in {"the", "that", "this", "these", "those"})
            and not behind(row, at, _OWNED)
        ):
            return understood(scene, memory, row[at].head), True
    return (), False


def _with_heads(row: Sequence[Phrase], places: Sequence[int]) -> list[int]:
    """As in "the death sentence of X, who had fled, was carried out": what stands behind "of" goes back to its head."""
    heads: list[int] = []
    for at in places:
        back = at
        while (
            back >= 2
            and row[back - 1].kind == "P"
            and row[back - 1].head in {"of", "for", "against"}
            and row[back - 2].kind == "NP"
        ):
            back -= 2
        heads += [back] if back != at else []
    return list(dict.fromkeys([*heads, *places]))


_LAID_ON: Final = frozenset({"sentenced_to", "tortured", "charged_with", "faces_death_penalty"})
"""What is laid on somebody behind the verb: "a sentence was imposed on X", "a date has been set for X"."""
_LINKING: Final = frozenset({"be", "become", "lie", "come", "succeed", "prove", "fail"})
"""Verbs of which the subject is what somebody owns: "X's sentence is final", "her case is before Branch 3"."""


def _with_complement(scene: Scene, at: int) -> str:
    phrase = scene.row[at]
    text = scene.of(phrase)
    if at + 2 < len(scene.row) and scene.row[at + 1].head in {"for", "of"}:
        text += f" {scene.row[at + 1].head} {scene.of(scene.row[at + 2])}"
    return text
