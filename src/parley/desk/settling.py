"""Settling: what only all articles together can tell, computed anew from the whole ledger.

Everything here is a pure function of the set of articles: it is the same whatever the order in which they
came, and it can be thrown away and made again. Copies, learned furniture, identities of actors, stories.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import chain
from typing import Final

import numpy as np

from parley.clean import MIN_ARTICLES, Learned, repeated
from parley.desk import growing_identities, growing_stories, growing_utterances
from parley.desk.digesting import DIGEST, digest
from parley.desk.growing_dates import Dates
from parley.desk.growing_identities import name_in_story
from parley.desk.joining import FEW, TRIES, Told, settle_joined
from parley.desk.review.consequence import rank
from parley.ledger import (
    CopyOf,
    Digest,
    Identity,
    LearnedFurniture,
    Ledger,
    RepeatedLine,
    UtteranceOf,
)
from parley.records import Article
from parley.stories.copies import find_copies
from parley.stories.shingles import Hashes

UNDATED: Final = "9999"
"""Stands for an unknown day in orders: undated articles come last, and do not lead a copy."""


@contextmanager
def _tidied_afterwards() -> Iterator[None]:
    """Leave memory as it is meanwhile: to look again and again for what may go takes a quarter of the time.

    Hardly anything that is made here refers to itself: the most memory that settling takes is the same.
    """
    tidies = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if tidies:
            gc.enable()


@_tidied_afterwards()
def settle(ledger: Ledger) -> bool:
    """Settle the ledger if anything was added or changed since the last time; whether it was.

    Where another process adds articles meanwhile, it is left to that one, which settles at its end.
    """
    # What others write meanwhile is not seen by halves: articles that came in the midst would fit nowhere.
    with ledger.one_state():
        seen, unsettled = ledger.seen(), ledger.unsettled()
        if not seen.changed:
            return False
        mark = ledger.mark()
        # Where only judgements changed what articles say, what is concluded about articles stands.
        said = _settle_articles(ledger, mark, unsettled) if unsettled else Told(True, ())
    if not said.written:
        return False
    for _ in range(TRIES):
        with ledger.one_state():
            if ledger.mark() != mark:
                return False
            judged = ledger.seen().judged
            joined = settle_joined(ledger, mark)
        if joined.written:
            break
    if joined.written:
        few = said.entries is not None and joined.entries is not None
        # What judgements changed was joined anew before, and its accounts are not known any more.
        few &= seen.changed == unsettled and seen.judged == judged
        rank(ledger, {*(said.entries or ()), *(joined.entries or ())} if few else None)
    return joined.written


def _settle_articles(ledger: Ledger, mark: int, unsettled: Collection[str]) -> Told:
    """Settle what is concluded about articles and their actors; the statements that it is about."""
    settled = {s.article for s in ledger.stories_of()}
    made = ledger.opened_by(DIGEST)
    new = [digest(a, x) for a, x in ledger.everything({*settled, *unsettled} - made)]
    come = {d.article for d in new}
    # Where an article changed, or most are new, all is told anew. Of others it was only decided who is who in them.
    anew = len(unsettled) * FEW >= len(settled) or not settled.isdisjoint(come)
    anew |= not settled.issuperset(set(unsettled) - come)
    days = ledger.days()
    identities = growing_identities.find(ledger, come, days, anew=anew)
    before = identities.before
    other = [(i, before.get((i.article, i.actor))) for i in identities.rows]
    named = {i.article for i, was in other if name_in_story(i) != name_in_story(was)}
    others = {
        (i.article, i.actor): None if was is None else was.identity
        for i, was in other
        if was is None or was.identity != i.identity
    }
    copies = find_copies(_shingled(ledger, new, days))
    leaders = {c.article: c.leader for c in copies}
    lines = list(_learned_lines(ledger, leaders.keys()))
    stories = growing_stories.find(ledger, new, named, identities.who, anew=anew)
    moved = {a for a, _ in leaders.items() ^ ledger.copies().items()}
    dates = Dates(ledger, stories.shelf, new, moved, anew=anew)
    utterances: Iterable[UtteranceOf] = ()
    if anew:
        utterances, of = (
            growing_utterances.find_all(_digests(ledger, new), identities.who, days),
            set(),
        )
    else:
        looked = growing_utterances.Utterances(ledger, new, identities.who, others, days)
        utterances, of = looked.rows, looked.of
    origins = {a.id: _origin(a) for a in ledger.heads(set(leaders.values()))}
    who = [Identity(*i) for i in identities.rows]
    only = {"stories": stories.of, "dated": dates.of, "utterances": of}
    written = ledger.settle(
        last=False,
        digests=new,
        mark=mark,
        identities=who if anew else None,
        identified=() if anew else who,
        recast=identities.recast,
        copies=[CopyOf(c.article, c.leader, c.reason, origins[c.leader]) for c in copies],
        stories=stories.rows,
        near=stories.near,
        repeated=lines,
        furniture=list(_learned_furniture(ledger, days.keys(), lines)),
        dated=list(dates.rows(leaders)),
        near_undated=dates.near,
        utterances=list(utterances),
        only={} if anew else only,
    )
    return Told(written, None if anew else of)


def _digests(ledger: Ledger, new: Sequence[Digest]) -> Iterator[Digest]:
    """Those of all articles."""
    come = {d.article for d in new}
    return chain((d for d in ledger.digests(DIGEST) if d.article not in come), new)


def _shingled(
    ledger: Ledger, new: Sequence[Digest], days: Mapping[str, date | None]
) -> Iterator[tuple[str, Hashes, str]]:
    """The shingles of all articles, and by what they are ordered."""
    come = {d.article: d.shingles for d in new}
    kept = ((article, found) for article, _, found in ledger.shingles() if article not in come)
    for article, found in (*kept, *come.items()):
        day = days[article]
        yield article, np.frombuffer(found, "<u4"), day.isoformat() if day else UNDATED


def _origin(article: Article) -> str | None:
    """Whose reporting an article is: the credited publisher, the agency, else the outlet."""
    found = article.credit or article.agency or article.publisher
    return found.value if found else None


def _learned_lines(ledger: Ledger, copied: Collection[str]) -> Iterator[RepeatedLine]:
    """Lines that an outlet repeats in enough of its articles, copies not counted.

    An outlet that updates its own report prints the report's sentences again: those are no furniture.
    """
    sizes = Counter(outlet for a, outlet, _ in ledger.addresses() if outlet and a not in copied)
    for line in ledger.repeated_lines(MIN_ARTICLES):
        own = [a for a in ledger.articles_with_line(line) if a not in copied]
        if line.line in Learned.of({line.line: len(own)}, sizes[line.publisher]).lines:
            yield RepeatedLine(line.publisher, line.line, len(own))


def _learned_furniture(
    ledger: Ledger, articles: Collection[str], lines: list[RepeatedLine]
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
