"""Whose event it is: the subject that a passive verb speaks of, the object with را, the owner of a verdict; or nobody named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from govah.read.persian.clauses import SOMEBODY, Clause, clause_at
from govah.read.persian.events import Event
from govah.read.persian.letters import fold_letters
from govah.read.persian.lexicon import alternatives, phrase_set, reading
from govah.read.persian.people import People
from govah.read.persian.scene import PERSON, Scene, letter_of
from govah.read.persian.subjects import has_other_subject, starts_with_stranger
from govah.read.persian.voices import Voice

FREE: Final = "free"
_JOIN: Final = (
    r"(?: \( [^)]{0,40} \)| ، \d+ ساله)?(?: (?:در|از|اهل) [^ ،.]+(?: [^ ،.]+)?)?"
    r"(?: ،| و| ، و| همراه با| به همراه| و (?:همسرش|پدرش|مادرش|برادرش|خواهرش|پسرش|دخترش)(?: ،)?)+ "
    r"(?:(?:اقای|خانم|اقایان|خانم ها|همچنین) )?"
)
RUN: Final = re.compile(rf"{PERSON}(?:{_JOIN}{PERSON})*")
_PREPOSITION: Final = (
    "از|به|با|توسط|سوی|جانب|برای|علیه|درباره|در|همراه|بدون|نزد|میان|بین|نسبت به|درخصوص|"
    "خصوص|دست|مورد|علاوه بر|بر|مانند|نظیر|جز|از جمله|چون|همچون|وجود|حضور|کنار|سر"
)


OBJECT: Final = re.compile(
    fold_letters(
        rf"({PERSON})(?: ،(?: [^ ،\ue000-\ue7ff]+){{1,14}}(?: ،)?| \( [^)]*\))?(?: و (?:\S+ "
        rf"){{1,2}}(?:نفر|تن|شهروند|معترض|زندانی|فعال|جوان|نوجوان|دانشجو|کارگر|معلم)(?: "
        r"دیگر)?| و (?:همسرش|پدرش|مادرش|برادرش|پسرش|دخترش|خواهرش))? (?:را|رو)(?!\S)"
    )
)
"""A mention that is an object with را, an apposition or unnamed others between."""


@dataclass(frozen=True, slots=True)
class Cast:
    """A scene with everybody in it resolved: the letters and whom each one is."""

    scene: Scene
    clauses: tuple[Clause, ...]
    who: dict[str, tuple[int, ...]]
    parts: dict[str, str]
    "Letter → `free`, `kin` (somebody's relative is meant), `relative`, `judge`, `official`, `thing` or `after` (a preposition)."
    speakers: tuple[tuple[int, int], ...]
    charges: tuple[tuple[int, int], ...]
    "Stretches that tell a charge: the people in them are not those to whom it is done."
    said: tuple[int, ...] = ()
    "Where verbs of speech stand."
    cuts: tuple[int, ...] = ()
    "Where a verb is left out before «و», so that another subject may follow."


@cache
def _before() -> tuple[tuple[str, re.Pattern[str]], ...]:
    titles = alternatives(
        phrase_set("people", "titles")
        | phrase_set("people", "cues")
        | {
            "سابق",
            "جوان",
            "سیاسی",
            "معترض",
            "دادخواه",
            "زندانی",
            "بازداشتی",
            "نوجوان",
            "جان باخته",
            "جانباخته",
            "محبوس",
            "«",
            "وکیل جوان ،",
            "این",
            "#",
        }
    )
    tail = rf"(?: (?:{titles}))*(?: های)? $"
    kin = alternatives(phrase_set("people", "kin"))
    return (
        ("judge", re.compile(rf"(?:^| )(?:{alternatives(reading('people')['judges'])}){tail}")),
        ("kin", re.compile(rf"(?:^| )(?:{kin}){tail}")),
        ("relative", re.compile(rf"(?:^| )(?:{kin}) {PERSON} $")),
        ("relative", re.compile(rf"(?:^| )(?:{kin}) (?:{PERSON}|\S+ (?:متهم|زندانی|شهروند)) ،{tail}")),
        ("thing", re.compile(rf"(?:^| )(?:{alternatives(phrase_set('people', 'heads'))}){tail}")),
        ("after", re.compile(rf"(?:^| )(?:{_PREPOSITION}){tail}")),
        ("official", re.compile(rf"(?:^| )(?:{alternatives(reading('people')['officials'])})(?: [^ ،.؛]+){{0,4}} $")),
    )


def part_of(line: str, at: int, since: int = 0) -> str:
    """Gives what a mention at that place depends on, by the words before it in its clause."""
    before = line[max(since, at - 70) : at]
    if re.search(r"(?:^| )(?:به نام|به نام های|به اسامی|بنام|به اسم|به هویت|با هویت|با نام|با اسم)(?: «)? $", before):
        return FREE
    for part, pattern in _before():
        found = pattern.search(before)
        if found and not (part == "thing" and re.search(r"(?:^| )(?:این|ان|همین|همان)$", before[: found.start()])):
            return part
    return FREE


def run_around(line: str, letter: str) -> tuple[str, ...]:
    """Gives the coordinated mentions that a mention stands among («P، P و P»)."""
    for found in RUN.finditer(line):
        if letter in found.group():
            return tuple(re.findall(PERSON, found.group()))
    return (letter,)


def free_letters(cast: Cast, start: int, end: int, *, speakers: bool = False) -> list[str]:
    """Gives the mentions of a stretch that can be its subject, in order."""
    line = cast.scene.skeleton
    out = []
    for found in re.finditer(PERSON, line[start:end]):
        at = start + found.start()
        if cast.parts[found.group()] != FREE or any(low <= at < high for low, high in cast.charges):
            continue
        if not speakers and any(low <= at < high for low, high in cast.speakers):
            continue
        out.append(found.group())
    return out


def people_of(cast: Cast, letters: tuple[str, ...]) -> tuple[int, ...]:
    """Gives the people that mentions stand for, each once; who only judges or speaks for an office is not among several."""
    out: list[int] = []
    for letter in letters:
        if len(letters) > 1 and cast.parts[letter] in {"judge", "official", "relative", "kin"}:
            continue
        out += [number for number in cast.who.get(letter, ()) if number not in out]
    return tuple(out)


def patients(event: Event, cast: Cast, people: People) -> tuple[int, ...]:
    """Gives whose event it is: the numbers of the people, or none where the sentence names nobody."""
    who = event.rule.who
    if event.force == "noun" or who == "named":
        return _named(event, cast)
    if who == "object" or (who == "patient" and event.active):
        return _object(event, cast)
    if who == "dative":
        return _dative(event, cast, people)
    if who == "topic":
        return _nearest(event, cast, people)
    return _subject(event, cast, people)


_DEATHS: Final = frozenset({"executed", "killed", "died"})


def _named(event: Event, cast: Cast) -> tuple[int, ...]:
    if not event.letters:
        return ()
    letter = event.letters[-1]
    if event.force == "noun" and event.rule.predicate in _DEATHS and _lives_on(event, cast, letter):
        return ()
    letters = run_around(cast.scene.skeleton, letter)
    return people_of(cast, letters if letters[0] == letter or event.force != "noun" else (letter,))


def _lives_on(event: Event, cast: Cast, letter: str) -> bool:
    """«P پس از اعدام او رفت»: whoever goes on acting in the clause is not the one who died."""
    clause = cast.clauses[clause_at(cast.clauses, event.start)]
    subject = free_letters(cast, clause.start, event.start) or (free_letters(cast, *clause.outer) if clause.outer else [])
    return cast.scene.mention(letter).kind == "one" and any(cast.who.get(one) == cast.who.get(letter) for one in subject)


def _object(event: Event, cast: Cast) -> tuple[int, ...]:
    line = cast.scene.skeleton
    clause = cast.clauses[clause_at(cast.clauses, event.start)]
    start = clause.outer[0] if clause.outer else clause.start
    found = list(re.finditer(OBJECT, line[start : event.start + 3]))
    if not found:
        return ()
    letter = found[-1][1]
    if cast.parts[letter] in {"kin", "thing", "judge"}:
        return ()
    if event.plural is False and _is_doer(cast, clause, letter, line[clause.start : start + found[-1].start()]):
        return ()
    if event.rule.predicate == "killed" and event.plural is False and _killer(cast, letter, start, start + found[-1].start()):
        return ()
    return people_of(cast, run_around(line, letter))


def _is_doer(cast: Cast, clause: Clause, letter: str, before: str) -> bool:
    """«P، قاضی‌ای که او را محکوم کرد»: without a subject of its own, the relative clause is about what P did to somebody else."""
    if not clause.antecedent or cast.scene.mention(letter).kind == "name":
        return False
    return cast.who.get(letter) == cast.who.get(clause.antecedent) and not before.strip(" ،")


_ONE_KILLER: Final = re.compile(r"(?<!\S)(?:مردی|زنی|فردی|شخصی|پسری|جوانی|متهم|قاتل|کسی|ضارب|همسرش|شوهرش|پدرش|برادرش)(?!\S)")


def _killer(cast: Cast, letter: str, start: int, at: int) -> bool:
    """Whether one person killed another: then it is the accused one's victim, or a pronoun for somebody unnamed."""
    return (
        cast.scene.mention(letter).kind != "name"
        or bool(free_letters(cast, start, at))
        or _ONE_KILLER.search(cast.scene.skeleton[max(0, start - 40) : at]) is not None
    )


