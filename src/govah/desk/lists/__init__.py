"""Lists as evidence: their mapping shown and corrected, accepted once by one decision, and compared with the next version."""

from __future__ import annotations

from govah.desk.intake.listed import FEW, WAITS, acceptance_of, confirmed_by, waiting
from govah.desk.lists.accepting import Accepted, Terms, accept_list, accept_waiting
from govah.desk.lists.comparing import Compared, accept_newer, compare_lists
from govah.desk.lists.mappings import column_and_role, read_map, save
from govah.desk.lists.viewing import (
    ListView,
    OpenList,
    SheetView,
    map_list,
    must_be_told,
    open_list,
    view_list,
    view_of,
    waiting_lists,
)

__all__ = [
    "FEW",
    "WAITS",
    "Accepted",
    "Compared",
    "ListView",
    "OpenList",
    "SheetView",
    "Terms",
    "accept_list",
    "accept_newer",
    "accept_waiting",
    "acceptance_of",
    "column_and_role",
    "compare_lists",
    "confirmed_by",
    "map_list",
    "must_be_told",
    "open_list",
    "read_map",
    "save",
    "view_list",
    "view_of",
    "waiting",
    "waiting_lists",
]
