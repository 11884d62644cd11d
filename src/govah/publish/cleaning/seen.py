"""The process that looks: one picture, or one page of a PDF, made anew as a JPEG for a screen; veiled, it is only a few blots."""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import sys
from typing import Any, Final

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageFilter

from govah.publish.cleaning.interface import MOST_PIXELS, PICTURED, UncleanError
from govah.publish.cleaning.pictures import BROKEN, clean_picture

_MEMORY: Final = 2 << 30
_SECONDS: Final = 60
WIDEST: Final = 1400
"""Pixels across, on a screen."""
_BLOTS: Final = 20


def main(media_type: str, page: int, *, veiled: bool) -> None:
    """Makes one picture: a line of JSON goes out, and then the bytes."""
    with contextlib.suppress(ImportError):
        limits: Any = importlib.import_module("resource")
        for name, most in (("RLIMIT_AS", _MEMORY), ("RLIMIT_CPU", _SECONDS), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0)):
            with contextlib.suppress(ValueError, OSError, AttributeError):
                limits.setrlimit(getattr(limits, name), (most, most))
    data = sys.stdin.buffer.read()
    try:
        picture, pages = _page(data, page) if media_type == "application/pdf" else (_picture(data, media_type), 1)
    except (UncleanError, pypdfium2.PdfiumError, *BROKEN):
        sys.stdout.write(json.dumps({"fault": "original-damaged"}) + "\n")
        return
    picture.thumbnail((WIDEST, WIDEST * 2))
    if veiled:
        size = picture.size
        blots = picture.resize((_BLOTS, max(1, _BLOTS * size[1] // size[0]))).filter(ImageFilter.GaussianBlur(1))
        picture = blots.convert("L")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    sys.stdout.buffer.write(json.dumps({"pages": pages}).encode() + b"\n" + out.getvalue())


def _picture(data: bytes, media_type: str) -> Image.Image:
    if media_type not in PICTURED:
        raise UncleanError("original-kind")
    with Image.open(io.BytesIO(clean_picture(data, media_type).data)) as picture:
        return picture.convert("RGB")


def _page(data: bytes, page: int) -> tuple[Image.Image, int]:
    document = pypdfium2.PdfDocument(data)
    pages = len(document)
    if not 1 <= page <= pages:
        raise UncleanError("original-damaged")
    one = document[page - 1]
    width, height = (max(1.0, side) for side in one.get_size())
    scale = min(WIDEST / width, (MOST_PIXELS / 4 / (width * height)) ** 0.5)
    picture: Image.Image = one.render(scale=scale, may_draw_forms=False).to_pil()
    return picture.convert("RGB"), pages


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), veiled=sys.argv[3] == "veiled")
