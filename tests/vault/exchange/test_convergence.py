"""Convergence: whatever packets are lost, doubled, swapped or cut, vaults that have exchanged everything hold the same."""

from __future__ import annotations

import random
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counting import Record
from exchanges import EVERYTHING, Meeting, Packet, Site, copied, custody, erase, let_in, pack, say, show, take_in
from govah.vault.exchange.state import state_of
from govah.vault.exchange.wire import Vector
from govah.vault.joining import grant, roster_of

_COMPARTMENTS = ("open", *EVERYTHING)


class Schedule:
    """One random history of some desks, until all have exchanged everything."""

    def __init__(self, met: Meeting, chance: random.Random) -> None:
        self.met, self.chance = met, chance
        self._under_way: list[tuple[int, Packet]] = []
        self._sent: dict[int, Vector] = {}
        "By desk, what it held when it last sent."

    def run(self, steps: int) -> None:
        """Lets the desks meet, work and send, some packets going astray; then lets all of them reach all."""
        numbers = range(len(self.met.vaults))
        for one in numbers:
            for other in numbers:
                if one != other:
                    reads = tuple(name for name in EVERYTHING if self.chance.random() < 0.6)
                    let_in(self.met.vaults[one], self.met.vaults[other], reads)
        acts = (self._work, self._work, self._work, self._send, self._send, self._deliver, self._deliver, self._deliver)
        for _ in range(steps):
            self.chance.choice((*acts, *acts, self._erase, self._grant, self._renounce))()
        self.met.settle()

    def _work(self) -> None:
        vault, compartment = self.chance.choice(self.met.vaults), self.chance.choice(_COMPARTMENTS)
        if self.chance.random() < 0.3:
            show(vault, self.chance.randbytes(self.chance.choice((0, 9, 70_000))), compartment)
        else:
            say(vault, "Behnoush Karvansalar", compartment)

    def _erase(self) -> None:
        """Lets a desk destroy something that it can read, whoever wrote it."""
        vault = self.chance.choice(self.met.vaults)
        if mentions := sorted(vault.ids_of("mention")):
            erase(vault, self.chance.choice(mentions))
        shown = [one.record for one in vault.of_kind("document")]
        if shown and self.chance.random() < 0.5:
            erase(vault, self.chance.choice(shown))

    def _grant(self) -> None:
        """Lets a desk give another a key that it did not have."""
        vault, other = self.chance.sample(self.met.vaults, 2)
        readable = [name for name in EVERYTHING if any(one.is_readable for (of, _), one in vault.epochs.items() if of == name)]
        if readable:
            given = [self.chance.choice(readable)]
            grant(vault, roster_of(vault).devices[other.device], given, [(custody(vault, other.device), "custody")])

    def _renounce(self) -> None:
        """Lets a device give up a compartment for a while."""
        self.chance.choice(self.met.vaults).renounce(self.chance.choice(EVERYTHING))

    def _send(self) -> None:
        one, *others = self.chance.sample(range(len(self.met.vaults)), self.chance.randint(2, len(self.met.vaults)))
        known = self._sent.get(one) if self.chance.random() < 0.4 else None  # what was sent since the last: the last may be lost
        packet = pack(self.met.vaults[one], *(self.met.vaults[other] for other in others), known=known)
        self._sent[one] = {device: size for device, size in packet.out.vector.items() if size}
        stretches = list(packet.out.stretches)
        self.chance.shuffle(stretches)
        if self.chance.random() < 0.5:
            stretches = stretches[: self.chance.randint(0, len(stretches))]
        packet = packet.only(stretches, blobs=self.chance.random() < 0.7)
        self._under_way += [(other, packet) for other in others]

    def _deliver(self) -> None:
        """Lets one packet arrive; it may arrive again, or never."""
        if self._under_way:
            other, packet = self.chance.choice(self._under_way)
            take_in(self.met.vaults[other], packet)


def converge(masters: list[Site], number: int, seed: int, steps: int) -> None:
    """Runs one schedule and holds the vaults against each other."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        met = Meeting(copied(masters, Path(folder), number), stack)
        Schedule(met, random.Random(seed)).run(steps)

        assert len({state_of(vault) for vault in met.vaults}) == 1
        assert [(found.problems, found.notes) for found in met.verify()] == [((), ())] * number


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(2, 3), st.integers(0, 2**32), st.integers(0, 25))
def test_vaults_converge(masters: list[Site], record: Record, number: int, seed: int, steps: int) -> None:
    """Two or three desks of unequal compartments end with one state hash, and every one of them verifies."""
    converge(masters, number, seed, steps)
    record("convergence under random packets")


@pytest.mark.slow
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(2, 6), st.integers(0, 2**32), st.integers(0, 60))
def test_many_vaults_converge(masters: list[Site], record: Record, number: int, seed: int, steps: int) -> None:
    """Two to six desks, a hundred and fifty schedules: the same."""
    converge(masters, number, seed, steps)
    record("convergence under random packets")
