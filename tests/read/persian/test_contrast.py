"""The contrast set: what is told as a fact is found, and what is denied, doubted, asked or another's never becomes one."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import pytest
import yaml

from gathering import hold
from govah.read.persian import suggest
from govah.records import AFFIRMED, Extracted, Reading

GRAVE: Final = frozenset(
    {
        "executed",
        "killed",
        "died_in_custody",
        "sentenced_to",
        "sentence_upheld",
        "released",
        "released_on_bail",
        "forced_confession",
    }
)
NAMES: Final = (
    ("کیوان سپهرداد", "رامش آذرکوه"),
    ("ژیار میرکویستانی", "هه‌ژان بهرامزهی"),
    ("نیلوفر دشتبانپور", "آرمین تالشان"),
    ("سید مرتضی گلچین‌راد", "مهرو شاهسوندی"),
)
FILES: Final = sorted(Path(__file__).parent.glob("contrast*.yml"))


@cache
def cases(path: Path) -> list[tuple[str, str, str]]:
    """Gives the sentences of a file, each with its group and what it must give."""
    table = yaml.safe_load(path.read_text("utf-8"))
    return [(group, sentence, wanted) for group, pairs in table.items() for sentence, wanted in pairs]


def found_in(reading: Reading) -> set[tuple[str, str, str]]:
    names = {person.id: person.name for person in reading.persons}
    return {(names[claim.person], claim.predicate, str(claim.stance.value)) for claim in reading.claims}


def faults(sentence: str, wanted: str, first: str, second: str) -> list[str]:
    """What is missing, and what stands there that must not."""
    who = {"A": first, "B": second}
    text = sentence.format(A=first, B=second)
    found = found_in(suggest(Extracted(text, "test"), date(2026, 6, 1)))
    items = [item.strip() for item in wanted.split(";") if item.strip()]
    musts = {(who[item.split()[0]], *item.split()[1:]) for item in items if not item.startswith("!")}
    nevers = {(who[item[1:].split()[0]], item.split()[1]) for item in items if item.startswith("!")}
    affirmed = {(name, predicate) for name, predicate, stance in found if stance in AFFIRMED}
    allowed = {(name, predicate) for name, predicate, stance in musts if stance in AFFIRMED}
    out = [f"missing {must[1:]}" for must in sorted(musts - found)]
    out += [f"never {never[1]}" for never in sorted(nevers & affirmed)]
    return out + [f"invented {predicate}" for _name, predicate in sorted(affirmed - allowed) if predicate in GRAVE]


@pytest.mark.parametrize(("first", "second"), NAMES)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_contrast(path: Path, first: str, second: str) -> None:
    """A sentence gives the claims that it makes, whoever it is about, and nothing grave beyond them."""

    def gives_its_claims(case: tuple[str, str, str]) -> None:
        _group, sentence, wanted = case
        assert faults(sentence, wanted, first, second) == []

    hold(cases(path), gives_its_claims, lambda case: f"{case[0]}: {case[1].format(A=first, B=second)}")
