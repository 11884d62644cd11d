"""Which several people "they", "both" or "the four men" are, and whom a lead counts that the story then names."""

from __future__ import annotations

import re
from typing import Final

from govah.read.english.introducing import introduced
from govah.read.english.lexicon import is_person_noun, name_words, number_of, words_of
from govah.read.english.nearby import TOLD_BELOW, alike, heading_lines, is_restricted, last_named, paragraph_start
from govah.read.english.phrases import Phrase
from govah.read.english.recall import REACH, Recall
from govah.read.english.scene import Scene
from govah.read.english.story import same_group, same_story, tells_alike

DEFINITE: Final = frozenset({"the", "this", "that", "these", "those", "both", "all"})
PLURAL: Final = re.compile(r"(?:s|men|women|people|duo|trio|pair|couple)$")
_ELSE: Final = frozenset({"another", "other", "fellow", "no", "several", "many", "some", "second"})


def group(recall: Recall, scene: Scene, count: int, *, before: int) -> tuple[int, ...]:
    """Gives the last several people named together, of that number where one is given (0 where none is)."""
    if not count and (_others_meant(recall, scene, before) or _others_before(recall, scene, before)):
        return ()
    here = last_named(recall.recently(paragraph_start(recall.scenes, scene)), recall.focus, count) if count > 1 else ()
    if here:
        return here
    own = [
        (one.sentence, one.members) for one in recall.lists if one.sentence == scene.number and _parted(scene, one.first, before)
    ]
    for sentence, members in (*reversed(own), *reversed(recall.groups)):
        if scene.number - sentence > (4 if count else 1) * REACH:
            break
        if sentence == scene.number and not _ended(recall, scene, members, before):
            continue
        fits = not count or count in {len(members), recall.size_of(members)}
        if fits and (count > 2 or set(members) & recall.of_whom_it_speaks()) and not _only_act(recall, members):
            return members
    near = last_named(recall.recently(scene.number - 3), recall.focus, count) if count > 1 else ()
    near = near or (_side_by_side(recall, scene, count) if count > 1 else () if count else _one_and_another(recall, scene))
    if near:
        return near
    focus = sorted(recall.focus)
    if count > 1 and len(focus) == count and all(recall.met(number, scene) for number in focus):
        return tuple(focus)
    return ()


def everybody_before(recall: Recall, scene: Scene) -> tuple[int, ...]:
    """Gives those of whom the last sentences told one by one: "A was freed. B is out, too. All were held for their views"."""
    since = max(0, scene.number - _EVERYBODY)
    if any(_is_several(one) and not one.names for before in recall.scenes[since : scene.number] for one in before.row):
        return ()
    near = tuple(dict.fromkeys(number for _, number in recall.recently(since) if number in recall.focus))
    return near if len(near) > 1 and not any(recall.people.everybody[number].official for number in near) else ()


_EVERYBODY: Final = 4
"""Sentences that "all" may look back on."""
ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth")


def in_order(recall: Recall, scene: Scene, which: int) -> tuple[int, ...]:
    """Gives whom "the second accused" means: of the parties who are numbered, else of those last named together, that one."""
    lists = [members for sentence, members in recall.groups if scene.number - sentence <= REACH]
    known = [one.members for one in recall.parties if one.sentence <= scene.number][-1:] or lists[-1:]
    return (known[0][which],) if known and which < len(known[0]) else ()


def _only_act(recall: Recall, members: tuple[int, ...]) -> bool:
    """Whether those named together are lawyers or officials to whom the text does nothing: "they" are whom they speak for."""
    everybody = [recall.people.everybody[number] for number in members]
    return not set(members) & recall.focus and any(one.official or one.nouns & _ACTING for one in everybody)


_ACTING: Final = frozenset({"lawyer", "lawyers", "attorney", "attorneys", "judge", "judges", "official", "officials"})


def _one_and_another(recall: Recall, scene: Scene) -> tuple[int, ...]:
    """As in "A was arrested. B was also arrested. Their arrest drew protests": the two of whom the last sentences told."""
    before = recall.scenes[scene.number - 1] if scene.number else None
    also = before is not None and any(one.lower == "also" for one in before.tokens)
    both = _side_by_side(recall, scene, 2) if also else ()
    return both if set(both) <= recall.focus else ()


