"""A submission pack: a mechanism's questionnaire filled from a dossier, and so from what was released and from nothing else.

First what it lacks: required fields that nothing answers, consent, doubtful points. Then the fields; every sentence bears the
numbers of its notes. Two setters (Typst and Word) take the pack and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from govah.dates import show
from govah.publish.compose import sheet
from govah.publish.interface import Dossier, DossierFact
from govah.publish.sheet import Item, Line, Note, Paper, Run, Sheet
from govah.words import label, say, table

TYPES: Final = ("sr-executions", "wgad")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a pack says beside facts; it names nobody."""

    consent: str
    "`given`, `missing`, `expired`, `refused` or `withdrawn`: to the UN, about the person."
    named: str
    "The same, to be named."
    by: str = ""
    means: str = ""
    on: str = ""
    "EDTF day."
    sent: tuple[tuple[str, str, str], ...] = ()
    "(mechanism, `sent`, `prepared` or `replied`, EDTF day) of what went to mechanisms before."


@dataclass(frozen=True, slots=True)
class Cite:
    """A note that a sentence stands on, and whether it is cited here for the first time: there it is printed."""

    number: int
    first: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and the notes that it stands on; without notes it says that something is missing, or is ours."""

    runs: tuple[Run, ...]
    notes: tuple[Cite, ...] = ()
    soft: bool = False
    warned: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One question and what answers it."""

    label: str
    sentences: tuple[Sentence, ...]
    answered: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the questionnaire."""

    head: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything on the pages, in order."""

    lang: str
    rtl: bool
    kind: str
    title: str
    house: str
    name: Run
    running: str
    watermark: str
    lacks_head: str
    lacks: tuple[Sentence, ...]
    standing: str
    sections: tuple[Section, ...]
    papers_head: str
    papers: tuple[Paper, ...]
    notes: tuple[Note, ...]
    "In the order in which they are first cited."
    page_of: str
    comma: str
    chain: str
    digits: str
    made_at: str


def pack(dossier: Dossier, kind: str, lang: str, standing: Standing) -> Pack:
    """Fills a mechanism's questionnaire in one language.

    Raises `PublishError` where the dossier holds something unreviewed and is no draft.
    """
    return _Filler(dossier, kind, lang, standing).fill()


