"""The workbench over 100,000 persons and 1,000,000 claims: each page's time on the server and its size, start and memory.

Run: python bench/workbench.py [PERSONS [CLAIMS A PERSON]]. The vault is made once, in the temporary folder, and used again. Times
are those of a client on the loopback, a fresh connection each, median and worst of ten; sizes are what goes over the wire on a
first visit, style, scripts and letters included once. Beside it stand the targets: 100 ms a page, 150 kB, 200 MB idle, 1.5 s to
the first page.
"""

from __future__ import annotations

import gzip
import http.client
import io
import json
import os
import random
import re
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from govah.records import (
    Basis,
    Capture,
    Decision,
    Derivation,
    Document,
    Fact,
    Mention,
    Passage,
    Stance,
    Value,
    When,
    new_id,
)
from govah.vault import Vault, create_vault

PASSPHRASE: Final = "four words of nobody"
GIVEN: Final = ("Arvand", "Borzin", "Golnoush", "Hirmand", "Kaveh", "Mahyar", "Nastaran", "Parizad", "Roxana", "Shervin")
HEADS: Final = ("Sepid", "Raste", "Tisht", "Karvan", "Zarrin", "Deh", "Sepehr", "Hir", "Gol", "Marz", "Osto", "Parva", "Shab")
TAILS: Final = ("kuh", "gar", "arian", "salar", "par", "namaki", "vand", "mandi", "ban", "var", "neh", "tab", "dad", "yar")
PREDICATES: Final = ("arrested", "charged_with", "tried_by", "tortured", "denied_lawyer", "hunger_strike", "released")
A_DOCUMENT: Final = 50
"""Persons that one document names."""
VISITS: Final = 10


def main() -> None:
    """Makes the vault where there is none, starts the workbench, and asks for each page."""
    persons = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    claims = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    folder = Path(tempfile.gettempdir()) / f"govah-bench-workbench-{persons}-{claims}"
    if not (folder / "done").exists():
        shutil.rmtree(folder, ignore_errors=True)
        _fill(folder, persons, claims)
    secret = folder / "passphrase"
    secret.write_text(PASSPHRASE + "\n", "utf-8")
    begun = time.perf_counter()
    call = [sys.executable, "-m", "govah", "--vault", str(folder / "vault"), "workbench", "--no-browser", "--json"]
    process = subprocess.Popen(call, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        address = json.loads(process.stdout.readline())["address"]
        visitor = Visitor(address)
        visitor.get(address.partition("/open/")[1] + address.partition("/open/")[2])
        visitor.get("/unlock")
        print(f"{'start to the first page':40}{(time.perf_counter() - begun) * 1000:9.0f} ms    target 1500")
        _idle(process.pid, "idle, locked")
        visitor.post("/unlock", {"passphrase": PASSPHRASE, "next": "/cases"})
        _pages(visitor)
        time.sleep(1)
        _idle(process.pid, "idle, after every page")
    finally:
        process.terminate()
        process.wait(timeout=20)


class Visitor:
    """A browser of few words: it keeps its cookie, and counts bytes."""

    def __init__(self, address: str) -> None:
        self.host = address.removeprefix("http://").partition("/")[0]
        self.cookie = ""

    def get(self, path: str) -> tuple[int, bytes, float]:
        """Asks for a page; gives status, bytes as they came, and milliseconds."""
        return self._ask("GET", path)

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, bytes, float]:
        """Sends a form with the secret of the page before."""
        page = self.get("/unlock" if path == "/unlock" else "/settings")[1]
        csrf = re.findall(r'name="csrf" value="([^"]+)"', _text(page))[0]
        return self._ask("POST", path, urlencode({"csrf": csrf, **fields}))

    def _ask(self, method: str, path: str, body: str = "") -> tuple[int, bytes, float]:
        connection = http.client.HTTPConnection(self.host, timeout=120)
        headers = {"origin": f"http://{self.host}", "cookie": self.cookie, "accept-encoding": "gzip"}
        if body:
            headers["content-type"] = "application/x-www-form-urlencoded"
        begun = time.perf_counter()
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        data = answer.read()
        taken = (time.perf_counter() - begun) * 1000
        if cookie := answer.headers.get("set-cookie"):
            self.cookie = cookie.partition(";")[0]
        self.location = answer.headers.get("location", "")
        connection.close()
        return answer.status, data, taken


