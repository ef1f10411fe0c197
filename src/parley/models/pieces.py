"""Word pieces of an article with what a bare encoder cannot see: capitals, quotation marks, paragraphs.

Training and running share this module, so that a model sees the same input in both.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from parley.errors import ModelError
from parley.spans import Span, merge

Ints = NDArray[np.int64]

LOWER, INITIAL, CAPITALS, MIXED, OTHER = range(5)
"""Shapes of a piece: the vocabulary is lower-cased, so capitals go in beside it."""

OUTSIDE, INSIDE, MARK = range(3)
"""States of a piece towards double quotation marks."""

LONGEST_QUOTATION: Final = 3000
"""Code points after which an unclosed mark no longer counts as open."""

_MARKS = re.compile(r'["“”„«»]|\n')
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of the body of a text; paragraph breaks are pieces of no length,
    at the end of the piece before.

    Attributes:
        ids: vocabulary indices; starts, ends: half-open offsets into the text.
        shapes, quotes: the features named above.
        words: index of the first piece of the word that each piece belongs to. All have one item a piece.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    shapes: Ints
    quotes: Ints
    words: Ints

    def __len__(self) -> int:
        """Number of pieces."""
        return len(self.ids)

    def span(self, first: int, last: int) -> Span:
        """The span from piece ``first`` to before piece ``last`` (at least one piece)."""
        return Span(int(self.starts[first]), int(self.ends[last - 1]))

    def of(self, span: Span) -> range:
        """Indices of the pieces that share a code point with ``span``."""
        first = bisect_right(self.ends, span.start)
        return range(first, max(first, bisect_left(self.starts, span.end)))


class Splitter:
    """Cuts texts into word pieces; the door to the tokenizers library.

    Args:
        path: the tokenizer's JSON file.
    """

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.opening: int = self._index("[CLS]")
        self.closing: int = self._index("[SEP]")

    def _index(self, piece: str) -> int:
        index = self._tokenizer.token_to_id(piece)
        if index is None:
            raise ModelError(f"the tokenizer has no {piece}: install parley again")
        return index

    def split(self, text: str, body: Sequence[Span]) -> Pieces:
        """The pieces of the ``body`` spans of ``text``, with a break between paragraphs."""
        # What lies behind the body is not read, and may be a hundred times as long.
        end = max((s.end for s in body), default=0)
        found = self._tokenizer.encode(_SURROGATES.sub("?", text[:end]), add_special_tokens=False)
        ids = np.array(found.ids, np.int64)
        offsets = np.array(found.offsets, np.int64).reshape(-1, 2)
        kept, parts = _inside(offsets, merge(body))
        ids, offsets, parts = ids[kept], offsets[kept], parts[kept]
        starts, ends = offsets[:, 0], offsets[:, 1]
        at = _breaks(text, starts, ends, parts)
        starts, ends = np.insert(starts, at, ends[at - 1]), np.insert(ends, at, ends[at - 1])
        return Pieces(
            ids=np.insert(ids, at, self.closing),
            starts=starts,
            ends=ends,
            shapes=np.array(
                [_shape(text[s:e]) for s, e in zip(starts, ends, strict=True)], np.int64
            ),
            quotes=_quote_states(text, starts, ends),
            words=_words(text, starts, ends),
        )


def _inside(offsets: Ints, body: Sequence[Span]) -> tuple[NDArray[np.bool_], Ints]:
    """Which pieces lie in the body, and in which of its parts."""
    edges = np.array([s.start for s in body], np.int64)
    limits = np.array([s.end for s in body] or [0], np.int64)
    parts = np.searchsorted(edges, offsets[:, 0], side="right") - 1
    return (parts >= 0) & (offsets[:, 1] <= limits[np.maximum(parts, 0)]), parts


def _breaks(text: str, starts: Ints, ends: Ints, parts: Ints) -> Ints:
    """Indices of the pieces before which a new paragraph or a new part of the body begins."""
    lines = np.array([m.start() for m in re.finditer("\n", text)], np.int64)
    before = np.searchsorted(lines, ends[:-1])
    new = (np.searchsorted(lines, starts[1:]) > before) | (parts[1:] > parts[:-1])
    return np.flatnonzero(new) + 1


def _words(text: str, starts: Ints, ends: Ints) -> Ints:
    """The first piece of each piece's word: letters and digits that touch are one word."""
    touching = np.flatnonzero((starts[1:] == ends[:-1]) & (ends[1:] > starts[1:])) + 1
    joined = np.zeros(len(starts), bool)
    joined[touching] = [text[s - 1].isalnum() and text[s].isalnum() for s in starts[touching]]
    own = np.where(joined, 0, np.arange(len(starts)))
    return np.maximum.accumulate(own)


def _shape(word: str) -> int:
    if not word.isalpha():
        return OTHER
    if word.islower():
        return LOWER
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return INITIAL
    return CAPITALS if word.isupper() else MIXED


def _quote_states(text: str, starts: Ints, ends: Ints) -> Ints:
    """Whether each piece stands outside double quotation marks, inside them, or is one."""
    edges, states, opened = [0], [OUTSIDE], -1
    for match in _MARKS.finditer(text):
        at, mark = match.start(), match.group()
        if mark == "\n" or (opened >= 0 and at - opened > LONGEST_QUOTATION):
            opened = -1
        if mark != "\n":
            opened = at if _opens(text, at, mark, opened >= 0) else -1
        edges.append(at)
        states.append(INSIDE if opened >= 0 else OUTSIDE)
    found = np.array(states, np.int64)[np.searchsorted(edges, starts, side="right") - 1]
    is_mark = [e == s + 1 and text[s] in '"“”„«»' for s, e in zip(starts, ends, strict=True)]
    found[np.array(is_mark, bool)] = MARK
    return found


def _opens(text: str, at: int, mark: str, is_open: bool) -> bool:
    """Whether the mark at ``at`` opens a quotation; straight marks tell by what stands around."""
    if mark != '"':
        return mark in "“„«"
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not after or after.isspace():
        return False
    return not before or before.isspace() or (before in "([—–-" and not is_open)


def windows(count: int, starts: Sequence[int], *, size: int, overlap: int) -> list[tuple[int, int]]:
    """Half-open ranges that cover ``count`` pieces, about evenly spaced and all of one length.

    Args:
        starts: sorted places where sentences begin; a window moves back to one that is near.
        size: the greatest length; overlap: number of pieces that neighbours share, give or take a move.
    """
    if count <= size:
        return [(0, count)] if count else []
    number = -(-(count - overlap) // (size - overlap))
    length = -(-(count + (number - 1) * overlap) // number)
    out = []
    for k in range(number):
        begin = k * (count - length) // (number - 1)
        near = bisect_right(starts, begin) - 1
        if 0 < k < number - 1 and near >= 0 and starts[near] > begin - overlap // 4:
            begin = starts[near]
        out.append((begin, begin + length))
    return out
