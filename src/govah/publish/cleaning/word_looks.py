"""How letters of a Word file look: what its styles and its own marks say of hidden, black, bold, and the direction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from govah.publish.cleaning.containers import Container

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF: Final = frozenset({"0", "false", "off", "none"})
_DEEPEST: Final = 12
"""Styles that one may stand on, one below the other."""
_DARK: Final = 0x50
"""Each of red, green and blue is below this in what counts as black."""
_LIGHT: Final = 0xA0
"""One of them is above this in letters that can be read on black."""
_BLACK_MARKS: Final = frozenset({"black", "darkBlue", "darkGreen", "darkRed", "darkMagenta", "darkGray"})


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a run."""

    hidden: bool = False
    barred: bool = False
    "Whether it is under a black mark, in letters that are not light."
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    raised: bool = False
    rtl: bool = False
    on_black: bool = False
    light: bool = False


PLAIN: Final = Look()


class Looks:
    """The styles of one file."""

    def __init__(self, container: Container) -> None:
        root: Any = container.xml("word/styles.xml") if "word/styles.xml" in container else ()
        self._styles = {one.get(f"{W}styleId", ""): one for one in root if one.tag == f"{W}style"}
        self._usual = next((id_ for id_, one in self._styles.items() if _is_usual(one)), "")
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if len(root) else None
        self._base = _marked(PLAIN, defaults)

    def of_paragraph(self, paragraph: Any) -> Look:
        """Gives what its style, and the shade behind it or behind its cell, make of every run in it."""
        look = self._styled(self._base, _value(paragraph.find(f"{W}pPr/{W}pStyle")) or self._usual)
        cell = next(paragraph.iterancestors(f"{W}tc"), None)
        shades = [paragraph.find(f"{W}pPr/{W}shd"), cell.find(f"{W}tcPr/{W}shd") if cell is not None else None]
        return _settled(replace(look, on_black=look.on_black or any(map(_is_black_shade, shades))))

    def of_run(self, run: Any, look: Look) -> Look:
        """Gives the look of a run in a paragraph of this look."""
        own = run.find(f"{W}rPr")
        styled = self._styled(look, _value(own.find(f"{W}rStyle")) if own is not None else "")
        return _settled(_marked(styled, own))

    def name_of(self, paragraph: Any) -> str:
        """Gives the name of a paragraph's style, as Word shows it in English; empty where it has none."""
        id_ = _value(paragraph.find(f"{W}pPr/{W}pStyle"))
        style = self._styles.get(id_)
        return (_value(style.find(f"{W}name")) if style is not None else "") or id_

    def _styled(self, look: Look, id_: str) -> Look:
        chain: list[Any] = []
        while id_ in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[id_])
            id_ = _value(chain[-1].find(f"{W}basedOn"))
        for style in reversed(chain):
            look = _marked(look, style.find(f"{W}rPr"))
            look = replace(look, on_black=look.on_black or _is_black_shade(style.find(f"{W}pPr/{W}shd")))
        return look


def is_on(mark: Any) -> bool:
    """Answers whether a mark is there and not switched off."""
    return mark is not None and mark.get(f"{W}val", "1").lower() not in _OFF


def _marked(look: Look, marks: Any) -> Look:
    """Gives the look with what these marks change in it."""
    if marks is None:
        return look
    found = {one.tag.removeprefix(W): one for one in marks if isinstance(one.tag, str)}
    told = {"hidden": "vanish", "bold": "b", "italic": "i", "underlined": "u", "rtl": "rtl"}
    changed: dict[str, bool] = {field: is_on(found[name]) for field, name in told.items() if name in found}
    if "vertAlign" in found:
        changed["raised"] = _value(found["vertAlign"]) == "superscript"
    if "color" in found:
        changed["light"] = _is_light(_value(found["color"]))
    if "highlight" in found or "shd" in found:
        changed["on_black"] = _value(found.get("highlight")) in _BLACK_MARKS or _is_black_shade(found.get("shd"))
    return replace(look, **changed)


def _settled(look: Look) -> Look:
    return replace(look, barred=look.on_black and not look.light)


def _is_usual(style: Any) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0").lower() not in _OFF


def _value(mark: Any) -> str:
    return str(mark.get(f"{W}val", "")) if mark is not None else ""


def _is_black_shade(shade: Any) -> bool:
    if shade is None:
        return False
    if _value(shade) == "solid":
        return shade.get(f"{W}color", "auto") == "auto" or _is_dark(shade.get(f"{W}color", ""))
    return _is_dark(shade.get(f"{W}fill", ""))


def _is_dark(color: str) -> bool:
    parts = _parts(color)
    return bool(parts) and max(parts) < _DARK


def _is_light(color: str) -> bool:
    parts = _parts(color)
    return bool(parts) and max(parts) > _LIGHT


def _parts(color: str) -> tuple[int, ...]:
    try:
        return tuple(bytes.fromhex(color)) if len(color) == len("RRGGBB") else ()
    except ValueError:
        return ()
