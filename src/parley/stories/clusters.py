"""Stories: articles about one course of events.

Articles are compared by the words of headline and opening, see :mod:`parley.stories.shelf`. They fall into *blocks*:
articles that hang together by likeness of their own, and each with the one that it is most like. Within a block,
groups are joined by average linkage: the two whose members are most alike on average first, as long as that average
is above a threshold. An article that comes changes the blocks that it is near to, and no others.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from parley.ids import content_id
from parley.stories.arrays import Ints
from parley.stories.disjoint import Disjoint
from parley.stories.features import features
from parley.stories.naming import NAMED_BY, Opening, name_story
from parley.stories.shelf import UNIT, Shelf, Told

THRESHOLD: Final = UNIT * 7 // 100
"""Mean likeness of two groups above which they are one story. Set on 275 articles of nine courses of events
(0.03 to 0.12 swept): from here on hardly any story mixes two of them (BCubed precision .985, .972 at 0.05)."""

HANGS: Final = UNIT * 20 // 100
"""Likeness from which two articles are of one block whatever else they are like. Swept from 0.15 to 0.25 on the same
articles and 2,500 of invented worlds: below, blocks grow to half of all articles; above, stories fall apart."""

LEAST: Final = UNIT * 2 // 100
"""Likeness below which two articles are not neighbours."""

NEIGHBOURS: Final = 100
"""Nearest articles that one keeps."""

MOST_PAIRS: Final = 2_000_000
"""Pairs of articles that wait to be weighed against each other; bounds memory."""

NOBODY: Final = -1


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
    def told(self) -> Told:
        """What it is compared by."""
        return Told(self.id, self.day, features(self.title, self.text, self.actors))

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
    by_id = {a.id: a for a in articles}
    shelf = Shelf([a.told for a in by_id.values()])
    out = []
    for members in Blocks(shelf).groups():
        told = [by_id[shelf.ids[n]] for n in members]
        title = name_story([a.opening for a in told[:NAMED_BY]], shelf, alone=len(told) == 1)
        out += [StoryOf(a.id, story_id(told[0].id), title) for a in told]
    return tuple(sorted(out))


def story_id(first: str) -> str:
    """The id of the story whose first article has that id."""
    return content_id("sto", first)


# ---- blocks ---------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Near:
    """Of each article, by its number: which other one it is most like, how much, and its block.

    Attributes:
        nearest: :data:`NOBODY` where none is like it; block: number of one of the block's articles.
    """

    nearest: Ints
    likeness: Ints
    block: Ints

    @classmethod
    def unknown(cls, articles: int) -> Near:
        """As it stands before anything was compared."""
        none = np.full(articles, NOBODY)
        return cls(none, np.zeros(articles, np.int64), none.copy())

    def copy(self) -> Near:
        """The same, to be changed."""
        return Near(self.nearest.copy(), self.likeness.copy(), self.block.copy())


class Blocks:
    """The blocks that some articles are near to, as they are now.

    Attributes:
        near: of all articles, as it is now.
        turned: the articles that are like others in another measure than before; members: those of the blocks.
    """

    def __init__(self, shelf: Shelf, before: Near | None = None, new: Ints | None = None) -> None:
        """Args:
        before: as it stood before those numbered ``new`` came; None: nothing is known of any article.
        """
        self._shelf = shelf
        if before is None or new is None:
            before, self.turned = Near.unknown(len(shelf)), np.arange(len(shelf))
        else:
            self.turned = shelf.turned(new)
        self.near = before
        self._hanging: dict[int, Ints] = {}
        self.members = self._touched()
        self._part()

    def groups(self) -> Iterator[list[int]]:
        """The stories of these blocks, each by its articles' numbers, sorted."""
        pairs: defaultdict[int, _Nearest] = defaultdict(_Nearest)
        block = self.near.block
        for later, others, likeness in self._shelf.rows(self.members, block):
            own = (others < later) & (likeness >= LEAST)
            if own.any():
                pairs[int(block[later])].add(others[own], later, likeness[own])
        inside: defaultdict[int, list[int]] = defaultdict(list)
        for number in self.members.tolist():
            inside[int(block[number])].append(number)
        for first, numbers in inside.items():
            place = {n: at for at, n in enumerate(numbers)}
            links = pairs[first].links() if first in pairs else {}
            local = {(place[a], place[b]): likeness for (a, b), likeness in links.items()}
            for found in _linked(len(numbers), local):
                yield [numbers[at] for at in found]

    def _touched(self) -> Ints:
        """Look at the rows of what turned, and of what was most like it; who is in the blocks that this bears on."""
        near, turned = self.near, self.turned
        lost = np.setdiff1d(np.flatnonzero(np.isin(near.nearest, turned)), turned)
        anew = np.zeros(len(self._shelf), dtype=np.bool_)
        anew[turned] = anew[lost] = True
        met = anew.copy()
        for article, others, likeness in self._shelf.rows(np.flatnonzero(anew)):
            best = int(likeness.argmax()) if len(likeness) else NOBODY
            near.nearest[article] = NOBODY if best == NOBODY else others[best]
            near.likeness[article] = 0 if best == NOBODY else likeness[best]
            self._hanging[article] = others[likeness >= HANGS]
            met[self._hanging[article]] = True
            closer = ~anew[others] & (
                (likeness > near.likeness[others])
                | ((likeness == near.likeness[others]) & (article < near.nearest[others]))
            )
            near.nearest[others[closer]] = article
            near.likeness[others[closer]] = likeness[closer]
            met[others[closer]] = True
        asked = met & (near.nearest != NOBODY) & (near.likeness >= THRESHOLD)
        met[near.nearest[asked]] = True
        blocks = near.block[met]
        inside: Ints = np.flatnonzero(met | np.isin(near.block, blocks[blocks != NOBODY]))
        return inside

    def _part(self) -> None:
        """Part the members into blocks."""
        parts = Disjoint(self.members.tolist())
        near = self.near
        for article in self.members[near.likeness[self.members] >= THRESHOLD].tolist():
            parts.join(article, int(near.nearest[article]))
        for article, others in self._hanging.items():
            for other in others.tolist():
                parts.join(article, other)
        # What hangs together as before was in one block before.
        same = np.setdiff1d(self.members, np.array(list(self._hanging), dtype=np.int64))
        for article, others, likeness in self._shelf.rows(same, near.block):
            for other in others[(likeness >= HANGS) & (others < article)].tolist():
                parts.join(article, other)
        for n in self.members.tolist():
            near.block[n] = parts.top(n)


