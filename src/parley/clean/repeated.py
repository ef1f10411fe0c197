"""Furniture that is learned: lines which one outlet prints in many articles.

Pure and independent of order. The ledger counts :func:`lines_of` for each publisher over distinct
articles, builds :class:`Learned` from the counts, and asks :func:`repeated` for the articles' furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from parley.clean.pieces import loose
from parley.ids import text_hash
from parley.records import Article, Furniture, FurnitureKind
from parley.spans import Span

MIN_ARTICLES: Final = 4
"""Articles of one outlet that must hold a line before it is furniture; 3 to 8 tried on articles.jsonl."""
MIN_SHARE: Final = 0.08
"""Share of the outlet's articles that must hold it too: in a large archive stock phrases of reporting recur."""
MAX_LINE: Final = 240
"""Code points of the longest line that can be learned."""
EDGE: Final = 4
"""Pieces from the start or the end of an article among which a sentence may be learned."""
MIN_LINE: Final = 4
MAX_WORDS: Final = 16
"""Words of the longest line without a sentence that can be learned."""
HASH_LENGTH: Final = 16

_SENTENCE: Final = re.compile(r"[.!?…][\"”’')\]]{0,3}\s*\Z|[\"“”]")
_TO_THE_READER: Final = re.compile(
    r"\b(?:you|your|our|(?-i:us)|we|subscribe|subscription|click|newsletter|copyright|comments?|website|app|https?)\b|©|@",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Learned:
    """The hashes of the lines that one outlet repeats."""

    lines: frozenset[str] = frozenset()

    @classmethod
    def of(cls, counts: Mapping[str, int], articles: int) -> Learned:
        """The lines that are in enough of an outlet's articles.

        Args:
            counts: in how many distinct articles each hash of :func:`lines_of` is. Count copies once:
                articles that share their reporting share its sentences too.
            articles: how many distinct articles of the outlet were counted.
        """
        least = max(MIN_ARTICLES, MIN_SHARE * articles)
        return cls(frozenset(line for line, count in counts.items() if count >= least))


def lines_of(article: Article) -> frozenset[str]:
    """Hashes of the lines that could be furniture: short, and at an edge or no sentence of a report."""
    return frozenset(key for key, _ in _candidates(article))


def repeated(article: Article, learned: Learned) -> tuple[Furniture, ...]:
    """The article's furniture with its learned lines; what rules have labelled stays as it is."""
    found = [
        Furniture(span, FurnitureKind.REPEATED, "printed in many articles of this outlet")
        for key, span in _candidates(article)
        if key in learned.lines
    ]
    return tuple(sorted((*_by_rules(article), *found), key=lambda f: f.span))


def _by_rules(article: Article) -> list[Furniture]:
    """The furniture that was not learned: what was learned before must not change what is learned now."""
    return [f for f in article.furniture if f.kind is not FurnitureKind.REPEATED]


def _candidates(article: Article) -> list[tuple[str, Span]]:
    title = article.title.span if article.title else None
    labelled = [f.span for f in _by_rules(article)]
    free = loose(article.text, labelled, Span(0, len(article.text)))
    return [
        (_key(words), piece)
        for number, piece in enumerate(free)
        if not (title and piece.overlaps(title))
        and _can_be_furniture(
            words := piece.of(article.text), at_edge=number < EDGE or number >= len(free) - EDGE
        )
    ]


def _can_be_furniture(words: str, *, at_edge: bool) -> bool:
    """Whether a line that recurs is more than the background that reports of one story repeat.

    A full sentence is so only at an edge of the article and where it speaks to the reader.
    """
    if len(words) > MAX_LINE or len(words) < MIN_LINE:
        return False
    if _SENTENCE.search(words):
        return at_edge and bool(_TO_THE_READER.search(words))
    return len(words.split()) <= MAX_WORDS


def _key(words: str) -> str:
    return text_hash(" ".join(words.casefold().split()))[:HASH_LENGTH]


def count(articles: Iterable[Article]) -> tuple[dict[str, int], int]:
    """Counts of lines over articles, copies of one text once: what :meth:`Learned.of` takes."""
    counts: dict[str, int] = {}
    seen: set[str] = set()
    for article in articles:
        if article.sha256 in seen:
            continue
        seen.add(article.sha256)
        for line in lines_of(article):
            counts[line] = counts.get(line, 0) + 1
    return counts, len(seen)
