"""Stories of a ledger: told anew where articles came that bear on them, and left as they are elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as Collection
from dataclasses import dataclass
from typing import Final

import numpy as np

from parley.desk.digesting import DIGEST
from parley.desk.growing_identities import Who
from parley.ledger import Digest, Ledger, NearTo, Opened, StoryOf
from parley.ledger.chunking import chunks
from parley.stories.arrays import Ints
from parley.stories.clusters import NOBODY, Blocks, Near, story_id
from parley.stories.features import Features, number_of, number_of_name
from parley.stories.naming import NAMED_BY, Opening, name_story
from parley.stories.shelf import Shelf, Told

AT_ONCE: Final = 500
"""Stories that are named together; bounds memory."""


@dataclass(frozen=True, slots=True)
class Stories:
    """What is told anew of stories.

    Attributes:
        shelf: all articles; rows: the stories of the articles ``of``; near: what is kept of where articles stand.
        weighed: story that was named anew → numbers of the words that its name weighs.
    """

    shelf: Shelf
    rows: list[StoryOf]
    weighed: Mapping[str, Collection[int]]
    near: list[NearTo]
    of: list[str]


def find(
    ledger: Ledger, new: Sequence[Digest], named: Collection[str], who: Who, *, anew: bool
) -> Stories:
    """The stories that new articles bear on.

    Args:
        new: digests that the ledger does not have yet.
        named: articles in which actors go by another name over all articles than before.
        who: is who.
        anew: whether all stories are to be told, whatever the ledger has.
    """
    opened = ledger.openings(DIGEST)
    come = {d.article: d for d in new}
    days = {a.id: a.day for a in ledger.heads(come)}
    told = [
        Told(o.article, o.day, _features(o.numbers, o.counts))
        for o in opened
        if o.article not in come
    ]
    told += [Told(d.article, days[d.article], _features(d.numbers, d.counts)) for d in new]
    shelf = Shelf(told)
    if anew:
        before, blocks, renamed = Near.unknown(len(shelf)), Blocks(shelf), None
    else:
        before = _near(shelf, opened)
        place = shelf.places
        arrived = np.array(sorted(place[article] for article in come), dtype=np.int64)
        blocks = Blocks(shelf, before.copy(), arrived)
        renamed = _renamed(ledger, shelf, arrived, named)
    groups = [[shelf.ids[n] for n in group] for group in blocks.groups()]
    teller = _Teller(ledger, shelf, who, come, renamed)
    rows = list(teller.tell(groups))
    moved = list(_moved(shelf, before, blocks.near))
    return Stories(shelf, rows, teller.weighed, moved, [r.article for r in rows])


def _features(numbers: bytes, counts: bytes) -> Features:
    return Features(np.frombuffer(numbers, dtype="<u4"), np.frombuffer(counts, dtype=np.uint8))


def _near(shelf: Shelf, opened: Iterable[Opened]) -> Near:
    """What was near to what before the new articles came."""
    near, place = Near.unknown(len(shelf)), shelf.places
    for o in opened:
        if o.block is not None and o.likeness is not None:
            at = place[o.article]
            near.nearest[at] = NOBODY if o.nearest is None else place[o.nearest]
            near.likeness[at] = o.likeness
            near.block[at] = place[o.block]
    return near


def _moved(shelf: Shelf, before: Near, after: Near) -> Iterator[NearTo]:
    """What is kept of articles of which something else is known than before."""
    same = (before.nearest == after.nearest) & (before.likeness == after.likeness)
    for n in np.flatnonzero(~(same & (before.block == after.block))).tolist():
        nearest = int(after.nearest[n])
        yield NearTo(
            shelf.ids[n],
            None if nearest == NOBODY else shelf.ids[nearest],
            int(after.likeness[n]),
            shelf.ids[int(after.block[n])],
        )


def _renamed(ledger: Ledger, shelf: Shelf, new: Ints, named: Collection[str]) -> set[str] | None:
    """The stories that may be called otherwise than before the new articles came; None: all.

    Args:
        named: articles in which actors go by another name.
    """
    turned = shelf.changed(new)
    if turned.all():
        return None
    found = ledger.stories_weighing(np.flatnonzero(turned).tolist())
    return found | {s.story for s in ledger.stories_of(named)}


class _Weighing:
    """How rare words and names are; keeps the numbers of those that were asked for."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.numbers: set[int] = set()

    def rarity(self, word: str) -> float:
        """How much it tells that an article has the word."""
        self.numbers.add(number_of(word))
        return self._shelf.rarity(word)

    def rarity_of_name(self, name: str) -> float:
        """How much it tells that an article names the actor."""
        self.numbers.add(number_of_name(name))
        return self._shelf.rarity_of_name(name)


class _Teller:
    """Names stories, those only that may be called otherwise than before.

    Attributes:
        weighed: story that was named → numbers of the words that its name weighs.
    """

    def __init__(
        self,
        ledger: Ledger,
        shelf: Shelf,
        who: Who,
        come: Mapping[str, Digest],
        renamed: Collection[str] | None,
    ) -> None:
        """Args:
        renamed: stories that may be called otherwise; None: all.
        """
        self._ledger, self._shelf, self._who = ledger, shelf, who
        self._come, self._renamed = come, renamed
        self._before: defaultdict[str, set[str]] = defaultdict(set)
        self.weighed: dict[str, Collection[int]] = {}

    def tell(self, groups: Sequence[Sequence[str]]) -> Iterator[StoryOf]:
        """Those of these groups of articles that are other stories than before, and others that may be called otherwise."""
        told = {article for group in groups for article in group}
        other = self._renamed or frozenset()
        for row in self._ledger.members_of_stories(other | {story_id(g[0]) for g in groups}):
            self._before[row.story].add(row.article)
        place = self._shelf.places
        members = (self._before[story] for story in sorted(other))
        others = [sorted(m, key=place.__getitem__) for m in members if told.isdisjoint(m)]
        for some in chunks([*groups, *others], AT_ONCE):
            yield from self._tell(some)

    def _tell(self, groups: Sequence[Sequence[str]]) -> Iterator[StoryOf]:
        anew = [group for group in groups if not self._as_before(group)]
        openings = dict(self._openings({article for g in anew for article in g[:NAMED_BY]}))
        for group in anew:
            told = [openings[article] for article in group[:NAMED_BY]]
            weighing, story = _Weighing(self._shelf), story_id(group[0])
            title = name_story(told, weighing, alone=len(group) == 1)
            self.weighed[story] = weighing.numbers
            yield from [StoryOf(article, story, title) for article in group]

    def _as_before(self, group: Sequence[str]) -> bool:
        """Whether a story is what it was, and called as it was."""
        story = story_id(group[0])
        if self._renamed is None or story in self._renamed:
            return False
        return self._before.get(story, frozenset()) == set(group)

    def _openings(self, articles: Collection[str]) -> Iterator[tuple[str, Opening]]:
        heads = {a.id: a for a in self._ledger.heads(articles)}
        self._who.load(articles)
        kept = self._ledger.digests(DIGEST, articles - self._come.keys())
        for d in (*kept, *(self._come[a] for a in articles & self._come.keys())):
            title = heads[d.article].title
            names = (self._who.name((d.article, key)) for key in d.terms["named"])
            actors = frozenset(name for name in names if name is not None)
            yield d.article, Opening(title.value if title else "", d.terms["opening"], actors)
