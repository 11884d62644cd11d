"""Makes the examples that are not plain text: the memo (DOCX), the bulletin (PDF) and the picture (JPEG). All of it is invented.

Run: `python examples/make_documents.py`. The files are committed; this script is how they came to be.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import docx
import typst
from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).parent / "reports"
INVENTED = "This is an invented example made for Govah."
MEMO = (
    ("Heading 1", ("Memorandum",)),
    ("Normal", (INVENTED, "The lawyer, the case and the court file do not exist.")),
    ("Normal", ("To: the case desk. From: Ordibehesht Panahi, attorney at law, Khorramabad. Date: 8 February 2026.",)),
    ("Normal", ("Not for publication before the hearing. The substance may be used without my name.",)),
    ("Heading 2", ("What I have seen",)),
    (
        "Normal",
        (
            "On 7 February I was shown, for some minutes, the first page of the file of Borzuyeh Sepehrvand at the military",
            "prosecutor's office in Arak. I was not allowed to copy it and I have not been accepted as his counsel.",
        ),
    ),
    (
        "Normal",
        (
            "The page names one charge, disobeying an order of a superior in the face of unrest.",
            "I did not see the word moharebeh.",
            "It says that he was detained on 22 Dey 1404.",
            "It refers the file to Branch 1 of the Military Court of Markazi Province.",
        ),
    ),
    ("Heading 2", ("What I do not know",)),
    (
        "Normal",
        (
            "I do not know whether a further charge stands on the other pages, whether a hearing has been fixed,",
            "or where he is held.",
            "If moharebeh were added, he could be sentenced to death.",
        ),
    ),
)
"""Style and lines of each paragraph."""


def memo() -> None:
    """Writes the lawyer's memorandum."""
    document = docx.Document()
    document.core_properties.author = "O. Panahi"
    document.core_properties.title = "Memorandum"
    document.core_properties.created = datetime(2026, 2, 8, 9, 30, tzinfo=UTC)
    document.core_properties.modified = datetime(2026, 2, 8, 9, 55, tzinfo=UTC)
    for style, lines in MEMO:
        document.add_paragraph(" ".join(lines), style=style)
    document.save(str(HERE / "11-memo.docx"))


def bulletin() -> None:
    """Sets the bulletin."""
    (HERE / "12-bulletin.pdf").write_bytes(typst.compile(str(HERE.parent / "bulletin.typ"), format="pdf", timestamp=1771113600))


def picture() -> None:
    """Draws a picture of a gate, with the metadata that a telephone would write."""
    image = Image.new("RGB", (640, 420), (196, 203, 210))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 280, 640, 420), fill=(122, 113, 98))
    draw.rectangle((180, 120, 460, 330), fill=(92, 104, 84), outline=(40, 44, 36), width=4)
    for left in range(196, 452, 32):
        draw.line((left, 128, left, 322), fill=(40, 44, 36), width=5)
    font = ImageFont.load_default(18)
    draw.text((20, 20), "INVENTED EXAMPLE MADE FOR GOVAH", fill=(120, 20, 20), font=font)
    draw.text((20, 385), "not a photograph of a real place", fill=(240, 240, 240), font=font)
    exif = Image.Exif()
    exif[0x010E] = INVENTED
    exif[0x010F] = "Invented"
    exif[0x0110] = "Example 1"
    exif[0x0132] = "2026:02:14 17:05:21"
    exif.get_ifd(0x8769)[0x9003] = "2026:02:14 17:05:21"
    image.save(HERE / "13-gate.jpg", quality=80, exif=exif)


if __name__ == "__main__":
    memo()
    bulletin()
    picture()
