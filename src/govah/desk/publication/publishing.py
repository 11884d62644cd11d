"""Publishing: release claims to an audience, and make the dossier from what was released and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from govah import weigh
from govah.desk.cases.claims import ClaimOnFile, claim_on_file, claims_about
from govah.desk.cases.consenting import FORBIDDING, PURPOSE_OF, of_person, unconsented
from govah.desk.cases.findings import FindingOnFile, as_weighed, findings_of, frozen_by
from govah.desk.cases.grading import best, grades_of
from govah.desk.cases.showing import shown_values
from govah.desk.cases.voicing import evidence_of, ties_among
from govah.desk.onfile import handling
from govah.desk.onfile.evidence import open_captures_of
from govah.desk.onfile.withdrawals import is_withdrawn, withdraw
from govah.desk.people.clusters import Person, named
from govah.desk.publication.custodians import custody_shown
from govah.errors import NotFoundError, PublishError
from govah.publish import (
    AUDIENCES,
    Allowed,
    Candidate,
    Dossier,
    DossierClaim,
    DossierContradiction,
    DossierDocument,
    DossierFact,
    DossierFinding,
    DossierSide,
    DossierState,
    QuotedBasis,
    Selection,
    WithheldBasis,
    select,
)
from govah.records import Basis, Check, Claim, Document, Locator, Release, is_id, new_id
from govah.vault import Vault
from govah.weigh import Contradiction, Evidence, Ties, WeighedFact
from govah.words import words

MAILS: Final = ("message/rfc822", "application/mbox")
MARKS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def allow(vault: Vault, what: Sequence[str], audience: str, *, basis: bool = False, reason: str = "") -> Release:
    """Releases claims, or all standing claims about a person, to an audience; it can be withdrawn."""
    _known_audience(audience)
    claims = tuple(dict.fromkeys(id_ for one in what for id_ in _claims(vault, one)))
    if not claims:
        raise PublishError("no-claims-to-release")
    made = Release(new_id("release", vault.entropy), claims, audience, vault.member, vault.clock(), basis, reason=reason)
    handled = handling.act(vault, "released", made.id, _documents_of(vault, claims) if basis else ())
    vault.append([[(made, "team"), handling.part(vault, replace(handled, audience=audience))]])
    return made


def deny(vault: Vault, release: str, reason: str) -> None:
    """Takes back a release; what it allowed does not leave again."""
    if not any(isinstance(stored.record, Release) for stored in vault.get(release)):
        raise NotFoundError("record-unknown", id=release[:20])
    withdraw(vault, (release,), vault.member, reason)


def dossier(vault: Vault, name_or_id: str, audience: str, *, as_of: date, draft: bool = False) -> Dossier:
    """Makes a person's dossier for an audience, weighing only what may go there; raises `PublishError` where nothing may."""
    _known_audience(audience)
    person = named(vault, name_or_id)
    on_file = {one.id: one for one in claims_about(vault, person)}
    frozen = frozen_by(on_file.values(), findings_of(vault, person)) if not draft else ()
    if frozen:
        raise PublishError("person-frozen", claims=", ".join(frozen[:3]))
    releases, taken_back = _releases(vault, on_file)
    consent = of_person(vault, person, PURPOSE_OF[audience], as_of)
    if consent in FORBIDDING:
        raise PublishError(f"consent-{consent}", audience=audience)
    lacking = unconsented(vault, on_file.values(), audience, as_of)
    candidates = (_candidate(one, consented=one.id not in lacking) for one in on_file.values())
    selection = select(candidates, releases, audience, withdrawn=taken_back, draft=draft)
    if not selection.allowed:
        if selection.unconsented:
            raise PublishError("only-unconsented", count=selection.unconsented, audience=audience)
        if selection.unreviewed:
            raise PublishError("only-unreviewed", count=selection.unreviewed)
        raise PublishError("nothing-released", audience=audience)
    return _Maker(vault, person, on_file, selection, as_of=as_of, audience=audience).make(draft=draft)


def _known_audience(audience: str) -> None:
    if audience not in AUDIENCES:
        raise PublishError("audience-unknown", audience=audience[:20])


