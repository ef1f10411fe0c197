"""Proposals whose names could mean any of their kind: "the deal", "a ceasefire", "the talks".

Such a one goes with the one certain proposal of its kind that is most talked of in its story and days, if there is
one; others of one kind, the same sides and the same days go together. A proposal of no kind goes with those of its story.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from parley.records import ProposalKind
from parley.stories.threads.likeness import WINDOW, contradict, gap, strangers
from parley.stories.threads.sight import Sight

Kind = ProposalKind
Group = list[Sight]

IN_STORY: Final = 3
"""What a proposal of the same story counts when the dominant one is looked for; others count 1."""
AUTHORED: Final = 5
"""What one counts that names the same author."""
LEAST: Final = 2
DOMINANT: Final = 2
"""How many times the runner-up the dominant one must count."""

NEAR: Final = 10
"""Days around an uncertain name in which a certain proposal must be talked of."""
STRETCH: Final = 30
"""Days that proposals without certain names may span together."""
CROWD: Final = 200
"""Certain proposals of a country and kind in those days that are looked at."""

NAMED_BY_AUTHOR: Final = (Kind.CEASEFIRE, Kind.PEACE_DEAL, Kind.ECONOMIC_DEAL, Kind.EXCHANGE)
"""Kinds of which "the American proposal" may be one."""


class Certain:
    """The certain proposals, to be found by kind, country and day."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._groups = groups
        found: defaultdict[tuple[ProposalKind, str], list[tuple[int, int, int]]] = defaultdict(list)
        for number, group in enumerate(groups):
            for at, s in enumerate(group):
                for key in _keys(s):
                    found[s.kind, key].append((s.last or 0, number, at))
        self._found = {key: sorted(value) for key, value in found.items()}

    def dominant(self, s: Sight) -> tuple[int, Sight] | None:
        """The group that an uncertain proposal goes with, and the nearest member."""
        if s.past or s.kind is Kind.PEACE_DEAL:
            return None  # peace is not the same as the one plan for it that is talked of
        near: dict[int, dict[int, Sight]] = defaultdict(dict)
        for key in _keys(s):
            for _, number, at in self._around(s, key):
                member = self._groups[number][at]
                if s.kind is not Kind.OTHER or _same_story(s, member):
                    near[number][at] = member
        scores = {
            n: score
            for n, members in near.items()
            if (score := self._score(s, list(members.values()))) >= LEAST
        }
        best = sorted(scores, key=lambda n: (-scores[n], n))[:2]
        if not best or (len(best) > 1 and scores[best[0]] < DOMINANT * scores[best[1]]):
            return None
        members = near[best[0]].values()
        return best[0], min(members, key=lambda m: (_distance(s, m), m.article, m.entry))

    def _around(
        self, s: Sight, key: str, kind: ProposalKind | None = None
    ) -> list[tuple[int, int, int]]:
        rows = self._found.get((kind or s.kind, key), [])
        if s.first is None or s.last is None:
            return rows[:CROWD]
        low = bisect_left(rows, (s.first - NEAR,))
        return rows[low : bisect_right(rows, (s.last + NEAR + 1,))][:CROWD]

    def authored(self, s: Sight) -> tuple[int, Sight] | None:
        """The one group whose proposal "the American proposal" of its story or days must be."""
        if s.kind is not Kind.OTHER or not s.authors:
            return None
        found: dict[int, Sight] = {}
        for kind in NAMED_BY_AUTHOR:
            for key in _keys(s):
                for _, number, at in self._around(s, key, kind):
                    member = self._groups[number][at]
                    if s.authors & member.makers and gap(s, member) in (0, *range(NEAR)):
                        found.setdefault(number, member)
        return next(iter(found.items())) if len(found) == 1 else None

    def _score(self, s: Sight, members: Iterable[Sight]) -> int:
        score = 0
        for m in members:
            if m.article == s.article or contradict(s, m):
                return 0
            if s.authors and m.authors and not s.authors & m.authors:
                return 0
            if strangers(s, m):
                continue
            score += IN_STORY if _same_story(s, m) else 1
            score += AUTHORED if s.authors & m.authors else 0
        return score


