"""State of play: what became known since a day, who talks to whom, what is on the table, what happened on the ground."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from fastapi import Response

from parley.desk import Desk
from parley.stories.briefing import Brief, Line
from parley.web.router import Pages
from parley.web.views import Asked, View

router = Pages()

WEEK: Final = 7
"""Days that the page tells of unless it is asked for others: the last of the ledger's own."""

STRIP: Final = 45
"""Days of the strip of articles by day."""

FIELDS: Final = ("section", "level", "text", "about", "entries", "sentences")

ELSEWHERE: Final = {
    "contacts": ("/contacts", "contact"),
    "table": ("/table", "proposal"),
    "positions": ("/positions", "proposal"),
    "ground": ("/ground", "event"),
    "moves": ("/events", "event"),
    "disputed": ("/disputes", "event"),
    "said": ("/statements", "statement"),
}
"""Section → the page that has all of it, and the kind by which its lines are drawn."""


@dataclass(frozen=True, slots=True)
class Told:
    """A line with those that hang below it."""

    line: Line
    below: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the strip: its articles, and whether the page tells of it."""

    day: date
    articles: int
    inside: bool


@router.get("/")
def state(view: Asked) -> Response:
    """What became known in a period; the last week where none is asked for."""
    every_day = view.remember_found("articles by day", lambda: _by_day(view.desk))
    by_day = {d: n for d, n in every_day.items() if view.as_of is None or d <= view.as_of}
    since, until = _period(view, by_day)
    asked: dict[str, Any] = {
        "since": since, "until": until, "as_of": view.as_of, "actor": view.one("actor"),
        "country": view.one("country"), "story": view.one("story"),
    }  # fmt: skip
    brief = view.remember(("brief", *asked.items()), lambda: view.desk.brief(**asked))
    if view.format != "html":
        return view.data(_rows(brief), FIELDS, since=since, until=until, articles=brief.articles)
    last = until or max(by_day, default=view.as_of)
    return view.page(
        "state.html",
        title="State of play",
        brief=brief,
        sections=[(s, list(_told(s.lines))) for s in brief.sections],
        notes={n.number: n.source for n in brief.notes},
        elsewhere=ELSEWHERE,
        since=since,
        until=last,
        strip=_strip(by_day, since, last),
        most=max(by_day.values(), default=1),
        periods=[
            (name, last - timedelta(days - 1) if last else None)
            for name, days in (("day", 1), ("week", WEEK), ("month", 30), ("quarter", 91))
        ],
        names=view.names("actor"),
        holds=bool(every_day) or view.desk.holds_articles(),
    )


def _by_day(desk: Desk) -> dict[date, int]:
    numbers: Counter[date] = Counter()
    for row in desk.outlets():
        if row.day is not None:
            numbers[row.day] += row.articles
    return dict(numbers)


def _period(view: View, by_day: dict[date, int]) -> tuple[date | None, date | None]:
    """The days that are asked for; else the last week in which anything was published."""
    since, until = view.day("since"), view.day("until")
    known = [d for d in by_day if until is None or d <= until]
    if since is None and known:
        since = max(known) - timedelta(WEEK - 1)
    return since, until


def _told(lines: tuple[Line, ...]) -> Iterator[Told]:
    """Each line with the ones that hang below it."""
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and lines[end].level > lines[at].level:
            end += 1
        yield Told(lines[at], lines[at + 1 : end])
        at = end


def _strip(by_day: dict[date, int], since: date | None, last: date | None) -> list[Day]:
    """The days up to the last one that is told of, and some before the first."""
    if last is None:
        return []
    days = [last - timedelta(n) for n in range(STRIP - 1, -1, -1)]
    return [Day(d, by_day.get(d, 0), since is None or d >= since) for d in days]


def _rows(brief: Brief) -> Iterator[dict[str, Any]]:
    sources = {n.number: n.source for n in brief.notes}
    for section in brief.sections:
        for line in section.lines:
            cited = [sources[n] for n in line.notes]
            yield {
                "section": section.name,
                "level": line.level,
                "text": line.text,
                "about": line.about,
                "entries": [s.entry for s in cited],
                "sentences": [s.sentence for s in cited],
            }
