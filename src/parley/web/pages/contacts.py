"""Contacts: who talks to whom, who brings them together, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from fastapi import Response

from parley.records import EventType
from parley.records.joined import Happening, Who
from parley.web.charts import matrix, network, tied
from parley.web.charts.ties import Side, Tie
from parley.web.heaviest import actor_facet, country_facet, facet, heaviest, parties, story_facet
from parley.web.router import Pages
from parley.web.views import Asked, View

router = Pages()

FIELDS: Final = (
    "id", "day", "precision", "state", "form", "level", "one_side", "other_side", "mediators", "hosts",
    "venue", "topic", "outcome", "announced_by", "confirmed_by", "denied_by", "articles", "outlets",
    "origins", "confidence", "words",
)  # fmt: skip


@router.get("/contacts")
def contacts(view: Asked) -> Response:
    """The network, the matrix and the list of contacts."""
    states, forms = set(view.many("state")), set(view.many("form"))

    def fits(contact: Happening) -> bool:
        talks = contact.talks
        if talks is None:
            return not states and not forms
        return (not states or talks.state in states) and (not forms or talks.form in forms)

    shown = heaviest(view, (EventType.CONSULT,), where=fits if states or forms else None)
    listed = shown.newest()

    def fetch(limit: int, offset: int) -> list[Happening]:
        return listed[offset : offset + limit]

    if view.format != "html":
        return view.rows(fetch, row, FIELDS, len(listed))
    countries = {code: c.names[0] for code, c in view.desk.facts.countries.items()}
    by_country = view.one("by") == "country"
    ties = tied(shown.found, _country(countries) if by_country else same)
    to = _Addresses(view, "country" if by_country else "actor")
    found = shown.found
    return view.page(
        "contacts.html",
        shown=shown,
        charts=(network(ties, of_side=to.side, of_tie=to.tie), matrix(ties, of_tie=to.tie)),
        between=[s for s in sorted(ties.sides, key=_between) if s.mediated or s.hosted][:12],
        by_country=by_country,
        to=to,
        sheet=view.sheet(fetch, len(listed)),
        facets={
            "actor": actor_facet(found),
            "country": country_facet(found, countries),
            "state": facet(h.talks.state for h in found if h.talks),
            "form": facet(h.talks.form for h in found if h.talks),
            "story": story_facet(view, found),
        },
        names=countries | {w.id: w.name for h in found for w in parties(h)},
    )


def same(who: Who) -> Who:
    """Everybody counts for themselves."""
    return who


def _country(names: Mapping[str, str]) -> Any:
    """Whom somebody counts as: the country that they act for, or themselves where there is none."""

    def stands_for(who: Who) -> Who:
        if who.country in (None, "IGO"):  # bodies of many countries stand for themselves
            return who
        kind = "state" if who.country in names else "organisation"
        return replace(who, id=who.country, name=names.get(who.country, who.country), kind=kind)

    return stands_for


def _between(side: Side) -> tuple[int, int, str]:
    return -side.mediated, -side.hosted, side.name


class _Addresses:
    """Where the signs of the charts lead: this view, narrowed to a side or a pair."""

    def __init__(self, view: View, name: str) -> None:
        self.view, self.name = view, name

    def side(self, side: Side) -> str:
        """The contacts of a side."""
        return self._narrowed(side.id)

    def tie(self, tie: Tie) -> str:
        """The contacts of a pair."""
        return self._narrowed(tie.one, tie.other)

    def _narrowed(self, *ids: str) -> str:
        # A country's code has three letters; whoever acts for none stands for themselves.
        countries = tuple(i for i in ids if self.name == "country" and len(i) == 3)
        actors = tuple(i for i in ids if i not in countries)
        changed = {"country": countries or None, "actor": actors or None}
        return self.view.url(**changed) + "#list"


def row(contact: Happening) -> dict[str, Any]:
    """A contact as a row of data."""
    talks = contact.talks
    out: dict[str, Any] = {
        "id": contact.id,
        "day": contact.when.start,
        "precision": contact.when.precision,
        "one_side": [w.name for w in contact.actor],
        "other_side": [w.name for w in contact.recipient],
        "articles": contact.spread.articles,
        "outlets": contact.spread.outlets,
        "origins": contact.spread.origins,
        "confidence": round(contact.confidence, 3),
        "words": contact.words,
    }
    if talks:
        for name in ("state", "form", "level", "venue", "topic", "outcome"):
            out[name] = getattr(talks, name)
        for name in ("mediators", "hosts", "announced_by", "confirmed_by", "denied_by"):
            out[name] = [w.name for w in getattr(talks, name)]
    return out
