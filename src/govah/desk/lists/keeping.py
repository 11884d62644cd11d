"""The rows of a list read once and sorted out: counted, plain ones packed small until they are journalled, exceptions kept."""

from __future__ import annotations

import pickle
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from govah.read import lists

_PACKED: Final = 250
"""Rows packed together."""


class SortedOut:
    """What the rows of a list come to.

    As objects fifty thousand plain rows take seventy MiB and more; packed they take four, and no row is read a second time. The
    packed bytes are made and read by this process alone, and never leave its memory.
    """

    def __init__(self, rows: Iterable[lists.RowTold]) -> None:
        self.kinds: Counter[str] = Counter()
        self.left: list[lists.RowTold] = []
        self._packed: list[bytes] = []
        waiting: list[lists.RowTold] = []
        for one in rows:
            self.kinds[one.kind] += 1
            if one.kind == lists.EXCEPTION:
                self.left.append(one)
            elif one.kind == lists.TOLD:
                waiting.append(one._replace(row=one.row._replace(cells=())))
                if len(waiting) == _PACKED:
                    self._pack(waiting)
        self._pack(waiting)

    def plain(self) -> Iterator[lists.RowTold]:
        """Gives the rows that can be journalled, in order and without their cells."""
        for packed in self._packed:
            yield from pickle.loads(zlib.decompress(packed))  # noqa: S301 - our own bytes, from our own memory

    def _pack(self, waiting: list[lists.RowTold]) -> None:
        self._packed.append(zlib.compress(pickle.dumps(waiting, pickle.HIGHEST_PROTOCOL), 1))
        waiting.clear()
