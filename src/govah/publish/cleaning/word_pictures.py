"""Pictures in a Word file, each made anew from its pixels, and cut to what is seen of it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any, Final

from PIL import Image

from govah.publish.cleaning.containers import Container
from govah.publish.cleaning.interface import UncleanError
from govah.publish.cleaning.pictures import clean_picture
from govah.publish.cleaning.word_writing import Pixels

MOST_PICTURES: Final = 500
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_O: Final = "{urn:schemas-microsoft-com:office:office}"
_WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_EMU: Final = 9525
"""Of one pixel at 96 to the inch."""
_WIDEST: Final = 6_000_000
"""EMU between the margins of the page that is written."""
_STARTS: Final = {b"\xff\xd8\xff": ("image/jpeg", ".jpg"), b"\x89PNG": ("image/png", ".png"), b"GIF8": ("image/gif", ".png"),
                  b"BM": ("image/bmp", ".png"), b"II*\0": ("image/tiff", ".png"), b"MM\0*": ("image/tiff", ".png")}  # fmt: skip
_WHOLE: Final = 100_000
"""What a cut is counted in, of each side."""


class Pictures:
    """The pictures of one file; those of a kind that cannot be made anew are counted as lost."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._made: dict[tuple[str, tuple[int, ...]], tuple[bytes, str] | None] = {}
        self.lost = 0

    def of(self, drawing: Any, images: Mapping[str, str]) -> Iterator[Pixels]:
        """Gives the pictures of a drawing, by what ids of its part stand for."""
        for blip in drawing.iter(f"{_A}blip", f"{_V}imagedata"):
            if next(blip.iterancestors(_FALLBACK), None) is not None:
                continue
            member = images.get(blip.get(f"{_R}embed") or blip.get(f"{_R}id") or "")
            cut = _cut(blip)
            made = self._anew(member, cut) if member and cut is not None else None
            if made is None:
                self.lost += 1
                continue
            yield _sized(*made, drawing)

    def _anew(self, member: str, cut: tuple[int, ...]) -> tuple[bytes, str] | None:
        key = member, cut
        if key not in self._made:
            if len(self._made) >= MOST_PICTURES:
                raise UncleanError("original-too-large")
            self._made[key] = _made(self._container.read(member), cut)
        return self._made[key]


def is_floating(drawing: Any) -> bool:
    """Answers whether a drawing stands over the text, or is a drawn shape: either may cover words."""
    over = any(
        one.get("behindDoc", "0") in ("0", "false") and one.find(f"{_WP}wrapNone") is not None
        for one in _own(drawing, f"{_WP}anchor")
    )
    bare = any(next(one.iter(f"{_WPS}txbx"), None) is None for one in _own(drawing, f"{_WPS}wsp"))
    old = any(
        next(one.iter(f"{_V}imagedata", f"{_V}textbox"), None) is None and one.get(f"{_O}hr") is None
        for name in ("rect", "shape", "oval", "roundrect", "polyline", "line", "arc", "curve")
        for one in _own(drawing, f"{_V}{name}")
    )
    placed = any("position:absolute" in (one.get("style") or "").replace(" ", "") for one in drawing.iter() if _is_vml(one))
    return over or bare or old or placed


def _own(drawing: Any, tag: str) -> Iterator[Any]:
    return (one for one in drawing.iter(tag) if next(one.iterancestors(_FALLBACK), None) is None)


def _is_vml(element: Any) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith(_V) and next(element.iterancestors(_FALLBACK), None) is None


def _cut(blip: Any) -> tuple[int, ...] | None:
    """Gives how much is cut from left, top, right and bottom; None where that is told in a way that is not understood."""
    if blip.tag == f"{_V}imagedata":
        return None if any(name.startswith("crop") for name in blip.keys()) else (0, 0, 0, 0)  # noqa: SIM118 - lxml's elements iterate over children
    told = blip.getparent().find(f"{_A}srcRect")
    if told is None:
        return 0, 0, 0, 0
    try:
        found = tuple(max(0, int(told.get(side, "0"))) for side in "ltrb")
    except ValueError:
        return None
    return found if found[0] + found[2] < _WHOLE and found[1] + found[3] < _WHOLE else None


def _made(data: bytes, cut: tuple[int, ...]) -> tuple[bytes, str] | None:
    kind = next((told for start, told in _STARTS.items() if data.startswith(start)), None)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        kind = "image/webp", ".png"
    if kind is None:
        return None
    if any(cut):
        return _cut_out(data, kind[0], cut), ".png"
    return clean_picture(data, kind[0]).data, kind[1]


def _cut_out(data: bytes, media_type: str, cut: tuple[int, ...]) -> bytes:
    """Gives what is seen of a picture that is cut; what is outside is not in the bytes."""
    with Image.open(io.BytesIO(clean_picture(data, media_type).data)) as picture:
        left, top, right, bottom = (part / _WHOLE for part in cut)
        across, down = picture.size
        box = int(left * across + 0.999), int(top * down + 0.999), int((1 - right) * across), int((1 - bottom) * down)
        seen = picture.crop((min(box[0], across - 1), min(box[1], down - 1), max(box[2], box[0] + 1), max(box[3], box[1] + 1)))
    out = io.BytesIO()
    Image.frombytes(seen.mode, seen.size, seen.tobytes()).save(out, "PNG")
    return out.getvalue()


def _sized(data: bytes, suffix: str, drawing: Any) -> Pixels:
    """Gives the picture in the size that the file shows it in, or else in its own; never wider than the page."""
    with Image.open(io.BytesIO(data)) as picture:
        across, down = (side * _EMU for side in picture.size)
    told = next(drawing.iter(f"{_WP}extent"), None)
    if told is not None and _is_size(told.get("cx")) and _is_size(told.get("cy")):
        across, down = int(told.get("cx")), int(told.get("cy"))
    if across > _WIDEST:
        across, down = _WIDEST, max(1, down * _WIDEST // across)
    return Pixels(data, suffix, across, min(down, _WIDEST * 3 // 2))


def _is_size(told: str | None) -> bool:
    return told is not None and told.isascii() and told.isdecimal() and 0 < len(told) < 9 and int(told) > 0
