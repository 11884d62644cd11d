"""`govah members` as a person calls it: cards, letting in and out, keys, in both languages."""

from __future__ import annotations

import re
import secrets
import shutil
from pathlib import Path

import pytest

from govah.desk.vaults.members import members
from govah.vault import open_vault
from govah.vault.cards import make_card, read_card
from govah.vault.opening import new_identity
from shell import PASSPHRASE, Shell, shell_in


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A folder that nothing is changed in: the desk's vault, and cards good and spoiled."""
    made = shell_in(tmp_path_factory.mktemp("members"))
    with open_vault(made.home / "vault", PASSPHRASE) as vault:
        made.write("own", make_card(vault.identity))
    card = make_card(new_identity(secrets.token_bytes), "Bahar")
    spoiled = {"card": card, "altered": card.replace("Bahar", "Bahman"), "newer": card.replace("@v1", "@v2"), "text": "a note"}
    for name, text in spoiled.items():
        made.write(name, text)
    return made


@pytest.fixture
def shell(settled: Shell, tmp_path: Path) -> Shell:
    """A copy of that folder, to be changed."""
    shutil.copytree(settled.home, tmp_path / "copy")
    return Shell(tmp_path / "copy")


def fingerprint(shell: Shell) -> str:
    """Gives what the owner of the card reads out."""
    return read_card((shell.home / "card").read_text("utf-8")).fingerprint


def test_a_colleague_comes_and_goes(shell: Shell) -> None:
    """A card lets a device in; the list tells what it reads, in Persian too; it is given more, and removed for good."""
    device = shell("members", "add", "card", "--fingerprint", fingerprint(shell), "--json").json()["device"]
    assert shell("members", "grant", device, "sources").code == 0
    told = shell("--lang", "fa", "members")
    gone = shell("members", "remove", "Bahar", "--yes", "--json").json()
    rows = shell("members", "--json").json()["members"]

    assert re.search(rf"{device}  می‌خواند: .*open.*، .*team.*، .*sources", told.out)
    assert "Bahar" in told.out
    assert gone == {"devices": [device], "renewed": ["open", "sources", "team"]}
    assert [row["devices"][0]["removed_at"] != "" for row in rows] == [False, True]


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 5)])
def test_the_fingerprint_is_compared(shell: Shell, answer: str, code: int) -> None:
    """Without --fingerprint the person sees it and must say that it is the same; a no lets nobody in."""
    answered = shell("members", "add", "card", stdin=answer)

    assert answered.code == code
    assert re.search(r"Fingerprint: ([0-9a-f]{4} ?){6}", answered.err)
    with open_vault(shell.home / "vault", PASSPHRASE) as vault:
        assert len(members(vault)) == (2 if code == 0 else 1)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["add", "card", "--fingerprint", "0000 0000"], 5, "and not what you were told"),
        (["add", "altered"], 5, "was changed after it was signed"),
        (["add", "own"], 2, "this very device"),
        (["remove", "nobody", "--yes"], 3, "no member or device"),
        (["renounce", "sources", "--yes"], 4, "nobody else reads"),
        (["--lang", "fa", "compartment", "Lawyers & friends"], 2, "حروف کوچک لاتین"),
        (["card", "-o", "card"], 8, "card"),
    ],
)
def test_what_is_refused(settled: Shell, arguments: list[str], code: int, words: str) -> None:
    """Each thing that cannot be done has its answer in one line."""
    at = 2 if arguments[0] == "--lang" else 0
    refused = settled(*arguments[:at], "members", *arguments[at:])

    assert (refused.code, refused.err.count("\n")) == (code, 1)
    assert words in refused.err


def test_a_partner(shell: Shell) -> None:
    """A partner is let in as one: it is given `open` alone unless more is named."""
    told = shell("members", "add", "card", "--partner", "--fingerprint", fingerprint(shell))
    with open_vault(shell.home / "vault", PASSPHRASE) as vault:
        own, partner = members(vault)

    assert "of a partner is in" in told.out
    assert (own.own, partner.partner, partner.devices[0].reads, partner.devices[0].only_writes) == (True, True, ("open",), ())


def test_giving_up_a_compartment(shell: Shell) -> None:
    """With a colleague who reads it a compartment can be given up, and what lay there is closed."""
    added = shell("members", "add", "card", "--read", "team,sources", "--fingerprint", fingerprint(shell), "--json").json()
    shell.write("call.txt", "a call")
    assert shell("capture", "call.txt", "--note", "--from", "Golnar Tizpa", "--no-read").code == 0
    given_up = shell("members", "renounce", "sources", "--yes", "--json")

    assert given_up.json()["sealed"] == 2
    assert added["fingerprint"] == fingerprint(shell)
    with open_vault(shell.home / "vault", PASSPHRASE) as vault:
        assert members(vault)[0].devices[0].only_writes == ("sources",)


def test_a_card_is_written(shell: Shell) -> None:
    """The card on the disk is good, and bears the fingerprint that was shown."""
    told = shell("members", "card", "-o", "own", "--force", "--name", "Shirin", "--json").json()
    card = read_card((shell.home / "own").read_text("utf-8"))

    assert (card.name, card.fingerprint, card.device.id) == ("Shirin", told["fingerprint"], told["device"])
