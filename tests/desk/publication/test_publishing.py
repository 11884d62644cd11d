"""Publishing: what was not released does not leave, in any form, to anybody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desks import FAMILY, STATEMENT, Take
from govah import desk
from govah.desk.cases.consenting import Terms, give
from govah.errors import PublishError
from govah.publish import WithheldBasis
from govah.vault import Vault

DAY = date(2026, 3, 1)
NAME = "کاوه رستگار"


@pytest.fixture
def reviewed(vault: Vault, take: Take, me: desk.Reviewer) -> desk.Person:
    """A person with an open statement and a note from the family, all accepted by a person."""
    take(STATEMENT)
    take(FAMILY, "mother.txt", note=True, source="the mother of the soldier")
    desk.accept(vault, [one.id for one in desk.pending(vault)], me)
    first, second = desk.persons(vault)
    desk.judge(vault, first.id, second.id, "same", me)
    return desk.named(vault, NAME)


def test_nothing_leaves_without_a_release(vault: Vault, reviewed: desk.Person) -> None:
    """Without a release there is no dossier, and the error says how to make one."""
    with pytest.raises(PublishError, match="nothing-released"):
        desk.dossier(vault, reviewed.id, "public", as_of=DAY)


def test_a_release_is_for_one_audience(vault: Vault, reviewed: desk.Person) -> None:
    """What was released to a court is not released to the public."""
    desk.allow(vault, [reviewed.id], "court")

    with pytest.raises(PublishError, match="nothing-released"):
        desk.dossier(vault, reviewed.id, "public", as_of=DAY)


def test_a_withdrawn_release_releases_nothing(vault: Vault, reviewed: desk.Person) -> None:
    """What was taken back does not leave again."""
    made = desk.allow(vault, [reviewed.id], "court")
    desk.deny(vault, made.id, "wait")

    with pytest.raises(PublishError, match="nothing-released"):
        desk.dossier(vault, reviewed.id, "court", as_of=DAY)


def test_sources_never_leave(vault: Vault, reviewed: desk.Person, tmp_path: Path) -> None:
    """A fact from the family may go once she consents; her words, her name, and the note's name do not, even with --basis."""
    note = next(one for one in desk.documents(vault) if one.name == "mother.txt")
    give(vault, note.id, "court", desk.Reviewer(vault.member), Terms("source", "call"))
    desk.allow(vault, [reviewed.id], "court", basis=True)

    made = desk.dossier(vault, reviewed.id, "court", as_of=DAY)

    withheld = [claim for claim in made.claims if isinstance(claim.basis, WithheldBasis)]
    assert withheld
    assert all(len(claim.basis.commitment) == 64 for claim in withheld if isinstance(claim.basis, WithheldBasis))
    for lang in ("en", "fa"):
        page = tmp_path / f"case-{lang}.html"
        desk.write_dossier(made, lang, page)
        text = page.read_text("utf-8")
        assert not [word for word in ("مادرش", "mother", "mother.txt", FAMILY.strip()) if word in text]


def test_a_spelling_of_the_sources_does_not_leave(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """A form of the name that only the source's own words write is not in the dossier."""
    take(STATEMENT)
    take(FAMILY.replace("کاوه رستگار", "کاوه رستگار تبریزی"), "mother.txt", note=True)
    desk.accept(vault, [one.id for one in desk.pending(vault)], me)
    first, second = desk.persons(vault)
    desk.judge(vault, first.id, second.id, "same", me)
    desk.allow(vault, [first.id], "court", basis=True)

    made = desk.dossier(vault, first.id, "court", as_of=DAY)

    assert "تبریزی" not in " ".join((made.name, *made.other_names))


def test_what_a_script_accepted_is_not_published(vault: Vault, take: Take, me: desk.Reviewer) -> None:
    """UNREVIEWED claims stay even when released; a draft takes them and marks every one."""
    take(STATEMENT)
    desk.accept_all(vault, me)
    desk.allow(vault, [NAME], "court", basis=True)

    with pytest.raises(PublishError, match="only-unreviewed"):
        desk.dossier(vault, NAME, "court", as_of=DAY)

    draft = desk.dossier(vault, NAME, "court", as_of=DAY, draft=True)
    assert draft.draft
    assert not any(claim.reviewed for claim in draft.claims)


def test_an_unwritable_place_leaves_nothing(vault: Vault, reviewed: desk.Person, tmp_path: Path) -> None:
    """A dossier that cannot be written leaves no half of it."""
    desk.allow(vault, [reviewed.id], "court")
    made = desk.dossier(vault, reviewed.id, "court", as_of=DAY)

    with pytest.raises(PublishError, match="output-unwritable"):
        desk.write_dossier(made, "en", tmp_path / "no-such-folder" / "case.html")

    assert [] == list(tmp_path.rglob("*.part"))


def test_a_name_of_the_output_says_the_form(vault: Vault, reviewed: desk.Person, tmp_path: Path) -> None:
    """Another ending than .pdf or .html is refused."""
    desk.allow(vault, [reviewed.id], "court")
    made = desk.dossier(vault, reviewed.id, "court", as_of=DAY)

    with pytest.raises(PublishError, match="format-unknown"):
        desk.write_dossier(made, "en", tmp_path / "case.docx")
