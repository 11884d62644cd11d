"""Documents whose bytes a packet left out: they are listed and shown as such, and never called altered."""

from __future__ import annotations

from exchanges import Meet, masters, meet, pack, show, take_in
from govah import desk
from govah.desk.custody.history import custody

__all__ = ["masters", "meet"]


def test_bytes_that_have_not_come(meet: Meet) -> None:
    """The list says that they are not here, and a record of custody says that they were not checked; then they come."""
    met = meet(2)
    one, other = met.vaults
    met.acquaint()
    met.settle(1)
    shown = show(one)
    packet = pack(one, other)
    take_in(other, packet.only(packet.out.stretches, blobs=False))

    report = custody(other, shown.id)
    assert [row.here for row in desk.documents(other)] == [False]
    assert ([part.kept.state for part in report.documents], report.is_intact) == (["not-here"], True)

    take_in(other, packet)

    assert [row.here for row in desk.documents(other)] == [True]
    assert [part.kept.state for part in custody(other, shown.id).documents] == ["intact"]
