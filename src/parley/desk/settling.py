"""Settling: what only all articles together can tell, computed anew from the whole ledger.

Everything here is a pure function of the set of articles: it is the same whatever the order in which they
came, and it can be thrown away and made again. Copies, learned furniture, identities of actors, stories.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

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
from parley.records import Actor, Article, Extraction
from parley.stories.clusters import StoryArticle, find_stories
from parley.stories.contacts import contacts_of
from parley.stories.copies import find_copies
from parley.stories.dating import Reason, find_dates
from parley.stories.decided import read_decision
from parley.stories.identity import IdentityOf, find_identities
from parley.stories.naming import OPENING
from parley.stories.utterances import Said, find_utterances

DIGEST: Final = "1"
"""Version of what makes digests."""

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
    gathered = _gather(ledger.everything())
    articles = gathered.articles
    days = {a.id: a.day for a in articles.values()}
    decided = [read_decision(j) for j in ledger.decisions()]
    identities = find_identities(gathered.actors, days=days, decided=decided)
    copies = find_copies((a, text, _order(articles[a])) for a, text in gathered.texts.items())
    lines = list(_learned_lines(ledger, articles, {c.article for c in copies}))
    return ledger.settle(
        last=False,
        digests=gathered.digests,
        mark=mark,
        identities=[Identity(*i) for i in identities],
        copies=[CopyOf(c.article, c.leader, c.reason, _origin(articles[c.leader])) for c in copies],
        stories=list(_stories(gathered, identities)),
        repeated=lines,
        furniture=list(_learned_furniture(ledger, articles, lines)),
        dated=list(_dated(ledger, gathered, [(c.article, c.leader) for c in copies])),
        utterances=list(_utterances(gathered.said, identities)),
    )


@dataclass(slots=True)
class _Gathered:
    """What one pass over the ledger collects."""

    articles: dict[str, Article] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    actors: list[tuple[str, Sequence[Actor]]] = field(default_factory=list)
    undated: list[tuple[Article, Extraction]] = field(default_factory=list)
    said: list[tuple[str, str, str, date | None, str]] = field(default_factory=list)
    digests: list[Digest] = field(default_factory=list)
    openings: dict[str, frozenset[str]] = field(default_factory=dict)


def _gather(pages: Iterable[tuple[Article, Extraction]]) -> _Gathered:
    out = _Gathered()
    for article, extraction in pages:
        out.articles[article.id] = article
        out.texts[article.id] = reporting(article)
        out.actors.append((article.id, extraction.actors))
        out.digests.append(Digest(article.id, DIGEST, b"", {}, dict(talks_of(article, extraction))))
        out.openings[article.id] = _named_early(article, extraction)
        if article.day is None:
            out.undated.append((article, extraction))
        for s in extraction.statements:
            if s.speaker is not None:
                words = " ".join(c.of(article.text) for c in s.content)
                day = s.date.start or article.day
                out.said.append((article.id, s.id, s.speaker, day, words))
    return out


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
            story_article(a, gathered.texts[a.id]),
            actors=frozenset(
                names[a.id, key] for key in gathered.openings[a.id] if (a.id, key) in names
            ),
        )
        for a in gathered.articles.values()
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
    known = ((a, x) for a, x in ledger.everything() if a.day is not None)
    for d in find_dates(gathered.undated, known, facts=open_facts(), copies=copies):
        article = gathered.articles[d.article]
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


def _utterances(
    said: Iterable[tuple[str, str, str, date | None, str]], identities: Iterable[IdentityOf]
) -> Iterator[UtteranceOf]:
    """The utterance of each statement whose words others report too."""
    who = {(i.article, i.actor): i.identity for i in identities}
    found = find_utterances(
        Said(article, statement, who[article, speaker], day, words)
        for article, statement, speaker, day, words in said
        if (article, speaker) in who
    )
    for utterance in found:
        members = [m for w in utterance.wordings for m in w.statements]
        if len(members) > 1:
            for article, statement in members:
                yield UtteranceOf(statement, utterance.id, (article, statement) == utterance.first)


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
        article = articles.get(article_id)
        if article is not None:
            known = {f.span for f in article.furniture}
            for f in repeated(article, Learned(frozenset(found))):
                if f.span not in known:
                    yield LearnedFurniture(article_id, f.span.start, f.span.end)
