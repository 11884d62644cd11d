"""The screens, and the menu in the order of the work."""

from __future__ import annotations

from typing import Final

from govah.workbench.screens import (
    case,
    counts,
    document,
    evidence,
    inbox,
    packets,
    people,
    review,
    same,
    search,
    settings,
    watch,
)

MENU: Final = (
    ("inbox", "/inbox"),
    ("review", "/review"),
    ("cases", "/cases"),
    ("same", "/same"),
    ("watch", "/watch"),
    ("search", "/search"),
    ("counts", "/counts"),
    ("evidence", "/evidence"),
    ("packets", "/packets"),
    ("people", "/people"),
    ("settings", "/settings"),
)
"""(name, address) of each entry of the menu; its words are `workbench.menu-NAME`."""

SCREENS: Final = (
    inbox.SCREEN,
    review.SCREEN,
    case.SCREEN,
    document.SCREEN,
    same.SCREEN,
    watch.SCREEN,
    search.SCREEN,
    counts.SCREEN,
    evidence.SCREEN,
    packets.SCREEN,
    people.SCREEN,
    settings.SCREEN,
)
