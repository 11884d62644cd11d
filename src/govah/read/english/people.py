"""Who is who in one document: names that are one person, what each is called, and who belongs together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz.distance import Levenshtein

from govah.read.english.aliases import alias_of, is_parent
from govah.read.english.lexicon import given_names, is_person_noun, name_words, places, verb_forms, words_of
from govah.read.english.names import Name
from govah.read.english.scene import Scene
from govah.read.english.singles import acts_alone

_TITLED: Final = {
    "prof": "professor", "professor": "professor", "dr": "doctor", "doctor": "doctor", "rev": "pastor", "pastor": "pastor",
    "imam": "imam", "father": "priest", "sgt": "soldier", "eng": "engineer", "engineer": "engineer",
}  # fmt: skip
"""What a person with a title is called as well: "the professor was sentenced"."""
_AGE: Final = re.compile(r"(\d{1,2})-year-old")


@dataclass(slots=True, eq=False)
class Person:
    """Somebody whom the document names."""

    number: int
    words: tuple[str, ...]
    name: str
    forms: list[str] = field(default_factory=list)
    gender: str = ""
    age: str = ""
    nouns: set[str] = field(default_factory=set)
    "What the text calls the person: soldier, activist, lawyer."
    official: bool = False
    seen: list[int] = field(default_factory=list)
    "Numbers of the sentences that name the person."
    called: set[str] = field(default_factory=set)
    "Other names of the person, folded: a nickname in brackets, an alias."


@dataclass(slots=True)
class People:
    """Everybody whom a document names; `at` gives who a name in a sentence is."""

    everybody: list[Person] = field(default_factory=list)
    at: dict[tuple[int, int], int] = field(default_factory=dict)
    by_word: dict[str, list[Person]] = field(default_factory=dict)
    "(sentence, name in it) → person."

    def of(self, scene: Scene, name: int) -> Person | None:
        """Gives the person whom a name in a sentence names, if any."""
        number = self.at.get((scene.number, name))
        return None if number is None else self.everybody[number]


def people(scenes: Sequence[Scene]) -> People:
    """Gives everybody whom the sentences name: full names first, then parts of them, then given names that stand alone."""
    known = People()
    for whole in (True, False):
        for scene in scenes:
            for number, name in enumerate(scene.names):
                if (len(name.words) > 1) is whole and not _enter_alias(known, scene, number):
                    (_enter if whole else _enter_part)(known, scene, number, name)
        for scene in scenes:
            _describe_all(known, scene, whole=whole)
    return known


def _enter_alias(known: People, scene: Scene, number: int) -> bool:
    """Another name of somebody named just before goes to that person: "X, known as Y"."""
    other = alias_of(scene, number)
    if other < 0 and number + 1 < len(scene.names) and alias_of(scene, number + 1) == number:
        other = number + 1  # "the singer Hesam, whose real name is Y"
    person = known.of(scene, other) if other >= 0 else None
    if person is None:
        return False
    name = scene.names[number]
    if not any(one is not person and name.words in (one.words, one.words[:1]) for one in known.everybody):
        person.called.update(name.words)
        _note(known, scene, number, person, scene.words(name.first, name.last))
    return True


def _describe_all(known: People, scene: Scene, *, whole: bool) -> None:
    for number, name in enumerate(scene.names):
        person = known.of(scene, number)
        if person is not None and (len(name.words) > 1) is whole:
            _describe(person, scene, name)


def _enter(known: People, scene: Scene, number: int, name: Name) -> None:
    person = _same(known, name.words, scene.number)
    written = scene.words(name.first, name.last)
    if person is None:
        small = scene.tokens[name.first].text[0].islower()  # "al-Taruti" goes with somebody whom the text names in full
        if small or is_parent(scene, name) or not (name.sure or _looks_personal(scene, name)):
            return
        person = Person(len(known.everybody), name.words, written)
        known.everybody.append(person)
    elif len(name.words) > len(person.words):
        person.words, person.name = name.words, written
    _note(known, scene, number, person, written)


def _note(known: People, scene: Scene, number: int, person: Person, written: str) -> None:
    name = scene.names[number]
    person.called.update(name.called)
    known.at[scene.number, number] = person.number
    if written not in person.forms:
        for word in (*name.words, *name.called):
            known.by_word.setdefault(word, []).append(person)
    if written not in person.forms:
        person.forms.append(written)
    person.seen.append(scene.number)


def _looks_personal(scene: Scene, name: Name) -> bool:
    """Unknown capitalised words are a person where an age or a person's noun stands beside, or nothing speaks for a thing."""
    initial = len(name.words[0]) < 2
    written = scene.tokens[name.first + 1].text if name.first + 1 < len(scene.tokens) else ""
    if 2 <= len(name.words) <= 4 and (not initial or (written == "." and len(name.words[-1]) > 2)):
        if any(word in name_words("titles") or word in name_words("organisation_words") for word in name.words):
            return False
        before = scene.tokens[name.first - 1].lower if name.first else ""
        return before not in {"the", "a", "an", "in", "near", "at"} or _has_age(scene, name)
    if _has_age(scene, name):
        return True
    before = scene.tokens[name.first - 1].lower if name.first else ""
    return before in name_words("person_nouns") or before in name_words("kin")


