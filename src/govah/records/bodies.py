"""Records as bodies: `{"type", "v", …}` in canonical JSON (RFC 8785), read for ever, never migrated.

Invariant: `from_body(to_body(record)) == record` for every record, and a body of a type or version that is not known here comes
back as `Unknown`, untouched, so that it can be kept, forwarded and counted. Bodies hold no floats; fields at their default are
left out.
"""

from __future__ import annotations

import dataclasses
import json
import operator
import types
import typing
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, Final

from govah.errors import EvidenceError
from govah.records import assessment, counts, drills, evidence, lists, membership, stamps, testimony

Body = dict[str, Any]

TYPES: Final[Mapping[str, type]] = {
    "document": evidence.Document,
    "capture": evidence.Capture,
    "derivation": evidence.Derivation,
    "check": evidence.Check,
    "release": evidence.Release,
    "custody": evidence.Custody,
    "mention": testimony.Mention,
    "fact": testimony.Fact,
    "basis": testimony.Basis,
    "tally": testimony.Tally,
    "statement": testimony.Statement,
    "judgement": testimony.Judgement,
    "decision": testimony.Decision,
    "withdrawal": testimony.Withdrawal,
    "mapping": lists.Mapping,
    "acceptance": lists.Acceptance,
    "member": membership.Member,
    "device": membership.Device,
    "epoch": membership.Epoch,
    "erasure": membership.Erasure,
    "drill": drills.Drill,
    "count-definition": counts.CountDefinition,
    "count-snapshot": counts.CountSnapshot,
    "grade": assessment.Grade,
    "finding": assessment.Finding,
    "consent": assessment.Consent,
    "consenter": assessment.Consenter,
    "intervention": assessment.Intervention,
    "answer": assessment.Answer,
    "stamp": stamps.Stamp,
    "cosignature": stamps.Cosignature,
}
VERSIONS: Final[Mapping[str, int]] = dict.fromkeys(TYPES, 1)
UPCASTERS: Final[Mapping[tuple[str, int], Callable[[Body], Body]]] = {}
"""(type, version) → a function that gives the body in the next version; an old body is read through them, and stays as it is."""

_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False, check_circular=False
)
_MAKE: Final[Any] = getattr(json.encoder, "c_make_encoder", None)
_ENCODE: Final = _MAKE and _MAKE(None, _ENCODER.default, json.encoder.encode_basestring, None, ":", ",", True, False, False)
"""The same encoder, made once and not for every body; None where this Python has none of it in C."""
_AS_IT_IS: Final = frozenset({str, int, bool, type(None)})
_KNOWN_READERS: Final[dict[type, Mapping[str, Callable[[Any], Any]]]] = {}
_KNOWN_DEFAULTS: Final[dict[type, tuple[tuple[str, object], ...]]] = {}
_Plan = tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]], tuple[tuple[object, type], ...]]
_KNOWN_WAYS: Final[dict[type, Callable[[Any], Any]]] = {}
_KNOWN_FIELDS: Final[dict[type, _Plan]] = {}
_PLAIN_KINDS: Final = frozenset({str, int, bool})
_NAMES: Final = {kind: name for name, kind in TYPES.items()}


@dataclasses.dataclass(frozen=True, slots=True)
class Unknown:
    """A body of a type or version that this program does not know."""

    type: str
    version: int
    body: str
    "The canonical JSON, as it came."


def canonical(value: object) -> bytes:
    """Gives canonical JSON (RFC 8785) of a value without floats; keys must be ASCII, so that code point order is UTF-16 order."""
    if _ENCODE is not None:
        return "".join(_ENCODE(value, 0)).encode("utf-8")
    return _ENCODER.encode(value).encode("utf-8")


def to_body(record: object) -> Body:
    """Gives the body of a record."""
    name = _NAMES[type(record)]
    return {"type": name, "v": VERSIONS[name], **_plain_fields(record)}


def from_body(body: Body) -> object:
    """Gives the record that a body holds, or `Unknown`; a known type with a wrong shape is an `EvidenceError`."""
    name, version = body.get("type"), body.get("v")
    if not isinstance(name, str) or not isinstance(version, int):
        raise EvidenceError("body-malformed", type=str(name)[:40])
    current = body
    while (step := UPCASTERS.get((name, version))) is not None:
        current, version = step(current), version + 1
    if name not in TYPES or version != VERSIONS[name]:
        return Unknown(name, version, canonical(body).decode("utf-8"))
    fields = {key: value for key, value in current.items() if key not in ("type", "v")}
    try:
        return _build(TYPES[name], fields)
    except (TypeError, ValueError, KeyError, AttributeError) as why:
        raise EvidenceError("body-malformed", type=name) from why


