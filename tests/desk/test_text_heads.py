"""Heads of texts: what is read of a long list's text without its segments is what its record says."""

from __future__ import annotations

from pathlib import Path

import pytest

from desks import STATEMENT, Take
from govah import desk
from govah.desk.intake.reading import text_of
from govah.desk.onfile.evidence import text_heads_of, texts_of
from govah.vault import Vault


@pytest.mark.parametrize("rows", [3, 4_000])
def test_a_head_says_what_the_record_says(vault: Vault, tmp_path: Path, rows: int) -> None:
    """Whether its body is short or long, the head of a list's text leads to the same text, checked by the same hash."""
    path = tmp_path / "list.csv"
    path.write_text("Full name,City\n" + "".join(f"Rostan Pirnia{at},Arak\n" for at in range(rows)), "utf-8")
    (sealed,) = desk.capture_sources(vault, [str(path)], desk.IntakeOptions(published="2026-02-01"))
    assert isinstance(sealed, desk.Sealed)

    (whole,), (head,) = texts_of(vault, sealed.document.id), text_heads_of(vault, sealed.document.id)

    for name in ("id", "document", "blob", "kind", "sha256", "size", "language", "published"):
        assert getattr(whole, name) == getattr(head, name)
    assert text_of(vault, whole) == text_of(vault, head)
    assert len(whole.segments) >= rows


def test_a_short_text_is_read_whole(vault: Vault, take: Take) -> None:
    """The head of a page's text is its record."""
    sealed = take(STATEMENT)

    assert texts_of(vault, sealed.document.id) == text_heads_of(vault, sealed.document.id)
