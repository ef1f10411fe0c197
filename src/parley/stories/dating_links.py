"""What dated articles tell of an undated one: copies, shared quotations, numbers of addresses, likeness."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from parley.records import Article, Extraction
from parley.spans import Span, gaps
from parley.stories.dating_reasons import Case, Reason, Window, around
from parley.stories.dating_text import datelines, url_path
from parley.stories.shingles import Shingler
from parley.stories.terms import terms, weigh

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


class Links:
    """What a set of dated articles tells of a set of undated ones.

    The dated are gone through once; of them only the quotations that an undated one has, the numbers
    of addresses and the main words are kept.

    Args:
        undated, dated: articles with what was extracted from them.
        copies: (article, leader) pairs, as `find_copies` gives them.
    """

    def __init__(
        self,
        undated: Sequence[Case],
        dated: Iterable[tuple[Article, Extraction]],
        copies: Iterable[tuple[str, str]] = (),
    ) -> None:
        self._leaders = dict(copies)
        self._days: dict[str, date] = {}
        self._shingler = Shingler()
        self._quotes = {c.article.id: self._quoted(c.article, c.extraction) for c in undated}
        self._quoted_by: dict[int, list[_Near]] = {h: [] for q in self._quotes.values() for h in q}
        numbers: dict[str, list[tuple[int, _Near]]] = defaultdict(list)
        words = [_terms(c.article) for c in undated]
        near: list[_Near] = []
        for article, extraction in dated:
            if article.day is not None:
                near.append(_Near(article.id, article.day, _publisher(article)))
                words.append(_terms(article))
                self._enter(near[-1], article, extraction)
                if numbered := _numbered(article):
                    numbers[numbered[0]].append((numbered[1], near[-1]))
        self._shelves = {h: shelf for h, n in numbers.items() if (shelf := _Shelf.of(n))}
        vectors = weigh(words)
        found = _neighbours(vectors[: len(undated)], near, vectors[len(undated) :])
        self._neighbours = {
            undated[n].article.id: tuple(other for _, other in best) for n, best in found.items()
        }
        self._likeness = {undated[n].article.id: -best[-1][0] for n, best in found.items()}

    def _enter(self, near: _Near, article: Article, extraction: Extraction) -> None:
        self._days[near.id] = near.day
        for shingle in self._quoted(article, extraction):
            quoting = self._quoted_by.get(shingle)
            if (
                quoting is not None and len(quoting) <= QUOTED_BY
            ):  # one more tells that it is common
                quoting.append(near)

    def _quoted(self, article: Article, extraction: Extraction) -> list[int]:
        """The shingles of all that the article quotes verbatim."""
        quoted = [s.content for s in extraction.statements if s.form != "indirect"]
        text = [" ".join(c.of(article.text) for c in content) for content in quoted]
        return sorted({h for t in text for h in self._shingler(t).tolist()})

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
        for shingle in self._quotes[case.article.id]:
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
        numbered = _numbered(case.article)
        shelf = self._shelves.get(numbered[0]) if numbered else None
        if numbered and shelf:
            if before := shelf.before(numbered[1]):
                start, _ = around(before.day, before.day, shelf.inversion, 0)
                yield Reason("url number", start=start, other=before.id)
            if after := shelf.after(numbered[1]):
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
            if stamped or self._likeness[case.article.id] >= ALIKE:
                yield reason


def _publisher(article: Article) -> str:
    return article.publisher.value.casefold() if article.publisher else ""


def _terms(article: Article) -> Counter[str]:
    furniture = [f.span for f in article.furniture]
    body = gaps(furniture, Span(0, len(article.text)))
    title = article.title.value if article.title else ""
    return terms(title, "\n".join(s.of(article.text) for s in body))


def _numbered(article: Article) -> tuple[str, int] | None:
    """The site, and the last long number in the path of the address."""
    path = url_path(article.url)
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


def _neighbours(
    undated: Sequence[Mapping[str, float]],
    near: Sequence[_Near],
    dated: Sequence[Mapping[str, float]],
) -> dict[int, list[tuple[float, _Near]]]:
    """For each undated article, by number, the nearest of the dated with their negative likeness, nearest first."""
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, vector in enumerate(undated):
        for word, weight in vector.items():
            postings[word].append((number, weight))
    best: dict[int, list[tuple[float, _Near]]] = {}
    for other, vector in zip(near, dated, strict=True):
        sums: dict[int, float] = defaultdict(float)
        for word, weight in vector.items():
            for number, w in postings.get(word, ()):
                sums[number] += w * weight
        for number, likeness in sums.items():
            if likeness >= ALIKE_STAMPED:
                best[number] = sorted([*best.get(number, ()), (-likeness, other)])[:NEIGHBOURS]
    return best
