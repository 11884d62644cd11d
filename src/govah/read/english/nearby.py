"""Whom a pronoun or "the two" may mean: the subject of an earlier clause, the last few named, the only bearer of a noun."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

from govah.read.english.chains import behind_preposition
from govah.read.english.lexicon import is_person_noun, name_words, words_of
from govah.read.english.people import People, Person
from govah.read.english.phrases import Phrase
from govah.read.english.roles import subject
from govah.read.english.scene import Scene
from govah.words import table

_SPEAKS: Final = frozenset({"lawyer", "attorney", "judge", "editor", "analyst", "researcher", "expert"})
TOLD_BELOW: Final = {
    "faces_death_penalty": {"faces_death_penalty", "sentenced_to", "arrested"},
    "forced_confession": {"forced_confession", "arrested", "detained_at", "tortured"},
    "sentenced_to": {"sentenced_to", "charged_with", "tried_by", "other"},
    "arrested": {"arrested", "detained_at"},
    "detained_at": {"arrested", "detained_at"},
}
"""What the story may tell by name of the one whom its lead only calls "a reporter"."""
_FEMALE: Final = frozenset({"she", "her", "hers"})


def subject_here(scene: Scene, people: People, before: int, fits: Callable[[Person], bool]) -> tuple[int, ...]:
    """Gives the one person who is subject, or owner of the subject, of an earlier clause of the sentence; else nobody."""
    found: list[int] = []
    for at, phrase in enumerate(scene.row):
        if phrase.first >= before:
            break
        if phrase.kind != "NP" or not (phrase.names or phrase.owner_names):
            continue
        named = [people.of(scene, name) for name in (*phrase.names, *phrase.owner_names)]
        persons = [one for one in named if one is not None and fits(one)]
        if behind_preposition(scene.row, at) or not _has_verb(scene, at, before):
            return ()
        found += [one.number for one in persons if not (one.official or one.nouns & _SPEAKS)]
    return tuple(found) if len(set(found)) == 1 else ()


def _has_verb(scene: Scene, at: int, before: int) -> bool:
    """Whether the clause of a noun phrase has its own verb and ends before the pronoun."""
    between = [one for one in scene.row[at + 1 :] if one.first < before]
    verbs = [one for one in between if one.kind == "VG" and one.form == "finite"]
    return bool(verbs) and verbs[0].head not in words_of("reporting")


def last_named(recent: Iterable[tuple[int, int]], focus: Collection[int], count: int) -> tuple[int, ...]:
    """Gives the persons of the last sentences where they are just as many as "the two" or "the three" are; else nobody."""
    near = list(dict.fromkeys(number for _, number in recent if number in focus))
    return tuple(near) if len(near) == count else ()


def alike(noun: str) -> set[str]:
    """Gives nouns that may name the same person: a conscript is a soldier."""
    groups = table("reading/en/names")["alike"]
    return {noun}.union(*(set(str(group).split()) for group in groups if noun in str(group).split()))


def only_bearer(people: People, focus: Collection[int], nouns: Collection[str], met: Callable[[int], bool]) -> tuple[int, ...]:
    """Gives the one person of whom the document speaks whom it calls by that noun, if there is one."""
    found = [number for number in focus if people.everybody[number].nouns & set(nouns) and met(number)]
    return tuple(found) if len(found) == 1 else ()


def learn_genders(scenes: Sequence[Scene], people: People) -> None:
    """Takes note who is "he" or "she": a sentence that begins with the pronoun, behind one that names a single person."""
    for scene, following in itertools.pairwise(scenes):
        opening = following.tokens[0].lower if following.tokens else ""
        if opening not in {"he", "she"} or following.sentence.paragraph != scene.sentence.paragraph:
            continue
        named = {person.number for number in range(len(scene.names)) if (person := people.of(scene, number)) is not None}
        if len(named) > 1 and _goes_on_speaking(scene, following):
            named = set(main_subject(scene, people, lambda person: not person.gender))
        if len(named) == 1:
            person = people.everybody[named.pop()]
            person.gender = person.gender or ("female" if opening in _FEMALE else "male")


def _goes_on_speaking(scene: Scene, following: Scene) -> bool:
    """As in "X told us about Y. She said …": who spoke speaks on."""
    verbs = [next((one for one in each.row if one.kind == "VG" and one.form == "finite"), None) for each in (scene, following)]
    return all(one is not None and one.head in words_of("reporting") for one in verbs)


def paragraph_start(scenes: Sequence[Scene], scene: Scene) -> int:
    """Gives the number of the first sentence of the paragraph."""
    first = scene.number
    while first and scenes and scenes[first - 1].sentence.paragraph == scene.sentence.paragraph:
        first -= 1
    return first


def heading_lines(scenes: Sequence[Scene], scene: Scene) -> int:
    """Gives how many of the lines above a sentence, at most eight from the head of the page, are headings, days and captions."""
    above = scenes[: scene.number] if scene.number <= _HEAD else ()
    return sum(one.text[one.sentence.end - 1 : one.sentence.end] not in _STOPS for one in above)


_HEAD: Final = 8
_STOPS: Final = frozenset(".!?\"”'’)")


def is_restricted(scene: Scene, phrase: Phrase) -> bool:
    """Answers whether words behind a noun say which one is meant: "the man freed was his namesake" is somebody new."""
    at = next((place for place, one in enumerate(scene.row) if one.first == phrase.first), len(scene.row)) + 1
    return at < len(scene.row) and (scene.row[at].form == "part" or scene.row[at].head == "who")


def comes_from(scene: Scene, phrase: Phrase) -> bool:
    """Answers whether words behind a noun say from where or of what somebody is: "the two brothers from Bukan"."""
    at = next((place for place, one in enumerate(scene.row) if one.first == phrase.first), len(scene.row)) + 1
    return at < len(scene.row) and scene.row[at].head in {"from", "of", "in"}


def most_likely(people: People, near: Sequence[int], since: int) -> tuple[int, ...]:
    """Gives whom "the convict" means: who is named in the paragraph, else the nearest, unless the text is all about another."""
    here = [number for number in near if any(at >= since for at in people.everybody[number].seen)]
    if here or not near:
        return tuple(here[:1])
    main = max(near, key=lambda number: len(people.everybody[number].seen))
    nearest = near[0]
    return (main,) if len(people.everybody[main].seen) >= 2 * len(people.everybody[nearest].seen) else (nearest,)


def first_subject(scene: Scene) -> int:
    """Gives the place of the noun phrase that is the subject of a sentence's first verb, or -1."""
    verb = next((at for at, one in enumerate(scene.row) if one.kind == "VG" and one.form == "finite"), -1)
    doing = [at for at in subject(scene.row, verb) if at < verb] if verb > 0 else []
    near = doing[-1] if doing else -1
    return near if len(doing) == 1 or (near >= 0 and scene.row[near].words in {("he",), ("she",)}) else -1


