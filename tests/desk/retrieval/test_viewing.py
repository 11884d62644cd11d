"""Views: a look at a case, a list or passages is on record once a day, and a look that cannot be noted is still a look."""

from __future__ import annotations

from datetime import date

import pytest

from desks import STATEMENT, Take
from govah import desk
from govah.desk.custody.keeping import verify_desk
from govah.desk.onfile.handling import acts_on
from govah.desk.retrieval.viewing import note_documents, view_case, view_documents, view_list, view_search
from govah.errors import VaultError
from govah.records import Custody
from govah.vault import Vault, open_vault

DAY = date(2026, 3, 1)
WORDS = "four invented words here"


@pytest.fixture
def person(vault: Vault, take: Take, me: desk.Reviewer) -> str:
    """A person on file with one document."""
    take(STATEMENT)
    desk.accept(vault, [one.id for one in desk.pending(vault)], me)
    return next(iter(desk.persons(vault))).id


def views(vault: Vault, item: str) -> list[Custody]:
    """Gives the looks on record about one item."""
    return [one.record for one in acts_on(vault, item) if one.record.act == "viewed"]


def test_a_case_is_noted_once_a_day(vault: Vault, person: str) -> None:
    """However often a case is shown in a day, it is one act, which names the person and each document."""
    for _ in range(3):
        found = view_case(vault, person, as_of=DAY)
    vault.clock = lambda: "2031-01-01T00:00:00Z"
    view_case(vault, person, as_of=DAY)

    (document,) = [one.id for one in found.documents]
    assert [(vault.member, (document,))] * 2 == [(one.by, one.items) for one in views(vault, person)]
    assert 2 == len(views(vault, document))


@pytest.mark.usefixtures("person")
def test_lists_are_noted_by_day_and_kind(vault: Vault) -> None:
    """A list is noted on the device, by what it lists, and on no document: ten thousand of them would fill the journal."""
    for _ in range(2):
        rows = view_documents(vault)
        view_list(vault, "persons")

    assert ["documents", "persons"] == [one.remarks for one in views(vault, vault.device)]
    assert ([], ()) == (views(vault, rows[0].id), views(vault, vault.device)[0].items)


def test_a_search_is_noted_on_what_it_shows(vault: Vault, take: Take) -> None:
    """The documents whose words a search shows are noted, and not the words that were sought."""
    shown, other = take(STATEMENT).document.id, take("nothing of the kind", "other.txt").document.id
    view_search(vault, "بازداشت")
    view_search(vault, "no such word anywhere")

    assert (1, 0) == (len(views(vault, shown)), len(views(vault, other)))
    assert "بازداشت" not in str(views(vault, shown))


def test_nothing_seen_is_nothing_noted(vault: Vault) -> None:
    """A look at nothing adds nothing."""
    before = vault.checkpoint
    note_documents(vault, [])

    assert before == vault.checkpoint


def test_a_good_check_is_noted_once_a_day(vault: Vault) -> None:
    """That every byte was checked is on record, whole and quick apart; a vault that is not good is not written to."""
    path, device = vault.path, vault.device
    vault.close()
    for quick in (False, True, False):
        assert verify_desk(path, WORDS, quick=quick).is_good
    (path / "stranger").write_bytes(b"x")
    assert not verify_desk(path, WORDS).is_good
    (path / "stranger").unlink()

    with open_vault(path, WORDS) as again:
        assert ["whole", "quick"] == [one.record.remarks for one in acts_on(again, device)]
        assert {"verified"} == {one.record.act for one in acts_on(again, device)}


def test_a_look_goes_on_where_it_cannot_be_noted(vault: Vault, person: str) -> None:
    """A full disk, or another process that writes, keeps nobody from looking: that it is not on record is told."""
    told: list[str] = []
    vault.close()
    with open_vault(vault.path, WORDS) as again:
        again.append = _full  # type: ignore[assignment,method-assign]
        found = view_case(again, person, as_of=DAY, unnoted=told.append)

    assert (person, ["disk-failed"]) == (found.person.id, told)


def _full(*_entries: object) -> list[object]:
    raise VaultError("disk-failed")


def test_another_fault_is_not_hidden(vault: Vault, person: str) -> None:
    """A clock that gives no time is a fault, not a view that was not noted."""
    vault.clock = lambda: "yesterday"

    with pytest.raises(VaultError, match="clock-malformed"):
        view_case(vault, person, as_of=DAY)
