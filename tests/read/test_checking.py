"""Whoever suggests is never trusted: what is not in the text to the letter is dropped and counted."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from govah.read.checking import checked, is_exact
from govah.read.prediction import to_prediction
from govah.read.unsaid import unsaid
from govah.records import FoundClaim, FoundPerson, Reading, Stance, Value, When

TEXT = "Arvand Sepidkuh was arrested on Monday. Later Mina Tavan was released."


def claim(person: str, quote: str, predicate: str = "arrested", **more: object) -> FoundClaim:
    """Gives a claim whose quote stands where it first stands in the text, or at 0 where it does not."""
    start = max(TEXT.find(quote), 0)
    given_ = FoundClaim(person, predicate, Value(quote), Stance.ASSERTED, (), quote, start, start + len(quote), "test/1", 500)
    return replace(given_, **more)  # type: ignore[arg-type]


def reading(*claims: FoundClaim) -> Reading:
    """Gives a reading of two persons, in the wrong order."""
    return Reading("en", (FoundPerson("b", "Mina Tavan"), FoundPerson("a", "Arvand Sepidkuh")), claims=claims)


def test_false_quote_is_dropped_and_counted() -> None:
    """Proves that a claim whose quote is not in the text is dropped, and that the reading says how many were."""
    given_ = reading(claim("a", "was arrested"), claim("a", "was tortured for weeks"))

    assert [(1, 1)] == [(len(checked(given_, TEXT).claims), checked(given_, TEXT).dropped)]


def test_persons_are_numbered_as_they_appear() -> None:
    """Proves that persons are p1, p2 … in the order of the text, and that claims follow them."""
    found = checked(reading(claim("b", "was released", "released"), claim("a", "was arrested")), TEXT)

    assert [("p1", "Arvand Sepidkuh"), ("p2", "Mina Tavan")] == [(one.id, one.name) for one in found.persons]
    assert ["p1", "p2"] == [one.person for one in found.claims]


def test_claim_about_nobody_is_dropped() -> None:
    """Proves that a claim about a person whom the reading does not name is dropped."""
    assert () == checked(reading(claim("x", "was arrested")), TEXT).claims


@given(st.integers(-5, 90), st.integers(-5, 90), st.text(max_size=12))
def test_only_the_letter_passes(start: int, end: int, quote: str) -> None:
    """Proves that a quote passes exactly where the text has it, to the letter."""
    one = replace(claim("a", "was arrested"), start=start, end=end, quote=quote)

    assert is_exact(one, TEXT) is (0 <= start < end <= len(TEXT) and bool(quote.strip()) and TEXT[start:end] == quote)


def test_open_questions_are_said() -> None:
    """Proves that what no claim answers is left open, and that a dated arrest answers the date of arrest."""
    dated = claim("a", "was arrested", when=When("2025-05-05", "Monday", "gregorian"))
    left = {topic for person, topic in unsaid(reading(dated)).unsaid if person == "a"}

    assert "date_of_arrest" not in left
    assert {"charge", "court", "sentence", "lawyer"} <= left


def test_a_day_without_its_year_is_said() -> None:
    """Proves that a page that gives a day, and no year, is not said to be silent on the day."""
    dated = claim("a", "was arrested", when=When("", "January 22", ""))

    assert ("a", "date_of_arrest") not in unsaid(reading(dated)).unsaid


def test_unknown_answers_no_question() -> None:
    """Proves that a passage that says that something is not known does not answer it."""
    mute = claim("a", "was arrested", "charged_with", stance=Stance.UNKNOWN)

    assert ("a", "charge") in unsaid(reading(mute)).unsaid


def test_prediction_has_the_shape_that_is_scored() -> None:
    """Proves that the plain value holds persons, others, claims and tallies, with scores from 0 to 1."""
    plain = to_prediction(checked(reading(claim("a", "was arrested")), TEXT))

    assert {"persons", "others", "claims", "tallies"} <= set(plain)
    assert 0.5 == plain["claims"][0]["score"]
    assert "was arrested" == TEXT[plain["claims"][0]["start"] : plain["claims"][0]["end"]]
