"""Stories: articles about one course of events.

Articles are compared by the words of headline and opening, the less the further apart they were published,
and joined by average linkage: the two groups whose members are most alike on average first, as long as that
average is above a threshold. An article is compared with those only that share a word that is not common,
and keeps its nearest, so that the work grows little faster than the number of articles.
"""

from __future__ import annotations

import heapq
import math
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from parley.ids import content_id
from parley.stories.naming import Corpus, Opening, name_story
from parley.stories.terms import terms, weigh

THRESHOLD: Final = 0.07
"""Mean likeness of two groups above which they are one story. Set on 275 articles of nine courses of events
(0.03 to 0.12 swept): from here on hardly any story mixes two of them (BCubed precision .985, .972 at 0.05)."""

SAME_DAYS: Final = 2
"""Days apart up to which likeness counts in full."""

DECAY_DAYS: Final = 14.0
FAR: Final = 0.7
"""What likeness is worth far apart in time, and in how many days it falls to about a third of the way there.
Not lower: one event is told again months later, and dates of publication are often wrong."""

LEAST: Final = 0.02
"""Likeness below which two articles are not neighbours."""

NEIGHBOURS: Final = 100
"""Nearest articles that one keeps."""

MOST_PAIRS: Final = 2_000_000
"""Pairs of articles that wait to be weighed against each other; bounds memory."""


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """What stories are made from.

    Attributes:
        id: the article's id; title: its headline, may be empty; text: its body without furniture.
        day: of publication, None where unknown.
        actors: names over all articles of those whom its opening names.
    """

    id: str
    title: str
    text: str
    day: date | None = None
    actors: frozenset[str] = frozenset()

    @property
    def opening(self) -> Opening:
        """What the story's name is made from."""
        return Opening(self.title, self.text, self.actors)


class StoryOf(NamedTuple):
    """The story of an article.

    Attributes:
        article: the article's id; story: the story's id; title: who and what it is about, or the headline of
            the article that is a story of its own.
    """

    article: str
    story: str
    title: str


def find_stories(articles: Iterable[StoryArticle]) -> tuple[StoryOf, ...]:
    """The story of each article, sorted by article; the order in which they come does not count."""
    ordered = sorted(articles, key=lambda a: (a.day or date.max, a.id))
    vectors = weigh([terms(a.title, a.text) for a in ordered])
    links = _links(vectors, [a.day.toordinal() if a.day else None for a in ordered])
    corpus = Corpus()
    for article in ordered:
        corpus.add(article.opening)
    out = []
    for members in _linked(len(ordered), links):
        told = [ordered[i] for i in members]
        title = name_story([a.opening for a in told], corpus)
        story = content_id("sto", told[0].id)
        out += [StoryOf(a.id, story, title) for a in told]
    return tuple(sorted(out))


# ---- likeness -------------------------------------------------------------------------------------------


def _links(
    vectors: Sequence[Mapping[str, float]], days: Sequence[int | None]
) -> dict[tuple[int, int], float]:
    """Likeness of neighbouring articles (earlier, later), by their numbers."""
    known = np.array([d is not None for d in days])
    day = np.array([d or 0 for d in days], dtype=np.int64)
    worth = _worth(int(np.ptp(day[known])) if known.any() else 0)
    nearest = _Nearest()
    for later, earlier, likeness in _alike(vectors):
        if known[later]:
            apart = np.abs(day[earlier] - day[later])
            likeness *= np.where(known[earlier], worth[np.where(known[earlier], apart, 0)], 1.0)
        enough = likeness >= LEAST
        nearest.add(earlier[enough], later, likeness[enough])
    return nearest.links()


