"""The vault: one folder, unreadable without its passphrase, that keeps entries and evidence and can prove each of them.

Each part is imported when it is first asked for: who reads the store does not wait for what verifies it (PEP 562).
"""

from __future__ import annotations

import importlib
from typing import Any, Final

_PLACES: Final = {
    name: module
    for module, names in {
        "govah.vault.checking.verifying": "verify_vault",
        "govah.vault.continuing": "continue_as_new_device",
        "govah.vault.face": "change_passphrase create_vault open_vault",
        "govah.vault.interface": "Clock EntryRef Problem PutBlob Stored Verified",
        "govah.vault.keyfile": "Cost Secret",
        "govah.vault.proving": "Proved prove",
        "govah.vault.store": "Vault",
    }.items()
    for name in names.split()
}

__all__ = tuple(sorted(_PLACES))


def __getattr__(name: str) -> Any:
    """Imports what is first asked for."""
    if name not in _PLACES:
        raise AttributeError(name)
    value = getattr(importlib.import_module(_PLACES[name]), name)
    globals()[name] = value
    return value
