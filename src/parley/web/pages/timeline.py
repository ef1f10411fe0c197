"""Timeline: a lane for each side, with what it did, what was done to it, its moves and its turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from fastapi import Response

from parley.ledger import Stand
from parley.records import EventType
from parley.records.joined import Happening, Thread, Who
from parley.web.charts import Lane, Mark, lanes
from parley.web.charts.days import next_start, written
from parley.web.charts.life import day_of
from parley.web.charts.signs import KINDS, Kind, kind_of, types_of
from parley.web.heaviest import Heaviest, country_facet, facet, heaviest, story_facet
from parley.web.router import Pages
from parley.web.views import Asked, View

router = Pages()

LANES: Final = 8
"""Sides that can be told apart on one page."""
OF_SIDE: Final = 120
"""Events of each side that was chosen: the weightiest."""
THREADS: Final = 40
TURNS: Final = 60
"""Proposals, the weightiest, and changes of mind of a side, the latest."""

FIELDS: Final = ("day", "side", "side_id", "kind", "what", "id")


@router.get("/timeline")
def timeline(view: Asked) -> Response:
    """The lanes of the sides that are chosen, else of those that do most."""
    kinds = tuple(k for k in view.many("kind") if k in KINDS) or tuple(KINDS)
    types = tuple(t for k in kinds for t in types_of(k)) or tuple(EventType)
    shown = _events(view, types)
    ranked, names = _ranked(shown.found)
    chosen = [_id(s, names) for s in view.many("side")][:LANES]
    sides = chosen or [i for i, _ in ranked[:LANES]]
    threads = _threads(view) if "step" in kinds else []
    marks = _marks(view, kinds, shown.found, threads, sides)
    names |= {w.id: w.name for t in threads for s in t.steps for w in s.by}
    if view.format != "html":
        rows = [_row(m, names) for m in sorted(marks, key=lambda m: (m.day, m.lane, m.kind))]
        return view.rows(
            lambda limit, offset: rows[offset : offset + limit], dict, FIELDS, len(rows)
        )
    tracks = [Lane(i, names.get(i, i), view.of(i)) for i in sides]
    chart = lanes(
        tracks,
        marks,
        of_many=lambda lane, kind, first, last: _of_many(view, lane, kind, first, last),
        first=view.day("since"),
        last=view.day("until"),
        as_of=view.on_day,
        note=shown.note,
    )
    countries = {code: c.names[0] for code, c in view.desk.facts.countries.items()}
    return view.page(
        "timeline.html",
        chart=chart,
        marks=marks,
        sides=tracks,
        others=[(i, names[i], n) for i, n in ranked if i not in sides][:14],
        full=len(sides) >= LANES and bool(chosen),
        swapped=lambda side: _swapped(view, sides, side),
        facets=_facets(view, marks, shown.found, countries),
        names={**countries, **names, **KINDS},
    )


def _marks(
    view: View,
    kinds: Collection[str],
    found: Sequence[Happening],
    threads: Sequence[Thread],
    sides: Sequence[str],
) -> list[Mark]:
    """What stands in the lanes of the sides within the days that are asked for."""
    happened = _of_happenings(view, found, sides) if set(kinds) - {"step", "turn"} else []
    turns = [m for s in sides for m in _turns(view, s)] if "turn" in kinds else []
    marks = [*happened, *_of_threads(view, threads, sides), *turns]
    return _within(marks, view.day("since"), view.day("until"))


def _facets(
    view: View, marks: Sequence[Mark], found: Sequence[Happening], countries: dict[str, str]
) -> dict[str, Any]:
    return {
        "when": _periods(marks),
        "kind": facet((m.kind for m in marks), {str(k): words for k, words in KINDS.items()}),
        "country": country_facet(found, countries),
        "story": story_facet(view, found),
    }


def _events(view: View, types: tuple[EventType, ...]) -> Heaviest:
    """What the chosen sides take part in, else all."""
    chosen = view.many("side")[:LANES]
    if not chosen:
        return heaviest(view, types)
    parts = [heaviest(view, types, most=OF_SIDE, side=side) for side in chosen]
    found = {h.id: h for part in parts for h in part.found}
    left = sum(part.total - len(part.found) for part in parts)
    return Heaviest(list(found.values()), len(found) + left)


def _ranked(found: Iterable[Happening]) -> tuple[list[tuple[str, int]], dict[str, str]]:
    """Those with a name who act or are acted upon, most often first, and the names of all."""
    counts, names = Counter[str](), dict[str, str]()
    for happening in found:
        sides = {w.id: w.name for w in (*happening.actor, *happening.recipient)}
        counts.update(i for i, name in sides.items() if not name.islower())
        names |= sides
    return sorted(counts.items(), key=lambda item: (-item[1], names[item[0]], item[0])), names


def _id(side: str, names: dict[str, str]) -> str:
    """The id of a side that is given by name."""
    wanted = side.casefold()
    return next((i for i, name in names.items() if name.casefold() == wanted), side)


def _threads(view: View) -> list[Thread]:
    filters = view.filters("country", "story", "since", "until", "text")
    return view.desk.threads(order="weight", limit=THREADS, **filters)


def _turns(view: View, side: str) -> list[Mark]:
    """Where a side changed its mind, lately."""

    def find() -> list[Mark]:
        stands = view.desk.stands(side=side, as_of=view.on_day)
        return sorted(_of_stands(view, stands), key=lambda m: m.day)[-TURNS:]

    return view.remember(("turns of", side), find)


def _of_happenings(view: View, found: Iterable[Happening], sides: Sequence[str]) -> Iterable[Mark]:
    for h in found:
        day = h.when.start or h.first_published
        if day is None:
            continue
        words, href = _told(h), view.of(h.id)
        for who in {w.id: w for w in (*h.actor, *h.recipient)}.values():
            if who.id in sides:
                yield Mark(who.id, day, kind_of(h.type), words, href)


def _told(happening: Happening) -> str:
    """An event in a line: who, what, to whom."""
    return (
        f"{_names(happening.actor)}: {happening.anchor} {_names(happening.recipient, '→ ')}".strip()
    )


def _names(people: tuple[Who, ...], before: str = "") -> str:
    if not people:
        return "" if before else "somebody"
    more = f" and {len(people) - 2} more" if len(people) > 2 else ""
    return before + ", ".join(w.name for w in people[:2]) + more


def _of_threads(view: View, threads: Iterable[Thread], sides: Sequence[str]) -> Iterable[Mark]:
    for thread in threads:
        for number, step in enumerate(thread.steps, 1):
            day = day_of(step)
            if day is None:
                continue
            words = f"{step.step.replace('-', ' ')}: {thread.name}"
            for who in step.by:
                if who.id in sides:
                    href = f"{view.of(thread.id)}#move-{number}"
                    yield Mark(who.id, day, "step", words, href)


def _of_stands(view: View, stands: Iterable[Stand]) -> Iterable[Mark]:
    for stand in stands:
        for turn in stand.turns:
            if turn.day is not None:
                words = f"{stand.topic}: {turn.before} → {turn.after}"
                href = view.to("/positions", side=stand.side.id, subject=stand.subject)
                yield Mark(stand.side.id, turn.day, "turn", words, href)


def _within(marks: Iterable[Mark], since: date | None, until: date | None) -> list[Mark]:
    return [
        m for m in marks if (since is None or m.day >= since) and (until is None or m.day <= until)
    ]


def _periods(marks: Iterable[Mark]) -> list[tuple[date, date, str, int]]:
    """Years, or months of one year, in which something happens, with its number: ways to look closer."""
    counts = Counter((m.day.year, m.day.month) for m in marks)
    years = Counter[int]()
    for (year, _), number in counts.items():
        years[year] += number
    if len(years) > 1:
        return [
            (date(y, 1, 1), date(y, 12, 31), str(y), n)
            for y, n in sorted(years.items(), reverse=True)
        ][:14]
    if len(counts) < 2:
        return []
    out = []
    for (year, month), number in sorted(counts.items()):
        start = date(year, month, 1)
        out.append(
            (start, next_start(start, "month") - timedelta(1), written(start, "month"), number)
        )
    return out


def _of_many(view: View, lane: Lane, kind: Kind, first: date, last: date) -> str:
    """The list of what one sign stands for."""
    days: dict[str, Any] = {"since": first, "until": last, "story": view.many("story")}
    match kind:
        case "contact":
            return view.to("/contacts", actor=lane.id, **days)
        case "step":
            return view.to("/table", actor=lane.id, **days)
        case "turn":
            return view.to("/positions", side=lane.id)
    return view.to("/events", actor=lane.id, type=types_of(kind), **days)


def _swapped(view: View, sides: list[str], side: str) -> str:
    """This view with a lane more, or without one."""
    left = [s for s in sides if s != side] if side in sides else [*sides, side][-LANES:]
    return view.url(side=tuple(left))


def _row(mark: Mark, names: dict[str, str]) -> dict[str, Any]:
    return {
        "day": mark.day, "side": names.get(mark.lane, mark.lane), "side_id": mark.lane, "kind": mark.kind,
        "what": mark.words, "id": mark.href.partition("?")[0].partition("#")[0].rpartition("/")[2],
    }  # fmt: skip
