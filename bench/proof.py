"""How large a proof package is, without the capture itself: by the length of the log, by part, with and without a cosignature.

Run: `python bench/proof.py [SIZE…]`. Sizes are bytes of the ZIP as it is handed over: each file with its ZIP headers.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from govah.desk.custody.keeping import prove_item
from govah.desk.custody.witnessing import cosign_heads, log_heads, take_cosigned
from govah.records import Capture, Document, Mention, new_id
from govah.vault import Vault, create_vault

SIZES: Final = (100, 10_000, 1_000_000)
BATCH: Final = 10_000
WORDS: Final = "bench"
READING: Final = ("README.txt", "verify.sh")


def filled(vault: Vault, size: int) -> str:
    """Enters one captured document and so many mentions; gives the document's id."""
    put = vault.put_blob(io.BytesIO(b"a report of some length " * 4000))
    document = Document(new_id("document", vault.entropy), put.sha256, put.size, "text/html", put.id)
    capture = Capture(new_id("capture", vault.entropy), document.id, vault.member, vault.clock(), "govah", "file", "report.html")
    vault.append([[(document, "open")], [(capture, "team")]])
    while (left := size - 1 - vault_size(vault)) > 0:
        mentions = (Mention(new_id("mention", vault.entropy), document.id, "person", "x") for _ in range(min(left, BATCH)))
        vault.append([[(one, "team")] for one in mentions])
    return document.id


def vault_size(vault: Vault) -> int:
    """Gives how many entries the newest head covers."""
    return int(vault.checkpoint.split("\n")[1])


def costs(package: Path) -> Iterator[tuple[str, int]]:
    """Gives each file and what it costs in the ZIP: its compressed bytes, its two headers, and a share of nothing else."""
    with zipfile.ZipFile(package) as archive:
        for info in archive.infolist():
            yield info.filename, info.compress_size + 30 + 46 + 2 * len(info.filename.encode())
    yield "(end of the ZIP)", 22


def tell(name: str, package: Path) -> None:
    """Prints the rows of one package."""
    parts = [(file, cost) for file, cost in costs(package) if not file.startswith("original/")]
    whole, reading = sum(cost for _, cost in parts), sum(cost for file, cost in parts if file in READING)
    print(f"{name:42} {whole:6} B   without script and README {whole - reading:6} B", flush=True)
    for file, cost in parts:
        print(f"    {file:50} {cost:6} B")


def main() -> None:
    """Measures packages of the document in logs of several lengths."""
    for size in map(int, sys.argv[1:] or map(str, SIZES)):
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            with create_vault(place / "desk", WORDS) as vault, create_vault(place / "other", WORDS) as other:
                document = filled(vault, size)
                prove_item(vault, document, place / "proof.zip")
                tell(f"log of {size:,} entries", place / "proof.zip")
                (own,), (peer,) = log_heads(vault), log_heads(other)
                (made,) = cosign_heads(other, [own.note], [own.key])
                take_cosigned(vault, [made.note], [peer.witness])
                prove_item(vault, document, place / "cosigned.zip")
                tell(f"log of {size:,} entries, cosigned once", place / "cosigned.zip")


if __name__ == "__main__":
    main()
