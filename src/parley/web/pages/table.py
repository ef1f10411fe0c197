"""On the table: every proposal over all articles, its moves, its terms and, of a cease-fire, its clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from fastapi import Response

from parley.ledger import Grouped
from parley.records import ProposalKind, StepKind
from parley.records.joined import Thread, ThreadStep, Violation
from parley.web.charts import clock_chart, life
from parley.web.charts.clock import told
from parley.web.charts.life import BEARINGS, bearing, day_of, strip
from parley.web.heaviest import facet, story_titles
from parley.web.router import Pages
from parley.web.views import Asked, View

router = Pages()

FIELDS: Final = (
    "id", "name", "kind", "state", "since", "sides", "moves", "declared", "starts", "ends", "ended", "clock",
    "violations", "articles", "outlets", "origins", "first_published", "last_published",
)  # fmt: skip

MOVES: Final = (
    "number", "day", "known", "precision", "move", "by", "status", "asserted_by", "articles", "origins",
    "confidence", "words", "entries",
)  # fmt: skip


@router.get("/table")
def table(view: Asked) -> Response:
    """All proposals, those of most consequence first."""
    filters = view.filters("type", "actor", "country", "story", "since", "until", "text", "status")
    order = view.one("order") or "weight"

    def fetch(limit: int, offset: int) -> Sequence[Thread]:
        return view.desk.threads(order=order, limit=limit, offset=offset, **filters)

    total = _counts(view, None, filters).get(None, 0)
    if view.format != "html":
        return view.rows(fetch, row, FIELDS, total)
    kinds = _counts(view, "type", {**filters, "type": None})
    states = _counts(view, "status", {**filters, "status": None})
    sheet = view.sheet(fetch, total)
    on = _day(view, sheet.rows)
    return view.page(
        "table.html",
        sheet=sheet,
        order=order,
        on=on,
        strip=lambda thread: strip(thread, on=on),
        bearing=bearing,
        told=told,
        facets={
            "type": _facet(kinds, [str(k) for k in ProposalKind]),
            "status": _facet(states, [str(k) for k in StepKind]),
            "actor": facet(
                (s.id for t in sheet.rows for s in t.sides),
                {s.id: s.name for t in sheet.rows for s in t.sides},
            ),
            "story": story_titles(view, facet(t.story for t in sheet.rows)),
        },
        names={s.id: s.name for t in sheet.rows for s in t.sides},
    )


@router.get("/proposal/{thread_id}")
def proposal(view: Asked, thread_id: str) -> Response:
    """One proposal: its clock, its life, its moves in their words, its terms, its articles."""
    thread = view.desk.thread(thread_id, as_of=view.on_day)
    if view.format == "csv":
        return view.data((move(n, s) for n, s in enumerate(thread.steps, 1)), MOVES)
    if view.format == "json":
        return view.json(thread)
    on = _day(view, [thread])
    clock = None
    if thread.clock and (thread.clock.declared or thread.clock.violations):
        clock = clock_chart(
            thread.clock, name=thread.name, on=on, of_violation=lambda v: _words_of(view, v)
        )
    return view.page(
        "proposal.html",
        thread=thread,
        clock=clock,
        told=told(thread.clock, on) if thread.clock else "",
        life=life(thread, of_step=lambda number: f"#move-{number}", on=on)
        if thread.steps
        else None,
        bearing=bearing,
        bearings=BEARINGS,
        on=on,
        accounts=view.desk.accounts(thread.id, as_of=view.on_day)[:60],
        why={link.entry: link.reason for link in thread.links},
        day_of=day_of,
    )


def _counts(view: View, by: Grouped | None, filters: dict[str, Any]) -> dict[Any, int]:
    key = ("threads", by, *sorted((k, str(v)) for k, v in filters.items()))
    return view.remember(key, lambda: view.desk.count("threads", by=by, **filters))


def _words_of(view: View, violation: Violation) -> str:
    return view.of(violation.entry)


def _day(view: View, threads: Sequence[Thread]) -> date | None:
    """The day on which it is looked at: that of the view, else the last that the ledger knows of."""
    if view.on_day is not None:
        return view.on_day
    last = view.remember_found("last day", view.desk.ledger.tallies.last_day)
    return last or max((d for t in threads if (d := t.last_published)), default=None)


def _facet(counts: dict[Any, int], order: Sequence[str]) -> list[tuple[str, str, int]]:
    named = {str(k): n for k, n in counts.items() if k}
    return [(k, k.replace("-", " "), named[k]) for k in order if named.get(k)]


def row(thread: Thread) -> dict[str, Any]:
    """A proposal as a row of data."""
    clock = thread.clock
    out: dict[str, Any] = {
        "id": thread.id,
        "name": thread.name,
        "kind": thread.kind,
        "state": thread.state,
        "since": thread.since,
        "sides": [s.name for s in thread.sides],
        "moves": len(thread.steps),
        "articles": thread.spread.articles,
        "outlets": thread.spread.outlets,
        "origins": thread.spread.origins,
        "first_published": thread.first_published,
        "last_published": thread.last_published,
    }
    if clock:
        out |= {
            "declared": clock.declared,
            "starts": clock.starts,
            "ends": clock.ends,
            "ended": clock.ended,
        }
        out |= {"clock": clock.state, "violations": len(clock.violations)}
    return out


def move(number: int, step: ThreadStep) -> dict[str, Any]:
    """A move as a row of data."""
    return {
        "number": number,
        "day": step.when.start,
        "known": step.known,
        "precision": step.when.precision,
        "move": step.step,
        "by": [w.name for w in step.by],
        "status": step.status,
        "asserted_by": [w.name for w in step.asserted_by],
        "articles": step.spread.articles,
        "origins": step.spread.origins,
        "confidence": round(step.confidence, 3),
        "words": step.words,
        "entries": list(step.entries),
    }
