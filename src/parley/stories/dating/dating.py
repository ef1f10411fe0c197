"""Dating: on which days an article was published that does not say so.

Each source gives reasons, which bound the day; the most trustworthy come first, and each narrows the
window that those before it have left. Where reasons that should agree contradict each other the article is
not dated; a weak reason that contradicts the others is not believed, and not asked once the window is
narrow. What stays open, or wide, is not dated: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Final

from parley.facts import Facts
from parley.records import Article, Extraction
from parley.stories.dating import text
from parley.stories.dating.links import Known, Links, Neighbours, neighbours, quotes, told
from parley.stories.dating.offices import offices
from parley.stories.dating.reasons import Case, Kind, Reason, Source, Window
from parley.stories.shelf import Shelf

__all__ = ["Dated", "Kind", "Reason", "by_address", "dates_of", "find_dates"]

NARROW: Final = 3
"""Days of a window that no weaker reason need narrow further."""

WIDEST: Final = 400
"""Days of the widest window that is an answer: a little more than a year tells the time, an era does not."""


@dataclass(frozen=True, slots=True)
class Dated:
    """The days on which an article was published, as far as can be told.

    Attributes:
        article: its id.
        start, end: first and last day, inclusive.
        reasons: all that bounds them, the most trustworthy first.
    """

    article: str
    start: date
    end: date
    reasons: tuple[Reason, ...]


def find_dates(
    undated: Iterable[tuple[Article, Extraction]],
    dated: Iterable[tuple[Article, Extraction]],
    *,
    facts: Facts,
    copies: Iterable[tuple[str, str]] = (),
) -> tuple[Dated, ...]:
    """The days of the undated articles, sorted by article; those that cannot be told are left out.

    The order in which articles come does not count. Those whose address gives the day help to date the others.

    Args:
        undated: articles without a day of publication, with what was extracted from them.
        dated: the others.
        facts: for the offices that speakers hold.
        copies: (article, leader) pairs, as :func:`~parley.stories.copies.find_copies` gives them when
            undated articles come last.
    """
    cases = [Case(*pair) for pair in undated]
    known, articles = [], [told(c.article) for c in cases]
    for article, extraction in chain(dated, cases):
        day = article.day or by_address(article)
        if day is not None:
            known.append(Known.of(article, quotes(article, extraction), day))
        if article.day is not None:
            articles.append(told(article))
    dated_ids = {k.id for k in known}
    left = [c.article.id for c in cases if c.article.id not in dated_ids]
    near = neighbours(Shelf(articles), left, dated_ids)
    return dates_of(cases, known, near, facts=facts, copies=copies)


def dates_of(
    cases: Iterable[Case],
    known: Iterable[Known],
    near: Neighbours,
    *,
    facts: Facts,
    copies: Iterable[tuple[str, str]] = (),
) -> tuple[Dated, ...]:
    """The days of undated articles; see :func:`find_dates`.

    Args:
        known: of all articles whose day is known, by themselves or by their address.
        near: of those of the undated of which not even the address tells it, the dated ones most like them.
    """
    ordered = sorted(cases, key=lambda c: c.article.id)
    placed = [found for c in ordered if (found := _Found.by_address(c)).narrow]
    seen = {found.case.article.id for found in placed}
    left = [c for c in ordered if c.article.id not in seen]
    links = Links(left, known, near, copies)
    strong = (
        links.copies, links.quotations, text.past_dates, text.captions, offices(facts),
        links.url_numbers, links.alike, text.datelines,
    )  # fmt: skip
    weak = (text.planned_dates, text.said_days, text.weekdays)
    answers = [found.answer() for found in placed]
    answers += [_date(case, strong, weak) for case in left]
    return tuple(sorted((a for a in answers if a), key=lambda a: a.article))


def by_address(article: Article) -> date | None:
    """The day of publication that the address of an article tells as well as a day."""
    found = _Found.by_address(Case(article, Extraction(article.id)))
    return found.window.start + timedelta(found.window.days // 2) if found.narrow else None


def _date(case: Case, strong: Sequence[Source], weak: Sequence[Source]) -> Dated | None:
    """The answer for one article; None where its reasons contradict each other, or leave too much open."""
    found = _Found.by_address(case)
    if not all(found.ask(source) for source in strong):
        return None
    for source in weak:
        if not found.narrow:
            found.ask(source)
    return found.answer()


@dataclass(slots=True)
class _Found:
    """What the reasons asked so far have left."""

    case: Case
    window: Window
    reasons: list[Reason]

    @classmethod
    def by_address(cls, case: Case) -> _Found:
        """What the address alone leaves."""
        found = cls(case, Window(), [])
        found.ask(text.url_days)
        return found

    @property
    def narrow(self) -> bool:
        """Whether the window is as good as a day."""
        return self.window.days <= NARROW

    def ask(self, source: Source) -> bool:
        """Narrow the window by the source's reasons; whether none of them contradicts it."""
        for reason in source(self.case, self.window):
            left = self.window.within(reason)
            if left is None:
                return False
            if left != self.window:
                self.window = left
                self.reasons.append(reason)
        return True

    def answer(self) -> Dated | None:
        if not self.window.closed or self.window.days > WIDEST:
            return None
        return Dated(self.case.article.id, *self.window, tuple(self.reasons))
