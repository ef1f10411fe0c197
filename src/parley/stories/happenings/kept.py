"""What is seen of accounts and how alike they are, to be kept: to see it again takes ten times as long.

Where something else is seen or counted than before, a migration of the ledger forgets what is kept (``joining`` and
``joining_points``).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any, Final, TypeVar

import numpy as np

from parley.records import EventType, Place
from parley.spans import Span
from parley.stories.happenings.marks import Marks
from parley.stories.happenings.sight import Number, Side, Sight
from parley.stories.linkage import Pair

T = TypeVar("T")
Read = Callable[[Any], Any]
"""Makes a value of what JSON has for it."""

_values_of: Final = {
    of: attrgetter(*(f.name for f in fields(of))) for of in (Sight, Side, Marks, Place)
}


def packed(seen: Sight) -> str:
    """A sight as a line of text."""
    return _encode(_values_of[Sight](seen))


def unpacked(line: str) -> Sight:
    """The sight that was packed."""
    return _sight(json.loads(line))


def _plain(value: Any) -> Any:
    """What JSON has no word for, as a list."""
    return sorted(value) if isinstance(value, frozenset) else _values_of[type(value)](value)


_encode: Final = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), default=_plain, check_circular=False
).encode


def _made(of: Callable[..., T], names: Mapping[str, Read]) -> Callable[[list[Any]], T]:
    """A function that makes a record of the values of its fields.

    Args:
        names: of fields that are no plain values.
    """
    order = [f.name for f in fields(of)]  # type: ignore[arg-type]
    reads = [(order.index(name), read) for name, read in names.items()]

    def make(values: list[Any]) -> T:
        for n, read in reads:
            if values[n] is not None:
                values[n] = read(values[n])
        return of(*values)

    return make


def _sets_of(values: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(of) for key, of in values.items()}


_side: Final = _made(Side, dict.fromkeys(("people", "others", "countries", "bodies"), frozenset))
_marks: Final = _made(
    Marks, dict.fromkeys(("things", "names", "victims", "people", "doers", "own"), frozenset)
)
_sight: Final = _made(
    Sight,
    {
        "at": Span._make,
        "type": EventType,
        "days": tuple,
        "actor": _side,
        "recipient": _side,
        "place": _made(Place, {"span": Span._make}),
        "told": frozenset,
        "mentioned": frozenset,
        "named": frozenset,
        "killed": Number._make,
        "injured": Number._make,
        "counts": _sets_of,
        "own_counts": _sets_of,
        "anchor": frozenset,
        "marks": _marks,
    },
)


# ---- points ---------------------------------------------------------------------------------------------


def packed_points(entries: Iterable[str], points: Mapping[Pair, int]) -> bytes:
    """Points of pairs of accounts, by their places among these, so that the order of accounts does not count."""
    place = np.argsort(np.argsort(np.array(list(entries))))
    rows = np.array([(a, b, found) for (a, b), found in points.items()], dtype="<i4")
    rows[:, :2] = np.sort(place[rows[:, :2]], axis=1)
    return rows[np.lexsort((rows[:, 1], rows[:, 0]))].tobytes()


def unpacked_points(entries: Iterable[str], points: bytes) -> Iterator[tuple[tuple[str, str], int]]:
    """Points of pairs of these accounts, by their entries, the lesser one first."""
    names = sorted(entries)
    for a, b, found in np.frombuffer(points, dtype="<i4").reshape(-1, 3).tolist():
        yield (names[a], names[b]), found
