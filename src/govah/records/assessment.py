"""What people conclude and do about claims: grades, findings, consents, interventions, and answers to alerts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grade:
    """An Admiralty grade (NATO STANAG 2511): source and information are graded independently; each may be left open."""

    id: str
    graded_by: str
    graded_at: str
    claim: str = ""
    "The claim that it is about; empty for a source's default."
    voice: str = ""
    "The source whose default it is, as it is named; empty for a claim's own grade."
    source: str = ""
    "`A` to `F`, or empty."
    information: str = ""
    "`1` to `6`, or empty; a default has none: information is graded claim by claim."
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A conclusion of one person about another; a terminal one needs a second person who joins it."""

    id: str
    person: str
    predicate: str
    standard: str
    "A word of the vocabulary's standards of proof."
    claims: tuple[str, ...]
    "The claims that it relies on."
    reasons: tuple[str, ...]
    found_by: str
    found_at: str
    joins: str = ""
    "The finding that this one agrees with or dissents from."
    dissents: bool = False
    value: str = ""
    "A term of the predicate's vocabulary, where the predicate alone does not say it."
    checked: tuple[str, ...] = ()
    "Points of the checklist that were gone through."


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody allows, for one purpose and until a day; a later one about the same, for the same purpose, replaces it.

    It is about one source (`capture`) or about one person (`person`). It names nobody: who gave it stands in `Consenter`.
    """

    id: str
    capture: str
    "The capture that came from the source; empty where it is about a person."
    purpose: str
    "A word of `purposes`: `un`, `court`, `public`, `amnesty`, `press` or `name`."
    is_given: bool
    "False: it was asked for and refused."
    noted_by: str
    noted_at: str
    until: str = ""
    "EDTF day, or empty: until it is taken back."
    remarks: str = ""
    person: str = ""
    "The person in the file, where it is about what is told of them."
    claims: tuple[str, ...] = ()
    "The claims that stood on the capture: so a device that may not read whose words they are knows that they are covered."
    by: str = ""
    "A word of `consent_givers`: `self`, `family`, `guardian`, `lawyer` or `source`."
    means: str = ""
    "A word of `consent_means`: by which means it was given."
    given_on: str = ""
    "EDTF day."
    terms: str = ""
    "What was agreed, in a few words that name nobody."


@dataclass(frozen=True, slots=True)
class Consenter:
    """Who gave a consent, and what proves it: apart from the consent, in `sources`."""

    id: str
    "The consent's id."
    name: str
    "As the person who noted it wrote."
    document: str = ""
    "The signed form, message or recording, where it was captured."


@dataclass(frozen=True, slots=True)
class Intervention:
    """Something sent to a mechanism for a person, and what came of it; a step is a further record that follows the first."""

    id: str
    person: str
    mechanism: str
    "A word of the vocabulary: `sr-executions`, `wgad`, `urgent-action`…"
    owner: str
    "Member id: who sees to it."
    noted_by: str
    noted_at: str
    sent: str = ""
    "EDTF day on which it was sent; empty while it is being prepared."
    deadline: str = ""
    "EDTF day by which something must have happened."
    reply: str = ""
    "What the other side answered, in a few words; the answer itself is a document."
    document: str = ""
    follows: str = ""
    "The intervention of which this is a step."
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody did about one alert: seen, put off until a day, or closed with a reason."""

    id: str
    alert: str
    "The alert's key, which is the same each time it is computed."
    person: str
    verdict: str
    "`acknowledged`, `snoozed`, `closed` or `false-alarm`."
    answered_by: str
    answered_at: str
    until: str = ""
    reason: str = ""
