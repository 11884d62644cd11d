"""Counts of the desk: a definition kept in the journal, run as of a time, kept with its hash, and explained person by person.

What only a script accepted never counts. Counting reads what the journal held at the time of the count, so that the same count
can be made again later; a hash over all cases says whether it is the same.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from govah.count.counts.cases import Case, case
from govah.count.counts.difference import Change, difference
from govah.count.counts.totals import TRAITS, TableRow, Totals, Trait, digest, table, totals
from govah.desk.counts.cases import candidates_of
from govah.desk.counts.tallying import tallies
from govah.desk.people import clusters
from govah.desk.review.reviewing import Reviewer
from govah.errors import EvidenceError, NotFoundError, UsageError
from govah.records import CountDefinition, CountSnapshot, new_id
from govah.vault import Vault
from govah.weigh.tallies import Count
from govah.words import near_words, words


@dataclass(frozen=True, slots=True)
class Counted:
    """A count as it was run: definition, figures, every case, and what rival counters say of the same thing."""

    definition: CountDefinition
    known_at: str
    totals: Totals
    cases: tuple[Case, ...]
    sha256: str
    rivals: tuple[Count, ...]
    snapshot: str = ""
    "The id under which it was kept."

    def by(self, trait: Trait) -> tuple[TableRow, ...]:
        """Gives the cases by a trait."""
        return table(self.cases, trait, lambda place: place in words("prisons"))


def define(vault: Vault, given: CountDefinition, reviewer: Reviewer) -> CountDefinition:
    """Keeps a definition under a name, in place of an older one; errors say which part is unknown or impossible."""
    _require_word("predicates", given.what)
    _require_value(given)
    if given.gender:
        _require_word("genders", given.gender)
    if given.standard:
        _require_word("proof_standards", given.standard)
    if given.by not in {"event", "report"}:
        raise UsageError("count-by")
    for day in (given.since, given.until):
        if day and not _is_day(day):
            raise UsageError("count-not-a-day", text=day[:40])
    if given.since and given.until and given.until < given.since:
        raise UsageError("count-days-crossed")
    if given.grade and (len(given.grade) != 2 or given.grade[0] not in "ABCDEF" or given.grade[1] not in "123456"):
        raise UsageError("count-grade")
    if given.origins < 1 or not given.name.strip():
        raise UsageError("count-origins" if given.origins < 1 else "count-name")
    made = replace(given, id=new_id("check", vault.entropy), defined_by=reviewer.member, defined_at=vault.clock())
    vault.append([[(made, "team")]])
    return made


def definitions(vault: Vault) -> tuple[CountDefinition, ...]:
    """Gives the latest definition of each name, in the order in which the names were first used."""
    found: dict[str, CountDefinition] = {}
    for stored in vault.of_kind("count-definition"):
        if isinstance(stored.record, CountDefinition):
            found[stored.record.name] = stored.record
    return tuple(found.values())


def versions(vault: Vault) -> Iterator[CountDefinition]:
    """Gives every definition that was ever kept, oldest first."""
    for stored in vault.of_kind("count-definition"):
        if isinstance(stored.record, CountDefinition):
            yield stored.record


def snapshots(vault: Vault, name: str = "") -> tuple[CountSnapshot, ...]:
    """Gives the counts that were kept, oldest first; of one name only, where one is given."""
    own = {one.id for one in versions(vault) if not name or one.name == name}
    found = (stored.record for stored in vault.of_kind("count-snapshot"))
    return tuple(one for one in found if isinstance(one, CountSnapshot) and one.definition in own)


def run(vault: Vault, name: str, reviewer: Reviewer, *, keep: bool = True) -> Counted:
    """Counts what the journal holds now, by the definition of that name, and keeps figures and hash."""
    definition = named(vault, name)
    if not keep:
        return count(vault, definition, vault.clock())
    counted = count(vault, definition, _moment_gone_by(vault))
    figures = counted.totals
    made = CountSnapshot(
        new_id("check", vault.entropy), counted.definition.id, counted.known_at, reviewer.member, figures.confirmed,
        figures.under_investigation, figures.disputed, figures.excluded, figures.minimum, figures.maximum, counted.sha256,
    )  # fmt: skip
    vault.append([[(made, "team")]])
    return replace(counted, snapshot=made.id)


def again(vault: Vault, snapshot: str) -> Counted:
    """Makes a kept count again from what the journal held then; another hash is an `EvidenceError` that says so."""
    kept = _snapshot(vault, snapshot)
    definition = next(one for one in versions(vault) if one.id == kept.definition)
    counted = count(vault, definition, kept.known_at)
    if counted.sha256 != kept.sha256:
        raise EvidenceError("count-not-the-same", id=kept.id, was=kept.sha256[:12], now=counted.sha256[:12])
    return replace(counted, snapshot=kept.id)


def explain(vault: Vault, earlier: str, later: str) -> tuple[Change, ...]:
    """Gives the difference between two kept counts, person by person; of two definitions too, where that is asked for."""
    old, new = (_recounted(vault, _snapshot(vault, one)) for one in (earlier, later))
    return difference(old.cases, new.cases)


def named(vault: Vault, name: str) -> CountDefinition:
    """Gives the latest definition of that name; raises `NotFoundError` with those that there are."""
    found = [one for one in definitions(vault) if one.name == name]
    if not found:
        known = ", ".join(one.name for one in definitions(vault)) or "—"
        raise NotFoundError("count-unknown", known=known[:200])
    return found[0]


def count(vault: Vault, definition: CountDefinition, known_at: str) -> Counted:
    """Counts by a definition what the journal held at a time."""
    candidates, people = candidates_of(vault, definition, known_at)
    standards = tuple(words("proof_standards"))
    cases = tuple(sorted((case(one, definition, standards) for one in candidates), key=lambda one: one.person))
    counted = {one.person for one in cases if one.category != "excluded"}
    alike = clusters.likenesses_among(vault, (one for one in people if one.id in counted))
    figures = totals(cases, ((one.left, one.right) for one in alike))
    return Counted(definition, known_at, figures, cases, digest(cases), _rivals(vault, definition.what))


def traits() -> tuple[Trait, ...]:
    """Gives what a count can be laid out by."""
    return TRAITS


def _recounted(vault: Vault, kept: CountSnapshot) -> Counted:
    definition = next(one for one in versions(vault) if one.id == kept.definition)
    return count(vault, definition, kept.known_at)


def _moment_gone_by(vault: Vault) -> str:
    """Gives the present second once it is over: what is written later bears a later time, and the count can be made again."""
    now, waited = vault.clock(), time.monotonic() + 2
    while vault.clock() == now and time.monotonic() < waited:
        time.sleep(0.02)
    return now


def _rivals(vault: Vault, what: str) -> tuple[Count, ...]:
    """Gives what others count of the same thing, in their own words."""
    kinds = words("tallies")
    same = (side for side in tallies(vault) if side.what in kinds and kinds[side.what].more.get("predicate") == what)
    return tuple(one for side in same for one in side.counts)


def _snapshot(vault: Vault, id_: str) -> CountSnapshot:
    for stored in vault.get(id_):
        if isinstance(stored.record, CountSnapshot):
            return stored.record
    raise NotFoundError("count-snapshot-unknown", id=id_[:20])


def _require_word(kind: str, word: str) -> None:
    if word not in words(kind):
        near = ", ".join(one.name for one in near_words(word, [kind])) or ", ".join(words(kind))
        raise UsageError("word-unknown", kind=kind, word=word[:30], near=near)


def _require_value(given: CountDefinition) -> None:
    """A value must be a term that the predicate takes: a mistyped one would count nobody, and nobody would see why."""
    kinds = [str(kind) for kind in words("predicates")[given.what].more.get("terms", ())]
    if not given.value or not kinds or any(given.value in words(kind) for kind in kinds):
        return
    near = ", ".join(one.name for one in near_words(given.value, kinds)) or ", ".join(words(kinds[0]))
    raise UsageError("word-unknown", kind=kinds[0], word=given.value[:30], near=near)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
