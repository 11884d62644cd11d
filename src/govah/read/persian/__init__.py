"""Reading Persian: from a document's text to suggestions, by rules over clauses, verbs, names and voices."""

from __future__ import annotations

from govah.read.persian.suggesting import suggest

__all__ = ["suggest"]
