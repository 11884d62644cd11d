"""What hangs on a record that is to be erased: every part that repeats its words, names it, or would be left without sense."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from govah.desk.onfile.handling import acts_on
from govah.desk.people.clusters import Person, person
from govah.errors import NotFoundError
from govah.records import (
    Basis,
    Check,
    Cosignature,
    Custody,
    Decision,
    Derivation,
    Device,
    Document,
    Epoch,
    Erasure,
    Fact,
    Judgement,
    Member,
    Mention,
    Release,
    Stamp,
    Unknown,
    Withdrawal,
    person_of,
)
from govah.vault import EntryRef, Stored, Vault

KEPT: Final = (Custody, Erasure, Stamp, Cosignature, Member, Device, Epoch, Release, Check)
"""Records that stay though they name what goes: they hold ids only, or are looked at on their own."""
HANGS: Final[Mapping[type, tuple[str, ...]]] = {
    Fact: ("mention",),
    Basis: ("document",),
    Judgement: ("left", "right"),
    Decision: ("claim",),
    Withdrawal: ("target",),
}
"""Which fields of a record tie it to what it hangs on; others hang on their document."""
WITH_ITS_ACT: Final = frozenset({"captured", "derived"})
"""Acts that are written in one entry with what they tell of, so that it is found there where it lies sealed."""


class Gathering:
    """A growing set of parts, each with the type of its body; what one of them brings along is taken in with it."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self.parts: dict[tuple[str, int], str] = {}
        "(entry id, number of the part) → type; `sealed` where it cannot be read here."
        self.ids: dict[str, str] = {}
        self.blobs: dict[str, int] = {}
        "Blob → size."
        self.hashes: set[str] = set()
        self.suggestions: dict[str, None] = {}
        self.told_in: set[str] = set()
        "Documents that the claims stand on."
        self.told_of: set[str] = set()
        "Mentions that the claims are about."
        self.devices: set[str] = set()
        "In whose logs the parts stand."
        self._entries: dict[str, list[Stored]] = {}

    def record(self, id_: str) -> str:
        """Takes in a record and all that hangs on it; nothing of that id is a `NotFoundError`."""
        found = self._vault.get(id_)
        if not found:
            raise NotFoundError("record-unknown", id=id_[:20])
        self._follow(found)
        if any(isinstance(one.record, Document) for one in found):
            self._rejected(id_)
        return id_

    def person(self, who: Person) -> str:
        """Takes in all that was accepted about a person; the documents that tell of them stay."""
        for mention in who.mentions:
            self._follow(self._vault.get(mention.id))
        self._checks((who.id, *who.retired))
        self.ids.update(dict.fromkeys((who.id, *who.retired), "person"))
        return who.id

    def close(self) -> None:
        """Looks once more at what hangs on several records: releases, checks, and hashes in acts of custody."""
        has_checks, has_releases = (next(self._vault.of_kind(kind), None) is not None for kind in ("check", "release"))
        for id_, kind in list(self.ids.items()):
            if kind == "mention" and has_checks:
                self._unnamed(id_)
            if kind in ("fact", "basis") and has_releases:
                self._released(id_)
            if kind in ("document", "derivation"):
                self._acts(id_)

    def _follow(self, start: Iterable[Stored]) -> None:
        waiting = list(start)
        while waiting:
            for id_ in dict.fromkeys(self._take(waiting.pop())):
                waiting += self._vault.get(id_)
                waiting += [one for one in self._vault.about(id_) if _hangs_on(one.record, id_)]

    def _take(self, stored: Stored) -> Iterable[str]:
        """Takes one part in, and gives its id where it is new."""
        number = next(at for at, one in enumerate(self._parts_of(stored.entry)) if one.commitment == stored.commitment)
        if (stored.entry.id, number) in self.parts:
            return ()
        self.parts[stored.entry.id, number] = stored.kind
        self.devices.add(stored.entry.device)
        record: Any = stored.record
        id_ = str(getattr(record, "id", ""))
        if isinstance(record, Fact):
            self.told_of.add(record.mention)
            self._sealed_half(stored.entry, number)
        if isinstance(record, Basis):
            self.told_in.add(record.document)
        if isinstance(record, Document | Derivation):
            self.blobs[record.blob] = record.size
            self.hashes.add(record.sha256)
        if isinstance(record, Decision):
            self.suggestions[record.key] = None
        if isinstance(record, Mention):  # the person that was born with it is asked for by an id of its own
            self.ids[person_of(id_)] = "person"
        is_known = not id_ or id_ in self.ids
        self.ids.setdefault(id_, stored.kind) if id_ else None
        return () if is_known else (id_,)

    def _sealed_half(self, entry: EntryRef, number: int) -> None:
        """A basis that this device cannot read stands right after its fact; of an entry with one fact all of it goes."""
        parts = self._parts_of(entry)
        alone = sum(isinstance(one.record, Fact) for one in parts) == 1
        for at, one in enumerate(parts):
            if one.sealed and (alone or at == number + 1):
                self.parts[entry.id, at] = "sealed"

    def _rejected(self, document: str) -> None:
        """Decisions carry the whole suggestion, rejected ones too, and name the document within it."""
        said = f'"document":"{document}"'
        self._follow(
            one for one in self._vault.of_kind("decision") if isinstance(one.record, Decision) and said in one.record.suggestion
        )

    def _unnamed(self, mention: str) -> None:
        """Where nothing is left of a person, what was looked for goes too."""
        try:
            who = person(self._vault, person_of(mention))
        except NotFoundError:
            return
        if all(one.id in self.ids for one in who.mentions):
            self._checks((who.id, *who.retired))

    def _checks(self, ids: Iterable[str]) -> None:
        for id_ in ids:
            self._follow(
                one for one in self._vault.about(id_, "check") if isinstance(one.record, Check) and one.record.person == id_
            )

    def _released(self, claim: str) -> None:
        for one in self._vault.about(claim, "release"):
            if isinstance(one.record, Release) and all(id_ in self.ids for id_ in one.record.claims):
                self._follow([one])

    def _acts(self, id_: str) -> None:
        """An act that holds the hash of erased bytes would confirm a guess at them; others stay, with ids only."""
        for one in acts_on(self._vault, id_):
            if one.record.sha256 in self.hashes:
                self._take(one)
            if one.record.act in WITH_ITS_ACT and id_ == one.record.item:
                self.parts.update(
                    {(one.entry.id, at): "sealed" for at, part in enumerate(self._parts_of(one.entry)) if part.sealed}
                )

    def _parts_of(self, entry: EntryRef) -> list[Stored]:
        if entry.id not in self._entries:
            self._entries[entry.id] = self._vault.parts_of(entry)
        return self._entries[entry.id]


def _hangs_on(record: Any, id_: str) -> bool:
    """Answers whether a record that names an id goes when that goes; of a type that is not known here, it does."""
    if isinstance(record, KEPT):
        return False
    if isinstance(record, Unknown):
        return True
    hangs = HANGS.get(type(record), ("document", "confirms"))
    named = {getattr(record, field, "") for field in hangs}
    return id_ in named or (isinstance(record, Basis) and record.passage.derivation == id_)
