"""A canary in every compartment, sought in files of locked vaults, in opened vaults of who may not read it, and in packets."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

from counting import BROKEN, Record
from exchanges import Meet, Meeting, everything, let_in, masters, meet, pack, say, show, take_in
from govah.errors import GovahError
from govah.vault import Vault
from govah.vault.database import rows
from vault.test_canary import spellings

__all__ = ["masters", "meet"]

BIRDS: Final = {"open": "Kaftarbaz", "team": "Sehrehban", "sources": "Qanaridar", "custody": "Torqehkar"}
"""By compartment, a word that stands in a record and in a document of it, and nowhere else."""
READS: Final = (("team", "sources", "custody"), ("team", "custody"), ())
"""What each of the three may read besides `open`: a keeper of sources, a member, and a partner."""


@pytest.fixture
def met(meet: Meet) -> Meeting:
    """Three vaults that know one another, the first of which has a record and a document in every compartment."""
    met = meet(3)
    for one, vault in enumerate(met.vaults):
        for other, reads in enumerate(READS):
            if one != other:
                shared = tuple(name for name in reads if name in READS[one])
                let_in(vault, met.vaults[other], shared, partner=not (reads and READS[one]))
    for name, bird in BIRDS.items():
        say(met.vaults[0], f"{bird} One", name)
        show(met.vaults[0], f"{bird} was here. ".encode() * 30, name)
    return met


def heard(data: bytes, record: Record, family: str, allowed: Iterable[str] = ()) -> set[str]:
    """Gives the compartments whose canary sings in there and should not."""
    singing = {name for name, bird in BIRDS.items() if any(form in data for form in spellings(bird))}
    for name in BIRDS:
        record(
            family,
            BROKEN if name in singing - set(allowed) else "nothing heard" if name not in singing else "heard where it may be",
        )
    return singing - set(allowed)


def files_of(folder: Path) -> bytes:
    """Gives all that lies in a folder, names too."""
    return b"".join(path.name.encode() + (path.read_bytes() if path.is_file() else b"") for path in folder.rglob("*"))


def all_that_opens(vault: Vault) -> bytes:
    """Gives all that a vault holds for whoever has its passphrase: every row, and every blob that opens."""
    held = [everything(vault)]
    for (blob,) in rows(vault.connection, "SELECT id FROM blob"):
        try:
            with vault.open_blob(blob) as source:
                held.append(source.read())
        except GovahError:
            continue
    return b"\n".join(held)


def test_who_may_not_read_hears_nothing(met: Meeting, record: Record) -> None:
    """No canary in any file of any vault, member's or not; opened, none but those of the compartments that its device reads."""
    met.settle(2)
    for number, (vault, reads) in enumerate(zip(met.vaults, READS, strict=True)):
        assert set() == heard(files_of(met.sites[number].path), record, "canaries in files of vaults")
        opened = all_that_opens(vault)
        assert set() == heard(opened, record, "canaries in opened vaults", ("open", *reads))
    assert BIRDS["open"].encode() in opened
    assert BIRDS["sources"].encode() in all_that_opens(met.vaults[0])


def test_a_packet_that_is_opened(met: Meeting, record: Record) -> None:
    """Whoever opens a packet on its way, as its recipient can, finds in it no word of what the recipient may not read."""
    for number in (1, 2):
        packet = pack(met.vaults[0], met.vaults[number], known={})

        assert set() == heard(pickle.dumps(packet), record, "canaries in packets", ("open", *READS[number]))
        take_in(met.vaults[number], packet)


def test_a_compartment_that_was_given_up(met: Meeting, record: Record) -> None:
    """A device that gave a compartment up holds nothing of it that it could be made to read."""
    vault = met.vaults[0]
    vault.renounce("sources")
    vault.scrub()

    assert set() == heard(all_that_opens(vault), record, "canaries in opened vaults", ("open", "team", "custody"))
