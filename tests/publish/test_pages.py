"""Pictures of a dossier's pages."""

from __future__ import annotations

import io

from PIL import Image

from govah.publish.pages import page_pictures
from govah.publish.pdf import dossier_pdf
from publish.sample import dossier


def test_each_page_becomes_a_picture_always_the_same() -> None:
    """Every page is a PNG of an A4 sheet, and the same PDF gives the same pictures."""
    pdf = dossier_pdf(dossier(), "fa")
    first, second = (tuple(page_pictures(pdf, dpi=60)) for _ in range(2))
    sizes = {Image.open(io.BytesIO(picture)).size for picture in first}

    assert first == second
    assert len(first) > 2
    assert {(497, 702)} == sizes
