"""Witnessing: the heads of the logs, a colleague's head cosigned once it fits, cosignatures taken in, and who forked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from govah.desk.custody.ground import Ground, ground_of
from govah.desk.custody.judging import Judged, judge
from govah.errors import EvidenceError, GovahError, UsageError
from govah.journal import ConsistencyProof, Cosigned, Note, VerifyingKey, consistency_proof, kind_of_paper, read_checkpoint
from govah.records import Cosignature, Device, new_id
from govah.vault import Vault
from govah.vault.witnessing import cosigned_heads, cosigned_here, held_logs, introduced, leaves_of, own_witness


@dataclass(frozen=True, slots=True)
class LogHead:
    """The newest head of one log."""

    device: str
    member: str
    "Member id; empty where nobody told whose device it is."
    size: int
    root: str
    "Hex."
    key: str
    "The key of the log, as a vkey."
    witness: str
    "The key by which the device cosigns, as a vkey; empty where it is not known."
    note: str
    "The signed head; with the cosignatures that are known of it."
    own: bool


def log_heads(vault: Vault) -> tuple[LogHead, ...]:
    """Gives the newest signed head of every log that is held here."""
    devices = introduced(vault)
    kept = cosigned_heads(vault)
    heads = []
    for device, log in held_logs(vault).items():
        known, own = devices.get(device), device == vault.device
        witness = str(own_witness(vault)) if own else known.witness if known else ""
        checkpoint = read_checkpoint(log.checkpoint)[0]
        note = kept.get((device, log.size), log.checkpoint)
        member = known.member if known else ""
        heads.append(LogHead(device, member, log.size, checkpoint.root.hex(), log.vkey, witness, note, own))
    return tuple(heads)


def check_papers(vault: Vault | None, texts: Sequence[str], vkeys: Sequence[str] = ()) -> tuple[Judged, ...]:
    """Gives what each paper proves, held against the vault and against the other papers; headers only serve the rest."""
    ground = ground_of(vault, texts, vkeys)
    return tuple(judge(ground, text) for text in texts if kind_of_paper(text) != "header")


def continuation(vault: Vault, text: str) -> ConsistencyProof:
    """Gives the proof that today's log continues a head that was signed before; a head that does not fit is a fork and raises."""
    found = _fitting(ground_of(vault), text)
    log = held_logs(vault)[found.device]
    if found.size == 0:
        raise UsageError("head-empty")
    return ConsistencyProof(found.size, consistency_proof(leaves_of(vault, found.device, log.size), found.size), log.checkpoint)


def cosign_heads(vault: Vault, texts: Sequence[str], vkeys: Sequence[str] = ()) -> tuple[Cosignature, ...]:
    """Cosigns the newest head of each log among the papers, and keeps that as an entry; one cosigned here before stays as it is.

    A head is cosigned only if it continues everything known of its log: the entries held here, and every head seen before. It
    is never this device's own.

    Raises:
        EvidenceError: a head that belongs to another history, or that nobody can tell yet whether it does.
        UsageError: there is no head among the papers, or it is our own.
    """
    found = [one for one in check_papers(vault, texts, vkeys) if one.kind in ("head", "consistency", "fork")]
    for one in found:
        _no_fork(one)
    newest = {one.device: max(two.size for two in found if two.device == one.device) for one in found}
    if not newest:
        raise UsageError("head-missing")
    if vault.device in newest:
        raise UsageError("head-own")
    chosen = [_cosignable(found, device, size) for device, size in newest.items()]
    _introduce(vault)
    return tuple(_cosigned(vault, one) for one in chosen)


def take_cosigned(vault: Vault, texts: Sequence[str], vkeys: Sequence[str] = ()) -> tuple[Cosignature, ...]:
    """Keeps the cosignatures that hold, on heads that fit the logs held here; a head without one that holds raises."""
    ground = ground_of(vault, (), vkeys)
    taken = []
    for text in texts:
        found = _fitting(ground, text)
        if not found.cosigned:
            raise EvidenceError("cosignature-unknown", count=found.unknown)
        taken.append(_kept(vault, ground, found))
    return tuple(taken)


def cosignatures(vault: Vault) -> tuple[Cosignature, ...]:
    """Gives every cosigned head on record, oldest first."""
    return tuple(one.record for one in vault.of_kind("cosignature") if isinstance(one.record, Cosignature))


