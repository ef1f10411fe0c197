"""Copies: articles whose text another article already holds, whole or as a part.

Wire copies are cut, continued and given another headline, so that two of them share little of what they
print together and yet nearly all of the shorter one: containment tells them, not resemblance
(A. Broder, "On the resemblance and containment of documents", 1997). Furniture must be gone before.

Time and memory grow with the number of words: each sampled shingle points to the earliest article that has
it, and an article is compared in full with the few earlier ones to which most of its shingles point.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Final, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from parley.stories.shingles import Hashes

MIN_SHINGLES: Final = 30
"""Shingles that a text must have to be told a copy: shorter ones are too alike by chance."""

CONTAINMENT: Final = 0.75
"""Share of the shorter text that the other holds. Set by reading all pairs above 0.4 among 184 articles of 94
outlets and 275 of a conflict (0.4 to 0.8 swept): from 0.75 on each is a wire copy or an outlet's update of its
own text, below 0.65 furniture that was not labelled makes pairs of its own."""

OWN_SHARE: Final = 0.25
"""Share of a later, longer text that the earlier one makes up: below it, it reports more than it copies."""

DRIFT: Final = 0.5
"""Containment that a copy of a copy must still have with the first."""

SAMPLING: Final = 4
"""One shingle in so many is indexed. Must be a power of two."""

COMPARED: Final = 4
"""Earlier articles with which an article is compared in full."""

MIN_SHARED: Final = 3
"""Sampled shingles that must point to an article for it to be compared."""


Rank = tuple[str, str]
"""By what texts are ordered: the sort key, then the article's id."""

R = TypeVar("R", int, Rank)


@dataclass(frozen=True, slots=True)
class CopyOf:
    """An article and the earlier one whose text it shares.

    Attributes:
        article: the copy's id; leader: id of the earliest article that holds the text.
        containment: share of the shorter text's shingles that both have.
        share: share of the copy's shingles that the leader has; below 1 it has text of its own.
    """

    article: str
    leader: str
    containment: float
    share: float

    @property
    def reason(self) -> str:
        """Why it is called a copy, in a few words."""
        return f"{self.containment:.0%} of the shorter text is in both"


def sampled(hashes: Hashes) -> Hashes:
    """Those shingles of a text by which others are found; none of a text that is too short to be told a copy."""
    if len(hashes) < MIN_SHINGLES:
        return hashes[:0]
    few: Hashes = hashes[(hashes & np.uint32(SAMPLING - 1)) == 0]
    return few


def find_copies(texts: Iterable[tuple[str, Hashes, str]]) -> tuple[CopyOf, ...]:
    """The copies among the texts, sorted by article.

    Args:
        texts: (article id, its text's shingles without furniture, sort key), in any order; ids are unique. The
            earliest article, by sort key (the day of publication in ISO form, "9999" where unknown) and then by
            id, leads.
    """
    shelf = _Shelf(texts)
    leaders: dict[int, int] = {}
    copies = []
    for later, candidates in _candidates(shelf):
        found = _leader(shelf.shingles, later, candidates, leaders)
        if found is not None:
            leader, containment, share = found
            leaders[later] = leader
            copies.append(CopyOf(shelf.ids[later], shelf.ids[leader], containment, share))
    return tuple(sorted(copies, key=lambda c: c.article))


class _Shelf:
    """The shingles of all texts, numbered by rank: earliest first."""

    def __init__(self, texts: Iterable[tuple[str, Hashes, str]]) -> None:
        names = []
        held, few = _Rows(), _Rows()
        for article, hashes, key in texts:
            if len(hashes) >= MIN_SHINGLES:
                names.append((key, article))
                held.append(hashes)
                few.append(sampled(hashes))
        self._held, self._sampled = held, few
        self._order = sorted(range(len(names)), key=names.__getitem__)
        self.ids = [names[i][1] for i in self._order]

    def shingles(self, rank: int) -> Hashes:
        """The sorted hashes of one text."""
        return self._held[self._order[rank]]

    def postings(self) -> NDArray[np.uint64]:
        """Sampled shingles with their texts, as hash · 2³² + rank, sorted."""
        ranks = np.empty(len(self._order), dtype=np.uint64)
        ranks[self._order] = np.arange(len(self._order), dtype=np.uint64)
        keys: NDArray[np.uint64] = self._sampled.all().astype(np.uint64)
        keys <<= np.uint64(32)
        keys |= np.repeat(ranks, self._sampled.lengths())
        keys.sort()
        return keys


