"""The queue of a review at a screen: what waits, in an order that holds while somebody works; and the sheet beside each card."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from govah.desk.intake.reading import text_of
from govah.desk.onfile import handling, suggestions
from govah.desk.onfile.evidence import captures_of
from govah.desk.onfile.suggestions import Suggestion
from govah.desk.review.copies import Group, grouped
from govah.desk.review.statistics import ENOUGH
from govah.errors import NotFoundError, UsageError
from govah.records import Decision, Derivation, Document
from govah.vault import Vault
from govah.vault.paging import page_of

STEP: Final = 100
"""Documents that are looked through at a time: a page must not wait for a whole vault."""
RECENT: Final = 400
"""Decisions from which the desk's opinion of a rule is read."""
WINDOW: Final = 6000
"""Characters of a document that are shown around a passage."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits in some documents, gravest first, copies together."""

    groups: tuple[Group, ...]
    after: str
    "Where to look further; empty where everything was looked through."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A stretch of a document's text, with the passages in it that suggestions stand on."""

    document: str
    derivation: str
    name: str
    published: str
    text: str
    start: int
    "Where the stretch begins, in code points of the whole text."
    whole: int
    "Code points of the whole text."
    passages: tuple[Suggestion, ...]
    "Those that wait and stand in the stretch, in the order of the text."

    @property
    def end(self) -> int:
        """Gives where the stretch ends."""
        return self.start + len(self.text)


def next_queue(vault: Vault, after: str = "") -> Queue:
    """Gives what waits in the newest documents, or in those before where an earlier step ended."""
    page = page_of(vault, "document", after, STEP)
    documents = [one.record.id for one in page.records if isinstance(one.record, Document)]
    waiting = tuple(suggestions.pending(vault, documents))
    return Queue(grouped(waiting, recent_precisions(vault) if waiting else {}), page.after)


def recent_precisions(vault: Vault) -> dict[str, float]:
    """Gives how much of what each rule suggests people took of late: of the last decisions alone."""
    taken: dict[str, list[bool]] = {}
    for stored in page_of(vault, "decision", most=RECENT).records:
        one = stored.record
        if isinstance(one, Decision) and one.actor == "member" and one.suggestion.startswith("{"):
            rule = str(json.loads(one.suggestion).get("rule", ""))
            taken.setdefault(rule, []).append(one.verdict != "rejected")
    return {rule: (sum(found) + 1) / (len(found) + 2) for rule, found in taken.items() if len(found) >= ENOUGH}


def is_waiting(vault: Vault, id_: str) -> bool:
    """Answers whether nobody has decided a suggestion yet."""
    return next(suggestions.decisions_on(vault, id_), None) is None


def require_waiting(vault: Vault, ids: Iterable[str]) -> None:
    """Raises `UsageError` where somebody decided one of them meanwhile: a second tab, a colleague's packet, the command line."""
    if not all(is_waiting(vault, id_) for id_ in ids):
        raise UsageError("decided-meanwhile")


def sheet_of(vault: Vault, found: Suggestion) -> Sheet:
    """Gives the stretch of its document that a suggestion stands in; that this member saw the document is noted, once a day."""
    waiting = tuple(suggestions.pending(vault, [found.document]))
    passage = found.passage
    return stretch(vault, passage.derivation, (passage.start, passage.end), waiting)


def stretch(vault: Vault, derivation: str, place: tuple[int, int], waiting: Sequence[Suggestion] = ()) -> Sheet:
    """Gives the stretch of a text around a place, and notes the look."""
    one = derivation_of(vault, derivation)
    text = text_of(vault, one)
    start = max(0, min(place[0], len(text)) - WINDOW // 3)
    start = text.rfind("\n", 0, start) + 1 if start - text.rfind("\n", 0, start) < 400 else start
    cut = text[start : start + WINDOW]
    names = captures_of(vault, one.document)
    handling.record(vault, *handling.once_a_day(vault, handling.act(vault, "viewed", one.document)))
    return Sheet(
        document=one.document,
        derivation=one.id,
        name=names[0].name if names else "",
        published=next((capture.published for capture in names if capture.published), one.published),
        text=cut,
        start=start,
        whole=len(text),
        passages=tuple(_within(waiting, one.id, start, start + len(cut))),
    )


def derivation_of(vault: Vault, id_: str) -> Derivation:
    """Gives a derivation by its id; raises `NotFoundError`."""
    for stored in vault.get(id_):
        if isinstance(stored.record, Derivation):
            return stored.record
    raise NotFoundError("record-unknown", id=id_[:20])


def _within(waiting: Iterable[Suggestion], derivation: str, start: int, end: int) -> Iterator[Suggestion]:
    inside = (one for one in waiting if one.passage.derivation == derivation)
    yield from sorted(
        (one for one in inside if start <= one.passage.start and one.passage.end <= end), key=lambda one: one.passage.start
    )
