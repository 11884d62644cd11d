"""What weighing takes and gives: evidence in, voices, facts, contradictions and possible states out, each with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from govah.records import Claim


@dataclass(frozen=True, slots=True)
class Ties:
    """What binds one claim's document and voice to others, beyond its own words."""

    ids: frozenset[str] = frozenset()
    "Its document, and its voice as `govah weigh` shows it."
    same: frozenset[str] = frozenset()
    "One mark for each pair that a person judged one origin; two claims that bear one mark are one voice."
    apart: frozenset[str] = frozenset()
    "Documents and voices that a person cut it from."
    copied: frozenset[str] = frozenset()
    "One mark for each pair of documents of which one repeats the other, or tells it in another language."


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim as the journal holds it, with what weighing must know of where it came from."""

    claim: Claim
    reviewed: bool
    "Whether a person accepted it; what a script accepted is not reviewed."
    recorded_at: str
    "RFC 3339."
    document: str = ""
    "Empty where this reader may not know it."
    published: str = ""
    "EDTF: when the document says it was published."
    withdrawn: bool = False
    first_hand: str = ""
    "Who speaks first hand in the document (the organisation whose own statement it is), where a person established that."
    told_to_desk: bool = False
    "Whether somebody told the desk itself: a note, a message."
    ties: Ties = Ties()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was weighed as it was: a message of the vocabulary (`weigh.<key>`) and its facts."""

    key: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Joining:
    """Two claims that count as one voice, and why."""

    left: str
    right: str
    reason: str
    "A message key: `same-token`, `same-name`, `judged-one`, `same-abbreviation`, `alike-name`, `same-words`, `copied`…"
    doubtful: bool = False
    "Joined to be on the safe side: a person may cut it."


@dataclass(frozen=True, slots=True)
class Voice:
    """One independent origin: however many documents repeat it, it is one."""

    name: str
    "As written, or empty: the source is withheld, or nobody is named."
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    joinings: tuple[Joining, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction: what it says and the claims that say it."""

    says: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two things that cannot both be, or that need somebody's eye, side by side."""

    kind: str
    """`opposite-stances`, `dates-apart`, `places-apart`, `spellings`, `sentenced-or-faces`, `penalties-apart`, `values-apart`,
    `people-apart`, `one-or-two` (one event told as two), `alive-after`."""
    predicate: str
    left: Side
    right: Side
    reasons: tuple[Reason, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """Gives the claims of both sides."""
        return self.left.claims + self.right.claims

    @property
    def settled_by(self) -> str:
        """Gives the key of the sentence that says what would settle it (`weigh.<key>`)."""
        return f"settle-{self.kind}"


@dataclass(frozen=True, slots=True)
class WeighedFact:
    """Claims that tell one thing, weighed together; a denial is kept beside it and never counts for it."""

    predicate: str
    values: tuple[str, ...]
    "Terms, or words as written, each once."
    stances: tuple[str, ...]
    claims: tuple[str, ...]
    "Those that put it forward."
    denials: tuple[str, ...]
    unknowns: tuple[str, ...]
    "Claims that say it is not known."
    documents: tuple[str, ...]
    "Documents that put it forward."
    voices: tuple[Voice, ...]
    when: str
    "EDTF that all dated claims allow; empty where none is dated."
    whens: tuple[str, ...]
    wheres: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]
    reviewed: bool
    "Whether a person accepted at least one of the claims that put it forward (or of the denials, where nobody does)."

    @property
    def origins(self) -> int:
        """Gives how many independent voices put it forward."""
        return len(self.voices)


@dataclass(frozen=True, slots=True)
class Finding:
    """A conclusion that a terminal event happened, by people who answer for it; one alone is not enough."""

    predicate: str
    when: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PossibleState:
    """One state that the claims leave possible."""

    state: str
    "A word of `words/stages/`."
    custody: str
    "A word of `words/custodies/`."
    support: tuple[str, ...]
    "Claims that put the person in that state; those that tell of custody alone are in `custody_support`."
    against: tuple[str, ...]
    "Claims that deny or undercut that."
    firmness: str
    "`told` (by a voice at least, undisputed), `alleged`, `disputed`, `unconfirmed` (a death, until found), `found`, `untold`."
    origins: int
    reviewed: bool
    why: tuple[str, ...]
    "Keys of the rules that led there."
    custody_support: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """The possible legal states of a person as of a day, and how old the news is."""

    as_of: date
    states: tuple[PossibleState, ...]
    last_news: str
    "EDTF; empty where nothing is dated."
    news_days: int | None
    "At least so many days without news."
    last_check: str
    "Day of the last check; empty where nobody looked."
    check_days: int | None

    @property
    def is_checked(self) -> bool:
        """Answers whether anybody looked: without that, "no news" means nothing."""
        return self.check_days is not None


@dataclass(frozen=True, slots=True)
class NotKnown:
    """A thing that the file does not say about a person."""

    topic: str
    "A word of `words/topics/`."
    reason: Reason
    said_by: tuple[str, ...] = ()
    "Claims that themselves say it is not known."


@dataclass(frozen=True, slots=True)
class Risk:
    """Amnesty's ladder: 1 sentenced to death, 2 tried, outcome unknown, 3 charged with what may bring death; 0 none told."""

    tier: int
    support: tuple[str, ...]
    firmness: str
    reviewed: bool
    reason: Reason
