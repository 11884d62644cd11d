"""Settings: how this person reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from govah.workbench.asked import Asked
from govah.workbench.look import CHOICES
from govah.workbench.routes import Screen, get


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be chosen, and where the vault lies."""

    choices: tuple[tuple[str, tuple[str, ...]], ...]
    folder: str
    lock_after: int


def show(asked: Asked) -> Response:
    """Shows the choices."""
    minutes = round(asked.session.sitting.lock_after / 60)
    return asked.page("settings.html", Settings(tuple(CHOICES.items()), asked.vault.path.name, minutes))


SCREEN: Final = Screen("settings", (get("/settings", show),))
