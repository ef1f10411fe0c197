"""Settling: what only all articles together can tell, computed anew from the whole ledger.

Everything here is a pure function of the set of articles: it is the same whatever the order in which they
came, and it can be thrown away and made again. Copies, learned furniture, identities of actors, stories.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from parley.clean import MIN_ARTICLES, Learned, repeated
from parley.ledger import CopyOf, Identity, LearnedFurniture, Ledger, RepeatedLine, StoryOf
from parley.pipeline import body
from parley.records import Article
from parley.stories.clusters import StoryArticle, find_stories
from parley.stories.copies import find_copies
from parley.stories.decided import read_decision
from parley.stories.identity import find_identities

UNDATED: Final = "9999"
"""Stands for an unknown day in orders: undated articles come last, and do not lead a copy."""


def settle(ledger: Ledger) -> bool:
    """Settle the ledger if anything was added or changed since the last time; whether it was.

    Where another process adds articles meanwhile, it is left to that one, which settles at its end.
    """
    if not ledger.unsettled():
        return False
    mark = ledger.mark()
    articles: dict[str, Article] = {}
    actors = []
    for article, extraction in ledger.everything():
        articles[article.id] = article
        actors.append((article.id, extraction.actors))
    days = {a.id: a.day for a in articles.values()}
    decided = [read_decision(j) for j in ledger.decisions()]
    copies = find_copies((a.id, reporting(a), _order(a)) for a in articles.values())
    copied = {c.article for c in copies}
    lines = list(_learned_lines(ledger, articles, copied))
    return ledger.settle(
        mark=mark,
        identities=[Identity(*i) for i in find_identities(actors, days=days, decided=decided)],
        copies=[CopyOf(c.article, c.leader, c.reason, _origin(articles[c.leader])) for c in copies],
        stories=[StoryOf(*s) for s in find_stories(map(story_article, articles.values()))],
        repeated=lines,
        furniture=list(_learned_furniture(ledger, articles, lines)),
    )


def reporting(article: Article) -> str:
    """The article's text without its furniture."""
    return "\n".join(s.of(article.text) for s in body(article))


def story_article(article: Article) -> StoryArticle:
    """What clustering looks at."""
    title = article.title.value if article.title else ""
    return StoryArticle(article.id, title, reporting(article), article.day)


def _order(article: Article) -> str:
    return article.day.isoformat() if article.day else UNDATED


def _origin(article: Article) -> str | None:
    """Whose reporting an article is: the credited publisher, the agency, else the outlet."""
    found = article.credit or article.agency or article.publisher
    return found.value if found else None


def _learned_lines(
    ledger: Ledger, articles: Mapping[str, Article], copied: Collection[str]
) -> Iterator[RepeatedLine]:
    """Lines that an outlet repeats in enough of its articles, copies not counted.

    An outlet that updates its own report prints the report's sentences again: those are no furniture.
    """
    sizes = Counter(
        a.publisher.value for a in articles.values() if a.publisher and a.id not in copied
    )
    for line in ledger.repeated_lines(MIN_ARTICLES):
        own = [a for a in ledger.articles_with_line(line) if a not in copied]
        if line.line in Learned.of({line.line: len(own)}, sizes[line.publisher]).lines:
            yield RepeatedLine(line.publisher, line.line, len(own))


def _learned_furniture(
    ledger: Ledger, articles: Mapping[str, Article], lines: list[RepeatedLine]
) -> Iterator[LearnedFurniture]:
    """The stretches of articles that hold learned lines and were not labelled before."""
    by_article: dict[str, set[str]] = {}
    for line in lines:
        for article_id in ledger.articles_with_line(line):
            by_article.setdefault(article_id, set()).add(line.line)
    for article_id, found in sorted(by_article.items()):
        article = articles.get(article_id)
        if article is not None:
            known = {f.span for f in article.furniture}
            for f in repeated(article, Learned(frozenset(found))):
                if f.span not in known:
                    yield LearnedFurniture(article_id, f.span.start, f.span.end)
