"""What was captured before and has not changed since, by what the system says of a file: it is not read and hashed again.

A file counts as unchanged where device, inode, size and both its times (of modification, and of change, which nobody sets) are
those of the day it was sealed, its bytes are still here, and the same member captured it from the same place, in the same words.
Nothing of `sources` is remembered.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from govah.capture import FileState, Unchanged
from govah.records import Capture, Document, canonical
from govah.vault import Vault

KIND: Final = "file"
_FIELDS: Final = 6


@dataclass(frozen=True, slots=True)
class AlreadyHere:
    """A file that was captured before and has not changed: nothing was written."""

    name: str
    document: str
    sha256: str
    captures: int


class Remembered:
    """The files that a vault knows in the state they are in; asked for one by one, and told of new ones."""

    def __init__(self, vault: Vault, *, terms: str = "", published: str = "", is_off: bool = False) -> None:
        self._vault, self._is_off = vault, is_off
        self._said = hashlib.sha256(canonical((vault.member, terms, published)))
        self._last: tuple[Unchanged, tuple[str, str] | None] | None = None
        self._held = {} if is_off else dict(vault.cache_items(KIND))
        self._present = vault.ids_of("capture") | vault.ids_of("document") if self._held else frozenset()

    def is_known(self, found: Unchanged) -> bool:
        """Answers whether the file is here already, as it is."""
        held = self._recall(found)
        self._last = found, held
        return held is not None

    def already_here(self, found: Unchanged) -> AlreadyHere:
        """Gives what is here of a file that is known; of another one it is a `LookupError`."""
        held = self._last[1] if self._last is not None and self._last[0] is found else self._recall(found)
        if held is None:
            raise LookupError(found.name)
        document, sha256 = held
        return AlreadyHere(found.name, document, sha256, self._vault.count_about(document, "capture"))

    def keep(self, document: Document, capture: Capture, state: FileState | None) -> None:
        """Remembers a file that is being sealed; it is written with the entry that names it, or soon after."""
        if state is not None and not self._is_off:
            key = self._key(Unchanged(capture.name, capture.origin, capture.method, state))
            self._vault.cache_put(KIND, key, f"{_times(state)} {document.id} {capture.id} {document.sha256}")

    def _recall(self, found: Unchanged) -> tuple[str, str] | None:
        if not self._held:
            return None
        kept = self._held.get(self._key(found), "").split(" ")
        if len(kept) != _FIELDS or " ".join(kept[:3]) != _times(found.state) or not {kept[3], kept[4]} <= self._present:
            return None
        return kept[3], kept[5]

    def _key(self, found: Unchanged) -> str:
        """Gives the key of a file at a place: which file it is, and a hash of what its capture would say."""
        said = self._said.copy()
        said.update(f"{found.method}\0{found.name}\0{found.origin}".encode("utf-8", "surrogatepass"))
        return f"{found.state.device}:{found.state.inode}:{said.hexdigest()[:32]}"


def _times(state: FileState) -> str:
    return f"{state.size} {state.modified} {state.changed}"
