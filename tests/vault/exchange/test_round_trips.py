"""Round trips between real vaults: what one holds the other holds after a packet, and may read what it was given the key of."""

from __future__ import annotations

from exchanges import Meet, pack, say, show, take_in
from govah.vault.exchange.state import state_of


def test_two_vaults_meet(meet: Meet) -> None:
    """After a packet each way both hold the same, read the same, and verify."""
    met = meet(2)
    one, other = met.vaults
    met.acquaint()
    said, shown = say(one, "Behnoush Karvansalar"), show(other)

    met.send(0, 1)
    met.send(1, 0)
    met.send(0, 1)

    assert state_of(one) == state_of(other)
    assert [stored.record.name for stored in other.get(said)] == ["Behnoush Karvansalar"]
    assert other.find_text("behnoush") == [said]
    with one.open_blob(shown.blob) as source:
        assert source.read().startswith(b"Kaveh")
    assert [found.problems for found in met.verify()] == [(), ()]


def test_the_same_packet_twice(meet: Meet) -> None:
    """A packet taken in again changes nothing."""
    met = meet(2)
    met.acquaint()
    show(met.vaults[0])
    packet = pack(*met.vaults)

    first, again = take_in(met.vaults[1], packet), take_in(met.vaults[1], packet)

    assert (first.entries, first.duplicates, first.blobs) == (again.duplicates, 0, 1)
    assert (again.entries, again.blobs, again.unlocked) == (0, 0, 0)
