"""What stands still: style, scripts and letters, read once, packed, and served under an address that changes with their bytes."""

from __future__ import annotations

import gzip
import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

FOLDER: Final = Path(__file__).parent / "static"
FONTS: Final = Path(__file__).parents[1] / "publish" / "fonts"
TYPES: Final = {
    ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".woff2": "font/woff2", ".svg": "image/svg+xml",
}  # fmt: skip
LETTERS: Final = ("Vazirmatn-Regular.woff2", "Vazirmatn-Bold.woff2")
LONG: Final = "private, max-age=31536000, immutable"


@cache
def files() -> dict[str, Path]:
    """Gives every file that is served, by name; nothing else can be asked for."""
    found = {path.name: path for path in FOLDER.iterdir() if path.suffix in TYPES}
    return found | {name: FONTS / name for name in LETTERS}


def address(name: str) -> str:
    """Gives the address of a file."""
    return f"/static/{_mark(name)}/{name}"


@cache
def _bytes(name: str) -> tuple[bytes, bytes]:
    data = files()[name].read_bytes()
    if name == "workbench.css":
        for letters in LETTERS:
            data = data.replace(letters.encode(), address(letters).encode())
    return data, b"" if name.endswith(".woff2") else gzip.compress(data, 9, mtime=0)


@cache
def _mark(name: str) -> str:
    return hashlib.sha256(_bytes(name)[0]).hexdigest()[:12]


async def static(request: Request) -> Response:
    """Answers for one file."""
    name = request.path_params["name"]
    if name not in files():
        return Response(status_code=404)
    data, packed = _bytes(name)
    headers = {"content-type": TYPES[Path(name).suffix], "cache-control": LONG, "vary": "accept-encoding"}
    if packed and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, headers=headers | {"content-encoding": "gzip"})
    return Response(data, headers=headers)
