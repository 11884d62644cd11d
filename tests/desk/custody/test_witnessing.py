"""Witnessing: a head is cosigned only when it continues what is known, and whatever does not fit is a fork, with its proof."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desks import Take
from govah.desk.custody.judging import Judged
from govah.desk.custody.witnessing import (
    check_papers,
    continuation,
    cosign_heads,
    cosignatures,
    log_heads,
    take_cosigned,
    vouching,
)
from govah.errors import EvidenceError, GovahError, NotFoundError, UsageError
from govah.journal import (
    Header,
    InclusionProof,
    VerifyingKey,
    inclusion_proof,
    leaf_hash,
    log_key,
    read_checkpoint,
    root_of,
    sign_checkpoint,
)
from govah.records import Device, Mention, new_id
from govah.vault import Vault, continue_as_new_device, create_vault, verify_vault
from govah.vault.database import rows
from govah.vault.opening import read_identity
from govah.vault.witnessing import cosigned_heads, held_logs, leaves_of, own_witness

WORDS = "four invented words here"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Vault]:
    """A colleague's vault, open."""
    with create_vault(tmp_path / "other", WORDS, member_name="Colleague") as made:
        yield made


def introduce(here: Vault, there: Vault) -> None:
    """Enters a colleague's device, as its card says it."""
    (head,) = [one for one in log_heads(there) if one.own]
    recipient = read_identity(there.connection).recipient
    here.append([[(Device(there.device, there.member, head.key, recipient, head.witness), "open")]])


def hold(here: Vault, there: Vault) -> None:
    """Puts a colleague's log into a vault, headers only."""
    columns = "device, vkey, recipient, size, edge, checkpoint"
    log = rows(there.connection, f"SELECT {columns} FROM log WHERE device = ?", (there.device,))[0]
    with here.connection:
        here.connection.execute(f"INSERT INTO log({columns}) VALUES (?, ?, ?, ?, ?, ?)", log)
        (number,) = rows(here.connection, "SELECT id FROM log WHERE device = ?", (there.device,))[0]
        for at, (leaf, header) in enumerate(rows(there.connection, "SELECT leaf, header FROM entry ORDER BY id")):
            here.connection.execute("INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", ((number << 40) + at, leaf, header))


def grow(vault: Vault, count: int = 3) -> str:
    """Enters a few records; gives the new head."""
    for _ in range(count):
        vault.append([[(Mention(new_id("mention", vault.entropy), "d" + "a" * 16, "person", "x"), "team")]])
    return vault.checkpoint


def forged(vault: Vault, size: int, *, salt: bytes = b"another history") -> tuple[str, list[bytes]]:
    """Gives a head that the key of a vault signed over a history that it does not show, and its leaves."""
    identity = read_identity(vault.connection)
    leaves = [leaf_hash(salt + b"%d" % number) for number in range(size)]
    sign = Ed25519PrivateKey.from_private_bytes(identity.log_seed).sign
    return str(sign_checkpoint(size, root_of(leaves), log_key(vault.device, identity.public), sign)), leaves


def code_of(vault: Vault | None, *texts: str, vkeys: tuple[str, ...] = ()) -> str:
    """Gives what the last paper comes to."""
    return check_papers(vault, texts, vkeys)[-1].code


def refused(vault: Vault, *texts: str) -> str:
    """Gives the code by which these papers are not cosigned."""
    with pytest.raises(GovahError) as caught:
        cosign_heads(vault, texts)
    return caught.value.code


def test_a_stranger_is_not_cosigned(vault: Vault, other: Vault) -> None:
    """A head under a key that nobody introduced is neither believed nor signed."""
    assert "log-key-unknown" == refused(vault, other.checkpoint)
    with pytest.raises(NotFoundError):
        check_papers(vault, [other.checkpoint])


def test_a_first_head_is_cosigned_and_comes_back(vault: Vault, other: Vault) -> None:
    """The first head of an introduced device is cosigned, taken in by its desk, and checked there by name and time."""
    introduce(vault, other)
    introduce(other, vault)
    head = grow(other)
    (made,) = cosign_heads(vault, [head])
    (taken,) = take_cosigned(other, [made.note])

    (judged,) = check_papers(other, [made.note])
    assert (head, (str(own_witness(vault)),)) == (made.note[: len(head)], taken.witnesses)
    assert ("fits", (vault.device,), made.made_at) == (judged.code, judged.witnesses, judged.cosigned[0].time)
    assert {(other.device, made.size): made.note} == cosigned_heads(other)
    assert (taken,) == cosignatures(other)


def test_cosigning_twice_is_one_word(vault: Vault, other: Vault) -> None:
    """The same head cosigned or taken in a second time adds nothing to the journal."""
    introduce(vault, other)
    introduce(other, vault)
    (made,) = cosign_heads(vault, [head := grow(other)])
    (taken,) = take_cosigned(other, [made.note])
    sizes = vault.checkpoint, other.checkpoint

    assert (made, taken) == (*cosign_heads(vault, [head]), *take_cosigned(other, [made.note]))
    assert sizes == (vault.checkpoint, other.checkpoint)


