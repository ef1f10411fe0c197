"""Records to plain JSON values and back: the one border where records are parsed."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Final, TypeVar

from parley.spans import Span

R = TypeVar("R")


_PLAIN: Final = frozenset((str, int, float, bool, type(None)))
"""Classes of most values: those are packed as they stand, at the cost of no call."""


def pack(record: Any) -> Any:
    """A record as values that JSON can hold: spans as ``[start, end]``, days as ISO text."""
    packer: Any = _packer  # a class is hashable, which mypy cannot see through the cache
    return packer(type(record))(record)


@cache
def _packer(kind: type) -> Callable[[Any], Any]:
    """A function that packs a value of the class."""
    if issubclass(kind, Span):
        return lambda span: [span.start, span.end]
    if dataclasses.is_dataclass(kind):
        return _record_packer(tuple(f.name for f in dataclasses.fields(kind)))
    if issubclass(kind, Enum):
        return lambda member: member.value
    if issubclass(kind, date | datetime):
        return lambda day: day.isoformat()
    if issubclass(kind, Mapping):
        return lambda values: {k: pack(v) for k, v in values.items()}
    if issubclass(kind, list | tuple):
        return lambda values: [v if type(v) in _PLAIN else pack(v) for v in values]
    return _same


def _record_packer(names: Sequence[str]) -> Callable[[Any], dict[str, Any]]:
    def packed(record: Any) -> dict[str, Any]:
        values = ((name, getattr(record, name)) for name in names)
        return {name: v if type(v) in _PLAIN else pack(v) for name, v in values}

    return packed


def unpack(kind: type[R], value: Any) -> R:
    """The record of class ``kind`` that :func:`pack` made ``value`` of.

    Unknown keys are ignored, missing ones take the field's default.

    Raises:
        KeyError, TypeError, ValueError: where ``value`` is not such a record.
    """
    reader: Any = _reader  # a class is hashable, which mypy cannot see through the cache
    return typing.cast(R, reader(kind)(value))


def _same(value: Any) -> Any:
    """What is read as it stands."""
    return value


@cache
def _reader(hint: Any) -> Any:
    """A function that reads one value of the type hint; :func:`_same` where there is nothing to do."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = _reader(next(a for a in args if a is not type(None)))
        return _same if inner is _same else lambda v: None if v is None else inner(v)
    if origin is tuple:
        item = _reader(args[0])
        return tuple if item is _same else lambda v: tuple(map(item, v))
    if origin is typing.Literal or hint is Any:
        return _same
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        item = _reader(args[1])
        return dict if item is _same else lambda v: {k: item(x) for k, x in v.items()}
    if hint is Span:
        return lambda v: Span(int(v[0]), int(v[1]))
    if isinstance(origin or hint, type) and dataclasses.is_dataclass(origin or hint):
        return _record_reader(origin or hint, args)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if hint is datetime:
        return datetime.fromisoformat
    if hint is date:
        return date.fromisoformat
    if hint is float:
        return float
    return _same


def _record_reader(kind: type, args: tuple[Any, ...]) -> Any:
    hints = typing.get_type_hints(kind)
    readers = {}
    for f in dataclasses.fields(kind):
        hint = hints[f.name]
        if isinstance(hint, TypeVar) and args:
            hint = args[0]
        readers[f.name] = _reader(hint)
    # Most fields are read as they stand: only the others cost a call.
    turned = [(name, read) for name, read in readers.items() if read is not _same]

    def read(value: Mapping[str, Any]) -> Any:
        given = {k: v for k, v in value.items() if k in readers}
        for name, turn in turned:
            if name in given:
                given[name] = turn(given[name])
        return kind(**given)

    return read