def _claims(vault: Vault, what: str) -> Iterable[str]:
    if is_id(what, "claim"):
        found = claim_on_file(vault, what)
        if found is None:
            raise NotFoundError("record-unknown", id=what)
        return (what,)
    return tuple(one.id for one in claims_about(vault, named(vault, what)) if not one.withdrawn)


def _documents_of(vault: Vault, claims: Iterable[str]) -> Iterable[str]:
    """Gives the documents whose words a release of these claims lets go; what lies in `sources` never goes."""
    for claim in claims:
        found = (one for one in vault.get(claim) if one.compartment != "sources")
        yield from (one.record.document for one in found if isinstance(one.record, Basis))


def _releases(vault: Vault, claims: Iterable[str]) -> tuple[tuple[Release, ...], frozenset[str]]:
    found = {
        stored.record.id: stored.record
        for claim in claims
        for stored in vault.about(claim, "release")
        if isinstance(stored.record, Release)
    }
    return tuple(found.values()), frozenset(id_ for id_ in found if is_withdrawn(vault, id_))


def _candidate(one: ClaimOnFile, *, consented: bool) -> Candidate:
    claim = one.claim
    return Candidate(
        fact=claim.fact,
        basis=claim.basis,
        compartment=one.compartment,
        basis_compartment=one.basis_compartment,
        basis_commitment=one.basis_commitment,
        entry=one.entry,
        reviewed=one.reviewed,
        withdrawn=one.withdrawn,
        consented=consented,
    )


