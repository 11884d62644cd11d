"""The desk's fixtures, for the tests of this folder."""

from __future__ import annotations

from desks import me, take, vault

__all__ = ["me", "take", "vault"]
