"""What stands still: vendored files are those of the manifest, with their licence; the others are ours and fetch nothing."""

from __future__ import annotations

import hashlib
import re
from typing import Final

import pytest
import yaml

from benches import Bench
from govah.workbench.static import FOLDER, address, files

MANIFEST: Final = yaml.safe_load((FOLDER / "manifest.yml").read_text("utf-8"))
OURS: Final = {"workbench.css", "workbench.js", "mark.svg"}


@pytest.mark.parametrize("one", MANIFEST, ids=lambda one: str(one["file"]))
def test_what_others_wrote_is_unchanged(one: dict[str, str]) -> None:
    """Each vendored file has the SHA-256 of the manifest, and its licence lies beside it."""
    assert one["sha256"] == hashlib.sha256((FOLDER / one["file"]).read_bytes()).hexdigest()
    assert (FOLDER / one["licence_file"]).is_file()
    assert {"name", "version", "from", "member", "licence"} <= set(one)


def test_nothing_else_is_served() -> None:
    """What is served is ours, in the manifest, or a letter that the dossier ships too."""
    vendored = {one["file"] for one in MANIFEST}
    letters = {name for name in files() if name.endswith(".woff2")}

    assert set(files()) == OURS | vendored | letters


def test_nothing_is_fetched() -> None:
    """No file of ours names another place of the network."""
    for name in OURS - {"mark.svg"}:
        assert not re.search(r"https?://|//[a-z]+\.", (FOLDER / name).read_text("utf-8"))


def test_a_file_is_packed_and_kept(bench: Bench) -> None:
    """A file comes packed, and may be kept by the browser, since its address changes with its bytes."""
    answer = bench.get(address("workbench.css"), headers={"accept-encoding": "gzip"})

    assert "gzip" == answer.headers["content-encoding"]
    assert "immutable" in answer.headers["cache-control"]
    assert "/static/" in answer.text


def test_scripts_make_no_code() -> None:
    """Our script builds no code out of text."""
    script = (FOLDER / "workbench.js").read_text("utf-8")

    made = r"\beval\(|new Function|document\.write|insertAdjacentHTML"
    kept = r"localStorage|sessionStorage\.set|indexedDB"

    assert not re.search(f"{made}|{kept}", script)
