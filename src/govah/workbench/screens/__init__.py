"""The screens, in the order of the menu; *Same person?* stands between cases and watch when linking has it, *Counts* before evidence."""

from __future__ import annotations

from typing import Final

from govah.workbench.screens import case, document, inbox, review, search, settings, watch

MENU: Final = (
    ("inbox", "/inbox"),
    ("review", "/review"),
    ("cases", "/cases"),
    ("watch", "/watch"),
    ("search", "/search"),
    ("settings", "/settings"),
)
"""(name, address) of each entry of the menu; its words are `workbench.menu-NAME`."""

SCREENS: Final = (inbox.SCREEN, review.SCREEN, case.SCREEN, document.SCREEN, watch.SCREEN, search.SCREEN, settings.SCREEN)
