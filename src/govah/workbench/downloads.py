"""Files that leave through the browser: a name of ours, never of a document; saved, never shown as a page."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

TYPES: Final = {"pdf": "application/pdf", "zip": "application/zip", "csv": "text/csv; charset=utf-8", "ics": "text/calendar"}
"""Media types by the end of the name; everything else is bytes."""


def download(data: bytes, name: str) -> Response:
    """Gives a file to be saved. A page of ours among them is bytes here: the browser does not run it under our address."""
    kind = TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    return Response(data, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})
