"""FEBRL 4: five thousand generated persons in two lists with slips, linked without their number."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from govah.desk.linking.tables import LinkOptions, linked
from listrows import told

pytest.importorskip("splink")

ASSETS = Path(__file__).parents[1] / "assets"


@pytest.mark.slow
def test_febrl4(tmp_path: Path) -> None:
    """At the shipped threshold F1 is .994 at least, with no label seen."""
    paths = []
    for name in ("febrl4a", "febrl4b"):
        paths.append(tmp_path / f"{name}.csv")
        paths[-1].write_bytes(gzip.decompress((ASSETS / f"{name}.csv.gz").read_bytes()))
    found = [one for one in linked(paths, LinkOptions({}), told).links if one.score >= 0.5]
    right = sum(one.left.split("-")[1] == one.right.split("-")[1] for one in found)

    assert 2 * right / (len(found) + 5000) >= 0.994
