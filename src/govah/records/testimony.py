"""What people accept that documents say: mentions, claims in two bodies, tallies, and judgements that join mentions."""

from __future__ import annotations

from dataclasses import dataclass

from govah.records.values import Counted, Passage, Stance, Value, When, Where


@dataclass(frozen=True, slots=True)
class Mention:
    """One person, organisation, place or event in one document; never rewritten."""

    id: str
    document: str
    kind: str
    "`person`, `organisation`, `place`, `event`."
    name: str
    "As written."
    other_names: tuple[str, ...] = ()
    acceptance: str = ""
    "The decision on a whole list that it came of, where it did."


@dataclass(frozen=True, slots=True)
class Fact:
    """The half of a claim that may be shown without saying who told us."""

    id: str
    "The claim's id; its basis bears the same."
    mention: str
    predicate: str
    value: Value
    stance: Stance
    origin: str
    "Opaque, keyed token of the voice that it goes back to: equal tokens are one voice."
    when: When | None = None
    where: Where | None = None
    acceptance: str = ""
    "The decision on a whole list that accepted it, where one did: see `Acceptance`."


@dataclass(frozen=True, slots=True)
class Basis:
    """The other half of a claim: whose words, in which document, to the letter."""

    id: str
    document: str
    passage: Passage
    attribution: tuple[str, ...]
    suggested_by: str
    "A rule and its version, `member` where a person wrote it, or a model."


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact and, for those who may read it, its basis."""

    fact: Fact
    basis: Basis | None = None
    "None where this reader may not see it: source withheld."


@dataclass(frozen=True, slots=True)
class Tally:
    """A claim about an unnamed group, with who counts what."""

    id: str
    document: str
    what: str
    value: Value
    stance: Stance
    attribution: tuple[str, ...]
    passage: Passage
    suggested_by: str
    when: When | None = None
    where: Where | None = None
    counted: Counted | None = None
    "By which definition, where the words tell one."


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim whose subject is an authority or organisation and its words: who called for, condemned or threatened what."""

    id: str
    document: str
    speaker: str
    "As written."
    act: str
    "A word of the vocabulary: `call`, `condemn`, `warn`, `threaten`, `promise`, `other`."
    words: Value
    passage: Passage
    suggested_by: str
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Two mentions are the same person, are different, or nobody can say; withdrawable."""

    id: str
    left: str
    right: str
    verdict: str
    "`same`, `different` or `unsure`."
    judged_by: str
    judged_at: str
    reasons: tuple[str, ...] = ()
    actor: str = "member"
    "`member`, or `script`: a script's judgement is UNREVIEWED wherever it is shown."
    model: str = ""
    "The version of the model whose score was shown; empty where none was."
    features: tuple[str, ...] = ()
    "What the model had: `KIND=BITS` in hundredths of a bit, and `score=…` in millionths."
    drawn: str = ""
    "How the pair came up: `random`, `uncertain`, `bridge`, or empty where somebody chose it."


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody did with one suggestion; it carries the whole suggestion, so that it outlives the rule."""

    id: str
    suggestion: str
    "JSON of the suggestion as it stood, canonical."
    key: str
    "A stable digest of the suggestion's document, place and content, by which a rebuilt cache knows that it is decided."
    verdict: str
    "`accepted`, `edited` or `rejected`."
    actor: str
    "`member`, or `script`: what a script accepted is UNREVIEWED wherever it is shown."
    decided_by: str
    decided_at: str
    claim: str = ""
    "The claim, tally or mention that came of it."
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An earlier record is taken back; both stay."""

    id: str
    target: str
    withdrawn_by: str
    withdrawn_at: str
    reason: str
