"""The screens, in the order of the menu. *Same person?* has its place after cases, and *Counts* after search."""

from __future__ import annotations

from typing import Final

from govah.workbench.screens import case, document, evidence, inbox, packets, people, review, search, settings, watch

MENU: Final = (
    ("inbox", "/inbox"),
    ("review", "/review"),
    ("cases", "/cases"),
    ("watch", "/watch"),
    ("search", "/search"),
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
    watch.SCREEN,
    search.SCREEN,
    evidence.SCREEN,
    packets.SCREEN,
    people.SCREEN,
    settings.SCREEN,
)
