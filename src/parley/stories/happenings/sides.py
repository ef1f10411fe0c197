"""The sides of a happening: by vote of its accounts, state by state; whoever is named goes before whoever is described.

Accounts misread sides, each its own way. So a state of which half as many origins tell as of the first one stands
beside it only where they tell of both together; otherwise it is another claim, and a dispute has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from parley.records import Event
from parley.records.joined import Account, Who
from parley.stories.happenings.votes import named
from parley.stories.origins import origin_of

Origins = Mapping[str, frozenset[str]]
"""Identity → the origins that name it."""

BESIDE: Final = 2
"""One of so many origins of the first must tell of another one for it to stand beside the first."""


def sides_of(
    accounts: Sequence[Account[Event]], mutual: bool, scene: str | None = None
) -> tuple[tuple[Who, ...], tuple[Who, ...]]:
    """Actor and recipient: those whom most origins name as such, each on one side only.

    Args:
        mutual: both do it; scene: country in which it took place: of two that are named as often, its people suffered.
    """
    acting, affected = named(accounts, lambda e: e.actor), named(accounts, lambda e: e.recipient)
    whom = {w.id: w for found in (acting, affected) for w in found}
    as_actor = {w.id: origins for w, origins in acting.items()}
    as_recipient = {w.id: origins for w, origins in affected.items()}
    if mutual:
        return _parties(as_actor, as_recipient, whom)
    acts = _Votes(as_actor, whom, together(accounts, lambda e: e.actor))
    actor = [i for i in acts.main() if _times(as_actor, i) >= _times(as_recipient, i)]
    others = {i: origins for i, origins in as_recipient.items() if i not in actor}
    suffers = _Votes(others, whom, together(accounts, lambda e: e.recipient), scene)
    return tuple(whom[i] for i in actor), tuple(whom[i] for i in suffers.main())


def _times(origins: Origins, who: str) -> int:
    return len(origins.get(who, ()))


def _parties(
    as_actor: Origins, as_recipient: Origins, whom: Mapping[str, Who]
) -> tuple[tuple[Who, ...], tuple[Who, ...]]:
    """The two sides of what both do: whoever is named first more often stands first."""
    both = {
        i: as_actor.get(i, frozenset()) | as_recipient.get(i, frozenset())
        for i in (*as_actor, *as_recipient)
    }
    kept = _Votes(both, whom).main()
    left = [i for i in kept if _times(as_actor, i) >= _times(as_recipient, i)] or kept[:1]
    if len(left) == len(kept) > 1:
        left = _one_side(kept, whom)
    return tuple(whom[i] for i in left), tuple(whom[i] for i in kept if i not in left)


def _one_side(kept: Sequence[str], whom: Mapping[str, Who]) -> list[str]:
    """The first with all of its country."""
    country = whom[kept[0]].country
    return [i for i in kept if i == kept[0] or (country and whom[i].country == country)]


Together = Mapping[tuple[str, str], frozenset[str]]
"""Two states → the origins that name both in one role of one act."""


def together(
    accounts: Sequence[Account[Event]], keys: Callable[[Event], Sequence[str]]
) -> Together:
    """Which states are named together in a role."""
    out: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for account in accounts:
        states = {state_of(account.who[k]) for k in keys(account.record) if k in account.who}
        for one in states:
            for other in states - {one}:
                out[one, other].add(origin_of(account))
    return {pair: frozenset(origins) for pair, origins in out.items()}


def state_of(who: Who) -> str:
    """For whom somebody stands: a state, or only himself."""
    return who.country or who.id


def is_described(who: Who) -> bool:
    """Whether somebody has no name, but is described: "four people"."""
    return who.kind != "state" and who.name == who.name.casefold()


class _Votes:
    """Who is named in a role, by state."""

    def __init__(
        self,
        origins: Origins,
        whom: Mapping[str, Who],
        together: Together | None = None,
        scene: str | None = None,
    ) -> None:
        self._origins, self._whom, self._together, self._scene = origins, whom, together, scene
        self._of: defaultdict[str, list[str]] = defaultdict(list)
        for i in sorted(origins):
            self._of[self._state(whom[i])].append(i)
        self._states = {
            state: frozenset().union(*(origins[i] for i in ids)) for state, ids in self._of.items()
        }

    def main(self) -> list[str]:
        """Those whom enough origins name, the first first."""
        order = sorted(self._states, key=lambda s: (-self._times(s), s != self._scene, s))
        kept: list[str] = []
        for state in order:
            if not kept or self._beside(state, order[0]):
                kept += self._of_state(state, described=not kept)
        return kept

    def _state(self, who: Who) -> str:
        """Of people who are only described, the state of the place: theirs is guessed."""
        return self._scene if self._scene and is_described(who) else state_of(who)

    def _times(self, state: str) -> int:
        """Origins that name a state, and one more for where it took place."""
        return len(self._states[state]) + (state == self._scene)

    def _beside(self, state: str, first: str) -> bool:
        """Whether a state stands beside the first one."""
        told, most = self._states[state], self._states[first]
        if len(told) * BESIDE < len(most):
            return False
        if self._together is None:
            return True
        return len(self._together.get((state, first), ())) * BESIDE >= len(told)

    def _of_state(self, state: str, *, described: bool) -> Iterator[str]:
        """Those of one state: the first and whoever is named more than half as often; else the best description."""
        ids = sorted(self._of[state], key=lambda i: (-len(self._origins[i]), i))
        called = [i for i in ids if not is_described(self._whom[i])]
        if not called:
            yield from ids[:1] if described else ()
            return
        most = len(self._origins[called[0]])
        yield called[0]
        yield from (i for i in called[1:] if len(self._origins[i]) * BESIDE > most)
