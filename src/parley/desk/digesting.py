"""What settling keeps of each article, so that no text is read twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from parley.ledger import Digest
from parley.pipeline import body
from parley.records import Article, Extraction, Statement
from parley.stories.clusters import StoryArticle
from parley.stories.contacts import contacts_of
from parley.stories.copies import sampled
from parley.stories.dating.links import quotes
from parley.stories.features import features
from parley.stories.naming import OPENING
from parley.stories.shingles import Shingler
from parley.stories.terms import opening
from parley.version import VERSION

DIGEST: Final = f"3, parley {VERSION}"
"""Version of what makes digests; where it is another one, all articles are read and joined anew."""

_shingles = Shingler()


def digest(article: Article, extraction: Extraction) -> Digest:
    """What is kept of an article."""
    text = reporting(article)
    said = [
        (s.id, s.speaker, day and day.isoformat(), _content(article, s))
        for s in extraction.statements
        for day in [s.date.start or s.date.end]
        if s.speaker is not None
    ]
    words = _shingles(text)
    named = _named_early(article, extraction)
    begins = opening(text, OPENING)
    title = article.title.value if article.title else ""
    names = (a.name for a in extraction.actors if a.key in named)
    begun = features(title, begins, names)
    return Digest(
        article.id,
        DIGEST,
        words.astype("<u4").tobytes(),
        {"opening": begins, "named": sorted(named), "said": said},
        dict(talks_of(article, extraction)),
        begun.numbers.astype("<u4").tobytes(),
        begun.counts.tobytes(),
        quotes(article, extraction).astype("<u4").tobytes(),
        sampled(words).astype("<u4").tobytes(),
    )


def reporting(article: Article) -> str:
    """The article's text without its furniture."""
    return "\n".join(s.of(article.text) for s in body(article))


def story_article(article: Article) -> StoryArticle:
    """What clustering looks at."""
    title = article.title.value if article.title else ""
    return StoryArticle(article.id, title, reporting(article), article.day)


def talks_of(article: Article, extraction: Extraction) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What a happening says more of each contact: its entry and its fields, people by their keys."""
    for c in contacts_of(article, extraction):
        words = {n: p.words for n in ("venue", "topic", "outcome") if (p := getattr(c, n))}
        yield (
            c.id,
            {
                "form": c.form,
                "level": c.level,
                "state": c.state,
                "mediators": [p.key for p in c.mediators],
                "hosts": [p.key for p in c.hosts],
                "announced_by": list(c.announced_by),
                "confirmed_by": list(c.confirmed_by),
                "denied_by": list(c.denied_by),
                **words,
            },
        )


def _content(article: Article, statement: Statement) -> str:
    return " ".join(c.of(article.text) for c in statement.content)


def _named_early(article: Article, extraction: Extraction) -> frozenset[str]:
    """Keys of those whom the opening of an article names."""
    start = next((s.start for s in body(article)), 0)
    return frozenset(
        m.actor for m in extraction.mentions if m.actor and m.span.start < start + OPENING
    )
