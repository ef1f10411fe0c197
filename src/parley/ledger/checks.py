"""The rules that an entry must keep before it is stored: verbatim, with evidence, naming known actors."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from parley.errors import RefusedEntryError
from parley.ids import text_hash
from parley.ledger.facets import Facets
from parley.records import Actor, Article, Extraction
from parley.spans import Span, inside


def check_article(article: Article) -> None:
    """Make sure that the article is what its hash says and all its spans lie in its text.

    Raises:
        RefusedEntryError: naming the article.
    """
    try:
        article.text.encode("utf-8")
    except UnicodeEncodeError as exc:
        reason = "its text holds half a character (a lone surrogate), which cannot be stored"
        raise RefusedEntryError(article.id, reason) from exc
    if article.sha256 != text_hash(article.text):
        raise RefusedEntryError(article.id, "its hash is not that of its text")
    _check_spans(article.id, _article_spans(article), len(article.text))


def check_extraction(article: Article, extraction: Extraction, entries: list[Facets]) -> None:
    """Make sure that everything the article yields keeps the rules.

    Raises:
        RefusedEntryError: naming the entry, or the article for what is no entry.
    """
    if extraction.article != article.id:
        raise RefusedEntryError(extraction.article, f"it is not of the article {article.id}")
    length = len(article.text)
    for marks in (extraction.mentions, extraction.times, extraction.places):
        _check_spans(article.id, (mark.span for mark in marks), length)
    _check_spans(article.id, _office_spans(extraction.actors), length)
    keys = [actor.key for actor in extraction.actors]
    if len(set(keys)) < len(keys):
        raise RefusedEntryError(article.id, "two of its actors have one key")
    known, seen = set(keys), set[str]()
    for entry in entries:
        check_entry(entry, known, length)
        if entry.record.id in seen:
            raise RefusedEntryError(entry.record.id, "another entry of the article has its id")
        seen.add(entry.record.id)


def check_entry(entry: Facets, known: Collection[str], length: int) -> None:
    """Make sure that one entry keeps the rules: evidence, spans inside, actors that the article has.

    Raises:
        RefusedEntryError: naming the entry.
    """
    record = entry.record
    if not entry.evidence:
        raise RefusedEntryError(record.id, f"the {entry.kind} has no evidence")
    if entry.kind == "statement" and not entry.quote:
        raise RefusedEntryError(record.id, "the statement says nothing")
    if not 0.0 <= record.confidence <= 1.0:
        raise RefusedEntryError(record.id, f"confidence {record.confidence} is not in [0, 1]")
    _check_spans(record.id, entry.spans, length)
    for role, key in entry.actors:
        if key not in known:
            raise RefusedEntryError(record.id, f"its {role} {key!r} is no actor of the article")


def _check_spans(owner: str, spans: Iterable[Span], length: int) -> None:
    for span in spans:
        if not inside(span, length):
            raise RefusedEntryError(
                owner, f"[{span.start}, {span.end}) is no stretch of a text of {length} characters"
            )


def _article_spans(article: Article) -> Iterator[Span]:
    yield from (f.span for f in article.furniture)
    yield from article.paragraphs
    found = (
        article.title, article.published, article.publisher, article.source_domain,
        article.agency, article.credit, article.dateline, *article.bylines,
    )  # fmt: skip
    yield from (f.span for f in found if f is not None and f.span is not None)


def _office_spans(actors: Iterable[Actor]) -> Iterator[Span]:
    for actor in actors:
        yield from (o.evidence for o in actor.offices if o.evidence is not None)
