"""The lists of single accounts: statements, events as articles report them, articles, actors, stories."""

from __future__ import annotations

from typing import Any, Final

from fastapi import Response

from parley.desk import fields
from parley.ledger import Tallied
from parley.web import counting
from parley.web.charts import Chart, Said, speaker_weeks
from parley.web.facets import Facet
from parley.web.router import Pages
from parley.web.views import Asked, Sheet, View

router = Pages()

STATEMENTS: Final = (
    "text", "speaker", "about", "audience", "act", "form", "status", "publisher", "country", "story",
    "article", "since", "until", "min_confidence",
)  # fmt: skip
"""Filters of statements."""

FACETS: Final[tuple[Tallied, ...]] = ("speaker", "act", "form", "publisher", "country", "status")


@router.get("/statements")
def statements(view: Asked) -> Response:
    """Who said what; two speakers beside each other."""
    filters = view.filters(*STATEMENTS)
    if view.one("all") is None:
        filters["once"] = True  # an utterance stands once, with its other wordings one click away
    if view.one("beside") and view.format == "html":
        return _beside(view, filters)

    def fetch(limit: int, offset: int) -> Any:
        return view.desk.statements(**filters, order=view.order, limit=limit, offset=offset)

    if view.format != "html":
        total = _total(view, filters)
        return view.rows(fetch, fields.statement, fields.FIELDS["statements"], total)
    facets, total = _facets(view, filters)
    return view.page(
        "statements.html",
        weeks=_weeks(view, filters, facets["speaker"]) if facets["speaker"] else None,
        sheet=view.sheet(fetch, total),
        facets=facets,
        names=view.names("speaker", "about", "beside"),
    )


def _weeks(view: View, filters: dict[str, Any], speakers: Facet) -> Chart:
    """What the speakers with most statements said, by week."""
    chosen = view.many("speaker")
    shown = [s for s in speakers if not chosen or s[0] in chosen] or speakers
    names = {value: label for value, label, _ in shown}

    found = counting.spoken(view, list(names), filters)
    of_speaker = {who: view.url(speaker=who, since=None, until=None) for who in names}
    return speaker_weeks(
        (Said(who, names[who], day, number) for who, day, number in found),
        of_week=lambda who, first, last: f"{of_speaker[who]}&since={first}&until={last}",
        first=view.day("since"),
        last=view.day("until"),
    )


def _beside(view: View, filters: dict[str, Any]) -> Response:
    """Two speakers in two columns, each by day."""
    columns = []
    for name in (view.one("speaker"), view.one("beside")):
        asked = {**filters, "speaker": name}

        def fetch(limit: int, offset: int, asked: dict[str, Any] = asked) -> Any:
            return view.desk.statements(**asked, order=view.order, limit=limit, offset=offset)

        sheet: Sheet[Any] = view.sheet(fetch, _total(view, asked))
        columns.append((name or "", sheet))
    names = view.names("speaker", "about", "beside")
    return view.page("beside.html", columns=columns, names=names)


@router.get("/articles")
def articles(view: Asked) -> Response:
    """What was read."""
    filters = view.filters("text", "publisher", "actor", "country", "story", "since", "until")
    if view.one("copies") == "no":
        filters["copies"] = False

    def fetch(limit: int, offset: int) -> Any:
        return view.desk.articles(**filters, order=view.order, limit=limit, offset=offset)

    if view.format != "html":
        return view.rows(fetch, fields.article, fields.FIELDS["articles"])
    return view.page(
        "articles.html", sheet=view.sheet(fetch), names=view.names("actor"), outlets=outlets(view)
    )


@router.get("/actors")
def actors(view: Asked) -> Response:
    """Who speaks, acts and is acted upon."""
    filters = view.filters("text", "type", "country", "publisher", "story", "since", "until")

    def whole(limit: int, offset: int) -> Any:
        return view.desk.actors(**filters, limit=limit, offset=offset)

    if view.format != "html":
        return view.rows(whole, fields.actor, fields.FIELDS["actors"])

    def short(limit: int, offset: int) -> Any:
        key = ("actors", limit, offset, *sorted(filters.items()))
        return view.remember_found(
            key, lambda: view.desk.named(**filters, limit=limit, offset=offset)
        )

    return view.page("actors.html", sheet=view.sheet(short))


@router.get("/stories")
def stories(view: Asked) -> Response:
    """The courses of events that the articles follow."""
    filters = view.filters("text", "publisher", "actor", "country", "since", "until")

    def fetch(limit: int, offset: int) -> Any:
        return view.desk.stories(**filters, order=view.order, limit=limit, offset=offset)

    if view.format != "html":
        return view.rows(fetch, fields.story, fields.FIELDS["stories"])
    return view.page("stories.html", sheet=view.sheet(fetch), names=view.names("actor"))


def outlets(view: View) -> Facet:
    """The outlets with their numbers of articles, the largest first."""

    def count() -> Facet:
        numbers: dict[str, int] = {}
        for row in view.desk.outlets():
            if row.publisher:
                numbers[row.publisher] = numbers.get(row.publisher, 0) + row.articles
        ranked = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
        return [(name, name, number) for name, number in ranked]

    return view.remember_found("outlets", count)


def _total(view: View, filters: dict[str, Any]) -> int | None:
    if "audience" in filters:  # found by reading, not by counting
        return None
    return counting.total(view, "statements", filters)


def _facets(view: View, filters: dict[str, Any]) -> tuple[dict[str, Facet], int | None]:
    """Values with counts, and how many there are in all; nothing where it cannot be counted."""
    if "audience" in filters:
        return {name: [] for name in FACETS}, None
    return counting.facets(view, "statements", filters, FACETS)