def main_subject(scene: Scene, people: People, fits: Callable[[Person], bool]) -> tuple[int, ...]:
    """Gives the one person who is the subject of a sentence's first verb; nobody where that is a lawyer or a relative."""
    verb = next((at for at, one in enumerate(scene.row) if one.kind == "VG" and one.form == "finite"), -1)
    opens = bool(scene.row) and bool(scene.row[0].names)
    doing = subject(scene.row, verb) if verb > 0 else [0] if opens else []
    if any(set(scene.row[at].words) & (name_words("kin") | name_words("roles")) for at in doing):
        return ()
    named = [people.of(scene, name) for at in doing for name in scene.row[at].names]
    found = {
        one.number
        for one in named
        if one is not None and fits(one) and not (one.official or one.nouns & (_SPEAKS | name_words("kin")))
    }
    return tuple(found) if len(found) == 1 else ()


_NO_PATIENTS: Final = frozenset({"by", "with", "to", "from", "like", "unlike", "than", "against"})


def sole_named(scene: Scene, people: People, fits: Callable[[Person], bool], *, quoted: bool) -> tuple[int, ...]:
    """Gives the one person whom a sentence names, where nothing shows somebody who only speaks, acts or stands by."""
    told = [(place, person) for place in range(len(scene.names)) if (person := people.of(scene, place)) is not None]
    if len({person.number for _, person in told}) != 1:
        return ()
    place, person = told[-1]
    name = scene.names[place]
    lead = {token.lower for token in scene.tokens[max(0, name.first - 3) : name.first]}
    part = lead & (name_words("roles") | name_words("kin")) - {"family", "families", "relatives"}
    before = scene.tokens[name.first - 1].lower if name.first else ""
    owned = next((one for one in scene.row if place in one.owner_names), None)
    if owned is not None and (
        is_person_noun(owned.head) or owned.head in name_words("kin") - {"family", "families", "relatives"}
    ):
        return ()
    speaks = any(one.kind == "VG" and one.head in words_of("reporting") for one in scene.row)
    speaks = speaks or (quoted and not scene.tokens[name.first].quoted and any(token.quoted for token in scene.tokens))
    if person.official or person.nouns & (_SPEAKS | name_words("kin")) or part or before in _NO_PATIENTS or speaks:
        return ()
    return (person.number,) if fits(person) else ()


