"""Packets: what goes to colleagues as one closed file, and what is taken in from theirs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.responses import Response

from govah.desk.publication.handover import take_packet, write_packet
from govah.desk.publication.packets import LAST, NONE, Packed, PackOptions, Unpacked, unpack
from govah.desk.vaults.members import MemberRow, members
from govah.errors import UsageError
from govah.workbench.asked import Asked, wanted
from govah.workbench.routes import Screen, get, post
from govah.workbench.sitting_at_review import forget_review


@dataclass(frozen=True, slots=True)
class Packets:
    """The two ways, and what came of the last."""

    members: tuple[MemberRow, ...]
    folder: str
    packed: Packed | None = None
    name: str = ""
    unpacked: Unpacked | None = None


def show(asked: Asked) -> Response:
    """Shows both ways."""
    return _page(asked)


def make(asked: Asked) -> Response:
    """Writes a packet into a folder of this machine, such as that of a USB stick."""
    form = asked.form
    to = form.texts("to")
    if not to:
        raise UsageError("packet-to-nobody")
    options = PackOptions(NONE if form.is_set("whole") else LAST, with_blobs=not form.is_set("without"))
    written, packed = write_packet(asked.vault, to, Path(wanted(form, "folder")).expanduser(), options)
    return _page(asked, packed=packed, name=written.name)


def take(asked: Asked) -> Response:
    """Takes a packet in, from the browser or from a place on this machine."""
    path = asked.form.text("path")
    if asked.form.files:
        unpacked = take_packet(asked.vault, asked.form.files[0].data)
    elif path:
        unpacked = unpack(asked.vault, Path(path).expanduser())
    else:
        raise UsageError("workbench-no-file")
    forget_review(asked.session)
    return _page(asked, unpacked=unpacked)


def _page(asked: Asked, *, packed: Packed | None = None, name: str = "", unpacked: Unpacked | None = None) -> Response:
    return asked.page("packets.html", Packets(members(asked.vault), str(Path.home()), packed, name, unpacked))


SCREEN: Final = Screen(
    "packets",
    (
        get("/packets", show),
        post("/packets/make", make, is_long=True),
        post("/packets/take", take, takes_files=True, is_long=True),
    ),
)
