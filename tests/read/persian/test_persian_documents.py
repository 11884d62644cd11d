"""Whole Persian documents in many styles give what they say, each quotation to the letter, and nothing grave beyond it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from govah.read.persian import suggest
from govah.read.plain import read_plain
from govah.records import AFFIRMED, Extracted, Reading, Segment

DOCUMENTS: Final = yaml.safe_load((Path(__file__).parent / "documents.yml").read_text("utf-8"))
GRAVE: Final = frozenset(
    {"executed", "killed", "died_in_custody", "sentenced_to", "sentence_upheld", "released", "forced_confession"}
)
PIECES: Final = (
    "کیوان سپهرداد",
    "رامش آذرکوه",
    "بازداشت شد",
    "اعدام شد",
    "را",
    "به اتهام «محاربه»",
    "محکوم به",
    "پنج سال حبس",
    "که",
    "،",
    "»",
    "«",
    ".",
    "؟",
    "هرانا گزارش داد",
    "تکذیب کرد",
    "او",
    "این شش تن",
    "در زندان اوین",
    "\u200c",
    "\n",
    "۱۲ دی ۱۴۰۴",
    "مادر",
    "از سرنوشت",
    "اطلاعی در دست نیست",
    "#",
    "_",
    "😢",
)


def told(reading: Reading) -> set[tuple[str, str, str]]:
    names = {person.id: person.name for person in reading.persons}
    return {(names[claim.person], claim.predicate, claim.stance.value) for claim in reading.claims}


def wanted(document: dict[str, Any]) -> set[tuple[str, ...]]:
    return {tuple(part.strip() for part in claim.split("|")) for claim in document["claims"]}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["text"][:30].strip())
def test_document_gives_its_claims(document: dict[str, Any]) -> None:
    """Every claim that a document makes is found."""
    reading = suggest(read_plain(document["text"]), date.fromisoformat(document["published"]))

    assert wanted(document) <= told(reading)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["text"][:30].strip())
def test_nothing_grave_is_invented(document: dict[str, Any]) -> None:
    """No death, sentence, release or forced confession is told of anybody of whom the document does not tell it."""
    reading = suggest(read_plain(document["text"]), date.fromisoformat(document["published"]))
    grave = {(name, predicate) for name, predicate, stance in told(reading) if predicate in GRAVE and stance in AFFIRMED}

    assert grave <= {(claim[0], claim[1]) for claim in wanted(document)}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["text"][:30].strip())
def test_quotes_are_exact(document: dict[str, Any]) -> None:
    """Every quotation of a claim, an attribute or a count stands at its offsets, to the letter."""
    text = document["text"]
    reading = suggest(read_plain(text), None)
    places = [(one.start, one.end, one.quote) for one in reading.claims]
    places += [(one.start, one.end, one.quote) for one in reading.tallies]
    places += [(one.start, one.end, one.quote) for one in reading.statements]
    places += [(one.start, one.end, one.quote) for person in reading.persons for one in person.attributes]

    assert all(text[start:end] == quote for start, end, quote in places)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_any_words_give_exact_quotes(text: str) -> None:
    """Whatever the words, reading ends, and every quotation stands in them to the letter."""
    reading = suggest(Extracted(text, "test"), date(2026, 6, 1))

    assert all(text[claim.start : claim.end] == claim.quote != "" for claim in reading.claims)


def test_messages_are_worlds_of_their_own() -> None:
    """A pronoun in one message of a chat does not point to a person of another."""
    first, second = "کیوان سپهرداد در زندان است.", "او اعدام شد."
    text = f"{first}\n{second}"
    segments = (Segment(0, len(first), "message"), Segment(len(first) + 1, len(text), "message"))

    assert not [claim for claim in suggest(Extracted(text, "test", segments), None).claims if claim.predicate == "executed"]


def test_attributes_and_parties() -> None:
    """Age, father, origin and occupation go to the person; a judge goes to the others."""
    text = "کیوان سپهرداد، معلم ۳۴ ساله اهل بانه، فرزند رحمان، به ریاست قاضی رامش آذرکوه در دادگاه انقلاب به دو سال حبس محکوم شد."
    reading = suggest(Extracted(text, "test"), None)
    found = {one.predicate: one.value.text for person in reading.persons for one in person.attributes}

    assert found["age"] == "34" or found["age"] == "۳۴"
    assert (found["origin"], found["occupation"]) == ("بانه", "teacher")
    assert [(other.name, other.role) for other in reading.others] == [("رامش آذرکوه", "judge")]


def test_counts_go_to_tallies() -> None:
    """People whom nobody names are counted, and nobody is made a person of them."""
    reading = suggest(Extracted("دست‌کم ۱۲ نفر در اعتراضات کشته شدند و هزاران بازداشت گزارش شده است.", "test"), None)

    assert not reading.persons
    assert {(tally.what, tally.value.low) for tally in reading.tallies} == {("killed", 12), ("arrested", None)}


@pytest.mark.parametrize("joiner", ["، و ", "و ", "؛ و ، ", "و برادرش ", "حبس، و "])
def test_a_row_without_end_is_read_to_its_end(joiner: str) -> None:
    """Joiners heaped up by the hundred are read through: no pattern tries every way to part them."""
    reading = suggest(read_plain(f"کیوان سپهرداد {joiner * 250} بازداشت شد."), None)

    assert reading.language == "fa"
