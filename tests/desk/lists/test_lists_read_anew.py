"""An accepted list read anew by other rules than those of its day: what it claimed is not offered again, and no row is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from govah import desk
from govah.desk import lists
from govah.desk.lists.accepting import Writing, journal
from govah.desk.publication.exporting import ExportOptions, export_list
from govah.errors import UsageError
from govah.read.lists import EXCEPTION, Manner, RowTold
from govah.records import Acceptance, Mention, new_id
from govah.vault import Vault

HEAD = "No,ID,Full name,Father's name,Age,Date of death,City,National ID"
ROWS = (
    "1,K-1,Rostan Pirnia,Ferod,31,1404/10/18,Yazd,0012345679",
    "2,K-2,Delara Golestar,-,۲۲,2026-01-09,Rasht,",
    "3,K-3,Nadia Sepidkuh,Karim,undefined,2026-01-10,Rasht,",
    "4,K-4,Behnoush Karvansalar,Karim,abc,2026-01-11,Rasht,",
    "5,K-5,Tirdad Golrokh,Karim,40,2026-02-30,Rasht,",
)
TERMS = lists.Terms("killed", voices=("Invented Watch",))


def seal(vault: Vault, folder: Path, *rows: str) -> str:
    """Captures a CSV list and gives its document's id."""
    path = folder / "list.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n", "utf-8")
    (made,) = desk.capture_sources(vault, [str(path)], desk.IntakeOptions())
    assert isinstance(made, desk.Sealed)
    return made.document.id


def accepted_of_old(vault: Vault, document: str, claimed: set[str], reader: str = "list-row/1") -> Acceptance:
    """Accepts a list as rules of another day did: those names were plain to them, whatever ours say, and the others were not."""
    opened = lists.open_list(vault, document)
    told = list(lists.viewing.read_open(opened, Manner("killed")))
    plain = [one for one in told if one.name in claimed]
    left = [one._replace(kind=EXCEPTION) for one in told if one.name not in claimed]
    made = Acceptance(
        id=new_id("decision", vault.entropy), document=document, derivation=opened.derivation.id, columns=opened.columns,
        reports="killed", stance=TERMS.stance, attribution=TERMS.voices, actor="member", decided_by=vault.member,
        decided_at=vault.clock(), reader=reader, rows=len(told), claimed=len(plain), exceptions=len(left),
    )  # fmt: skip
    return journal(vault, opened, made, (map(Writing, plain), left), lambda _rows: None).acceptance


def offered(vault: Vault, document: str) -> set[str]:
    """The persons whom a list, read anew, offers to a member."""
    list(desk.read_documents(vault, (document,)))
    return {one.person for one in desk.pending(vault)}


@pytest.mark.parametrize("reader", ["list-row/1", "list-row/3"])
def test_a_claimed_row_is_not_offered_again(vault: Vault, tmp_path: Path, reader: str) -> None:
    """A row that is an exception by the rules of today and was claimed by others is on file, and is not offered a second time."""
    document = seal(vault, tmp_path, *ROWS)
    claimed = {"Rostan Pirnia", "Delara Golestar", "Nadia Sepidkuh", "Tirdad Golrokh"}
    accepted_of_old(vault, document, claimed, reader)
    assert {"Behnoush Karvansalar"} == offered(vault, document)
    assert ["E5"] == [one.address for one in lists.view_list(vault, document).faults]


def test_a_row_left_stays_offered(vault: Vault, tmp_path: Path) -> None:
    """A row that is plain today and was left by other rules is offered, for nobody has claimed it."""
    document = seal(vault, tmp_path, *ROWS)
    accepted_of_old(vault, document, {"Rostan Pirnia", "Nadia Sepidkuh"})
    assert {"Delara Golestar", "Behnoush Karvansalar", "Tirdad Golrokh"} == offered(vault, document)


def test_two_rows_of_one_name_are_told_apart(vault: Vault, tmp_path: Path) -> None:
    """Of two rows of one name, one claimed and one left, it is the one left that is offered."""
    twin = "6,K-6,Rostan Pirnia,Ferod,31,2026-02-30,Yazd,"
    document = seal(vault, tmp_path, *ROWS[:2], twin)
    lists.accept_list(vault, document, TERMS)
    assert {"Rostan Pirnia"} == offered(vault, document)
    assert {"F4"} == {one.passage.locator.cell for one in desk.pending(vault) if one.predicate == "killed"}


def test_a_name_alone_is_not_offered_again(vault: Vault, tmp_path: Path) -> None:
    """A row that gave a person and no claim has no place on file; its name tells that it was taken."""
    document = seal(vault, tmp_path, *ROWS)
    opened = lists.open_list(vault, document)
    told: list[RowTold] = [one._replace(said=()) for one in lists.viewing.read_open(opened, Manner("killed"))]
    made = replace(accepted_of_old(vault, document, set()), id=new_id("decision", vault.entropy), claimed=5, exceptions=0)
    journal(vault, opened, made, (map(Writing, told), ()), lambda _rows: None)
    assert set() == offered(vault, document)


def test_a_table_shows_the_claimed_row(vault: Vault, tmp_path: Path) -> None:
    """The exported list calls a claimed row claimed, also where today's rules would leave it, and loses no row after it."""
    document = seal(vault, tmp_path, *ROWS)
    accepted_of_old(vault, document, {"Behnoush Karvansalar", "Tirdad Golrokh"})
    export_list(vault, document, tmp_path / "list.csv", ExportOptions())
    lines = (tmp_path / "list.csv").read_text("utf-8-sig").splitlines()[1:]
    states = [line.split(",")[1] for line in lines if line]
    assert 2 == states.count(states[-1])
    assert states[3] == states[4]


def test_what_was_cut_short_goes_on_by_its_mentions(vault: Vault, tmp_path: Path) -> None:
    """A list cut short under other rules goes on with the rows that have no mention, and claims none twice."""
    document = seal(vault, tmp_path, *ROWS)
    old = accepted_of_old(vault, document, {"Nadia Sepidkuh"})
    short = replace(old, id=new_id("decision", vault.entropy), claimed=3, exceptions=2, reader="list-row/1")
    opened = lists.open_list(vault, document)
    first = [one for one in lists.viewing.read_open(opened, Manner("killed")) if one.name == "Nadia Sepidkuh"]
    desk.withdraw(vault, (old.id,), vault.member, "read by other rules")
    journal(vault, opened, short, (map(Writing, first), ()), lambda _rows: None)
    lists.accept_list(vault, document, TERMS)
    under = [one.record for one in vault.about(short.id, "mention") if isinstance(one.record, Mention)]
    assert {"Rostan Pirnia", "Delara Golestar", "Nadia Sepidkuh"} == {one.name for one in under}
    assert 3 == len(under)
    with pytest.raises(UsageError, match="list-accepted-already"):
        lists.accept_list(vault, document, TERMS)
