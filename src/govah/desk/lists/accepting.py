"""Accepting a list once: one decision of a member stands for every claim of it; rows that are not plain stay suggestions."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import Final

from govah.desk.intake import listed
from govah.desk.intake.rowmentions import Place, decided_rows, mentions_under, row_of_mention
from govah.desk.lists.keeping import SortedOut
from govah.desk.lists.mappings import Wanted
from govah.desk.lists.viewing import OpenList, open_list, read_open
from govah.desk.onfile import suggestions
from govah.desk.onfile.erased import mentions_erased
from govah.desk.onfile.evidence import compartment_of, publisher_of
from govah.errors import UsageError
from govah.read import lists
from govah.records import (
    Acceptance,
    Basis,
    Fact,
    Judgement,
    Locator,
    Mention,
    Passage,
    Stance,
    new_id,
)
from govah.vault import Vault
from govah.weigh import voice_key
from govah.words import word

FIRST: Final = 1_000
"""Rows journalled at the first stroke, so that nobody waits long for a sign of life."""
BATCH: Final = 4_000
"""Rows journalled at each stroke after it: every stroke writes most of the index anew."""
SOURCES: Final = "sources"

Part = tuple[object, str]


@dataclass(frozen=True, slots=True)
class Terms:
    """What the member says of the list: what it reports, how far, and whose voice it is."""

    reports: str = ""
    "A predicate; empty where each row has a status of its own."
    stance: Stance = Stance.REPORTED
    voices: tuple[str, ...] = ()
    "Whose list it is, outermost first; empty for the document's own voice."
    wanted: Wanted = ()
    "Columns corrected on the way."
    actor: str = "member"
    member: str = ""
    "On whose account a script runs; else the member whose vault this is."


@dataclass(frozen=True, slots=True)
class Writing:
    """A plain row about to be journalled."""

    row: lists.RowTold
    same_as: str = ""
    "The mention of the same person in the older version of the list."


@dataclass(frozen=True, slots=True)
class Accepted:
    """What one decision did."""

    acceptance: Acceptance
    claims: int
    "Journalled by this call."
    faults: tuple[lists.Fault, ...]
    resumed: int = 0
    "Rows that an earlier call, cut short, had journalled already."

    @property
    def is_complete(self) -> bool:
        """Answers whether every row read is accounted for."""
        one = self.acceptance
        return one.rows == one.claimed + one.exceptions + one.empty + one.same


def accept_list(vault: Vault, id_or_name: str, terms: Terms, *, progress: Callable[[int], None] = lambda _rows: None) -> Accepted:
    """Accepts a whole list by one decision, and journals a mention and claims for every row that is plain.

    What was cut short goes on where it stopped. A list that a script accepted becomes reviewed by the decision of a member.
    """
    with uncollected():
        opened = open_list(vault, id_or_name, terms.wanted)
        known = opened.acceptance
        if known is not None:
            return _go_on(vault, opened, known, terms, progress)
        _check(opened, terms)
        made = _acceptance(vault, opened, terms)
        rows = _sorted_out(vault, opened, made)
        kinds = rows.kinds
        counted = replace(
            made, rows=kinds.total(), claimed=kinds[lists.TOLD], exceptions=kinds[lists.EXCEPTION], empty=kinds[lists.EMPTY]
        )
        return journal(vault, opened, counted, (map(Writing, rows.plain()), rows.left), progress)


def accept_waiting(vault: Vault, member: str) -> tuple[Accepted, ...]:
    """Accepts every list that waits, as a script, by what it says itself; all of it is UNREVIEWED until a member decides."""
    terms = Terms(actor="script", member=member)
    return tuple(accept_list(vault, document, terms) for document in listed.waiting(vault))


def journal(
    vault: Vault,
    opened: OpenList,
    made: Acceptance,
    rows: tuple[Iterable[Writing], Sequence[lists.RowTold]],
    progress: Callable[[int], None],
) -> Accepted:
    """Writes the decision, then the claims of (plain rows, rows left) in batches, each durable; the rows left go to the cache."""
    plain, left = rows
    vault.append([[(made, compartment_of(vault, opened.document.id))]])
    claims = _write(vault, opened, made, plain, progress)
    _keep(vault, opened, made, left)
    return Accepted(made, claims, tuple(fault for one in left for fault in one.faults))


@contextmanager
def uncollected() -> Iterator[None]:
    """Keeps the collector of cycles still: it would walk half a million records again and again; none is in a cycle."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def go_on(
    vault: Vault,
    opened: OpenList,
    known: Acceptance,
    rows: tuple[Iterable[Writing], Sequence[lists.RowTold]],
    progress: Callable[[int], None],
) -> Accepted:
    """Journals what an earlier call, cut short, left undone of (plain rows, rows left); nothing undone is a `UsageError`."""
    plain, left = rows
    made = [id_ for ids in mentions_under(vault, known.id).values() for id_ in ids]
    if len(made) >= known.claimed:
        raise UsageError("list-accepted-already", id=known.id)
    claimed = {row_of_mention(vault, id_) for id_ in made}
    undone: Iterator[Writing] = (one for one in plain if (one.row.row.sheet, one.row.row.number) not in claimed)
    if gone := mentions_erased(vault, known.decided_at):
        undone = _beyond_erased(opened, known, claimed, undone, gone)
    claims = _write(vault, opened, known, undone, progress)
    _keep(vault, opened, known, left)
    return Accepted(known, claims, tuple(fault for one in left for fault in one.faults), len(made))


