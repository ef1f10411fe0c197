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
    nearest: list[list[tuple[float, int, int]]] = [[] for _ in vectors]
    for later, earlier, likeness in _alike(vectors):
        likeness *= _nearness(days[earlier], days[later])
        if likeness >= LEAST:
            for article in (earlier, later):
                _keep(nearest[article], (likeness, -earlier, -later))
    return {(-first, -second): likeness for kept in nearest for likeness, first, second in kept}


def _keep(heap: list[tuple[float, int, int]], link: tuple[float, int, int]) -> None:
    if len(heap) < NEIGHBOURS:
        heapq.heappush(heap, link)
    else:
        heapq.heappushpop(heap, link)


def _alike(vectors: Sequence[Mapping[str, float]]) -> Iterator[tuple[int, int, float]]:
    """(later, earlier, product of their vectors) for all articles that share a word."""
    postings: dict[str, tuple[array[int], array[float]]] = {}
    for later, vector in enumerate(vectors):
        shared = [(postings[w], weight) for w, weight in vector.items() if w in postings]
        if shared:
            ids = np.concatenate([np.array(p[0]) for p, _ in shared])
            products = np.concatenate([np.array(p[1]) * weight for p, weight in shared])
            earlier, place = np.unique(ids, return_inverse=True)
            sums = np.bincount(place, weights=products)
            for i in np.flatnonzero(sums >= LEAST).tolist():
                yield later, int(earlier[i]), float(sums[i])
        for word, weight in vector.items():
            numbers, weights = postings.setdefault(word, (array("q"), array("d")))
            numbers.append(later)
            weights.append(weight)


def _nearness(a: int | None, b: int | None) -> float:
    """What likeness is worth at a distance of days; in full where a day is not known."""
    if a is None or b is None:
        return 1.0
    apart = max(0, abs(a - b) - SAME_DAYS)
    return FAR + (1 - FAR) * math.exp(-apart / DECAY_DAYS)


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