_ABOUT_OTHERS: Final = re.compile(
    r"(?<!\S)(?:وکیل|وکلای|مادر|پدر|برادر|خواهر|همسر|شوهر|فرزند|پسر|دختر|خانواده|دوست|\d+|"
    r"دو|سه|چهار|پنج|چند|چندین|صد|هزار|ده ها|صدها|بیش|"
    r"درباره|زنان|کودکان|زندانیان|افراد|معترضان|جوانان)(?!\S)|^(?:از|به|با|برای|درباره) "
)
"""«P، وکیل سه محکوم به اعدام»: the description is of others."""


_FEW: Final = frozenset(["دو", "سه", "چهار", "پنج"])


def _subject(event: Event, cast: Cast, people: People) -> tuple[int, ...]:
    line = cast.scene.skeleton
    number = clause_at(cast.clauses, event.start)
    clause = cast.clauses[number]
    cut = max([clause.start, event.segment, *(at for at in cast.cuts if clause.start < at < event.start)])
    own = free_letters(cast, cut, event.start)
    if not own and cut > clause.start and has_other_subject(line[cut : event.start]):
        return ()
    own = own or free_letters(cast, max(clause.start, event.segment), event.start)
    beside = re.split(r" ، | و (?=از|یکی)", line[clause.start : event.start])[-1]
    others = _ABOUT_OTHERS.search(beside) if event.rule.aside else None
    if others and not (own and len(run_around(line, own[0])) > 1 and others.group() in _FEW):
        return ()
    beside_name = _described(cast, clause, event) if event.rule.aside else ""
    if beside_name:
        return people_of(cast, run_around(line, beside_name))
    if own:
        return people_of(cast, (*run_around(line, own[0]), *_company(line, line.index(own[0]), event.start)))
    back = _spoken_of(cast, line[clause.start : event.start])
    if back:
        return people_of(cast, (back,))
    region = line[clause.start : event.start]
    if not event.rule.aside and (has_other_subject(region) or starts_with_stranger(region)):
        return ()
    return _from_before(event, cast, people, number)


