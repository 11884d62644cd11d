"""Telegram in HTML: the application's own export, the public preview of a channel, and mirrors of both; a message a segment."""

from __future__ import annotations

from typing import Any

from govah.records import Extracted

TOOL: Final = "govah-telegram-page 1"


def is_telegram(tree: Any) -> bool:
    """Answers whether the page is made of Telegram messages."""
    del tree
    return False


def extract_tree(tree: Any, notes: tuple[str, ...]) -> tuple[Extracted, ...]:
    """Gives the page with each message as a segment."""
    del tree, notes
    return ()
