"""Plain text: the decoded bytes with nothing normalised, the story told from the page's furniture."""

from __future__ import annotations

from govah.read.extract.chats import extract_text, is_chat
from govah.read.extract.decoding import decode
from govah.read.plain import read_plain
from govah.records import Extracted


def extract(data: bytes, name: str) -> tuple[Extracted, ...]:
    """Gives the text of a plain file."""
    del name
    text, notes = decode(data)
    return (extract_text(text, notes) if is_chat(text) else read_plain(text, notes),)