_COMPANY: Final = re.compile(
    fold_letters(rf"(?<!\S)(?:همراه با|به همراه)(?: [^،.؛\ue000-\ue7ff]{{0,40}}?)? (?:به نام های?|به نام|به اسامی) (?={PERSON})")
)


def _company(line: str, start: int, end: int) -> tuple[str, ...]:
    """«P همراه با دو زندانی دیگر به نام‌های Q و R اعدام شد»: they share the act."""
    found = _COMPANY.search(line, start, end)
    return run_around(line, line[found.end()]) if found else ()


def _described(cast: Cast, clause: Clause, event: Event) -> str:
    """The mention right before a description: «A، وکیل P، زندانی محکوم به اعدام» describes P."""
    start = clause.outer[0] if clause.outer else clause.start
    found = re.search(rf"({PERSON}) ،[^،.؛\ue000-\ue7ff]{{0,60}}$", cast.scene.skeleton[start : event.start])
    return found[1] if found and cast.scene.mention(found[1]).kind == "name" else ""


def _from_before(event: Event, cast: Cast, people: People, number: int) -> tuple[int, ...]:
    """The subject that a clause takes over: its antecedent, the outer clause's, or an earlier one's."""
    line = cast.scene.skeleton
    clause = cast.clauses[number]
    outer = free_letters(cast, *clause.outer) if clause.outer else []
    if clause.antecedent == SOMEBODY:
        return ()
    if clause.antecedent and event.plural is not True:
        return people_of(cast, (clause.antecedent,))
    nearest = clause.antecedent or next(iter(outer), "")
    if nearest:
        return people_of(cast, run_around(line, nearest))
    if clause.outer and has_other_subject(line[clause.outer[0] : clause.outer[1]]):
        return ()
    return inherited(event, cast, people, number)


