"""Members across real packets: who reads what, what a removal changes elsewhere, and how far an erasure goes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from colleagues import NAMES, Masters, masters
from desks import STATEMENT
from govah import desk
from govah.desk.custody.erasing import erase, plan_erasure
from govah.desk.custody.history import custody
from govah.desk.onfile.erased import erased_documents
from govah.desk.publication import packets
from govah.desk.vaults import members
from govah.errors import VaultError
from govah.records import Custody
from govah.vault import Vault
from govah.vault.compartments import current
from govah.vault.exchange.state import state_of
from govah.vault.face import open_with

__all__ = ["masters"]

Three = tuple[Vault, Vault, Vault]


@pytest.fixture
def three(masters: Masters, tmp_path: Path) -> Iterator[Three]:
    """Three desks that have not met, open."""
    opened = []
    for name in NAMES:
        shutil.copytree(masters.folder / name, tmp_path / name)
        opened.append(open_with(tmp_path / name, masters.keys[name]))
    yield opened[0], opened[1], opened[2]
    for vault in opened:
        vault.close()


def join(vault: Vault, other: Vault, *reads: str, partner: bool = False) -> None:
    """Lets the other's device in, by its card."""
    card = members.own_card(other)
    found = members.introduced(vault, card.signed).card
    members.add(vault, found, reads=reads, partner=partner, fingerprint=card.fingerprint)


def carry(source: Vault, target: Vault) -> packets.Unpacked:
    """Packs for the other and has it unpacked."""
    packet = source.path.parent / f"{source.device}-{len(list(source.path.parent.glob('*.govah')))}.govah"
    packets.pack(source, [target.device], packet)
    return packets.unpack(target, packet)


def take(vault: Vault, text: str, source: str = "") -> str:
    """Captures a text and accepts what is read in it."""
    options = desk.IntakeOptions(source=source, published="2026-02-01")
    (sealed,) = desk.capture_sources(vault, [desk.Pasted(text, "report.txt")], options)
    assert isinstance(sealed, desk.Sealed)
    waiting = [one.id for one in desk.pending(vault, [sealed.document.id])]
    desk.accept(vault, waiting, desk.Reviewer(vault.member))
    return sealed.document.id


def test_a_colleague_reads_what_was_given(three: Three) -> None:
    """With the first packet a colleague reads the team's old claims; `sources` stays closed until it is granted."""
    ava, bahar, _ = three
    open_paper, told = take(ava, STATEMENT), take(ava, STATEMENT + "\nدیگر", source="Golnar Tizpa")
    join(ava, bahar)
    join(bahar, ava)
    carry(ava, bahar)
    first = {one.id for one in desk.documents(bahar)}
    members.grant(ava, bahar.device, ["sources"])
    carry(ava, bahar)

    assert first == {open_paper}
    assert {one.id for one in desk.documents(bahar)} == {open_paper, told}
    assert [one.name for one in desk.persons(bahar)]
    (own, colleague) = members.members(ava)
    assert (own.own, colleague.devices[0].reads, colleague.devices[0].only_writes) == (
        True,
        ("open", "team", "sources"),
        ("custody",),
    )


def test_a_removal_is_felt_elsewhere(three: Three) -> None:
    """A desk that learns by packet that somebody was removed closes the keys that it had given, and makes new ones itself."""
    ava, bahar, cyra = three
    join(ava, bahar)
    join(ava, cyra)
    join(bahar, ava)
    join(bahar, cyra, "team", "sources")
    carry(bahar, ava)
    before = {name: current(bahar.epochs, name).recipient for name in ("open", "team", "sources", "custody")}
    members.remove(ava, cyra.device)

    carry(ava, bahar)

    after = {name: current(bahar.epochs, name) for name in before}
    assert {name for name in before if after[name].recipient == before[name]} == {"custody"}
    assert not any(cyra.device in epoch.readers for epoch in after.values())
    assert after["sources"].is_readable
    with pytest.raises(VaultError, match="device-removed"):
        join(bahar, cyra)


def test_an_erasure_travels(three: Three) -> None:
    """With the next packet a document is destroyed at a colleague's too, to the last page, who is told when and by whom."""
    ava, bahar, _ = three
    paper = take(ava, STATEMENT)
    join(ava, bahar)
    join(bahar, ava)
    carry(ava, bahar)
    assert "کاوه رستگار".encode() in bahar.connection.serialize("main")
    erase(ava, plan_erasure(ava, [paper]), "consent-withdrawn")

    done = carry(ava, bahar)

    assert done.merged.erased > 0
    assert "کاوه رستگار".encode() not in bahar.connection.serialize("main")
    assert [(one.id, one.by, one.reason) for one in erased_documents(bahar)] == [(paper, ava.member, "consent-withdrawn")]
    assert custody(bahar, paper).kind == "erased"
    assert [*desk.documents(bahar), *desk.persons(bahar), *desk.pending(bahar)] == []
    assert carry(bahar, ava).state == state_of(bahar)


def test_a_partner_does_not_erase_ours(three: Three) -> None:
    """What we gave a partner it destroys at its own desk alone; what it wrote goes here as well."""
    ava, bahar, _ = three
    join(ava, bahar, "team", partner=True)
    join(bahar, ava, "team", partner=True)
    ours, theirs = take(ava, STATEMENT), take(bahar, STATEMENT.replace("کاوه", "سیاوش"))
    carry(ava, bahar)
    carry(bahar, ava)
    plan = plan_erasure(bahar, [ours, theirs])
    assert {one.code: one.ids for one in plan.stays}["partner"] == (ava.device,)
    erase(bahar, plan, "danger")

    carry(bahar, ava)

    assert [one.id for one in desk.documents(ava)] == [ours]
    assert list(desk.documents(bahar)) == []


def test_what_was_done_is_on_record(three: Three) -> None:
    """Letting in, giving a key, giving one up and removing are noted, with ids and nothing else."""
    ava, bahar, cyra = three
    join(ava, bahar, "team", "sources")
    join(ava, cyra)
    members.grant(ava, cyra.device, ["custody"])
    members.new_compartment(ava, "lawyers")
    members.renounce(ava, "sources")
    members.remove(ava, cyra.device)

    acts = [one.record for one in ava.of_kind("custody") if isinstance(one.record, Custody)]

    assert [one.act for one in acts] == ["added", "added", "granted", "added", "gave-up", "removed"]
    assert {one.by for one in acts} == {ava.member}
    assert all(not (one.remarks or one.to or one.sha256) for one in acts)
