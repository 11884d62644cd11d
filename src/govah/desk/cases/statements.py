"""Official statements and counts on file: who called for what, who counts how many, in which document, to the letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govah.desk.onfile.evidence import document
from govah.desk.onfile.withdrawals import is_withdrawn
from govah.records import Counted, Decision, Statement, Tally, When
from govah.vault import Vault


@dataclass(frozen=True, slots=True)
class Stated:
    """One accepted statement or count."""

    kind: str
    "`statement` or `tally`."
    id: str
    document: str
    speakers: tuple[str, ...]
    "Who says it, outermost first; empty where the document says it itself."
    what: str
    "What the words do (`call`, `condemn`), or what is counted (`arrested`): a word of the vocabulary."
    words: str
    "The number as written; for a statement, its words."
    quote: str
    when: When | None
    reviewed: bool
    "Whether a person, and not only a script, accepted it."
    counted: Counted | None = None
    "For a tally: by which definition it counts, where its words tell one."


def stated(vault: Vault, of: str = "") -> tuple[Stated, ...]:
    """Gives what is on file and was not taken back, in the order of recording; `of` names one document by id or name."""
    only = document(vault, of).id if of else ""
    return tuple(one for one in _all(vault) if not only or one.document == only)


def stated_in(vault: Vault, document_id: str, known_at: str | None = None) -> Iterator[Stated]:
    """Gives what is on file of one document, by that time, and was not taken back."""
    for kind in ("statement", "tally"):
        for stored in vault.about(document_id, kind):
            record = stored.record
            is_known = known_at is None or stored.time <= known_at
            if isinstance(record, Statement | Tally) and is_known and not is_withdrawn(vault, record.id, known_at):
                yield _stated(vault, record)


def _all(vault: Vault) -> Iterator[Stated]:
    for kind in ("statement", "tally"):
        for stored in vault.of_kind(kind):
            record = stored.record
            if isinstance(record, Statement | Tally) and not is_withdrawn(vault, record.id):
                yield _stated(vault, record)


def _stated(vault: Vault, record: Statement | Tally) -> Stated:
    reviewed = is_reviewed(vault, record.id)
    if isinstance(record, Statement):
        return Stated("statement", record.id, record.document, (record.speaker,), record.act, record.words.text,
                      record.passage.quote, record.when, reviewed)  # fmt: skip
    return Stated("tally", record.id, record.document, record.attribution, record.what, record.value.text, record.passage.quote,
                  record.when, reviewed, record.counted)  # fmt: skip


def is_reviewed(vault: Vault, id_: str) -> bool:
    """Answers whether a person, and not only a script, accepted it."""
    found = [stored.record for stored in vault.about(id_, "decision")]
    return any(isinstance(one, Decision) and one.actor == "member" and not is_withdrawn(vault, one.id) for one in found)