def inherited(event: Event, cast: Cast, people: People, number: int) -> tuple[int, ...]:
    """Gives a dropped subject: that of the clause before in the sentence, or the person spoken of so far."""
    line = cast.scene.skeleton
    for place in range(number - 1, -1, -1):
        clause = cast.clauses[place]
        if _is_speech(cast, clause):
            continue
        letters = free_letters(cast, clause.start, clause.end) or (free_letters(cast, *clause.outer) if clause.outer else [])
        if letters:
            return _agreeing(event, people_of(cast, run_around(line, letters[0])))
        if clause.antecedent and clause.antecedent != SOMEBODY:
            return _agreeing(event, people_of(cast, (clause.antecedent,)))
        if has_other_subject(line[clause.start : clause.end]):
            return ()
    said = [letter for letter in _speaking(cast) if cast.parts[letter] == FREE]
    if not people.topic and len(said) == 1:
        return _agreeing(event, people_of(cast, tuple(said)))
    if said and not set(people_of(cast, (said[-1],))) & set(people.topic) and cast.scene.mention(said[-1]).kind == "name":
        return ()
    return _agreeing(event, people.topic)


_BACK: Final = {
    "پسرش": "مادر پدر خانواده والدین",
    "دخترش": "مادر پدر خانواده والدین",
    "فرزندش": "مادر پدر خانواده والدین",
    "پسرشان": "خانواده والدین",
    "دخترشان": "خانواده والدین",
    "فرزندشان": "خانواده والدین",
    "موکلش": "وکیل",
    "موکل خود": "وکیل",
    "موکلم": "وکیل",
    "پسرم": "مادر پدر",
    "دخترم": "مادر پدر",
    "فرزندم": "مادر پدر",
    "همسرش": "همسر",
    "همسرم": "همسر",
    "برادرش": "برادر خواهر",
    "خواهرش": "برادر خواهر",
    "برادرم": "برادر خواهر",
    "خواهرم": "برادر خواهر",
    "پدرش": "پسر دختر فرزند",
    "مادرش": "پسر دختر فرزند",
    "پدرم": "پسر دختر فرزند",
}
"""«مادر P گفت پسرش …»: what a relative or lawyer calls the person, and whose words it can be."""