def _pages(visitor: Visitor) -> None:
    cases = _text(visitor.get("/cases")[1])
    person = re.findall(r'href="(/cases/p\w+)"', cases)[3]
    older = re.findall(r'href="(/cases\?after=[^"]+)"', cases)[0].replace("&amp;", "&")
    document = re.findall(r'href="(/documents/d\w+)"', _text(visitor.get("/inbox")[1]))[0]
    visitor.post("/search", {"q": "Arvand Sepidkuh Golpar"})
    search = visitor.location
    visitor.post("/search", {"predicate": "tortured", "stance": "denied"})
    filtered = visitor.location
    paths = {
        "inbox": "/inbox", "review": "/review", "cases": "/cases", "cases, second page": older, "one case": person,
        "document": document, "custody of a document": document.replace("/documents/", "/evidence/"), "watch": "/watch",
        "search, a name": search, "search, filters": filtered, "evidence": "/evidence", "packets": "/packets",
        "people": "/people", "settings": "/settings",
    }  # fmt: skip
    kept = _static(visitor, cases)
    print(f"{'page':40}{'median':>9}{'worst':>9}{'bytes':>10}{'first visit':>13}")
    for name, path in paths.items():
        times, size, status = [], 0, 0
        for _ in range(VISITS):
            status, data, taken = visitor.get(path)
            times.append(taken)
            size = len(data)
        wrong = "" if status == 200 else f"  {status}"
        print(f"{name:40}{statistics.median(times):9.0f}{max(times):9.0f}{size:10,}{size + kept:13,}{wrong}")


def _static(visitor: Visitor, page: str) -> int:
    """Gives the bytes of style, scripts and the letters of one language that a first visit brings."""
    names = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    style = next(name for name in names if name.endswith(".css"))
    letters = re.findall(r'url\("(/static/[^"]+)"\)', _text(visitor.get(style)[1]))
    return sum(len(visitor.get(name)[1]) for name in dict.fromkeys([*names, *letters]))


def _text(data: bytes) -> str:
    return (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode()


def _idle(pid: int, what: str) -> None:
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        held = int(re.findall(r"VmRSS:\s+(\d+)", status.read_text("utf-8"))[0]) >> 10
        print(f"{what:40}{held:9} MiB   target 200")


def _fill(folder: Path, persons: int, claims: int) -> None:
    folder.mkdir()
    chance, begun = random.Random(persons), time.perf_counter()
    with create_vault(folder / "vault", PASSPHRASE, member_name="Bench") as vault:
        for first in range(0, persons, A_DOCUMENT):
            vault.append(list(_document(vault, chance, first, min(A_DOCUMENT, persons - first), claims)))
            if first % 10_000 == 0:
                print(f"  made {first:,} persons in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    (folder / "done").touch()


def _document(vault: Vault, chance: random.Random, first: int, persons: int, claims: int) -> Iterator[list[tuple[Any, str]]]:
    names = [f"{chance.choice(GIVEN)} {_family(chance)} {_family(chance)}" for _ in range(persons)]
    text = "\n".join(f"{name} was arrested in Arak on 12 January 2026, according to witnesses." for name in names)
    put, read = vault.put_blob(io.BytesIO(text.encode() + str(first).encode())), vault.put_blob(io.BytesIO(text.encode()))
    document = Document(new_id("document", secrets.token_bytes), put.sha256, put.size, "text/plain", put.id)
    chosen = secrets.token_bytes
    captured = Capture(new_id("capture", chosen), document.id, vault.member, vault.clock(), "bench", "file", f"{first}.txt")
    derivation = Derivation(new_id("derivation", chosen), document.id, "text", "bench 1", read.sha256, read.size, read.id)
    yield [(document, "team")]
    yield [(captured, "team")]
    yield [(derivation, "team")]
    at = 0
    for name in names:
        mention = Mention(new_id("mention", secrets.token_bytes), document.id, "person", name)
        yield [(mention, "team")]
        for number in range(claims):
            yield _claim(vault, mention, derivation, (at, at + len(name)), name, number)
        at += len(name) + len(" was arrested in Arak on 12 January 2026, according to witnesses.\n")


def _family(chance: random.Random) -> str:
    return chance.choice(HEADS) + chance.choice(TAILS)


def _claim(
    vault: Vault, mention: Mention, derivation: Derivation, place: tuple[int, int], name: str, number: int
) -> list[tuple[Any, str]]:
    claim = new_id("claim", secrets.token_bytes)
    predicate = PREDICATES[number % len(PREDICATES)]
    stance = Stance.DENIED if number == 3 else Stance.REPORTED
    when = When(f"2026-01-{number % 28 + 1:02}", "January", "gregorian")
    fact = Fact(claim, mention.id, predicate, Value(predicate), stance, f"o{number % 3}" + "a" * 25, when)
    basis = Basis(claim, mention.document, Passage(derivation.id, name, *place), ("witnesses",), "bench/1")
    id_ = new_id("decision", secrets.token_bytes)
    decision = Decision(id_, "{}", claim, "accepted", "member", vault.member, vault.clock(), claim)
    return [(fact, "team"), (basis, "team"), (decision, "team")]


if __name__ == "__main__":
    os.environ["GOVAH_PASSPHRASE_FILE"] = ""
    main()
