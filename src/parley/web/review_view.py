"""What the review page shows of an entry: the article's text around it, cut where marks begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from parley.desk.review.fields import FieldView
from parley.desk.review.items import Item
from parley.ledger import Queued, Spot
from parley.spans import Span

AROUND: Final = 4_000
"""Code points of the article shown before and after the evidence; the article's own page has all of it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text between the edges of marks.

    Attributes:
        names: fields whose words it belongs to, ``evidence`` among them; furniture: it is not reporting.
    """

    text: str
    names: tuple[str, ...] = ()
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``start`` is where it begins in the article, in code points."""

    start: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The text around an entry; ``before``, ``after``: whether more of the article stands there."""

    paragraphs: tuple[Paragraph, ...]
    before: bool
    after: bool


def excerpt(item: Item) -> Excerpt:
    """The text around an entry, marked: its evidence, the words of its fields, furniture."""
    text = item.article.text
    first = max(0, min(s.start for s in item.evidence) - AROUND)
    last = min(len(text), max(s.end for s in item.evidence) + AROUND)
    marks = [(s, "evidence") for s in item.evidence]
    marks += [(s, f.name) for f in item.fields for s in f.spans if f.name != "evidence"]
    marks += [(f.span, "") for f in item.article.furniture]
    spans = item.article.paragraphs or (Span(0, len(text)),)
    shown = [
        Span(max(p.start, first), min(p.end, last))
        for p in spans
        if p.start < last and p.end > first
    ]
    paragraphs = tuple(Paragraph(p.start, tuple(_pieces(text, p, marks))) for p in shown)
    return Excerpt(paragraphs, first > spans[0].start, last < spans[-1].end)


def _pieces(text: str, within: Span, marks: Iterable[tuple[Span, str]]) -> Iterator[Piece]:
    inner = [(s, name) for s, name in marks if s.overlaps(within)]
    edges = {min(max(edge, within.start), within.end) for s, _ in inner for edge in s}
    cuts = sorted(edges | {within.start, within.end})
    for start, end in pairwise(cuts):
        names = [name for s, name in inner if s.start <= start and end <= s.end]
        yield Piece(text[start:end], tuple(dict.fromkeys(filter(None, names))), "" in names)


def packed_item(item: Item, queued: Queued | None) -> dict[str, Any]:
    """What the page's script needs to know of an entry besides how it looks."""
    return {
        "id": item.id,
        "kind": item.kind,
        "article": item.article.id,
        "verdict": item.verdict,
        "accounts": 1 + len(item.folded),
        "spot": packed_spot(queued.spot) if queued and queued.spot else None,
        "fields": [_packed_field(f) for f in item.fields],
    }


def _packed_field(field: FieldView) -> dict[str, Any]:
    return {
        "name": field.name,
        "label": field.spec.label,
        "key": field.spec.key,
        "kind": field.spec.kind,
        "value": field.value,
        "raw": field.raw if field.spec.kind in ("actor", "actors") else None,
        "options": [[o.value, o.label] for o in field.options[:40]],
    }


def packed_spot(spot: Spot) -> str:
    """A place in the queue as a URL carries it."""
    return f"{spot.later}:{spot.priority!r}:{spot.entry}"


def read_spot(words: str) -> Spot | None:
    """The place that :func:`packed_spot` wrote; None where it is none."""
    parts = words.split(":")
    try:
        return Spot(int(parts[0]), float(parts[1]), int(parts[2]))
    except (ValueError, IndexError):
        return None
