"""Whether two proposals of articles are one: points for and against, and the reason in words.

Tuned on the articles of seven stories of 2013 to 2025 and the example case by reading the threads.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from parley.records import ProposalKind
from parley.stories.threads.sight import Sight

Kind = ProposalKind

WINDOW: Final[Mapping[ProposalKind, int]] = {
    Kind.CEASEFIRE: 30,
    Kind.PEACE_DEAL: 60,
    Kind.TALKS: 21,
    Kind.EXCHANGE: 21,
    Kind.ECONOMIC_DEAL: 120,
    Kind.GUARANTEE: 60,
    Kind.SANCTIONS: 30,
    Kind.OTHER: 21,
}
"""Days without news of a proposal after which the next of its kind is likely another."""

SHARED: Final = 60
"""Points of each thing that both names say; of a mere word of them a third less."""
STORY, NAME, AUTHOR, PAIR = 20, 20, 20, 10
"""Points of a common story, name, author, and pair of countries."""
BASE: Final = -40
DAYS: Final = -30
"""Points of a window's length between the two."""
APART: Final = -500
"""Points of two that contradict each other."""
NESTED: Final = 500
"""Points of two names of which one holds the other: "the U.S. proposal for a 30-day truce"."""


def gap(a: Sight, b: Sight) -> int | None:
    """Days between the two; 0 where they overlap, None where that is not known."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return None
    return max(0, b.first - a.last, a.first - b.last)


def contradict(a: Sight, b: Sight) -> bool:
    """Whether what the two say of themselves cannot be of one proposal."""
    apart = gap(a, b)
    if apart is not None and apart > WINDOW[a.kind]:
        return True
    if a.paired and b.paired and a.pair != b.pair:
        return True
    if a.topic != b.topic or a.years != b.years:
        return True
    if a.hours and b.hours and not a.hours & b.hours:
        return True
    if a.formula and b.formula and not a.formula & b.formula:
        return True
    if a.kind is Kind.CEASEFIRE and _scopes_differ(a, b):
        return True
    if {"relief", "new-sanctions"} <= (a.hard ^ b.hard) and a.kind is Kind.SANCTIONS:
        return True
    if a.imposers and b.imposers and not a.imposers & b.imposers:
        return True
    if a.crisis and b.crisis:
        return not a.crisis & b.crisis
    return a.story is None or a.story != b.story


def strangers(a: Sight, b: Sight) -> bool:
    """Whether the two are told of different conflicts that one party has in common: the others all differ."""
    if a.story is not None and a.story == b.story:
        return False
    common = a.crisis & b.crisis
    return len(common) == 1 and common not in (a.crisis, b.crisis)


def _is_common(word: str) -> bool:
    """Whether proposals of many conflicts are told by it: how long a truce is to last, that sanctions are to be lifted."""
    return word.endswith(" hours") or word.startswith("brokered by") or word in _COMMON


_COMMON: Final = frozenset(
    "relief new-sanctions guarantees treaty memorandum trade nuclear".split()
)


def _scopes_differ(a: Sight, b: Sight) -> bool:
    """Whether one truce holds for something else: the air and the sea; energy and everything."""
    if a.scope and b.scope:
        return not a.scope & b.scope
    if bool(a.scope) == bool(b.scope):
        return False
    whole = b if a.scope else a
    return bool(whole.hours) or "full" in whole.quality


def points(a: Sight, b: Sight) -> int | None:
    """Points for the two being one; None where nothing tells."""
    shared = a.hard & b.hard
    if a.kind is not b.kind or not shared:
        return None
    if contradict(a, b):
        return APART
    each = SHARED if a.kind is not Kind.OTHER else SHARED * 2 // 3
    apart = gap(a, b)
    late = DAYS // 2 if apart is None else DAYS * apart // WINDOW[a.kind]
    same_story = a.story is not None and a.story == b.story
    return (
        BASE
        + each * min(len(shared), 3)
        + late
        + (STORY if same_story else 0)
        + (NAME if set(map(str.lower, a.names)) & set(map(str.lower, b.names)) else 0)
        + (AUTHOR if a.authors & b.authors else 0)
        - (SHARED if strangers(a, b) and all(map(_is_common, shared)) else 0)
        + (0 if not (a.pair and b.pair) else PAIR if a.pair == b.pair else -3 * PAIR)
    )


def reason(a: Sight, b: Sight) -> str:
    """Why the two are one, in words."""
    said = []
    if shared := sorted(a.hard & b.hard):
        said.append(f"both named by {', '.join(shared)}")
    elif a.kind is b.kind:
        said.append(f"the same kind ({a.kind})")
    if a.authors & b.authors:
        said.append(f"the same author ({', '.join(sorted(a.authors & b.authors))})")
    if common := sorted(a.crisis & b.crisis):
        said.append(f"between the same sides ({', '.join(common)})")
    if a.story is not None and a.story == b.story:
        said.append("in one story")
    apart = gap(a, b)
    if apart is not None:
        said.append("on the same days" if apart == 0 else f"{apart} days apart")
    return "; ".join(said)
