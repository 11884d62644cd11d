"""The ground that papers about logs are judged on: the logs held here, their keys, and every signed head that was ever seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from govah.errors import EvidenceError, NotFoundError
from govah.journal import (
    Checkpoint,
    Frontier,
    VerifyingKey,
    kind_of_paper,
    leaf_hash,
    read_checkpoint,
    read_header,
    read_vkey,
    verify_checkpoint,
)
from govah.records import Cosignature, Stamp, is_id
from govah.vault import Vault
from govah.vault.witnessing import HeldLog, cosigned_heads, held_logs, introduced, leaves_of, own_witness

LOG: Final = "govah.journal/"
WITNESS: Final = "govah.witness/"


@dataclass(frozen=True, slots=True)
class Ground:
    """What is held and known; without a vault, only what was given."""

    vault: Vault | None
    logs: Mapping[str, HeldLog]
    keys: Mapping[str, VerifyingKey]
    "By device: the key of its log."
    witnesses: tuple[VerifyingKey, ...]
    seen: Mapping[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    "Signed heads by device and size, each under the key of its log: those on record, and those that were given."
    kept: frozenset[tuple[str, int]] = frozenset()
    "Device and size of those on record."
    headers: Mapping[tuple[str, int], bytes] = field(default_factory=dict)
    "Headers of entries that were given, by device and place."
    roots: dict[tuple[str, int], bytes] = field(default_factory=dict)
    "By device and size, the roots that were worked out from the entries: a log of a million is gone through once."

    @property
    def own(self) -> str:
        """The device that writes here; empty without a vault."""
        return self.vault.device if self.vault else ""

    def key_of(self, device: str) -> VerifyingKey:
        """Gives the key of a log; raises `NotFoundError` where nobody told it."""
        if device not in self.keys:
            raise NotFoundError("log-key-unknown", device=device)
        return self.keys[device]

    def leaves(self, device: str, size: int) -> list[bytes] | None:
        """Gives the first leaves of a log; None where it is not held to that length."""
        log = self.logs.get(device)
        return leaves_of(self.vault, device, size) if self.vault and log and size <= log.size else None

    def root_at(self, device: str, size: int) -> bytes | None:
        """Gives the root over the first entries of a log: from the entries, else from a head that was seen; None for neither."""
        log = self.logs.get(device)
        if log is not None and size <= log.size:
            return self._held_root(device, size)
        notes = self.seen.get((device, size))
        return read_checkpoint(notes[0])[0].root if notes else None

    def _held_root(self, device: str, size: int) -> bytes:
        if (device, size) not in self.roots:
            wanted = {size, *(other for (of, other) in self.seen if of == device)}
            frontier = Frontier()
            for leaf in self.leaves(device, min(max(wanted), self.logs[device].size)) or ():
                if frontier.size in wanted:
                    self.roots[device, frontier.size] = frontier.root()
                frontier.append(leaf)
            self.roots[device, frontier.size] = frontier.root()
        return self.roots[device, size]

    def leaf_at(self, device: str, index: int) -> bytes | None:
        """Gives the leaf at a place, from the log or from a header that was given."""
        leaves = self.leaves(device, index + 1)
        if leaves is not None:
            return leaves[-1]
        header = self.headers.get((device, index))
        return leaf_hash(header) if header is not None else None

    def newest(self, device: str, size: int) -> int:
        """Gives the size of the newest head of a log that is known here, save one of that size."""
        held = [self.logs[device].size] if device in self.logs else []
        return max([0, *held, *(other for (of, other) in self.seen if of == device and other != size)])


def device_of(checkpoint: Checkpoint) -> str:
    """Gives the device whose log a head is of; a head of anything else is an `EvidenceError`."""
    device = checkpoint.origin.removeprefix(LOG)
    if not checkpoint.origin.startswith(LOG) or not is_id(device, "device"):
        raise EvidenceError("checkpoint-malformed")
    return device


def ground_of(vault: Vault | None, texts: Iterable[str] = (), vkeys: Iterable[str] = ()) -> Ground:
    """Gives the ground for judging: what the vault holds, and the keys, heads and headers among what was given."""
    given = [read_vkey(text.strip()) for text in vkeys]
    logs = held_logs(vault) if vault else {}
    devices = introduced(vault).values() if vault else ()
    told = list(_told(vault)) if vault else []
    keys = {one.name.removeprefix(LOG): one for one in (*told, *given) if one.name.startswith(LOG)}
    keys |= {one.id: key for one in devices if (key := _key(one.key, LOG + one.id))}
    keys |= {device: read_vkey(log.vkey) for device, log in logs.items()}
    witnesses = [one for one in (*told, *given) if one.name.startswith(WITNESS)]
    witnesses += [key for one in devices if (key := _key(one.witness, WITNESS + one.id))]
    witnesses += [own_witness(vault)] if vault else []
    papers = list(texts)
    kept = list(_notes_in(vault, logs))
    notes = [*kept, *(text for text in papers if kind_of_paper(text) == "head")]
    headers = _headers([text.encode("utf-8") for text in papers if kind_of_paper(text) == "header"])
    return Ground(
        vault, logs, keys, tuple(dict.fromkeys(witnesses)), _seen(notes, keys), frozenset(_seen(kept, keys)), headers
    )  # fmt: skip


def _told(vault: Vault) -> Iterator[VerifyingKey]:
    """Gives the keys under which this vault took heads and cosignatures in: a person gave them once, and need not again."""
    for one in vault.of_kind("cosignature"):
        if isinstance(one.record, Cosignature) and one.entry.device == vault.device:
            found = (_key(text, text.partition("+")[0]) for text in (one.record.key, *one.record.witnesses))
            yield from (key for key in found if key is not None)


def _key(vkey: str, name: str) -> VerifyingKey | None:
    """Gives a key of a record under the one name that it may have; a record may come from anybody, and hold anything."""
    try:
        key = read_vkey(vkey)
    except EvidenceError:
        return None
    return key if key.name == name else None


def _notes_in(vault: Vault | None, logs: Mapping[str, HeldLog]) -> Iterator[str]:
    if vault is None:
        return
    yield from (log.checkpoint for log in logs.values())
    yield from cosigned_heads(vault).values()
    for kind in ("cosignature", "stamp"):
        yield from (one.record.note for one in vault.of_kind(kind) if isinstance(one.record, Cosignature | Stamp))


def _seen(notes: Iterable[str], keys: Mapping[str, VerifyingKey]) -> dict[tuple[str, int], tuple[str, ...]]:
    """Gives the heads that hold under the key of their log, of two with one root the first; whatever else came is left out."""
    found: dict[tuple[str, int], dict[bytes, str]] = {}
    for text in notes:
        try:
            device = device_of(read_checkpoint(text)[0])
            head = verify_checkpoint(text, keys[device])
        except (EvidenceError, KeyError):
            continue
        found.setdefault((device, head.size), {}).setdefault(head.root, text)
    return {place: tuple(by_root.values()) for place, by_root in found.items()}


def _headers(headers: Sequence[bytes]) -> dict[tuple[str, int], bytes]:
    read = [(read_header(data), data) for data in headers]
    return {(one.device, one.seq): data for one, data in read}