class Placed:
    """Where uncertain proposals were, and which of them stay there: no certain one near to them moved."""

    def __init__(
        self,
        thread_of: Mapping[str, str],
        touched: Collection[str] | None = None,
        moved: Iterable[Sight] = (),
    ) -> None:
        """Args:
        thread_of: entry → thread; touched: what is new or seen otherwise, None: all may be placed otherwise.
        moved: certain proposals that may go with others than before.
        """
        self.thread_of, self._touched = thread_of, touched
        days: defaultdict[tuple[ProposalKind, str], list[int | None]] = defaultdict(list)
        for s in moved:
            for key in _keys(s):
                days[s.kind, key].append(s.last)
        self._days = {
            key: (sorted(d for d in found if d is not None), None in found)
            for key, found in days.items()
        }

    def stays(self, s: Sight) -> bool:
        """Whether a proposal is put where it was."""
        if self._touched is None or s.entry in self._touched or s.entry not in self.thread_of:
            return False
        kinds = (s.kind, *NAMED_BY_AUTHOR) if s.kind is Kind.OTHER else (s.kind,)
        return not any(self._near(s, kind, key) for kind in kinds for key in _keys(s))

    def groups(self, at: Mapping[str, int]) -> dict[str, int]:
        """Thread → the number of the group that holds its certain proposals; ``at``: that of each."""
        return {self.thread_of[e]: n for e, n in at.items() if e in self.thread_of}

    def _near(self, s: Sight, kind: ProposalKind, key: str) -> bool:
        """Whether a certain proposal moved among which it is looked for."""
        days, undated = self._days.get((kind, key), ([], False))
        if s.first is None or s.last is None or undated:
            return undated or bool(days)
        at = bisect_left(days, s.first - NEAR)
        return at < len(days) and days[at] <= s.last + NEAR + 1


def gathered(uncertain: Iterable[Sight]) -> list[Group]:
    """Proposals without certain names, in groups of one kind, sides and time.

    Args:
        uncertain: in the order of their days.
    """
    groups: list[Group] = []
    open_: defaultdict[tuple[ProposalKind, str], list[int]] = defaultdict(list)
    for s in uncertain:
        numbers = sorted({n for key in _keys(s) for n in open_[s.kind, key]})
        fitting = [n for n in numbers if _fits(s, groups[n])]
        if fitting:
            best = max(fitting, key=lambda n: (_same_story(s, groups[n][-1]), len(groups[n]), -n))
            groups[best].append(s)
        else:
            best = len(groups)
            groups.append([s])
        for key in _keys(s):
            still = [n for n in open_[s.kind, key] if _is_open(groups[n], s)]
            open_[s.kind, key] = sorted({*still, best})
    return groups


def _keys(s: Sight) -> frozenset[str]:
    """Countries by which it is looked up; its story, where there are none."""
    return s.crisis or frozenset({s.story or ""})


def _fits(s: Sight, group: Group) -> bool:
    if s.past or group[0].past or (s.kind is Kind.OTHER and not _same_word(s, group[0])):
        return False
    if any(m.article == s.article for m in group[-NEAR:]):
        return False
    if s.kind is Kind.TALKS and not (s.pair and s.pair == group[0].pair):
        return _same_story(s, group[0]) and not contradict(s, group[0])
    ends = group[0], group[-1]
    if any(contradict(s, m) for m in ends) or all(strangers(s, m) for m in ends):
        return False
    return _is_open(group, s)


def _same_word(s: Sight, other: Sight) -> bool:
    """Whether two proposals of no kind have one author and one name within a story."""
    names = {n.lower() for n in s.names if " " in n} & {n.lower() for n in other.names}
    return _same_story(s, other) and bool(names) and s.authors == other.authors != frozenset()


def _is_open(group: Group, s: Sight) -> bool:
    if s.first is None or group[0].first is None or group[-1].last is None:
        return s.first is group[0].first is None
    return s.first - group[0].first <= STRETCH and s.first - group[-1].last <= NEAR


def _same_story(a: Sight, b: Sight) -> bool:
    return a.story is not None and a.story == b.story


def _distance(a: Sight, b: Sight) -> int:
    if a.last is None or b.last is None:
        return WINDOW[a.kind]
    return abs(a.last - b.last)
