"""Review: a person, or a script that says so, accepts, edits or rejects what is suggested. Nothing is ever overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from govah.desk.intake.rowmentions import Place, Rows, row_of, suggestion_of_claim
from govah.desk.onfile import suggestions
from govah.desk.onfile.dating import when_of
from govah.desk.onfile.evidence import compartment_of, publisher_of
from govah.desk.onfile.suggestions import Suggestion
from govah.desk.onfile.withdrawals import withdraw, withdrawal
from govah.desk.people.clusters import likenesses
from govah.errors import NotFoundError, UsageError
from govah.records import (
    Basis,
    Decision,
    Fact,
    Judgement,
    Mention,
    Stance,
    Statement,
    Tally,
    Value,
    Where,
    is_id,
    mention_of,
    new_id,
    person_of,
)
from govah.vault import Vault
from govah.weigh import voice_key

Part = tuple[object, str]
"""A record and the compartment that it is written to."""

EDITABLE: Final = ("value", "when", "where", "stance", "attribution", "predicate")


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who decides: a member of the desk, at the screen or through a script."""

    member: str
    actor: str = "member"


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of one decision."""

    suggestion: str
    verdict: str
    decision: str
    claim: str = ""
    person: str = ""


def accept(vault: Vault, ids: Sequence[str], reviewer: Reviewer, *, person: str = "") -> tuple[Decided, ...]:
    """Accepts suggestions as they stand, for a new person of that document or for the one named; all or none.

    A claim that a script accepted earlier can be named too: the decision of a person makes it reviewed.
    """
    return _decide(vault, [(_open(vault, id_), None) for id_ in ids], reviewer, person=person)


def edit(vault: Vault, id_: str, changes: Mapping[str, str], reviewer: Reviewer, *, person: str = "") -> Decided:
    """Accepts one suggestion with corrections; its quotation and place stay as they are."""
    before = _open(vault, id_)
    return _decide(vault, [(before, _changed(before, changes))], reviewer, person=person)[0]


def reject(vault: Vault, ids: Sequence[str], reviewer: Reviewer, *, reason: str = "") -> tuple[Decided, ...]:
    """Rejects suggestions; a claim that was accepted before is withdrawn, and stays in the record as withdrawn."""
    entries: list[list[Part]] = []
    decided: list[Decided] = []
    for id_ in ids:
        found = _open(vault, id_)
        compartment = compartment_of(vault, found.document)
        claims = [past.claim for past in suggestions.decisions_on(vault, found.id) if past.claim]
        claims = claims or ([found.id] if is_id(found.id, "claim") else [])
        decision = _decision(vault, found, "rejected", reviewer, reason=reason)
        parts: list[Part] = [(decision, compartment)]
        parts += [(withdrawal(vault, claim, reviewer.member, reason), "team") for claim in claims]
        entries.append(parts)
        decided.append(Decided(found.id, "rejected", decision.id, claims[0] if claims else ""))
    vault.append(entries)
    return tuple(decided)


def accept_made(vault: Vault, made: Suggestion, reviewer: Reviewer, *, person: str = "") -> Decided:
    """Accepts what a person made of selected words, as `accept` does what a rule suggests."""
    return _decide(vault, [(made, None)], reviewer, person=person)[0]


def accept_all(vault: Vault, reviewer: Reviewer, *, leave: int = 0) -> tuple[Decided, ...]:
    """Accepts every pending suggestion as a script, but for the last few; all of it is UNREVIEWED until a person decides.

    Suggestions of risk to life are never last: the ones left are those with the lowest score.
    """
    waiting = sorted(suggestions.pending(vault), key=lambda one: -one.score)
    chosen = waiting[: len(waiting) - leave] if leave else waiting
    return _decide(vault, [(one, None) for one in chosen], replace(reviewer, actor="script"))


def judge(vault: Vault, left: str, right: str, verdict: str, reviewer: Reviewer, reasons: tuple[str, ...] = ()) -> Judgement:
    """Records that two mentions (or the persons born with them) are the same, are different, or cannot be told."""
    made = _judgement(vault, left, right, verdict, reviewer, reasons)
    vault.append([[(made, "team")]])
    return made


def join_alike(vault: Vault, reviewer: Reviewer, *, least: int) -> tuple[Judgement, ...]:
    """Joins persons whose names are alike enough, as a script; no judgement more than it takes, all UNREVIEWED."""
    script = replace(reviewer, actor="script")
    cluster: dict[str, set[str]] = {}
    made: list[Judgement] = []
    for one in likenesses(vault):
        left, right = (cluster.setdefault(id_, {id_}) for id_ in (one.left, one.right))
        if one.score < least or left is right:
            continue
        made.append(_judgement(vault, one.left, one.right, "same", script, one.reasons))
        left |= right
        cluster.update(dict.fromkeys(right, left))
    vault.append([[(one, "team")] for one in made])
    return tuple(made)


def undo(vault: Vault, decided: Decided, reviewer: Reviewer) -> None:
    """Takes back one decision and what it alone made; the suggestion waits again."""
    others = [past for past in suggestions.decisions_on(vault, decided.suggestion) if past.id != decided.decision]
    keeps = decided.verdict == "rejected" or any(past.claim == decided.claim for past in others)
    targets = (decided.decision,) if keeps or not decided.claim else (decided.decision, decided.claim)
    withdraw(vault, targets, reviewer.member, "undone")


def _open(vault: Vault, id_: str) -> Suggestion:
    if any(is_id(id_, kind) for kind in ("claim", "tally", "statement")):
        past = [stored.record for stored in vault.about(id_, "decision")]
        carried = next((one.suggestion for one in past if isinstance(one, Decision)), None)
        return suggestion_of_claim(vault, id_) if carried is None else suggestions.from_json(carried)
    return suggestions.find(vault, id_)


def _decide(
    vault: Vault, chosen: Iterable[tuple[Suggestion, Suggestion | None]], reviewer: Reviewer, *, person: str = ""
) -> tuple[Decided, ...]:
    mentions = _Mentions(vault, person, reviewer)
    entries: list[list[Part]] = []
    decided: list[Decided] = []
    for before, after in chosen:
        made = before.id if is_id(before.id, "claim") else ""
        known = next((past.claim for past in suggestions.decisions_on(vault, before.id) if past.claim), made)
        verdict = "edited" if after else "accepted"
        if known and after:
            entries.append([(withdrawal(vault, known, reviewer.member, "edited"), "team")])
            known = ""
        entry, result = _entry(mentions, before, after or before, verdict, known)
        entries.append(entry)
        decided.append(result)
    vault.append([*mentions.entries, *entries])
    return tuple(decided)


def _entry(mentions: _Mentions, before: Suggestion, said: Suggestion, verdict: str, known: str) -> tuple[list[Part], Decided]:
    vault, reviewer = mentions.vault, mentions.reviewer
    compartment = compartment_of(vault, before.document)
    if known:
        decision = _decision(vault, before, verdict, reviewer, claim=known)
        return [(decision, compartment)], Decided(before.id, verdict, decision.id, known)
    if said.kind == "tally":
        tally = Tally(new_id("tally", vault.entropy), said.document, said.predicate, said.value, said.stance, said.attribution,
                      said.passage, said.rule, said.when, said.where, said.counted)  # fmt: skip
        decision = _decision(vault, before, verdict, reviewer, claim=tally.id)
        return [(tally, compartment), (decision, compartment)], Decided(before.id, verdict, decision.id, tally.id)
    if said.kind == "statement":
        speaker = " › ".join(said.attribution)
        stated = Statement(new_id("statement", vault.entropy), said.document, speaker, said.predicate, said.value, said.passage,
                           said.rule, said.when)  # fmt: skip
        decision = _decision(vault, before, verdict, reviewer, claim=stated.id)
        return [(stated, compartment), (decision, compartment)], Decided(before.id, verdict, decision.id, stated.id)
    mention = mentions.of(said)
    claim = new_id("claim", vault.entropy)
    voice = voice_key(said.attribution, publisher_of(vault, said.document))
    origin = vault.origin_token(voice) if voice else ""
    fact = Fact(claim, mention, said.predicate, said.value, said.stance, origin, said.when, said.where)
    basis = Basis(claim, said.document, said.passage, said.attribution, said.rule)
    decision = _decision(vault, before, verdict, reviewer, claim=claim)
    parts: list[Part] = [(fact, "team"), (basis, compartment), (decision, compartment)]
    return parts, Decided(before.id, verdict, decision.id, claim, person_of(mention))


class _Mentions:
    """The mentions of the persons that a batch is about: found where they exist, made where they do not."""

    def __init__(self, vault: Vault, person: str, reviewer: Reviewer) -> None:
        self.vault = vault
        self.reviewer = reviewer
        self.entries: list[list[Part]] = []
        self._person = person
        self._known: dict[tuple[str, str, Place | None], str] = {}
        self._rows = Rows(vault)

    def of(self, said: Suggestion) -> str:
        row = row_of(said)
        key = (said.document, said.person, row)
        if key not in self._known:
            known = self._rows.mention(said) if row else self._find(said)
            self._known[key] = known or self._make(said)
        return self._known[key]

    def _find(self, said: Suggestion) -> str | None:
        for stored in self.vault.about(said.document, "mention"):
            if isinstance(stored.record, Mention) and stored.record.name == said.person:
                return stored.record.id
        return None

    def _make(self, said: Suggestion) -> str:
        if not said.person:
            raise UsageError("suggestion-nobody", id=said.id)
        mention = Mention(new_id("mention", self.vault.entropy), said.document, "person", said.person, said.other_names)
        parts: list[Part] = [(mention, "team")]
        if self._person:
            seed = mention_of(self._person)
            if not self.vault.get(seed):
                raise NotFoundError("person-unknown")
            parts.append((_judgement(self.vault, mention.id, seed, "same", self.reviewer, ("chosen",)), "team"))
        self.entries.append(parts)
        return mention.id


def _decision(vault: Vault, said: Suggestion, verdict: str, reviewer: Reviewer, *, claim: str = "", reason: str = "") -> Decision:
    return Decision(new_id("decision", vault.entropy), said.to_json(), said.id, verdict, reviewer.actor, reviewer.member,
                    vault.clock(), claim, reason)  # fmt: skip


def _judgement(vault: Vault, left: str, right: str, verdict: str, reviewer: Reviewer, reasons: tuple[str, ...]) -> Judgement:
    pair = [mention_of(one) if is_id(one, "person") else one for one in (left, right)]
    return Judgement(new_id("judgement", vault.entropy), pair[0], pair[1], verdict, reviewer.member, vault.clock(), reasons,
                     reviewer.actor)  # fmt: skip


def _changed(said: Suggestion, changes: Mapping[str, str]) -> Suggestion:
    unknown = set(changes) - set(EDITABLE)
    if unknown:
        raise UsageError("edit-unknown-field", field=min(unknown), known=", ".join(EDITABLE))
    made: dict[str, Any] = {}
    for field, words in changes.items():
        match field:
            case "value":
                made["value"] = Value(text=words)
            case "when":
                made["when"] = when_of(words)
            case "where":
                made["where"] = Where(words)
            case "stance":
                made["stance"] = _stance(words)
            case "attribution":
                made["attribution"] = tuple(part.strip() for part in words.split(">") if part.strip())
            case _:
                made["predicate"] = words
    return replace(said, **made)


def _stance(words: str) -> Stance:
    try:
        return Stance(words)
    except ValueError:
        raise UsageError("word-unknown", kind="stances", word=words, near=", ".join(Stance)) from None
