"""Reading forms: all of it stays in memory, none is spooled to a disk, and one that is too large is refused."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Final

from starlette.datastructures import UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

from govah.errors import UsageError
from govah.workbench.asked import Form, Upload

MOST_TEXT: Final = 4 << 20
MOST_FILES: Final = 256 << 20
"""Bytes of one upload: it is held in memory, since a spooled file would lie readable on the disk."""


class InMemory(MultiPartParser):
    """The parser of uploads that never writes to the disk."""

    spool_max_size = MOST_FILES * 2


async def form_of(request: Request, *, takes_files: bool = False) -> Form:
    """Gives the fields and files of a request; raises `UsageError` where it is too large or no form at all."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    most = MOST_FILES if takes_files else MOST_TEXT
    length = request.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length) > most:
        raise UsageError("workbench-too-large", megabytes=most >> 20)
    stream = _limited(request, most)
    try:
        if kind == "multipart/form-data":
            parsed = await InMemory(request.headers, stream, max_files=1000, max_fields=1000, max_part_size=MOST_TEXT).parse()
        elif kind == "application/x-www-form-urlencoded":
            parsed = await FormParser(request.headers, stream).parse()
        else:
            raise UsageError("workbench-form")
    except (MultiPartException, LookupError, ValueError):
        raise UsageError("workbench-form") from None
    fields = {name: tuple(one for one in parsed.getlist(name) if isinstance(one, str)) for name in parsed}
    given = [one for _, one in parsed.multi_items() if isinstance(one, UploadFile)] if takes_files else []
    files = tuple([Upload(one.filename or "", await one.read()) for one in given if one.filename])
    await parsed.close()
    return Form({name: values for name, values in fields.items() if values}, files)


async def _limited(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    taken = 0
    async for chunk in request.stream():
        taken += len(chunk)
        if taken > most:
            raise UsageError("workbench-too-large", megabytes=most >> 20)
        yield chunk
