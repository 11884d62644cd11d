"""A claim that a person makes of words that they selected: the words to the letter, and on record as the member's own."""

from __future__ import annotations

from dataclasses import dataclass

from govah.desk.intake.reading import text_of
from govah.desk.onfile.dating import when_of
from govah.desk.onfile.suggestions import Suggestion, named
from govah.desk.review.queue import derivation_of
from govah.desk.review.reviewing import Decided, Reviewer, accept_made
from govah.errors import UsageError
from govah.records import Passage, Stance, Value, Where
from govah.vault import Vault
from govah.words import words

BY_MEMBER = "member"


@dataclass(frozen=True, slots=True)
class OwnClaim:
    """What somebody says that a passage says."""

    derivation: str
    start: int
    end: int
    name: str
    "The person's name as the document writes it."
    predicate: str
    stance: str
    value: str = ""
    when: str = ""
    where: str = ""
    attribution: str = ""
    "The voices, outermost first, with `>` between them."


def make_claim(vault: Vault, said: OwnClaim, reviewer: Reviewer, *, person: str = "") -> Decided:
    """Enters a claim of one's own, for a new person of that document or for one on file; words that are not there are refused."""
    derivation = derivation_of(vault, said.derivation)
    text = text_of(vault, derivation)
    quote = text[said.start : said.end] if 0 <= said.start < said.end <= len(text) else ""
    if not quote.strip():
        raise UsageError("own-claim-no-words")
    if not said.name:
        raise UsageError("own-claim-nobody")
    kind = "attribute" if said.predicate in words("attributes") else "claim"
    if kind == "claim" and said.predicate not in words("predicates"):
        raise UsageError("word-unknown", kind="predicates", word=said.predicate[:20], near=", ".join(words("predicates")))
    if said.stance not in tuple(Stance):
        raise UsageError("word-unknown", kind="stances", word=said.stance[:20], near=", ".join(Stance))
    made = Suggestion(
        id="", document=derivation.document, kind=kind, predicate=said.predicate, value=Value(said.value or quote),
        stance=Stance(said.stance), attribution=tuple(part.strip() for part in said.attribution.split(">") if part.strip()),
        passage=Passage(derivation.id, quote, said.start, said.end), rule=BY_MEMBER, person=said.name,
        when=when_of(said.when) if said.when else None, where=Where(said.where) if said.where else None,
    )  # fmt: skip
    return accept_made(vault, named(vault, made), reviewer, person=person)
