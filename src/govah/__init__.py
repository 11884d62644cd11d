"""Govah: the case desk of human-rights monitors.

The Python API is the use cases of the desk:

    import govah

    with govah.open("vault", passphrase="…") as desk:
        desk.capture("report.html")
        print(desk.case("Javid Khales").facts)

Opening loads the vault; `import govah` alone loads nothing.
"""

from __future__ import annotations

import importlib
from typing import Any

__all__ = ["Desk", "open"]


def __getattr__(name: str) -> Any:
    """Gives `open` and `Desk` when they are first asked for."""
    if name in __all__:
        return getattr(importlib.import_module("govah.desk.api"), "open_desk" if name == "open" else name)
    raise AttributeError(name)
