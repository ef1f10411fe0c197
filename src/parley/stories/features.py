"""Headline and opening of an article as numbers, from which likeness is counted without reading any text again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from parley.stories.terms import terms

SIZE: Final = 1 << 22
"""Numbers that a word may have. Of 100,000 different words two in a hundred share theirs with another one."""

MOST: Final = 255
"""The highest count that is kept."""


class Features(NamedTuple):
    """What an article begins with.

    Attributes:
        numbers: of its words and of the names of those whom it names, sorted, each once.
        counts: how often the words count; 0 of a name, which says who and not what.
    """

    numbers: NDArray[np.uint32]
    counts: NDArray[np.uint8]


def features(title: str, text: str, names: Iterable[str] = ()) -> Features:
    """The features of an article with that headline and body, whose opening names these actors."""
    found: dict[int, int] = {number_of_name(name): 0 for name in names}
    for word, count in terms(title, text).items():
        number = number_of(word)
        found[number] = min(MOST, found.get(number, 0) + count)
    ordered = sorted(found)
    return Features(
        np.array(ordered, dtype="<u4"), np.array([found[n] for n in ordered], dtype=np.uint8)
    )


def number_of(word: str) -> int:
    """The number of a word, the same in every process."""
    return crc32(word.encode("utf-8", "surrogatepass")) % SIZE


def number_of_name(name: str) -> int:
    """The number of the name of an actor."""
    return number_of(f"@{name}")
