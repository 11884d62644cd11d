"""The leak test: canaries in everything that may not leave are found in nothing that does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest

from govah.publish import (
    AUDIENCES,
    Allowed,
    Candidate,
    Dossier,
    DossierClaim,
    DossierDocument,
    DossierFact,
    QuotedBasis,
    Selection,
    WithheldBasis,
    select,
)
from govah.publish.page import dossier_html
from govah.publish.pdf import dossier_pdf
from govah.records import Basis, Fact, Passage, Release, Stance, Value, When, Where
from publish.looking import holds, pdf_depths, pdf_runs, pdf_text
from publish.sample import MEMBER, dossier, seal


@dataclass(frozen=True)
class Case:
    """A claim, and the audiences that may see its fact and its words."""

    name: str
    compartment: str = "team"
    basis_compartment: str = "team"
    reviewed: bool = True
    fact_for: tuple[str, ...] = ()
    words_for: tuple[str, ...] = ()
    taken_back_for: tuple[str, ...] = ()
    withdrawn: bool = False


CASES = (
    Case("open", fact_for=AUDIENCES, words_for=AUDIENCES),
    Case("courtonly", fact_for=("court",), words_for=("court",)),
    Case("wordless", fact_for=AUDIENCES),
    Case("unreleased"),
    Case("mother", basis_compartment="sources", fact_for=AUDIENCES, words_for=AUDIENCES),
    Case("sealed", compartment="sources", basis_compartment="sources", fact_for=AUDIENCES, words_for=AUDIENCES),
    Case("takenback", taken_back_for=AUDIENCES),
    Case("withdrawn", fact_for=AUDIENCES, words_for=AUDIENCES, withdrawn=True),
    Case("scripted", reviewed=False, fact_for=AUDIENCES, words_for=AUDIENCES),
)
FACT_PARTS = ("value", "place", "when")
BASIS_PARTS = ("quote", "voice", "file")


def canary(case: Case, part: str) -> str:
    """A word that is nowhere else; in Latin letters, so that no shaping hides it."""
    return f"ZQ{case.name}{part}QZ"


def candidate(case: Case) -> Candidate:
    """The claim as the vault holds it."""
    id_ = f"c{case.name}"
    fact = Fact(
        id_, "m1", "impugned_act", Value(canary(case, "value")), Stance.REPORTED, "token-" + case.name,
        When("2026-01", canary(case, "when")), Where(canary(case, "place")),
    )  # fmt: skip
    quote = canary(case, "quote")
    basis = Basis(id_, canary(case, "file"), Passage("x1", quote, 0, len(quote)), (canary(case, "voice"),), "member")
    return Candidate(
        fact, basis, case.compartment, case.basis_compartment, seal(id_), seal("e" + id_), case.reviewed, case.withdrawn
    )


def releases() -> tuple[tuple[Release, ...], frozenset[str]]:
    """Every release there was, and the ids of those taken back."""
    made: list[Release] = []
    back: set[str] = set()
    for case in CASES:
        for audience in AUDIENCES:
            if audience in case.fact_for + case.taken_back_for:
                given = audience in case.words_for + case.taken_back_for
                made.append(Release(f"r{len(made)}", (f"c{case.name}",), audience, MEMBER, "2026-03-01T00:00:00Z", given))
            if audience in case.taken_back_for:
                back.add(made[-1].id)
    return tuple(made), frozenset(back)


def assembled(selection: Selection, audience: str, *, draft: bool) -> Dossier:
    """A dossier made of the selection alone."""
    files = [one.candidate.basis.document for one in selection.allowed if one.with_basis and one.candidate.basis]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(files), start=1)}
    facts = tuple(fact_of(one, numbers) for one in selection.allowed)
    documents = tuple(
        DossierDocument(number, name, seal(name), 10, "text/plain", "2026-02-10T08:00:00Z", "", seal("e" + name))
        for name, number in numbers.items()
    )
    return replace(
        dossier(), audience=audience, as_of=date(2026, 3, 1), identity=(), facts=facts, states=(), contradictions=(),
        documents=documents, withheld=selection.unreleased, unreviewed_left_out=selection.unreviewed, draft=draft,
    )  # fmt: skip


def fact_of(one: Allowed, numbers: dict[str, int]) -> DossierFact:
    """One claim as the dossier shows it."""
    claim = one.candidate
    basis: QuotedBasis | WithheldBasis = WithheldBasis(claim.basis_commitment, "A")
    if one.with_basis and claim.basis is not None:
        passage = claim.basis.passage
        number = numbers[claim.basis.document]
        basis = QuotedBasis(passage.quote, claim.basis.attribution, number, passage.start, passage.end, passage.locator)
    told = DossierClaim(claim.fact.id, claim.entry, claim.fact.stance, claim.reviewed, basis)
    when, where = claim.fact.when or When(), claim.fact.where or Where()
    return DossierFact(
        claim.fact.predicate, (claim.fact.value.text,), when.edtf, (when.text,), (where.text,), 1, claim.reviewed, (told,)
    )


def expected(audience: str, *, draft: bool) -> set[str]:
    """The canaries that may be seen."""
    seen: set[str] = set()
    for case in CASES:
        if audience not in case.fact_for or case.withdrawn or case.compartment == "sources" or not (case.reviewed or draft):
            continue
        seen |= {canary(case, part) for part in FACT_PARTS}
        if audience in case.words_for and case.basis_compartment != "sources":
            seen |= {canary(case, part) for part in BASIS_PARTS}
    return seen


EVERY = {canary(case, part) for case in CASES for part in FACT_PARTS + BASIS_PARTS}


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("lang", ["en", "fa"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_only_what_was_released_is_in_the_files(audience: str, lang: str, *, draft: bool) -> None:
    """Of all canaries, exactly those released to this audience are in the PDF (text, streams, metadata) and the HTML."""
    made, back = releases()
    chosen = select(map(candidate, CASES), made, audience, withdrawn=back, draft=draft)
    given = assembled(chosen, audience, draft=draft)
    pdf, page = dossier_pdf(given, lang), dossier_html(given, lang)
    text = "".join("".join(pdf_text(pdf)).split()) + pdf_runs(pdf)
    depths = pdf_depths(pdf)
    wanted = expected(audience, draft=draft)

    assert wanted == {one for one in EVERY if one in text}
    assert wanted == {one for one in EVERY if one in page}
    assert [] == [one for one in EVERY - wanted if holds(depths, one)]
    assert [] == [case.name for case in CASES if f"token-{case.name}" in page]


def test_the_look_into_the_depths_would_find_a_leak() -> None:
    """The search that must find nothing does find a name that is in the file's metadata, so its silence means something."""
    depths = pdf_depths(dossier_pdf(dossier(name="ZQfoundQZ"), "en"))

    assert holds(depths, "ZQfoundQZ")
