"""An article with its entries in the margin, and an entry with all that is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any
from urllib.parse import urlsplit

from fastapi import Response

from parley.desk import fields
from parley.ledger import ArticleRow, Entry, Query
from parley.records import Article
from parley.spans import Span
from parley.web.cards import Card, cards, rows_between
from parley.web.marking import SHEET, Paragraph, paragraphs, sheet_with, sheets
from parley.web.router import Pages
from parley.web.views import Asked, View

router = Pages()

MAKERS: dict[str, Any] = {
    "statement": fields.statement,
    "event": fields.event,
    "proposal": fields.proposal,
    "step": fields.step,
}


@router.get("/article/{article_id}")
def article(view: Asked, article_id: str) -> Response:
    """The text, its entries marked by kind and told in the margin."""
    found = view.desk.article(article_id)
    (row,) = view.desk.ledger.articles(Query(article=found.id))
    if view.format != "html":
        return _data(view, found, row)
    all_sheets = sheets(found)
    number = _sheet(view, all_sheets)
    wanted = all_sheets[number - 1]
    within = Span(wanted[0].start, wanted[-1].end) if wanted else Span(0, 0)
    shown = cards(view.desk, found, rows_between(view.desk, found, within))
    learned = view.desk.ledger.tallies.furniture(found.id)
    text = _text(found, wanted, shown, learned)
    return view.page(
        "article.html",
        article=found,
        row=row,
        link=outside(found.url),
        beside=_beside(text, shown),
        number=number,
        sheets=len(all_sheets),
        counts=_counts(shown),
        copies=view.desk.ledger.tallies.copies(found.id),
        versions=[v for v in view.desk.ledger.versions_of(found.id) if v != found.id],
        readings=view.desk.ledger.readings(found.id),
    )


@router.get("/entry/{entry_id}")
def entry(view: Asked, entry_id: str) -> Response:
    """An entry: its sentence in context, its fields, where it comes from and what people decided."""
    found = view.desk.entry(entry_id)
    row: Any = found.row
    if view.format != "html":
        return view.data(
            [MAKERS[row.kind](row)], fields.FIELDS[f"{row.kind}s"], entry=_packed(found)
        )
    source = view.desk.article(row.article.id)
    (card,) = cards(view.desk, source, [row])
    joined = view.desk.ledger.joined_of([row.id])
    parent = row.proposal[0] if row.proposal else None
    return view.page(
        "entry.html",
        card=card,
        entry=found,
        row=row,
        context=_text(source, _around(source, card), [card], ()),
        wordings=view.desk.ledger.wordings(row.id) if row.kind == "statement" else [],
        joined=joined.get(row.id)
        or (view.desk.ledger.joined_of([parent]).get(parent) if parent else None),
    )


def _data(view: View, article: Article, row: ArticleRow) -> Response:
    """The article's fields; in JSON its text and entries too."""
    made = fields.article(row)
    if view.format == "csv":
        return view.data([made], fields.FIELDS["articles"])
    asked = {"article": article.id}
    listings = ("statements", "events", "proposals", "steps")
    entries = {
        name: [MAKERS[name[:-1]](r) for r in getattr(view.desk, name)(**asked)] for name in listings
    }
    return view.json({**made, "text": article.text, "furniture": article.furniture, **entries})


def _packed(found: Entry) -> dict[str, Any]:
    return {
        "record": found.row.record,
        "selectors": found.selectors,
        "versions": found.versions,
        "judgements": found.judgements,
    }


def _sheet(view: View, all_sheets: Sequence[Sequence[Span]]) -> int:
    """The sheet that is asked for, or on which the entry that is asked for stands."""
    wanted = view.one("entry")
    if wanted is not None and view.one("page") is None:
        found = view.desk.entry(wanted)
        return sheet_with(all_sheets, found.selectors[0].start if found.selectors else 0)
    return min(view.number, len(all_sheets))


def _text(
    article: Article, wanted: Sequence[Span], shown: Sequence[Card], learned: Sequence[Span]
) -> list[Paragraph]:
    marks = [mark for card in shown for mark in card.marks]
    cuts = [s for card in shown for f in card.fields for s in f.spans]
    cuts += [s for card in shown for s in card.evidence]
    return paragraphs(article, wanted, marks, cuts, learned)


def _beside(text: Sequence[Paragraph], shown: Sequence[Card]) -> list[tuple[Paragraph, list[Card]]]:
    """Each paragraph with the cards of the entries that begin in it."""
    out: list[tuple[Paragraph, list[Card]]] = [(p, []) for p in text]
    at = 0
    for card in shown:
        while at + 1 < len(out) and out[at + 1][0].span.start <= card.start:
            at += 1
        if out:
            out[at][1].append(card)
    return out


def _around(article: Article, card: Card) -> list[Span]:
    """The paragraphs in which the entry's sentences stand, a sheet of them at most."""
    spans = card.evidence or tuple(m.span for m in card.marks)
    pieces = [p for sheet in sheets(article) for p in sheet]
    found = [p for p in pieces if any(p.overlaps(s) for s in spans)]
    lengths = accumulate(p.length for p in found)
    return [p for p, length in zip(found, lengths, strict=True) if length <= SHEET]


def _counts(shown: Sequence[Card]) -> list[tuple[str, int]]:
    kinds = [c.kind for c in shown]
    order = ("statement", "contact", "event", "proposal", "step")
    return [(k, kinds.count(k)) for k in order if k in kinds]


def outside(url: str | None) -> str | None:
    """An address that a page may link to: of the web, nothing that runs."""
    if url is None or urlsplit(url).scheme not in ("http", "https"):
        return None
    return url
