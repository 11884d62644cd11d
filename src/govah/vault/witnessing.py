"""What a vault holds of each log, for those who compare heads: keys, leaves, signed heads, and who cosigned them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from govah.journal import Note, VerifyingKey, cosign, witness_key
from govah.records import Device
from govah.vault.database import rows
from govah.vault.members import read_roster
from govah.vault.opening import read_identity
from govah.vault.store import Vault
from govah.vault.writing import entry_key


@dataclass(frozen=True, slots=True)
class HeldLog:
    """One log as this vault holds it."""

    device: str
    vkey: str
    size: int
    checkpoint: str
    "The newest signed head, to the byte."


def held_logs(vault: Vault) -> Mapping[str, HeldLog]:
    """Gives the logs by device, in the order in which they came here."""
    found = rows(vault.connection, "SELECT device, vkey, size, checkpoint FROM log ORDER BY id")
    return {device: HeldLog(device, vkey, size, checkpoint) for device, vkey, size, checkpoint in found}


def leaves_of(vault: Vault, device: str, size: int) -> list[bytes]:
    """Gives the first leaf hashes of a log."""
    found = rows(vault.connection, "SELECT id FROM log WHERE device = ?", (device,))
    if not found:
        return []
    low, high = entry_key(found[0][0], 0), entry_key(found[0][0], size)
    query = "SELECT leaf FROM entry WHERE id >= ? AND id < ? ORDER BY id"
    return [leaf for (leaf,) in rows(vault.connection, query, (low, high))]


def introduced(vault: Vault) -> Mapping[str, Device]:
    """Gives the devices that this vault knows of, each as whoever is nearest to it vouches for."""
    return read_roster(vault.connection, read_identity(vault.connection)).devices


def own_witness(vault: Vault) -> VerifyingKey:
    """Gives the key by which this device cosigns."""
    identity = read_identity(vault.connection)
    return witness_key(identity.device, identity.witness_public)


def cosigned_here(vault: Vault, note: Note, seconds: int) -> Note:
    """Gives the note with this device's word that it saw the head at that time; whether it may be said, the caller knows."""
    seed = read_identity(vault.connection).witness_seed
    return cosign(note, own_witness(vault), Ed25519PrivateKey.from_private_bytes(seed).sign, seconds)


def cosigned_heads(vault: Vault) -> Mapping[tuple[str, int], str]:
    """Gives the cosigned heads of the logs that are held here, by device and size."""
    query = "SELECT device, cosignature.size, note FROM cosignature JOIN log ON log.id = cosignature.log ORDER BY 1, 2"
    return {(device, size): note for device, size, note in rows(vault.connection, query)}
