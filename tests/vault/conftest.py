"""The vault's fixtures, for the tests of this folder."""

from __future__ import annotations

from vaults import master, reopen, sample, vault

__all__ = ["master", "reopen", "sample", "vault"]
