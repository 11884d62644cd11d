"""`govah sync` as people call it: two desks that never share a network, a card, a stick, and a case they disagree about."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest

from desks import DENIAL, FAMILY
from govah import desk
from govah.desk.vaults import members
from govah.vault import create_vault, open_vault
from shell import PASSPHRASE, Shell, shell_in

SENTENCED: Final = "کاوه رستگار به اعدام محکوم شده است.\n"
NAMES: Final = {"north": "Narges Paknezhad", "south": "Siavash Kohbod"}


def tell(home: Path, vault: str, text: str, options: desk.IntakeOptions) -> None:
    """Captures a report and accepts what is read in it, as a script."""
    with open_vault(home / vault, PASSPHRASE) as opened:
        for _ in desk.capture_sources(opened, [desk.Pasted(text, "canary.txt")], options):
            pass
        desk.accept_all(opened, desk.Reviewer(opened.member))


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two vaults that let each other in by their cards, and have something to tell; nobody writes to it."""
    home = tmp_path_factory.mktemp("met")
    shell_in(home, with_vault=False)
    north, south = (create_vault(home / vault, PASSPHRASE, member_name=name) for vault, name in NAMES.items())
    with north, south:
        for vault, guest, name in ((north, south, NAMES["south"]), (south, north, NAMES["north"])):
            members.add(vault, members.own_card(guest), name=name)
    tell(home, "north", SENTENCED, desk.IntakeOptions())
    tell(home, "north", FAMILY, desk.IntakeOptions(note=True, source="Golnar Tizpa"))
    return home


@pytest.fixture
def shell(met: Path, tmp_path: Path) -> Shell:
    """A copy of that folder."""
    shutil.copytree(met, tmp_path / "home")
    return Shell(tmp_path / "home")


@pytest.mark.slow
def test_two_desks_meet_over_a_stick(shell: Shell) -> None:
    """Two desks that told otherwise of one person each show both claims, that they contradict; the packet shows nothing."""
    tell(shell.home, "south", DENIAL, desk.IntakeOptions())

    out = shell("sync", "pack", "--to", "Siavash Kohbod", "-o", "1.govah", vault="north")
    taken = shell("sync", "unpack", "1.govah", "--json", vault="south")
    with open_vault(shell.home / "south", PASSPHRASE) as south:
        one, *others = [person.id for person in desk.persons(south)]
        for other in others:
            desk.judge(south, one, other, "same", desk.Reviewer(south.member))
    back = shell("sync", "pack", "--to", "narges", "-o", "2.govah", "--json", vault="south")
    returned = shell("sync", "unpack", "2.govah", "--json", vault="north")

    assert (0, 0, 0, 0) == (out.code, taken.code, back.code, returned.code), (out.err, taken.err, back.err, returned.err)
    assert "Siavash Kohbod" in out.out
    data = (shell.home / "1.govah").read_bytes()
    assert not any(word.encode() in data for word in ("کاوه", "Siavash", "canary", "govah-packet", "fact", "team"))
    assert taken.json()["merged"]["entries"] > 0
    assert back.json()["state"] == returned.json()["state"]
    for vault in NAMES:
        shown = shell("case", one, vault=vault).out
        assert "CONTRADICTED" in shown
        assert ("source withheld" in shown) == (vault == "south")
        assert ("مادرش" in shown) == (vault == "north")


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_it_speaks_both(shell: Shell, lang: str) -> None:
    """It says in words what went, to whom, how large, what stays sealed and was left out, what came, and what was here."""
    packed = shell("--lang", lang, "sync", "pack", "--to", "Siavash", "--no-blobs", "-o", "1.govah", vault="north")
    taken = shell("--lang", lang, "sync", "unpack", "1.govah", vault="south")
    again = shell("--lang", lang, "sync", "unpack", "1.govah", vault="south")

    for answer in (packed, taken, again):
        assert (0, "") == (answer.code, answer.err)
        assert not any(loose in answer.out for loose in ("{", "sync.", "Golnar"))
    told = {"en": ("Sealed to them", "New here", "Nothing in it is new"), "fa": ("سربسته", "تازه:", "چیز تازه‌ای")}[lang]
    assert all(said in answer.out for said, answer in zip(told, (packed, taken, again), strict=True))


@pytest.mark.slow
def test_what_stops_it(shell: Shell) -> None:
    """A stranger, a name that is taken, a file that is no packet and one that is not there are told in one line."""
    nobody = shell("sync", "pack", "--to", "Nobody Atall", "-o", "x.govah", vault="north")
    assert shell("sync", "pack", "--to", "Siavash", "-o", "1.govah", vault="north").code == 0
    twice = shell("sync", "pack", "--to", "Siavash", "-o", "1.govah", vault="north")
    (shell.home / "2.govah").write_text("no packet")
    found = [shell("sync", "unpack", name, vault="south") for name in ("2.govah", "3.govah")]

    assert [3, 8, 5, 2] == [one.code for one in (nobody, twice, *found)]
    for one in (nobody, twice, *found):
        assert one.err.count("\n") == 1
        assert one.err.startswith("govah: ")
        assert "Siavash" not in one.err
    assert not (shell.home / "x.govah").exists()
