"""Whole invented articles with gold, scored in the spirit of the measuring script: persons, claims, false facts, quotations."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from govah.records import AFFIRMED, FoundClaim, FoundPerson
from govah.text import fold
from read.independent.passages import GRAVE, KIN, overlap, reading_of

HERE: Final = Path(__file__).parent / "articles"
UNSCORED: Final = frozenset({"other", "impugned_act"})


@dataclass(frozen=True, slots=True)
class Article:
    """One invented article and its gold."""

    id: str
    text: str
    published: date | None
    gold: dict[str, Any]


@dataclass(slots=True)
class Score:
    """What was found of one article."""

    persons_gold: int = 0
    persons_found: int = 0
    persons_missed: list[str] = field(default_factory=list)
    claims_gold: int = 0
    claims_found: int = 0
    claims_hit: int = 0
    stances_right: int = 0
    quotes: int = 0
    quotes_exact: int = 0
    false_facts: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


def load(folder: Path = HERE) -> list[Article]:
    """Gives the articles of a folder and those below it, in order."""
    return [_article(path) for path in sorted(folder.rglob("*.gold.json"))]


def _article(path: Path) -> Article:
    gold = json.loads(path.read_text("utf-8"))
    text = path.with_name(f"{gold['id']}.txt").read_text("utf-8")
    day = gold.get("document_date")
    return Article(gold["id"], text, date.fromisoformat(day) if day else None, gold)


def score(article: Article) -> Score:
    """Gives what the rules find of an article's gold."""
    reading = reading_of(article.text, article.published)
    result = Score()
    owners = _people(article.gold, reading.persons, result)
    claims = [one for one in reading.claims if one.predicate not in UNSCORED]
    result.quotes = len(reading.claims)
    result.quotes_exact = sum(article.text[one.start : one.end] == one.quote != "" for one in reading.claims)
    _claims(article.gold, claims, owners, result)
    _false_facts(article.gold, claims, owners, reading.persons, result)
    return result


def _forms(gold: dict[str, Any]) -> list[str]:
    return [form for form in (gold["name"], gold.get("name_inferred"), *(gold.get("other_names") or [])) if form]


def _agreement(gold: dict[str, Any], person: FoundPerson) -> float:
    return max(overlap(form, mine) for form in _forms(gold) for mine in (person.name, *person.other_names))


def _people(gold: dict[str, Any], found: tuple[FoundPerson, ...], result: Score) -> dict[str, str]:
    """Pairs each found person with the gold person whose name agrees best; each gold person once."""
    fits = sorted(
        ((_agreement(one, person), one["pid"], person.id) for one in gold["persons"] for person in found),
        reverse=True,
    )
    owners: dict[str, str] = {}
    for quality, pid, id_ in fits:
        if quality and pid not in owners.values() and id_ not in owners:
            owners[id_] = pid
    result.persons_gold, result.persons_found = len(gold["persons"]), len(found)
    result.persons_missed = [one["name"] for one in gold["persons"] if one["pid"] not in owners.values()]
    return owners


def _claims(gold: dict[str, Any], found: list[FoundClaim], owners: dict[str, str], result: Score) -> None:
    """Counts the gold claims that are found, each found claim used once, the right stance first."""
    wanted = [(one, pid) for one in gold["claims"] if one["predicate"] not in UNSCORED for pid in one["persons"]]
    result.claims_gold, result.claims_found = len(wanted), len(found)
    used: set[int] = set()
    for claim, pid in wanted:
        fitting = [
            (mine.stance.value == claim["hedging"], -number)
            for number, mine in enumerate(found)
            if number not in used and owners.get(mine.person) == pid and _same(claim, mine)
        ]
        if not fitting:
            result.missed.append(f"{pid} {claim['predicate']} {claim['hedging']}: {claim['quote'][:70]}")
            continue
        right, number = max(fitting)
        used.add(-number)
        result.claims_hit += 1
        result.stances_right += right
        if claim["hedging"] in ("denied", "unknown") and found[-number].stance in AFFIRMED:
            result.false_facts.append(f"{pid} {claim['predicate']} is {claim['hedging']}: {found[-number].quote!r}")


def _same(gold: dict[str, Any], mine: FoundClaim) -> bool:
    """The same predicate, and passages that share half of the shorter one, the found one not overlong."""
    start, end = gold["quote_start"], gold["quote_start"] + len(gold["quote"])
    shared, length = max(0, min(end, mine.end) - max(start, mine.start)), mine.end - mine.start
    shares = 2 * shared >= min(end - start, length) and length <= max(300, 2 * (end - start))
    return bool(shares and mine.predicate == gold["predicate"])


def _false_facts(
    gold: dict[str, Any], found: list[FoundClaim], owners: dict[str, str], persons: tuple[FoundPerson, ...], result: Score
) -> None:
    """Grave facts that the gold does not tell, and pairs that it forbids."""
    pairs = {(pid, one["predicate"]) for one in gold["claims"] for pid in one["persons"]}
    told = {(pid, near) for pid, predicate in pairs for near in KIN.get(predicate, {predicate})}
    names = {person.id: person.name for person in persons}
    full = {one["pid"]: one["name"] for one in gold["persons"]}
    for claim in found:
        if claim.stance not in AFFIRMED:
            continue
        pid = owners.get(claim.person)
        invented = claim.predicate in GRAVE and pid is not None and (pid, claim.predicate) not in told
        banned = any(
            pair["predicate"] in (claim.predicate, "any") and _is_meant(pair["name"], full.get(pid or ""), names[claim.person])
            for pair in gold.get("forbidden", [])
        )
        if invented or banned:
            result.false_facts.append(f"{names[claim.person]}: {claim.predicate} {claim.stance.value} {claim.quote!r}")


def _is_meant(forbidden: str, gold_name: str | None, found_name: str) -> bool:
    """A person of the gold is meant by the full name (the gold's, or the one found), anybody else by any part that agrees."""
    if gold_name:
        return fold(forbidden) in {fold(gold_name), fold(found_name)}
    return overlap(forbidden, found_name) > 0