def told_of(scene: Scene, before: int) -> Phrase | None:
    """Gives who without a name is nearer to a pronoun than anybody named: "claims by a union leader that he was beaten"."""
    for at in range(len(scene.row) - 1, -1, -1):
        phrase = scene.row[at]
        if phrase.kind != "NP" or phrase.first >= before or phrase.owner is not None:
            continue
        if phrase.names:
            return None
        if (
            is_person_noun(phrase.head)
            and (not phrase.head.endswith("s") or phrase.head.endswith("ss"))
            and _speaks_of_self(scene.row, at)
        ):
            return phrase
    return None


def _speaks_of_self(row: Sequence[Phrase], at: int) -> bool:
    """Whether what follows is most likely about the one whom a phrase calls "a leader" or "the man who"."""
    following = row[at + 1] if at + 1 < len(row) else row[at]
    before = row[at - 1] if at else None
    if row[at].words[0] == "the":
        return following.head == "who" or row[at].words[1:2] in {("first",), ("second",), ("third",), ("latter",), ("former",)}
    says = following.kind == "VG" and following.head in words_of("reporting") and (before is None or before.kind in {"S", "C"})
    return row[at].words[0] in {"a", "an"} and (says or (before is not None and before.head == "by"))


def beside(scene: Scene, people: People, before: int) -> set[int]:
    """Gives who is only named as a relative or lawyer in front: "In a letter to his cousin, X, Y wrote that he …"."""
    known = name_words("roles") | name_words("kin")
    found: set[int] = set()
    for at, phrase in enumerate(scene.row):
        if phrase.first >= before or at < 2 or not phrase.names or scene.row[at - 1].kind != "," or scene.row[at - 2].names:
            continue
        if scene.row[at - 2].head in known and behind_preposition(scene.row, at - 2):
            found.update(one.number for name in phrase.names if (one := people.of(scene, name)) is not None)
    return found


def crying_out(scenes: Sequence[Scene], scene: Scene, people: People, before: int) -> set[int]:
    """Gives who speaks the quotation in which a pronoun stands: "…," sobbed X. "They beat him …": X is not "him"."""
    if not scene.tokens[before].quoted:
        return set()
    found: set[int] = set()
    for one in scenes[max(0, scene.number - 2) : scene.number + 1]:
        for at, phrase in enumerate(one.row):
            tied = [near for near in one.row[max(0, at - 2) : at] if near.kind == "VG" and not near.passive]
            if not phrase.names or not tied or one.tokens[phrase.first].quoted or one.tokens[tied[-1].first].quoted:
                continue
            opening = one.tokens[max(0, tied[-1].first - 2) : tied[-1].first]
            if any(token.quoted for token in opening):
                named = (people.of(one, name) for name in phrase.names)
                found.update(person.number for person in named if person is not None)
    return found


def head_of_line(scene: Scene, people: People, before: int, fits: Callable[[Person], bool]) -> tuple[int, ...]:
    """Gives whom a line of a list is about: "X, Rasht: her sentence was overturned"."""
    colon = next((at for at, one in enumerate(scene.row) if one.kind == ":" and one.head == ":"), -1)
    if colon < 1 or not scene.row[0].names or scene.row[colon].first > before:
        return ()
    if any(one.kind == "VG" and one.form == "finite" for one in scene.row[:colon]):
        return ()
    person = people.of(scene, scene.row[0].names[-1])
    return (person.number,) if person is not None and fits(person) else ()


def speaking_behind(scene: Scene, people: People, before: int) -> set[int]:
    """Gives who says a sentence at its end: "He was beaten in the van, X said": X is not "he"."""
    found: set[int] = set()
    for at in range(1, len(scene.row)):
        phrase, verb = scene.row[at], scene.row[at + 1] if at + 1 < len(scene.row) else None
        behind = phrase.first > before and phrase.names and scene.row[at - 1].kind == ","
        if behind and verb is not None and verb.kind == "VG" and verb.head in words_of("reporting"):
            named = (people.of(scene, name) for name in phrase.names)
            found.update(person.number for person in named if person is not None)
    return found
