"""A second reader of packets, written from `docs/format.md` section 6 alone: it shares no line with the program."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from typing import Any

import zstandard

Row = list[Any]
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


class Bytes:
    """Bytes from the first to the last."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, size: int) -> bytes:
        """Gives the next so many."""
        self.at += size
        return self.data[self.at - size : self.at]

    def varint(self) -> int:
        """Gives the next number."""
        value = shift = 0
        while (byte := self.take(1)[0]) > 127:
            value |= (byte & 127) << shift
            shift += 7
        return value | byte << shift

    def more(self) -> bool:
        """Answers whether any are left."""
        return self.at < len(self.data)


class Block:
    """One block, 6.3."""

    def __init__(self, source: Bytes) -> None:
        sizes = [source.varint() for _ in range(3)]
        first, second, raw = (source.take(size) for size in sizes)
        table = Bytes(zstandard.ZstdDecompressor().decompressobj().decompress(first))
        words = Bytes(zstandard.ZstdDecompressor().decompressobj().decompress(second) if second else b"")
        said = []
        for _ in range(table.varint()):
            number = table.varint()
            said.append((number >> 2, number & 2, table.take(1) if number & 1 else b""))
        self.streams = [Bytes(one * size if one else (words if text else table).take(size)) for size, text, one in said]
        self.raw, self.used, self.now = Bytes(raw), 0, 0
        self.places: dict[tuple[tuple[str, ...], str], Bytes] = {}
        self.last: dict[tuple[str, ...], Any] = {}
        self.known: dict[tuple[str, ...], list[Any]] = {}
        self.keys: list[list[str]] = []
        self.texts: list[str] = []
        self.short: dict[int, list[str]] = {}

    def stream(self, place: tuple[str, ...], kind: str) -> Bytes:
        """Gives a stream of a place, numbered by its first use."""
        if (place, kind) not in self.places:
            self.places[place, kind] = self.streams[self.used]
            self.used += 1
        return self.places[place, kind]

    def number(self, place: tuple[str, ...]) -> int:
        """Gives a number of a place."""
        return self.stream(place, "numbers").varint()

    def signed(self, place: tuple[str, ...]) -> int:
        """Gives a signed number of a place."""
        value = self.number(place)
        return -(value >> 1) - 1 if value & 1 else value >> 1

    def goes_on(self, place: tuple[str, ...]) -> bool:
        """Answers whether the numbers of a place go on."""
        return self.stream(place, "numbers").more() if (place, "numbers") in self.places else self.used < len(self.streams)

    def value(self, place: tuple[str, ...]) -> Any:
        """Gives a value of a place."""
        symbol = self.stream(place, "symbols").varint()
        if symbol == 0:
            return self.last[place]
        if symbol >= 42:
            self.last[place] = self.known[place][symbol - 42]
            return self.last[place]
        value = self.fresh(place, symbol)
        if symbol in (1, 2, 3, 8, 13, 14):
            return value
        is_nest = symbol in (9, 10)
        small = is_nest and not holds_bytes(value) and len(canonical(value)) <= 128
        self.last[place] = value if small or not is_nest else None
        known = self.known.setdefault(place, [])
        if (small or (symbol in (5, 6) and len(value) <= 64)) and len(known) < 1000:
            known.append(value)
        return value

    def fresh(self, place: tuple[str, ...], symbol: int) -> Any:
        """Gives a value that is told in full."""
        read: dict[int, Callable[[], Any]] = {
            1: lambda: None,
            2: lambda: False,
            3: lambda: True,
            4: lambda: self.signed(place),
            5: lambda: self.text(place),
            6: lambda: self.texts[-self.number(place)],
            8: lambda: time_of(self.now + self.signed(place)),
            9: lambda: [self.value((*place, "*")) for _ in range(self.number(place))],
            10: lambda: self.members(place),
            11: lambda: canonical(self.value((*place, "json"))).decode(),
            13: lambda: self.raw.take(self.number(place)),
            14: lambda: self.piece(place) + self.raw.take(self.number(place)),
        }
        return read[symbol]() if symbol in read else self.short_one(place, symbol)

    def piece(self, place: tuple[str, ...]) -> bytes:
        """Gives as many bytes of the text stream as its number says."""
        size = self.number(place)
        return self.stream(place, "text").take(size)

    def text(self, place: tuple[str, ...]) -> str:
        """Gives a new text."""
        text = self.piece(place).decode()
        self.texts += [text] if len(text) >= 4 else []
        return text

    def short_one(self, place: tuple[str, ...], symbol: int) -> str:
        """Gives an id, a hash, a recipient or a token."""
        held, behind = self.short.setdefault(symbol, []), self.number(place)
        if not behind:
            held.append(self.spelled(symbol))
        return held[-(behind or 1)]

    def spelled(self, symbol: int) -> str:
        """Gives a new short one."""
        if symbol == 7:
            return self.raw.take(32).hex()
        if symbol == 12:
            return age_of(self.raw.take(32))
        letter, size = ("o", 16) if symbol == 15 else (chr(ord("a") + symbol - 16), 10)
        return letter + base64.b32encode(self.raw.take(size)).decode().lower().rstrip("=")

    def members(self, place: tuple[str, ...]) -> dict[str, Any]:
        """Gives the members of an object."""
        if (index := self.number(place)) == len(self.keys):
            self.keys.append(self.value(("keys",)))
        found = {key: self.value((*place, key)) for key in self.keys[index]}
        if type(found.get("start")) is type(found.get("end")) is int and isinstance(found.get("quote"), str):
            found["end"] += found["start"] + len(found["quote"])
        return found


