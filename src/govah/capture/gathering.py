"""Which kinds of source there are, in the order in which they are asked, and the one way through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from govah.capture.addresses import Addresses
from govah.capture.files import Files
from govah.capture.folders import Folders
from govah.capture.handing import HandedFiles
from govah.capture.interface import Gatherer, GatherOptions, LeftOut, Source, Taken, Unchanged
from govah.capture.pasting import PastedTexts

KINDS: Final[tuple[Gatherer, ...]] = (PastedTexts(), HandedFiles(), Addresses(), Folders(), Files())
"""The last one takes whatever is left, and says what is wrong with it."""

DEFAULT: Final = GatherOptions()


def gather(sources: Sequence[Source], options: GatherOptions = DEFAULT) -> Iterator[Taken | Unchanged | LeftOut]:
    """Gives every document of the sources in their order, and a line for each thing left out; nothing stops the batch."""
    for source in sources:
        kind = next(kind for kind in KINDS if kind.takes(source))
        yield from kind.gather(source, options)
