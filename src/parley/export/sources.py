"""The tables of articles and of actors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from parley.export.bundle import Bundle, Who
from parley.export.columns import Column, Row, Table
from parley.export.groups import RUN, run
from parley.records import Actor


def _articles(bundle: Bundle) -> Iterator[Row]:
    for page in bundle.sorted_pages:
        article = page[0]
        story, title = bundle.stories.get(article.id, (None, None))
        yield {
            "id": article.id,
            "given_id": article.given_id,
            "url": article.url,
            "title": article.title.value if article.title else None,
            "publisher": article.publisher.value if article.publisher else None,
            "published": article.day.isoformat() if article.day else None,
            "published_precision": "day" if article.day else "unknown",
            "published_reason": article.published.reason if article.published else None,
            "agency": article.agency.value if article.agency else None,
            "credit": article.credit.value if article.credit else None,
            "source_domain": article.source_domain.value if article.source_domain else None,
            "dateline": article.dateline.value if article.dateline else None,
            "bylines": tuple(b.value for b in article.bylines),
            "copy_of": bundle.copies.get(article.id),
            "story": story,
            "story_title": title,
            "characters": len(article.text),
            "furniture_characters": sum(f.span.length for f in article.furniture),
            "sha256": article.sha256,
            **run(bundle, page),
        }


def _origins(bundle: Bundle) -> Iterator[Row]:
    for page in bundle.sorted_pages:
        yield {"id": page[0].id, "origin": page[0].origin, **run(bundle, page)}


def _actors(bundle: Bundle) -> Iterator[Row]:
    """One row for each identity that takes part in an entry."""
    found: dict[str, tuple[Who, list[tuple[str, Actor]]]] = {}
    for page in bundle.sorted_pages:
        for actor in page[1].actors:
            who = bundle.who(page, actor.key)
            if who is not None:
                found.setdefault(who.identity, (who, []))[1].append((page[0].id, actor))
    for identity, (who, members) in sorted(found.items()):
        actors = [a for _, a in members]
        yield {
            "id": identity,
            "name": who.name,
            "kind": who.kind,
            "country": who.country,
            "sector": who.sector,
            "sectors": _each(s for a in actors for s in a.sectors),
            "names": _each(n for a in actors for n in (a.name, *a.names)),
            "offices": _each(_office(o.title, o.country) for a in actors for o in a.offices),
            "wikidata": min((a.wikidata for a in actors if a.wikidata), default=None),
            "articles": len({article for article, _ in members}),
            "version": bundle.version,
        }


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def _office(title: str, country: str | None) -> str:
    return f"{title} ({country})" if country else title


ARTICLES: Final = Table(
    "articles",
    "One row for each article, as it was cleaned.",
    (
        Column("id", "id", "stable id of the article"),
        Column("given_id", "text", "the id that its source gives it"),
        Column("url", "text", "address"),
        Column("title", "text", "headline"),
        Column("publisher", "text", "the outlet that printed this text"),
        Column("published", "day", "day of publication; empty where it is not known"),
        Column("published_precision", "code", "day or unknown"),
        Column("published_reason", "text", "why that day is believed"),
        Column("agency", "text", "the news agency whose reporting it is"),
        Column("credit", "text", "the publisher that the text names as the original one"),
        Column("source_domain", "text", "the domain that the text names in a line of its own"),
        Column("dateline", "text", "the place in the dateline"),
        Column("bylines", "list", "authors"),
        Column("copy_of", "id", "the article whose text it repeats"),
        Column("story", "id", "articles about one course of events have one story"),
        Column("story_title", "text", "main words of the story"),
        Column("characters", "whole", "code points in the text"),
        Column("furniture_characters", "whole", "of these, not reporting"),
        Column("sha256", "code", "hash of the text in UTF-8"),
        *RUN,
    ),
    _articles,
)

ORIGINS: Final = Table(
    "origins",
    "Where each article was read from: the only table that depends on where this ledger's sources lay.",
    (
        Column("id", "id", "id of the article"),
        Column("origin", "text", "file and line, or address"),
        *RUN,
    ),
    _origins,
)

ACTORS: Final = Table(
    "actors",
    "One row for each actor over all articles.",
    (
        Column("id", "id", "identity over all articles and spellings"),
        Column("name", "text", "its most usual name"),
        Column("kind", "code", "person, state, organisation or group"),
        Column("country", "code", "ISO 3166 alpha-3 of the state for which it acts, EUU or IGO"),
        Column("sector", "code", "primary PLOVER sector"),
        Column("sectors", "list", "all PLOVER sectors"),
        Column("names", "list", "names and descriptions in the articles"),
        Column("offices", "list", "offices held, with the country"),
        Column("wikidata", "code", "Wikidata id"),
        Column("articles", "whole", "number of articles that it takes part in"),
        RUN[0],
    ),
    _actors,
)
