"""Office files opened with distrust: a zip of few, plain members, none larger than it may be; XML without a document type."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any, Final

from lxml import etree

from govah.publish.cleaning.interface import UncleanError

MOST_MEMBERS: Final = 5_000
LARGEST_MEMBER: Final = 64 << 20
LARGEST_WHOLE: Final = 256 << 20
_FAULTS: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)


class Container:
    """The members of one zip; raises `UncleanError` where it is broken, locked, or would grow without measure."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _FAULTS as why:
            raise UncleanError("original-damaged") from why
        members = self._zip.infolist()
        if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > LARGEST_WHOLE:
            raise UncleanError("original-too-large")
        self._names = {one.filename for one in members}
        if len(self._names) != len(members) or any(one.flag_bits & 1 for one in members):
            raise UncleanError("original-damaged")

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def read(self, name: str) -> bytes:
        """Gives one member, never more of it than it may have."""
        try:
            with self._zip.open(name) as stream:
                data = stream.read(LARGEST_MEMBER + 1)
        except (KeyError, *_FAULTS) as why:
            raise UncleanError("original-damaged") from why
        if len(data) > LARGEST_MEMBER:
            raise UncleanError("original-too-large")
        return data

    def xml(self, name: str) -> Any:
        """Gives the root of an XML member; one with a document type, or nested deeper than 256, is refused."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(self.read(name), parser)
        except (etree.XMLSyntaxError, ValueError) as why:
            raise UncleanError("original-damaged") from why
        info: Any = root.getroottree().docinfo
        if info.doctype:
            raise UncleanError("original-damaged")
        return root
