"""The vault's fixtures, for the tests of this folder."""

from __future__ import annotations

from colleagues import desks, masters
from vaults import master, reopen, sample, vault

__all__ = ["desks", "master", "masters", "reopen", "sample", "vault"]
