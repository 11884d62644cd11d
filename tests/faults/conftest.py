"""Fixtures of the suite of faults: a vault of one's own, and processes made to be killed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from faults.nursery import Nursery
from vaults import master, reopen, sample, vault

__all__ = ["master", "nursery", "reopen", "sample", "vault"]


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """The parent of all that are killed in this run."""
    with Nursery() as parent:
        yield parent
