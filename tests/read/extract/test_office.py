"""ODT, RTF and MSG: files made by other programs are read, and hostile ones end in one error of ours."""

from __future__ import annotations

import contextlib
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govah.errors import ReadError
from govah.read import read_document

MADE = Path(__file__).parent / "made"
ENGLISH = "The Alvand Monitor reported that Arvand Sepidkuh was arrested in Arak on 12 January 2026."
PERSIAN = "به گزارش دیدبان الوند، آروند سپیدکوه روز ۲۲ دی ۱۴۰۴ در اراک بازداشت شد."


@pytest.mark.parametrize("name", ["note.odt", "note.rtf"])
def test_both_languages_come_out_to_the_letter(name: str) -> None:
    """The words of a file that pandoc made are there as they were written, a paragraph each."""
    (found,) = read_document((MADE / name).read_bytes(), "", name)

    paragraphs = found.text.split("\n\n")
    assert ENGLISH in paragraphs
    assert PERSIAN in paragraphs


def test_an_open_document_keeps_its_parts() -> None:
    """Headings, table cells and notes are told apart, each at its place."""
    (found,) = read_document((MADE / "note.odt").read_bytes(), "application/vnd.oasis.opendocument.text", "note.odt")

    parts = {(one.kind, one.locator.cell): found.text[one.start : one.end] for one in found.segments}
    assert parts["title", ""] == "Arrests in Arak"
    assert parts["cell", "T1!A2"] == "Tirdad Golrokh"
    assert found.text.endswith("A note below: his family has no news.")


def test_an_outlook_message() -> None:
    """A message that Outlook saved gives its subject, receiver, day and body, and names what is attached."""
    (found,) = read_document((MADE / "outer.msg").read_bytes(), "application/vnd.ms-outlook", "outer.msg")

    assert found.title == "outer subject"
    assert found.published == date(2016, 11, 15)
    assert "To: outer@foo.bar" in found.text
    assert "Outer body" in found.text
    assert found.notes == ("attachments-not-read",)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.rtf", b"{\\rtf1" + b"{" * 100_000),
        ("a.rtf", b"hello"),
        ("a.odt", b"PK\x03\x04 nothing"),
        ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("a.msg", b"text"),
    ],
)
def test_what_is_broken(name: str, data: bytes) -> None:
    """Each ends in one error of reading."""
    with pytest.raises(ReadError):
        read_document(data, "", name)


def test_an_open_document_with_entities_is_refused() -> None:
    """An XML bomb inside is refused unread."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as made:
        made.writestr("content.xml", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>')

    with pytest.raises(ReadError):
        read_document(raw.getvalue(), "", "a.odt")


def test_pictures_in_rich_text_are_left_out() -> None:
    """Raw bytes of a picture, braces and all, do not end the text."""
    data = b"{\\rtf1\\ansi before {\\pict\\bin6 {{}}{{} after\\par}"

    (found,) = read_document(data, "", "a.rtf")

    assert "before" in found.text
    assert "after" in found.text


@given(st.binary(max_size=400))
def test_a_changed_message_never_breaks(noise: bytes) -> None:
    """Whatever stands in the place of a message's sectors, the answer is a text or an error of ours."""
    from govah.read.extract.documents import run  # noqa: PLC0415 - in this process: the one of its own is slow
    from govah.read.extract.outlook import extract  # noqa: PLC0415

    data = bytearray((MADE / "outer.msg").read_bytes())
    at = (len(noise) * 977) % (len(data) - 400)
    data[at : at + len(noise)] = noise
    with contextlib.suppress(ReadError):
        run(extract, "outlook", bytes(data), "a.msg")
