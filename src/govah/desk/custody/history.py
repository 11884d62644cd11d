"""Custody: for a document, a claim or a person, who did what and when, as a court wants it; and the file of it that leaves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from govah.desk.cases.claims import ClaimOnFile, claim_on_file, claims_about
from govah.desk.custody.chain import SOURCES, DocumentCustody, Handled, chain_of, handled_of
from govah.desk.custody.stamped import Placed, placed
from govah.desk.onfile import handling
from govah.desk.onfile.erased import erased_item
from govah.desk.onfile.evidence import document
from govah.desk.onfile.leaving import write_whole, written
from govah.desk.people.clusters import Person, named
from govah.desk.vaults.setting import set_record
from govah.errors import NotFoundError
from govah.records import Acceptance, Custody, Decision, Document, Judgement, Member, Release, Withdrawal, is_id, mention_of
from govah.records.ids import LETTERS
from govah.vault import Stored, Vault

_REMARKS: Final = {LETTERS["decision"]: "list", LETTERS["release"]: "release"}
"""What is said of the withdrawal of something that a claim hangs on, by the letter of its id."""


@dataclass(frozen=True, slots=True)
class ClaimCustody:
    """Who accepted a claim, released it and took it back; its words are its document's."""

    id: str
    predicate: str
    entry: str
    recorded_at: str
    device: str
    reviewed: bool
    withdrawn: bool
    basis_compartment: str
    basis_commitment: str
    document: str = ""
    "Empty where its basis is not shown."
    suggested_by: str = ""
    placed: Placed | None = None
    handled: tuple[Handled, ...] = ()


@dataclass(frozen=True, slots=True)
class CustodyReport:
    """The record of custody of one item as it stands now."""

    item: str
    kind: str
    "`document`, `claim`, `person`, or `erased` for what nobody can read any more."
    made_at: str
    made_by: str
    device: str
    tool: str
    head: tuple[str, int, str]
    "(log, size, root in base64) of the journal that it was read from."
    documents: tuple[DocumentCustody, ...]
    claims: tuple[ClaimCustody, ...] = ()
    handled: tuple[Handled, ...] = ()
    "What was done with the person as a whole, dossiers and judgements of who is the same; or with what was erased."
    members: tuple[tuple[str, str], ...] = ()
    "(id, name), for those who may read names."
    withheld: int = 0
    "Claims on file that are not shown."
    with_sources: bool = True

    @property
    def is_intact(self) -> bool:
        """Answers whether all bytes that can be read here are those that were sealed."""
        kept = [one.kept for one in self.documents] + [part.kept for one in self.documents for part in one.derived]
        return all(one.state in ("intact", "unreadable", "not-here") for one in kept)


def custody(vault: Vault, item: str, *, with_sources: bool = True) -> CustodyReport:
    """Gives the record of a document (by id or name), a claim or a person, and hashes again what is kept.

    What lies in `sources` is in it only for a reader of that compartment, and only `with_sources`; so are the members' names.
    That the bytes were checked is itself noted: once for each member, item and day, and each time where they differ.
    """
    kind, id_, on_file, whole = _found(vault, item)
    claims = tuple(one for one in on_file if with_sources or one.compartment != SOURCES)
    papers = dict.fromkeys(paper for one in claims if (paper := _paper(one, with_sources=with_sources)))
    chains = [
        chain_of(vault, one, with_sources=with_sources) for one in _documents(vault, [id_] if kind == "document" else papers)
    ]
    origin, size, root = vault.checkpoint.split("\n")[:3]
    report = CustodyReport(
        item=id_,
        kind=kind,
        made_at=vault.clock(),
        made_by=vault.member,
        device=vault.device,
        tool=handling.tool(),
        head=(origin, int(size), root),
        documents=tuple(chains),
        claims=tuple(_claim(vault, one, with_sources=with_sources) for one in claims),
        handled=tuple(one for one in whole if with_sources or not one.sources),
        members=_members(vault) if with_sources else (),
        withheld=len(on_file) - len(claims),
        with_sources=with_sources,
    )
    handling.record(vault, *_checks(vault, report))
    return report


def export_custody(vault: Vault, report: CustodyReport, text: str, output: Path, *, lang: str = "en", to: str = "") -> None:
    """Writes a record of custody to a file, set as its name says (.pdf, .html, else text), and notes that it left and to whom.

    Its SHA-256 is noted too; where that cannot be, there is no file.
    """
    data = set_record(text, lang, report.made_at, output.suffix.lower())
    write_whole(output, data)
    with written(output):
        act = handling.act(vault, "exported", report.item, (one.document.id for one in report.documents))
        sources = report.with_sources and any(part.compartment == SOURCES for one in report.documents for part in one.collected)
        digest = hashlib.sha256(data).hexdigest()
        handling.record(vault, replace(act, sha256=digest, remarks="custody", sources=sources, to=to))


