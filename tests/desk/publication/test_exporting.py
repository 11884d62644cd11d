"""Exports: every value leaves with its stance and its place, `sources` only where asked, and what left is on record."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from desks import FAMILY, STATEMENT, Take
from govah import desk
from govah.desk import lists
from govah.desk.publication import exporting
from govah.desk.publication.exporting import ExportOptions
from govah.errors import UsageError
from govah.read import read_document
from govah.records import Custody
from govah.vault import Vault

PLAIN = ExportOptions()
ALL = ExportOptions(with_sources=True)
LIST = (
    "Name,Age,Date of death,National ID\n"
    "رستن پیرنیا,۳۱,1404/10/18,0012345679\n"
    "Delara Golestar,abc,2026-01-09,\n"
)


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV by header."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def filled(vault: Vault, take: Take, me: desk.Reviewer) -> Vault:
    """A vault with a report that a person accepted, and a call from a mother that a script did."""
    take(STATEMENT)
    desk.accept(vault, [one.id for one in desk.pending(vault)], me)
    take(FAMILY, "call.txt", note=True, source="Golandam Sarvestani")
    desk.accept_all(vault, desk.Reviewer(vault.member, "script"))
    return vault


def seal(vault: Vault, folder: Path, *, source: str = "") -> str:
    """Captures the list and gives its document."""
    (folder / "list.csv").write_text(LIST, "utf-8")
    (made,) = desk.capture_sources(vault, [str(folder / "list.csv")], desk.IntakeOptions(source=source))
    assert isinstance(made, desk.Sealed)
    return made.document.id


def test_every_claim_leaves_with_its_place(filled: Vault, tmp_path: Path) -> None:
    """A row for each claim on file, each with its stance, and the exact words that it stands on where they may be told."""
    made = exporting.export_claims(filled, tmp_path / "claims.csv", ALL)
    found = rows(tmp_path / "claims.csv")
    places = [(one["exact words"], slice(int(one["from character"]), int(one["to character"]))) for one in found]

    assert made.rows == len(found) == len(list(filled.of_kind("fact")))
    assert all(one["stance"] and one["document"] for one in found)
    assert all(quote in (STATEMENT[place], FAMILY[place]) for quote, place in places)
    assert {"yes", "UNREVIEWED"} == {one["reviewed"] for one in found}


def test_sources_are_left_out_unless_asked(filled: Vault, tmp_path: Path) -> None:
    """Neither words nor document of what a person told us leave in a table, unless that is asked for; it says how many."""
    made = exporting.export_claims(filled, tmp_path / "claims.csv", PLAIN)
    papers = exporting.export_documents(filled, tmp_path / "documents.csv", PLAIN)
    text = (tmp_path / "claims.csv").read_text("utf-8-sig") + (tmp_path / "documents.csv").read_text("utf-8-sig")

    assert made.withheld > 0
    assert (1, 1) == (papers.rows, papers.withheld)
    assert [False, False, True] == [word in text for word in ("مادرش", "call.txt", "source withheld")]


def test_what_left_is_on_record(filled: Vault, tmp_path: Path) -> None:
    """That a table left, its hash, and which documents' words are in it, is noted."""
    made = exporting.export_claims(filled, tmp_path / "claims.xlsx", PLAIN)
    acts = [one.record for one in filled.of_kind("custody") if isinstance(one.record, Custody)]
    act = next(one for one in acts if one.act == "exported")

    assert hashlib.sha256((tmp_path / "claims.xlsx").read_bytes()).hexdigest() == made.sha256 == act.sha256
    assert ("export-claims", False) == (act.remarks, act.sources)
    assert not (tmp_path / "claims.xlsx.part").exists()


def test_a_withdrawn_claim_says_so(filled: Vault, tmp_path: Path, me: desk.Reviewer) -> None:
    """A claim that was taken back stays in the table, marked."""
    first = next(one.record.id for one in filled.of_kind("fact"))
    desk.reject(filled, [first], me)
    exporting.export_claims(filled, tmp_path / "claims.csv", ALL)

    assert [first] == [one["claim"] for one in rows(tmp_path / "claims.csv") if one["withdrawn"] == "yes"]


def test_persons_with_all_their_names(filled: Vault, tmp_path: Path) -> None:
    """A row for each person on file, UNREVIEWED where only a script accepted something of them."""
    exporting.export_persons(filled, tmp_path / "persons.csv", PLAIN)
    found = rows(tmp_path / "persons.csv")

    assert [one.id for one in desk.persons(filled)] == [one["person"] for one in found]
    assert "UNREVIEWED" in {one["reviewed"] for one in found}


def test_a_list_row_by_row(vault: Vault, tmp_path: Path) -> None:
    """A list leaves as it was written, digits too, each row with whose it is and what is wrong; a national number does not."""
    document = seal(vault, tmp_path)
    lists.accept_list(vault, document, lists.Terms("killed"))
    exporting.export_list(vault, document, tmp_path / "rows.csv", PLAIN)
    first, second = rows(tmp_path / "rows.csv")
    (person,) = desk.persons(vault)

    assert ("A2", "claimed", person.id, "۳۱", "source withheld") == (
        first["cell"], first["state"], first["person"], first["Age"], first["National ID"],
    )  # fmt: skip
    assert ("left for a person", "B3: not read as an age", "abc") == (second["state"], second["cells to look at"], second["Age"])


def test_a_list_from_a_person_is_asked_for(vault: Vault, tmp_path: Path) -> None:
    """A list that a person gave leaves only with `sources`, and the record says that it did."""
    document = seal(vault, tmp_path, source="Golandam Sarvestani")
    with pytest.raises(UsageError, match="export-sources"):
        exporting.export_list(vault, document, tmp_path / "rows.csv", PLAIN)
    exporting.export_list(vault, document, tmp_path / "rows.csv", ALL)

    assert "0012345679" in (tmp_path / "rows.csv").read_text("utf-8-sig")
    assert {True} == {one.record.sources for one in vault.of_kind("custody") if one.record.act == "exported"}


def test_a_kind_that_is_none(vault: Vault, tmp_path: Path) -> None:
    """A name that ends in no known kind of table writes nothing."""
    with pytest.raises(UsageError, match="export-kind"):
        exporting.export_persons(vault, tmp_path / "persons.doc", PLAIN)

    assert [] == list(tmp_path.glob("persons*"))


def test_a_persian_table(filled: Vault, tmp_path: Path) -> None:
    """A table for a reader of Persian has Persian headers and stances."""
    exporting.export_claims(filled, tmp_path / "claims.xlsx", ExportOptions("fa"))
    data = (tmp_path / "claims.xlsx").read_bytes()
    (read,) = read_document(data, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "claims.xlsx")

    assert "عین واژه‌ها" in read.text
    assert "بازبینی‌نشده" in read.text
