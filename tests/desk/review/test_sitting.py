"""A sitting: one vault for the threads of one program, locked when nobody uses it, with vaults beside it for long work."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from govah.desk.review.sitting import Sitting
from govah.errors import VaultError
from govah.vault import Secret, create_vault

PASSPHRASE = "four invented words here"


@pytest.fixture
def clock() -> list[float]:
    """A clock that the test turns."""
    return [0.0]


@pytest.fixture
def sitting(tmp_path: Path, clock: list[float]) -> Iterator[Sitting]:
    """A sitting over a new vault, not unlocked yet."""
    create_vault(tmp_path / "desk", PASSPHRASE, member_name="Analyst").close()
    made = Sitting(tmp_path / "desk", lock_after=60.0, ticks=lambda: clock[0])
    yield made
    made.lock()


def test_a_folder_without_a_vault_is_told_at_once(tmp_path: Path) -> None:
    """A sitting over no vault is refused before anybody types a passphrase."""
    with pytest.raises(VaultError):
        Sitting(tmp_path / "nothing")


def test_it_locks_when_idle_and_opens_again(sitting: Sitting, clock: list[float]) -> None:
    """It locks itself after its time, gives no vault then, neither the one nor another, and opens again."""
    sitting.unlock(Secret(PASSPHRASE))
    clock[0] = 61.0
    for way in (sitting.vault, sitting.another):
        with pytest.raises(VaultError), way():
            pass
    assert sitting.is_locked

    sitting.unlock(Secret(PASSPHRASE))
    with sitting.vault() as vault:
        assert vault.member


def test_a_wrong_passphrase_changes_nothing(sitting: Sitting) -> None:
    """A wrong passphrase leaves a locked sitting locked, and an open one open."""
    with pytest.raises(VaultError):
        sitting.unlock(Secret("another"))
    assert sitting.is_locked

    sitting.unlock(Secret(PASSPHRASE))
    with pytest.raises(VaultError):
        sitting.unlock(Secret("another"))
    assert not sitting.is_locked


def test_one_thread_at_a_time(sitting: Sitting) -> None:
    """While one thread has the vault another waits for it; a vault of one's own does not wait."""
    sitting.unlock(Secret(PASSPHRASE))
    order: list[str] = []

    def use() -> None:
        with sitting.vault():
            order.append("second")

    with sitting.vault():
        other = threading.Thread(target=use)
        other.start()
        with sitting.another() as own:
            order.append("own" if own.member else "")
        other.join(0.05)
        order.append("first")
    other.join(5)

    assert ["own", "first", "second"] == order


def test_long_work_ends_after_a_lock(sitting: Sitting) -> None:
    """Work that has a vault of its own is not cut off when the sitting locks."""
    sitting.unlock(Secret(PASSPHRASE))
    with sitting.another() as own:
        sitting.lock()

        assert sitting.is_locked
        assert list(own.of_kind("member"))