class _Rows:
    """Rows of hashes in one block of memory that grows."""

    def __init__(self) -> None:
        self._bytes, self._ends = bytearray(), [0]

    def append(self, hashes: Hashes) -> None:
        self._bytes += hashes.tobytes()
        self._ends.append(len(self._bytes) // 4)

    def __getitem__(self, row: int) -> Hashes:
        start, end = self._ends[row : row + 2]
        return np.frombuffer(self._bytes, np.uint32, end - start, 4 * start)

    def all(self) -> Hashes:
        return np.frombuffer(self._bytes, np.uint32)

    def lengths(self) -> NDArray[np.int64]:
        ends = np.array(self._ends, dtype=np.int64)
        return ends[1:] - ends[:-1]


def _candidates(shelf: _Shelf) -> Iterator[tuple[int, Sequence[int]]]:
    """For each text by rank, the earlier ones to compare it with, most shared shingles first.

    A shingle points to the first text that has it, to no other: the pairs are as many as the postings,
    however often a text was copied.
    """
    keys, low = shelf.postings(), np.uint64(2**32 - 1)
    if not len(keys):
        return
    first = np.concatenate(([True], (keys[1:] ^ keys[:-1]) > low))  # a new hash begins
    starts = np.maximum.accumulate(np.where(first, np.arange(len(keys)), 0))
    pairs = (keys[~first] << np.uint64(32)) | (keys[starts[~first]] & low)
    unique, shared = np.unique(pairs, return_counts=True)
    enough = shared >= MIN_SHARED
    later, earlier = unique[enough] >> np.uint64(32), unique[enough] & low
    rows = zip(later.tolist(), (-shared[enough]).tolist(), earlier.tolist(), strict=True)
    for text, group in groupby(rows, key=itemgetter(0)):
        yield text, [row[2] for row in sorted(group)[:COMPARED]]


def _leader(
    shingles: Callable[[R], Hashes], later: R, candidates: Iterable[R], leaders: Mapping[R, R]
) -> tuple[R, float, float] | None:
    """The leader of a text with containment and share; None where it is no copy."""
    for earlier in sorted(candidates):
        containment, share = _overlap(shingles(later), shingles(earlier))
        if containment < CONTAINMENT or share < OWN_SHARE:
            continue
        first = leaders.get(earlier, earlier)
        if first != earlier:
            of_first, share_of_first = _overlap(shingles(later), shingles(first))
            # A digest may copy one text and hold others: what is copied from it need not be of the first.
            if of_first >= DRIFT:
                return first, of_first, share_of_first
        return earlier, containment, share
    return None


def _overlap(later: Hashes, earlier: Hashes) -> tuple[float, float]:
    """Containment of the shorter, and the share of the later that is in the earlier."""
    both = len(np.intersect1d(later, earlier, assume_unique=True))
    return both / min(len(later), len(earlier)), both / len(later)


# ---- adding to what there is ----------------------------------------------------------------------------


class Texts(Protocol):
    """What is kept of texts."""

    def shingles(self, text: Rank) -> Hashes:
        """The sorted hashes of one text."""

    def having(self, hashes: Hashes) -> Iterable[tuple[int, Rank]]:
        """Each of these hashes with every text of which it is among :func:`sampled`."""


def renewed_copies(
    new: Iterable[Rank], texts: Texts, leaders: Mapping[Rank, Rank], *, most: int
) -> dict[Rank, CopyOf | None] | None:
    """What new texts change: they and those on which they bear, each as the copy that it is now, or as none.

    Args:
        texts: all, these included; leaders: copy → leader, as they were before.
        most: texts that are looked at; None is given where there are more, as where a new one comes before all others
            that print a stock phrase.
    """
    now, out, pointers = dict(leaders), dict[Rank, CopyOf | None](), _Pointers(texts)
    # A shingle that the new text is the first to have pointed elsewhere before.
    left = {text for n in new for text in (n, *pointers.to(n, 1))}
    while left:
        if len(left) + len(out) > most:
            return None
        later = min(left)  # what leads it may be one of those before it
        left.remove(later)
        found = _leader(texts.shingles, later, pointers.of(later), now)
        leader = found[0] if found is not None else None
        out[later] = None if found is None else CopyOf(later[1], found[0][1], *found[1:])
        if leader != now.get(later):
            left |= pointers.to(later, MIN_SHARED)
        now.pop(later, None)
        if leader is not None:
            now[later] = leader
    return out


class _Pointers:
    """Which texts the shingles of others point to: each to the first text that has it."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._having: dict[int, list[Rank]] = {}

    def of(self, text: Rank) -> list[Rank]:
        """The earlier texts with which it is to be compared."""
        firsts = Counter(first for first, _ in self._firsts(text) if first != text)
        enough = [(-shared, first) for first, shared in firsts.items() if shared >= MIN_SHARED]
        return [first for _, first in sorted(enough)[:COMPARED]]

    def to(self, text: Rank, least: int) -> set[Rank]:
        """Other texts of which so many shingles point to this one."""
        having = (others for first, others in self._firsts(text) if first == text)
        shared = Counter(other for others in having for other in others)
        return {other for other, number in shared.items() if number >= least and other != text}

    def _firsts(self, text: Rank) -> Iterator[tuple[Rank, list[Rank]]]:
        """The first text that has each of its shingles, and all that do."""
        own = sampled(self._texts.shingles(text))
        asked = [number for number in own.tolist() if number not in self._having]
        found: defaultdict[int, list[Rank]] = defaultdict(list)
        for number, other in self._texts.having(np.array(asked, dtype=own.dtype)):
            found[number].append(other)
        self._having.update(found)
        for number in own.tolist():
            yield min(self._having[number]), self._having[number]
