"""Reading forms: nothing of one lies readable on a disk, a large file is spooled encrypted, and what is too large is refused."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Final

from starlette.datastructures import UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

from govah.errors import UsageError
from govah.vault.spool import Spool
from govah.workbench.asked import Form, Upload

MOST_TEXT: Final = 4 << 20
MOST_FILES: Final = 2 << 30
"""Bytes of one upload: beyond, a browser is no longer a good way in."""


class Spooling(MultiPartParser):
    """The parser of uploads that writes a large file to the disk under a key of this moment, and never as it is."""

    folder = Path()

    def on_headers_finished(self) -> None:
        """Begins a part; a file goes into a spool of ours."""
        super().on_headers_finished()
        if self._current_part.file is not None:
            spool = Spool(self.folder)
            self._current_part.file.file.close()
            self._current_part.file.file = spool  # type: ignore[assignment]
            self._files_to_close_on_error.append(spool)  # type: ignore[arg-type]


async def form_of(request: Request, folder: Path, *, takes_files: bool = False) -> Form:
    """Gives the fields and files of a request; raises `UsageError` where it is too large or no form at all.

    Args:
        request: what a browser sent.
        folder: on the disk of the vault, for large files that wait; they lie there encrypted, and go with the form.
        takes_files: whether files are wanted.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    most = MOST_FILES if takes_files else MOST_TEXT
    length = request.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length) > most:
        raise UsageError("workbench-too-large", megabytes=most >> 20)
    stream = _limited(request, most)
    try:
        if kind == "multipart/form-data":
            parser = Spooling(request.headers, stream, max_files=1000, max_fields=1000, max_part_size=MOST_TEXT)
            parser.folder = folder
            parsed = await parser.parse()
        elif kind == "application/x-www-form-urlencoded":
            parsed = await FormParser(request.headers, stream).parse()
        else:
            raise UsageError("workbench-form")
    except (MultiPartException, LookupError, ValueError):
        raise UsageError("workbench-form") from None
    fields = {name: tuple(one for one in parsed.getlist(name) if isinstance(one, str)) for name in parsed}
    given = [one for _, one in parsed.multi_items() if isinstance(one, UploadFile)] if takes_files else []
    files = tuple(Upload(one.filename or "", spool) for one in given if one.filename and isinstance(spool := one.file, Spool))
    return Form({name: values for name, values in fields.items() if values}, files)


async def _limited(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    taken = 0
    async for chunk in request.stream():
        taken += len(chunk)
        if taken > most:
            raise UsageError("workbench-too-large", megabytes=most >> 20)
        yield chunk
