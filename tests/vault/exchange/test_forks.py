"""Two histories of one log: found in packets, proved to anybody, both kept, and no reason to refuse the rest."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from exchanges import PASSPHRASE, Meeting, Packet, Site, copied, pack, say, take_in
from govah.errors import VaultError
from govah.journal import read_parting, read_vkey, verify_parting
from govah.vault import Vault, continue_as_new_device
from govah.vault.checking.verifying import verify_opened
from govah.vault.database import value
from govah.vault.exchange.branches import branches
from govah.vault.exchange.state import state_of


class Twins:
    """A desk whose vault was copied, so that two write under one key, and two colleagues, one for each."""

    def __init__(self, masters: list[Site], folder: Path, stack: ExitStack, *, common: int) -> None:
        sites = copied(masters, folder, 3)
        with ExitStack() as first:
            before = Meeting(sites, first)
            before.acquaint()
            before.settle(1)
            for number in range(common):
                say(before.vaults[0], f"Common {number}")
        twin = replace(sites[0], path=folder / "twin")
        shutil.copytree(sites[0].path, twin.path)
        self.met = Meeting([*sites, twin], stack)
        self.one, self.ava, self.bahar, self.two = self.met.vaults

    def packets(self) -> tuple[Packet, Packet]:
        """Gives a packet of each twin."""
        return pack(self.one, self.ava, self.bahar, known={}), pack(self.two, self.ava, self.bahar, known={})


def proved(vault: Vault, device: str) -> list[tuple[int, int]]:
    """Gives the sizes of the heads of each fork that this vault can prove."""
    key = read_vkey(value(vault.connection, "SELECT vkey FROM log WHERE device = ?", (device,)))
    heads = [verify_parting(read_parting(one.proof), key) for one in branches(vault.connection)]
    return [(one.size, other.size) for one, other in heads]


@pytest.mark.parametrize(("more", "less", "common"), [(1, 1, 0), (5, 2, 3), (2, 5, 3), (1, 4, 1)])
def test_a_fork_is_proved(masters: list[Site], tmp_path: Path, more: int, less: int, common: int) -> None:
    """Whoever is given both histories keeps both, can prove it to anybody, and still takes in the rest of the packet."""
    with ExitStack() as stack:
        twins = Twins(masters, tmp_path, stack, common=common)
        for number in range(more):
            say(twins.one, f"One {number}")
        for number in range(less):
            say(twins.two, f"Two {number}")
        first, second = twins.packets()
        bystander = say(twins.bahar, "Bahar says")

        take_in(twins.ava, first)
        found = take_in(twins.ava, second)
        rest = take_in(twins.ava, pack(twins.bahar, twins.ava))

        assert found.forks == (twins.one.device,)
        assert [size - other for size, other in proved(twins.ava, twins.one.device)] == [more - less]
        assert rest.forks == ()
        assert twins.ava.get(bystander)
        assert twins.ava.find_text("one")
        assert not twins.ava.find_text("two 0")
        checked = verify_opened(twins.met.sites[1].path, twins.met.sites[1].opened)
        assert checked.problems == ()
        assert [note.code for note in checked.notes] == ["log-forked"]


def test_a_fork_that_is_found_late(masters: list[Site], tmp_path: Path) -> None:
    """Two colleagues of whom each holds another history find it, and end with the same state, both histories in it."""
    with ExitStack() as stack:
        twins = Twins(masters, tmp_path, stack, common=2)
        say(twins.one, "One")
        for number in range(3):
            say(twins.two, f"Two {number}")
        take_in(twins.ava, pack(twins.one, twins.ava))
        take_in(twins.bahar, pack(twins.two, twins.bahar))

        for _ in range(3):
            take_in(twins.ava, pack(twins.bahar, twins.ava))
            take_in(twins.bahar, pack(twins.ava, twins.bahar))

        assert state_of(twins.ava) == state_of(twins.bahar)
        assert [one.size for one in branches(twins.ava.connection)] != [one.size for one in branches(twins.bahar.connection)]
        assert len(proved(twins.ava, twins.one.device)) == len(proved(twins.bahar, twins.one.device)) == 1


def test_a_fork_that_goes_on(masters: list[Site], tmp_path: Path) -> None:
    """The forked log grows by its own entries, and takes none of the other history."""
    with ExitStack() as stack:
        twins = Twins(masters, tmp_path, stack, common=1)
        say(twins.one, "One")
        say(twins.two, "Two")
        for packet in twins.packets():
            take_in(twins.ava, packet)
        said, other = say(twins.one, "One again"), say(twins.two, "Two again")

        first, second = (take_in(twins.ava, packet) for packet in twins.packets())

        assert (first.entries > 0, second.entries) == (True, 0)
        assert twins.ava.get(said)
        assert not twins.ava.get(other)
        assert second.forks == (twins.one.device,)
        assert len(branches(twins.ava.connection)) == 1
        assert take_in(twins.ava, twins.packets()[1]).forks == ()


@pytest.mark.parametrize("wrote", [0, 2])
def test_a_restored_vault_learns_of_it(masters: list[Site], tmp_path: Path, wrote: int) -> None:
    """A vault put back from a copy is told so by a packet, keeps the proof, goes on as a new device, and has its entries back."""
    with ExitStack() as stack:
        twins = Twins(masters, tmp_path, stack, common=1)
        lost = say(twins.one, "Written after the copy")
        take_in(twins.ava, pack(twins.one, twins.ava))
        for number in range(wrote):
            say(twins.two, f"Two {number}")
        before, packet = state_of(twins.two), pack(twins.ava, twins.two, known={})

        with pytest.raises(VaultError) as caught:
            take_in(twins.two, packet)

        assert caught.value.code == "log-restored"
        assert bool(wrote) == all(one.proof for one in branches(twins.two.connection))
        site = twins.met.sites[3]
        assert [note.code for note in site.verify().notes] == ["log-forked" if wrote else "log-went-on"]
        twins.two.close()
        with continue_as_new_device(site.path, PASSPHRASE) as again:
            merged = take_in(again, packet)
            assert bool(again.get(lost)) == (not wrote)
            assert merged.forks == ()
            assert [bool(one.proof) for one in branches(again.connection)] == ([True] if wrote else [])
            assert state_of(again) != before
        assert site.verify().problems == ()
