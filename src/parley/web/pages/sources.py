"""Sources: which outlet printed how much when, what it copied, and which fell silent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Any, Final

from fastapi import Response

from parley.ledger import OutletDay
from parley.web.charts.days import Axis, Unit, stretches, written
from parley.web.router import Pages
from parley.web.views import Asked

router = Pages()

CELLS: Final = 72
"""Most fields of a strip: where days are more, weeks, months or years go together."""

SHADES: Final = 5

SILENT: Final = 3.0
"""An outlet is silent after so many of its usual pauses (the median of the days from one issue to the next)."""

LEAST_PAUSE: Final = 7
"""Days without an article that are never silence."""

LEAST_ISSUES: Final = 3
"""Days with articles that an outlet must have for its pauses to say anything."""

FIELDS: Final = ("outlet", "articles", "copies", "first", "last", "undated", "silent_days")


@dataclass(frozen=True, slots=True)
class Field:
    """A stretch of days of an outlet: its articles, and how dark that is (0: none, to ``SHADES``)."""

    first: date
    last: date
    articles: int
    shade: int


@dataclass(frozen=True, slots=True)
class Outlet:
    """What one outlet printed.

    Attributes:
        silent: days since its last article, where that is longer than its usual pauses; else None.
    """

    name: str | None
    articles: int
    copies: int
    undated: int
    first: date | None
    last: date | None
    silent: int | None
    fields: tuple[Field, ...]


@router.get("/sources")
def sources(view: Asked) -> Response:
    """Outlets by days, with their copies and their silence."""
    rows = view.desk.outlets(**view.filters("story"))
    days = [r.day for r in rows if r.day]
    axis = Axis(min(days), max(days), 0, CELLS) if days else None
    unit: Unit = axis.unit(1.0) if axis else "day"
    spans = list(stretches(axis, unit)) if axis else []
    found = sorted(_outlets(rows, spans), key=lambda o: (-o.articles, o.name or "~"))
    if view.format != "html":
        return view.data((_row(o) for o in found), FIELDS)
    return view.page(
        "sources.html",
        outlets=found,
        spans=spans,
        unit=unit,
        ticks=list(_ticks(spans, unit)),
        silent=sorted((o for o in found if o.silent), key=lambda o: o.silent or 0),
        total=sum(o.articles for o in found),
        copies=sum(o.copies for o in found),
        undated=sum(o.undated for o in found),
    )


def _outlets(rows: Iterable[OutletDay], spans: Sequence[tuple[date, date]]) -> Iterator[Outlet]:
    by_outlet: defaultdict[str | None, list[OutletDay]] = defaultdict(list)
    for row in rows:
        by_outlet[row.publisher].append(row)
    counts = {name: _binned(found, spans) for name, found in by_outlet.items()}
    most = max((max(c.values(), default=0) for c in counts.values()), default=0)
    end = spans[-1][1] if spans else None
    for name, found in by_outlet.items():
        days = sorted(r.day for r in found if r.day)
        yield Outlet(
            name=name,
            articles=sum(r.articles for r in found),
            copies=sum(r.copies for r in found),
            undated=sum(r.articles for r in found if r.day is None),
            first=days[0] if days else None,
            last=days[-1] if days else None,
            silent=_silent(days, end),
            fields=tuple(
                Field(first, last, counts[name][first], _shade(counts[name][first], most))
                for first, last in spans
            ),
        )


def _binned(rows: Iterable[OutletDay], spans: Sequence[tuple[date, date]]) -> Mapping[date, int]:
    """First day of a stretch → articles in it."""
    out: Counter[date] = Counter()
    at = 0
    for row in sorted((r for r in rows if r.day), key=lambda r: r.day or date.min):
        day = row.day or date.min
        while spans[at][1] < day:
            at += 1
        out[spans[at][0]] += row.articles
    return out


def _shade(number: int, most: int) -> int:
    """How dark a number is, by its root: one article must be seen beside a hundred."""
    return 0 if not number else max(1, round(SHADES * (number / most) ** 0.5))


def _silent(days: Sequence[date], end: date | None) -> int | None:
    """Days since the last article, where that is out of the outlet's habit."""
    if end is None or len(days) < LEAST_ISSUES:
        return None
    pauses = [(b - a).days for a, b in pairwise(days)]
    since = (end - days[-1]).days
    return since if since > max(LEAST_PAUSE, SILENT * median(pauses)) else None


def _ticks(spans: Sequence[tuple[date, date]], unit: Unit) -> Iterator[tuple[int, str]]:
    """Places and names of some stretches."""
    step = max(1, len(spans) // 6)
    for at in range(0, len(spans), step):
        yield at, written(spans[at][0], unit)


def _row(outlet: Outlet) -> dict[str, Any]:
    return {
        "outlet": outlet.name,
        "articles": outlet.articles,
        "copies": outlet.copies,
        "first": outlet.first,
        "last": outlet.last,
        "undated": outlet.undated,
        "silent_days": outlet.silent,
    }