def vouching(vault: Vault) -> tuple[tuple[str, tuple[VerifyingKey, ...]], ...]:
    """Gives the cosigned heads of the logs held here, with the lines that hold, one a witness, and their keys.

    Of one head that is on record several times, the one that most saw comes first.
    """
    ground, found = ground_of(vault), []
    for text in dict.fromkeys([*cosigned_heads(vault).values(), *(one.note for one in cosignatures(vault))]):
        try:
            one = judge(ground, text)
        except GovahError:
            continue
        good = tuple({line.key.name: line for line in one.cosigned}.values())
        if one.code == "fits" and good:
            found.append((str(_with_lines_of(one, good)), tuple(line.key for line in good)))
    return tuple(sorted(found, key=lambda head: -len(head[1])))


def _fitting(ground: Ground, text: str) -> Judged:
    """Gives a head that fits a log held here."""
    if kind_of_paper(text) != "head":
        raise UsageError("head-missing")
    found = judge(ground, text)
    _no_fork(found)
    if found.code != "fits":
        raise EvidenceError("head-not-held", device=found.device, size=found.size)
    return found


def _no_fork(one: Judged) -> None:
    if one.is_fork:
        raise EvidenceError("log-forked", device=one.device)


def _cosignable(found: Sequence[Judged], device: str, size: int) -> Judged:
    about = [one for one in found if (one.device, one.size) == (device, size)]
    for one in about:
        if one.may_be_cosigned:
            return one
    raise EvidenceError("head-not-continued", device=device, size=about[0].newest)


def _cosigned(vault: Vault, one: Judged) -> Cosignature:
    own = str(own_witness(vault))
    for kept in cosignatures(vault):
        if (kept.device, kept.size, kept.root) == (one.device, one.size, one.root.hex()) and own in kept.witnesses:
            return kept
    at = vault.clock()
    others = [line for line in one.cosigned if line.key != own_witness(vault)]
    note = cosigned_here(vault, _with_lines_of(one, others), round(datetime.fromisoformat(at).timestamp()))
    return _keep(vault, one, note, (*(line.key for line in others), own_witness(vault)), at)


def _kept(vault: Vault, ground: Ground, one: Judged) -> Cosignature:
    """Keeps a head with the lines that hold, and with those that were kept of it before."""
    before = cosigned_heads(vault).get((one.device, one.size), "")
    held = judge(ground, before) if before else replace(one, cosigned=())
    if set(one.witnesses) <= set(held.witnesses):
        for kept in cosignatures(vault):
            if (kept.device, kept.note) == (one.device, before):
                return kept
    added = [line for line in held.cosigned if line.key not in {good.key for good in one.cosigned}]
    whole = replace(
        note := _with_lines_of(one, one.cosigned), signatures=(*note.signatures, *_with_lines_of(held, added).signatures[1:])
    )
    return _keep(vault, one, whole, tuple(line.key for line in (*one.cosigned, *added)), vault.clock())


def _with_lines_of(one: Judged, cosigned: Sequence[Cosigned]) -> Note:
    """Gives the head with the log's own signature first, and the cosignatures that hold; lines of strangers are left out."""
    note = read_checkpoint(one.note)[1]
    keys = {(good.key.name, good.key.id) for good in cosigned}
    own = [line for line in note.signatures if (line.name, line.key_id) == (one.key.name, one.key.id)]
    return replace(note, signatures=(own[0], *(line for line in note.signatures if (line.name, line.key_id) in keys)))


def _keep(vault: Vault, one: Judged, note: Note, keys: tuple[VerifyingKey, ...], at: str) -> Cosignature:
    id_, witnesses = new_id("cosignature", vault.entropy), tuple(map(str, keys))
    made = Cosignature(id_, one.device, one.size, one.root.hex(), str(note), str(one.key), witnesses, vault.member, at)
    vault.append([[(made, "open")]])
    vault.keep_cosigned(one.device, one.size, str(note))
    return made


def _introduce(vault: Vault) -> None:
    """Enters this device's cosigning key where it is not on record yet, so that others can check what it signs."""
    witness = str(own_witness(vault))
    known = [one.record for one in vault.of_kind("device") if isinstance(one.record, Device) and one.record.id == vault.device]
    if known and all(one.witness != witness for one in known):
        vault.append([[(replace(known[-1], witness=witness), "open")]])
