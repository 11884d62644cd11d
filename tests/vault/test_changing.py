"""What came since an earlier look: kinds of records by log, of colleagues' logs too."""

from __future__ import annotations

from collections.abc import Callable

from govah.records import Mention, Withdrawal, new_id
from govah.vault import Vault
from govah.vault.changing import heads_of, kinds_since
from vaults import Sample


def test_kinds_of_what_came_since(vault: Vault, sample: Sample, reopen: Callable[[], Vault]) -> None:
    """Nothing came at first; then exactly the kinds of what was written, by another process too."""
    then = heads_of(vault)
    assert kinds_since(vault, then) == frozenset()

    vault.append([[(Mention(new_id("mention", vault.entropy), sample.document, "person", "Parastoo Kamangir"), "team")]])
    between = heads_of(vault)
    assert kinds_since(vault, then) == {"mention"}

    with reopen() as other:
        taken_back = Withdrawal(new_id("withdrawal", other.entropy), sample.claim, other.member, other.clock(), "tested")
        other.append([[(taken_back, "team")]])

    assert kinds_since(vault, between) == {"withdrawal"}
    assert kinds_since(vault, then) == {"mention", "withdrawal"}


def test_a_log_that_was_not_known_counts_from_its_beginning(vault: Vault) -> None:
    """Where nothing was looked at before, everything is new."""
    assert {"member", "device", "document", "mention", "fact"} <= kinds_since(vault, ())


def test_what_cannot_be_read_counts_as_something_unknown(vault: Vault) -> None:
    """A body that was sealed to this device is no kind that a reader could leave out of account."""
    vault.renounce("sources")

    assert "" in kinds_since(vault, ())
