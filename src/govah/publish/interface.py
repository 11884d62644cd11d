"""What a dossier may hold: records made from what was released, and from nothing else. The templates see these and no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from govah.records import Locator, Stance

AUDIENCES = ("court", "un", "public")


@dataclass(frozen=True, slots=True)
class QuotedBasis:
    """Whose words a fact stands on, to the letter."""

    quote: str
    attribution: tuple[str, ...]
    "The chain of voices, outermost first; empty for the document's own voice."
    document: int
    "Number in the dossier's list of documents, from 1."
    start: int
    end: int
    locator: Locator


@dataclass(frozen=True, slots=True)
class WithheldBasis:
    """A source that this audience may not see: that it exists, and what it commits to."""

    commitment: str
    "SHA-256, hex, of the salted words: whoever is shown them later can check that they are the same."
    source: str
    "An opaque mark; two facts with the same mark go back to the same voice."


@dataclass(frozen=True, slots=True)
class DossierClaim:
    """One claim behind a fact."""

    id: str
    entry: str
    stance: Stance
    reviewed: bool
    basis: QuotedBasis | WithheldBasis


@dataclass(frozen=True, slots=True)
class DossierFact:
    """One thing said of the person, with every released claim that says, denies, or does not know it."""

    predicate: str
    values: tuple[str, ...]
    "Words of the vocabulary, or words as written."
    when: str
    "EDTF; empty where nothing fixes it."
    when_words: tuple[str, ...]
    "As written."
    where: tuple[str, ...]
    origins: int
    "Independent voices among the released claims that put it forward."
    reviewed: bool
    claims: tuple[DossierClaim, ...]
    denials: tuple[DossierClaim, ...] = ()
    unknowns: tuple[DossierClaim, ...] = ()
    grade: str = ""
    "The best Admiralty grade of its claims, such as `B2`; empty where nobody graded one."


@dataclass(frozen=True, slots=True)
class DossierSide:
    """One side of a contradiction."""

    says: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DossierContradiction:
    """Two things that cannot both be, side by side."""

    kind: str
    predicate: str
    left: DossierSide
    right: DossierSide


@dataclass(frozen=True, slots=True)
class DossierState:
    """One legal state that the released claims leave possible."""

    state: str
    firmness: str
    origins: int
    reviewed: bool
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DossierFinding:
    """What the desk concluded, by people who answer for it."""

    predicate: str
    standard: str
    "A word of `words/proof_standards/`."
    people: int
    claims: tuple[str, ...]
    "Those that it relies on; all of them are in the dossier."
    dissent: bool = False
    "Whether a member of the desk does not find so."


@dataclass(frozen=True, slots=True)
class DossierDocument:
    """A sealed document that a released quotation comes from."""

    number: int
    name: str
    sha256: str
    size: int
    media_type: str
    captured_at: str
    published: str
    entry: str
    custody: tuple[tuple[str, str, str], ...] = ()
    "(time, act, member id), oldest first."
    id: str = ""
    "Of the document; it is not shown."


@dataclass(frozen=True, slots=True)
class Dossier:
    """One person's dossier for one audience."""

    person: str
    "Person id."
    name: str
    other_names: tuple[str, ...]
    audience: str
    as_of: date
    made_at: str
    made_by: str
    identity: tuple[DossierFact, ...]
    facts: tuple[DossierFact, ...]
    states: tuple[DossierState, ...]
    news_days: int | None
    last_news: str
    check_days: int | None
    contradictions: tuple[DossierContradiction, ...]
    not_known: tuple[str, ...]
    "Topics of the vocabulary that no released claim answers."
    documents: tuple[DossierDocument, ...]
    origin: str
    "Name of the log."
    tree_size: int
    root: str
    "Base64 root hash of the checkpoint."
    withheld: int
    "Claims of this person that were not released to this audience."
    unreviewed_left_out: int
    "Released claims that only a script accepted, left out."
    draft: bool = False
    findings: tuple[DossierFinding, ...] = ()
    unconsented: int = 0
    "Released claims left out because whoever told them did not consent to this audience."

    @property
    def claims(self) -> tuple[DossierClaim, ...]:
        """Gives every claim in it, in the order of the facts."""
        facts = (*self.identity, *self.facts)
        return tuple(claim for fact in facts for claim in (*fact.claims, *fact.denials, *fact.unknowns))
