"""The Python API: the same use cases, from three lines of a script."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

import govah
from desks import STATEMENT
from govah.desk.api import open_desk
from govah.errors import VaultError
from govah.vault import Vault, create_vault


def test_a_script_walks_from_file_to_case(tmp_path: Path) -> None:
    """A report captured through the API is reviewed and shown through it."""
    create_vault(tmp_path / "vault", "four invented words here").close()
    report = tmp_path / "report.txt"
    report.write_text(STATEMENT, "utf-8")

    with govah.open(tmp_path / "vault", "four invented words here") as desk:
        desk.capture(report)
        desk.accept([one.id for one in desk.pending()])
        (person,) = desk.persons()

        assert "arrested" in {fact.predicate for fact in desk.case(person.name).facts}


def test_importing_loads_nothing() -> None:
    """`import govah` is free: the vault and its libraries load when a desk is opened."""
    script = "import sys, govah; print(sorted({'apsw', 'cryptography', 'lxml', 'typst'} & set(sys.modules)))"

    assert "[]" == subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()


class Watch:
    """A clock that a test winds."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        """Tells the seconds."""
        return self.seconds


def test_a_desk_locks_itself(tmp_path: Path) -> None:
    """After the idle time the next call is refused and no vault, key or connection is left; each call before puts it off."""
    create_vault(tmp_path / "vault", "four invented words here").close()
    watch = Watch()
    with open_desk(tmp_path / "vault", "four invented words here", lock_after=600, ticks=watch) as desk:
        for _ in range(3):
            watch.seconds += 599
            assert desk.persons() == []
        held = weakref.ref(desk.vault)
        watch.seconds += 600

        with pytest.raises(VaultError, match="desk-locked"):
            desk.persons()
        gc.collect()
        assert (held(), desk.is_locked) == (None, True)
        assert not [one for one in gc.get_objects() if isinstance(one, Vault) and one.path == tmp_path / "vault"]


def test_a_desk_is_unlocked(tmp_path: Path) -> None:
    """A locked desk opens with the passphrase, and with no other; a timer locks it without a call; nothing written is lost."""
    create_vault(tmp_path / "vault", "four invented words here").close()
    (tmp_path / "report.txt").write_text(STATEMENT, "utf-8")
    watch = Watch()
    desk = open_desk(tmp_path / "vault", "four invented words here", lock_after=60, ticks=watch)
    desk.capture(tmp_path / "report.txt")
    waiting = [one.id for one in desk.pending()]
    watch.seconds += 61
    assert desk.lock_if_idle()
    with pytest.raises(VaultError, match="passphrase-wrong"):
        desk.unlock("four other words here")
    assert desk.is_locked
    desk.unlock("four invented words here")

    assert not desk.lock_if_idle()
    assert [one.id for one in desk.pending()] == waiting
    desk.lock()
    assert desk.is_locked
    with pytest.raises(VaultError, match="desk-locked"):
        desk.pending()


def test_a_script_proves_stamps_and_witnesses(tmp_path: Path) -> None:
    """A head goes to a colleague and comes back cosigned, a document is proved and noted with whom it went to."""
    for name in ("one", "two"):
        create_vault(tmp_path / name, "four invented words here").close()
    report = tmp_path / "report.txt"
    report.write_text(STATEMENT, "utf-8")

    words = "four invented words here"
    with open_desk(tmp_path / "one", words) as own, open_desk(tmp_path / "two", words) as peer:
        own.capture(report)
        (head,), (theirs,) = own.heads(), peer.heads()
        (made,) = peer.cosign([head.note], keys=[head.key])
        (taken,) = own.take_cosigned([made.note], keys=[theirs.witness])
        document = next(iter(own.vault.of_kind("document"))).record.id
        proved = own.prove(document, tmp_path / "proof.zip", to="a court")

        assert (made.witnesses, [True]) == (taken.witnesses, [one.is_good for one in own.check_papers([head.note])])
        assert ([], "a court") == (own.stamps(), own.custody(document).documents[0].handled[-1].to)
        assert 1 == len(proved.keys)
