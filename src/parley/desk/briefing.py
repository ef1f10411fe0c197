"""The brief of a ledger: gathers what a period brought and where each line of it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from parley.desk.joined import accounts
from parley.desk.listings import Listings
from parley.desk.standing import edits_by_entry
from parley.ledger import EntryRow, Query
from parley.records import Cell, Event, Spread, Statement, Thread
from parley.stories.briefing import Brief, Material, Quoted, Source, make_brief, said_weight
from parley.stories.origins import spread

WEIGHED: Final = 60
"""Utterances, the weightiest by themselves, of which it is asked how widely they are reported."""


@dataclass(frozen=True, slots=True)
class Focus:
    """What a brief is narrowed to; None does not narrow.

    Attributes:
        actor: name or id of somebody who takes part; country: for which somebody acts; story: id, or words of
            its title.
    """

    actor: str | None = None
    country: str | None = None
    story: str | None = None

    @property
    def words(self) -> str:
        """In words; empty where it is not narrowed."""
        return ", ".join(v for v in (self.actor, self.country, self.story) if v)


def brief_of(
    desk: Listings, *, since: date | None, until: date | None, as_of: date | None, focus: Focus
) -> Brief:
    """The brief of what became known from ``since`` to ``until``, from what had been published by ``as_of``."""
    end = min((d for d in (until, as_of) if d is not None), default=None)
    narrowed = {"actor": focus.actor, "country": focus.country, "story": focus.story, "as_of": end}
    news: dict[str, Any] = {**narrowed, "known_since": since, "order": "weight"}
    threads = desk.threads(**news)
    said, spoken = _said(desk, focus, since, end)
    material = Material(
        happenings=desk.happenings(**news),
        threads=threads,
        cells=_turned(desk, focus, threads, since, end),
        said=said,
        spoken=spoken,
        cite=_sources(desk),
        articles=len(desk.articles(**narrowed, since=since)),
    )
    return make_brief(material, since=since, until=end, focus=focus.words)


def _turned(
    desk: Listings, focus: Focus, threads: list[Thread], since: date | None, end: date | None
) -> list[Cell]:
    """Who changed their mind; of a story, on what is on the table in it."""
    cells = desk.positions(
        side=focus.actor, country=focus.country, as_of=end, turned=True, turned_since=since
    )
    if focus.story is None:
        return cells
    subjects = {t.id for t in threads}
    return [c for c in cells if c.subject in subjects]


def _said(
    desk: Listings, focus: Focus, since: date | None, end: date | None
) -> tuple[list[Quoted], int]:
    """The weightiest utterances of the period, each with its spread, and how many there are."""
    asked: dict[str, Any] = {
        "speaker": focus.actor, "country": focus.country, "story": focus.story, "since": since, "as_of": end,
    }  # fmt: skip
    ids = desk.ids_of_statements(**asked, once=True, copies=False)
    alone = Spread(1, 1, 1)
    found = [Quoted(a, alone) for a in accounts(desk.ledger, Statement, ids)]
    found.sort(key=lambda q: (-said_weight(q), q.account.entry))
    said = [q.account for q in found[:WEIGHED]]
    wordings = desk.ledger.repeated(a.entry for a in said)
    every = sorted({w for of_one in wordings.values() for w in of_one})
    known = {a.entry: a for a in accounts(desk.ledger, Statement, every, as_of=end)}
    told = []
    for account in said:
        others = [known[w] for w in wordings.get(account.entry, ()) if w in known]
        told.append(Quoted(account, spread(others) if others else alone))
    return told, len(found)


def _sources(desk: Listings) -> Callable[[str], Source]:
    """From an entry to where it stands."""
    ledger, edited = desk.ledger, edits_by_entry(desk.ledger)
    listings: Mapping[str, Callable[[Query], Sequence[EntryRow[Any]]]] = {
        "st": ledger.statements, "ev": ledger.events, "pr": ledger.proposals, "sp": ledger.steps,
    }  # fmt: skip

    @cache
    def cite(entry: str) -> Source:
        if entry in edited:
            return _source(desk.entry(entry).row)
        alone = Query(ids=[entry], rejected=True, furniture=True)
        (row,) = listings[entry[:2]](alone)
        return _source(row)

    return cite


def _source(row: EntryRow[Any]) -> Source:
    """Where an entry stands: of several sentences the one that names the act."""
    record = row.record
    at = 0
    if isinstance(record, Event):
        found = (n for n, s in enumerate(record.evidence) if s.contains(record.anchor))
        at = next(found, 0)
    sentence = " ".join(row.evidence[at].split()) if row.evidence else ""
    article = row.article
    return Source(row.id, article.id, article.publisher, article.title, article.published, sentence)
