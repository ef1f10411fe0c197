"""A raw page becomes an article: text, fields with reasons, furniture labelled and never deleted."""

from __future__ import annotations

import dataclasses
from typing import Final

from parley.clean.fields import Fields, PageFacts, read_fields
from parley.clean.marks import Mark
from parley.clean.pieces import paragraphs
from parley.clean.plain import label
from parley.clean.repeated import Learned, repeated
from parley.errors import InputError
from parley.ids import content_id, text_hash
from parley.records import Article, RawPage

MIN_LETTERS: Final = 40
"""Letters of the shortest text that is an article."""


def clean(page: RawPage, *, learned: Learned | None = None, least: int = MIN_LETTERS) -> Article:
    """The article of a page.

    The text of a plain page is the page's own, character by character; that of HTML is the article
    found in it, its paragraphs parted by blank lines.

    Args:
        learned: lines that the page's outlet is known to repeat.
        least: letters of the shortest text that is taken for an article.

    Raises:
        InputError: no article is in the page.
    """
    text, facts = page.content, PageFacts()
    if page.markup == "html":
        from parley.clean.html import read_html

        text, facts = read_html(page)
    if sum(map(str.isalpha, text[:10_000])) < least and sum(map(str.isalpha, text)) < least:
        raise InputError(
            page.origin,
            "no article text in it" if text.strip() else "empty",
            advice="give the text of an article, as text or as a saved page",
        )
    article = _article(page, text, facts)
    return (
        dataclasses.replace(article, furniture=repeated(article, learned)) if learned else article
    )


def _article(page: RawPage, text: str, facts: PageFacts) -> Article:
    given = page.given
    title = (given.get("title") or "").strip() or (facts.title.value if facts.title else None)
    publisher = (given.get("publisher") or "").strip() or (
        facts.publisher.value if facts.publisher else None
    )
    marks, title_span = label(text, title=title, publisher=publisher)
    paras = paragraphs(text)
    fields = read_fields(text, marks, paras, given, facts, title_span)
    url = (given.get("url") or "").strip() or facts.url
    sha256 = text_hash(text)
    return Article(
        id=content_id("art", url or _named_publisher(fields), sha256),
        text=text,
        sha256=sha256,
        origin=page.origin,
        given_id=(given.get("id") or "").strip() or None,
        url=url,
        title=fields.title,
        published=fields.published,
        publisher=fields.publisher,
        source_domain=fields.source_domain,
        agency=fields.agency,
        credit=fields.credit,
        dateline=fields.dateline,
        bylines=fields.bylines,
        furniture=tuple(map(Mark.furniture, marks)),
        paragraphs=tuple(paras),
    )


def _named_publisher(fields: Fields) -> str:
    """The publisher that identifies the article; one inferred from the text adds nothing to the text's hash."""
    found = fields.publisher
    return found.value.casefold() if found and not found.inferred else ""
