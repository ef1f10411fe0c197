"""Disjoint sets, joined two by two."""

from __future__ import annotations

import random

from parley.stories.disjoint import Disjoint


def test_what_hangs_together_through_others_is_one_set_called_by_its_least() -> None:
    parts = Disjoint([3, 1, 4, 2, 5])
    parts.join(4, 3)
    parts.join(3, 2)
    assert parts.top(4) == 2
    assert parts.sets() == {2: [3, 4, 2], 1: [1], 5: [5]}


def test_the_order_of_joining_does_not_count() -> None:
    rng = random.Random(5)
    pairs = [(rng.randrange(80), rng.randrange(80)) for _ in range(50)]
    found = []
    for _ in range(4):
        rng.shuffle(pairs)
        parts = Disjoint(range(80))
        for one, other in pairs:
            parts.join(one, other)
        found.append(parts.sets())
    assert found.count(found[0]) == len(found)
