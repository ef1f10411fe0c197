"""Which proposals of articles can bear on each other's thread at all.

Certain ones do where they share a telling word and a country within the window of their kind; names that could mean any
proposal of their kind, where they share a country within a few days, and those of no kind where they share a story. Threads are found within *blocks*: proposals that
hang together by such pairs. So a proposal that comes or goes changes its own block and no other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from parley.records import ProposalKind
from parley.records.spots import ThreadSpot
from parley.stories.joining import Decided
from parley.stories.threads.generic import NAMED_BY_AUTHOR, NEAR
from parley.stories.threads.likeness import WINDOW
from parley.stories.threads.sight import Sight, packed

Days = tuple[date, date]
"""The first and the last day on which a story was told."""


def spot(seen: Sight, beside: str | None, told: Days | None) -> ThreadSpot:
    """Where a proposal stands."""
    where = sorted(seen.crisis) or [seen.story or ""]
    words = sorted(f"{seen.kind} {country} {word}" for country in where for word in seen.hard)
    near = [f"{seen.kind} {country}" for country in where]
    if seen.kind is ProposalKind.OTHER:
        near = [f"{seen.kind} {seen.story}"] if seen.story else []  # "the deal" is one of its story
        if not seen.hard and seen.authors:
            near += [f"{kind} {country}" for kind in NAMED_BY_AUTHOR for country in where]
    keys = (tuple(near), tuple(words))
    return ThreadSpot(seen.entry, *keys, seen.first, seen.last, beside, told, packed(seen))


def parted(spots: Sequence[ThreadSpot], decided: Iterable[Decided] = ()) -> list[list[str]]:
    """The blocks of proposals: their entries, sorted."""
    hanging = _Hanging(s.entry for s in spots)
    by_word: defaultdict[str, list[ThreadSpot]] = defaultdict(list)
    by_near: defaultdict[str, list[ThreadSpot]] = defaultdict(list)
    for s in spots:
        for key in s.words:
            by_word[key].append(s)
        for key in s.near:
            by_near[key].append(s)
        if s.beside is not None:
            hanging.join(s.entry, s.beside)
    for key, found in by_word.items():
        for _ in _runs(found, WINDOW[_kind(key)], hanging.join):
            pass
    for found in by_near.values():
        _around(found, hanging.join)
    for d in decided:
        hanging.join(d.one, d.other)
    return hanging.blocks()


def hung_on(
    moved: Sequence[ThreadSpot], others: Iterable[ThreadSpot], decided: Iterable[Decided] = ()
) -> Iterator[str]:
    """Those of the others that hung directly on proposals that moved: without these they may be in blocks apart.

    Args:
        moved: as they stood.
    """
    if not moved:
        return
    reach: defaultdict[str, list[ThreadSpot]] = defaultdict(list)
    for s in moved:
        for key in (*s.words, *s.near):
            reach[key].append(s)
    entries = {s.entry for s in moved}
    tied = {
        e for d in decided for e in (d.one, d.other) if not entries.isdisjoint((d.one, d.other))
    }
    tied |= entries | {s.beside for s in moved if s.beside is not None}
    for other in others:
        if (
            other.entry in tied
            or other.beside in tied
            or any(
                _in_reach(s, other, WINDOW[_kind(k)]) for k in other.words for s in reach.get(k, ())
            )
            or any(_in_reach(s, other, NEAR + 1) for k in other.near for s in reach.get(k, ()))
        ):
            yield other.entry


def _kind(key: str) -> ProposalKind:
    return ProposalKind(key.partition(" ")[0])


def _in_reach(one: ThreadSpot, other: ThreadSpot, days: int) -> bool:
    """Whether no more days lie between the two, or none are known."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return one.first is other.first is None
    return max(one.first - other.last, other.first - one.last) <= days


def _around(spots: Sequence[ThreadSpot], join: Callable[[str, str], None]) -> None:
    """Join uncertain names that follow each other closely, and the certain ones of their time with them."""
    runs = list(_runs([s for s in spots if not s.words], NEAR + 1, join))
    ends = [last for _, last, _ in runs]
    for s in spots:
        if not s.words or s.first is None or s.last is None:
            continue
        at = bisect_left(ends, s.first - NEAR - 1)
        while at < len(runs) and runs[at][0] <= s.last + NEAR + 1:
            join(s.entry, runs[at][2])
            at += 1


def _runs(
    spots: Iterable[ThreadSpot], gap: int, join: Callable[[str, str], None]
) -> Iterator[tuple[int, int, str]]:
    """Join those between which no more days lie, and those without days; first day, last day and one of each run."""
    dated = sorted(
        (s.first, s.last, s.entry) for s in spots if s.first is not None and s.last is not None
    )
    undated = [s.entry for s in spots if s.first is None]
    for entry in undated[1:]:
        join(undated[0], entry)
    run: tuple[int, int, str] | None = None
    for first, last, entry in dated:
        if run is not None and first <= run[1] + gap:
            join(run[2], entry)
            run = (run[0], max(run[1], last), run[2])
        else:
            if run is not None:
                yield run
            run = (first, last, entry)
    if run is not None:
        yield run


class _Hanging:
    """Entries that hang together; those that are not there are left out."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._parent = {e: e for e in entries}

    def join(self, one: str, other: str) -> None:
        """Let two entries hang together."""
        if one in self._parent and other in self._parent:
            self._parent[self._top(other)] = self._top(one)

    def blocks(self) -> list[list[str]]:
        """All that hangs together."""
        out: defaultdict[str, list[str]] = defaultdict(list)
        for entry in self._parent:
            out[self._top(entry)].append(entry)
        return sorted(sorted(block) for block in out.values())

    def _top(self, entry: str) -> str:
        parent = self._parent
        while parent[entry] != entry:
            parent[entry] = entry = parent[parent[entry]]
        return entry
