"""Dating: on which days an article was published that does not say so.

Each source gives reasons, which bound the day; the most trustworthy come first, and each narrows the
window that those before it have left. Where reasons that should agree contradict each other the article is
not dated; a weak reason that contradicts the others is not believed, and not asked once the window is
narrow. What stays open, or wide, is not dated: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain
from typing import Final

from parley.facts import Facts
from parley.records import Article, Extraction, Found
from parley.stories import dating_text as text
from parley.stories.dating_links import Links
from parley.stories.dating_offices import offices
from parley.stories.dating_reasons import Case, Kind, Reason, Source, Window

__all__ = ["Dated", "Kind", "Reason", "find_dates"]

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
        dated: the others; they are gone through once.
        facts: for the offices that speakers hold.
        copies: (article, leader) pairs, as :func:`~parley.stories.copies.find_copies` gives them when
            undated articles come last.
    """
    cases = sorted((Case(*pair) for pair in undated), key=lambda c: c.article.id)
    placed = [found for case in cases if (found := _Found.by_address(case)).narrow]
    seen = {found.case.article.id for found in placed}
    cases = [case for case in cases if case.article.id not in seen]
    links = Links(cases, chain(dated, (found.dated_case() for found in placed)), copies)
    strong = (
        links.copies, links.quotations, text.past_dates, text.captions, offices(facts),
        links.url_numbers, links.alike, text.datelines,
    )  # fmt: skip
    weak = (text.planned_dates, text.said_days, text.weekdays)
    answers = [found.answer() for found in placed]
    answers += [_date(case, strong, weak) for case in cases]
    return tuple(sorted((a for a in answers if a), key=lambda a: a.article))


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

    def dated_case(self) -> Case:
        """The case as one of the dated: with the day in the middle of its window."""
        day = self.window.start + timedelta(self.window.days // 2)
        article = replace(self.case.article, published=Found(day, "address", inferred=True))
        return self.case._replace(article=article)

    def answer(self) -> Dated | None:
        if not self.window.closed or self.window.days > WIDEST:
            return None
        return Dated(self.case.article.id, *self.window, tuple(self.reasons))
