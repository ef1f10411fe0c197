"""What is costly to count, kept until the ledger changes: by another program too."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, TypeVar

from parley.ledger import Ledger

R = TypeVar("R")

MOST: Final = 256
"""Things that are kept: counts of a view take a kilobyte."""


class Remembered:
    """Keeps what was made for as long as the ledger stays the same."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._state: tuple[int, ...] = ()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], R]) -> R:
        """What was made for the key before, or is made now."""
        state = self._ledger.tallies.state()
        with self._lock:
            if state != self._state:
                self._state = state
                self._kept.clear()
            if key in self._kept:
                self._kept.move_to_end(key)
                found: R = self._kept[key]
                return found
        made = make()  # not under the lock: others need not wait for it
        with self._lock:
            if state == self._state:
                self._kept[key] = made
                while len(self._kept) > MOST:
                    self._kept.popitem(last=False)
        return made