def _has_age(scene: Scene, name: Name) -> bool:
    after = scene.text[scene.tokens[name.last - 1].end : scene.tokens[name.last - 1].end + 14]
    return bool(re.match(r",? \(?\d{1,2}\b(?!\s*(?:%|per|people|million))", after))


MANY: Final = 300
"""From so many people on, only those who share a part of a name are compared, so that a long list is read in linear time."""


def _same(known: People, words: tuple[str, ...], sentence: int) -> Person | None:
    """Who bears that name: the name, a shorter or longer form, or a misspelling, which never stands beside the name itself."""
    sharing = {person.number: person for word in words for person in known.by_word.get(word, ())}
    everybody = known.everybody if len(known.everybody) < MANY else list(sharing.values())[:MANY]
    for person in everybody:
        if person.words == words or _is_form(person.words, words) or _is_form(words, person.words):
            return person
    return next((person for person in everybody if sentence not in person.seen[-3:] and _alike(person.words, words)), None)


def _is_form(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """The shorter name leaves out parts of the longer, in their order, or joins two of them."""
    if "".join(long) == "".join(short):
        return True
    left = iter(long)
    return len(short) > 1 and all(any(_close(part, other) for other in left) for part in short)


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if len(one) != len(other):
        return False
    short, long = sorted((one[-1], other[-1]), key=len)
    cut = len(one) > 1 and len(short) > 4 and long.startswith(short)
    same = all(_close(left, right) for left, right in zip(one[:-1], other[:-1], strict=True))
    return same and (cut or _close(one[-1], other[-1]))  # a surname cut short: Zandi for Zandinejad


def _close(left: str, right: str) -> bool:
    """Two spellings of one part: initials fit, long parts may differ by a letter or two but not in the first."""
    if left == right:
        return True
    if len(left) == 1 or len(right) == 1:
        return left[0] == right[0]
    if left in given_names() and right in given_names():
        return _skeleton(left) == _skeleton(right)
    return left[0] == right[0] and len(left) > 4 and Levenshtein.distance(left, right) <= 1


def _skeleton(word: str) -> str:
    folded = word.replace("q", "gh").replace("oo", "o").replace("ou", "o").replace("u", "o").replace("ee", "i").replace("y", "i")
    return re.sub(r"[aeio]", "", re.sub(r"(.)\1", r"\1", folded))


def _enter_part(known: People, scene: Scene, number: int, name: Name) -> None:
    word = name.words[0]
    bearing = list(dict.fromkeys(known.by_word.get(word, ())))
    bearers = [one for one in bearing if word in (one.words[-1], one.words[0], *one.called)]
    bearers = bearers or [one for one in bearing if word not in given_names() and len(word) > 4]  # the first of two surnames
    bearers = bearers or _misspelt(known, word)
    written = scene.words(name.first, name.last)
    if bearers:
        _note(known, scene, number, _nearest(bearers, word, scene.number), written)
        return
    if (
        word in places()
        or is_parent(scene, name)
        or not (
            name.title
            or word in given_names()
            or _is_listed_sibling(scene, name)
            or _is_introduced(scene, name)
            or _is_apposed(scene, name)
            or acts_alone(scene, name)
        )
        or (name.first == 0 and not name.title and len(word) < 4)
    ):
        return
    person = Person(len(known.everybody), name.words, written)
    known.everybody.append(person)
    _note(known, scene, number, person, written)


def _misspelt(known: People, word: str) -> list[Person]:
    """Who bears a long surname of which this is a slip: Makondeli for Makondelu; nobody where several do."""
    if len(word) < _SLIP or word in given_names() or word in places():
        return []
    near = [one for one in known.everybody if len(one.words) > 1 and _one_slip(one.words[-1], word)]
    return near if len(near) == 1 else []


_SLIP: Final = 8
"""Letters of the shortest surname of which a slip is taken for it."""


def _one_slip(surname: str, word: str) -> bool:
    return len(surname) >= _SLIP and surname[0] == word[0] and Levenshtein.distance(surname, word) == 1


def _is_listed_sibling(scene: Scene, name: Name) -> bool:
    """As in "the brothers Zhuber and Zaniar Marufpanah": a first name alone, beside a whole name, behind a noun for people."""
    at = name.first - 1 - int(name.first > 1 and scene.tokens[name.first - 1].text == ",")
    before = scene.tokens[at].lower if name.first else ""
    following = next((one for one in scene.names if one.first == name.last + 1), None)
    joined = name.last < len(scene.tokens) and scene.tokens[name.last].lower in {"and", "&"}
    known = name_words("kin") | name_words("person_nouns")
    start = scene.tokens[name.first].start
    kin = not name.first and _RELATED.search(scene.text, max(0, start - 200), start) is not None
    return joined and following is not None and len(following.words) > 1 and (before in known or kin)


_RELATED: Final = re.compile(r"(?i)\b(?:brothers|sisters|siblings|couple|twins|cousins|spouses)\b")
"""Words before a sentence that opens with a first name beside a whole one: "Two sisters … Nika and Elnaz Rahvandi were …"."""


_INTRODUCING: Final = frozenset({"called", "named"})


def _is_introduced(scene: Scene, name: Name) -> bool:
    """As in "our colleague Kamyab", "her brother Arsham", "a man named Kamyab": a first name alone that no list holds."""
    before = scene.tokens[name.first - 1] if name.first else None
    known = name_words("kin") | name_words("person_nouns") - name_words("peoples") | _INTRODUCING
    if before is not None and before.text == "," and name.first > 1 and name.last < len(scene.tokens):
        closed = scene.tokens[name.last].text in {",", "."}
        return closed and scene.tokens[name.first - 2].lower in name_words("kin")  # "Her father, Arsham, was held"
    return before is not None and before.text.islower() and before.lower in known


_APPOSITION: Final = re.compile(
    r", (?:(?:an?|the) (?:[\w'’-]+ ){0,2}?([\w-]+)\b|both (?:[\w-]+ ){0,2}?([\w-]+)s(?=[,.]))(?= of\b|[,.;]| in\b| at\b)"
)


def _is_apposed(scene: Scene, name: Name) -> bool:
    """As in "arrested A Torvan, a preacher, Sheldavin, a baker, and Forazel and Sevulan, both tailors": alone in a list."""
    listed = any(one.last <= name.first and len(one.words) > 1 for one in scene.names)
    if not listed or scene.tokens[name.first].lower in places():
        return False
    before = scene.tokens[name.first - 1].lower
    end = scene.tokens[name.last - 1].end
    joined = re.match(r" and [A-Z][\w'’-]+(?=, both )", scene.text[end : end + 40])
    end += joined.end() if joined else 0
    told = _APPOSITION.match(scene.text, end, min(scene.sentence.end, end + 60))
    return before in {",", "and"} and told is not None and is_person_noun((told.group(1) or told.group(2)).lower())


def _nearest(bearers: list[Person], word: str, sentence: int) -> Person:
    """Of several who bear the word: whose given name it is, else who was named most often before, else nearest."""
    recent = [person for person in bearers if any(sentence - 2 <= at <= sentence for at in person.seen)]
    given = [person for person in bearers if person.words[0] == word]
    pool = recent if given and len(recent) == 1 and not recent[0].official else given or bearers

    def rank(person: Person) -> tuple[bool, int, int]:
        before = [at for at in person.seen if at <= sentence]
        return (not person.official, len(before), -person.number)

    return max(pool, key=rank)


def _describe(person: Person, scene: Scene, name: Name) -> None:  # noqa: C901, PLR0912 - rules, read from the top
    """Takes note of title, age and what the text calls the person, in front of the name and in apposition behind it."""
    if name.title in name_words("female_titles"):
        person.gender = "female"
    elif name.title in name_words("male_titles"):
        person.gender = "male"
    addressed = scene.tokens[0].lower == "dear" and name.last + 2 > len(scene.tokens)
    if name.title in name_words("officials") or addressed:
        person.official = True
    if name.title in _TITLED:
        _call(person, _TITLED[name.title])
    before = [token.lower for token in scene.tokens[max(0, name.first - 6) : name.first]]
    for word in reversed(before):
        if word in {",", ".", ";", "and", "of", "for", "by", "with", "against", "to"} or word in words_of("relatives"):
            break
        if word in verb_forms() and word not in words_of("nouns") | name_words("person_nouns"):
            break  # "the officer who shot X" is not what X is called
        _call(person, word)
    for word in _apposed_before(scene, name):
        _call(person, word)
    after = scene.text[scene.tokens[name.last - 1].end : scene.tokens[name.last - 1].end + 70]
    told = re.match(r",? \(?(?:aged? )?(\d{1,2})\b(?!\s*(?:%|per|people|million|years? in))", after)
    if told and not person.age and 5 < int(told.group(1)) < 100:
        person.age = told.group(1)
    kin = re.match(
        r",? \(?(?:his|her|their|[A-Z][\w. -]{1,30}['’]s?) (?:\w+ )?(husband|wife|father|mother|brother|"
        r"sister|son|daughter|uncle|aunt)\b",
        after,
    )
    if kin and not person.gender:
        person.gender = "female" if kin.group(1) in {"wife", "mother", "sister", "daughter", "aunt"} else "male"
    lead = scene.text[max(0, scene.tokens[name.first].start - 50) : scene.tokens[name.first].start]
    related = re.search(
        r"(?:\b[Hh]is|\b[Hh]er|\b[Tt]heir|['’]s) (?:\w+ )?"
        r"(mother|father|wife|widow|husband|sister|brother|daughter|son|uncle|aunt|niece|nephew),? "
        r"(?:(?:the|an?) (?:[\w-]+ ){1,3})?$",
        lead,
    )
    if related and not person.gender:
        person.gender = (
            "female" if related.group(1) in {"mother", "wife", "widow", "sister", "daughter", "aunt", "niece"} else "male"
        )
    own = re.search(
        r"^[^.;]{0,50}?\b(his|her) (?:lawyer|attorney|family|mother|father|parents|wife|husband|home|house|"
        r"children|daughter|son|brother|sister)\b",
        after,
    )
    if own and not person.gender and not person.official and not re.search(r"[A-Z]", own.group()):
        person.gender = "male" if own.group(1) == "his" else "female"
    apposed = re.match(r",(?: \d{1,2},)? (?:a|an|the|who is an?) ([^,.;]{3,60})", after)
    for word in apposed.group(1).lower().split() if apposed else ():
        if word in {"of", "from", "in", "who", "for", "with", "whose", "and"}:
            break
        _call(person, word)


_APPOSED: Final = re.compile(r"(?i)\b(?:the|this|that) ((?:[\w'’-]+ ){0,3}[\w'’-]+), $")


def _apposed_before(scene: Scene, name: Name) -> list[str]:
    """As in "the protester, X, faced": what stands in front of a name and a comma."""
    start = scene.tokens[name.first].start
    told = _APPOSED.search(scene.text[max(scene.sentence.start, start - 60) : start])
    closed = name.last < len(scene.tokens) and scene.tokens[name.last].text in {",", ".", ")"}
    words = told.group(1).lower().split() if told and closed else []
    return words if words and is_person_noun(words[-1]) else []


def _call(person: Person, word: str) -> None:
    age = _AGE.match(word)
    if age:
        person.age = person.age or age.group(1)
    elif word in name_words("person_nouns"):
        person.nouns.add(word)
        if word in name_words("female_nouns"):
            person.gender = person.gender or "female"
        elif word in name_words("male_nouns"):
            person.gender = person.gender or "male"
