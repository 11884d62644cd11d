"""How one person reads: language, calendar, digits, light or dark. It is kept in the browser and says nothing of anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "lang": ("en", "fa"),
    "calendar": ("both", "gregorian", "solar"),
    "digits": ("own", "latin"),
    "theme": ("auto", "light", "dark"),
}
COOKIE: Final = "govah-look"


@dataclass(frozen=True, slots=True)
class Look:
    """What was chosen; the first of each choice where nothing was."""

    lang: str = "en"
    calendar: str = "both"
    digits: str = "own"
    theme: str = "auto"

    @property
    def dir(self) -> str:
        """Gives the direction of the language."""
        return "rtl" if self.lang == "fa" else "ltr"

    def to_cookie(self) -> str:
        """Gives it as the browser keeps it."""
        return ".".join(getattr(self, field.name) for field in fields(self))


def look_from(chosen: Mapping[str, str], before: Look) -> Look:
    """Gives the look with what a form chose; what is no choice stays as it was."""
    kept = {name: value for name, value in chosen.items() if value in CHOICES.get(name, ())}
    return Look(**{field.name: kept.get(field.name, getattr(before, field.name)) for field in fields(Look)})


def look_of_cookie(text: str, fallback: Look) -> Look:
    """Gives the look that a browser kept."""
    parts = text.split(".")
    names = [field.name for field in fields(Look)]
    return look_from(dict(zip(names, parts, strict=False)), fallback) if len(parts) == len(names) else fallback
