"""PDFs made anew from pictures of their pages: no text layer, no attachment, no script, no metadata, nothing below a black bar.

Rewriting a PDF object by object keeps what nobody thought of: pictures with their own EXIF, text under a bar, earlier revisions.
The new file is written here by hand (ISO 32000-1, 7.5): it has pages and pictures, no information dictionary and no identifier.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from typing import Any, Final

import PIL
import pypdfium2  # type: ignore[import-untyped]

from govah.publish.cleaning.interface import MOST_PAGES, MOST_PIXELS, Cleaned, UncleanError
from govah.publish.cleaning.pictures import BROKEN, pixels_of

TOOL: Final = f"govah-clean 1 / pypdfium2 {pypdfium2.version.PYPDFIUM_INFO}, Pillow {PIL.__version__}"
SCALE: Final = 150 / 72
"""Pixels a point: 150 to the inch."""
QUALITY: Final = 85
_FARTHEST: Final = 14_400
"""Points: the largest side that a page may have."""


def clean_paper(data: bytes) -> Cleaned:
    """Gives the PDF anew, each page a picture; raises `UncleanError` where it is locked, broken or too long."""
    try:
        document = pypdfium2.PdfDocument(data)
        document.init_forms()
        if not 0 < len(document) <= MOST_PAGES:
            raise UncleanError("original-too-large")
        pages = [_picture(document[number]) for number in range(len(document))]
    except (pypdfium2.PdfiumError, *BROKEN) as why:
        raise UncleanError("original-damaged") from why
    return Cleaned(written(pages), "application/pdf", TOOL)


def written(pages: Iterable[tuple[bytes, int, int, float, float]]) -> bytes:
    """Gives a PDF of pictures: (JPEG, width and height in pixels, width and height in points) for each page."""
    objects: list[bytes] = [b"", b""]
    kids = []
    for jpeg, across, down, width, height in pages:
        first = len(objects) + 1
        kids.append(f"{first} 0 R")
        shown = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /P Do Q".encode()
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.2f} {height:.2f}] /Contents {first + 1} 0 R "
            f"/Resources << /XObject << /P {first + 2} 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%b\nendstream" % (len(shown), shown),
            f"<< /Type /XObject /Subtype /Image /Width {across} /Height {down} /ColorSpace /DeviceRGB /BitsPerComponent 8 "
            f"/Filter /DCTDecode /Length {len(jpeg)} >>\nstream\n".encode() + jpeg + b"\nendstream",
        ]  # fmt: skip
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    return _file(objects)


def _picture(page: Any) -> tuple[bytes, int, int, float, float]:
    width, height = (min(max(side, 1.0), float(_FARTHEST)) for side in page.get_size())
    scale = min(SCALE, math.sqrt(MOST_PIXELS / 2 / (width * height)))
    picture = pixels_of(page.render(scale=scale, may_draw_forms=True).to_pil()).convert("RGB")
    page.close()
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue(), picture.width, picture.height, width, height


def _file(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
