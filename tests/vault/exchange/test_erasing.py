"""Erasures that travel: what one desk destroyed is destroyed at every other, whether the erasure comes before it or after it."""

from __future__ import annotations

import pytest

from exchanges import Meet, erase, everything, let_in, pack, say, show, take_in
from govah.errors import EvidenceError
from govah.vault.exchange.state import state_of
from govah.vault.exchange.vectors import own_vector

WORDS = b"Golnar Tizpa told us by the well." * 40


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (2, 1, 0), (1, 2, 0, 1)])
def test_in_any_order(meet: Meet, order: tuple[int, ...]) -> None:
    """Entry, bytes and erasure come in packets of their own, in any order; in the end nothing of it is left anywhere."""
    met = meet(3)
    ava, bahar, cyrus = met.vaults
    met.acquaint()
    met.settle()
    told, said = show(ava, WORDS, "sources"), say(ava, "Golnar Tizpa")
    packets = [pack(ava, bahar)]
    take_in(cyrus, pack(ava, cyrus))
    erase(cyrus, told, said)
    packets += [pack(cyrus, bahar, known={**own_vector(cyrus), cyrus.device: own_vector(bahar)[cyrus.device]})]
    say(cyrus)
    packets += [pack(cyrus, bahar, known={**packets[1].out.vector})]

    merged = [take_in(bahar, packets[number]) for number in order]
    met.settle(2)

    assert bahar.get(said) == bahar.get(told.id) == []
    assert bahar.find_text("golnar") == []
    assert not any(word in everything(bahar) for word in (b"Tizpa", b"tizpa", told.sha256.encode()))
    with pytest.raises(EvidenceError):
        bahar.open_blob(told.blob)
    assert sum(one.erased for one in merged) in (0, 3)
    assert len({state_of(vault) for vault in met.vaults}) == 1
    assert [(found.problems, found.notes) for found in met.verify()] == [((), ())] * 3


def test_what_waits_is_erased_too(meet: Meet) -> None:
    """An erasure reaches a body in a stretch that waits for what lies before it."""
    met = meet(3)
    ava, bahar, cyrus = met.vaults
    met.acquaint()
    met.settle()
    say(ava)
    before = own_vector(ava)
    said = say(ava, "Golnar Tizpa", "open")
    assert take_in(bahar, pack(ava, bahar, known=before)).waiting == 1
    take_in(cyrus, pack(ava, cyrus))
    erase(cyrus, said)
    cut = {**own_vector(cyrus), cyrus.device: own_vector(bahar)[cyrus.device]}

    take_in(bahar, pack(cyrus, bahar, known=cut))
    assert take_in(bahar, pack(ava, bahar, known=own_vector(bahar))).waiting == 0

    assert bahar.get(said) == []
    assert b"Tizpa" not in everything(bahar)
    assert met.sites[1].verify().is_good


def test_a_partner_erases_what_is_its_own(meet: Meet) -> None:
    """A partner's erasure destroys what the partner wrote and nothing of ours."""
    met = meet(2)
    ava, partner = met.vaults
    let_in(ava, partner, (), partner=True)
    let_in(partner, ava, (), partner=True)
    ours, theirs = say(ava, "Parviz Sangdel", "open"), say(partner, "Golnar Tizpa", "open")
    take_in(partner, pack(ava, partner))
    take_in(ava, pack(partner, ava))
    assert ava.get(theirs)
    erase(partner, ours, theirs)

    take_in(ava, pack(partner, ava))

    assert ava.get(ours)
    assert ava.get(theirs) == []
    assert state_of(ava) == state_of(partner)
    assert [found.problems for found in met.verify()] == [(), ()]


def test_suggestions_that_say_the_same(meet: Meet) -> None:
    """Suggestions of a document that is erased elsewhere are forgotten here."""
    met = meet(2)
    ava, bahar = met.vaults
    met.acquaint()
    met.settle(1)
    told = show(ava, WORDS)
    take_in(bahar, pack(ava, bahar))
    bahar.cache_put("suggestions", told.id, "Golnar Tizpa said")
    bahar.append([])
    erase(ava, told)

    take_in(bahar, pack(ava, bahar))

    assert bahar.cache_get("suggestions", told.id) is None
