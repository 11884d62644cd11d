"""Who belongs here and which key is written under: worked out of records, in whatever order they come, and whoever wrote them."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colleagues import Masters, carry, keys_for, let_in, told_by
from govah.errors import EvidenceError, UsageError, VaultError
from govah.records import Device, Document, Epoch, Member, Mention, Withdrawal, new_id
from govah.vault import Vault
from govah.vault.compartments import current, read_epochs
from govah.vault.exchange.wire import WireKey
from govah.vault.face import open_with
from govah.vault.joining import expel, grant, introduce_self, make_compartment, require_new, roster_of
from govah.vault.learning import learn, number_of
from govah.vault.members import Said, Word, epochs_said, read_roster

Three = tuple[Vault, Vault, Vault]


def learned(
    vault: Vault, said: Sequence[Said], keys: Sequence[WireKey] = ()
) -> dict[str, tuple[str, bool, bool, tuple[str, ...]]]:
    """Has a vault learn, and gives each key: its compartment, if it is closed, if it can be read, and its readers."""
    with vault.connection:
        learn(vault.connection, vault.identity, said, keys)
    found = read_epochs(vault.connection).values()
    return {one.recipient: (one.compartment, one.is_closed, one.is_readable, one.readers) for one in found}


def unkept(vault: Vault, said: Sequence[Said], keys: Sequence[WireKey]) -> dict[str, tuple[str, bool, bool, tuple[str, ...]]]:
    """Has a vault learn a part at a time, and forget it again."""
    vault.connection.execute("SAVEPOINT before")
    try:
        for at in range(0, len(said), 3):
            learned(vault, said[: at + 3], keys[:at])
        return learned(vault, said, keys)
    finally:
        vault.connection.execute("ROLLBACK TO before")
        vault.connection.execute("RELEASE before")


def key_of(vault: Vault, compartment: str) -> str:
    """Gives the recipient under which a vault writes now."""
    return current(read_epochs(vault.connection), compartment).recipient


def test_a_new_vault_says_who_reads(desks: Three) -> None:
    """A new vault has on record who its device is, by which key it cosigns, and which keys it was given."""
    ava, _, _ = desks

    said = [one.record for one in told_by(ava)]

    assert [one.witness.startswith("govah.witness/v") for one in said if isinstance(one, Device)] == [True]
    assert {one.compartment: one.readers for one in said if isinstance(one, Epoch)} == dict.fromkeys(
        ("open", "team", "sources", "custody"), (ava.device,)
    )
    assert all(epoch.readers == (ava.device,) and not epoch.is_closed for epoch in ava.epochs.values())


def test_colleagues_come_to_write_under_one_key(desks: Three) -> None:
    """Two desks that let each other in write under the same key of what both read, and each under its own of the rest."""
    ava, bahar, _ = desks
    let_in(ava, bahar, "team")
    let_in(bahar, ava, "team")
    of_ava, of_bahar = told_by(ava), told_by(bahar)
    learned(bahar, of_ava, keys_for(ava, bahar))
    learned(ava, of_bahar, keys_for(bahar, ava))

    assert key_of(ava, "open") == key_of(bahar, "open")
    assert key_of(ava, "team") == key_of(bahar, "team")
    for desk in (ava, bahar):
        assert all(current(read_epochs(desk.connection), name).is_readable for name in ("sources", "custody"))
    assert {name for (name, _), epoch in read_epochs(bahar.connection).items() if not epoch.is_readable} == {"sources", "custody"}


def test_what_lay_sealed_is_opened_with_its_key(desks: Three) -> None:
    """A device that only wrote to a compartment reads what it wrote there, bytes too, once it is given the key."""
    ava, bahar, _ = desks
    let_in(ava, bahar, "team", "sources")
    let_in(bahar, ava)
    introduce_self(bahar)
    learned(bahar, told_by(ava))
    closed = {one.recipient for one in read_epochs(ava.connection).values() if one.compartment == "sources"}
    bahar.connection.execute(
        "UPDATE epoch SET closed = recipient NOT IN (SELECT ?) WHERE compartment = 'sources'", (closed.pop(),)
    )
    bahar.change(lambda _below: [])
    put = bahar.put_blob(io.BytesIO(b"a note of a call"))
    document = Document(new_id("document", bahar.entropy), put.sha256, put.size, "text/plain", put.id)
    mention = Mention(new_id("mention", bahar.entropy), document.id, "person", "Shahla Kuhbanan")
    bahar.append([[(document, "sources"), (mention, "sources")]])
    assert bahar.get(mention.id) == []

    with bahar.connection:
        done = learn(bahar.connection, bahar.identity, told_by(ava), keys_for(ava, bahar))

    assert [one.compartment for one in done.opened] == ["open", "sources", "team"]
    assert done.regained == 2
    assert [one.record for one in bahar.get(mention.id)] == [mention]
    assert len(bahar.find_text("kuhbanan")) == 1
    with bahar.open_blob(put.id) as blob:
        assert blob.read() == b"a note of a call"


def test_a_partners_keys_are_read_and_never_written_under(desks: Three) -> None:
    """Keys that a partner made are closed here, though it gave them, and ours stay open."""
    ava, bahar, _ = desks
    let_in(ava, bahar, partner=True)
    let_in(bahar, ava, partner=True)
    before = key_of(ava, "open")

    keys = learned(ava, told_by(bahar), keys_for(bahar, ava))

    (partners,) = [one for one in keys.values() if one[0] == "open" and one[1]]
    assert partners == ("open", True, True, tuple(sorted((ava.device, bahar.device))))
    assert key_of(ava, "open") == before
    assert roster_of(ava).is_partner(bahar.device)


@pytest.mark.parametrize("claim", ["a device", "a member", "a removal", "a reader", "our compartment"])
def test_a_partners_word_reaches_no_further(desks: Three, claim: str) -> None:
    """A partner cannot make itself or another one of ours, remove our devices, or say what our keys are for."""
    ava, bahar, cyra = desks
    let_in(ava, bahar, partner=True)
    ours = {ava.device}
    if claim == "a removal":
        let_in(ava, cyra, "team")
        ours.add(cyra.device)
    own = next(one for one in told_by(ava) if isinstance(one.record, Epoch) and one.record.compartment == "sources").record
    assert isinstance(own, Epoch)
    lies: dict[str, Word] = {
        "a device": Device(cyra.device, ava.member, "k", cyra.identity.recipient),
        "a member": Member(bahar.member, "", partner=False),
        "a removal": Withdrawal(new_id("withdrawal", ava.entropy), cyra.device, bahar.member, ava.clock(), "x"),
        "a reader": replace(own, id=new_id("epoch", ava.entropy), readers=(bahar.device,)),
        "our compartment": replace(own, id=new_id("epoch", ava.entropy), compartment="open"),
    }
    before = learned(ava, [])

    after = learned(ava, [*told_by(bahar), Said(bahar.device, lies[claim])])
    roster = read_roster(ava.connection, ava.identity, [*told_by(bahar), Said(bahar.device, lies[claim])])

    assert {key: after[key] for key in before} == before
    assert roster.ours == ours
    assert roster.removed == {}


def test_a_removed_device_gets_no_new_key(desks: Three) -> None:
    """Removing a device closes each key that it was given; the others get new ones, and what it never read keeps its key."""
    ava, bahar, cyra = desks
    let_in(ava, bahar, "team")
    let_in(ava, cyra, "team", "sources")
    before = {name: key_of(ava, name) for name in ("open", "team", "sources", "custody")}

    renewed = expel(ava, [bahar.device], "lost", [])

    assert renewed == ("open", "team")
    assert {name for name, key in before.items() if key_of(ava, name) == key} == {"sources", "custody"}
    assert {key.compartment for key in keys_for(ava, bahar) if key.recipient == key_of(ava, key.compartment)} == set()
    let_in(cyra, ava)
    carry(ava, cyra)
    carry(cyra, ava)
    assert all(key_of(cyra, name) == key_of(ava, name) for name in ("open", "team", "sources"))
    with pytest.raises(VaultError, match="device-removed"):
        let_in(ava, bahar, "team")


def test_a_write_only_device_renews_for_the_readers(desks: Three) -> None:
    """A device that cannot read a compartment makes its readers a new key when the old one is closed, and keeps none itself."""
    ava, bahar, cyra = desks
    let_in(ava, bahar, "team", "sources")
    let_in(ava, cyra, "team", "sources")
    ava.renounce("sources")

    assert "sources" in expel(ava, [cyra.device], "lost", [])
    (fresh,) = [one for one in read_epochs(ava.connection).values() if one.compartment == "sources" and not one.is_closed]
    assert (fresh.readers, fresh.is_readable) == ((bahar.device,), False)
    keys = learned(bahar, told_by(ava), keys_for(ava, bahar))
    assert keys[fresh.recipient][2]


def test_what_was_given_up_comes_back_on_purpose_only(desks: Three) -> None:
    """A device that gave a compartment up takes no key of it from a renewal, and takes it again when it is given it by name."""
    ava, bahar, cyra = desks
    let_in(ava, bahar, "team", "sources")
    let_in(ava, cyra, "team", "sources")
    let_in(bahar, ava)
    carry(ava, bahar)
    bahar.renounce("sources")
    expel(ava, [cyra.device], "lost", [])  # ava does not know yet that bahar gave it up
    carry(ava, bahar)

    assert not any(one.is_readable for one in bahar.epochs.values() if one.compartment == "sources")
    grant(ava, roster_of(ava).devices[bahar.device], ["sources"], [])
    carry(ava, bahar)
    assert current(bahar.epochs, "sources").is_readable


def test_others_know_who_gave_up_a_key(desks: Three) -> None:
    """A colleague who learns that a device gave up a compartment counts it among the readers no more, and renews without it."""
    ava, bahar, cyra = desks
    let_in(ava, bahar, "team", "sources")
    let_in(ava, cyra, "team", "sources")
    let_in(bahar, ava)
    carry(ava, bahar)
    bahar.renounce("sources")
    carry(bahar, ava)

    before = key_of(ava, "sources")
    assert bahar.device not in current(ava.epochs, "sources").readers
    expel(ava, [cyra.device], "lost", [])

    assert key_of(ava, "sources") != before
    assert current(ava.epochs, "sources").readers == (ava.device,)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(seed=st.randoms(use_true_random=False))
def test_the_order_of_words_does_not_matter(desks: Three, seed: random.Random) -> None:
    """Whatever order records and keys come in, and however often, the same keys are open, closed and readable in the end."""
    ava, bahar, cyra = desks
    if bahar.device not in roster_of(ava).devices:
        let_in(ava, bahar, "team")
        let_in(ava, cyra, "team", "sources")
        let_in(bahar, ava)
        expel(ava, [cyra.device], "lost", [])
    said, keys = [*told_by(ava), *told_by(bahar)], keys_for(ava, bahar)
    mixed, twice = [*said, *said[:3]], [*keys, *keys]
    seed.shuffle(mixed)
    seed.shuffle(twice)

    assert unkept(bahar, mixed, twice) == unkept(bahar, said, keys)


def test_a_spoiled_key_is_not_taken(desks: Three) -> None:
    """A key that was altered on its way, or is another's, leaves the compartment closed and breaks nothing."""
    ava, bahar, _ = desks
    let_in(ava, bahar, "team")
    said = told_by(ava)
    good = next(key for key in keys_for(ava, bahar) if key.compartment == "team")
    other = next(key for key in keys_for(ava, bahar) if key.compartment == "open")
    for bad in (
        replace(good, wrapped=good.wrapped[:-1] + b"\0"),
        replace(good, wrapped=other.wrapped),
        replace(good, recipient="age1nothing"),
        replace(good, compartment="no such"),
    ):
        keys = learned(bahar, said, [bad])
        assert not any(readable for recipient, (name, _, readable, _) in keys.items() if recipient == good.recipient)

    assert learned(bahar, said, [good])[good.recipient][2]


