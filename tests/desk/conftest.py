"""The desk's fixtures, for the tests of this folder."""

from __future__ import annotations

from colleagues import desks, masters
from desks import me, take, vault

__all__ = ["desks", "masters", "me", "take", "vault"]