def _found(vault: Vault, item: str) -> tuple[str, str, tuple[ClaimOnFile, ...], tuple[Handled, ...]]:
    """Gives what kind of item it is, its id, its claims, and what was done with a person as a whole, or with what was erased."""
    if not vault.get(item) and is_id(item) and erased_item(vault, item) is not None and not _is_person(vault, item):
        return "erased", item, (), tuple(handled_of(one) for one in handling.acts_on(vault, item))
    if is_id(item, "claim"):
        one = claim_on_file(vault, item)
        if one is None:
            raise NotFoundError("record-unknown", id=item)
        return "claim", item, (one,), ()
    if is_id(item, "person"):
        return _of_person(vault, named(vault, item))
    try:
        return "document", document(vault, item).id, (), ()
    except NotFoundError as error:
        if error.code == "document-ambiguous" or is_id(item, "document"):
            raise
    return _of_person(vault, named(vault, item))


def _is_person(vault: Vault, item: str) -> bool:
    """Answers whether an id is that of a person of whom something is left."""
    return is_id(item, "person") and bool(vault.get(mention_of(item)))


def _of_person(vault: Vault, person: Person) -> tuple[str, str, tuple[ClaimOnFile, ...], tuple[Handled, ...]]:
    acts = [handled_of(one) for one in handling.acts_on(vault, person.id, *person.retired)]
    judged = {
        one.record.id: _handled(one, "joined", one.record.judged_by, one.record.judged_at, one.record.verdict)
        for mention in person.mentions
        for one in vault.about(mention.id, "judgement")
        if isinstance(one.record, Judgement)
    }
    whole = sorted([*acts, *judged.values()], key=lambda one: one.time)
    return "person", person.id, claims_about(vault, person), tuple(whole)


def _members(vault: Vault) -> tuple[tuple[str, str], ...]:
    found = (one.record for one in vault.of_kind("member"))
    return tuple((one.id, one.name) for one in found if isinstance(one, Member) and one.name)


def _documents(vault: Vault, ids: Iterable[str]) -> Iterator[Stored]:
    for id_ in ids:
        yield from (one for one in vault.get(id_) if isinstance(one.record, Document))


def _paper(one: ClaimOnFile, *, with_sources: bool) -> str:
    shown = one.claim.basis is not None and (with_sources or one.basis_compartment != SOURCES)
    return one.claim.basis.document if shown and one.claim.basis else ""


def _claim(vault: Vault, one: ClaimOnFile, *, with_sources: bool) -> ClaimCustody:
    device = next((stored.entry.device for stored in vault.get(one.id) if stored.entry.id == one.entry), "")
    paper = _paper(one, with_sources=with_sources)
    return ClaimCustody(
        id=one.id,
        predicate=one.claim.fact.predicate,
        entry=one.entry,
        recorded_at=one.recorded_at,
        device=device,
        reviewed=one.reviewed,
        withdrawn=one.withdrawn,
        basis_compartment=one.basis_compartment,
        basis_commitment=one.basis_commitment,
        document=paper,
        suggested_by=one.claim.basis.suggested_by if paper and one.claim.basis else "",
        placed=next((where for where in placed(vault, one.id) if where.entry == one.entry), None),
        handled=tuple(sorted(_handled_claim(vault, one, with_sources=with_sources), key=lambda act: act.time)),
    )


def _handled_claim(vault: Vault, on_file: ClaimOnFile, *, with_sources: bool) -> Iterator[Handled]:
    releases: list[str] = []
    claim, lists = on_file.id, [on_file.acceptance] if on_file.acceptance else []
    for stored in (decided for id_ in lists for decided in (*vault.get(id_), *vault.about(id_, "acceptance"))):
        if isinstance(stored.record, Acceptance):
            by_script = "script" if stored.record.actor == "script" else "list"
            yield _handled(stored, "accepted", stored.record.decided_by, stored.record.decided_at, by_script)
    for stored in vault.about(claim):
        one = stored.record
        if isinstance(one, Decision) and one.claim == claim:
            yield _handled(stored, one.verdict, one.decided_by, one.decided_at, "script" if one.actor == "script" else "")
        elif isinstance(one, Release):
            releases.append(one.id)
            yield replace(_handled(stored, "released", one.released_by, one.released_at), audience=one.audience)
        elif isinstance(one, Custody) and (with_sources or not one.sources):
            yield handled_of(stored)
    for target in (claim, *lists, *releases):
        for stored in vault.about(target, "withdrawal"):
            one = stored.record
            if isinstance(one, Withdrawal) and one.target == target:
                yield _handled(stored, "withdrawn", one.withdrawn_by, one.withdrawn_at, _REMARKS.get(target[:1], ""))


def _handled(stored: Stored, act: str, by: str, at: str, remarks: str = "") -> Handled:
    return Handled(at, act, by, stored.entry.device, stored.entry.id, stored.record.id, remarks=remarks)


def _checks(vault: Vault, report: CustodyReport) -> Iterator[Custody]:
    """Gives the acts that note this check: one for what is intact, one for each document that is not."""
    intact = [one.document.id for one in report.documents if one.kept.state == "intact"]
    if intact:
        yield from handling.once_a_day(vault, handling.act(vault, "verified", intact[0], intact[1:]))
    for one in report.documents:
        if one.kept.state in ("altered", "missing"):
            yield replace(handling.act(vault, "verified", one.document.id), remarks=one.kept.state, sha256=one.kept.sha256)
