"""Who each mention of a Persian sentence is: names entered in the roll, pronouns resolved by what stands around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from govah.read.persian.cast import FREE, mention_letters, part_of
from govah.read.persian.clauses import Clause, clause_at
from govah.read.persian.letters import fold_letters
from govah.read.persian.people import People
from govah.read.persian.scene import PERSON, DateSpot, Mention, Scene

_INTRODUCES: Final = re.compile(rf"من (?:، )?{PERSON} ، (?:\S+ ){{1,2}}?{PERSON} (?:هستم|ام)(?!\S)")
_SPOKESMAN: Final = re.compile(
    fold_letters(
        r"(?:^|، |» )(?:(?:رئیس|معاون|سخنگوی?|مدیر) (?:کل )?(?:دادگستری|قوه|زندان|سازمان|پلیس|دادگاه|شعبه|مرکز|دانشگاه|اداره)|"
        r"دادستان|"
        r"فرمانده|استاندار|فرماندار|وزیر|بازپرس|قاضی|امام جمعه|نماینده)(?: [^ ،]+){0,5} ، $"
    )
)
_SAYS: Final = re.compile(
    fold_letters(r" ، (?:\S+ ){0,6}?(?:گفت|گفته|افزود|اعلام|خبر داد|مدعی|تاکید|نوشت|اظهار|توضیح|تصریح|بیان|ادعا|هشدار)(?!\S)")
)
"""«رئیس دادگستری، P، گفت …»: an office-holder who only speaks."""
_WHOSE_NAME: Final = re.compile(
    fold_letters(
        rf" که (?:هویت|نام|اسم)(?:ش| اش)?(?: {PERSON}| او| وی)? (?:« )?({PERSON})"
        r"(?: »)?(?: \S+)?? (?:احراز|مشخص|شناسایی|اعلام|تایید|ذکر|عنوان|است|بود)(?!\S)"
    )
)
"""«این زندانی که هویت وی «P» احراز شده …»: the one pointed at is P."""
_STRETCHES = tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Discourse:
    """What one sentence hands on to the next."""

    people: People = field(default_factory=People)
    last_source: tuple[str, ...] = ()
    day: str = ""
    "The last day that the story named, as EDTF."
    clients: dict[int, tuple[int, ...]] = field(default_factory=dict)
    "Lawyer → whom he or she defends, as the text says it."
    last_body: tuple[str, ...] = ()
    "The last organisation or outlet that spoke, whom «این گزارش» points to."
    quote: tuple[tuple[str, ...], str] | None = None
    "Whose quotation is still open."
    quoted: tuple[int, ...] = ()
    "Who is the «من» of that quotation."
    narrator: tuple[int, ...] = ()
    "Who tells the text in the first person."
    speech: tuple[tuple[str, ...], str, int] | None = None
    "Who speaks on after a colon without quotation marks, how, and in which paragraph."

    published: date | None = None
    lives: dict[int, DateSpot] = field(default_factory=dict)
    "Person → the day of death that brackets behind the name have told."

    def note_client(self, line: str, at: int, client: int, who: dict[str, tuple[int, ...]]) -> None:
        """«P، وکیل Q» and «وکیل Q، P»: P defends Q."""
        found = re.search(rf"({PERSON}) ، (?:وکیل|وکیل مدافع) $", line[:at]) or re.match(rf". ، ({PERSON})", line[at:])
        lawyer = re.search("وکیل(?: مدافع)? $", line[:at]) and found
        for number in who.get(found[1], ()) if lawyer and found else ():
            self.clients[number] = (client,)


@dataclass(slots=True)
class Casting:
    """One sentence being cast: what is known of it, and who its mentions are."""

    scene: Scene
    clauses: tuple[Clause, ...]
    speakers: _STRETCHES
    charges: _STRETCHES
    discourse: Discourse
    speaks: bool
    "Whether a verb of speech stands in the sentence."
    who: dict[str, tuple[int, ...]] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    here: list[int] = field(default_factory=list)
    "People named so far who may be meant by a pronoun."
    near: list[int] = field(default_factory=list)
    "People of whom only a thing is named («خانه P»)."
    kin: list[int] = field(default_factory=list)
    "People of whom only a relative is named."
    named: list[tuple[int, int]] = field(default_factory=list)
    "(place, person) of those named by themselves."

    def run(self) -> None:
        """Casts every mention, in order."""
        for letter, mention in zip(mention_letters(self.scene), self.scene.mentions, strict=True):
            at = self.scene.skeleton.index(letter)
            self.parts[letter] = self._part(mention, at)
            if mention.kind == "name":
                self._name(letter, mention, at)
            else:
                self.who[letter] = self._pronoun(mention, at)
        self._appositions()

    def _part(self, mention: Mention, at: int) -> str:
        line = self.scene.skeleton
        part = part_of(line, at, self.clauses[clause_at(self.clauses, at)].start)
        if part == "relative" and (not self.speaks or mention.kind != "name" or not re.match(" (?:،|»)", line[at + 1 :])):
            part = FREE
        if part == FREE and at < 8 and _INTRODUCES.match(line):
            part = "relative"  # «من، P، همسر Q هستم»: the letter is about Q
        held = part == "thing" and line.endswith(("بازداشت ", "دستگیری ", "بازجویی ", "دادگاه "), 0, at)
        if part == FREE and self.speaks and mention.kind == "name" and _SPOKESMAN.search(line[:at]) and _SAYS.match(line, at + 1):
            part = "official"
        taken = (part in {"official", "judge"} or held) and line.startswith((" را", " ، را"), at + 1)
        return FREE if taken else part

    def _pronoun(self, mention: Mention, at: int) -> tuple[int, ...]:
        """Whom «من» or «او» means: the one named in its clause, else by the sentence and the story; «موکلش» is a client."""
        if mention.kind == "me":
            return self.me(at)
        clause = clause_at(self.clauses, at)
        own = tuple(number for place, number in self.named if clause_at(self.clauses, place) == clause)
        around = own if len(set(own)) == 1 else tuple(self.here or self.kin)
        meant = self.discourse.people.resolve(mention, around, tuple(self.near))
        if not meant and mention.kind == "one" and self.scene.text.startswith(("او", "وی"), mention.start):
            meant = self._speaking_of_self(at)
        return self._client(meant) if self.scene.text.startswith("موکل", mention.start) else meant

    def _speaking_of_self(self, at: int) -> tuple[int, ...]:
        """«P گفت بازجو او را زد», where the story spoke of several: the one of them who speaks."""
        said = {number for place, number in self.named if place < at and any(low <= place < high for low, high in self.speakers)}
        return tuple(said) if len(said) == 1 and said <= set(self.discourse.people.topic) else ()

    def me(self, at: int) -> tuple[int, ...]:
        """Gives who is «من» at a place: whoever speaks in its sentence or quotation, else whoever tells the text."""
        line = self.scene.skeleton
        said = [letter for low, high in self.speakers for letter in re.findall(PERSON, line[low : min(high, at)])]
        speaking = [letter for letter in said if self.parts.get(letter) == FREE]
        quoted = line.count("«", 0, at) > line.count("»", 0, at)
        if speaking and (quoted or self.speaks):
            return self.who.get(speaking[-1], ())
        if quoted or self.discourse.quote is not None:
            return self.discourse.quoted if self.discourse.quote is not None else ()
        return () if said else self.discourse.narrator

    def _client(self, meant: tuple[int, ...]) -> tuple[int, ...]:
        """«وکیل Q» has Q for a client; P has whom the text says that P defends; and nobody defends himself."""
        said = [
            one for low, high in self.speakers for one in re.findall(PERSON, self.scene.skeleton[low:high]) if one in self.who
        ]
        letter = next((one for one in said if self.parts[one] == "kin"), next(iter(said), ""))
        speaking = self.who.get(letter, ())
        if self.parts.get(letter) == "kin":
            return speaking
        known = [self.discourse.clients[one] for one in speaking if one in self.discourse.clients]
        defends = {number for one in re.findall(rf"({PERSON}) ، وکیل", self.scene.skeleton) for number in self.who.get(one, ())}
        return known[0] if known else tuple(one for one in meant if one not in speaking and one not in defends)

    def _name(self, letter: str, mention: Mention, at: int) -> None:
        people, part = self.discourse.people, self.parts[letter]
        number = people.enter(mention, self.scene.text)
        self.who[letter] = (number,)
        if mention.died is not None:
            self.discourse.lives[number] = mention.died
        if part in {"judge", "official", "relative"} or any(low <= at < high for low, high in self.charges):
            return
        if part in {"thing", "kin"}:
            (self.near if part == "thing" else self.kin).append(number)
            if part == "kin":
                self.discourse.note_client(self.scene.skeleton, at, number, self.who)
            return
        people.note(number)
        self.named.append((at, number))
        speaks = part == FREE and any(low <= at < high for low, high in self.speakers)
        if number not in self.here and not (speaks and people.topic):
            self.here.append(number)

    def _appositions(self) -> None:
        """«موکلش P», «این معلم P»: a phrase right before a name is that person."""
        line = self.scene.skeleton
        for letter, mention in zip(mention_letters(self.scene), self.scene.mentions, strict=True):
            beside = line[line.index(letter) + 2 : line.index(letter) + 3]
            known = beside in self.parts and self.scene.mention(beside).kind == "name" and self.parts[beside] in {FREE, "kin"}
            if mention.kind == "one" and known:
                self.who[letter] = self.who[beside]
            named = _WHOSE_NAME.match(line, line.index(letter) + 1) if mention.kind == "one" else None
            if named and self.parts.get(named[1]) in {FREE, "thing"} and self.scene.mention(named[1]).kind == "name":
                self.who[letter] = self.who[named[1]]