def _beyond_erased(
    opened: OpenList, known: Acceptance, claimed: Collection[Place | None], undone: Iterator[Writing], gone: int
) -> Iterator[Writing]:
    """Gives the undone rows behind the last one that was journalled: one before it may be a person who was erased since.

    Where the last rows can all be erased ones, nothing is undone: raises `UsageError`. Nobody is claimed anew by the row.
    """
    order = {sheet.name: at for at, sheet in enumerate(opened.sheets)}
    last = max(((order[one[0]], one[1]) for one in claimed if one is not None), default=(-1, -1))
    behind = (one for one in undone if (order[one.row.row.sheet], one.row.row.number) > last)
    first = list(islice(behind, gone + 1))
    if len(first) <= gone:
        raise UsageError("list-accepted-already", id=known.id)
    return chain(first, behind)


def _go_on(vault: Vault, opened: OpenList, known: Acceptance, terms: Terms, progress: Callable[[int], None]) -> Accepted:
    if known.actor == "script" and terms.actor == "member" and listed.confirmed_by(vault, known.id) is None:
        mine = replace(
            known, id=new_id("decision", vault.entropy), actor="member", decided_by=vault.member, decided_at=vault.clock(),
            confirms=known.id,
        )  # fmt: skip
        vault.append([[(mine, compartment_of(vault, known.document))]])
        return Accepted(mine, 0, ())
    if known.derivation != opened.derivation.id or known.newer_than:
        raise UsageError("list-accepted-already", id=known.id)
    rows = _sorted_out(vault, opened, known)
    return go_on(vault, opened, known, (map(Writing, rows.plain()), rows.left), progress)


def _check(opened: OpenList, terms: Terms) -> None:
    if terms.reports:
        word("predicates", terms.reports)
    elif terms.actor == "member" and not opened.has_status:
        raise UsageError("list-reports-what", id=opened.document.id)


def _acceptance(vault: Vault, opened: OpenList, terms: Terms) -> Acceptance:
    return Acceptance(
        id=new_id("decision", vault.entropy),
        document=opened.document.id,
        derivation=opened.derivation.id,
        columns=opened.columns,
        reports=terms.reports,
        stance=terms.stance,
        attribution=terms.voices,
        actor=terms.actor,
        decided_by=terms.member or vault.member,
        decided_at=vault.clock(),
        reader=lists.READER,
    )


