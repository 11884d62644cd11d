"""What the tests of this folder share: an authority's papers, and a vault that has something to stamp."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import find_tool
from desks import vault
from stamp.authority import Papers, papers

__all__ = ["vault"]


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """An authority that is one."""
    find_tool("openssl")
    return papers(Path(tmp_path_factory.mktemp("tsa")) / "real")
