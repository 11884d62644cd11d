"""The vault's fixtures, for the tests of this folder."""

from __future__ import annotations

from colleagues import desks, masters
from proofs import copy, package
from vaults import master, reopen, sample, vault

__all__ = ["copy", "desks", "master", "masters", "package", "reopen", "sample", "vault"]
