"""The Python API: a desk object whose methods are the use cases, each a single call of the function of the same name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

from govah import desk
from govah.desk.custody import CustodyReport, custody
from govah.records import Release
from govah.vault import Vault, open_vault


def open_desk(path: Path | str, passphrase: str) -> Desk:
    """Opens the desk of a vault; close it, or use it as a context manager."""
    return Desk(open_vault(path, passphrase))


class Desk:
    """An open desk."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the vault."""
        self.vault.close()

    def capture(self, *sources: desk.Source, options: desk.IntakeOptions | None = None) -> list[desk.Sealed | desk.Failed]:
        """Seals files, folders, pages or pasted text, and reads them."""
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
        """Gives one person's case file, as of today unless another day is asked for."""
        return desk.case_file(self.vault, name_or_id, as_of=as_of or datetime.now(UTC).date(), known_at=known_at)

    def search(self, words: str) -> desk.Found:
        """Finds persons and passages."""
        return desk.search(self.vault, words)

    def allow(self, what: Sequence[str], audience: str, *, basis: bool = False, reason: str = "") -> Release:
        """Releases claims, or a person's standing claims, to an audience."""
        return desk.allow(self.vault, what, audience, basis=basis, reason=reason)

    def custody(self, item: str, *, with_sources: bool = True) -> CustodyReport:
        """Gives the record of custody of a document, a claim or a person, and hashes again what is kept."""
        return custody(self.vault, item, with_sources=with_sources)
