"""The table of evidence: for every entry the words of the article that it rests on.

Each row holds both selectors of the W3C Web Annotation data model: the quotation with what stands around it
(``exact``, ``prefix``, ``suffix``) and the position (``start``, ``end``), with the hash of the text that they
point into, so that the words can be found again even in a changed page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from parley.export.bundle import Bundle, Page, run_of
from parley.export.columns import Column, Row, Table
from parley.ids import content_id
from parley.records import Extraction
from parley.spans import Span

CONTEXT: Final = 32
"""Code points of ``prefix`` and ``suffix``."""

Piece = tuple[str, str, str, Span]
"""Kind of entry, its id, the part that the words play, the words."""


def _rows(bundle: Bundle) -> Iterator[Row]:
    for page in bundle.sorted_pages:
        for kind, entry, role, span in sorted(dict.fromkeys(_pieces(page[1]))):
            yield _row(bundle, page, (kind, entry, role, span))


def _row(bundle: Bundle, page: Page, piece: Piece) -> Row:
    kind, entry, role, span = piece
    article, extraction = page
    return {
        "id": content_id("sp", entry, role, *span),
        "entry": entry,
        "kind": kind,
        "role": role,
        "article": article.id,
        "exact": span.of(article.text),
        "prefix": article.text[max(0, span.start - CONTEXT) : span.start],
        "suffix": article.text[span.end : span.end + CONTEXT],
        "start": span.start,
        "end": span.end,
        "sha256": article.sha256,
        "version": bundle.version,
        "run": run_of(extraction),
    }


def _pieces(extraction: Extraction) -> Iterator[Piece]:
    for s in extraction.statements:
        yield from _of("statement", s.id, "evidence", s.evidence)
        yield from _of("statement", s.id, "source", s.source)
        yield from _of("statement", s.id, "cue", s.cue)
        yield from _of("statement", s.id, "content", s.content)
        yield from _of("statement", s.id, "audience", [s.audience])
        yield from _of("statement", s.id, "date", [s.date.span])
    for e in extraction.events:
        yield from _of("event", e.id, "evidence", e.evidence)
        yield from _of("event", e.id, "anchor", [e.anchor])
        yield from _of("event", e.id, "date", [e.date.span])
        yield from _of("event", e.id, "place", [e.place.span if e.place else None])
        for harm, toll in e.tolls.items():
            yield from _of("event", e.id, harm, [toll.span])
    for p in extraction.proposals:
        yield from _of("proposal", p.id, "mention", p.mentions)
        for step in p.steps:
            yield from _of("step", step.id, "evidence", [step.evidence])
            yield from _of("step", step.id, "date", [step.date.span])


def _of(kind: str, entry: str, role: str, spans: Iterable[Span | None]) -> Iterator[Piece]:
    return ((kind, entry, role, span) for span in spans if span is not None)


EVIDENCE: Final = Table(
    "evidence",
    "One row for each stretch of an article that an entry rests on.",
    (
        Column("id", "id", "stable id of the stretch"),
        Column("entry", "id", "the entry"),
        Column("kind", "code", "statement, event, proposal or step"),
        Column("role", "code", "evidence (the sentence), source, cue, content, audience, anchor, mention, "
               "date, place, killed, injured, captured, displaced or missing"),
        Column("article", "id", "the article"),
        Column("exact", "text", "the words"),
        Column("prefix", "text", f"up to {CONTEXT} characters before them"),
        Column("suffix", "text", f"up to {CONTEXT} characters after them"),
        Column("start", "whole", "first code point in the article's text, from 0"),
        Column("end", "whole", "code point after the last"),
        Column("sha256", "code", "hash of the text that they point into"),
        Column("version", "text", "version of Parley"),
        Column("run", "id", "the versions of all components: see README"),
    ),
    _rows,
)  # fmt: skip