def _sorted_out(vault: Vault, opened: OpenList, made: Acceptance) -> SortedOut:
    """Reads the rows of a list as its decision takes them.

    A row of which a person decided something before is left to them: nothing is claimed twice.
    """
    decided = decided_rows(vault, opened.document.id)
    told = read_open(opened, listed.manner_of(made, opened.extracted))
    return SortedOut(_beside_decided(one, decided) for one in told)


def _beside_decided(one: lists.RowTold, decided: Collection[Place]) -> lists.RowTold:
    if one.kind != lists.TOLD or (one.row.sheet, one.row.number) not in decided:
        return one
    return one._replace(kind=lists.EXCEPTION, faults=(*one.faults, lists.Fault(_address(one), "row-decided", "")))


def _address(one: lists.RowTold) -> str:
    return one.row.address(one.row.cells[0])


def _write(vault: Vault, opened: OpenList, made: Acceptance, plain: Iterable[Writing], progress: Callable[[int], None]) -> int:
    writer = _Writer(vault, opened, made, compartment_of(vault, opened.document.id))
    waiting = iter(plain)
    done, size = 0, FIRST
    while (first := next(waiting, None)) is not None:
        written = vault.append(map(writer.entry, chain((first,), islice(waiting, size - 1))))
        done, size = done + len(written), BATCH
        progress(done)
    return writer.claims


def _keep(vault: Vault, opened: OpenList, made: Acceptance, left: Sequence[lists.RowTold]) -> None:
    reading = lists.reading_of(opened.extracted, left, voices=made.attribution)
    found = suggestions.suggestions_of(vault, opened.document.id, opened.derivation, reading, opened.extracted.text)
    suggestions.keep(vault, opened.document.id, found)


@dataclass(slots=True)
class _Writer:
    """Makes the entry of a row: its mention, and fact and basis of each claim, side by side."""

    vault: Vault
    opened: OpenList
    made: Acceptance
    compartment: str
    claims: int = 0
    origins: dict[tuple[str, ...], str] = field(default_factory=dict)

    def entry(self, writing: Writing) -> list[Part]:
        one = writing.row
        vault, made, text = self.vault, self.made, self.opened.extracted.text
        document, derivation = made.document, made.derivation
        mention = Mention(new_id("mention", vault.entropy), document, "person", one.name, one.other_names, made.id)
        chain = (*made.attribution, one.source) if one.source and one.source not in made.attribution else made.attribution
        origin = self._origin(chain)
        parts: list[Part] = [(mention, "team")]
        for said in one.said:
            claim = new_id("claim", vault.entropy)
            own = SOURCES if lists.is_sensitive(said.predicate) else "team"
            fact = Fact(claim, mention.id, said.predicate, said.value, said.stance, origin, said.when, said.where, made.id)
            passage = Passage(derivation, text[said.start : said.end], said.start, said.end, Locator(cell=said.cell))
            parts.append((fact, own))
            parts.append((Basis(claim, document, passage, chain, made.reader), own if own == SOURCES else self.compartment))
        self.claims += len(one.said)
        if writing.same_as:
            parts.append((self._same(mention.id, writing.same_as), "team"))
        return parts

    def _same(self, mention: str, older: str) -> Judgement:
        made = self.made
        return Judgement(new_id("judgement", self.vault.entropy), mention, older, "same", made.decided_by, made.decided_at,
                         ("list-newer",), made.actor)  # fmt: skip

    def _origin(self, chain: tuple[str, ...]) -> str:
        if chain not in self.origins:
            voice = voice_key(chain, publisher_of(self.vault, self.made.document))
            self.origins[chain] = self.vault.origin_token(voice) if voice else ""
        return self.origins[chain]


def claims_under(vault: Vault, acceptance: str) -> Iterator[Fact]:
    """Gives the facts that one decision stands for."""
    for stored in vault.about(acceptance, "fact"):
        if isinstance(stored.record, Fact) and stored.record.acceptance == acceptance:
            yield stored.record