def to_plain(record: object) -> Any:
    """Gives any dataclass of these rooms as plain JSON values, fields at their default left out."""
    return _plain(record)


def to_full(record: object) -> Any:
    """Gives any dataclass of these rooms as plain JSON values with every field there, for scripts that read what we print."""
    if dataclasses.is_dataclass(record):
        return {name: to_full(getattr(record, name)) for name, _ in _defaults(type(record))}
    if isinstance(record, tuple | list):
        return [to_full(item) for item in record]
    return _plain(record)


def from_plain(kind: type, value: Mapping[str, Any]) -> Any:
    """Builds a record of that kind from plain JSON values; raises `TypeError` or `ValueError` on a wrong shape."""
    return _build(kind, dict(value))


def _plain(value: Any) -> Any:
    kind = type(value)
    return value if kind in _AS_IT_IS else (_KNOWN_WAYS.get(kind) or _way(kind))(value)


def _way(kind: type) -> Callable[[Any], Any]:
    """Gives what makes plain JSON of values of a type; `TypeError` for a type that no record may hold."""
    way: Callable[[Any], Any]
    if issubclass(kind, Enum):
        way = operator.attrgetter("value")
    elif dataclasses.is_dataclass(kind):
        way = _plain_fields
    elif issubclass(kind, tuple | list):
        way = _plain_items
    elif issubclass(kind, str | int):
        way = _as_it_is
    elif hasattr(kind, "isoformat"):
        way = operator.methodcaller("isoformat")
    else:
        raise TypeError(kind.__name__)
    _KNOWN_WAYS[kind] = way
    return way


def _as_it_is(value: Any) -> Any:
    return value


def _plain_items(value: Any) -> list[Any]:
    return [_plain(item) for item in value]


def _plain_fields(record: Any) -> Body:
    names, values_of, defaults = _KNOWN_FIELDS.get(type(record)) or _fields(type(record))
    out: Body = {}
    for name, value, (default, usual) in zip(names, values_of(record), defaults, strict=True):
        if value is default:
            continue
        kind = type(value)
        if kind is usual and value == default:
            continue
        out[name] = value if kind in _AS_IT_IS else (_KNOWN_WAYS.get(kind) or _way(kind))(value)
    return out


def _fields(kind: Any) -> _Plan:
    """Gives the names of the fields, what takes their values from a record, and at which value each is left out."""
    names, defaults = zip(*_defaults(kind), strict=True)
    getter = operator.attrgetter(*names)
    values_of = getter if len(names) > 1 else lambda record: (getter(record),)
    _KNOWN_FIELDS[kind] = plan = names, values_of, tuple((default, type(default)) for default in defaults)
    return plan


def _defaults(kind: Any) -> tuple[tuple[str, object], ...]:
    if kind not in _KNOWN_DEFAULTS:
        _KNOWN_DEFAULTS[kind] = tuple((field.name, field.default) for field in dataclasses.fields(kind))
    return _KNOWN_DEFAULTS[kind]


def _readers(kind: Any) -> Mapping[str, Callable[[Any], Any]]:
    if kind in _KNOWN_READERS:
        return _KNOWN_READERS[kind]
    hints = typing.get_type_hints(kind)
    _KNOWN_READERS[kind] = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}
    return _KNOWN_READERS[kind]


def _build(kind: type, fields: Body) -> Any:
    readers = _readers(kind)
    return kind(**{name: readers[name](value) for name, value in fields.items()})


def _reader(hint: Any) -> Callable[[Any], Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = _reader(next(item for item in arguments if item is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _tuple_reader(arguments)
    if dataclasses.is_dataclass(hint):
        return lambda value: _build(typing.cast(type, hint), dict(value))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if hasattr(hint, "fromisoformat"):
        return typing.cast(Callable[[Any], Any], hint.fromisoformat)
    return _exact(hint)


def _tuple_reader(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    if arguments[-1] is Ellipsis:
        inner = _reader(arguments[0])
        return lambda value: tuple(inner(item) for item in _sequence(value))
    if set(arguments) <= _PLAIN_KINDS:
        return _plain_tuple_reader(arguments)
    inners = tuple(_reader(argument) for argument in arguments)
    return lambda value: tuple(inner(item) for inner, item in zip(inners, _sequence(value), strict=True))


def _plain_tuple_reader(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
    """Gives a reader of tuples of texts and numbers, in one step each: a list as one document has tens of thousands."""

    def read(value: Any) -> Any:
        if type(value) is not list and type(value) is not tuple:
            raise TypeError(type(value).__name__)
        if tuple(map(type, value)) != kinds:
            raise TypeError(str(kinds))
        return tuple(value)

    return read


def _sequence(value: Any) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise TypeError(type(value).__name__)
    return list(value)


def _exact(kind: Any) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(type(value).__name__)
        return value

    return read
