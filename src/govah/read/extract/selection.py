"""What two libraries say of a page: which blocks are the story (trafilatura), and on which day it was published (htmldate)."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import htmldate
import trafilatura

TOOL: Final = f"govah-webpage 1 / trafilatura {trafilatura.__version__}"
_BROKEN: Final = (ValueError, TypeError, AttributeError, LookupError, RuntimeError)


def body_of(tree: Any, *, is_short: bool = False) -> Any:
    """Gives the story's blocks as an element, or None where none was chosen. The tree is changed by it.

    A short page is not held against other ways of choosing: for that the library reads the common words of a hundred languages.
    """
    try:
        chosen = trafilatura.bare_extraction(
            tree, fast=is_short, include_comments=False, include_tables=True, with_metadata=False
        )
    except _BROKEN:
        return None
    return getattr(chosen, "body", None)


def day_of(tree: Any) -> date | None:
    """Gives the day that a page seems to have been published on."""
    try:
        text = htmldate.find_date(tree, original_date=True, extensive_search=False, deferred_url_extractor=True)
        return date.fromisoformat(text) if text else None
    except _BROKEN:
        return None
