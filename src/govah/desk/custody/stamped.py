"""What was stamped: by whom, when, how long evidence waited for it, between which times an entry was written, and if it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from govah.desk.custody.heads import Kept, is_covered, own_stamps, stamps_in
from govah.errors import EvidenceError, NotFoundError
from govah.journal import from_base64, read_checkpoint, read_vkey, verify_checkpoint
from govah.records import Device, Stamp
from govah.stamp import (
    OTS,
    RFC3161,
    WISH,
    Anchor,
    Bracket,
    Token,
    bracket_of,
    calendars,
    gap,
    imprint_of,
    is_far,
    is_outside,
    judge_token,
    name_of_authority,
    read_token,
    stamp_files,
)
from govah.stamp.certificates import EXPIRED, UNFIT, doubts_of, read_pem, signer_name
from govah.vault import EntryRef, Vault

FAR: Final = "stamp-clocks-differ"


@dataclass(frozen=True, slots=True)
class StampRow:
    """One stamp, promise or wish as a list shows it. What a token says is its own word until it was verified."""

    id: str
    device: str
    size: int
    root: str
    kind: str
    authority: str
    state: str
    "`stamped`, `promised`, `in-block`, `waiting`, `met` (a wish that a stamp answered), `unread`, `completed` (by a later one)."
    requested_at: str
    received_at: str = ""
    name: str = ""
    "The authority's name in the vocabulary, or its address."
    tsa: str = ""
    "The name it gives itself."
    time: str = ""
    accuracy: int = 0
    serial: str = ""
    "In hex."
    policy: str = ""
    block: int = 0
    "Height of the Bitcoin block; 0 where there is none."
    merkle_root: str = ""
    "What that block's Merkle root must be."
    covers: int = 0
    "Entries that no earlier head with a known time had covered."
    oldest: str = ""
    "What the device's clock said at the oldest of them."
    gap: int | None = None
    "Seconds from there to the stamp; None where the stamp bears no time."
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """Between which times one entry was written, as others say."""

    entry: str
    kind: str
    stated: str
    "What the device's own clock said."
    bracket: Bracket
    gap: int | None
    "Seconds from the stated time to the first stamp above it."
    is_outside: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of one stamp found."""

    row: StampRow
    is_good: bool | None
    "None where it cannot be checked on this machine alone."
    code: str = ""


def stamp_rows(vault: Vault) -> list[StampRow]:
    """Gives every stamp, promise and wish, in order of time."""
    kept = stamps_in(vault)
    covered = {(device, size): _covered(size, sizes) for device, sizes in _timed_sizes(kept).items() for size in sizes}
    own, done = own_stamps(vault), {one.stamp.follows for one in kept}
    return [_row(vault, one.stamp, own, done, covered) for one in kept]


def placed(vault: Vault, record_id: str) -> list[Placed]:
    """Gives, for each entry of a record, between which times it was written."""
    anchors = _anchors(stamps_in(vault))
    stored = vault.get(record_id)
    if not stored:
        raise NotFoundError("record-unknown", id=record_id)
    found = []
    for one in {one.entry.id: one for one in stored}.values():
        bracket = bracket_of(one.entry.seq, anchors.get(one.entry.device, ()))
        above = bracket.not_after
        waited = gap(one.time, above.time) if above else None
        found.append(Placed(one.entry.id, one.kind, one.time, bracket, waited, is_outside(one.time, bracket)))
    return found


def verify_stamps(vault: Vault, roots: str) -> list[Checked]:
    """Checks each token with openssl against roots that the person brought, as of the time that the token bears.

    The head itself must be signed by its log; a promise of a calendar cannot be checked without the block.
    """
    read_pem(roots)
    keys = {one.record.id: one.record.key for one in vault.of_kind("device") if isinstance(one.record, Device)}
    held = {one.stamp.id: one.stamp for one in stamps_in(vault)}
    rows = [row for row in stamp_rows(vault) if row.state not in ("waiting", "met", "completed")]
    return [_checked(row, held[row.id], keys, roots) for row in rows]


def stamped_heads(vault: Vault) -> Mapping[str, Sequence[Stamp]]:
    """Gives the heads that were stamped, and their stamps, for a proof package; what no court may take is left out.

    A head that was stamped with more than its log's own signature is left out too: a package holds it without, byte by byte.
    """
    states = ("stamped", "promised", "in-block", "completed")
    shown = {row.id for row in stamp_rows(vault) if row.state in states and not {EXPIRED, UNFIT} & set(row.doubts)}
    heads: dict[str, list[Stamp]] = {}
    for one in stamps_in(vault):
        if one.stamp.id in shown and len(read_checkpoint(one.stamp.note)[1].signatures) == 1:
            heads.setdefault(one.stamp.note, []).append(one.stamp)
    return heads


