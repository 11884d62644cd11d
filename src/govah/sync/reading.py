"""Reading a block: the same walk as the writer's, with nothing that the block says believed beyond what it may cost."""

from __future__ import annotations

from typing import Any, Final

from govah.errors import EvidenceError
from govah.records import canonical
from govah.sync import columns as c
from govah.sync.columns import Place
from govah.sync.spelling import id_from_bytes, recipient_from_bytes, time_from_seconds, token_from_bytes

MOST_VALUE: Final = 1 << 63
_FIRST_LETTER: Final = ord("a")
_PASSING: Final = frozenset({c.NULL, c.FALSE, c.TRUE, c.TIME, c.BYTES, c.AGE_FILE})
"""What a place does not remember."""
_CONSTANTS: Final = {c.NULL: None, c.FALSE: False, c.TRUE: True}
_KINDS: Final = {c.HEX: "hex", c.TOKEN: "token", c.AGE: "age"}
_WIDTHS: Final = {"hex": 32, "token": 16, "age": 32}


class Stream:
    """Bytes that are read from the first to the last; more than there are is an `EvidenceError`."""

    __slots__ = ("at", "data")

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def number(self) -> int:
        """Reads a number from 0 up (LEB128, no longer than it must be)."""
        data, at = self.data, self.at
        value = shift = 0
        while True:
            if at >= len(data) or shift > 63:
                raise malformed()
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            if byte < 128:
                break
            shift += 7
        if (shift and not byte) or value >= MOST_VALUE:
            raise malformed()
        self.at = at
        return value

    def take(self, size: int) -> bytes:
        """Reads that many bytes."""
        end = self.at + size
        if end > len(self.data):
            raise malformed()
        piece = self.data[self.at : end]
        self.at = end
        return piece

    @property
    def is_done(self) -> bool:
        """Answers whether nothing is left."""
        return self.at == len(self.data)


