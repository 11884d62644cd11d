"""Packs of a real vault: nothing that was not released and consented to is in them, in any form; that they left is noted."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from desks import FAMILY, STATEMENT, Take
from govah import desk
from govah.desk.cases.consenting import Terms, give, take_back
from govah.desk.onfile import handling
from govah.desk.publication.packing import make_pack, publish_pack, set_pack
from govah.errors import PublishError, UsageError
from govah.publish.pack import TYPES
from govah.vault import Vault
from publish.looking import holds, pdf_depths

DAY = date(2026, 3, 1)
NAME = "کاوه رستگار"
YES = Terms("family", "call", who="Golnar Tizpa")


@pytest.fixture
def person(vault: Vault, take: Take, me: desk.Reviewer) -> desk.Person:
    """A person with a public statement and a note of the mother, all reviewed; the statement's arrest is released to the UN."""
    take(STATEMENT)
    take(FAMILY, "mother.txt", note=True, source="Golnar Tizpa")
    desk.accept(vault, [one.id for one in desk.pending(vault)], me)
    first, second = desk.persons(vault)
    desk.judge(vault, first.id, second.id, "same", me)
    found = desk.named(vault, first.id)
    arrest = next(one.id for one in desk.claims_about(vault, found) if one.claim.fact.predicate == "arrested")
    desk.allow(vault, [arrest], "un", basis=True)
    return found


def depths(data: bytes) -> bytes:
    """Gives everything that is in a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return b"\n".join(file.read(name) for name in file.namelist())


@pytest.mark.parametrize("kind", TYPES)
def test_only_what_was_released_is_in_it(vault: Vault, person: desk.Person, me: desk.Reviewer, kind: str) -> None:
    """The released arrest is in both files; the unreleased charge, the mother's words and every name of a source are not."""
    give(vault, person.id, "un", me, YES)
    told = [one.id for one in desk.claims_about(vault, person) if one.claim.fact.predicate == "tortured"]
    desk.allow(vault, told, "un", basis=True)

    made = make_pack(vault, person.id, kind, "fa", as_of=DAY)

    word, pdf = depths(set_pack(made.pack, ".docx")), pdf_depths(set_pack(made.pack, ".pdf"))
    assert "بازداشت شد" in word.decode("utf-8", "replace")
    for canary in ("شکنجه شد", "مادرش", "mother.txt", "Golnar", "به محاربه متهم شده است"):
        assert canary not in word.decode("utf-8", "replace")
        assert not holds(pdf, canary)
    assert 1 == made.dossier.unconsented


def test_without_consent_there_is_only_a_draft(vault: Vault, person: desk.Person, me: desk.Reviewer) -> None:
    """No consent to the UN, and one that has run out, are one-line errors; a draft says first that it is missing."""
    with pytest.raises(PublishError, match="consent-missing"):
        make_pack(vault, person.id, "wgad", "en", as_of=DAY)
    give(vault, person.id, "un", me, Terms("family", "call", until="2026-02-01"))
    with pytest.raises(PublishError, match="consent-expired"):
        make_pack(vault, person.id, "wgad", "en", as_of=DAY)

    made = make_pack(vault, person.id, "wgad", "en", as_of=DAY, draft=True)

    assert made.pack.watermark
    assert "Consent to send it to the UN: run out." == made.pack.lacks[0].runs[0].text


def test_a_no_takes_no_draft_either(vault: Vault, person: desk.Person, me: desk.Reviewer) -> None:
    """Where consent was taken back there is no pack, and no draft of one."""
    made = give(vault, person.id, "un", me, YES)
    take_back(vault, made.id, me, "danger")

    with pytest.raises(PublishError, match="consent-withdrawn"):
        make_pack(vault, person.id, "wgad", "en", as_of=DAY, draft=True)


def test_what_was_sent_and_that_a_reply_came_is_told(vault: Vault, person: desk.Person, me: desk.Reviewer) -> None:
    """Interventions stand in the pack by mechanism and day; the words of a reply do not."""
    give(vault, person.id, "un", me, YES)
    first = desk.intervene(vault, person.id, "urgent-action", me, sent="2026-02-01")
    desk.follow(vault, first.id, me, reply="Golnar wrote that they refuse")

    made = make_pack(vault, person.id, "wgad", "en", as_of=DAY)

    text = depths(set_pack(made.pack, ".docx")).decode("utf-8", "replace")
    assert "urgent-action: sent" in text
    assert "urgent-action: reply of" in text
    assert "Golnar" not in text


def test_that_it_left_is_on_record(vault: Vault, person: desk.Person, me: desk.Reviewer, tmp_path: Path) -> None:
    """The custody of the person says which file left, for whom, to whom; an unknown form or format writes nothing."""
    give(vault, person.id, "un", me, YES)
    made = make_pack(vault, person.id, "sr-executions", "en", as_of=DAY)
    publish_pack(vault, made, tmp_path / "deep" / "pack.docx", to="the mandate")

    acts = [one.record for one in handling.acts_on(vault, person.id) if one.record.act == "published"]
    assert [("un", "the mandate")] == [(one.audience, one.to) for one in acts]
    with pytest.raises(PublishError, match="pack-format"):
        publish_pack(vault, made, tmp_path / "pack.odt")
    with pytest.raises(UsageError):
        make_pack(vault, person.id, "wgeid", "en", as_of=DAY)
    assert [] == list(tmp_path.glob("*.odt"))
