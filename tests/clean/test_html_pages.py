"""HTML: no sentence of the body is lost, and the markup's own word on author and date is used."""

from __future__ import annotations

import contextlib
import json
import random
import time
from datetime import date

import pytest

from parley.clean import clean
from parley.errors import ParleyError, TooLargeError
from parley.records import Article, RawPage

BODY = [
    "VIENNA — The two delegations met for four hours on Monday and agreed to go on next week.",
    "“No,” she said.",
    "The mediator called the mood serious, and added that both sides had brought maps.",
    "A list of prisoners was handed over. Nobody would say how many names were on it.",
    "“We are not there yet,” the deputy minister told reporters in the courtyard.",
    "The next round is planned for the week after Easter, in the same building.",
]
LINKED = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Envoys agree to meet again in Vienna",
    "datePublished": "2024-03-04T22:10:00+01:00",
    "author": [{"@type": "Person", "name": "Jane Roe"}, {"@type": "Person", "name": "John Doe"}],
    "publisher": {"@type": "Organization", "name": "Daily Example"},
}


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body><nav><a href='/'>Home</a></nav>{body}<footer>© 2024</footer></body></html>"


def article(html: str, **given: str) -> Article:
    return clean(RawPage(origin="a.html", markup="html", content=html, given=given))


def paragraphs(tag: str = "p") -> str:
    return "".join(f"<{tag}>{words}</{tag}>" for words in BODY)


PAGES = {
    "article": page(f"<article><h1>Envoys agree to meet again</h1>{paragraphs()}</article>"),
    "main with asides": page(
        "<main><h1>Envoys agree to meet again</h1>"
        + "<aside><a href='/x'>Ten bridges to see</a></aside>".join(f"<p>{w}</p>" for w in BODY)
        + "</main>"
    ),
    "div soup": page(
        "<div class='page'><h1>Envoys agree to meet again</h1><div class='story-text'>"
        + "".join(f"<div class='par'><p>{w}</p></div>" for w in BODY)
        + "</div></div>"
    ),
    "inline tags": page(
        "<article><h1>Envoys agree to meet again</h1>"
        + "".join(
            f"<p><b>{w[:10]}</b>{w[10:20]}<a href='/t'>{w[20:30]}</a>{w[30:]}</p>" for w in BODY
        )
        + "</article>"
    ),
    "line breaks": page(
        f"<article><h1>Envoys agree to meet again</h1><p>{'<br><br>'.join(BODY)}</p></article>"
    ),
    "unclosed": f"<html><body><h1>Envoys agree to meet again</h1><p>{'<p>'.join(BODY)}",
    "quotation": page(
        f"<article><h1>Envoys agree to meet again</h1><p>{BODY[0]}</p><blockquote><p>{BODY[1]}</p></blockquote>"
        + "".join(f"<p>{w}</p>" for w in BODY[2:])
        + "</article>"
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_sentence_survives(name: str) -> None:
    got = article(PAGES[name])
    squeezed = "".join(got.text.split())
    for words in ["Envoys agree to meet again", *BODY]:
        assert "".join(words.split()) in squeezed, words
    assert got.text.startswith("Envoys agree to meet again\n\n")
    assert got.title is not None
    assert got.title.span is not None
    assert got.title.span.of(got.text) == got.title.value
    assert "Ten bridges" not in got.text


def test_linked_data() -> None:
    head = f"<script type='application/ld+json'>{json.dumps({'@graph': [LINKED]})}</script>"
    got = article(page(f"<article>{paragraphs()}</article>", head))
    assert [b.value for b in got.bylines] == ["Jane Roe", "John Doe"]
    assert got.day == date(2024, 3, 4)
    assert got.publisher is not None
    assert (got.publisher.value, got.publisher.reason) == (
        "Daily Example",
        "html json-ld publisher",
    )
    assert got.text.startswith(str(LINKED["headline"]))


def test_meta_tags() -> None:
    head = (
        "<meta property='article:published_time' content='2024-03-04T22:10:00Z'>"
        "<meta name='author' content='By Jane Roe and John Doe'><meta property='og:site_name' content='Daily Example'>"
        "<link rel='canonical' href='https://example.org/a'><title>Envoys agree | Daily Example</title>"
    )
    got = article(page(f"<article>{paragraphs()}</article>", head))
    assert [b.value for b in got.bylines] == ["Jane Roe", "John Doe"]
    assert got.day == date(2024, 3, 4)
    assert got.url == "https://example.org/a"
    assert got.title is not None
    assert got.title.value == "Envoys agree"


@pytest.mark.parametrize(
    "byline",
    [
        "<a rel='author' href='/r'>Jane Roe</a>",
        "<span itemprop='author'>Jane Roe</span>",
        "<p class='article-byline'>By Jane Roe</p>",
        "<p>By Jane Roe</p>",
    ],
)
def test_bylines_of_the_page(byline: str) -> None:
    got = article(
        page(f"<article><h1>Envoys agree to meet again</h1>{byline}{paragraphs()}</article>")
    )
    assert [b.value for b in got.bylines] == ["Jane Roe"]


def test_an_agency_as_author() -> None:
    got = article(
        page(f"<article>{paragraphs()}</article>", "<meta name='author' content='Reuters'>")
    )
    assert got.bylines == ()
    assert got.agency is not None
    assert got.agency.value == "Reuters"


def test_a_time_tag_dates_and_an_address_does_not() -> None:
    body = f"<article><time datetime='2024-03-04'>Monday</time>{paragraphs()}</article>"
    assert article(page(body)).day == date(2024, 3, 4)
    undated = article(
        page(f"<article>{paragraphs()}</article>"), url="https://example.org/2024/03/04/a"
    )
    assert undated.published is None


def test_given_metadata_wins() -> None:
    head = "<meta property='article:published_time' content='2024-03-04'>"
    got = article(
        page(f"<article>{paragraphs()}</article>", head), published="2024-03-05", title="Vienna"
    )
    assert got.day == date(2024, 3, 5)
    assert got.title is not None
    assert got.title.value == "Vienna"


HOSTILE = [
    "<div>" * 20_000,
    "<p>" * 20_000,
    "<script>" * 5_000,
    "<!--" * 5_000,
    "<" * 50_000,
    "<table><tr><td>" * 3_000,
    "&#xFFFFFFFF;" * 3_000,
    "\0\0<p>\0</p>",
    "<?xml version='1.0' encoding='utf-16'?><p>\ud800</p>",
    "<script type='application/ld+json'>" + "[" * 50_000 + "</script>",
    '<script type=\'application/ld+json\'>{"@type": ["NewsArticle"], "author": 5}</script>',
    "",
]


@pytest.mark.parametrize("markup", HOSTILE, ids=lambda m: m[:20])
def test_hostile_markup_ends_in_an_article_or_an_error(markup: str) -> None:
    started = time.process_time()
    for content in (markup, markup + paragraphs()):
        with contextlib.suppress(ParleyError):
            article(content)
    assert time.process_time() - started < 5


def test_damaged_pages() -> None:
    rng, base = random.Random(7), PAGES["article"]
    for _ in range(60):
        letters = list(base[: rng.randrange(len(base))])
        for _ in range(min(len(letters), 30)):
            letters[rng.randrange(len(letters))] = rng.choice('<>/"&;\0pdiv =')
        with contextlib.suppress(ParleyError):
            article("".join(letters))


def test_a_page_too_large() -> None:
    with pytest.raises(TooLargeError):
        article("<p>" + "a" * 3_100_000)
