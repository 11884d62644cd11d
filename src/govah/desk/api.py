"""The Python API: a desk object whose methods are the use cases, each a single call of the function of the same name."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

from govah import desk
from govah.desk.custody.erasing import Erased, Plan, erase, plan_erasure
from govah.desk.custody.history import CustodyReport, custody
from govah.desk.retrieval.viewing import view_case, view_found
from govah.desk.vaults.members import MemberRow, members
from govah.errors import VaultError
from govah.records import Cosignature, Release
from govah.vault import Proved, Secret, Vault, open_vault

Ticks = Callable[[], float]
"""Seconds of a clock that never goes back."""


def open_desk(
    path: Path | str, passphrase: str | Secret, *, lock_after: float | None = None, ticks: Ticks = time.monotonic
) -> Desk:
    """Opens the desk of a vault; close it, or use it as a context manager.

    Args:
        path: the folder of the vault.
        passphrase: the passphrase, or a `Secret` with a key file too.
        lock_after: seconds without a call after which the desk locks itself; None: it never does.
        ticks: tells the seconds; tests have their own.
    """
    return Desk(open_vault(path, passphrase), lock_after=lock_after, ticks=ticks)


class Desk:
    """An open desk. Once it is locked, no key and no connection is held until it is unlocked."""

    def __init__(self, vault: Vault, *, lock_after: float | None = None, ticks: Ticks = time.monotonic) -> None:
        self._vault: Vault | None = vault
        self._path, self._lock_after, self._ticks = vault.path, lock_after, ticks
        self._used = ticks()

    @property
    def vault(self) -> Vault:
        """The vault; raises `VaultError` where the desk is locked, or locks itself now because nobody used it for so long."""
        self.lock_if_idle()
        if self._vault is None:
            raise VaultError("desk-locked")
        self._used = self._ticks()
        return self._vault

    @property
    def is_locked(self) -> bool:
        """Answers whether a passphrase is wanted."""
        return self._vault is None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the vault."""
        self.lock()

    def lock(self) -> None:
        """Closes the vault and lets go of its keys; what was acknowledged is written, and `unlock` opens it again."""
        vault, self._vault = self._vault, None
        if vault is not None:
            vault.close()

    def lock_if_idle(self) -> bool:
        """Locks the desk where nobody used it for long enough, and answers whether it is locked; a timer may call it."""
        if self._vault is not None and self._lock_after is not None and self._ticks() - self._used >= self._lock_after:
            self.lock()
        return self.is_locked

    def unlock(self, passphrase: str | Secret) -> None:
        """Opens a locked desk again; a wrong passphrase is a `VaultError` and changes nothing, also where it is not locked."""
        opened = open_vault(self._path, passphrase)
        if self._vault is None:
            self._vault = opened
        else:
            opened.close()
        self._used = self._ticks()

    def capture(
        self, *sources: desk.Source, options: desk.IntakeOptions | None = None
    ) -> list[desk.Sealed | desk.AlreadyHere | desk.Failed]:
        """Seals files, folders, pages or pasted text, and reads them; files captured before and unchanged are told, no more."""
        return list(desk.capture_sources(self.vault, sources, options or desk.IntakeOptions()))

    def pending(self) -> list[desk.Suggestion]:
        """Gives what waits for a decision, gravest first."""
        return desk.by_gravity(desk.pending(self.vault))

    def accept(self, ids: Sequence[str], *, person: str = "") -> tuple[desk.Decided, ...]:
        """Accepts suggestions as the member whose vault this is."""
        return desk.accept(self.vault, ids, desk.Reviewer(self.vault.member), person=person)

    def reject(self, ids: Sequence[str], *, reason: str = "") -> tuple[desk.Decided, ...]:
        """Rejects suggestions as the member whose vault this is."""
        return desk.reject(self.vault, ids, desk.Reviewer(self.vault.member), reason=reason)

    def persons(self) -> list[desk.Person]:
        """Gives the persons on file."""
        return list(desk.persons(self.vault))

    def case(self, name_or_id: str, *, as_of: date | None = None, known_at: str = "") -> desk.CaseFile:
        """Gives one person's case file, as of today unless another day is asked for; the look is noted, once a day."""
        return view_case(self.vault, name_or_id, as_of=as_of or datetime.now(UTC).date(), known_at=known_at)

    def search(self, words: str = "", *, filters: desk.Filters | None = None) -> desk.Found:
        """Finds persons, passages and claims by words, by what claims say, or both; the look is noted, once a day."""
        return view_found(self.vault, desk.Query(words, filters or desk.Filters()))

    def allow(self, what: Sequence[str], audience: str, *, basis: bool = False, reason: str = "") -> Release:
        """Releases claims, or a person's standing claims, to an audience."""
        return desk.allow(self.vault, what, audience, basis=basis, reason=reason)

    def custody(self, item: str, *, with_sources: bool = True) -> CustodyReport:
        """Gives the record of custody of a document, a claim or a person, and hashes again what is kept."""
        return custody(self.vault, item, with_sources=with_sources)

    def prove(self, item: str, output: Path | str, *, with_sources: bool = False, to: str = "") -> Proved:
        """Writes the proof package of a document, a claim, another record or an entry."""
        return desk.prove_item(self.vault, item, Path(output), with_sources=with_sources, to=to)

    def allow_originals(self, documents: Sequence[str], audience: str, *, reason: str = "") -> Release:
        """Releases clean copies of pictures and PDFs to an audience."""
        return desk.allow_originals(self.vault, documents, audience, reason=reason)

    def publish_original(self, document: str, audience: str, output: Path | str, *, to: str = "") -> desk.HandedOut:
        """Writes a clean copy of a released picture or PDF."""
        return desk.publish_original(self.vault, document, audience, Path(output), to=to)

    def stamp(self, options: desk.StampOptions | None = None) -> tuple[desk.Outcome, ...]:
        """Asks the authorities of the options, else the public ones, about the newest head; this is what sends something."""
        return desk.stamp_heads(self.vault, options or desk.StampOptions())

    def stamps(self) -> list[desk.StampRow]:
        """Gives what was stamped, by whom and when."""
        return desk.stamp_rows(self.vault)

    def heads(self) -> tuple[desk.LogHead, ...]:
        """Gives the newest signed head of each log: what to keep elsewhere, or to hand to a colleague."""
        return desk.log_heads(self.vault)

    def cosign(self, papers: Sequence[str], *, keys: Sequence[str] = ()) -> tuple[Cosignature, ...]:
        """Cosigns a colleague's head that continues all that is known of its log."""
        return desk.cosign_heads(self.vault, papers, keys)

    def take_cosigned(self, papers: Sequence[str], *, keys: Sequence[str] = ()) -> tuple[Cosignature, ...]:
        """Keeps the cosignatures that a colleague gave back."""
        return desk.take_cosigned(self.vault, papers, keys)

    def check_papers(self, papers: Sequence[str], *, keys: Sequence[str] = ()) -> tuple[desk.Judged, ...]:
        """Gives what heads, proofs and forks prove, held against this vault and against each other."""
        return desk.check_papers(self.vault, papers, keys)

    def members(self) -> tuple[MemberRow, ...]:
        """Gives who belongs to the desk, on which devices, and what each of them may read."""
        return members(self.vault)

    def plan_erasure(self, items: Sequence[str]) -> Plan:
        """Works out what would go with documents, captures, claims or persons, and what would stay; nothing is changed."""
        return plan_erasure(self.vault, items)

    def erase(self, plan: Plan, reason: str) -> Erased:
        """Destroys for good what was planned; the reason is a word of the vocabulary, such as `consent-withdrawn`."""
        return erase(self.vault, plan, reason)
