"""What is costly to count, kept until the ledger changes: by another program too."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from threading import Lock
from typing import Any, Final, TypeVar

from parley.ledger import Ledger

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")

MOST: Final = 256
"""Things that are kept: counts of a view take a kilobyte."""


class Remembered:
    """Keeps what was made for as long as the ledger stays the same.

    Args:
        state: gives what differs where the ledger does.
    """

    def __init__(self, state: Callable[[], object]) -> None:
        self._now = state
        self._state: object = None
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], R]) -> R:
        """What was made for the key before, or is made now."""
        return self.several([key], lambda _: {key: make()})[key]

    def several(
        self, keys: Sequence[K], make: Callable[[Sequence[K]], Mapping[K, R]]
    ) -> dict[K, R]:
        """The same of several keys; those for which nothing was made yet are made in one go."""
        state = self._now()
        with self._lock:
            if state != self._state:
                self._state = state
                self._kept.clear()
            found: dict[K, R] = {key: self._kept[key] for key in keys if key in self._kept}
            for key in found:
                self._kept.move_to_end(key)
        left = [key for key in keys if key not in found]
        if not left:
            return found
        made = make(left)  # not under the lock: others need not wait for it
        with self._lock:
            if state == self._state:
                self._kept.update((key, made[key]) for key in left)
                while len(self._kept) > MOST:
                    self._kept.popitem(last=False)
        return found | dict(made)


class Memory:
    """What a server remembers.

    Attributes:
        shown: what is kept until the ledger changes in what it shows: by each reading, and by judgements.
        found: what does not depend on which entries were rejected or edited: kept until something is read.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.shown = Remembered(ledger.tallies.state)
        self.found = Remembered(ledger.tallies.state_of_found)
