"""What dated articles tell of an undated one: copies, shared quotations, numbers of addresses, likeness."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

import numpy as np

from parley.records import Article, Extraction
from parley.spans import Span, gaps
from parley.stories.dating.reasons import Case, Reason, Window, around
from parley.stories.dating.text import datelines, url_path
from parley.stories.features import features
from parley.stories.shelf import UNIT, Shelf, Told
from parley.stories.shingles import Hashes, Shingler

# Tuned on 275 articles of a conflict and 184 of general news, half of them hidden by seeds 1 to 5. Dates of
# publication are themselves wrong in some 2 % and 8 % of these: what remained was read before a bound was widened.

COPY_DAYS: Final = 2
"""Days by which a copy and its leader lie apart: 79 of 82 (1 to 2 swept)."""

SHARED: Final = 8
"""Five-word shingles of quotations that two articles of one time share. From 8 on 88 of 94 pairs of different
outlets were of the same two days, from 4 to 7 three in four (1 to 20 swept)."""
SHARED_DAYS: Final = 2
"""Days by which the article lies outside those on which other outlets print the quotation (1 to 3 swept)."""
REPEATED_DAYS: Final = 20
"""The same for articles of its own outlet, which prints it again as background."""
QUOTED_BY: Final = 12
"""Articles that may have a shingle: what more of them quote is a saying, or lasting news."""

ALIKE: Final = 0.12
"""Likeness from which neighbours tell an article's time (0.06 to 0.15 swept: the bound holds in 96 to 100 %). Where
no article of its time is among the dated, one in 250 has neighbours that like, at 0.08 one in 20."""
ALIKE_STAMPED: Final = 0.06
"""The same where a dateline's day without a year falls into their time, which speaks for it too."""
NEIGHBOURS: Final = 3
"""Nearest dated articles that must agree."""
ALIKE_APART: Final = 60
"""Days by which neighbours that agree lie apart."""
ALIKE_DAYS: Final = 75
"""Days by which the article lies outside those of its neighbours (45 and 75 tried: 96 and 98 %)."""

MIN_NUMBERS: Final = 5
"""Dated articles of a site from which one can tell whether the numbers of its addresses grow with time."""
MAX_INVERSION: Final = 3
"""Days by which a later number may be the older article: beyond it the numbers tell nothing."""

_NUMBER: Final = re.compile(r"(?<!\d)\d{5,12}(?!\d)")
_HOST: Final = re.compile(r"[a-z]{2,8}://(?:www\.)?([^/]{1,200})/")


class _Near(NamedTuple):
    """A dated article, and who printed it."""

    id: str
    day: date
    publisher: str


class Known(NamedTuple):
    """What a dated article tells of undated ones.

    Attributes:
        id, day, url: its own; publisher: casefolded, empty where unknown.
        quotes: sorted shingles of all that it quotes verbatim.
    """

    id: str
    day: date
    publisher: str
    url: str | None
    quotes: Hashes

    @classmethod
    def of(cls, article: Article, quotes: Hashes, day: date) -> Known:
        """Of an article that was published on that day."""
        return cls(article.id, day, _publisher(article), article.url, quotes)


Neighbours = Mapping[str, Sequence[tuple[int, str]]]
"""Undated article → the dated ones most like it, nearest first, each with its likeness."""


def neighbours(shelf: Shelf, undated: Collection[str], dated: Collection[str]) -> Neighbours:
    """Of each of the undated articles the nearest of the dated ones."""
    known = np.array([i in dated for i in shelf.ids], dtype=np.bool_)
    wanted = np.array(sorted(shelf.places[i] for i in undated), dtype=np.int64)
    out = {}
    for article, others, likeness in shelf.rows(wanted):
        enough = known[others] & (likeness >= ALIKE_STAMPED * UNIT)
        found = zip((-likeness[enough]).tolist(), others[enough].tolist(), strict=True)
        best = sorted((less, shelf.ids[n]) for less, n in found)[:NEIGHBOURS]
        out[shelf.ids[article]] = [(-less, other) for less, other in best]
    return out


def told(article: Article) -> Told:
    """What an article is compared by."""
    body = gaps([f.span for f in article.furniture], Span(0, len(article.text)))
    title = article.title.value if article.title else ""
    text = "\n".join(s.of(article.text) for s in body)
    return Told(article.id, article.day, features(title, text))


_shingles = Shingler()


def quotes(article: Article, extraction: Extraction) -> Hashes:
    """The shingles of all that the article quotes verbatim."""
    quoted = [s.content for s in extraction.statements if s.form != "indirect"]
    text = [" ".join(c.of(article.text) for c in content) for content in quoted]
    return np.unique(np.concatenate([np.empty(0, np.uint32), *map(_shingles, text)]))


