"""Writing a block: values walked into columns, each of which holds what stands at one place."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Final

from govah.records import canonical
from govah.sync import columns as c
from govah.sync.columns import Place
from govah.sync.spelling import id_to_bytes, recipient_to_bytes, time_to_seconds, token_to_bytes

_FIRST_LETTER: Final = ord("a")


class BlockWriter:
    """The columns of one block as they grow."""

    def __init__(self) -> None:
        self.streams: list[bytearray] = []
        self.texts: set[int] = set()
        "Which of the streams hold text."
        self.raw = bytearray()
        "What nothing makes smaller: salts, ids, hashes, ciphertext."
        self.now = 0
        "What times are told from, in seconds since 1970."
        self.root = Place()
        self._keysets: dict[Hashable, int] = {}
        self._said: dict[str, int] = {}
        self._short: dict[tuple[str, bytes], int] = {}
        self._counts: dict[str, int] = {}
        self._is_inside = False
        "Whether this is within a text of JSON: texts of JSON in there stay texts."

    def number(self, place: Place, value: int) -> None:
        """Writes a whole number from 0 up."""
        if place.numbers < 0:
            place.numbers = self._new()
        write_number(self.streams[place.numbers], value)

    def signed(self, place: Place, value: int) -> None:
        """Writes a whole number of either sign."""
        self.number(place, value << 1 if value >= 0 else (-value << 1) - 1)

    def listed(self, place: Place, value: list[Any], listed: dict[Hashable, int]) -> None:
        """Writes a value that is listed by its number there; a new one is listed, and written out behind its number."""
        key = canonical(value)
        index = listed.get(key)
        self.number(place, len(listed) if index is None else index)
        if index is None:
            listed[key] = len(listed)
            self.value(place.each(), value)

    def value(self, place: Place, value: object) -> None:
        """Writes any value: JSON without floats, and bytes."""
        if isinstance(value, str):
            self._string(place, value)
        elif value is None or isinstance(value, bool):
            self._symbol(place, c.NULL if value is None else c.TRUE if value else c.FALSE)
        elif isinstance(value, int):
            self._integer(place, value)
        elif isinstance(value, bytes):
            self._bytes(place, value)
        elif isinstance(value, Mapping | Sequence):
            self._container(place, value)
        else:
            raise TypeError(type(value).__name__)

    def members(self, place: Place, value: Mapping[str, Any]) -> None:
        """Writes the members of an object whose place needs no symbol."""
        keyset = (*value,)
        index = self._keysets.get(keyset)
        self.number(place, len(self._keysets) if index is None else index)
        if index is None:
            self._keysets[keyset] = len(self._keysets)
            self.value(self.root.child("keys"), [*keyset])
        span = c.is_span(value)
        for key, member in value.items():
            told = member - value["start"] - len(value["quote"]) if span and key == "end" else member
            self.value(place.child(key), told)

    def _string(self, place: Place, text: str) -> None:
        if len(text) == 20 and c.TIME_SHAPE.fullmatch(text) and (seconds := time_to_seconds(text)) is not None:
            self._symbol(place, c.TIME)
            self.signed(place, seconds - self.now)
            return
        if text == place.last:
            self._symbol(place, c.SAME)
            return
        known = place.known
        if known and text in known:
            self._symbol(place, c.KNOWN + known[text])
        elif not self._spelled(place, text):
            self._text(place, text)
            if len(text) <= c.SHORT:
                _remember(place, text)
        place.last = text

    def _spelled(self, place: Place, text: str) -> bool:
        """Writes a text that has a shorter spelling; answers whether it has."""
        size = len(text)
        if size == 17 and c.ID_SHAPE.fullmatch(text):
            self._short_one(place, c.ID + ord(text[0]) - _FIRST_LETTER, text[0], id_to_bytes(text))
        elif size == 64 and c.HEX_SHAPE.fullmatch(text):
            self._short_one(place, c.HEX, "hex", bytes.fromhex(text))
        elif size == 27 and c.TOKEN_SHAPE.fullmatch(text) and (token := token_to_bytes(text)) is not None:
            self._short_one(place, c.TOKEN, "token", token)
        elif size == 62 and c.AGE_SHAPE.fullmatch(text) and (key := recipient_to_bytes(text)) is not None:
            self._short_one(place, c.AGE, "age", key)
        elif text[:1] in ("{", "[") and not self._is_inside and (value := c.plain_json(text)) is not None:
            self._symbol(place, c.JSON)
            self._is_inside = True
            self.value(place.child("json"), value)
            self._is_inside = False
        else:
            return False
        return True

    def _short_one(self, place: Place, symbol: int, kind: str, data: bytes) -> None:
        """Writes how many of its kind came since the same one, and a new one as it is behind a 0."""
        self._symbol(place, symbol)
        count = self._counts.get(kind, 0)
        index = self._short.setdefault((kind, data), count)
        if index == count:
            self._counts[kind] = count + 1
            self.raw += data
        self.number(place, count - index)

    def _text(self, place: Place, text: str) -> None:
        seen = self._said.get(text)
        if seen is not None:
            self._symbol(place, c.SEEN)
            self.number(place, len(self._said) - seen)
            return
        if len(text) >= c.LEAST_SEEN:
            self._said[text] = len(self._said)
        data = text.encode("utf-8")
        self._symbol(place, c.TEXT)
        self.number(place, len(data))
        self._stream_of_text(place).extend(data)

    def _integer(self, place: Place, value: int) -> None:
        if type(place.last) is int and value == place.last:
            self._symbol(place, c.SAME)
        else:
            self._symbol(place, c.INT)
            self.signed(place, value)
            place.last = value

    def _bytes(self, place: Place, data: bytes) -> None:
        head = c.AGE_HEAD.match(data)
        self._symbol(place, c.AGE_FILE if head else c.BYTES)
        if head:
            self.number(place, head.end())
            self._stream_of_text(place).extend(head.group())
            data = data[head.end() :]
        self.number(place, len(data))
        self.raw += data

    def _container(self, place: Place, value: Mapping[str, Any] | Sequence[Any]) -> None:
        key = _key_of(value)
        if key is not None and key == place.last:
            self._symbol(place, c.SAME)
            return
        known = place.known
        if key is not None and known and key in known:
            self._symbol(place, c.KNOWN + known[key])
        else:
            self._inside(place, value)
            if key is not None:
                _remember(place, key)
        place.last = key

    def _inside(self, place: Place, value: Mapping[str, Any] | Sequence[Any]) -> None:
        if isinstance(value, Mapping):
            self._symbol(place, c.OBJECT)
            self.members(place, value)
            return
        self._symbol(place, c.LIST)
        self.number(place, len(value))
        each = place.each()
        for item in value:
            self.value(each, item)

    def _symbol(self, place: Place, symbol: int) -> None:
        if place.symbols < 0:
            place.symbols = self._new()
        write_number(self.streams[place.symbols], symbol)

    def _stream_of_text(self, place: Place) -> bytearray:
        if place.text < 0:
            place.text = self._new()
            self.texts.add(place.text)
        return self.streams[place.text]

    def _new(self) -> int:
        self.streams.append(bytearray())
        return len(self.streams) - 1


def write_number(stream: bytearray, value: int) -> None:
    """Writes a number from 0 up, seven bits a byte, the lowest first, the highest bit where more follow (LEB128)."""
    while value > 127:
        stream.append(value & 127 | 128)
        value >>= 7
    stream.append(value)


def _remember(place: Place, key: Hashable) -> None:
    if place.known is None:
        place.known = {}
    if len(place.known) < c.MOST_KNOWN:
        place.known[key] = len(place.known)


def _key_of(value: Mapping[str, Any] | Sequence[Any]) -> bytes | None:
    """Gives what a small list or object is known by; None for one that is larger or holds bytes."""
    try:
        key = canonical(value)
    except TypeError:
        return None
    return key if len(key) <= c.SMALL else None
