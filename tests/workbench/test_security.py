"""What an external test of another desk found in 2026, tried on this one; each attack is a document, a name or an address."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from benches import ORIGIN, Bench
from govah.cli.workbench import workbench

SCRIPT: Final = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'><svg onload=alert(3)>{{7*7}}{%raw%}"
UNMASKED: Final = re.compile(r"<img src=x|<script>alert|<svg onload|onerror=alert\(1\)>", re.IGNORECASE)
PAGES: Final = ("/inbox", "/review", "/cases", "/watch", "/search?q=Sepidkuh", "/evidence", "/packets", "/people", "/settings")
SECRET: Final = "Golnar Tizpa"
SECRET_WORDS: Final = "a green gate at the end of the lane"


def every_page(bench: Bench) -> dict[str, str]:
    """Gives every page that can be reached by links from the menu, with its text."""
    seen: dict[str, str] = {}
    waiting = list(PAGES)
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        answer = bench.get(path)
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        seen[path] = answer.text
        found = re.findall(r'href="(/(?:cases|documents|evidence|review)[^"#]*)"', answer.text)
        waiting += [one.replace("&amp;", "&") for one in found if len(seen) + len(waiting) < 80]
    return seen


def send_file(bench: Bench, name: str, data: bytes, **fields: str) -> Any:
    """Drops one file on the inbox."""
    files = [("files", (name, data, "application/octet-stream"))]
    return bench.client.post("/inbox/files", data={"csrf": bench.session.csrf, **fields}, files=files, headers={"origin": ORIGIN})


def test_no_script_of_a_text_runs(bench: Bench) -> None:
    """Markup in texts, names, file names, terms and sources is shown as the letters that it is, on every page."""
    text = f"Arvand {SCRIPT} Sepidkuh was arrested in Arak on 12 January 2026, according to {SCRIPT}."
    send_file(bench, f"{SCRIPT}.txt", text.encode(), source=SCRIPT, terms=SCRIPT)
    bench.post("/inbox/text", {"text": text, "name": SCRIPT})
    bench.post("/inbox/note", {"text": text, "name": SCRIPT, "source": SCRIPT})
    pages = every_page(bench)

    assert any("&lt;img src=x onerror" in one for one in pages.values())
    assert [] == [path for path, one in pages.items() if UNMASKED.search(one)]
    assert not any("49" in re.findall(r"<h1>.*?</h1>", one)[:1] for one in pages.values())


def test_no_script_of_an_accepted_claim_runs(bench: Bench, card: Callable[[Any], str]) -> None:
    """Markup that a reviewer types into the fields of a claim is shown as letters in the case file, too."""
    first = card(bench.get("/review"))
    changes = {"value": SCRIPT, "where": SCRIPT, "attribution": SCRIPT, "stance": "alleged"}
    bench.post("/review", {"card": first, "verdict": "edit", **changes})
    pages = every_page(bench)

    assert any("&lt;script&gt;alert(2)" in one for path, one in pages.items() if path.startswith("/cases/"))
    assert [] == [path for path, one in pages.items() if UNMASKED.search(one)]


@pytest.mark.parametrize(
    "path",
    ["/search?q={}", "/cases?q={}", "/review?card={}", "/cases/{}", "/documents/{}", "/evidence/{}",
     "/inbox?after={}", "/cases?after={}", "/nowhere/{}", "/unlock?next={}", "/search?since={}", "/watch?from={}"],
)  # fmt: skip
def test_no_script_of_an_address_runs(bench: Bench, path: str) -> None:
    """Markup in an address comes back as letters, or not at all; nothing fails with a traceback."""
    answer = bench.get(path.replace("{}", "%3Cimg%20src=x%20onerror=alert(1)%3E%22'"))

    assert not UNMASKED.search(answer.text)
    assert answer.status_code < 500
    assert "Traceback" not in answer.text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", b"<!doctype html><title>t</title><p>Arvand was arrested.<script>alert(1)</script>"),
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"),
        ("page.pdf", b"%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj"),
        ("picture.png", b"\x89PNG\r\n\x1a\n<script>alert(1)</script>"),
    ],
)
def test_a_document_never_runs_here(bench: Bench, name: str, data: bytes) -> None:
    """No address gives the bytes of a document as they are: text is shown as text, a picture only made anew as a JPEG."""
    answer = send_file(bench, name, data)
    id_ = re.findall(r'href="/documents/(d[a-z2-7]+)"', answer.text)[0]
    page = bench.get(f"/documents/{id_}")
    picture = bench.get(f"/documents/{id_}/picture/1?whole=yes")

    assert b"<script>alert" not in page.content
    assert picture.status_code >= 400 or picture.headers["content-type"] == "image/jpeg"
    assert data not in picture.content


def test_what_one_may_not_read_is_on_no_page(bench: Bench, card: Callable[[Any], str]) -> None:
    """A device without the key of `sources` sees neither who told nor their words: in history, search, custody or metadata."""
    told = f"Arvand Sepidkuh was beaten in Arak on 15 January 2026, said his neighbour, {SECRET_WORDS}."
    bench.post("/inbox/note", {"text": told, "name": "call", "source": SECRET, "terms": "not for publication"})
    while (page := bench.get("/review")).text.count('name="verdict"'):
        bench.post("/review", {"card": card(page), "verdict": "accept", "copies": "yes"})
    before = "".join(every_page(bench).values())
    with bench.session.sitting.vault() as vault:
        vault.renounce("sources")
    bench.session.kept.clear()
    after = every_page(bench)

    assert SECRET in before
    assert [] == [path for path, one in after.items() if SECRET in one or SECRET_WORDS in one]
    found = bench.get("/search", params={"q": "green gate"}).text
    assert SECRET_WORDS not in found


@pytest.mark.parametrize("path", ["/documents/{}", "/documents/{}/picture/1", "/evidence/{}", "/cases/{}", "/review?card={}"])
def test_an_id_of_nothing_is_not_found(bench: Bench, path: str) -> None:
    """An id that is not in this vault, or of another kind, gives a page that says so, and nothing of another record."""
    for id_ in ("pabcdefghijklmnop", "dabcdefghijklmnop", "xabcdefghijklmnop", "..", "%00", "a" * 5000):
        answer = bench.get(path.replace("{}", id_))

        assert answer.status_code < 500


@pytest.mark.parametrize(
    "name",
    ["../../../etc/passwd", "..\\..\\boot.ini", "/etc/shadow", "C:\\x.txt", "a/../../b.txt", "..//x", "\u202efdp.exe", "x\x00y"],
)
def test_a_name_leads_nowhere(bench: Bench, folder: Path, name: str) -> None:
    """A file name that climbs, or turns around, is only shown: no file appears anywhere."""
    before = {path for path in folder.parent.rglob("*") if "blobs" not in path.parts}
    answer = send_file(bench, name.replace("/", "\u2044"), b"Arvand was arrested in Arak on 12 January 2026.")
    after = {path for path in folder.parent.rglob("*") if "blobs" not in path.parts}

    assert answer.status_code == 200
    assert ".." not in re.findall(r"<strong><bdi>(.*?)</bdi>", answer.text)[0].split("/")
    assert {path.name for path in after - before} <= {"store-wal", "store-shm", "store.db-wal", "store.db-shm"}


def test_an_archive_is_not_unpacked(bench: Bench, folder: Path) -> None:
    """A ZIP whose members climb out of it is sealed as the one file that it is."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../climbed.txt", "x")
    answer = send_file(bench, "bundle.zip", packed.getvalue())

    assert answer.status_code == 200
    assert not list(folder.parent.rglob("climbed.txt"))


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:8765/inbox", "http://localhost/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/",
     "http://10.0.0.1/", "http://192.168.1.1/", "http://0x7f000001/", "http://2130706433/", "http://127.1/"],
)  # fmt: skip
def test_an_address_within_is_not_fetched(bench: Bench, url: str) -> None:
    """An address that leads to this machine or its own network is refused before anything is asked."""
    answer = bench.post("/inbox/address", {"url": url})

    assert "said wrong" in answer.text
    assert "sha256" not in answer.text.partition('id="sent"')[2].partition("</ul>")[0]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "/etc/passwd", "../vault/key", "ftp://x/", "data:text/html,x", "HTTP"])
