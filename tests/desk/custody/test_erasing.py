"""Erasing: everything that repeats what consent was taken back for is gone, to the last page; all else stands and verifies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import apsw
import pytest

from desks import DENIAL, STATEMENT, Take
from govah import desk
from govah.desk.custody.erasing import erase, plan_erasure
from govah.desk.custody.history import custody
from govah.desk.custody.keeping import prove_item, verify_desk
from govah.desk.onfile import handling
from govah.desk.onfile.erased import erased_documents, erasures
from govah.errors import GovahError, NotFoundError, UsageError
from govah.records import Erasure, Fact, new_id
from govah.vault import Vault, open_vault
from govah.vault.erasing import apply_erasure
from govah.vault.joining import roster_of
from govah.vault.writing import Part
from govah.words import words

NAME = "زرنگار کوهیاران"
FROM = "Golnar Tizpa"
TOLD = (
    f"به گزارش کانون دیدبان البرز، {NAME}، سرباز ۲۲ ساله، روز ۲۱ دی ۱۴۰۴ در ساوه بازداشت شد.\n"
    "او به زندان ساوه منتقل شد و به محاربه متهم شده است.\n"
)
SAYS = "روز ۲۱ دی ۱۴۰۴ در ساوه بازداشت شد"
REASON = "consent-withdrawn"


@dataclass(frozen=True)
class Case:
    """A desk with a document from a source, one that stays, and what was accepted of both."""

    vault: Vault
    document: str
    other: str
    person: str
    claims: tuple[str, ...]


@pytest.fixture
def case(vault: Vault, take: Take, me: desk.Reviewer) -> Case:
    """Two documents about two persons; all but one suggestion of the first is decided, one rejected."""
    document = take(TOLD, f"{NAME}.txt", source=FROM).document.id
    other = take(STATEMENT, "statement.txt").document.id
    waiting = list(desk.pending(vault, [document]))
    decided = desk.accept(vault, [one.id for one in waiting[:-2]], me)
    desk.reject(vault, [waiting[-2].id], me, reason="doubtful")
    desk.accept(vault, [one.id for one in desk.pending(vault, [other])], me)
    claims = tuple(one.claim for one in decided)
    desk.withdraw(vault, claims[-1:], me.member, "his mother asked us to")
    desk.allow(vault, claims[:1], "un", reason="for the rapporteur")
    person = next(one.person for one in decided if one.person)
    desk.check(vault, person, looked_in="the prosecutor's page")
    return Case(vault, document, other, person, claims)


def spellings(word: str) -> list[bytes]:
    """Gives a word as it could lie in a page."""
    return [word.encode(), word.casefold().encode()]


def held(vault: Vault, *said: str) -> list[str]:
    """Gives which of these words are in any page of the database, used or free, or wait to be written."""
    pages = vault.connection.serialize("main")
    waiting = repr(list(vault.cache_items("reading"))).encode()
    return [word for word in said if any(form in pages or form in waiting for form in spellings(word))]


def test_a_document_goes_with_all_that_repeats_it(case: Case) -> None:
    """Captures, texts, names, claims, decisions, rejections, withdrawals, releases and searches go with their document."""
    plan = plan_erasure(case.vault, [case.document])

    kinds = dict(plan.goes)
    assert kinds == {
        "document": 1, "capture": 1, "derivation": 1, "mention": 1, "fact": len(case.claims), "basis": len(case.claims),
        "decision": len(case.claims) + 1, "withdrawal": 1, "release": 1, "check": 1,
    }  # fmt: skip
    done = erase(case.vault, plan, REASON)
    assert (done.parts, done.blobs, done.scrubbed) == (sum(kinds.values()), 2, True)


def test_no_page_holds_a_word_of_it(case: Case, tmp_path: Path) -> None:
    """The canary sings in the pages before, and in none after: used, free, of the index, of the cache, nor in the files."""
    sought = (
        NAME,
        *NAME.split(),
        FROM,
        *FROM.split(),
        SAYS,
        "doubtful",
        "his mother asked us to",
        "the prosecutor's page",
        f"{NAME}.txt",
    )
    assert held(case.vault, *sought) == list(sought)
    plan = plan_erasure(case.vault, [case.document])
    erase(case.vault, plan, REASON)

    assert held(case.vault, *sought) == []
    assert len(list(case.vault.connection.execute("SELECT 1 FROM blob WHERE sha256 != '' AND key IS NOT NULL"))) == 2
    case.vault.close()
    files = [path.read_bytes() for path in (tmp_path / "vault").rglob("*") if path.is_file()]
    assert not any(form in data for data in files for word in sought for form in spellings(word))
    with open_vault(tmp_path / "vault", "four invented words here") as again:
        assert held(again, *sought) == []
        assert held(again, "کاوه رستگار") == ["کاوه رستگار"]


def test_everything_goes_on_without_it(case: Case, tmp_path: Path) -> None:
    """Lists, cases, search, review and custody do not stumble over what is gone, and say that it was erased, when and by whom."""
    erase(case.vault, plan_erasure(case.vault, [case.document]), REASON)

    assert [one.id for one in desk.documents(case.vault)] == [case.other]
    assert [(one.id, one.by, one.reason) for one in erased_documents(case.vault)] == [(case.document, case.vault.member, REASON)]
    assert desk.search(case.vault, NAME).persons == ()
    assert desk.search(case.vault, "محاربه").passages != ()
    assert [one.name for one in desk.persons(case.vault)] == ["کاوه رستگار"]
    assert list(desk.pending(case.vault)) == []
    assert desk.rule_records(case.vault)
    report = custody(case.vault, case.document)
    assert (report.kind, report.documents) == ("erased", ())
    assert [one.act for one in report.handled] == ["captured", "erased"]
    for gone in (case.document, case.person, case.claims[0]):
        with pytest.raises(NotFoundError, match="item-erased") as caught:
            plan_erasure(case.vault, [gone])
        assert caught.value.facts["by"] == case.vault.member
    with pytest.raises(NotFoundError, match="item-erased"):
        desk.case_file(case.vault, case.person, as_of=desk.last_day_of("2026-02-01"))
    with pytest.raises(NotFoundError, match="item-erased"):
        prove_item(case.vault, case.document, tmp_path / "proof.zip")
    assert not (tmp_path / "proof.zip").exists()


def test_the_journal_verifies(case: Case, tmp_path: Path) -> None:
    """Every byte still verifies, proofs of other items hold, and the headers say that something was there."""
    (stored,) = case.vault.get(case.document)
    erase(case.vault, plan_erasure(case.vault, [case.document]), REASON)
    proved = prove_item(case.vault, case.other, tmp_path / "proof.zip")
    (part,) = case.vault.parts_of(stored.entry)

    assert (part.erased, part.record, part.commitment, part.compartment) == (True, None, stored.commitment, "sources")
    assert proved.disclosed > 0
    case.vault.close()
    found = verify_desk(tmp_path / "vault", "four invented words here")
    assert found.problems == ()


def test_a_claim(case: Case) -> None:
    """Of a claim both bodies and the decision go, and its suggestion; what stays is told: the document, the name, the rest."""
    plan = plan_erasure(case.vault, case.claims[:1])

    assert dict(plan.goes) == {"fact": 1, "basis": 1, "decision": 1, "release": 1}
    assert {one.code: one.ids for one in plan.stays if one.code == "documents"} == {"documents": (case.document,)}
    assert {one.code for one in plan.stays} == {"documents", "mentions", "custody"}
    suggestions = {one.id for one in desk.pending(case.vault)}
    erase(case.vault, plan, REASON)
    assert case.vault.get(case.claims[0]) == []
    assert {one.id for one in desk.pending(case.vault)} == suggestions
    found = desk.case_file(case.vault, case.person, as_of=desk.last_day_of("2026-02-01"))
    assert case.claims[0] not in {one.id for one in (*found.claims, *found.withdrawn)}
    assert [(one.id, one.by) for one in found.erased] == [(case.claims[0], case.vault.member)]
    assert desk.documents(case.vault)


def test_a_capture(case: Case) -> None:
    """Of a capture only goes who told us; the document, its claims and its suggestions stay."""
    (capture,) = (one.record.id for one in case.vault.about(case.document, "capture"))
    before = len(list(case.vault.of_kind("fact")))

    erase(case.vault, plan_erasure(case.vault, [capture]), REASON)

    assert held(case.vault, FROM, f"{NAME}.txt", *FROM.split()) == []
    assert held(case.vault, NAME) == [NAME]
    assert len(list(case.vault.of_kind("fact"))) == before
    row = next(one for one in desk.documents(case.vault) if one.id == case.document)
    assert (row.name, row.captures) == ("", 0)


def test_a_person(case: Case, take: Take, me: desk.Reviewer) -> None:
    """Of a person go all names, claims and judgements, in each document that tells of them; the documents stay, and are named."""
    more = take(TOLD.replace("دیدبان البرز", "دیدبان کارون"), "more.txt").document.id
    desk.accept(case.vault, [one.id for one in desk.pending(case.vault, [more])], me, person=case.person)

    plan = plan_erasure(case.vault, [NAME])

    assert dict(plan.goes)["mention"] == 2
    assert dict(plan.goes)["judgement"] == 1
    assert {one.code: one.ids for one in plan.stays}["documents"] == tuple(sorted((case.document, more)))
    erase(case.vault, plan, "danger")
    assert [one.name for one in desk.persons(case.vault)] == ["کاوه رستگار"]
    assert {one.id for one in desk.documents(case.vault)} == {case.document, case.other, more}


def test_what_cannot_be_recalled_is_told(case: Case, take: Take, tmp_path: Path) -> None:
    """Who asks is told of files that left, of documents with the same text, and of others by the same person."""
    prove_item(case.vault, case.document, tmp_path / "proof.zip", with_sources=True)
    same = take(TOLD + "\n", "again.txt").document.id
    by_her = take(DENIAL, "denial.txt", source=FROM).document.id

    stays = {one.code: one for one in plan_erasure(case.vault, [case.document]).stays}

    assert stays["left"].count == 1
    assert stays["same-source"].ids == (by_her,)
    assert stays.get("copies") is None or stays["copies"].ids == (same,)


def test_an_act_that_holds_the_hash_goes(case: Case) -> None:
    """A record of custody with the hash of erased bytes would confirm a guess at them: it goes; those with ids only stay."""
    derivation = next(case.vault.about(case.document, "derivation")).record
    act = handling.act(case.vault, "derived", case.document, (derivation.id,))
    handling.record(case.vault, replace(act, sha256=derivation.sha256))
    assert held(case.vault, derivation.sha256) == [derivation.sha256]
    plan = plan_erasure(case.vault, [case.document])

    erase(case.vault, plan, REASON)

    assert dict(plan.goes)["custody"] == 1
    assert held(case.vault, derivation.sha256) == []


def test_half_of_a_claim(case: Case) -> None:
    """A claim of which somebody else erased the basis alone goes on as one whose source is not shown."""
    fact = next(one for one in case.vault.get(case.claims[0]) if isinstance(one.record, Fact))
    record = Erasure(
        new_id("erasure", case.vault.entropy), ((fact.entry.id, 1),), (), case.vault.member, case.vault.clock(), REASON
    )

    def work(below: apsw.Connection) -> list[Sequence[Part]]:
        apply_erasure(below, record, case.vault.device, roster_of(case.vault))
        return []

    case.vault.change(work)
    found = desk.case_file(case.vault, case.person, as_of=desk.last_day_of("2026-02-01"))

    assert found.claim(case.claims[0]).claim.basis is None
    assert found.claim(case.claims[0]).basis_commitment
    assert custody(case.vault, case.claims[0]).claims[0].document == ""
    erase(case.vault, plan_erasure(case.vault, case.claims[:1]), REASON)
    assert case.vault.get(case.claims[0]) == []


@pytest.mark.parametrize(
    ("what", "code"),
    [
        (lambda case: next(erasures(case.vault)).id, "erase-erasure"),
        (lambda case: next(case.vault.of_kind("custody")).record.id, "erase-not-alone"),
        (lambda case: case.vault.device, "erase-not-alone"),
        (lambda case: next(case.vault.of_kind("epoch")).record.id, "erase-not-alone"),
        (lambda _case: "c" + "a" * 16, "record-unknown"),
        (lambda _case: "nobody at all", "person-unknown"),
    ],
)
def test_what_is_not_erased(case: Case, what: Callable[[Case], str], code: str) -> None:
    """Erasures, acts of custody, devices and keys stay; what is not there is said not to be."""
    erase(case.vault, plan_erasure(case.vault, [case.other]), REASON)

    with pytest.raises(GovahError) as caught:
        plan_erasure(case.vault, [what(case)])

    assert caught.value.code == code


def test_a_reason_is_a_word_of_ours(case: Case) -> None:
    """The reason is read by everybody, and so is a word of the vocabulary and no free text."""
    plan = plan_erasure(case.vault, [case.document])
    for reason in ("", "because Golnar asked"):
        with pytest.raises(UsageError, match="word-unknown"):
            erase(case.vault, plan, reason)

    assert case.vault.get(case.document)
    assert REASON in words("reasons")


def test_two_at_once(case: Case) -> None:
    """Several items go in one step, what they share once; a failure of one leaves all."""
    with pytest.raises(NotFoundError):
        plan_erasure(case.vault, [case.document, "c" + "a" * 16])
    both = plan_erasure(case.vault, [case.document, case.claims[0], case.other])

    erase(case.vault, both, REASON)

    assert len(both.parts) == len(set(both.parts))
    assert not list(desk.documents(case.vault))
    assert not [one for kind in ("fact", "basis", "decision", "mention") for one in case.vault.of_kind(kind)]
