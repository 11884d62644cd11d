"""Who somebody is: age, occupation, gender, origin, family; and what part those play to whom nothing is done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from govah.read.english.lexicon import name_words
from govah.read.english.people import People, Person
from govah.read.english.scene import Scene
from govah.records import FoundAttribute, Stance, Value
from govah.words import words

_RULE: Final = "en-apposition/1"
_AGE: Final = re.compile(
    r"(?P<age>\d{1,2})-year-old|(?<=[,(] )(?P<bare>\d{1,2})(?=[,)])|(?<=[,(])(?P<tight>\d{1,2})"
    r"(?=[,)])|aged? (?P<aged>\d{1,2})\b"
)
_ORIGIN: Final = re.compile(
    r"^,? (?:\(?\d{1,2}\)?, )?(?:a|an|who is|who was|was|is)?[^,.;]{0,50}?\bfrom (?P<place>(?:the "
    r")?(?:village|city|town|province) of [A-Z][\w'-]+(?:, [A-Z][\w'-]+)?|[A-Z][\w'-]+(?: [A-Z][\w'-]+)?)"
)
_FATHER: Final = re.compile(r"^,? (?:\([^)]{0,20}\) ?)?(?:the )?(?:son|daughter) of (?P<father>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?)")
_CHILDREN: Final = re.compile(r"(?i)\b(?:father|mother) of (?P<count>an? |one |two |three |four |five |\d )")
_ROLES: Final = (
    ("judge", "judge justice"), ("lawyer", "lawyer attorney counsel advocate"), ("prosecutor", "prosecutor"),
    ("spokesperson", "spokesman spokeswoman spokesperson"),
    ("relative", "brother sister father mother son daughter wife husband uncle aunt cousin nephew niece widow relative"),
    ("commander", "commander general colonel brigadier admiral captain"), ("doctor", "doctor physician surgeon nurse"),
    ("journalist", "journalist reporter correspondent editor"),
    ("politician", ("president minister senator representative chancellor congressman congresswoman lawmaker "
"mp politician king")),
    ("official", ("ayatollah hojatoleslam hojjatoleslam governor mayor ambassador secretary official director "
"chief head chairman chairwoman deputy")),
    ("activist", "activist campaigner advocate dissident laureate"), ("witness", "witness cellmate"),
)  # fmt: skip


def attributes(person: Person, scenes: Sequence[Scene], people: People) -> tuple[FoundAttribute, ...]:
    """Gives what the text says of who the person is, each once, where it stands first."""
    found: dict[tuple[str, str], FoundAttribute] = {}
    for scene in (scenes[at] for at in dict.fromkeys(person.seen)):
        for number, name in enumerate(scene.names):
            if people.at.get((scene.number, number)) == person.number:
                for one in _beside(scene, name.first, name.last):
                    found.setdefault((one.predicate, one.value.text.lower()), one)
    if person.gender and person.seen:
        found.setdefault(("gender", person.gender), _gender(person, scenes[person.seen[0]]))
    return tuple(found.values())


def _beside(scene: Scene, first: int, last: int) -> Iterator[FoundAttribute]:
    """What stands in front of a name and in apposition behind it."""
    start = scene.tokens[max(0, first - 7)].start
    begin, end = scene.tokens[first].start, scene.tokens[last - 1].end
    lead = re.split(r"[,;:.] |\band\b", scene.text[start:begin])[-1]
    tail = scene.text[end : min(scene.sentence.end, end + 90)]
    yield from _ages(scene, begin - len(lead), lead)
    yield from _ages(scene, end, re.split(r"\b(?:and|was|were|has|had|said|who)\b", tail[:40])[0])
    called = re.split(r"[^\w' -]", lead)[-1]
    yield from _occupation(scene, begin - len(called), called)
    apposed = re.match(r",(?: \d{1,2},)? (?:an?|the) (?P<what>[^,.;]{3,60})", tail)
    if apposed:
        yield from _occupation(scene, end + apposed.start("what"), apposed.group("what"))
    for predicate, pattern, group in (("residence", _ORIGIN, "place"), ("father", _FATHER, "father")):
        match = pattern.match(tail)
        if match:
            yield _attribute(
                scene, predicate, Value(match.group(group).strip()), end + match.start(group), end + match.end(group)
            )
    children = _CHILDREN.search(tail[:60])
    if children:
        yield _attribute(scene, "children", Value(children.group().strip()), end + children.start(), end + children.end())


def _ages(scene: Scene, offset: int, text: str) -> Iterator[FoundAttribute]:
    match = _AGE.search(text)
    if match:
        age = next(group for group in match.groups() if group)
        if 5 < int(age) < 100:
            yield _attribute(scene, "age", Value(age, low=int(age), high=int(age)), offset + match.start(), offset + match.end())


def _occupation(scene: Scene, offset: int, text: str) -> Iterator[FoundAttribute]:
    known = name_words("person_nouns") - name_words("no_trades")
    for match in re.finditer(r"[A-Za-z'-]+", text):
        if match.group().lower() in {"of", "from", "who", "for", "with", "in"}:
            return
        if match.group().lower() in known and match.group().islower():
            end = offset + match.end()
            start = offset + len(text[: match.start()]) - len(_modifier(text[: match.start()]))
            yield _attribute(scene, "occupation", Value(scene.text[start:end], _trade(match.group().lower())), start, end)
            return


def _modifier(before: str) -> str:
    """The word that belongs to a trade: "human rights" activist, "primary school" teacher."""
    match = re.search(
        r"(?:(?:human|civil|women's|labour|labor|political|school|university|street|rap|film) ?(?:rights "
        r")?)+$",
        before,
    )
    return match.group() if match else ""


def _trade(noun: str) -> str:
    for name, word in words("occupations").items():
        if noun == word.label.get("en", "").lower() or noun in (form.lower() for form in word.variants.get("en", ())):
            return name
    return ""


def _gender(person: Person, scene: Scene) -> FoundAttribute:
    name = next(one for number, one in enumerate(scene.names) if scene.words(one.first, one.last) in person.forms)
    start, end = scene.tokens[name.first].start, scene.tokens[name.last - 1].end
    return _attribute(scene, "gender", Value(person.gender, person.gender), start, end)


def _attribute(scene: Scene, predicate: str, value: Value, start: int, end: int) -> FoundAttribute:
    return FoundAttribute(predicate, value, scene.text[start:end], start, end, Stance.ASSERTED, (), _RULE)


def role_of(person: Person, scenes: Sequence[Scene], people: People) -> str:
    """Gives the part that somebody plays to whom nothing is done: judge, lawyer, relative, official …, or `other`."""
    heard: set[str] = set()
    for scene in (scenes[at] for at in dict.fromkeys(person.seen)):
        for number, name in enumerate(scene.names):
            if people.at.get((scene.number, number)) == person.number:
                heard.add(name.title)
                heard.update(token.lower for token in scene.tokens[max(0, name.first - 4) : name.first])
                tail = scene.text[scene.tokens[name.last - 1].end :][:50]
                apposed = re.match(r"(?: \([^)]*\))?,(?: \d{1,2},)? ([^,.;]+)", tail)
                heard.update(re.findall(r"[a-z]+", apposed.group(1).lower()) if apposed else ())
    return next((role for role, known in _ROLES if heard & set(known.split())), "other")
