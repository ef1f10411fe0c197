"""Furniture that is learned of a ledger: counted anew for the outlets of which articles came, kept as it is for others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from parley.clean import MIN_ARTICLES, Learned, repeated
from parley.ledger import LearnedFurniture, Ledger, RepeatedLine


@dataclass(frozen=True, slots=True)
class Furniture:
    """What is learned.

    Attributes:
        lines: all that outlets repeat; rows: where they stand in the articles ``of``, which are all where it is None.
    """

    lines: list[RepeatedLine]
    rows: list[LearnedFurniture]
    of: Collection[str] | None


def find(
    ledger: Ledger, come: Collection[str], copied: Collection[str], moved: Collection[str]
) -> Furniture:
    """What is learned after the articles ``come`` came.

    Args:
        copied: articles that repeat others; moved: those that did not before, or do no longer.
    """
    outlets = {outlet for _, outlet, _ in ledger.addresses(articles={*come, *moved}) if outlet}
    known = ledger.learned_lines()
    own = list(_learned(ledger, copied, outlets))
    was = {(r.publisher, r.line): r for r in known if r.publisher in outlets}
    now = {(r.publisher, r.line): r for r in own}
    turned = [{**was, **now}[key] for key in was.keys() ^ now.keys()]
    of = {a for line in turned for a in ledger.articles_with_line(line)}.union(come)
    lines = [r for r in known if r.publisher not in outlets] + own
    return Furniture(lines, list(_rows(ledger, own, of)), of)


def find_all(ledger: Ledger, copied: Collection[str]) -> Furniture:
    """What is learned of all articles."""
    lines = list(_learned(ledger, copied, None))
    return Furniture(lines, list(_rows(ledger, lines, None)), None)


def _learned(
    ledger: Ledger, copied: Collection[str], outlets: Collection[str] | None
) -> Iterator[RepeatedLine]:
    """Lines that an outlet repeats in enough of its articles, copies not counted.

    An outlet that updates its own report prints the report's sentences again: those are no furniture.
    """
    printed = ledger.addresses(outlets=outlets)
    sizes = Counter(outlet for a, outlet, _ in printed if outlet and a not in copied)
    for line in ledger.repeated_lines(MIN_ARTICLES, outlets):
        own = [a for a in ledger.articles_with_line(line) if a not in copied]
        if line.line in Learned.of({line.line: len(own)}, sizes[line.publisher]).lines:
            yield RepeatedLine(line.publisher, line.line, len(own))


def _rows(
    ledger: Ledger, lines: Iterable[RepeatedLine], of: Collection[str] | None
) -> Iterator[LearnedFurniture]:
    """The stretches of articles that hold learned lines and were not labelled before."""
    by_article: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        for article_id in ledger.articles_with_line(line):
            if of is None or article_id in of:
                by_article[article_id].add(line.line)
    for article_id, found in sorted(by_article.items()):
        article = ledger.article(article_id)
        known = {f.span for f in article.furniture}
        for f in repeated(article, Learned(frozenset(found))):
            if f.span not in known:
                yield LearnedFurniture(article_id, f.span.start, f.span.end)