def test_a_later_head_needs_its_proof(vault: Vault, other: Vault) -> None:
    """A second head of a log that is not held is signed only with the proof that it continues the first."""
    introduce(vault, other)
    first = grow(other)
    cosign_heads(vault, [first])
    later = grow(other)
    proof = str(continuation(other, first))

    assert "head-not-continued" == refused(vault, later)
    assert ("newer", "continues") == (code_of(vault, later), code_of(vault, proof))
    (made,) = cosign_heads(vault, [proof])
    assert made.note.startswith(later)


def test_a_gap_is_not_bridged_by_an_older_proof(vault: Vault, other: Vault) -> None:
    """A proof from a head older than the newest known does not let a head be signed: the newest might be of another history."""
    introduce(vault, other)
    first = grow(other)
    cosign_heads(vault, [first])
    second = grow(other)
    cosign_heads(vault, [str(continuation(other, first))])
    grow(other)

    assert "head-not-continued" == refused(vault, str(continuation(other, first)))
    assert cosign_heads(vault, [str(continuation(other, second))])


def test_a_held_log_needs_no_proof(vault: Vault, other: Vault) -> None:
    """Any head that fits the entries held here is signed; one beyond them waits for its proof."""
    introduce(vault, other)
    old, head = grow(other), grow(other)
    hold(vault, other)
    beyond = grow(other)

    assert ("fits", "fits", "newer") == tuple(code_of(vault, text) for text in (old, head, beyond))
    assert cosign_heads(vault, [old])
    assert "head-not-continued" == refused(vault, beyond)
    assert cosign_heads(vault, [str(continuation(other, head))])


@pytest.mark.parametrize("size", [1, 2, 5, 8])
def test_a_head_that_does_not_fit_is_a_fork(vault: Vault, other: Vault, size: int) -> None:
    """A head of another history under the same key is not signed, and the proof convicts it before anybody, vault or not."""
    introduce(vault, other)
    grow(other, 8)
    hold(vault, other)
    bad, _ = forged(other, size)
    (judged,) = check_papers(vault, [bad])
    key = held_logs(vault)[other.device].vkey

    assert ("fork", "log-forked") == (judged.code, refused(vault, bad))
    assert "fork-proved" == code_of(None, judged.proof, vkeys=(key,))
    assert not check_papers(None, [judged.proof], [key])[0].is_good


def test_two_heads_of_a_log_that_is_not_held(vault: Vault, other: Vault) -> None:
    """A second head of the same size as one cosigned before, with another root, is a fork though no entry is held."""
    introduce(vault, other)
    head = grow(other)
    cosign_heads(vault, [head])
    bad, _ = forged(other, read_checkpoint(head)[0].size)
    (judged,) = check_papers(vault, [bad])

    assert "fork" == judged.code
    assert "fork-proved" == code_of(vault, judged.proof)


def test_papers_are_held_against_each_other(other: Vault) -> None:
    """Without any vault, heads and proofs are judged by each other and by a key that was given."""
    head = grow(other)
    grow(other)
    proof, (bad, _) = str(continuation(other, head)), forged(other, read_checkpoint(head)[0].size)
    key = (log_heads(other)[0].key,)

    assert ("unanchored", "continues") == (code_of(None, proof, vkeys=key), code_of(None, head, proof, vkeys=key))
    assert ["fork", "fork"] == [one.code for one in check_papers(None, [head, bad], key)]
    with pytest.raises(EvidenceError) as caught:
        check_papers(None, [bad, proof], key)
    assert "trees-inconsistent" == caught.value.code


def test_an_older_folder_put_back_is_noticed(vault: Vault) -> None:
    """A head of this very device with more entries than its vault holds says that an older copy was put back."""
    own, _ = forged(vault, read_checkpoint(vault.checkpoint)[0].size + 5)

    assert "beyond" == code_of(vault, own)
    assert not check_papers(vault, [own])[0].is_good
    assert "head-own" == refused(vault, own)


def test_an_entry(vault: Vault, other: Vault, take: Take) -> None:
    """The proof of an entry is checked with the log that is held, or with the header beside it, and else proves nothing."""
    take("a report")
    leaves = leaves_of(vault, vault.device, read_checkpoint(vault.checkpoint)[0].size)
    proof = str(InclusionProof(1, inclusion_proof(leaves, 1), vault.checkpoint))
    header = rows(vault.connection, "SELECT header FROM entry ORDER BY id LIMIT 1 OFFSET 1")[0][0].decode()
    key = (log_heads(vault)[0].key,)

    assert ("entry", "entry-unseen") == (code_of(vault, proof), code_of(other, proof, vkeys=key))
    assert "entry" == code_of(None, header, proof, vkeys=key)
    wrong = Header(vault.device, 1, "2026-01-01T00:00:00Z", (("team", "0" * 64),)).to_bytes().decode()
    with pytest.raises(EvidenceError):
        check_papers(None, [wrong, proof], key)