class Links:
    """What a set of dated articles tells of a set of undated ones.

    The dated are gone through once; of them only the quotations that an undated one has and the numbers of
    addresses are kept.

    Args:
        undated: articles with what was extracted from them; dated: the others.
        near: the dated ones that are most like each undated one.
        copies: (article, leader) pairs, as `find_copies` gives them.
    """

    def __init__(
        self,
        undated: Sequence[Case],
        dated: Iterable[Known],
        near: Neighbours,
        copies: Iterable[tuple[str, str]] = (),
    ) -> None:
        self._leaders = dict(copies)
        self._quotes = {c.article.id: quotes(c.article, c.extraction) for c in undated}
        asked = np.unique(np.concatenate([np.empty(0, np.uint32), *self._quotes.values()]))
        self._quoted_by: dict[int, list[_Near]] = {h: [] for h in asked.tolist()}
        numbers: dict[str, list[tuple[int, _Near]]] = defaultdict(list)
        known: dict[str, _Near] = {}
        for one in dated:
            known[one.id] = here = _Near(one.id, one.day, one.publisher)
            for shingle in np.intersect1d(one.quotes, asked, assume_unique=True).tolist():
                if len(quoting := self._quoted_by[shingle]) <= QUOTED_BY:
                    quoting.append(here)  # one more tells that it is common
            if (site := numbered(one.url)) is not None:
                numbers[site[0]].append((site[1], here))
        self._days = {n.id: n.day for n in known.values()}
        self._shelves = {h: shelf for h, n in numbers.items() if (shelf := _Shelf.of(n))}
        self._neighbours = {
            c.article.id: tuple(known[o] for _, o in near.get(c.article.id, ())) for c in undated
        }
        self._likeness = {article: found[-1][0] for article, found in near.items() if found}

    # ---- reasons ----

    def copies(self, case: Case, window: Window) -> Iterator[Reason]:
        """A copy has nearly the day of its leader."""
        leader = self._leaders.get(case.article.id)
        if leader in self._days:
            day = self._days[leader]
            yield Reason("copy", *around(day, day, COPY_DAYS, COPY_DAYS), other=leader)

    def quotations(self, case: Case, window: Window) -> Iterator[Reason]:
        """Articles that quote the same words at length are of the same days."""
        shared: Counter[_Near] = Counter()
        for shingle in self._quotes[case.article.id].tolist():
            quoting = self._quoted_by[shingle]
            if len(quoting) <= QUOTED_BY:
                shared.update(quoting)
        own = _publisher(case.article)
        most = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:QUOTED_BY]
        same = [near for near, n in most if n >= SHARED]
        others = [n for n in same if n.publisher and own and n.publisher != own]
        quoting, days = (others, SHARED_DAYS) if others else (same, REPEATED_DAYS)
        if self._agreed(case, quoting):
            first, last = min(n.day for n in quoting), max(n.day for n in quoting)
            yield Reason("quotation", *around(first, last, days, days), other=quoting[0].id)

    def _agreed(self, case: Case, quoting: Sequence[_Near]) -> bool:
        """Whether two outlets, or one and a neighbour, are of one time: old words are quoted again years later."""
        near = (*quoting, *self._neighbours.get(case.article.id, ()))
        return any(
            a.id != b.id and abs((a.day - b.day).days) <= ALIKE_APART for a in quoting for b in near
        )

    def url_numbers(self, case: Case, window: Window) -> Iterator[Reason]:
        """Where a site numbers its articles, one lies in time between those with the next numbers."""
        site = numbered(case.article.url)
        shelf = self._shelves.get(site[0]) if site else None
        if site and shelf:
            if before := shelf.before(site[1]):
                start, _ = around(before.day, before.day, shelf.inversion, 0)
                yield Reason("url number", start=start, other=before.id)
            if after := shelf.after(site[1]):
                _, end = around(after.day, after.day, 0, shelf.inversion)
                yield Reason("url number", end=end, other=after.id)

    def alike(self, case: Case, window: Window) -> Iterator[Reason]:
        """An article is of the time of those most like it, where these are of one time."""
        near = self._neighbours.get(case.article.id, ())
        if len(near) < NEIGHBOURS:
            return
        first, last = min(n.day for n in near), max(n.day for n in near)
        if (last - first).days <= ALIKE_APART:
            reason = Reason("alike", *around(first, last, ALIKE_DAYS, ALIKE_DAYS), other=near[0].id)
            left = window.within(reason)
            stamped = left is not None and any(datelines(case, left))
            if stamped or self._likeness[case.article.id] >= ALIKE * UNIT:
                yield reason


def _publisher(article: Article) -> str:
    return article.publisher.value.casefold() if article.publisher else ""


def numbered(url: str | None) -> tuple[str, int] | None:
    """The site, and the last long number in the path of the address."""
    path = url_path(url)
    host, numbers = _HOST.match(path), _NUMBER.findall(path)
    return (host[1], int(numbers[-1])) if host and numbers else None


class _Shelf(NamedTuple):
    """The articles of a site whose numbers grow with time, sorted by number.

    Attributes:
        inversion: by how many days at most a later number is the older article.
    """

    numbers: list[int]
    articles: list[_Near]
    inversion: int

    @classmethod
    def of(cls, numbered: list[tuple[int, _Near]]) -> _Shelf | None:
        """The shelf; None where there are too few articles to tell, or their numbers do not grow with time."""
        numbered = sorted(numbered)
        latest, inversion = date.min, 0
        for _, near in numbered:
            latest = max(latest, near.day)
            inversion = max(inversion, (latest - near.day).days)
        if len(numbered) < MIN_NUMBERS or inversion > MAX_INVERSION:
            return None
        return cls([n for n, _ in numbered], [near for _, near in numbered], inversion)

    def before(self, number: int) -> _Near | None:
        """The article with the next lower number, or the same."""
        at = bisect_right(self.numbers, number)
        return self.articles[at - 1] if at else None

    def after(self, number: int) -> _Near | None:
        """The article with the next higher number, or the same."""
        at = bisect_left(self.numbers, number)
        return self.articles[at] if at < len(self.numbers) else None
