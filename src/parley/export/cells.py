"""Cells of CSV that a spreadsheet can open without running anything in it.

A spreadsheet runs a cell that begins as a formula does, and the words come from the web. So words that begin with ``=``,
``+``, ``-``, ``@``, a tab or a line break get an apostrophe before them.
"""

from __future__ import annotations

from typing import Any, Final

from parley.records import pack

SEPARATOR: Final = "; "
"""Between the items of a list."""

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How cells begin that a spreadsheet would run, full-width forms included."""


def safe(words: str) -> str:
    """The words, with an apostrophe before them where a spreadsheet would run them."""
    return "'" + words if words.startswith(FORMULA) else words


def cell(value: Any) -> str:
    """A field of a listing as one cell; a number keeps its sign, and None is empty."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return safe(SEPARATOR.join(str(pack(v)) for v in value))
    words = str(pack(value))
    return words if isinstance(value, int | float) else safe(words)
