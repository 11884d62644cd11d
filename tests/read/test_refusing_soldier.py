"""The case that Govah starts from, in words of our own: who faces a sentence was not sentenced, however the sentence is built."""

from __future__ import annotations

import pytest

from govah.read import read_plain, read_text
from govah.records import AFFIRMED, Stance

LEADS = [
    "",
    "In a striking act of conscience that may now cost him his life, ",
    "In a show of courage that now threatens to cost him his life, ",
    "In a country where an order is seldom refused, ",
    "For an act that his commanders call treason and that others call courage, ",
]
NAMES = ["Ardalan Pishro", "Behdin Karoon", "Mehrzad Siavoshan"]


def stances(text: str) -> dict[str, Stance]:
    """What is told of the soldier, by predicate."""
    reading = read_text(read_plain(text))
    return {claim.predicate: claim.stance for claim in reading.claims}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lead", LEADS)
def test_who_faces_death_was_not_sentenced(lead: str, name: str) -> None:
    """He faces a death sentence, and no sentence is told."""
    told = stances(f"{lead}{name}, a young conscript, faces a death sentence for refusing an order to fire on a crowd.\n")

    assert told.get("faces_death_penalty") in AFFIRMED
    assert "sentenced_to" not in told


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lead", LEADS)
def test_who_was_sentenced_was(lead: str, name: str) -> None:
    """Where the page says "was sentenced to death", that is told."""
    told = stances(f"{lead}{name}, a young conscript, was sentenced to death for refusing an order to fire on a crowd.\n")

    assert told.get("sentenced_to") in AFFIRMED


@pytest.mark.parametrize("lead", LEADS)
def test_a_denial_is_no_sentence(lead: str) -> None:
    """An official's denial never becomes the sentence."""
    told = stances(f"{lead}Ardalan Pishro, a young conscript, was not sentenced to death, the judiciary said.\n")

    assert told.get("sentenced_to") not in AFFIRMED
