"""Where a proposal of an article stands, so that those near to it are found without reading all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple


class ThreadSpot(NamedTuple):
    """Where a proposal stands in matter and time.

    Attributes:
        entry: its id; near: its kinds with each country that it is about; words: the same with each telling word, empty
            of one that could be any of its kind.
        first, last: days (ordinals) of its moves, None where not known.
        beside: another one of its article with which it goes, None where there is none.
        told: the first and the last day on which its story was told, where its article does not say when it was
            published.
        sight: what is seen of it as plain values, empty where that was not asked for.
    """

    entry: str
    near: tuple[str, ...]
    words: tuple[str, ...]
    first: int | None
    last: int | None
    beside: str | None
    told: tuple[date, date] | None
    sight: Sequence[Any] = ()
