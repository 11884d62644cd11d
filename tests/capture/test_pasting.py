"""Pasted text and notes."""

from __future__ import annotations

from govah.capture import GatherOptions, LeftOut, Pasted, Taken, gather


def test_pasted_text_is_a_document() -> None:
    """The words come as UTF-8, nothing changed, under the method that they came by."""
    (note, paste) = gather([Pasted("تماس تلفنی با ب.\n", method="note"), Pasted("a post", "post by hand")])

    assert isinstance(note, Taken)
    assert isinstance(paste, Taken)
    assert note.open().read().decode() == "تماس تلفنی با ب.\n"
    assert (note.method, note.name, paste.method, paste.name) == ("note", "note", "paste", "post by hand")


def test_empty_text_is_left_out() -> None:
    """White space alone is no document."""
    (item,) = gather([Pasted(" \n\u200c ".replace("\u200c", ""))])

    assert isinstance(item, LeftOut)
    assert item.code == "text-empty"


def test_the_method_can_be_named() -> None:
    """A demonstration marks what it takes as its own."""
    (item,) = gather([Pasted("x")], GatherOptions(method="demo"))

    assert isinstance(item, Taken)
    assert item.method == "demo"
