"""How wide words come out, and how to make them fit: there is no browser to ask where charts are drawn."""

from __future__ import annotations

import unicodedata
from typing import Final

_WIDTHS: Final = {
    238: "'",
    278: " ,./I\\ijl",
    280: "|",
    333: "!()-:;[]`ft",
    389: "*r{}",
    474: '"',
    500: "z",
    556: "#$0123456789J_aceksvxy",
    584: "+<=>^~",
    611: "?FLTZbdghnopqu",
    667: "EPSVXY",
    722: "&ABCDHKNRU",
    778: "GOQw",
    833: "M",
    889: "%m",
    944: "W",
    1015: "@",
}
"""Thousandths of the size → letters that are so wide in bold Arial, which Helvetica and Liberation Sans share.
``static/charts.css`` asks for these faces."""

_OF_LETTER: Final = {
    letter: width / 1000 for width, letters in _WIDTHS.items() for letter in letters
}
_OTHERS: Final = {"…": 1.0, "—": 1.0, "–": 0.556, "’": 0.278, "‘": 0.278, "“": 0.5, "”": 0.5}
USUAL: Final = 0.65
FULL: Final = 1.0


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
    width = _OF_LETTER.get(letter) or _OTHERS.get(letter)
    if width is not None:
        return width
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return FULL
    bare = unicodedata.normalize("NFD", letter)[0]
    return _OF_LETTER.get(bare, USUAL if ord(letter) < 0x3000 else FULL)
