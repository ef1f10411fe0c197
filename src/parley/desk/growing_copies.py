"""Copies of a ledger: looked for among all texts, or only among those that share what new ones say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from parley.ledger import CopyOf, Digest, Ledger
from parley.records import Article
from parley.stories import copies
from parley.stories.copies import Rank, find_copies, renewed_copies
from parley.stories.shingles import Hashes

UNDATED: Final = "9999"
"""Stands for an unknown day in orders: undated articles come last, and do not lead a copy."""

FEW: Final = 250
"""One text in so many may be looked at by itself: to look at all together takes less for more."""

Days = Mapping[str, date | None]
"""Article → day of its publication."""


@dataclass(frozen=True, slots=True)
class Copies:
    """What is told of copies.

    Attributes:
        rows: those of the articles ``of``, which are all where it is None.
        leaders: of all articles, copy → leader; moved: articles that are copies of others than before.
    """

    rows: list[CopyOf]
    of: Collection[str] | None
    leaders: Mapping[str, str]
    moved: Collection[str]


def find(ledger: Ledger, new: Sequence[Digest], days: Days, *, anew: bool) -> Copies:
    """The copies after the articles ``new`` came.

    Args:
        anew: whether they are to be looked for among all, whatever the ledger has.
    """
    before = ledger.copies()
    ranks = {_rank(article, days[article]): _rank(of, days[of]) for article, of in before.items()}
    come = {_rank(d.article, days[d.article]): _hashes(d.shingles) for d in new}
    most = 0 if anew else len(come) + len(days) // FEW
    renewed = renewed_copies(come, _Texts(ledger, come), ranks, most=most) if most else None
    if renewed is None:
        found = {c.article: c for c in find_copies(_shingled(ledger, new, days))}
        rows, leaders = list(found.values()), {a: c.leader for a, c in found.items()}
        return Copies(_told(ledger, rows), None, leaders, _moved(before, leaders))
    rows = [copy for copy in renewed.values() if copy is not None]
    looked = {article for _, article in renewed}
    leaders = {a: of for a, of in before.items() if a not in looked}
    leaders |= {c.article: c.leader for c in rows}
    return Copies(_told(ledger, rows), looked, leaders, _moved(before, leaders))


def _told(ledger: Ledger, rows: Iterable[copies.CopyOf]) -> list[CopyOf]:
    """The copies as the ledger keeps them, in order, each with whose reporting it is."""
    found = sorted(rows, key=lambda c: c.article)
    origins = {a.id: _origin(a) for a in ledger.heads({c.leader for c in found})}
    return [CopyOf(c.article, c.leader, c.reason, origins[c.leader]) for c in found]


def _moved(before: Mapping[str, str], leaders: Mapping[str, str]) -> set[str]:
    return {article for article, _ in before.items() ^ leaders.items()}


def _origin(article: Article) -> str | None:
    """Whose reporting an article is: the credited publisher, the agency, else the outlet."""
    found = article.credit or article.agency or article.publisher
    return found.value if found else None


def _shingled(
    ledger: Ledger, new: Sequence[Digest], days: Days
) -> Iterator[tuple[str, Hashes, str]]:
    """The shingles of all articles, and by what they are ordered."""
    come = {d.article: d.shingles for d in new}
    kept = ((article, found) for article, _, found in ledger.shingles() if article not in come)
    for article, found in (*kept, *come.items()):
        yield article, _hashes(found), _rank(article, days[article])[0]


def _rank(article: str, day: date | None) -> Rank:
    return day.isoformat() if day else UNDATED, article


def _hashes(packed: bytes) -> Hashes:
    return np.frombuffer(packed, "<u4")


class _Texts:
    """The texts of a ledger, and those that come."""

    def __init__(self, ledger: Ledger, come: Mapping[Rank, Hashes]) -> None:
        self._ledger, self._come, self._read = ledger, come, dict(come)

    def shingles(self, text: Rank) -> Hashes:
        """The sorted hashes of one text."""
        if text not in self._read:
            for article, day, packed in self._ledger.shingles([text[1]]):
                self._read[_rank(article, day)] = _hashes(packed)
        return self._read[text]

    def having(self, hashes: Hashes) -> Iterator[tuple[int, Rank]]:
        """Each of these hashes with every text that is found by it."""
        for number, article, day in self._ledger.having(hashes.tolist()):
            yield number, _rank(article, day)
        for text, own in self._come.items():
            both = np.intersect1d(hashes, copies.sampled(own), assume_unique=True)
            yield from ((number, text) for number in both.tolist())
