"""`govah custody` as a person calls it: on the screen in both languages, as JSON, and into a file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PIL import Image

from desks import FAMILY, STATEMENT
from shell import Shell, shell_in


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A folder with a vault in it, one open report, and one note of a call."""
    made = shell_in(tmp_path)
    made.write("report.txt", STATEMENT)
    made.write("call.txt", FAMILY)
    assert made("capture", "report.txt").code == 0
    assert made("capture", "call.txt", "--note", "--from", "Golandam Sarvestani").code == 0
    return made


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("RECORD OF CUSTODY", "the same as when it was sealed", "captured by Analyst", "SHA-256")),
        ("fa", ("سند زنجیرهٔ نگهداری", "همان است که مهر شده بود", "دریافت به دست", "۱۴۰")),
    ],
)
def test_the_record_on_the_screen(shell: Shell, lang: str, words: tuple[str, ...]) -> None:
    """The record says how the item came, that its bytes are those sealed, and when, in both calendars."""
    told = shell("--lang", lang, "custody", "report.txt")

    assert (0, "") == (told.code, told.err)
    assert [] == [word for word in words if word not in told.out]


def test_json(shell: Shell) -> None:
    """A script gets one JSON value: the item, its documents, and whether all is intact."""
    document = shell("documents", "--json").json()["documents"][0]
    told = shell("custody", document["id"], "--json").json()

    assert (document["id"], "document", True) == (told["item"], told["kind"], told["intact"])
    assert document["sha256"] == told["documents"][0]["kept"]["sha256"]


@pytest.mark.slow
def test_a_file_leaves_sources_out(shell: Shell) -> None:
    """A file holds no name of a source unless that is asked for, is noted with its hash, and is not written over."""
    document = shell("documents", "--json").json()["documents"][1]["id"]
    screen = shell("custody", document)
    bare = shell("custody", document, "-o", "bare.txt", "--json")
    again = shell("custody", document, "-o", "bare.txt")
    whole = shell("custody", document, "-o", "whole.txt", "--with-sources")

    texts = [(shell.home / name).read_text("utf-8") for name in ("bare.txt", "whole.txt")]
    digest = hashlib.sha256(texts[0].encode()).hexdigest()
    assert (0, 8, 0) == (bare.code, again.code, whole.code)
    assert [True, False, True] == ["Golandam Sarvestani" in text for text in (screen.out, *texts)]
    assert digest in shell("custody", document).out


def test_nothing_of_that_name(shell: Shell) -> None:
    """An item that is not there is one line on the error channel, and its exit code."""
    told = shell("custody", "nobody at all")

    assert (3, 1) == (told.code, len(told.err.splitlines()))


@pytest.mark.slow
def test_a_clean_copy_and_to_whom(shell: Shell) -> None:
    """A picture is released, handed out clean under the suffix that it has, and stands in the record with whom it went to."""
    Image.new("RGB", (8, 8)).save(shell.home / "gate.jpg", comment=b"KanarieComment")
    shell("capture", "gate.jpg")
    document = shell("documents", "--json").json()["documents"][-1]["id"]
    before = shell("publish", "original", document, "--for", "public", "-o", "out.jpg")
    allowed = shell("publish", "allow", document, "--for", "public")
    wrong = shell("publish", "original", document, "--for", "public", "-o", "out.png")
    made = shell("--lang", "fa", "publish", "original", document, "--for", "public", "-o", "out.jpg", "--to", "a newspaper")
    again = shell("publish", "original", document, "--for", "public", "-o", "out.jpg")

    assert [8, 0, 8, 0, 8] == [one.code for one in (before, allowed, wrong, made, again)]
    assert "KanarieComment" not in (shell.home / "out.jpg").read_bytes().decode("latin-1")
    assert "a newspaper" in shell("custody", document).out


def test_looks_are_noted(shell: Shell) -> None:
    """Whoever lists, searches and reads again is on record once, however often, and a file to nobody cannot be handed."""
    for _ in range(2):
        assert [0, 0, 0] == [shell(*call).code for call in (("documents",), ("search", "بازداشت"), ("read", "report.txt"))]

    assert 1 == shell("custody", "report.txt").out.count(": viewed,")
    assert 2 == shell("custody", "report.txt", "--to", "somebody").code