def files_of_stamps(vault: Vault) -> Mapping[str, bytes]:
    """Gives all stamps as files for whoever has a shell and openssl."""
    return stamp_files(one.stamp for one in stamps_in(vault))


def _row(vault: Vault, stamp: Stamp, own: list[Stamp], done: set[str], covered: Mapping[tuple[str, int], int]) -> StampRow:
    basic = StampRow(
        id=stamp.id, device=stamp.device, size=stamp.size, root=stamp.root, kind=stamp.kind, authority=stamp.authority,
        state="unread", requested_at=stamp.requested_at, received_at=stamp.received_at,
        name=name_of_authority(stamp.authority) if stamp.authority else "",
    )  # fmt: skip
    if stamp.kind == WISH:
        return replace(basic, state="met" if is_covered(stamp, own) else "waiting")
    if stamp.kind == OTS:
        return _promised(basic, stamp, done)
    token = _token(stamp)
    if token is None or not token.gen_time:
        return replace(basic, doubts=("stamp-not-understood",))
    first = covered.get((stamp.device, stamp.size), 0)
    oldest = _time_of(vault, stamp.device, first)
    return replace(
        basic,
        state="stamped",
        tsa=token.tsa or signer_name(token),
        time=token.gen_time,
        accuracy=token.accuracy,
        serial=f"{token.serial:x}",
        policy=token.policy,
        covers=stamp.size - first,
        oldest=oldest,
        gap=gap(oldest, token.gen_time) if oldest else None,
        doubts=_doubts(token, stamp.received_at),
    )


def _promised(basic: StampRow, stamp: Stamp, done: set[str]) -> StampRow:
    if stamp.id in done:
        return replace(basic, state="completed")
    if not calendars.has_library():
        return replace(basic, doubts=("stamp-library-missing",))
    try:
        found = calendars.read_promise(from_base64(stamp.token), imprint_of(stamp.note))
    except EvidenceError as error:
        return replace(basic, doubts=(error.code,))
    if found.blocks:
        return replace(basic, state="in-block", block=found.blocks[0][0], merkle_root=found.blocks[0][1])
    return replace(basic, state="promised")


def _token(stamp: Stamp) -> Token | None:
    """Reads a token whose hash is the head's; anything else is none."""
    try:
        token = read_token(from_base64(stamp.token))
    except EvidenceError:
        return None
    return token if token.is_granted and token.imprint == imprint_of(stamp.note) else None


def _doubts(token: Token, received_at: str) -> tuple[str, ...]:
    far = (FAR,) if is_far(received_at, token.gen_time) else ()
    try:
        return (*doubts_of(token), *far)
    except EvidenceError as error:
        return (error.code, *far)


def _anchors(kept: Iterable[Kept]) -> dict[str, list[Anchor]]:
    """Gives, by log, the heads that were stamped with a time; a token is a *not before* only in the log that it stands in."""
    anchors: dict[str, list[Anchor]] = {}
    for one in kept:
        token = _token(one.stamp) if one.stamp.kind == RFC3161 else None
        if token is not None and token.gen_time:
            seq = one.seq if one.writer == one.stamp.device else -1
            anchor = Anchor(one.stamp.id, one.stamp.size, seq, token.gen_time, token.accuracy)
            anchors.setdefault(one.stamp.device, []).append(anchor)
    return anchors


def _timed_sizes(kept: Iterable[Kept]) -> dict[str, list[int]]:
    return {device: sorted({one.size for one in found}) for device, found in _anchors(kept).items()}


def _covered(size: int, sizes: list[int]) -> int:
    """Gives the first entry that no smaller stamped head had covered."""
    return max((one for one in sizes if one < size), default=0)


def _time_of(vault: Vault, device: str, seq: int) -> str:
    parts = vault.parts_of(EntryRef("", device, seq))
    return parts[0].time if parts else ""


def _checked(row: StampRow, stamp: Stamp, keys: Mapping[str, str], roots: str) -> Checked:
    try:
        if stamp.device not in keys:
            return Checked(row, is_good=False, code="stamp-of-stranger")
        verify_checkpoint(stamp.note, read_vkey(keys[stamp.device]))
    except EvidenceError as error:
        return Checked(row, is_good=False, code=error.code)
    if row.state == "unread" and stamp.kind == OTS:
        return Checked(row, is_good=None if row.doubts == ("stamp-library-missing",) else False, code=row.doubts[0])
    if stamp.kind == OTS:
        return Checked(row, is_good=None, code="stamp-in-block" if row.block else "stamp-promised")
    try:
        raw = from_base64(stamp.token)
        verdict = judge_token(raw, stamp.note, roots=roots, chain=stamp.chain, at=row.time or stamp.received_at)
    except EvidenceError as error:
        return Checked(row, is_good=False, code=error.code)
    return Checked(row, verdict.is_good, verdict.code)
