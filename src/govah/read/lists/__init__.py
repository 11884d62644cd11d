"""Reading lists: what a table's columns hold is told by their headers and cells, and each row is a passage about one person."""

from __future__ import annotations

from govah.read.lists.comparing import Change, Changed, Comparison, Maybe, Version, compare
from govah.read.lists.grid import Row
from govah.read.lists.mapping import Mapped, Sheet, addressed, as_saved, asked, by_columns, corrected
from govah.read.lists.roles import AS_WRITTEN, check_role, is_sensitive, known_roles
from govah.read.lists.rows import read_rows
from govah.read.lists.suggesting import FROM_1904, has_more_rows, is_list, list_of, reading_of, suggest
from govah.read.lists.telling import EMPTY, EXCEPTION, READER, TOLD, Fault, Manner, RowTold, Said, day_of

__all__ = [
    "AS_WRITTEN",
    "EMPTY",
    "EXCEPTION",
    "FROM_1904",
    "READER",
    "TOLD",
    "Change",
    "Changed",
    "Comparison",
    "Fault",
    "Manner",
    "Mapped",
    "Maybe",
    "Row",
    "RowTold",
    "Said",
    "Sheet",
    "Version",
    "addressed",
    "as_saved",
    "asked",
    "by_columns",
    "check_role",
    "compare",
    "corrected",
    "day_of",
    "has_more_rows",
    "is_list",
    "is_sensitive",
    "known_roles",
    "list_of",
    "read_rows",
    "reading_of",
    "suggest",
]