class _Nearest:
    """Pairs of articles, of which each article keeps those that are most alike; bounds memory."""

    def __init__(self) -> None:
        self._pairs: list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]] = []
        self._held, self._most = 0, MOST_PAIRS

    def add(self, earlier: NDArray[np.int64], later: int, likeness: NDArray[np.float64]) -> None:
        """Add pairs of one later article."""
        self._pairs.append((earlier, np.full(len(earlier), later), likeness))
        self._held += len(earlier)
        if self._held > self._most:
            self._pairs = [self._kept()]
            self._held = len(self._pairs[0][0])
            self._most = self._held + MOST_PAIRS

    def links(self) -> dict[tuple[int, int], float]:
        """The pairs that one of the two articles keeps."""
        if not self._pairs:
            return {}
        earlier, later, likeness = self._kept()
        pairs = zip(earlier.tolist(), later.tolist(), strict=True)
        return dict(zip(pairs, likeness.tolist(), strict=True))

    def _kept(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        earlier, later, likeness = (np.concatenate(c) for c in zip(*self._pairs, strict=True))
        keep = np.zeros(len(earlier), dtype=np.bool_)
        both = np.concatenate([earlier, later])
        number = np.tile(np.arange(len(earlier)), 2)
        # Of each article first the most alike, of equals that with the earliest articles.
        order = np.lexsort((later[number], earlier[number], -likeness[number], both))
        first = np.flatnonzero(np.diff(both[order], prepend=-1))
        rank = np.arange(len(order)) - np.repeat(first, np.diff([*first, len(order)]))
        keep[number[order[rank < NEIGHBOURS]]] = True
        return earlier[keep], later[keep], likeness[keep]


def _alike(
    vectors: Sequence[Mapping[str, float]],
) -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.float64]]]:
    """For each article those before it that share a word, with the product of their vectors."""
    postings: dict[str, tuple[array[int], array[float]]] = {}
    for later, vector in enumerate(vectors):
        shared = [(postings[w], weight) for w, weight in vector.items() if w in postings]
        if shared:
            ids = np.concatenate([np.array(p[0]) for p, _ in shared])
            products = np.concatenate([np.array(p[1]) * weight for p, weight in shared])
            earlier, place = np.unique(ids, return_inverse=True)
            sums: NDArray[np.float64] = np.bincount(place, weights=products).astype(np.float64)
            enough = sums >= LEAST
            yield later, earlier[enough], sums[enough]
        for word, weight in vector.items():
            numbers, weights = postings.setdefault(word, (array("q"), array("d")))
            numbers.append(later)
            weights.append(weight)


def _worth(days: int) -> NDArray[np.float64]:
    """What likeness is worth at each distance up to so many days."""
    apart = (max(0, d - SAME_DAYS) for d in range(days + 1))
    return np.array([FAR + (1 - FAR) * math.exp(-a / DECAY_DAYS) for a in apart])


# ---- linkage --------------------------------------------------------------------------------------------


def _linked(count: int, links: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """The groups that average linkage makes of ``count`` articles, each sorted.

    Groups keep the sums of their members' likeness to other groups; pairs that are no neighbours add none.
    """
    members = [[i] for i in range(count)]
    sums: list[dict[int, float]] = [{} for _ in range(count)]
    for (a, b), likeness in sorted(links.items()):
        sums[a][b] = sums[b][a] = likeness
    heap = [(-likeness, a, b) for (a, b), likeness in links.items() if likeness >= THRESHOLD]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if b not in sums[a] or -negative != _mean(a, b, members, sums):
            continue  # one of the two has changed since
        keep, gone = (a, b) if len(sums[a]) >= len(sums[b]) else (b, a)
        del sums[keep][gone], sums[gone][keep]
        members[keep] += members[gone]
        for other, total in sums[gone].items():
            del sums[other][gone]
            sums[keep][other] = sums[other][keep] = sums[keep].get(other, 0.0) + total
        sums[gone], members[gone] = {}, []
        for other in sums[keep]:
            mean = _mean(keep, other, members, sums)
            if mean >= THRESHOLD:
                heapq.heappush(heap, (-mean, min(keep, other), max(keep, other)))
    return [sorted(m) for m in members if m]


def _mean(
    a: int, b: int, members: Sequence[Sequence[int]], sums: Sequence[Mapping[int, float]]
) -> float:
    return sums[a][b] / (len(members[a]) * len(members[b]))