def _side_by_side(recall: Recall, scene: Scene, count: int) -> tuple[int, ...]:
    """As in "X began a strike. Her cellmate Y has joined her. Both women …": all whom the last two sentences name."""
    known = dict.fromkeys(number for _, number in recall.recently(scene.number - 2))
    plain = not any(recall.people.everybody[number].official for number in known)
    return tuple(known) if len(known) == count and plain and set(known) & recall.focus else ()


def _others_meant(recall: Recall, scene: Scene, before: int) -> bool:
    """Whether "they" are nearer people without names: "prisoners in three cities said that guards beat them"."""
    for phrase in reversed([one for one in scene.row if one.kind == "NP" and one.first < before]):
        if phrase.names:
            return False
        plural = PLURAL.search(phrase.head) and is_person_noun(phrase.head) and phrase.words[0] not in DEFINITE
        if any(one.head == "be" and one.kind == "VG" and one.last == phrase.first for one in scene.row):
            continue  # "two of whom are brothers"
        if plural and not announced(recall, scene, phrase):
            return True
    return False


def _parted(scene: Scene, first: int, before: int) -> bool:
    """Whether a clause begins between a list and a phrase: "A and B said that they", not "A and B defended the two men"."""
    verbs = [at for at, one in enumerate(scene.row) if one.kind == "VG" and first < one.first < before]
    if not verbs or scene.row[verbs[0]].head in words_of("reporting"):
        return True
    return any(one.kind in {"S", "W", "C", ":"} for one in scene.row[verbs[0] :] if one.first < before)


def _others_before(recall: Recall, scene: Scene, before: int) -> bool:
    """As in "A and B defended the two men. They were hanged": the people last told of there, to whom no name is given."""
    if before > 1 or scene.number == 0 or paragraph_start(recall.scenes, scene) == scene.number:
        return False
    earlier = recall.scenes[scene.number - 1]
    for at in range(len(earlier.row) - 1, -1, -1):
        phrase = earlier.row[at]
        if phrase.kind != "NP" or not (phrase.names or _is_several(phrase)):
            continue
        if phrase.names or phrase.owner is not None or (at and earlier.row[at - 1].kind not in {"VG", "P"}):
            return False
        if not at and (phrase.words[0] in DEFINITE or not _count(phrase)):
            return False
        known = (
            group(recall, earlier, _count(phrase), before=phrase.first) if phrase.words[0] in DEFINITE and _count(phrase) else ()
        )
        return not set(known) & recall.focus and not announced(recall, earlier, phrase)
    return False


def _is_several(phrase: Phrase) -> bool:
    return bool(PLURAL.search(phrase.head)) and (is_person_noun(phrase.head) or phrase.head in name_words("kin"))


def _count(phrase: Phrase) -> int:
    return next((number for word in phrase.words if (number := number_of(word))), 0)


def told_without_names(recall: Recall, scene: Scene, phrase: Phrase) -> bool:
    """As in "Eleven workers were arrested. The workers were freed": those last called so have no names."""
    for back in range(scene.number - 1, max(-1, scene.number - 4), -1):
        for one in reversed(recall.scenes[back].row):
            if one.kind == "NP" and one.head == phrase.head:
                named = next((near for near in recall.scenes[back].row if near.first > one.last), None)
                if named is not None and named.names:
                    return False  # "two brothers, A and B"
                if any(_count(one) == near.size and back <= near.sentence <= back + REACH for near in recall.lists):
                    return False
                first = one.words[0] not in DEFINITE and not one.names and one.owner is None
                return first and not announced(recall, recall.scenes[back], one)
    return False


def _ended(recall: Recall, scene: Scene, members: tuple[int, ...], before: int) -> bool:
    people = recall.people
    places = [name.last for number, name in enumerate(scene.names) if people.at.get((scene.number, number)) in members]
    return bool(places) and max(places) <= before


def announced(recall: Recall, scene: Scene, phrase: Phrase) -> tuple[int, ...]:  # noqa: PLR0911 - rules, read from the top
    """Gives whom a phrase means that names nobody and looks ahead: "three teenagers", "a young wrestler"."""
    told = introduced(recall.introductions, scene, phrase)
    if told:
        return told
    if recall.by_name or phrase.owner is not None:
        return ()
    words = phrase.words
    count = next((number for word in words if (number := number_of(word))), 0)
    if count and {"other", "others"} & set(words):
        fitting = [one.members for one in recall.lists if len(one.members) == count]
        return fitting[0] if len(fitting) == 1 else ()
    if not is_person_noun(phrase.head) or _ELSE & set(words):
        return ()
    if count > 1:
        return _counted(recall, scene, phrase, count)
    if scene.number - heading_lines(recall.scenes, scene) > 3 or words[0] not in {"a", "an"} or scene.names:
        return ()  # whom the sentence itself names, it would not call "a soldier" beside
    return _named_next(recall, scene, phrase) or _told_below(recall, scene, phrase)


