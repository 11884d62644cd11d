"""Erasing what consent was taken back for: all parts that must go are worked out first, then destroyed in one step, for good."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import apsw

from govah.desk.intake.gathering import Gathering
from govah.desk.onfile import handling
from govah.desk.onfile.erased import require_there
from govah.desk.onfile.evidence import captures, document
from govah.desk.onfile.suggestions import CACHE, of_document
from govah.desk.people.clusters import named, person
from govah.errors import NotFoundError, UsageError
from govah.records import Derivation, Erasure, is_id, new_id, person_of, to_plain
from govah.vault import Vault
from govah.vault.erasing import apply_erasure, forget_cache
from govah.vault.introducing import introduce
from govah.vault.joining import roster_of
from govah.vault.writing import MOST_PARTS, Part
from govah.words import words

MOST_NAMED: Final = 4_000
"""Parts named in one `Erasure` record; more go into several."""
LEFT: Final = frozenset({"published", "exported", "proved"})
"""Acts after which a file is out of the desk's hands."""


@dataclass(frozen=True, slots=True)
class Stays:
    """Something that an erasure does not reach, told before anybody says yes."""

    code: str
    "`left`, `copies`, `same-source`, `documents`, `mentions`, `custody`, `partner`, `sealed`."
    count: int
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What an erasure would destroy and what would stay."""

    items: tuple[str, ...]
    goes: tuple[tuple[str, int], ...]
    "(type of record, how many), the sealed ones as `sealed`."
    parts: tuple[tuple[str, int], ...]
    blobs: tuple[str, ...]
    bytes: int
    ids: tuple[str, ...]
    "Of all records that go."
    stays: tuple[Stays, ...]
    persons: tuple[str, ...]
    "Of whom other things are left."
    suggestions: tuple[str, ...]
    "Ids of cached suggestions that say the same."


@dataclass(frozen=True, slots=True)
class Erased:
    """What was destroyed."""

    plan: Plan
    erasures: tuple[str, ...]
    parts: int
    blobs: int
    scrubbed: bool
    "Whether pages and log were cleared too; another open Govah can be in the way, and then it is done with the next opening."


def plan_erasure(vault: Vault, items: Sequence[str]) -> Plan:
    """Works out all that must go with documents, captures, claims, tallies or persons; nothing is changed.

    Raises `NotFoundError` for what is not here, or was erased, and `UsageError` for what cannot be erased by itself.
    """
    gathered = Gathering(vault)
    known = [_gather(vault, gathered, item) for item in items]
    gathered.close()
    counts = Counter(gathered.parts.values())
    return Plan(
        items=tuple(known),
        goes=tuple(sorted(counts.items())),
        parts=tuple(gathered.parts),
        blobs=tuple(gathered.blobs),
        bytes=sum(gathered.blobs.values()),
        ids=tuple(gathered.ids),
        stays=tuple(_stays(vault, gathered)),
        persons=tuple(sorted({person(vault, person_of(one)).id for one in gathered.told_of - set(gathered.ids)})),
        suggestions=tuple(gathered.suggestions),
    )


def erase(vault: Vault, plan: Plan, reason: str) -> Erased:
    """Destroys what was planned, here and, by the record of it, on every replica that the next packets reach.

    Headers, commitments and proofs of all other entries stay as they are; so do acts of custody, which hold ids only.
    """
    require_reason(reason)
    own, ids = vault.identity, {*plan.ids, *plan.suggestions}
    records = [
        Erasure(new_id("erasure", vault.entropy), named, blobs, vault.member, vault.clock(), reason)
        for named, blobs in _pieces(plan)
    ]
    destroyed = [0, 0]

    def work(below: apsw.Connection) -> list[Sequence[Part]]:
        entries: list[Sequence[Part]] = [*introduce(below, own, vault.entropy, vault.clock())]
        roster = roster_of(vault)
        for record in records:
            done = apply_erasure(below, record, own.device, roster)
            destroyed[0] += done.parts
            destroyed[1] += done.blobs
        _forget_suggestions(vault, below, ids)
        return [*entries, *_entries(records), *(_acts(vault, plan, reason))]

    vault.forget_cached(lambda key, text: any(one == key or one in text for one in ids))
    vault.change(work)
    return Erased(plan, tuple(one.id for one in records), destroyed[0], destroyed[1], vault.scrub())


def require_reason(reason: str) -> None:
    """Raises `UsageError` where a reason is no word of the vocabulary: it is read by everybody, and must name nobody."""
    known = words("reasons")
    if reason not in known:
        raise UsageError("word-unknown", kind="reasons", word=reason[:40], near=", ".join(known))


def _gather(vault: Vault, gathered: Gathering, item: str) -> str:
    """Takes one item in, by id or name, and gives its id."""
    require_there(vault, item)
    if is_id(item, "erasure"):
        raise UsageError("erase-erasure", id=item)
    if is_id(item, "person"):
        return gathered.person(named(vault, item))
    if any(is_id(item, kind) for kind in ("document", "capture", "claim", "tally", "statement", "check", "release")):
        return gathered.record(item)
    if is_id(item) and vault.get(item):
        raise UsageError("erase-not-alone", id=item)
    try:
        return gathered.record(document(vault, item).id)
    except NotFoundError as error:
        if error.code != "document-unknown":
            raise
    return gathered.person(named(vault, item))


def _pieces(plan: Plan) -> Iterator[tuple[tuple[tuple[str, int], ...], tuple[str, ...]]]:
    most = max(len(plan.parts), len(plan.blobs))
    for at in range(0, most, MOST_NAMED):
        yield plan.parts[at : at + MOST_NAMED], plan.blobs[at : at + MOST_NAMED]


def _entries(records: Sequence[Erasure]) -> list[Sequence[Part]]:
    return [[(one, "open") for one in records[at : at + MOST_PARTS]] for at in range(0, len(records), MOST_PARTS)]


def _acts(vault: Vault, plan: Plan, reason: str) -> Iterator[list[Part]]:
    """Notes for each item that it was erased, and with the first what went with it, so that each id can be answered for."""
    for item in plan.items:
        yield [handling.part(vault, replace(handling.act(vault, "erased", item, plan.persons), remarks=reason))]
    with_them = [one for one in plan.ids if one not in plan.items]
    for at in range(0, len(with_them), MOST_NAMED):
        named = with_them[at : at + MOST_NAMED]
        made = handling.act(vault, "erased", named[0], named[1:])
        yield [handling.part(vault, replace(made, remarks=reason))]


def _forget_suggestions(vault: Vault, below: apsw.Connection, ids: set[str]) -> None:
    """Takes the same words out of the suggestions that are kept; those of other passages in the same document stay."""
    for paper, _ in list(vault.cache_items(CACHE)):
        held = of_document(vault, paper)
        kept = [one for one in held if one.id not in ids]
        if paper not in ids and len(kept) < len(held):
            text = json.dumps([to_plain(one) for one in kept], ensure_ascii=False)
            below.execute("UPDATE cache SET value = ? WHERE kind = ? AND key = ?", (text, CACHE, paper))
    forget_cache(below, ids)


def _stays(vault: Vault, gathered: Gathering) -> Iterator[Stays]:
    """Gives what the person who asks should know before it is done."""
    acts = {one.record.id: one.record for id_ in gathered.ids for one in handling.acts_on(vault, id_)}
    left = [one for one in acts.values() if one.act in LEFT]
    roster = roster_of(vault)
    going = set(gathered.ids)
    for code, ids in (
        ("left", [one.id for one in left]),
        ("copies", _copies(vault, gathered)),
        ("same-source", _of_the_same_source(vault, gathered)),
        ("documents", gathered.told_in - set(gathered.ids)),
        ("mentions", gathered.told_of - set(gathered.ids)),
        ("custody", [id_ for id_ in acts if id_ not in going]),
        ("partner", [one for one in gathered.devices if roster.is_partner(one)]),
    ):
        if ids:
            yield Stays(code, len(ids), tuple(sorted(ids)))
    sealed = sum(kind == "sealed" for kind in gathered.parts.values())
    if sealed:
        yield Stays("sealed", sealed)


def _copies(vault: Vault, gathered: Gathering) -> set[str]:
    """Gives other documents whose text is the same to the letter."""
    derived = (one.record for one in vault.of_kind("derivation"))
    texts = (one for one in derived if isinstance(one, Derivation) and one.sha256 in gathered.hashes)
    return {one.document for one in texts if one.document not in gathered.ids}


def _of_the_same_source(vault: Vault, gathered: Gathering) -> set[str]:
    """Gives other documents that came from a person from whom one of those erased came."""
    gone = [id_ for id_, kind in gathered.ids.items() if kind in ("document", "capture")]
    if not gone:
        return set()
    came = list(captures(vault))
    persons = {one.source for one in came if one.source and (one.id in gathered.ids or one.document in gathered.ids)}
    return {
        one.document for one in came if one.source in persons and one.document not in gathered.ids and one.id not in gathered.ids
    }