def test_only_known_witnesses_count(vault: Vault, other: Vault) -> None:
    """A cosignature by a key that nobody introduced is not kept, unless it is given; a wrong one of a known key is an error."""
    introduce(vault, other)
    (made,) = cosign_heads(vault, [grow(other)])
    with pytest.raises(EvidenceError) as caught:
        take_cosigned(other, [made.note])
    note = read_checkpoint(made.note)[1]
    spoiled = made.note.replace(str(note.signatures[1])[-20:-8], "A" * 12)

    assert "cosignature-unknown" == caught.value.code
    with pytest.raises(EvidenceError):
        take_cosigned(other, [spoiled], [str(own_witness(vault))])
    assert take_cosigned(other, [made.note], [str(own_witness(vault))])
    assert (vault.device,) == check_papers(other, [made.note])[0].witnesses


def test_lines_of_strangers_are_not_kept(vault: Vault, other: Vault) -> None:
    """A line that bears a witness's name and another key is left out of what is kept."""
    introduce(vault, other)
    introduce(other, vault)
    (made,) = cosign_heads(vault, [grow(other)])
    fake = f"— govah.witness/{vault.device} {'A' * 100}\n"
    (kept,) = take_cosigned(other, [made.note + fake])

    assert made.note == kept.note


def test_a_record_of_a_device_may_hold_anything(vault: Vault, other: Vault) -> None:
    """A key under another device's name, a damaged one, and a witness named like a path are not taken, and stop nothing."""
    (head,) = [one for one in log_heads(other) if one.own]
    third = "v" + "b" * 16
    public = own_witness(other).key
    odd = str(VerifyingKey("govah.witness/../../x", public, own_witness(other).type))
    for key, witness in ((head.key, head.witness), ("x", "y"), (str(log_key("../x", public)), odd)):
        vault.append([[(Device(third, "a" + "b" * 16, key, "age1x", witness), "open")]])

    assert "log-key-unknown" == refused(vault, other.checkpoint.replace(other.device, third))
    assert "fits" == code_of(vault, vault.checkpoint)


def test_the_old_log_of_a_restored_vault_can_be_cosigned(tmp_path: Path) -> None:
    """A device that goes on in the place of an older one may witness the older log: it holds it whole."""
    with create_vault(tmp_path / "desk", WORDS) as vault:
        head = grow(vault)
    with continue_as_new_device(tmp_path / "desk", WORDS) as vault:
        (made,) = cosign_heads(vault, [head])
        assert (str(own_witness(vault)),) == made.witnesses
        assert {(made.device, made.size): made.note} == cosigned_heads(vault)
    assert verify_vault(tmp_path / "desk", WORDS).is_good


def test_a_cosigned_head_that_does_not_fit_is_a_fault(tmp_path: Path) -> None:
    """`govah verify` names a cosigned head in the database that is not of the log beside it."""
    with create_vault(tmp_path / "desk", WORDS) as vault:
        grow(vault)
        bad, _ = forged(vault, 3)
        vault.keep_cosigned(vault.device, 3, bad)
        device = vault.device

    found = verify_vault(tmp_path / "desk", WORDS)
    assert [("cosignature-altered", f"{device}/3")] == [(one.code, one.where) for one in found.problems]


def test_empty_hands(vault: Vault) -> None:
    """No head at all, an empty one, or a text of another kind is told in a line."""
    with pytest.raises(UsageError):
        cosign_heads(vault, [])
    with pytest.raises(UsageError):
        take_cosigned(vault, ["govah.journal/fork@v1\n"])
    for text in ("", "x", "{", "{}", "govah.journal/fork@v1\nroot x"):
        with pytest.raises(EvidenceError):
            check_papers(vault, [text, vault.checkpoint])
    judged: Judged = check_papers(vault, [vault.checkpoint])[0]
    assert judged.is_good


def test_what_vouches_is_whole(vault: Vault, other: Vault) -> None:
    """Proofs get the heads of logs held here with cosignatures that hold, from the table and from records, and no others."""
    introduce(vault, other)
    introduce(other, vault)
    (made,) = cosign_heads(vault, [grow(other)])
    take_cosigned(other, [made.note])
    other.connection.execute("DELETE FROM cosignature")
    bad, _ = forged(other, 2)
    other.append([[(replace(made, id=new_id("cosignature", other.entropy), size=2, note=bad), "open")]])

    assert ((made.note, (own_witness(vault),)),) == vouching(other)
    assert () == vouching(vault)