def test_a_compartment_of_ones_own(desks: Three) -> None:
    """A desk adds a compartment that it alone reads, gives its key on, and cannot make it twice or by a bad name."""
    ava, bahar, _ = desks
    let_in(ava, bahar)
    let_in(bahar, ava)
    make_compartment(ava, "lawyers", [])
    record = Mention(new_id("mention", ava.entropy), "d" + "a" * 16, "person", "Shahla Kuhbanan")
    ava.append([[(record, "lawyers")]])
    grant(ava, roster_of(ava).devices[bahar.device], ["lawyers"], [])

    keys = learned(bahar, told_by(ava), keys_for(ava, bahar))

    assert keys[key_of(ava, "lawyers")] == ("lawyers", False, True, tuple(sorted((ava.device, bahar.device))))
    for name, code in (("lawyers", "compartment-known"), ("Lawyers!", "compartment-name")):
        with pytest.raises(UsageError, match=code):
            make_compartment(ava, name, [])


def test_a_key_that_we_do_not_have_is_not_given(desks: Three) -> None:
    """A compartment that this device only writes to, or does not know, cannot be given on."""
    ava, bahar, _ = desks
    let_in(ava, bahar, "team", "sources")
    ava.renounce("custody")
    device = roster_of(ava).devices[bahar.device]

    with pytest.raises(VaultError, match="compartment-closed"):
        grant(ava, device, ["custody"], [])
    with pytest.raises(VaultError, match="compartment-unknown"):
        grant(ava, device, ["lawyers"], [])


