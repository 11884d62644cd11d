"""Large files through the browser: they come in whole, wait encrypted beside the vault, and leave nothing behind."""

from __future__ import annotations

import hashlib

from benches import ORIGIN, Bench
from govah.vault.spool import IN_MEMORY
from govah.workbench.forms import MOST_FILES


def test_a_large_file_comes_in_whole(bench: Bench) -> None:
    """A file that does not fit into the memory set aside is sealed byte for byte, and no other file stays beside the vault."""
    before = {one.name for one in bench.path.rglob("*") if one.parent.name != "blobs"}
    data = b"OggS" + bytes(range(251)) * ((IN_MEMORY + (2 << 20)) // 251)
    files = [("files", ("long.ogg", data, "audio/ogg"))]
    answer = bench.client.post("/inbox/files", data={"csrf": bench.session.csrf}, files=files, headers={"origin": ORIGIN})

    assert hashlib.sha256(data).hexdigest() in answer.text
    assert {one.name for one in bench.path.rglob("*") if one.parent.name != "blobs"} == before


def test_what_is_too_large_is_told_before_it_is_sent(bench: Bench) -> None:
    """A request that says that it is larger than a browser may bring is refused in one line, without its being read."""
    headers = {"origin": ORIGIN, "content-type": "multipart/form-data; boundary=x", "content-length": str(MOST_FILES + 1)}
    answer = bench.client.post("/inbox/files", content=b"--x--", headers=headers)

    assert answer.status_code == 422
    assert "2048 MiB" in answer.text
