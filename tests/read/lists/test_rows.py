"""Lists: a row is a passage about one person; what a cell leaves open stays open."""

from __future__ import annotations

import pytest

from govah.read import read_document, read_text
from govah.records import AFFIRMED, FoundAttribute, FoundClaim, Reading, Stance

HEAD = "No,Name,نام,Father,Age,City,Date of arrest,Status\n"


def read(text: str) -> Reading:
    """What the rules find in a CSV list."""
    (extracted,) = read_document(text.encode("utf-8"), "text/csv", "list.csv")
    return read_text(extracted)


def claims(row: str, head: str = HEAD) -> dict[str, FoundClaim]:
    """The claims of a list of one row, by predicate."""
    return {claim.predicate: claim for claim in read(head + row + "\n").claims}


def test_a_row_is_a_person_with_both_spellings() -> None:
    """The two name columns of a row are one person's names."""
    (person,) = read(HEAD + "1,Rostan Pirnia,رستن پیرنیا,Ferod,31,Yazd,1404/10/20,detained\n").persons

    assert ("Rostan Pirnia", ("رستن پیرنیا",)) == (person.name, person.other_names)
    assert {"age", "father"} == {attribute.predicate for attribute in person.attributes}


def test_a_date_in_the_solar_calendar_is_read() -> None:
    """A Solar Hijri date of arrest is the day it is."""
    arrested = claims("1,Rostan Pirnia,,Ferod,31,Yazd,1404/10/20,detained")["arrested"]

    assert arrested.when is not None
    assert arrested.when.edtf == "2026-01-10"
    assert arrested.where is not None
    assert arrested.where.text == "Yazd"


@pytest.mark.parametrize(
    ("status", "predicate"),
    [
        ("released on bail", "released_on_bail"),
        ("Executed", "executed"),
        ("کشته شد", "killed"),
        ("بازداشت", "arrested"),
        ("sentenced to death", "sentenced_to"),
        ("died in custody", "died_in_custody"),
        ("ناپدید", "disappeared"),
    ],
)
def test_a_status_is_its_predicate(status: str, predicate: str) -> None:
    """A plain status becomes the claim that it states."""
    assert Stance.ASSERTED == claims(f"1,Rostan Pirnia,,,31,Yazd,,{status}")[predicate].stance


@pytest.mark.parametrize("status", ["killed?", "executed ?", "کشته؟"])
def test_a_question_mark_is_no_assertion(status: str) -> None:
    """A doubtful status is alleged at most."""
    assert {Stance.ALLEGED} == {claim.stance for claim in claims(f"1,Rostan Pirnia,,,31,Yazd,,{status}").values()}


@pytest.mark.parametrize(
    "status", ["not executed", "may be executed", "feared killed", "احتمال اعدام", "unconfirmed: killed", ""]
)
def test_a_denied_or_feared_status_is_no_fact(status: str) -> None:
    """A status that denies, fears or leaves open puts nothing forward."""
    found = claims(f"1,Rostan Pirnia,,,31,Yazd,,{status}")

    assert not [claim for claim in found.values() if claim.stance in AFFIRMED]


@pytest.mark.parametrize("name", ["", "-", "N/A", "نامعلوم", "123"])
def test_a_row_without_a_name_is_nobody(name: str) -> None:
    """A row that names nobody gives nobody."""
    assert () == read(HEAD + f"1,{name},,,31,Yazd,,killed\n").persons


def test_every_quote_is_exact() -> None:
    """Every claim stands on its row, and every attribute on its cell, to the letter."""
    text = HEAD + '1,"Pirnia, Rostan",رستن پیرنیا,Ferod,31,Yazd,1404/10/20,detained\n'
    (extracted,) = read_document(text.encode("utf-8"), "text/csv", "list.csv")
    reading = read_text(extracted)

    attributes = [one for person in reading.persons for one in person.attributes]
    quoted: list[FoundClaim | FoundAttribute] = [*reading.claims, *attributes]
    assert quoted
    assert all(extracted.text[one.start : one.end] == one.quote for one in quoted)
    assert reading.dropped == 0


def test_a_banner_above_the_header_is_passed_over() -> None:
    """The header may stand below a banner."""
    text = "A list of the committee,,,\n,,,\nName,Age,Status,City\nRostan Pirnia,31,killed,Yazd\n"

    assert "killed" in {claim.predicate for claim in read(text).claims}


def test_a_table_of_things_is_no_list() -> None:
    """A table whose columns name nobody gives nobody."""
    assert () == read("Item,Price\nbread,3\nsalt,1\n").persons