def _counted(recall: Recall, scene: Scene, phrase: Phrase, count: int) -> tuple[int, ...]:
    """As in "Four men were hanged": a list of just as many that stands near and tells of the same."""
    ahead = scene.number - heading_lines(recall.scenes, scene) <= 3
    aside = is_restricted(scene, phrase)
    for one in recall.lists:
        told = all((number, recall.asked) in recall.by_predicate for number in one.members)
        behind = scene.number < one.sentence <= scene.number + REACH or (
            one.sentence == scene.number and one.first > phrase.first
        )
        after = ahead and behind and not (aside and told)
        retold = 0 < scene.number - one.sentence <= 3 and count > 2 and told and one.size == len(one.members)
        if one.size == count and (retold or (after and same_group(recall, scene, phrase, one))):
            return one.members
    return _all_named_next(recall, scene, count) if ahead and not scene.names else ()


def _all_named_next(recall: Recall, scene: Scene, count: int) -> tuple[int, ...]:
    """As in "Two converts lost. A got a year and B two": those to whom the next sentences say that something was done."""
    following = range(scene.number + 1, scene.number + 4)
    ahead = [number for number in sorted(recall.focus) if set(recall.people.everybody[number].seen) & set(following)]
    told = all(tells_alike(recall, (number,)) for number in ahead)
    return tuple(ahead) if len(ahead) == count == len(recall.focus) and told else ()


def _named_next(recall: Recall, scene: Scene, phrase: Phrase) -> tuple[int, ...]:
    """As in "A young conscript was …. X, 19, a soldier, is …": whom one of the next two sentences calls the same."""
    for later in recall.scenes[scene.number + 1 : scene.number + 3]:
        for number in range(len(later.names)):
            person = recall.people.of(later, number)
            if person is None or person.number not in recall.of_whom_it_speaks():
                continue
            if any(one.words in {("him",), ("her",), ("them",)} and one.first > later.names[number].first for one in later.row):
                continue  # "A blogger was held. X, a blogger, praised him"
            if alike(phrase.head) & person.nouns or _is_introduced(recall, later, number, phrase):
                return (person.number,)
    return ()


def _told_below(recall: Recall, scene: Scene, phrase: Phrase) -> tuple[int, ...]:
    """As in "executed a 24-year-old man … X, a baker, was hanged": the first whom the story names for the same thing."""
    if scene.number - heading_lines(recall.scenes, scene) > 1:
        return ()
    age = re.match(r"(\d{1,2})-year-old", next((word for word in phrase.words if "-year-old" in word), ""))
    head = phrase.head
    gender = "female" if head in name_words("female_nouns") else "male" if head in name_words("male_nouns") else ""
    for later in recall.scenes[scene.number + 1 : scene.number + 6]:
        for number, name in enumerate(later.names):
            person = recall.people.of(later, number)
            if person is None or person.number not in recall.of_whom_it_speaks():
                continue
            fits = recall.fits(person, gender) and (age is None or person.age in {"", age.group(1)})
            told = {(person.number, near) for near in TOLD_BELOW.get(recall.asked, {recall.asked})}
            if fits and name.first <= 4 and told & recall.by_predicate:
                recall.leads.add((scene.number, person.number))
                return (person.number,)
            return (person.number,) if fits and same_story(recall, scene, person.number) else ()
    return ()


def _is_introduced(recall: Recall, scene: Scene, number: int, phrase: Phrase) -> bool:
    """Whether a sentence that follows "a young conscript was …" opens with the one person of the story."""
    name = scene.names[number]
    specific = phrase.head not in name_words("generic") and phrase.head not in {"father", "mother", "brother", "sister"}
    rest = scene.text[scene.tokens[name.last - 1].end : scene.sentence.end]
    age = re.match(r", (?:aged )?\d{1,2},|, who is \d{1,2}\b", rest)
    linked = re.search(r"(?i)\b(?:with (?:him|her|them)|another|also|second|fellow|friend|colleague)\b", rest[:160])
    return specific and len(recall.of_whom_it_speaks()) == 1 and name.first == 0 and age is not None and not linked
