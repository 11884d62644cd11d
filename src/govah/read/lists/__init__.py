"""Reading lists: a table's columns are told by their headers, and each row is a passage about one person."""

from __future__ import annotations

from govah.read.lists.rows import is_list, suggest

__all__ = ["is_list", "suggest"]