class BlockReader:
    """The columns of one block as they are used up.

    Args:
        streams: in the order of their first use.
        raw: what the packer left as it was.
        most: how much may come of it, in bytes, about: repeated words are counted each time.
    """

    def __init__(self, streams: list[Stream], raw: Stream, most: int) -> None:
        self._streams, self.raw, self._left = streams, raw, most
        self.now = 0
        self.root = Place()
        self._used = 0
        self._keysets: list[list[str]] = []
        self._said: list[str] = []
        self._short: dict[str, list[str]] = {}
        self._is_inside = False

    def number(self, place: Place) -> int:
        """Reads a whole number from 0 up."""
        if place.numbers < 0:
            place.numbers = self._next()
        return self._streams[place.numbers].number()

    def signed(self, place: Place) -> int:
        """Reads a whole number of either sign."""
        value = self.number(place)
        return -(value >> 1) - 1 if value & 1 else value >> 1

    def listed(self, place: Place, listed: list[Any]) -> Any:
        """Reads a listed value by its number; a new one is listed."""
        index = self.number(place)
        if index == len(listed):
            listed.append(self.value(place.each(), c.MOST_DEEP))
        return _at(listed, index)

    def value(self, place: Place, depth: int = c.MOST_DEEP) -> Any:
        """Reads any value."""
        if place.symbols < 0:
            place.symbols = self._next()
        symbol = self._streams[place.symbols].number()
        if symbol == c.SAME:
            self.spend(place.cost)
            if place.last is None:
                raise malformed()
            return place.last
        if symbol >= c.KNOWN:
            place.last, place.cost = _at(place.known or [], symbol - c.KNOWN)
            self.spend(place.cost)
            return place.last
        before = self._left
        self.spend(8)
        value = self._fresh(place, symbol, depth)
        if symbol not in _PASSING:
            self._note(place, value, symbol, before - self._left)
        return value

    def members(self, place: Place, depth: int = c.MOST_DEEP) -> dict[str, Any]:
        """Reads the members of an object whose place needs no symbol."""
        index = self.number(place)
        if index == len(self._keysets):
            keys = self.value(self.root.child("keys"), 1)
            if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys) or len(set(keys)) != len(keys):
                raise malformed()
            self._keysets.append(keys)
        found = {key: self.value(place.child(key), depth - 1) for key in _at(self._keysets, index)}
        if c.is_span(found):
            found["end"] += found["start"] + len(found["quote"])
        return found

    def has_more(self, place: Place) -> bool:
        """Answers whether the numbers of a place go on."""
        if place.numbers < 0:
            return self._used < len(self._streams)
        return not self._streams[place.numbers].is_done

    def spend(self, cost: int) -> None:
        """Counts what was built; beyond what may be, it is an `EvidenceError`."""
        self._left -= cost
        if self._left < 0:
            raise EvidenceError("packet-too-large", part="block")

    def finish(self) -> None:
        """Raises unless everything was used."""
        if self._used != len(self._streams) or not self.raw.is_done or not all(one.is_done for one in self._streams):
            raise malformed()

    def _fresh(self, place: Place, symbol: int, depth: int) -> Any:
        if symbol in _CONSTANTS:
            return _CONSTANTS[symbol]
        if symbol == c.INT:
            return self.signed(place)
        if symbol == c.TIME:
            return time_from_seconds(self.now + self.signed(place))
        if symbol in (c.LIST, c.OBJECT, c.JSON):
            return self._nested(place, symbol, depth)
        if symbol in (c.TEXT, c.SEEN):
            return self._text(place) if symbol == c.TEXT else self._seen(place)
        return self._plain(place, symbol)

    def _plain(self, place: Place, symbol: int) -> bytes | str:
        """Reads what the packer left as it was."""
        if symbol not in (c.BYTES, c.AGE_FILE):
            return self._short_one(place, _KINDS.get(symbol) or chr(_FIRST_LETTER + symbol - c.ID))
        head = self._piece(place) if symbol == c.AGE_FILE else b""
        size = self.number(place)
        self.spend(size)
        return head + self.raw.take(size)

    def _nested(self, place: Place, symbol: int, depth: int) -> Any:
        if symbol == c.JSON:
            return self._text_of_json(place)
        if depth <= 0:
            raise malformed()
        if symbol == c.OBJECT:
            return self.members(place, depth)
        count, each = self.number(place), place.each()
        self.spend(count)
        return [self.value(each, depth - 1) for _ in range(count)]

    def _text_of_json(self, place: Place) -> str:
        if self._is_inside:
            raise malformed()
        self._is_inside = True
        value = self.value(place.child("json"))
        self._is_inside = False
        return canonical(value).decode()

    def _text(self, place: Place) -> str:
        text = self._piece(place).decode("utf-8")
        if len(text) >= c.LEAST_SEEN:
            self._said.append(text)
        return text

    def _seen(self, place: Place) -> str:
        text: str = _at(self._said, len(self._said) - self.number(place))
        self.spend(len(text))
        return text

    def _piece(self, place: Place) -> bytes:
        size = self.number(place)
        if place.text < 0:
            place.text = self._next()
        self.spend(size)
        return self._streams[place.text].take(size)

    def _short_one(self, place: Place, kind: str) -> str:
        self.spend(64)
        behind, known = self.number(place), self._short.setdefault(kind, [])
        if not behind:
            known.append(_spelled(kind, self.raw.take(_WIDTHS.get(kind, 10))))
        return str(_at(known, len(known) - (behind or 1)))

    def _note(self, place: Place, value: Any, symbol: int, cost: int) -> None:
        """Remembers a value as the writer did."""
        if symbol in (c.LIST, c.OBJECT):
            is_small = cost <= 64 * c.SMALL and _is_small(value)
            place.last = value if is_small else None
        else:
            is_small = symbol in (c.TEXT, c.SEEN) and len(value) <= c.SHORT
            place.last = value
        place.cost = cost
        if is_small:
            if place.known is None:
                place.known = []
            if len(place.known) < c.MOST_KNOWN:
                place.known.append((value, cost))

    def _next(self) -> int:
        if self._used >= len(self._streams):
            raise malformed()
        self._used += 1
        return self._used - 1


def malformed() -> EvidenceError:
    """Gives the error of a block that is none."""
    return EvidenceError("packet-malformed", part="block")


def _at(held: list[Any], index: int) -> Any:
    if not 0 <= index < len(held):
        raise malformed()
    return held[index]


def _spelled(kind: str, data: bytes) -> str:
    if kind == "hex":
        return data.hex()
    if kind == "token":
        return token_from_bytes(data)
    return recipient_from_bytes(data) if kind == "age" else id_from_bytes(kind, data)


def _is_small(value: Any) -> bool:
    try:
        return len(canonical(value)) <= c.SMALL
    except TypeError:
        return False
