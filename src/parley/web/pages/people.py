"""An actor over all articles: its names and offices, what it said and did, with whom, and where it stands."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, NoReturn

from fastapi import Response

from parley.desk import fields
from parley.errors import NotFoundError
from parley.ledger import ActorRow
from parley.records import EventType
from parley.web.router import Pages
from parley.web.views import Asked, View, first

router = Pages()

LATEST: Final = 6
"""Statements, contacts and acts of an actor that its page shows."""

SPELLINGS: Final = 24
"""Names of an actor that its page shows."""

ACTS: Final = tuple(t for t in EventType if t is not EventType.CONSULT)


@router.get("/actor/{actor_id}")
def actor(view: Asked, actor_id: str) -> Response:
    """Who it is and what it has been doing."""
    found = _as_known(view, view.desk.actor(actor_id))
    if view.format != "html":
        return view.data([fields.actor(found)], fields.FIELDS["actors"])
    days = view.filters("since", "until")
    # Its entries show what was decided about them, so that it holds until the next judgement only.
    judged = view.desk.ledger.tallies.judged()
    key = ("actor page", judged, found.identity, *sorted(days.items()))
    return view.page(
        "actor.html", actor=found, **view.remember(key, lambda: _told(view, found, days))
    )


def _as_known(view: View, found: ActorRow) -> ActorRow:
    """The actor as far as it was known on the day that is asked for."""
    if view.as_of is None:
        return found
    rows = view.desk.actors(actor=found.identity, as_of=view.as_of)
    exact = (row for row in rows if row.identity == found.identity)
    return next(exact, None) or _unknown(found.identity, view.as_of)


def _unknown(any_id: str, day: date) -> NoReturn:
    raise NotFoundError(any_id, advice=f"nothing of it had been published by {day}")


def _told(view: View, found: ActorRow, days: dict[str, Any]) -> dict[str, Any]:
    """What the page tells of an actor."""
    desk, who = view.desk, found.identity
    asked: dict[str, Any] = {**days, "order": "newest", "limit": LATEST}
    other_names = (n for n in found.names if n != found.name)
    return {
        "spellings": first(other_names, SPELLINGS),
        "offices": desk.ledger.tallies.offices(who, view.as_of),
        "said": desk.statements(speaker=who, once=True, **asked),
        "contacts": desk.happenings(actor=who, type="CONSULT", **asked),
        "acts": desk.happenings(actor=who, type=ACTS, **asked),
        "threads": desk.threads(actor=who, order="weight", limit=LATEST, as_of=view.as_of),
        "about": desk.statements(about=who, once=True, **asked),
        "cells": [c for c in desk.positions(side=who, as_of=view.as_of) if c.now],
        "company": desk.ledger.tallies.company(who, as_of=view.as_of),
        "forms": desk.tally("statements", "act", speaker=who, as_of=view.as_of)["act"],
    }


@router.get("/story/{story_id}")
def story(view: Asked, story_id: str) -> Response:
    """A course of events: its articles by day, and what they report."""
    desk = view.desk
    found = desk.story(story_id)
    asked: dict[str, Any] = {"story": found.id, "as_of": view.as_of}
    if view.as_of is not None:
        found = next(iter(desk.stories(**asked)), None) or _unknown(found.id, view.as_of)

    def fetch(limit: int, offset: int) -> Any:
        return desk.articles(**asked, order=view.one("order"), limit=limit, offset=offset)

    if view.format != "html":
        return view.rows(fetch, fields.article, fields.FIELDS["articles"], found.articles)
    return view.page(
        "story.html",
        story=found,
        sheet=view.sheet(fetch, found.articles),
        happenings=desk.happenings(**asked, order="weight", limit=2 * LATEST),
        threads=desk.threads(**asked, order="weight", limit=LATEST),
        said=view.remember(
            ("said", found.id), lambda: desk.tally("statements", "speaker", **asked)
        )["speaker"],
    )
