"""Short passages written by somebody who has not seen the rules: what each must yield, and what it must never yield.

A passage of `en.yml` or `fa.yml` has `id`, `text`, and any of
`published`  the day of the text;
`expect`     items `Name: predicate stance[|stance], edtf=…, by=a word of the attribution, at=a word of the place`;
`may`        items `Name: predicate`, neither asked for nor forbidden;
`never`      `Name: [predicates]`, or `grave`, or `any`; the name `"*"` stands for everybody found;
`open`       true where grave predicates beyond `expect` and `may` are no fault;
`known_gap`  true where what is expected is not found yet (what is never true has no such mark).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from govah.read import read_plain, read_text
from govah.records import AFFIRMED, FoundClaim, FoundPerson, Reading
from govah.text import fold

HERE: Final = Path(__file__).parent
_DEATHS: Final = frozenset({"executed", "killed", "died_in_custody"})
GRAVE: Final = _DEATHS | {"sentenced_to", "sentence_upheld", "released", "forced_confession"}
_RELEASES: Final = frozenset({"released", "released_on_bail"})
KIN: Final = {
    **dict.fromkeys(_DEATHS, _DEATHS),
    **dict.fromkeys(_RELEASES, _RELEASES),
    "sentence_upheld": frozenset({"sentenced_to", "sentence_upheld"}),
    "sentence_overturned": frozenset({"sentenced_to", "sentence_overturned"}),
}
"""A wrong word of the same family is no invention."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One claim that a careful reader finds in a passage."""

    name: str
    predicate: str
    stances: frozenset[str]
    edtf: str = ""
    voice: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage and what holds of it."""

    id: str
    text: str
    published: date | None
    expect: tuple[Expected, ...]
    may: tuple[tuple[str, str], ...]
    never: dict[str, str | list[str]] = field(default_factory=dict)
    is_open: bool = False
    known_gap: bool = False

    def names(self) -> list[str]:
        """Gives the names of the passage, as its own items write them."""
        given = [one.name for one in self.expect] + [name for name, _ in self.may] + [name for name in self.never if name != "*"]
        return list(dict.fromkeys(given))


def load(language: str) -> list[Passage]:
    """Gives the passages of a language, in order."""
    return load_file(HERE / f"{language}.yml")


def load_file(path: Path) -> list[Passage]:
    """Gives the passages of one file, in order."""
    return [_passage(one) for one in yaml.safe_load(path.read_text("utf-8"))]


def _passage(one: dict[str, Any]) -> Passage:
    return Passage(
        id=one["id"],
        text=one["text"],
        published=one.get("published"),
        expect=tuple(_expected(item) for item in one.get("expect", [])),
        may=tuple((item.split(": ")[0], item.split(": ")[1].strip()) for item in one.get("may", [])),
        never=one.get("never", {}),
        is_open=bool(one.get("open")),
        known_gap=bool(one.get("known_gap")),
    )


def _expected(item: str) -> Expected:
    name, rest = item.split(": ", 1)
    head, *more = [part.strip() for part in rest.split(",")]
    predicate, stances = head.split()
    extra = dict(part.split("=", 1) for part in more)
    return Expected(
        name, predicate, frozenset(stances.split("|")), extra.get("edtf", ""), extra.get("by", ""), extra.get("at", "")
    )  # fmt: skip


@functools.lru_cache(maxsize=1024)
def reading_of(text: str, published: date | None) -> Reading:
    """Gives what the rules find in a text, read once a run."""
    return read_text(read_plain(text), published=published)


def overlap(first: str, second: str) -> float:
    """Answers how well two names agree: 0 unless the words of one are among the words of the other."""
    one, two = set(fold(first).split()), set(fold(second).split())
    return len(one & two) / len(one | two) if one and two and (one <= two or two <= one) else 0.0


def owner(person: FoundPerson, names: list[str]) -> str:
    """Gives the name of the passage that a found person bears, or nothing."""
    best = [(max(overlap(form, name) for form in (person.name, *person.other_names)), name) for name in names]
    quality, name = max(best, default=(0.0, ""))
    return name if quality else ""


def claims_by_name(passage: Passage) -> list[tuple[str, FoundClaim]]:
    """Gives each claim that is found with the name of the passage it is about (empty for somebody else)."""
    reading = reading_of(passage.text, passage.published)
    owners = {person.id: owner(person, passage.names()) for person in reading.persons}
    return [(owners[claim.person], claim) for claim in reading.claims]


def false_facts(passage: Passage) -> list[str]:
    """Gives what comes out affirmed and must not, one line each."""
    affirmed = {stance.value for stance in AFFIRMED}
    told = {(one.name, one.predicate) for one in passage.expect if one.stances & affirmed} | set(passage.may)
    near = {(name, other) for name, predicate in told for other in KIN.get(predicate, {predicate})}
    found = []
    for name, claim in claims_by_name(passage):
        if claim.stance not in AFFIRMED:
            continue
        banned = any(_bans(passage.never.get(key), claim.predicate) for key in {name, "*"} if key)
        spared = (name, claim.predicate) in told
        invented = bool(name) and claim.predicate in GRAVE and (name, claim.predicate) not in near and not passage.is_open
        if (banned and not spared) or invented:
            found.append(f"{name or '(somebody else)'}: {claim.predicate} {claim.stance.value} [{claim.rule}] {claim.quote!r}")
    return found


def _bans(ban: str | list[str] | None, predicate: str) -> bool:
    if ban == "any":
        return predicate != "other"
    return predicate in (GRAVE if ban == "grave" else ban or ())


def missing(passage: Passage) -> list[str]:
    """Gives what is expected and not found, one line each."""
    claims = claims_by_name(passage)
    return [line for one in passage.expect if (line := lack(one, [claim for name, claim in claims if name == one.name]))]


def lack(one: Expected, claims: list[FoundClaim]) -> str:
    """What is wrong with the best claim there is for one that is expected, or nothing."""
    same = [claim for claim in claims if claim.predicate == one.predicate]
    if not same:
        return f"{one.name}: no {one.predicate}; found {sorted({claim.predicate for claim in claims})}"
    stances = [claim.stance.value for claim in same]
    right = [claim for claim in same if claim.stance.value in one.stances]
    if not right:
        return f"{one.name}: {one.predicate} is {stances}, not {sorted(one.stances)}"
    if one.edtf and not any(claim.when and claim.when.edtf == one.edtf for claim in right):
        return f"{one.name}: {one.predicate} dated {[claim.when and claim.when.edtf for claim in right]}, not {one.edtf}"
    if one.voice and not any(fold(one.voice) in fold(" ".join(claim.attribution)) for claim in right):
        return f"{one.name}: {one.predicate} voiced by {[claim.attribution for claim in right]}, not {one.voice}"
    if one.place and not any(claim.where and fold(one.place) in fold(claim.where.text) for claim in right):
        return f"{one.name}: {one.predicate} placed {[claim.where and claim.where.text for claim in right]}, not {one.place}"
    return ""
