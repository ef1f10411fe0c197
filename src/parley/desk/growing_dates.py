"""Days of undated articles: looked for again only where something that tells them is another than before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as Collection
from datetime import date

import numpy as np

from parley.desk.digesting import DIGEST
from parley.facts import open_facts
from parley.ledger import DatedOf, Digest, Ledger
from parley.records import Article
from parley.stories.dating.dating import Reason, by_address, dates_of
from parley.stories.dating.links import Known, Neighbours, neighbours, numbered
from parley.stories.dating.reasons import Case
from parley.stories.shelf import Shelf
from parley.stories.shingles import Hashes

Copies = Mapping[str, str]
"""Copy → its leader."""


class Dates:
    """What is told anew of the days of undated articles.

    Attributes:
        of: the articles that were looked at; near: the dated articles most like each undated one.
    """

    def __init__(
        self,
        ledger: Ledger,
        shelf: Shelf,
        new: Sequence[Digest],
        moved: Collection[str],
        *,
        anew: bool,
    ) -> None:
        """Args:
        new: digests that the ledger does not have yet; moved: articles that are copies of others than before.
        anew: whether the days of all are to be looked for, whatever the ledger has.
        """
        self._ledger, self._new = ledger, {d.article: d for d in new}
        undated = [shelf.ids[n] for n in np.flatnonzero(shelf.days == 0).tolist()]
        self._undated = {a.id: a for a in ledger.heads(undated)}
        placed = {a.id: day for a in self._undated.values() if (day := by_address(a)) is not None}
        self._days = {
            a: date.fromordinal(n) for a, n in zip(shelf.ids, shelf.days.tolist(), strict=True) if n
        }
        self._days |= placed
        left = self._undated.keys() - placed.keys()
        self.near: Neighbours = neighbours(shelf, left, self._days.keys()) if left else {}
        self.of = set(self._undated) if anew else self._touched(left, moved)

    def rows(self, copies: Copies) -> Iterator[DatedOf]:
        """The days of those that were looked at, where they can be told."""
        if not self.of:
            return
        pages = {a.id: Case(a, x) for a, x in self._ledger.everything(self.of)}
        known = self._known()
        for d in dates_of(
            pages.values(), known, self.near, facts=open_facts(), copies=copies.items()
        ):
            reasons = tuple(_words(pages[d.article].article, r) for r in d.reasons)
            yield DatedOf(d.article, d.start, d.end, reasons)

    def _touched(self, left: Collection[str], moved: Collection[str]) -> set[str]:
        """Undated articles about which something new can tell."""
        before = self._ledger.near_undated()
        found = {a for a in self.near if list(self.near[a]) != before.get(a)}
        found |= {a for a in self._undated if a in self._new or a in moved}
        quoted = np.unique(
            np.concatenate([_none(), *(_hashes(d.quotes) for d in self._new.values())])
        )
        addresses = {n[0] for a in self._ledger.heads(self._new) if (n := numbered(a.url))}
        for article, hashes in self._ledger.quotes(DIGEST, left):
            if len(np.intersect1d(_hashes(hashes), quoted)):
                found.add(article)
        for article in left:
            site = numbered(self._undated[article].url)
            if site is not None and site[0] in addresses:
                found.add(article)
        return found

    def _known(self) -> Iterator[Known]:
        """What is kept of all articles whose day is known."""
        hashes = dict(self._ledger.quotes(DIGEST))
        hashes |= {d.article: d.quotes for d in self._new.values()}
        for article, publisher, url in self._ledger.addresses():
            if article in self._days:
                told = (publisher or "").casefold()
                yield Known(article, self._days[article], told, url, _hashes(hashes[article]))


def _none() -> Hashes:
    return np.empty(0, np.uint32)


def _hashes(packed: bytes) -> Hashes:
    return np.frombuffer(packed, dtype="<u4")


def _words(article: Article, reason: Reason) -> str:
    """A reason in words."""
    parts: list[str] = [reason.kind]
    if reason.span is not None:
        parts.append(f"“{' '.join(reason.span.of(article.text).split())}”")
    if reason.other is not None:
        parts.append(f"see {reason.other}")
    bounds = [b.isoformat() if b else "…" for b in (reason.start, reason.end)]
    return f"{' '.join(parts)}: {bounds[0]} to {bounds[1]}"
