"""Settings: how this person reads, which model suggests beside the rules, and by which rules the desk watches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from govah import desk
from govah.desk.alerts.watchrules import WatchRules, watch_rules
from govah.workbench.asked import Asked
from govah.workbench.look import CHOICES
from govah.workbench.routes import Screen, get, post
from govah.workbench.session import Session

KEPT: Final = "models"


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be chosen, and where the vault lies."""

    choices: tuple[tuple[str, tuple[str, ...]], ...]
    folder: str
    lock_after: int
    models: desk.Models
    rules: WatchRules


def show(asked: Asked) -> Response:
    """Shows the choices and the rules."""
    minutes = round(asked.session.sitting.lock_after / 60)
    view = Settings(tuple(CHOICES.items()), asked.vault.path.name, minutes, models_of(asked.session), watch_rules())
    return asked.page("settings.html", view)


def model(asked: Asked) -> Response:
    """Keeps, until the vault locks, which model of this machine may be asked; one on another machine is refused."""
    form = asked.form
    chosen = desk.Models(form.text("url"), form.text("model"))
    if not chosen.url:
        asked.session.kept.pop(KEPT, None)
        return asked.back_to("/settings#models", "model-none-now")
    chosen.suggesters()
    asked.session.kept[KEPT] = chosen
    return asked.back_to("/settings#models", "model-kept")


def models_of(session: Session) -> desk.Models:
    """Gives the model that was chosen; none by default."""
    kept = session.kept.get(KEPT)
    return kept if isinstance(kept, desk.Models) else desk.Models()


SCREEN: Final = Screen("settings", (get("/settings", show), post("/settings/model", model)))
