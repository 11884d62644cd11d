"""Seeing a document: its text, how it came, and a picture made anew of what it shows; its own bytes never reach a browser."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Final

from govah.desk.onfile import suggestions
from govah.desk.onfile.evidence import captures_of, document, texts_of
from govah.desk.onfile.suggestions import Suggestion
from govah.desk.review.listing import DocumentRow, document_row
from govah.desk.review.queue import Sheet, stretch
from govah.errors import PublishError
from govah.publish.cleaning import PICTURED
from govah.records import Capture, Derivation
from govah.vault import Vault

MOST_BYTES: Final = 64 << 20
"""Of a picture or PDF that is shown on a screen."""
_PATIENCE: Final = 90


@dataclass(frozen=True, slots=True)
class Seen:
    """One document as a screen shows it."""

    row: DocumentRow
    captures: tuple[Capture, ...]
    texts: tuple[Derivation, ...]
    sheet: Sheet | None
    "None where it was not read for text."
    waiting: tuple[Suggestion, ...]
    has_picture: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture made anew."""

    data: bytes
    pages: int


def see(vault: Vault, id_: str, *, derivation: str = "", place: tuple[int, int] = (0, 0)) -> Seen:
    """Gives a document to look at; the look is noted, once a day."""
    one = document(vault, id_)
    stored = next(item for item in vault.get(one.id) if item.record == one)
    texts = texts_of(vault, one.id)
    chosen = next((text for text in texts if text.id == derivation), texts[-1] if texts else None)
    waiting = tuple(suggestions.pending(vault, [one.id]))
    return Seen(
        row=document_row(vault, one, stored.entry.id),
        captures=captures_of(vault, one.id),
        texts=texts,
        sheet=stretch(vault, chosen.id, place, waiting) if chosen else None,
        waiting=waiting,
        has_picture=one.media_type in PICTURED and one.size <= MOST_BYTES and vault.has_blob(one.blob),
    )


def picture_of(vault: Vault, id_: str, page: int = 1, *, veiled: bool = True) -> Picture:
    """Gives what a picture or a page of a PDF shows, as a JPEG made in a process of its own; veiled, it is a few grey blots."""
    one = document(vault, id_)
    if one.media_type not in PICTURED or one.size > MOST_BYTES:
        raise PublishError("original-kind", media_type=one.media_type[:60])
    with vault.open_blob(one.blob) as blob:
        data = blob.read()
    worker = [sys.executable, "-P", "-s", "-m", "govah.publish.cleaning.seen"]
    call = [*worker, one.media_type, str(page), "veiled" if veiled else "whole"]
    try:
        done = subprocess.run(call, input=data, capture_output=True, timeout=_PATIENCE, check=False)
        head, _, picture = done.stdout.partition(b"\n")
        told = json.loads(head) if done.returncode == 0 else {}
    except (OSError, ValueError, subprocess.TimeoutExpired):
        raise PublishError("original-damaged") from None
    if "pages" not in told:
        raise PublishError("original-damaged")
    return Picture(picture, int(told["pages"]))