class _Nearest:
    """Pairs of articles, of which each article keeps those that are most alike; bounds memory."""

    def __init__(self) -> None:
        self._pairs: list[tuple[Ints, Ints, Ints]] = []
        self._held, self._most = 0, MOST_PAIRS

    def add(self, earlier: Ints, later: int, likeness: Ints) -> None:
        """Add pairs of one later article."""
        self._pairs.append((earlier, np.full(len(earlier), later), likeness))
        self._held += len(earlier)
        if self._held > self._most:
            self._pairs = [self._kept()]
            self._held = len(self._pairs[0][0])
            self._most = self._held + MOST_PAIRS

    def links(self) -> dict[tuple[int, int], int]:
        """The pairs that one of the two articles keeps."""
        if not self._pairs:
            return {}
        earlier, later, likeness = self._kept()
        pairs = zip(earlier.tolist(), later.tolist(), strict=True)
        return dict(zip(pairs, likeness.tolist(), strict=True))

    def _kept(self) -> tuple[Ints, Ints, Ints]:
        earlier, later, likeness = (np.concatenate(c) for c in zip(*self._pairs, strict=True))
        keep: NDArray[np.bool_] = np.zeros(len(earlier), dtype=np.bool_)
        both = np.concatenate([earlier, later])
        number = np.tile(np.arange(len(earlier)), 2)
        # Of each article first the most alike, of equals that with the earliest articles.
        order = np.lexsort((later[number], earlier[number], -likeness[number], both))
        first = np.flatnonzero(np.diff(both[order], prepend=-1))
        rank = np.arange(len(order)) - np.repeat(first, np.diff([*first, len(order)]))
        keep[number[order[rank < NEIGHBOURS]]] = True
        return earlier[keep], later[keep], likeness[keep]


# ---- linkage --------------------------------------------------------------------------------------------


def _linked(count: int, links: Mapping[tuple[int, int], int]) -> list[list[int]]:
    """The groups that average linkage makes of ``count`` articles, each sorted.

    Groups keep the sums of their members' likeness to other groups; pairs that are no neighbours add none.
    """
    members, sizes = [[i] for i in range(count)], [1] * count
    sums: list[dict[int, int]] = [{} for _ in range(count)]
    for (a, b), likeness in links.items():
        sums[a][b] = sums[b][a] = likeness
    heap = [(-float(likeness), a, b) for (a, b), likeness in links.items() if likeness >= THRESHOLD]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if b not in sums[a] or -negative != sums[a][b] / (sizes[a] * sizes[b]):
            continue  # one of the two has changed since
        keep, gone = (a, b) if len(sums[a]) >= len(sums[b]) else (b, a)
        near = sums[keep]
        del near[gone], sums[gone][keep]
        members[keep] += members[gone]
        size = sizes[keep] = sizes[keep] + sizes[gone]
        for other, total in sums[gone].items():
            del sums[other][gone]
            near[other] = sums[other][keep] = near.get(other, 0) + total
        sums[gone], members[gone] = {}, []
        for other, total in near.items():
            mean = total / (size * sizes[other])
            if mean >= THRESHOLD:
                pair = (keep, other) if keep < other else (other, keep)
                heapq.heappush(heap, (-mean, *pair))
    return [sorted(m) for m in members if m]
