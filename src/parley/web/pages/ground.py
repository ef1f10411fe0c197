"""On the ground: where force is used, where people protest, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from fastapi import Response

from parley.records import HARMS, EventType
from parley.records.joined import Happening
from parley.stories.happenings.sight import is_running_toll
from parley.web.charts import ground
from parley.web.charts.ground import Spot
from parley.web.facets import TYPE_NAMES
from parley.web.heaviest import actor_facet, country_facet, facet, heaviest, parties, story_facet
from parley.web.router import Pages
from parley.web.views import Asked, View

router = Pages()

TYPES: Final = (
    EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.MOBILIZE, EventType.RETREAT,
    EventType.AID,
)  # fmt: skip
"""What happens on the ground, by PLOVER."""

FIELDS: Final = (
    "id", "day", "precision", "type", "mode", "status", "actor", "recipient", "place", "country", "lat", "lon",
    "place_precision", *(f"{harm}_{bound}" for harm in HARMS for bound in ("low", "best", "high")), "said_by", "articles", "outlets", "origins", "running_toll", "confidence", "words",
)  # fmt: skip


@router.get("/ground")
def on_the_ground(view: Asked) -> Response:
    """The map, and the events with their tolls."""
    asked = [t for t in TYPES if str(t) in {v.upper() for v in view.many("type")}]
    places = set(view.many("place"))

    def there(happening: Happening) -> bool:
        return happening.place is not None and happening.place.name in places

    shown = heaviest(view, asked or TYPES, where=there if places else None)
    order = view.one("order")
    rows = sorted(shown.found, key=_deadly) if order == "toll" else shown.newest()

    def fetch(limit: int, offset: int) -> Sequence[Happening]:
        return rows[offset : offset + limit]

    if view.format != "html":
        return view.rows(fetch, row, FIELDS, len(rows))
    countries = {code: c.names[0] for code, c in view.desk.facts.countries.items()}
    found = shown.found
    whole = view.one("map") == "whole"
    return view.page(
        "ground.html",
        shown=shown,
        chart=ground(
            found,
            of_spot=lambda spot: _at(view, spot),
            of_all=None if whole else view.url(map="whole"),
        ),
        whole=whole,
        order=order,
        sheet=view.sheet(fetch, len(rows)),
        running={h.id for h in found if is_running_toll(h)},
        facets={
            "type": facet((h.type for h in found), TYPE_NAMES),
            "place": facet(h.place.name for h in found if h.place),
            "actor": actor_facet(found),
            "country": country_facet(found, countries),
            "story": story_facet(view, found),
        },
        names=TYPE_NAMES | countries | {w.id: w.name for h in found for w in parties(h)},
    )


def _at(view: View, spot: Spot) -> str:
    """What happened at a place; of one event, the event."""
    if spot.number == 1:
        return view.of(spot.happenings[0].id)
    names = tuple(dict.fromkeys(h.place.name for h in spot.happenings if h.place))
    return view.url(place=names) + "#list"


def _deadly(happening: Happening) -> tuple[bool, int, float, str]:
    """Events by their dead; the running tolls of a war come after them."""
    killed = happening.tolls.get("killed")
    number = (
        next((v for v in (killed.best, killed.low, killed.high) if v is not None), 0)
        if killed
        else -1
    )
    return is_running_toll(happening), -number, -happening.weight, happening.id


def row(happening: Happening) -> dict[str, Any]:
    """An event as a row of data."""
    place = happening.place
    out: dict[str, Any] = {
        "id": happening.id,
        "day": happening.when.start,
        "precision": happening.when.precision,
        "type": happening.type,
        "mode": happening.mode,
        "status": happening.status,
        "actor": [w.name for w in happening.actor],
        "recipient": [w.name for w in happening.recipient],
        "said_by": [w.name for w in happening.asserted_by],
        "articles": happening.spread.articles,
        "outlets": happening.spread.outlets,
        "origins": happening.spread.origins,
        "running_toll": is_running_toll(happening),
        "confidence": round(happening.confidence, 3),
        "words": happening.words,
    }
    if place:
        out |= {"place": place.name, "country": place.country, "lat": place.lat, "lon": place.lon}
        out["place_precision"] = place.precision
    for name in HARMS:
        toll = happening.tolls.get(name)
        for bound in ("low", "best", "high") if toll else ():
            out[f"{name}_{bound}"] = getattr(toll, bound)
    return out
