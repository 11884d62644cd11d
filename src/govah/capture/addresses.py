"""Addresses: pages of the web."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govah.capture.interface import GatherOptions, LeftOut, Source, Taken


class Addresses:
    """Takes `http(s)` addresses."""

    def takes(self, source: Source) -> bool:
        """Answers whether the source is an address."""
        return isinstance(source, str) and bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", source))

    def gather(self, source: Source, options: GatherOptions) -> Iterator[Taken | LeftOut]:
        """Gives the page."""
        del options
        yield LeftOut(str(source), "address-not-yet", {})
