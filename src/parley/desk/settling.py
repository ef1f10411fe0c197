"""Settling: what only all articles together can tell, computed anew from the whole ledger.

Everything here is a pure function of the set of articles: it is the same whatever the order in which they
came, and it can be thrown away and made again. Copies, learned furniture, identities of actors, stories.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import numpy as np

from parley.clean import MIN_ARTICLES, Learned, repeated
from parley.desk.consequence import rank
from parley.desk.joining import settle_joined
from parley.facts import open_facts
from parley.ledger import (
    CopyOf,
    DatedOf,
    Digest,
    Identity,
    LearnedFurniture,
    Ledger,
    RepeatedLine,
    StoryOf,
    UtteranceOf,
)
from parley.pipeline import body
from parley.records import Article, Extraction, Statement
from parley.stories.clusters import StoryArticle, find_stories
from parley.stories.contacts import contacts_of
from parley.stories.copies import copies_among
from parley.stories.dating import Reason, find_dates
from parley.stories.decided import read_decision
from parley.stories.identity import IdentityOf, find_identities
from parley.stories.naming import OPENING
from parley.stories.shingles import Shingler
from parley.stories.terms import opening
from parley.stories.utterances import Said, find_utterances
from parley.version import VERSION

DIGEST: Final = f"2, parley {VERSION}"
"""Version of what makes digests; where it is another one, all articles are read and joined anew."""

UNDATED: Final = "9999"
"""Stands for an unknown day in orders: undated articles come last, and do not lead a copy."""


def settle(ledger: Ledger) -> bool:
    """Settle the ledger if anything was added or changed since the last time; whether it was.

    Where another process adds articles meanwhile, it is left to that one, which settles at its end.
    """
    if not ledger.changed():
        return False
    mark = ledger.mark()
    # Where only judgements changed what articles say, what is concluded about articles stands.
    written = not ledger.unsettled() or _settle_articles(ledger, mark)
    settled = written and settle_joined(ledger, mark)
    if settled:
        rank(ledger)
    return settled


def _settle_articles(ledger: Ledger, mark: int) -> bool:
    """Settle what is concluded about articles and their actors; whether it was written."""
    gathered = _gather(ledger)
    articles = gathered.articles
    days = {a.id: a.day for a in articles.values()}
    decided = [read_decision(j) for j in ledger.decisions()]
    identities = find_identities(ledger.casts(), days=days, decided=decided)
    copies = copies_among(
        (a, np.frombuffer(gathered.digests[a].shingles, "<u4"), _order(articles[a]))
        for a in articles
    )
    lines = list(_learned_lines(ledger, articles, {c.article for c in copies}))
    return ledger.settle(
        last=False,
        digests=gathered.new,
        mark=mark,
        identities=[Identity(*i) for i in identities],
        copies=[CopyOf(c.article, c.leader, c.reason, _origin(articles[c.leader])) for c in copies],
        stories=list(_stories(gathered, identities)),
        repeated=lines,
        furniture=list(_learned_furniture(ledger, articles, lines)),
        dated=list(_dated(ledger, gathered, [(c.article, c.leader) for c in copies])),
        utterances=list(_utterances(gathered, identities)),
    )


@dataclass(slots=True)
class _Gathered:
    """What is known of all articles.

    Attributes:
        articles: without their texts; new: digests that were not there yet; digests: of all.
    """

    articles: dict[str, Article]
    digests: dict[str, Digest]
    new: list[Digest]
    undated: list[tuple[Article, Extraction]]


def _gather(ledger: Ledger) -> _Gathered:
    """Read all articles' digests, and the articles that have none."""
    articles = {a.id: a for a in ledger.heads()}
    digests = {d.article: d for d in ledger.digests(DIGEST)}
    new = [_digest(a, x) for a, x in ledger.everything(articles.keys() - digests.keys())]
    digests.update((d.article, d) for d in new)
    undated = [a.id for a in articles.values() if a.day is None]
    return _Gathered(articles, digests, new, list(ledger.everything(undated)))


_shingles = Shingler()