def holds_bytes(value: Any) -> bool:
    """Answers whether bytes stand anywhere in it."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return isinstance(value, bytes) or any(map(holds_bytes, inner))


def canonical(value: Any) -> bytes:
    """Gives canonical JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def time_of(seconds: int) -> str:
    """Gives a time as headers write it, by the calendar of days since 1970."""
    days, rest = divmod(seconds, 86_400)
    era, day = divmod(days + 719_468, 146_097)
    year = (day - day // 1_460 + day // 36_524 - day // 146_096) // 365
    left = day - (365 * year + year // 4 - year // 100)
    month = (5 * left + 2) // 153
    at = (year + era * 400 + (month > 9), month + (3 if month < 10 else -9), left - (153 * month + 2) // 5 + 1)
    return f"{at[0]:04}-{at[1]:02}-{at[2]:02}T{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}Z"


def age_of(data: bytes) -> str:
    """Gives an age recipient (Bech32)."""
    number = int.from_bytes(data, "big") << 4
    values = [number >> shift & 31 for shift in range(255, -1, -5)]
    check = 1
    for value in [3, 3, 3, 0, 1, 7, 5, *values, 0, 0, 0, 0, 0, 0]:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for bit, one in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= one if top >> bit & 1 else 0
    return "age1" + "".join(BECH32[one] for one in [*values, *(((check ^ 1) >> 5 * (5 - bit)) & 31 for bit in range(6))])


def rows_of(data: bytes) -> list[Row]:
    """Gives the rows of a part, 6.2."""
    source, found = Bytes(data), list[Row]()
    while source.more():
        block = Block(source)
        while block.goes_on(()):
            found.append([block.value((str(column),)) for column in range(block.number(()))])
    return found


def entries_of(data: bytes, wanted: list[tuple[str, int]]) -> list[tuple[bytes, list[tuple[Any, ...]]]]:
    """Gives header and parts of each entry, 6.2: (compartment, recipient, salt, body)."""
    source, found = Bytes(data), list[tuple[bytes, list[tuple[Any, ...]]]]()
    while source.more():
        block, layouts, time = Block(source), list[Any](), 0
        while block.goes_on(("layout",)):
            device, seq = wanted[len(found)]
            if (index := block.number(("layout",))) == len(layouts):
                layouts.append(block.value(("layout", "*")))
            follows, told = layouts[index]
            time += block.signed(("time",)) if follows else 0
            block.now = time
            header = b"" if follows else block.value(("header",))
            parts, bound = [], []
            for name, recipient, state, *type_ in told:
                commitment = block.raw.take(32).hex() if follows and state in ("sealed", "erased") else ""
                salt = block.raw.take(16) if state in ("open", "raw") else None
                body = None if state == "erased" else block.value((state,)) if state != "open" else canonical(
                    {"type": type_[0], **block.members(("body", type_[0]))}
                )  # fmt: skip
                parts.append((name, recipient, salt, body))
                bound.append([name, commitment or hashlib.sha256((salt or b"") + (body or b"")).hexdigest()])
            if follows:
                header = canonical({"device": device, "parts": bound, "seq": seq, "time": time_of(time), "v": 1})
            found.append((header, parts))
    return found


def parts_of(packet: bytes) -> dict[str, bytes]:
    """Gives the parts of a packet by name, 6.1, and the note as `note`; the signed hash is compared."""
    table, _, rest = packet.partition(b"\n\n")
    magic, *lines = table.decode().split("\n")
    source, found = Bytes(rest), {}
    for line in lines:
        name, size = line.split(" ")
        found[name] = source.take(int(size))
    note = rest[source.at :]
    said = base64.b64encode(hashlib.sha256(packet[: len(packet) - len(note)]).digest())
    if magic != "govah-packet/1" or note.split(b"\n")[1] != said or found["padding"].strip(b"\0"):
        raise ValueError("no packet")
    return found | {"note": note}
