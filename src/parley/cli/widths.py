"""How a table is fitted to a width: which columns are shown, how wide, and where cells are folded."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

GAP: Final = 2
"""Characters between two columns."""

NARROW: Final = 12
"""Characters that a column of names is squeezed to before it gives way."""

SPARE: Final = 3
"""Columns that give way from this on are shown only where the wide one has room enough."""

WIDE_LEAST: Final = 28
"""Characters that the wide column keeps in the narrowest table."""

WIDE_EASY: Final = 44
"""Characters with which the wide column has room enough: it takes them before names are widened."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        title: its heading; of: the value of its cell, from a row's fields.
        wide: whether it takes the room that is left; one column does.
        right: whether it holds numbers, set to the right.
        whole: whether its cells are never folded.
        gives_way: 0: always shown; else the greater, the earlier it is left out where room is short.
        leads: where it is left out, its cell stands at the head of the wide one's, after this sign if
            another stands before it; None: it does not.
        least, most: widths between which it is folded.
    """

    title: str
    of: Callable[[Mapping[str, Any]], Any]
    wide: bool = False
    right: bool = False
    whole: bool = False
    gives_way: int = 0
    leads: str | None = None
    least: int = NARROW
    most: int = 22


Cells = list[list[str]]


def fitted(
    columns: Sequence[Column], cells: Cells, width: int
) -> tuple[list[Column], list[int], Cells]:
    """The columns that fit into the width, their widths, and the cells that are left."""
    needed = [
        max(cell_width(c.title), *(cell_width(row[n]) for row in cells))
        for n, c in enumerate(columns)
    ]
    # A column that says nothing in any row is not worth its room.
    said = [any(row[n] for row in cells) for n in range(len(columns))]
    kept = [n for n, c in enumerate(columns) if said[n] or not c.gives_way]
    least = [_least(c, needed[n]) for n, c in enumerate(columns)]
    for rank in sorted({columns[n].gives_way for n in kept} - {0}, reverse=True):
        wanted = sum(least[n] + GAP for n in kept) - GAP
        if rank >= SPARE:
            wanted += sum(min(needed[n], WIDE_EASY) - WIDE_LEAST for n in kept if columns[n].wide)
        if wanted <= width:
            break
        kept = [n for n in kept if columns[n].gives_way != rank]
    widths = _shared_out(columns, kept, needed, least, width)
    gone = [n for n, c in enumerate(columns) if c.leads is not None and n not in kept]
    return [columns[n] for n in kept], widths, [_kept_cells(r, columns, kept, gone) for r in cells]


def _least(column: Column, needed: int) -> int:
    if column.wide:
        return WIDE_LEAST
    return needed if column.whole or column.right else min(needed, column.least)


def _shared_out(
    columns: Sequence[Column],
    kept: Sequence[int],
    needed: Sequence[int],
    least: Sequence[int],
    width: int,
) -> list[int]:
    """The widths: first what each needs at least, then the wide one, then names, then the wide one."""
    widths = {n: least[n] for n in kept}
    room = width - sum(widths.values()) - GAP * (len(kept) - 1)
    names = [n for n in kept if not (columns[n].wide or columns[n].whole or columns[n].right)]
    wide = [n for n in kept if columns[n].wide]
    wishes = [(n, min(needed[n], WIDE_EASY)) for n in wide]
    wishes += [(n, min(needed[n], columns[n].most)) for n in names]
    wishes += [(n, needed[n]) for n in wide]
    for n, wish in wishes:
        more = min(max(0, wish - widths[n]), max(0, room))
        widths[n] += more
        room -= more
    return [widths[n] for n in kept]


def _kept_cells(
    row: Sequence[str], columns: Sequence[Column], kept: Sequence[int], gone: Sequence[int]
) -> list[str]:
    lead = ""
    for n in gone:
        lead += ((columns[n].leads or "") if lead else "") + row[n] if row[n] else ""
    return [_led(lead, row[n]) if columns[n].wide else row[n] for n in kept]


def _led(lead: str, text: str) -> str:
    return f"{lead}: {text}" if lead and text else lead or text


def folded(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width`` characters, broken between words where it can be."""
    lines, line, used = [], "", 0
    for word in text.split():
        size = cell_width(word)
        if used and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if used:
            lines.append(line)
        while size > width:
            cut = _fitting(word, width)
            lines.append(word[:cut])
            word = word[cut:]
            size = cell_width(word)
        line, used = word, size
    return [*lines, line] if used or not lines else lines


def _fitting(word: str, width: int) -> int:
    """How many code points of the word fit; after a hyphen or stroke where one is near the end."""
    used = at = 0
    while at < len(word) and used + cell_width(word[at]) <= width:
        used += cell_width(word[at])
        at += 1
    joint = max(word.rfind(mark, 0, at) for mark in "-/–") + 1
    return joint if joint > at // 3 else max(1, at)


def padded(text: str, width: int, *, right: bool = False) -> str:
    """The text with spaces up to the width."""
    space = " " * max(0, width - cell_width(text))
    return space + text if right else text + space


def cell_width(text: str) -> int:
    """How many characters of a terminal the text takes: East Asian ones take two, marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(ch) else 2 if unicodedata.east_asian_width(ch) in "WF" else 1
        for ch in text
    )
