"""Generators of records for the laws."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date
from enum import Enum
from typing import Any

from hypothesis import strategies as st

from govah.records.bodies import TYPES

TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)


def records() -> st.SearchStrategy[Any]:
    """Any record of any known type."""
    return st.one_of([record_of(kind) for kind in TYPES.values()])


def record_of(kind: Any) -> st.SearchStrategy[Any]:
    """Any record of that type, its fields of any value that their types allow."""
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{field.name: _value(hints[field.name]) for field in dataclasses.fields(kind)})


def _value(hint: Any) -> st.SearchStrategy[Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return st.one_of([st.none() if one is type(None) else _value(one) for one in arguments])
    if origin is tuple and arguments[-1] is Ellipsis:
        return st.lists(_value(arguments[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*(_value(one) for one in arguments))
    if dataclasses.is_dataclass(hint):
        return record_of(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    simple: dict[Any, st.SearchStrategy[Any]] = {
        str: TEXTS,
        bool: st.booleans(),
        int: st.integers(-(2**53), 2**53),
        date: st.dates(),
    }
    return simple[hint]