def test_another_under_a_known_id(desks: Three) -> None:
    """A device that comes under the id of a known one with other keys is turned away, and so is this device itself."""
    ava, bahar, cyra = desks
    let_in(ava, bahar)
    device = roster_of(ava).devices[bahar.device]
    with pytest.raises(EvidenceError, match="card-differs"):
        require_new(roster_of(ava), replace(device, recipient=cyra.identity.recipient))
    with pytest.raises(UsageError, match="device-known"):
        require_new(roster_of(ava), device)
    with pytest.raises(UsageError, match="card-own"):
        let_in(ava, ava)


def test_nobody_moves_a_key(desks: Three, masters: Masters) -> None:
    """A colleague who says that a key of ours belongs to another compartment, and said so before us, takes nothing from us."""
    ava, bahar, _ = desks
    let_in(ava, bahar, "team")
    own = next(epoch for (name, _), epoch in ava.epochs.items() if name == "sources")
    lie = Epoch(new_id("epoch", ava.entropy), "open", own.recipient, (bahar.device,), bahar.member, "2000-01-01T00:00:00Z")
    with open_with(bahar.path, masters.keys["bahar"], clock=lambda: "2000-01-01T00:00:00Z") as early:
        early.append([[(lie, "open")]])
    carry(bahar, ava)
    assert epochs_said(ava.connection)[0].record == lie

    after = learned(ava, [])

    assert after[own.recipient] == ("sources", False, True, (ava.device,))
    with pytest.raises(EvidenceError):
        number_of(ava.connection, "open", own.recipient)
