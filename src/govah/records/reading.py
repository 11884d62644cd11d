"""What reading gives: a document's text with positions, and what software suggests that it says. Nothing here is a fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from govah.records.values import NOWHERE, Counted, Locator, Stance, Value, When, Where


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of an extracted text and the part it plays there."""

    start: int
    end: int
    kind: str
    "`title`, `story`, `caption`, `furniture`, `header`, `message`, `cell` or `quoted` (an earlier mail or a forwarded text)."
    locator: Locator = NOWHERE
    published: date | None = None
    "The day that this part itself bears (a message's own date)."
    author: str = ""
    "The voice of this part where the format names one (a channel, a sender), as written."


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document as text; the segments are in order, do not overlap, and may leave gaps."""

    text: str
    tool: str
    "Name and version of what made it, such as `govah-html 1 / trafilatura 2.0.0`."
    segments: tuple[Segment, ...] = ()
    published: date | None = None
    title: str = ""
    notes: tuple[str, ...] = ()
    "Codes of what was left out or is doubtful (`pages-without-text`), from the vocabulary."


@dataclass(frozen=True, slots=True)
class FoundAttribute:
    """A thing said about who a person is, such as `age`, `occupation`, `father`, `residence` or `gender`."""

    predicate: str
    value: Value
    quote: str
    start: int
    end: int
    stance: Stance
    attribution: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Somebody in this document to whom something is done."""

    id: str
    "`p1`, `p2` … within the reading."
    name: str
    "The fullest form in the text, exactly as written."
    other_names: tuple[str, ...] = ()
    attributes: tuple[FoundAttribute, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundOther:
    """Somebody who speaks or acts in the document: an official, a lawyer, a relative, a judge."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """One predicate about one person, as one passage of the text states it."""

    person: str
    predicate: str
    value: Value
    stance: Stance
    attribution: tuple[str, ...]
    "The chain of voices, outermost first, as written."
    quote: str
    start: int
    end: int
    rule: str
    "The rule that suggests it and its version, such as `en-passive-arrest/1`."
    score: int
    "How sure the rule is, 1 to 999 in thousandths; an order, not a probability."
    when: When | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class FoundTally:
    """A claim about an unnamed group: "thousands of arrests"."""

    what: str
    "A predicate or noun of the vocabulary (`arrested`, `killed`)."
    value: Value
    "`low` and `high` where the words give a number; `text` as written."
    stance: Stance
    attribution: tuple[str, ...]
    quote: str
    start: int
    end: int
    rule: str
    when: When | None = None
    where: Where | None = None
    counted: Counted | None = None
    "By which definition, where the words tell one."


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """An authority's or organisation's own words about nobody in particular: a call, a threat, an announcement."""

    speaker: str
    quote: str
    start: int
    end: int
    rule: str
    act: str = "other"
    "What the words do: `call`, `condemn`, `warn`, `threaten`, `promise` or `other`."


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the rules find in one document."""

    language: str
    "`en`, `fa`, or another BCP 47 tag for which there are no rules yet."
    persons: tuple[FoundPerson, ...] = ()
    others: tuple[FoundOther, ...] = ()
    claims: tuple[FoundClaim, ...] = ()
    tallies: tuple[FoundTally, ...] = ()
    statements: tuple[FoundStatement, ...] = ()
    unsaid: tuple[tuple[str, str], ...] = ()
    "(person, topic): what the page does not say of that person; topics are words of the vocabulary (`charge`, `court`…)."
    dropped: int = 0
    "Suggestions dropped because their quotation was not in the text to the letter."
    notes: tuple[str, ...] = ()
    "Codes of what was not read (`list-cut-short`), from the vocabulary."
