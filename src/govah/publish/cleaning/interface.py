"""What cleaning takes and gives: kinds of files, limits, and the copy that was made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PICTURED: Final = {
    "image/jpeg": "image/jpeg",
    "image/png": "image/png",
    "image/webp": "image/png",
    "image/gif": "image/png",
    "image/bmp": "image/png",
    "image/tiff": "image/png",
    "application/pdf": "application/pdf",
}
"""By media type, the type of its clean copy, where that is made of pixels alone."""
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIL: Final = "message/rfc822"
CLEANED: Final = {**PICTURED, WORD: WORD, MAIL: "text/plain"}
"""By media type, the type of its clean copy. What is not here has none."""

MOST_BYTES: Final = 256 << 20
MOST_PIXELS: Final = 50_000_000
"""Of one picture, or of one page."""
MOST_PAGES: Final = 500
FIRST_FRAME: Final = "first-frame-only"
"""Note: the file held several pictures, or a moving one."""
PARTS_LEFT_OUT: Final = "parts-left-out"
"""Note: something that is seen in the file cannot be made anew, and is not in the copy: a chart, a drawing, an object."""
ATTACHMENTS_LEFT_OUT: Final = "attachments-left-out"
"""Note: the mail has attachments, which are not in the copy."""
BARRED: Final = "words-barred"
"""Note: words under a black mark are a bar in the copy."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A copy that was made anew."""

    data: bytes
    media_type: str
    tool: str
    "The program, its version, and that of the library below."
    notes: tuple[str, ...] = ()


class UncleanError(Exception):
    """The file cannot be made anew; its code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def suffix_of(media_type: str) -> str:
    """Gives the suffix that a clean copy bears."""
    return {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf", WORD: ".docx", "text/plain": ".txt"}[media_type]
