"""Settling: what only all articles together can tell, computed anew from the whole ledger.

Everything here is a pure function of the set of articles: it is the same whatever the order in which they
came, and it can be thrown away and made again. Learned furniture, copies, identities of actors, stories.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from parley.clean import Learned, repeated
from parley.ledger import CopyOf, Identity, LearnedFurniture, Ledger, RepeatedLine, StoryOf
from parley.pipeline import body
from parley.records import Article
from parley.stories.clusters import StoryArticle, find_stories
from parley.stories.copies import find_copies
from parley.stories.identity import find_identities

UNDATED: Final = date.max
"""Stands for an unknown day in orders: undated articles come last, and never lead a copy."""


def settle(ledger: Ledger) -> bool:
    """Settle the ledger if anything was added or changed since the last time; whether it was.

    Where another process adds articles meanwhile, it is left to that one, which settles at its end.
    """
    if not ledger.unsettled():
        return False
    mark = ledger.mark()
    lines = ledger.repeated_lines(Learned.LEAST)
    articles: dict[str, Article] = {}
    actors = []
    for article, extraction in ledger.everything():
        articles[article.id] = article
        actors.append((article.id, extraction.actors))
    return ledger.settle(
        mark=mark,
        identities=[Identity(*i) for i in find_identities(actors)],
        copies=[CopyOf(c.article, c.leader, c.reason) for c in find_copies(_bodies(articles))],
        stories=[StoryOf(*s) for s in find_stories(_story_articles(articles))],
        repeated=lines,
        furniture=list(_furniture(ledger, articles, lines)),
    )
