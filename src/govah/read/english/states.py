"""States that no verb tells: on hunger strike, a day set for the gallows, a death in prison, relatives and lawyers kept out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govah.read.english.chains import together
from govah.read.english.coreference import Memory
from govah.read.english.event import Event, meant
from govah.read.english.lexicon import is_person_noun
from govah.read.english.members import entry, heads
from govah.read.english.modes import scope_words
from govah.read.english.roles import behind, subject
from govah.read.english.scene import Scene

_ABSENT: Final = re.compile(
    r"(?i)^(?: of [^,.;]{3,60}?)? (?:in|at|inside|under) (?:[\w'’-]+ ){0,4}(?:custody|prison|detention|jail|cell|ward)\b"
)
_HANDS: Final = re.compile(
    r"(?i)^(?: of [^,.;]{3,60}?)? (?:at the hands of|by (?:gunfire|bullets?|gunshot)|from (?:gunfire|gunshot|a bullet))\b"
)
_SET: Final = re.compile(
    r"(?i)^[^.;]{0,60}?\b(?:is|are|'s|has been|have been|had been|was|were) (?:\w+ )?(?:imminent|scheduled|due|set|planned|near|"
    r"fixed|only (?:days|hours) away)\b"
)


def states(scene: Scene, memory: Memory) -> Iterator[Event]:
    """Gives the states of persons that a sentence tells without a verb of its own."""
    yield from _of_entry(scene, memory)
    yield from _of_card(scene, memory)
    yield from _behind_bars(scene, memory)
    for place, phrase in enumerate(scene.row):
        if phrase.kind != "NP":
            continue
        if phrase.names:
            yield from _attributes(scene, place, memory)
            yield from _beside(scene, place, memory)
        if place == 1 and phrase.owner_names and scene.row[0].kind == "J" and scene.row[0].words[0] in _KINDS:
            told = _KINDS[scene.row[0].words[0]]
            yield Event(scene, place, told, memory.owner_of(scene, phrase), "en-attribute/1", noun=True)
        if phrase.head in {"strike", "strikes"} and "hunger" in phrase.words:
            yield from _fasting(scene, place, memory)
        elif phrase.head in {"execution", "hanging"} and (_SET.match(scene.tail(place)) or "imminent" in phrase.words):
            yield Event(scene, place, "faces_death_penalty", _whose(scene, place, memory), "en-day-set/1", noun=True)
        elif phrase.head in {"body", "corpse", "remains"} and _is_dead_body(scene, place):
            slain = _SLAIN.search(scene.tail(place)) is not None
            told, value = ("killed", "") if slain else ("other", "died")
            yield Event(scene, place, told, _whose(scene, place, memory), "en-body/1", noun=True, value=value)
        elif phrase.head == "death":
            held = _ABSENT.match(scene.tail(place)) or _of_a_prisoner(scene, place) or _WARDENS.search(scene.lead(place, 70))
            told = "died_in_custody" if held else "killed" if _HANDS.match(scene.tail(place)) else ""
            if told:
                yield Event(scene, place, told, _whose(scene, place, memory), "en-death-of/1", noun=True)


_BEHIND_BARS: Final = re.compile(
    r"(?i)^,? (?:(?:currently |now |still )?behind bars|(?:currently|now|still) in (?:prison|jail|custody|detention))\b"
)
"""As in "X, a writer currently behind bars"."""


def _behind_bars(scene: Scene, memory: Memory) -> Iterator[Event]:
    for place, phrase in enumerate(scene.row):
        if phrase.kind != "NP" or not (phrase.names or is_person_noun(phrase.head)) or not _BEHIND_BARS.match(scene.tail(place)):
            continue
        near = together(scene.row, place)
        named = [at for at in near if scene.row[at].names]
        if named and not any(one.kind == "C" for one in scene.row[near[0] : place]):
            yield Event(scene, place, "detained_at", meant(scene, named, memory), "en-attribute-bars/1", noun=True)


_LISTED: Final = (
    (re.compile(r"(?i)\b(?:not|never|yet to be|calls?|demand\w*|free|release) [^:]{0,40}$"), ""),
    (
        re.compile(
            r"(?i)\b(?:officials?|agents?|officers?|judges?|interrogators?|guards?|commanders?|perpetrators?|killers?|suspects?|"
            r"responsible|accused|witness(?:es)?|lawyers?|"
            r"who (?:killed|executed|hanged|arrested|detained|injured|wounded|freed))\b"
        ),
        "",
    ),
    (re.compile(r"(?i)\b(?:executed|hanged|put to death)\b[^:;]{0,40}$"), "executed"),
    (re.compile(r"(?i)\b(?:dead|killed|died|slain|victims|fatalities)\b[^:;]{0,40}$"), "killed"),
    (re.compile(r"(?i)\bsentenced to death\b[^:;]{0,40}$"), "sentenced_to"),
    (re.compile(r"(?i)\b(?:injured|wounded)\b[^:;]{0,30}$"), "injured"),
    (re.compile(r"(?i)\b(?:released|freed)\b[^:;]{0,30}$"), "released"),
    (re.compile(r"(?i)\b(?:missing|disappeared)\b[^:;]{0,30}$"), "disappeared"),
    (
        re.compile(
            r"(?i)\b(?:still (?:inside|held|in custody|detained|in prison)|behind bars|in custody|imprisoned)\b[^:;]{0,20}$"
        ),
        "detained_at",
    ),
    (re.compile(r"(?i)\b(?:arrested|detained|rounded up|detainees|arrests)\b[^:;]{0,40}$"), "arrested"),
)
"""What the words before a colon say of the people who are listed behind it; the first that fits counts."""


def listed(scene: Scene, memory: Memory) -> Iterator[Event]:
    """As in "Those executed: A, B and C", "two of those who died today: A, 22, and B"."""
    row = scene.row
    colon = next((at for at, one in enumerate(row) if one.kind == ":" and one.head == ":"), -1)
    below = [one for one in memory.introductions if one.sentence == scene.number and colon == len(row) - 1]
    if colon > 0 and below and not any(one.kind == "VG" and one.form == "finite" for one in row):
        yield from _listed(scene, colon, below[0].members)
        return
    named = any(one.names and memory.mean(scene, one) for one in row[: max(colon, 0)])
    counted = _COUNTED.search(scene.text[scene.sentence.start : scene.start_of(colon)]) if named else None
    if colon < 1 or colon + 1 >= len(row) or not row[colon + 1].names or (named and counted is None):
        return
    end = next((at for at in range(colon + 1, len(row)) if row[at].kind in {"VG", "W", ":"}), len(row))
    if end == len(row) or row[end].kind in {":", "W"}:
        persons = [number for one in row[colon + 1 : end] if one.names for number in memory.mean(scene, one)]
        persons += memory.more_of_list(scene, row[colon + 1], persons)
        start = counted.start() if counted is not None else 0
        yield from _listed(scene, colon, tuple(dict.fromkeys(persons)), start)


_COUNTED: Final = re.compile(
    r"(?i)\b(?:those|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}) (?:other |others )?(?:[\w’'-]+ ){0,3}?"
    r"(?:who (?:were|had been|have been) )?(?:arrested|detained|executed|hanged|killed|injured|wounded|released|freed)"
    r"(?! by (?:the )?\w+ \w+:?$)\b[^:;,]{0,70}$"
)
"""As in "X was among a group of six people arrested on Monday": of whom a list behind a colon tells, beside somebody named."""


def _listed(scene: Scene, colon: int, persons: tuple[int, ...], start: int = 0) -> Iterator[Event]:
    lead = scene.text[scene.sentence.start + start : scene.start_of(colon)]
    lead = " ".join(lead.split()[:8]) if start else lead
    predicate = next((word for pattern, word in _LISTED if pattern.search(lead)), "")
    if predicate:
        yield Event(scene, min(colon + 1, len(scene.row) - 1), predicate, persons, "en-listed/1", noun=True)


_ENTRIES: Final = (
    (re.compile(r"(?i)^\W*(?:still |currently |now )?(?:under house arrest|behind bars|"
                r"in (?:[\w'’-]+ ){0,4}(?:prison|jail|custody|detention))\b"), "detained_at", ""),
    (re.compile(r"(?i)^\W*(?:current )?whereabouts (?:\w+ )?(?:unknown|undisclosed)\b"), "disappeared", "unknown"),
    (re.compile(r"(?i)^\W*(?:still |currently |now )?on (?:dry )?hunger[- ]strike\b"), "hunger_strike", ""),
)  # fmt: skip


def _of_entry(scene: Scene, memory: Memory) -> Iterator[Event]:
    """As in "X, 70, a priest. Under house arrest since 5 April.": what an entry says without a verb."""
    if any(one.kind == "VG" and one.form == "finite" for one in scene.row):
        return
    told = scene.text[scene.sentence.start : scene.sentence.end]
    for pattern, predicate, stance in _ENTRIES:
        if pattern.match(told):
            place = next((at for at, one in enumerate(scene.row) if one.kind == "NP"), 0)
            yield Event(scene, place, predicate, entry(scene, memory), "en-entry/1", noun=True, stance=stance)


_TERM: Final = re.compile(
    r"(?i)^(?:sentence: ?|term: ?)?(?:life|death|(?:\d[\d.]*|[a-z]+) years?(?:,? (?:and )?(?:\d+|[a-z]+) months?)?|"
    r"(?:\d+|[a-z]+) months?)"
    r" (?:of imprisonment|imprisonment|in prison|in jail|in a penal colony|sentence)\W*$"
)


def _of_card(scene: Scene, memory: Memory) -> Iterator[Event]:
    """As in "X", "Teacher", "7.5 years of imprisonment", one below the other: the term under the names of a card."""
    if memory.by_name or not _TERM.match(scene.text[scene.sentence.start : scene.sentence.end]):
        return
    yield Event(scene, 0, "sentenced_to", heads(scene, memory), "en-card/1", noun=True)


_BODIES: Final = frozenset(
    ["find", "discover", "recover", "dump", "retrieve", "pull", "wash", "exhume", "return", "bury", "hand", "identify"]
)


def _is_dead_body(scene: Scene, place: int) -> bool:
    """As in "the body of X was found near the motorway"."""
    verb = next((one for one in scene.row[place + 1 : place + 5] if one.kind == "VG"), None)
    return verb is not None and verb.passive and verb.head in _BODIES and not (verb.negated or verb.modal)


_SLAIN: Final = re.compile(
    r"(?i)^[^.;]{0,90}?\b(?:bullets?|gunshot|gunfire|stab\w*|throat (?:slit|cut)|signs of torture|marks of torture|decapitated|"
    r"(?:hands?|feet|wrists) (?:tied|bound))\b"
)
_WARDENS: Final = re.compile(
    r"(?i)\bprison (?:officials?|authorities|service|administration|spokes\w+) (?:has |have |had )?(?:announced|confirmed|"
    r"reported|acknowledged) (?:the )?$"
)
_INMATE: Final = re.compile(
    r"(?i)^, (?:an? |the )?(?!(?:[\w-]+ ){0,2}(?:former|ex|onetime|freed|released)\b)"
    r"(?:[\w-]+ ){0,2}?(?:prisoner|inmate|detainee)(?: of conscience)? (?:(?:now |currently )?"
    r"held )?(?:in|at|of) (?:[\w'’-]+ ){0,5}?(?:prison|jail|ward|penal colony|colony|camp)\b|"
    r"^, (?:who is )?(?:now|currently|still) (?:held )?(?:in|at) (?:[\w'’-]+ ){0,4}?(?:prison|jail|custody|detention)\b"
)
_HEADLINE: Final = (
    (re.compile(r"(?i)^ on trial(?: (?:in|for|over|at|on)\b|\W*$)"), "tried_by"),
    (re.compile(r"(?i)^ (?:missing|disappeared|vanished)(?: (?:in|after|since|near|for)\b|\W*$)"), "disappeared"),
    (re.compile(r"(?i)^ (?:behind bars|in custody|in solitary|under house arrest)(?: (?:in|after|since|for|over)\b|\W*$)"),
     "detained_at"),
)  # fmt: skip
"""What a line without a verb tells behind a name: "Dissident X on trial in Minsk"."""


def _beside(scene: Scene, place: int, memory: Memory) -> Iterator[Event]:
    """As in "X, a prisoner in Ward 4 of the prison, wrote", "Death row prisoner X", and what a headline tells without a verb."""
    tail, phrase = scene.tail(place), scene.row[place]
    told = ["detained_at"] if _INMATE.match(tail) else []
    if not any(one.kind == "VG" for one in scene.row) and not scene.text[: scene.sentence.end].endswith("."):
        told += [predicate for pattern, predicate in _HEADLINE if pattern.match(tail)]
    called = " ".join(phrase.words)
    if phrase.owner is None and re.search(r"\bdeath[ -]row (?:prisoner|inmate|convict|detainee)\b", called):
        told.append("sentenced_to")
    if phrase.owner is None and re.search(r"\bhunger[ -]striker\b", called):
        told.append("hunger_strike")
    for predicate in told:
        yield Event(scene, place, predicate, memory.mean(scene, phrase), "en-beside/1", noun=True)


_KINDS: Final = {
    "hunger-striking": "hunger_strike",
    **dict.fromkeys(("slain", "murdered", "assassinated"), "killed"),
    **dict.fromkeys(("executed", "hanged"), "executed"),
    **dict.fromkeys(("imprisoned", "jailed", "incarcerated"), "detained_at"),
}
"""What a participle in front of a name tells: "slain journalist X was buried"."""


def _attributes(scene: Scene, place: int, memory: Memory) -> Iterator[Event]:
    phrase = scene.row[place]
    since = phrase.first if phrase.owner is None else phrase.owner[1]
    words = [token.lower for token in scene.tokens[since : phrase.last]]
    predicate = next((_KINDS[word] for word in words if word in _KINDS), "")
    if predicate and not {"allegedly", "reportedly", "not", "wrongly"} & set(words):
        yield Event(scene, place, predicate, memory.mean(scene, phrase), "en-attribute/1", noun=True)


_PRISONER: Final = re.compile(
    r"(?i)^ of (?:[\w-]+ ){0,6}?(?:prisoners?|inmates?|detainees?) (?-i:[A-Z])|"
    r"^ of (?:[A-Z][\w'’-]+ ?){1,4}, (?:an?|the) (?:[\w-]+ ){0,4}?(?:prisoner|inmate|detainee) (?:at|in|of)\b"
)


def _of_a_prisoner(scene: Scene, place: int) -> bool:
    """As in "the death of prisoner X", "the death of X, a prisoner at Lakan"."""
    return _PRISONER.match(scene.tail(place)) is not None


def _whose(scene: Scene, place: int, memory: Memory) -> tuple[int, ...]:
    return memory.owner_of(scene, scene.row[place]) or meant(scene, behind(scene.row, place, frozenset({"of"}), 4), memory)


def _fasting(scene: Scene, place: int, memory: Memory) -> Iterator[Event]:
    """As in "X, on hunger strike since Monday, is weak", "the hunger strike of X has entered its tenth day"."""
    row = scene.row
    if place and any(one.kind == "VG" and one.head in scope_words("striking_verbs") for one in row[max(0, place - 3) : place]):
        return
    persons = meant(scene, behind(row, place, frozenset({"of", "by"}), 3), memory)
    back = place - 1
    if not persons and back >= 0 and row[back].kind == "P" and row[back].head in {"on", "of", "in"}:
        while back > 0 and row[back].kind in {"P", ",", "A", "DATE"}:
            back -= 1
        called = row[back].names or (row[back].kind == "NP" and is_person_noun(row[back].head))
        persons = meant(scene, together(row, back) if called else subject(row, back) if row[back].kind == "VG" else [], memory)
    yield Event(scene, place, "hunger_strike", persons, "en-on-strike/1", noun=True)
