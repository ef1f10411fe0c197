"""How wide words come out, and how to make them fit: there is no browser to ask where charts are drawn."""

from __future__ import annotations

import unicodedata
from typing import Final

NARROW: Final = frozenset("fijlrtI.,:;!|'’()[]- ")
WIDE: Final = frozenset("mwMWQOGCDHNU@%—…")
# Of the size of the type; measured in Chromium on the sans-serif faces of Debian, macOS and Windows, rounded up.
SMALL, USUAL, LARGE, FULL = 0.34, 0.56, 0.82, 1.0


def measure(words: str, size: float) -> float:
    """About how wide the words are, in pixels at a type of ``size`` pixels; rather too wide than too narrow."""
    return size * sum(_width(c) for c in words)


def shorten(words: str, size: float, room: float) -> str:
    """The words, cut with an ellipsis where they need more room."""
    words = " ".join(words.split())
    if measure(words, size) <= room:
        return words
    left, kept = room - measure("…", size), ""
    for letter in words:
        left -= _width(letter) * size
        if left < 0:
            break
        kept += letter
    return kept.rstrip(" ,.;:-") + "…"


def wrap(words: str, size: float, room: float, most: int = 2) -> list[str]:
    """The words in at most ``most`` lines, the last one cut where there are more."""
    lines: list[str] = []
    rest = words.split()
    while rest and len(lines) < most:
        taken = 1
        while taken < len(rest) and measure(" ".join(rest[: taken + 1]), size) <= room:
            taken += 1
        if len(lines) == most - 1:
            taken = len(rest)
        lines.append(shorten(" ".join(rest[:taken]), size, room))
        rest = rest[taken:]
    return lines


def _width(letter: str) -> float:
    if letter in NARROW:
        return SMALL
    if letter in WIDE:
        return LARGE
    if unicodedata.east_asian_width(letter) in "WF":
        return FULL
    if letter.isupper():
        return 0.68
    return USUAL
