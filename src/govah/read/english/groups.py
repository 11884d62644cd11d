"""Counts of people whom the text does not name: "thousands of arrests", "at least 251 people were executed"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govah.read.english.attribution import Speakers
from govah.read.english.claims import passage
from govah.read.english.coreference import Memory
from govah.read.english.dating import when_of, where_of
from govah.read.english.event import Event
from govah.read.english.fitting import fits, tail_of
from govah.read.english.modes import Mode
from govah.read.english.roles import patients, subject
from govah.read.english.rules import Rule, verb_rules
from govah.read.english.scene import Scene
from govah.read.english.scope import scope
from govah.records import FoundTally, Stance, Value

_COUNTED: Final = {
    "arrested": "arrested",
    "detained_at": "arrested",
    "executed": "executed",
    "killed": "killed",
    "injured": "injured",
    "sentenced_to": "sentenced",
    "released": "released",
    "released_on_bail": "released",
    "disappeared": "disappeared",
    "died_in_custody": "died_in_custody",
    "charged_with": "charged",
    "faces_death_penalty": "facing_death",
    "forced_confession": "confessed",
}
"""Predicate → the kind of count."""
_NOUNS: Final = {
    "arrest": "arrested",
    "detention": "arrested",
    "execution": "executed",
    "hanging": "executed",
    "death": "killed",
    "killing": "killed",
    "fatality": "killed",
    "fatalitie": "killed",
    "injury": "injured",
    "injurie": "injured",
    "death sentence": "sentenced_to_death",
    "disappearance": "disappeared",
    "forced confession": "confessed",
    "summons": "summoned",
    "summonse": "summoned",
    "protest": "protests",
}
_NUMBER: Final = (
    r"(?:(?:tens|hundreds) of thousands|thousands|hundreds|dozens|scores|\d[\d,]*(?:\.\d+)?|two|"
    r"three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
_BOUND: Final = (
    r"(?P<bound>at least|more than|over|about|some|nearly|almost|around|up to|an estimated|as "
    r"many as|fewer than|no fewer than|not fewer than)"
)
_NOMINAL: Final = re.compile(
    rf"(?i)\b(?:{_BOUND} )?(?P<number>{_NUMBER}) (?:of )?(?:[a-z-]+ )?(?P<what>(?:"
    r"death sentence|forced confession|arrest|detention|execution|hanging|death|killing|fatalitie|injurie|"
    r"disappearance|summonse)s?)\b"
)
_COUNT: Final = re.compile(rf"(?i)^(?:{_BOUND} )?(?P<number>{_NUMBER})\b")
_RULE: Final = "en-count/1"


def tallies(scene: Scene, memory: Memory, speakers: Speakers) -> Iterator[FoundTally]:
    """Gives the counts of one sentence: by nouns, and by verbs whose patients are a number of people who are not named."""
    if scene.is_question():
        return
    text = scene.text
    for match in _NOMINAL.finditer(text, scene.sentence.start, scene.sentence.end):
        place = _place_at(scene, match.start("what"))
        yield from _tally(
            Event(scene, place, "other", (), _RULE, noun=True),
            _NOUNS[match.group("what").lower().removesuffix("s")],
            match,
            speakers,
        )
    for place, phrase in enumerate(scene.row):
        if phrase.kind == "VG":
            yield from _of_verb(scene, place, memory, speakers)


def _of_verb(scene: Scene, place: int, memory: Memory, speakers: Speakers) -> Iterator[FoundTally]:
    tail = tail_of(scene, place)
    for rule in verb_rules().get(scene.row[place].head, ()):
        if rule.predicate not in _COUNTED or not fits(scene, place, rule, tail):
            continue
        for at in _counted(scene, place, rule):
            start = _with_bound(scene, at)
            match = _COUNT.match(scene.text[start : scene.end_of(at)])
            if match and not memory.mean(scene, scene.row[at]):
                yield from _tally(
                    Event(scene, place, rule.predicate, (), _RULE),
                    _COUNTED[rule.predicate],
                    match,
                    speakers,
                    scene.text[start : scene.end_of(at)],
                )
                return


def _counted(scene: Scene, place: int, rule: Rule) -> list[int]:
    return patients(scene.row, place) if rule.role == "object" else subject(scene.row, place)


def _with_bound(scene: Scene, at: int) -> int:
    """Where the words of a count begin: "at least", "more than" may stand before the noun phrase."""
    start = scene.start_of(at)
    if scene.row[at].words[0] in {"least", "most"} and scene.row[at].first:
        return scene.tokens[scene.row[at].first - 1].start
    lead = scene.text[max(scene.sentence.start, start - 20) : start]
    match = re.search(_BOUND + r"\s+(?:\S+\s+of\s+)?$", lead, re.IGNORECASE)
    number = re.search(rf"(?:{_NUMBER})\s+(?:of\s+)?(?:the\s+)?$", lead, re.IGNORECASE)
    return start - len(lead) + (match.start() if match else number.start() if number else len(lead))


def _tally(event: Event, what: str, match: re.Match[str], speakers: Speakers, words: str = "") -> Iterator[FoundTally]:
    over = scope(event).mode
    if over not in {Mode.STATED, Mode.DENIED}:
        return
    voice = speakers.voice(event)
    start, end = passage(event.scene, event.place)
    number, bound = match.group("number").replace(",", ""), (match.group("bound") or "").lower()
    exact = int(float(number)) if re.fullmatch(r"\d+(?:\.\d+)?", number) else None
    low = None if bound in {"up to", "as many as", "fewer than"} else exact
    high = None if bound in {"at least", "more than", "over", "no fewer than", "not fewer than"} else exact
    yield FoundTally(
        what,
        Value((words or match.group()).strip(), low=low, high=high),
        Stance.DENIED if over is Mode.DENIED else voice.stance,
        voice.chain,
        event.scene.text[start:end],
        start,
        end,
        _RULE,
        when_of(event),
        where_of(event, event.predicate),
    )


def _place_at(scene: Scene, offset: int) -> int:
    return next((place for place, one in enumerate(scene.row) if scene.tokens[one.last - 1].end > offset), len(scene.row) - 1)
