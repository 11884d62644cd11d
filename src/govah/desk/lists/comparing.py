"""A newer version of a list: what is new, gone and changed; accepting it claims only what is new or changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from govah.desk.intake.listed import acceptance_of, compared_with, left_of, manner_of
from govah.desk.intake.rowmentions import row_of_mention
from govah.desk.lists.accepting import Accepted, Terms, Writing, go_on, journal, uncollected
from govah.desk.lists.mappings import Wanted
from govah.desk.lists.viewing import OpenList, open_list, read_open
from govah.desk.onfile.evidence import document
from govah.errors import UsageError
from govah.read import lists
from govah.records import Acceptance, Mention, new_id
from govah.text import fold_name
from govah.vault import Vault


@dataclass(frozen=True, slots=True)
class Compared:
    """A newer version of a list held against the older."""

    document: str
    older: str
    acceptance: Acceptance
    "The decision on the older version."
    comparison: lists.Comparison
    empty: int
    "Rows of the newer version that say nothing."


def compare_lists(vault: Vault, newer: str, older: str, wanted: Wanted = ()) -> Compared:
    """Gives what a list says against an older version of it that was accepted; nothing is written."""
    opened, accepted = _opened(vault, newer, older, wanted)
    return _compared(vault, opened, accepted)


def accept_newer(
    vault: Vault,
    newer: str,
    older: str,
    terms: Terms | None = None,
    *,
    progress: Callable[[int], None] = lambda _rows: None,
) -> Accepted:
    """Accepts a newer version by one decision: claims what is new and changed, leaves what is doubtful to a person.

    What it reports, how far and in whose voice is as it was for the older version, unless `terms` say otherwise. A changed row is
    joined to the person of the older row; a row that is gone is told, and nothing is withdrawn by that.
    """
    opened, accepted = _opened(vault, newer, older, terms.wanted if terms else ())
    known = opened.acceptance
    if known is not None and known.newer_than != accepted.document:
        raise UsageError("list-accepted-already", id=known.id)
    with uncollected():
        if known is None:
            return _accept(vault, opened, accepted, terms, progress)
        compared = _compared(vault, opened, accepted).comparison
        return go_on(vault, opened, known, (_plain(vault, accepted, compared), left_of(compared)), progress)


def _accept(
    vault: Vault, opened: OpenList, accepted: Acceptance, terms: Terms | None, progress: Callable[[int], None]
) -> Accepted:
    held = _compared(vault, opened, accepted)
    compared = held.comparison
    plain = _plain(vault, accepted, compared)
    left = left_of(compared)
    chosen = terms or Terms(accepted.reports, accepted.stance, accepted.attribution)
    rows = len(compared.new) + len(compared.changed) + len(compared.maybe) + len(compared.same) + held.empty
    made = Acceptance(
        id=new_id("decision", vault.entropy),
        document=opened.document.id,
        derivation=opened.derivation.id,
        columns=opened.columns,
        reports=chosen.reports or accepted.reports,
        stance=chosen.stance,
        attribution=chosen.voices or accepted.attribution,
        actor="member",
        decided_by=vault.member,
        decided_at=vault.clock(),
        reader=lists.READER,
        rows=rows,
        claimed=len(plain),
        exceptions=len(left),
        empty=held.empty,
        same=len(compared.same),
        newer_than=accepted.document,
    )
    return journal(vault, opened, made, (plain, left), progress)


def _plain(vault: Vault, accepted: Acceptance, compared: lists.Comparison) -> list[Writing]:
    """Gives the rows to claim, in order: new ones, and what changed ones say anew, joined to the person of the older row."""
    plain = [Writing(one) for one in compared.new if one.kind == lists.TOLD]
    for one in compared.changed:
        if one.after.kind == lists.TOLD:
            before = _mention_of(vault, accepted, one.before)
            plain.append(Writing(one.after._replace(said=one.said), same_as=before))
    return sorted(plain, key=lambda one: one.row.row.cells[0].start)


def _opened(vault: Vault, newer: str, older: str, wanted: Wanted) -> tuple[OpenList, Acceptance]:
    before = document(vault, older)
    opened = open_list(vault, newer, wanted)
    if opened.document.id == before.id:
        raise UsageError("list-same-document")
    accepted = acceptance_of(vault, before.id)
    if accepted is None:
        raise UsageError("list-not-accepted", id=before.id)
    return opened, accepted


def _compared(vault: Vault, opened: OpenList, accepted: Acceptance) -> Compared:
    manner = manner_of(replace(accepted, decided_at=vault.clock()), opened.extracted)
    version = lists.Version(opened.sheets, list(read_open(opened, manner)))
    found = compared_with(vault, accepted.document, version)
    if found is None:
        raise UsageError("list-not-accepted", id=accepted.document)
    empty = sum(one.kind == lists.EMPTY for one in version.told)
    return Compared(opened.document.id, accepted.document, accepted, found, empty)


def _mention_of(vault: Vault, accepted: Acceptance, row: lists.RowTold) -> str:
    """Gives the mention that came of a row of an accepted list; empty where it was left to a person and none was made."""
    wanted = (row.row.sheet, row.row.number)
    for id_ in vault.find_text(fold_name(row.name), "mention"):
        is_own = any(isinstance(one.record, Mention) and one.record.document == accepted.document for one in vault.get(id_))
        if is_own and row_of_mention(vault, id_) == wanted:
            return id_
    return ""