def _digest(article: Article, extraction: Extraction) -> Digest:
    text = reporting(article)
    said = [
        (s.id, s.speaker, s.date.start and s.date.start.isoformat(), _content(article, s))
        for s in extraction.statements
        if s.speaker is not None
    ]
    terms = {
        "opening": opening(text, OPENING),
        "named": sorted(_named_early(article, extraction)),
        "said": said,
    }
    shingles = _shingles(text).astype("<u4").tobytes()
    return Digest(article.id, DIGEST, shingles, terms, dict(talks_of(article, extraction)))


def _content(article: Article, statement: Statement) -> str:
    return " ".join(c.of(article.text) for c in statement.content)


def _named_early(article: Article, extraction: Extraction) -> frozenset[str]:
    """Keys of those whom the opening of an article names."""
    start = next((s.start for s in body(article)), 0)
    return frozenset(
        m.actor for m in extraction.mentions if m.actor and m.span.start < start + OPENING
    )


def _stories(gathered: _Gathered, identities: Iterable[IdentityOf]) -> Iterator[StoryOf]:
    """The story of each article; outlets, which report it, are not whom it is about."""
    names = {(i.article, i.actor): i.name for i in identities if i.sector != "MED"}
    told = (
        replace(
            story_article(gathered.articles[d.article], d.terms["opening"]),
            actors=frozenset(
                names[d.article, key] for key in d.terms["named"] if (d.article, key) in names
            ),
        )
        for d in gathered.digests.values()
    )
    for found in find_stories(told):
        yield StoryOf(*found)


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


def _dated(
    ledger: Ledger, gathered: _Gathered, copies: Sequence[tuple[str, str]]
) -> Iterator[DatedOf]:
    """The days between which undated articles were published, where that can be told."""
    if not gathered.undated:
        return
    pages = {a.id: a for a, _ in gathered.undated}
    known = ((a, x) for a, x in ledger.everything() if a.day is not None)
    for d in find_dates(gathered.undated, known, facts=open_facts(), copies=copies):
        article = pages[d.article]
        reasons = tuple(_reason_words(article, r) for r in d.reasons)
        yield DatedOf(d.article, d.start, d.end, reasons)


def _reason_words(article: Article, reason: Reason) -> str:
    parts: list[str] = [reason.kind]
    if reason.span is not None:
        parts.append(f"“{' '.join(reason.span.of(article.text).split())}”")
    if reason.other is not None:
        parts.append(f"see {reason.other}")
    bounds = [b.isoformat() if b else "…" for b in (reason.start, reason.end)]
    return f"{' '.join(parts)}: {bounds[0]} to {bounds[1]}"


def _utterances(gathered: _Gathered, identities: Iterable[IdentityOf]) -> Iterator[UtteranceOf]:
    """The utterance of each statement whose words others report too."""
    who = {(i.article, i.actor): i.identity for i in identities}
    found = find_utterances(
        Said(d.article, statement, who[d.article, speaker], _day(said_on, gathered, d), words)
        for d in gathered.digests.values()
        for statement, speaker, said_on, words in d.terms["said"]
        if (d.article, speaker) in who
    )
    for utterance in found:
        members = [m for w in utterance.wordings for m in w.statements]
        if len(members) > 1:
            for article, statement in members:
                yield UtteranceOf(statement, utterance.id, (article, statement) == utterance.first)


def _day(said_on: str | None, gathered: _Gathered, digest: Digest) -> date | None:
    return date.fromisoformat(said_on) if said_on else gathered.articles[digest.article].day


def reporting(article: Article) -> str:
    """The article's text without its furniture."""
    return "\n".join(s.of(article.text) for s in body(article))


def story_article(article: Article, text: str | None = None) -> StoryArticle:
    """What clustering looks at; ``text`` is the article's without furniture, where that is known."""
    title = article.title.value if article.title else ""
    words = reporting(article) if text is None else text
    return StoryArticle(article.id, title, words, article.day)


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
        if article_id in articles:
            article = ledger.article(article_id)
            known = {f.span for f in article.furniture}
            for f in repeated(article, Learned(frozenset(found))):
                if f.span not in known:
                    yield LearnedFurniture(article_id, f.span.start, f.span.end)