class _Maker:
    """Makes one dossier out of a selection."""

    def __init__(
        self, vault: Vault, person: Person, on_file: dict[str, ClaimOnFile], selection: Selection, *, as_of: date, audience: str
    ) -> None:
        self.vault = vault
        self.person = person
        self.as_of, self.audience = as_of, audience
        self.allowed = {one.candidate.fact.id: one for one in selection.allowed}
        self.selection = selection
        ties = ties_among(vault, [on_file[id_] for id_ in self.allowed])
        self.evidence = tuple(self._evidence(on_file[id_], one, ties[id_]) for id_, one in self.allowed.items())
        self.grades = grades_of(vault, (on_file[id_] for id_, one in self.allowed.items() if one.with_basis))
        found = (one for one in findings_of(vault, person) if one.stands and not one.shaken)
        self.findings = tuple(one for one in found if set(one.finding.claims) <= set(self.allowed))
        self.documents = self._documents()
        self.sources: dict[str, str] = {}

    def make(self, *, draft: bool) -> Dossier:
        """Gives the dossier, weighed from the allowed claims alone."""
        weighed = weigh.facts(self.evidence)
        attributes = words("attributes")
        status = weigh.status(self.evidence, self.as_of, checks=self._checks(), findings=as_weighed(self.findings))
        origin, size, root = self.vault.checkpoint.split("\n")[:3]
        names = self._names()
        return Dossier(
            person=self.person.id,
            name=names[0],
            other_names=names[1:],
            audience=self.audience,
            as_of=self.as_of,
            made_at=self.vault.clock(),
            made_by=self.vault.member,
            identity=tuple(self._fact(one) for one in weighed if one.predicate in attributes),
            facts=tuple(self._fact(one) for one in sorted(_timely(weighed, attributes), key=_moment)),
            states=tuple(DossierState(one.state, one.firmness, one.origins, one.reviewed, one.support) for one in status.states),
            news_days=status.news_days,
            last_news=status.last_news,
            check_days=status.check_days,
            contradictions=tuple(map(_contradiction, weigh.contradictions(self.evidence))),
            not_known=tuple(one.topic for one in weigh.not_known(self.evidence, self.as_of)),
            documents=tuple(self.documents.values()),
            origin=origin,
            tree_size=int(size),
            root=root,
            withheld=self.selection.unreleased,
            unreviewed_left_out=self.selection.unreviewed,
            draft=draft,
            findings=tuple(map(_finding, self.findings)),
            unconsented=self.selection.unconsented,
        )

    def _names(self) -> tuple[str, ...]:
        """Gives the forms of the name that released words write; where no words were released, the name alone, in one form."""
        shown = {one.candidate.fact.mention for one in self.allowed.values() if one.with_basis}
        named = [mention for mention in self.person.mentions if mention.id in shown]
        forms = dict.fromkeys(form for mention in named for form in (mention.name, *mention.other_names))
        if forms:
            return tuple(sorted(forms, key=lambda name: -len(name.split())))
        allowed = {one.candidate.fact.mention for one in self.allowed.values()}
        names = [mention.name for mention in self.person.mentions if mention.id in allowed]
        return (max(names, key=lambda name: len(name.split())),)

    def _evidence(self, one: ClaimOnFile, allowed: Allowed, ties: Ties) -> Evidence:
        found = evidence_of(self.vault, one, ties)
        if allowed.with_basis:
            return found
        return replace(found, claim=Claim(one.claim.fact), document="", published="", first_hand="", told_to_desk=False)

    def _documents(self) -> dict[str, DossierDocument]:
        made: dict[str, DossierDocument] = {}
        for one in self.allowed.values():
            basis = one.candidate.basis
            if one.with_basis and basis is not None and basis.document not in made:
                made[basis.document] = self._document(basis.document, len(made) + 1)
        return made

    def _document(self, id_: str, number: int) -> DossierDocument:
        stored = next(one for one in self.vault.get(id_) if isinstance(one.record, Document))
        document = stored.record
        if not isinstance(document, Document):
            raise NotFoundError("document-unknown", id=id_)
        came = open_captures_of(self.vault, id_)
        return DossierDocument(
            number=number,
            name=came[0].name if came else id_,
            sha256=document.sha256,
            size=document.size,
            media_type=document.media_type,
            captured_at=came[0].captured_at if came else stored.time,
            published=next((one.published for one in came if one.published), ""),
            entry=stored.entry.id,
            custody=custody_shown(self.vault, id_, came, self.audience),
            id=id_,
        )

    def _fact(self, fact: WeighedFact) -> DossierFact:
        return DossierFact(
            predicate=fact.predicate,
            values=shown_values(fact),
            when=fact.when,
            when_words=(),
            where=fact.wheres,
            origins=fact.origins,
            reviewed=fact.reviewed,
            claims=tuple(map(self._claim, fact.claims)),
            denials=tuple(map(self._claim, fact.denials)),
            unknowns=tuple(map(self._claim, fact.unknowns)),
            grade=best(self.grades[id_] for id_ in fact.claims if id_ in self.grades),
        )

    def _claim(self, id_: str) -> DossierClaim:
        allowed = self.allowed[id_]
        one = allowed.candidate
        basis: QuotedBasis | WithheldBasis
        if allowed.with_basis and one.basis is not None:
            passage = one.basis.passage
            paper = self.documents[one.basis.document]
            basis = QuotedBasis(
                passage.quote, one.basis.attribution, paper.number, passage.start, passage.end, _published(passage.locator, paper)
            )
        else:
            basis = WithheldBasis(one.basis_commitment, self._source(one.fact.origin))
        return DossierClaim(id_, one.entry, one.fact.stance, one.reviewed, basis)

    def _source(self, origin: str) -> str:
        """Gives a letter for a withheld voice: the same voice, the same letter."""
        if origin not in self.sources:
            place = len(self.sources)
            self.sources[origin] = MARKS[place % 26] * (place // 26 + 1)
        return self.sources[origin]

    def _checks(self) -> tuple[Check, ...]:
        ids = (self.person.id, *self.person.retired)
        found = (stored.record for id_ in ids for stored in self.vault.about(id_, "check"))
        return tuple(record for record in found if isinstance(record, Check))


def _published(locator: Locator, paper: DossierDocument) -> Locator:
    """Gives a place without the id of a mail, which is a header: it tells of the sender's machine."""
    is_mail = "@" in locator.message or paper.media_type in MAILS
    return replace(locator, message="") if is_mail else locator


def _finding(one: FindingOnFile) -> DossierFinding:
    made = one.finding
    return DossierFinding(made.predicate, made.standard, len(one.people), made.claims, bool(one.dissents))


def _contradiction(one: Contradiction) -> DossierContradiction:
    sides = [DossierSide(side.says, side.claims) for side in (one.left, one.right)]
    return DossierContradiction(one.kind, one.predicate, sides[0], sides[1])


def _timely(weighed: Iterable[WeighedFact], attributes: Iterable[str]) -> list[WeighedFact]:
    known = set(attributes)
    return [one for one in weighed if one.predicate not in known]


def _moment(fact: WeighedFact) -> str:
    return fact.when.lstrip("./") or "9999"