def test_what_is_no_address_is_not_read(bench: Bench, url: str) -> None:
    """The field for an address of the web reads no file of this machine."""
    answer = bench.post("/inbox/address", {"url": url})

    assert 422 == answer.status_code
    assert "root:" not in answer.text


def test_the_passphrase_has_no_option() -> None:
    """There is no option or argument by which a passphrase could stand on a command line."""
    names = {name for parameter in workbench.params for name in (*parameter.opts, parameter.name or "")}

    assert not [name for name in names if "pass" in name or "secret" in name]


def test_a_form_that_is_too_large_is_refused(bench: Bench) -> None:
    """A form beyond its size is refused by what it says of its length, and by what it is."""
    answer = bench.client.post(
        "/inbox/text", content=b"csrf=" + bench.session.csrf.encode() + b"&text=" + b"x" * (5 << 20),
        headers={"origin": ORIGIN, "content-type": "application/x-www-form-urlencoded"},
    )  # fmt: skip

    assert 422 == answer.status_code


@pytest.mark.parametrize(
    "kind", ["application/json", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded; x", ""]
)
def test_what_is_no_form_is_refused(bench: Bench, kind: str) -> None:
    """A body that is no form of ours is refused in one line."""
    answer = bench.client.post("/lock", content=b'{"csrf": 1}', headers={"origin": ORIGIN, "content-type": kind})

    assert answer.status_code in (403, 422)
    assert not bench.session.sitting.is_locked
