"""Stories of a ledger: told anew where articles came that bear on them, and left as they are elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as Collection
from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np

from parley.desk.digesting import DIGEST
from parley.desk.growing_identities import Who
from parley.ledger import Digest, Ledger, NearTo, Opened, StoryOf
from parley.stories.arrays import Ints
from parley.stories.clusters import NOBODY, Blocks, Near, story_id
from parley.stories.features import Features, number_of_name
from parley.stories.naming import NAMED_BY, Opening, name_story
from parley.stories.shelf import Shelf, Told

AT_ONCE: Final = 500
"""Stories that are named together; bounds memory."""


@dataclass(frozen=True, slots=True)
class Stories:
    """What is told anew of stories.

    Attributes:
        shelf: all articles; rows: the stories of the articles ``of``; near: what is kept of where articles stand.
    """

    shelf: Shelf
    rows: list[StoryOf]
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
        before, blocks, renamed = Near.unknown(len(shelf)), Blocks(shelf), set(shelf.ids)
    else:
        before = _near(shelf, opened)
        place = shelf.places
        arrived = np.array(sorted(place[article] for article in come), dtype=np.int64)
        blocks = Blocks(shelf, before.copy(), arrived)
        turned = {shelf.ids[n] for n in blocks.turned.tolist()}
        renamed = {*named, *turned, *_rarer(shelf, arrived, who)}
    groups = [[shelf.ids[n] for n in group] for group in blocks.groups()]
    rows = list(_Teller(ledger, shelf, who, come, renamed).tell(groups))
    return Stories(shelf, rows, list(_moved(shelf, before, blocks.near)), [r.article for r in rows])


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


def _rarer(shelf: Shelf, new: Ints, who: Who) -> set[str]:
    """Articles with an actor whose name tells more or less than before the new articles came."""
    names = list(who.names())
    numbers = np.fromiter(map(number_of_name, names), np.int64, len(names))
    turned = np.flatnonzero(shelf.changed(new)[numbers])
    return who.called({names[n] for n in turned.tolist()}) if len(turned) else set()


class _Teller:
    """Names stories, those only that may be called otherwise than before."""

    def __init__(
        self,
        ledger: Ledger,
        shelf: Shelf,
        who: Who,
        come: Mapping[str, Digest],
        renamed: Collection[str],
    ) -> None:
        self._ledger, self._shelf, self._who = ledger, shelf, who
        self._come, self._renamed = come, renamed
        self._before: defaultdict[str, list[StoryOf]] = defaultdict(list)

    def tell(self, groups: Sequence[Sequence[str]]) -> Iterator[StoryOf]:
        """The stories of these groups of articles, and those of others that are called otherwise."""
        told = {article for group in groups for article in group}
        other = {s.story for s in self._ledger.stories_of(self._renamed - told)}
        for row in self._ledger.members_of_stories(other.union(story_id(g[0]) for g in groups)):
            self._before[row.story].append(row)
        place = self._shelf.places
        others = []
        for story in sorted(other):
            members = sorted((r.article for r in self._before[story]), key=lambda a: place[a])
            if told.isdisjoint(members) and not self._renamed.isdisjoint(members[:NAMED_BY]):
                others.append(members)
        for some in _chunks([*groups, *others]):
            yield from self._tell(some)

    def _tell(self, groups: Sequence[Sequence[str]]) -> Iterator[StoryOf]:
        titles = [self._as_before(group) for group in groups]
        wanted = {
            article
            for group, title in zip(groups, titles, strict=True)
            if title is None
            for article in group[:NAMED_BY]
        }
        openings = dict(self._openings(wanted))
        for group, title in zip(groups, titles, strict=True):
            if title is None:
                told = [openings[article] for article in group[:NAMED_BY]]
                title = name_story(told, self._shelf, alone=len(group) == 1)
            story = story_id(group[0])
            yield from [StoryOf(article, story, title) for article in group]

    def _as_before(self, group: Sequence[str]) -> str | None:
        """The name of a story that is what it was."""
        before = self._before.get(story_id(group[0]), [])
        if {r.article for r in before} != set(group):
            return None
        return before[0].title if self._renamed.isdisjoint(group[:NAMED_BY]) else None

    def _openings(self, articles: Collection[str]) -> Iterator[tuple[str, Opening]]:
        heads = {a.id: a for a in self._ledger.heads(articles)}
        self._who.load(articles)
        kept = self._ledger.digests(DIGEST, articles - self._come.keys())
        for d in (*kept, *(self._come[a] for a in articles & self._come.keys())):
            title = heads[d.article].title
            names = (self._who.name((d.article, key)) for key in d.terms["named"])
            actors = frozenset(name for name in names if name is not None)
            yield d.article, Opening(title.value if title else "", d.terms["opening"], actors)


def _chunks(groups: Iterable[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    left = iter(groups)
    while some := list(islice(left, AT_ONCE)):
        yield some
