"""The heads that can be stamped, those that were, and those for which somebody waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from govah.errors import EvidenceError
from govah.journal import read_checkpoint
from govah.records import Stamp
from govah.stamp import WISH, Authority
from govah.vault import Vault

_LOG = "govah.journal/"


@dataclass(frozen=True, slots=True)
class Head:
    """One signed head of one log."""

    device: str
    size: int
    root: str
    note: str
    idle: int = 0
    "How many of its newest entries are stamps and wishes and nothing else."

    def is_fresh_for(self, authority: Authority, kept: Iterable[Stamp]) -> bool:
        """Answers whether this head has anything that the authority has not stamped yet, save stamps, or somebody wants it."""
        about = [one for one in kept if one.device == self.device]
        asked = (authority.kind, authority.url)
        newest = max((one.size for one in about if one.token and (one.kind, one.authority) == asked), default=-1)
        wanted = (one for one in about if one.kind == WISH and one.authority in ("", authority.url) and one.size > newest)
        return self.size - self.idle > newest or any(not is_covered(one, about) for one in wanted)


@dataclass(frozen=True, slots=True)
class Kept:
    """One stamp or wish, and where it was entered."""

    stamp: Stamp
    writer: str
    "The device in whose log it stands; not always the one whose head it is about."
    seq: int


def head_of(note: str, idle: int = 0) -> Head:
    """Reads a signed head."""
    checkpoint, _ = read_checkpoint(note)
    return Head(checkpoint.origin.removeprefix(_LOG), checkpoint.size, checkpoint.root.hex(), note, idle)


def newest_head(vault: Vault) -> Head:
    """Gives the newest head of this device's own log."""
    head = head_of(vault.checkpoint)
    places = {one.entry.seq for one in vault.of_kind("stamp") if one.entry.device == vault.device}
    idle = 0
    while head.size - 1 - idle in places:
        idle += 1
    return Head(head.device, head.size, head.root, head.note, idle)


def stamps_in(vault: Vault) -> list[Kept]:
    """Gives every stamp and wish, in order of time; one whose note is not the head that it names is left out."""
    return [
        Kept(one.record, one.entry.device, one.entry.seq)
        for one in vault.of_kind("stamp")
        if isinstance(one.record, Stamp) and is_whole(one.record)
    ]


def own_stamps(vault: Vault) -> list[Stamp]:
    """Gives the stamps and wishes that this device wrote: nobody else's decide whom it asks, or that it need not ask."""
    return [one.stamp for one in stamps_in(vault) if one.writer == vault.device]


def wished_heads(vault: Vault) -> list[Head]:
    """Gives the newest head of each other device that waits for a stamp: a colleague's without a network, say."""
    kept, own = stamps_in(vault), own_stamps(vault)
    waiting: dict[str, Stamp] = {}
    for one in (held.stamp for held in kept):
        if one.kind == WISH and one.device != vault.device and not is_covered(one, own):
            known = waiting.get(one.device)
            if known is None or known.size < one.size:
                waiting[one.device] = one
    return [head_of(one.note) for one in waiting.values()]


def is_covered(wish: Stamp, kept: Iterable[Stamp]) -> bool:
    """Answers whether a head at least as new was stamped, by the authority that the wish names or else by any."""
    newer = (one for one in kept if one.token and one.device == wish.device and one.size >= wish.size)
    return any(wish.authority in ("", one.authority) for one in newer)


def is_whole(stamp: Stamp) -> bool:
    """Answers whether the note of a stamp is the head that its fields name: a record may come from anybody."""
    try:
        head = head_of(stamp.note)
    except EvidenceError:
        return False
    return (head.device, head.size, head.root) == (stamp.device, stamp.size, stamp.root)