def _spoken_of(cast: Cast, region: str) -> str:
    """The letter of the person whom a relative or lawyer speaks of as «پسرش» or «موکلش»."""
    for word, kin in _BACK.items():
        if not re.search(rf"(?<!\S){word}(?!\S)", region):
            continue
        for low, high in cast.speakers:
            said = cast.scene.skeleton[low:high]
            found = re.search(rf"(?:^| )(?:{'|'.join(kin.split())})(?: \S+)?? ({PERSON})", said)
            if found:
                return found[1]
    return ""


def _speaking(cast: Cast) -> list[str]:
    line = cast.scene.skeleton
    return list(dict.fromkeys(letter for low, high in cast.speakers for letter in re.findall(PERSON, line[low:high])))


def _is_speech(cast: Cast, clause: Clause) -> bool:
    return any(clause.start <= at < clause.end for at in cast.said)


def _agreeing(event: Event, found: tuple[int, ...]) -> tuple[int, ...]:
    """A dropped subject has the verb's number; a named one may be honoured with a plural."""
    if event.plural is None:
        return found
    if event.plural and len(found) == 1:
        return ()
    return () if not event.plural and len(found) > 1 and event.force != "state" else found


def _dative(event: Event, cast: Cast, people: People) -> tuple[int, ...]:
    line = cast.scene.skeleton
    clause = cast.clauses[clause_at(cast.clauses, event.start)]
    found = re.search(rf"(?:^| )(?:به|اتهامات?|علیه) ({PERSON})", line[clause.start : event.end])
    return people_of(cast, run_around(line, found[1])) if found else _subject(event, cast, people)


def _nearest(event: Event, cast: Cast, people: People) -> tuple[int, ...]:
    """For descriptions without a subject: a person named in the event, before it in its clause, or spoken of so far."""
    line = cast.scene.skeleton
    if event.letters:
        return people_of(cast, (event.letters[-1],))
    number = clause_at(cast.clauses, event.start)
    clause = cast.clauses[number]
    letters = free_letters(cast, clause.start, event.end) or [
        found.group()
        for found in re.finditer(PERSON, line[clause.start : event.end + 25])
        if cast.parts[found.group()] in {"after", "kin", "thing", FREE}
    ]
    letters = [letter for letter in letters if not any(low <= line.index(letter) < high for low, high in cast.charges)]
    if letters:
        return people_of(cast, run_around(line, letters[0]))
    if has_other_subject(line[clause.start : event.start]) and not re.search(
        fold_letters("خانواده (?:او|وی)|خانواده اش|وکیل"), line[clause.start : event.start]
    ):
        return ()
    if clause.antecedent:
        return people_of(cast, run_around(line, clause.antecedent)) if clause.antecedent != SOMEBODY else ()
    before = (
        [one for one in re.findall(PERSON, line[slice(*clause.outer)]) if cast.parts[one] in {"thing", FREE}]
        if clause.outer
        else []
    )
    if before:
        return people_of(cast, run_around(line, before[0]))
    return inherited(event, cast, people, number)


def awaited(event: Event, cast: Cast) -> int:
    """Gives how many people a phrase before the event speaks of whom the text has not named yet («این شش تن»), or 0."""
    clause = cast.clauses[clause_at(cast.clauses, event.start)]
    for letter in re.findall(PERSON, cast.scene.skeleton[clause.start : event.end]):
        mention = cast.scene.mention(letter)
        if mention.kind == "many" and mention.count > 1 and not cast.who.get(letter):
            return mention.count
    return 0


def mention_letters(scene: Scene) -> tuple[str, ...]:
    """Gives the letters of a scene's mentions, in order."""
    return tuple(letter_of(place) for place in range(len(scene.mentions)))


def speakers_of(voices: tuple[Voice, ...]) -> tuple[tuple[int, int], ...]:
    """Gives the stretches that name speakers."""
    return tuple(stretch for voice in voices for stretch in voice.sources)
