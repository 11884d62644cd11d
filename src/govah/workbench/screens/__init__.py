"""The screens, in the order of the menu; *Same person?* stands between cases and watch when linking has it, *Counts* before evidence."""

from __future__ import annotations

from typing import Final

from govah.workbench.screens import case, inbox, review, settings

MENU: Final = (
    ("inbox", "/inbox"),
    ("review", "/review"),
    ("cases", "/cases"),
    ("settings", "/settings"),
)
"""(name, address) of each entry of the menu; its words are `workbench.menu-NAME`."""

SCREENS: Final = (inbox.SCREEN, review.SCREEN, case.SCREEN, settings.SCREEN)