class _Filler:
    def __init__(self, dossier: Dossier, kind: str, lang: str, standing: Standing) -> None:
        self.dossier, self.lang, self.standing = dossier, lang, standing
        self.kind, self.form = kind, table(f"reading/packs/{kind}")
        self.sheet: Sheet = sheet(dossier, lang)
        pairs = zip((*dossier.identity, *dossier.facts), (*self.sheet.identity, *self.sheet.facts), strict=True)
        self.answers: dict[str, list[tuple[DossierFact, Item]]] = {}
        for fact, item in pairs:
            self.answers.setdefault(fact.predicate, []).append((fact, item))
        self.numbers: dict[int, int] = {}

    def say(self, code: str, **facts: object) -> str:
        return say(f"pack.{code}", self.lang, **facts)

    def own(self, text: str) -> Run:
        return Run(text, self.lang, self.lang == "fa")

    def fill(self) -> Pack:
        made = self.sheet
        lacks = tuple(self._lacks())
        sections = tuple(
            Section(one["head"][self.lang], tuple(self._field(field) for field in one["fields"])) for one in self.form["sections"]
        )
        marks = [say("pack.watermark", lang) for lang in ("en", "fa")]
        return Pack(
            lang=self.lang,
            rtl=made.rtl,
            kind=self.kind,
            title=self.form["title"][self.lang],
            house=self.say("house"),
            name=made.name,
            running=made.running,
            watermark=" / ".join(marks) if self.dossier.draft else "",
            lacks_head=self.say("lacks"),
            lacks=lacks or (Sentence((self.own(self.say("lacks-none")),)),),
            standing=self.say("standing"),
            sections=sections,
            papers_head=self.say("papers"),
            papers=made.papers,
            notes=tuple(self._cited()),
            page_of=made.page_of,
            comma=made.comma,
            chain=made.chain,
            digits=made.digits,
            made_at=made.made_at,
        )

    def _cited(self) -> Iterator[Note]:
        by_number = {note.number: note for note in self.sheet.notes}
        for old, new in self.numbers.items():
            note = by_number[old]
            yield Note(new, self._digits(new), note.stance, note.quote, note.withheld, note.rows, note.unreviewed)

    def _notes(self, numbers: Iterable[int]) -> tuple[Cite, ...]:
        return tuple(map(self._cite, dict.fromkeys(numbers)))

    def _cite(self, number: int) -> Cite:
        first = number not in self.numbers
        return Cite(self.numbers.setdefault(number, len(self.numbers) + 1), first)

    def _digits(self, number: int) -> str:
        return "".join(self.sheet.digits[int(digit)] for digit in str(number))

    def _lacks(self) -> Iterator[Sentence]:
        for code, state in (("consent-un", self.standing.consent), ("consent-name", self.standing.named)):
            if state != "given":
                yield self._warned(self.say(code, state=say(f"consent.state-{state}", self.lang)))
        for section in self.form["sections"]:
            for field in section["fields"]:
                if field.get("required") and not any(self.answers.get(name) for name in field["facts"]):
                    yield self._warned(self.say("gap", field=field["label"][self.lang]))
        yield from self._doubtful()
        dossier = self.dossier
        unreviewed = sum(not claim.reviewed for claim in dossier.claims)
        counts = {"unreviewed": unreviewed, "unconsented": dossier.unconsented, "withheld": dossier.withheld}
        yield from (self._warned(self.say(code, count=count)) for code, count in counts.items() if count)

    def _doubtful(self) -> Iterator[Sentence]:
        asked = {name for section in self.form["sections"] for field in section["fields"] for name in field.get("facts", ())}
        for fact, item in (pair for name in self.answers if name in asked for pair in self.answers[name]):
            stances = {claim.stance.value for claim in fact.claims}
            codes = {
                "disputed": bool(fact.denials and fact.claims),
                "alleged": bool(stances) and stances <= {"alleged"},
                "single": fact.origins == 1 and bool(item.when or not self._is_attribute(fact)),
            }
            code = next((code for code, holds in codes.items() if holds), "")
            if code:
                numbers = self._notes(number for line in item.lines for number in line.notes)
                yield Sentence(tuple(self._around(code, what=self._what(item))), numbers, warned=True)
        for clash in self.sheet.clashes:
            numbers = self._notes(voiced.note for half in (clash.left, clash.right) for voiced in half.claims)
            told = self._around("clash", what=[self.own(clash.about)], left=[clash.left.says], right=[clash.right.says])
            yield Sentence(tuple(told), numbers, warned=True)

    def _is_attribute(self, fact: DossierFact) -> bool:
        return any(fact is one for one in self.dossier.identity)

    def _what(self, item: Item) -> list[Run]:
        runs = [self.own(item.head)]
        for place, run in enumerate((*item.values, *item.places)):
            runs += [self.own(self.sheet.comma if place else ": "), run]
        return [*runs, self.own(self.say("day", date=item.when[0]))] if item.when else runs

    def _around(self, code: str, **parts: list[Run]) -> Iterator[Run]:
        """Gives a message with runs for its facts, each in its own language and direction."""
        told = self.say(code, **{name: f"\0{name}\0" for name in parts})
        for place, piece in enumerate(told.split("\0")):
            if place % 2:
                yield from parts[piece]
            elif piece:
                yield self.own(piece)

    def _field(self, field: Mapping[str, Any]) -> Field:
        name = field["label"][self.lang]
        if "fill" in field:
            found = tuple(self._filled(field["fill"]))
            return Field(name, found, answered=field["fill"] != "blank")
        pairs = [pair for predicate in field["facts"] for pair in self.answers.get(predicate, ())]
        sentences = tuple(one for _, item in pairs for one in self._sentences(item))
        if not sentences:
            return Field(name, (Sentence((self.own(self.say("no-answer")),), soft=True),), answered=False)
        lead = (Sentence((self.own(self.say("lawyer")),), soft=True),) if field.get("lawyer") else ()
        return Field(name, (*lead, *sentences), answered=True)

    def _sentences(self, item: Item) -> Iterator[Sentence]:
        for line in item.lines or (Line(item.unreviewed),):
            how = self.own(self.say("said", how=line.text))
            runs = [how, self.own(item.head)]
            for place, value in enumerate(item.values):
                runs += [self.own(self.sheet.comma if place else ": "), value]
            for spot in item.places:
                runs += [self.own(self.sheet.comma), spot]
            runs += [self.own(self.say("day", date=" / ".join(item.when)))] if item.when else []
            runs += [self.own(f" [{item.unreviewed}]")] if item.unreviewed else []
            yield Sentence((*runs, self.own(".")), self._notes(line.notes), warned=line.warned)

    def _filled(self, what: str) -> Iterator[Sentence]:
        if what == "name":
            yield Sentence((self.sheet.name,))
        elif what == "other-names":
            runs = [run for name in self.sheet.other_names for run in (self.own(self.sheet.comma), name)][1:]
            yield Sentence(tuple(runs)) if runs else self._soft("no-answer")
        elif what == "consent":
            yield from self._consent()
        elif what == "sent":
            yield from self._sent()
        else:
            yield self._soft("blank")

    def _consent(self) -> Iterator[Sentence]:
        one = self.standing
        states = {"consent-un": one.consent, "consent-name": one.named}
        for code, state in states.items():
            yield Sentence((self.own(self.say(code, state=say(f"consent.state-{state}", self.lang))),), warned=state != "given")
        if one.by:
            facts = {"by": label("consent_givers", one.by, self.lang), "means": label("consent_means", one.means, self.lang)}
            yield Sentence((self.own(self.say("consent-by", **facts, date=show(one.on, self.lang))),))

    def _sent(self) -> Iterator[Sentence]:
        if not self.standing.sent:
            yield self._soft("nothing-sent")
        for mechanism, code, day in self.standing.sent:
            yield Sentence((self.own(self.say(code, mechanism=mechanism, date=show(day, self.lang) if day else "")),))

    def _soft(self, code: str) -> Sentence:
        return Sentence((self.own(self.say(code)),), soft=True)

    def _warned(self, text: str) -> Sentence:
        return Sentence((self.own(text),), warned=True)
