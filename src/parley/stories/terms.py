"""Articles as weighted words: what stories are told by.

A word weighs by how often an article has it in its headline and opening, and by how few articles have it
(TF-IDF); each article's weights make a vector of length 1, so that the product of two is their likeness.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Final

OPENING: Final = 200
"""Words of the body that count: what follows is background that many stories share (0 to 400 tried)."""

TITLE_WEIGHT: Final = 6
"""How many times a word of the headline counts (0, 3 and 6 tried)."""

TERMS: Final = 120
"""Heaviest words that an article keeps."""

TOO_COMMON: Final = 1000
"""Articles in which a word may stand: above it, it tells nothing about which story; bounds the work."""

_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*|\d+")
_ENDING: Final = re.compile(r"['’](?:s|ll|re|ve|d|m)?$")
_LONGEST: Final = 40
STOP_WORDS: Final = frozenset(
    "a about after all also an and any are as at be been before but by can could did do for from had has "
    "have he her him his how i if in into is it its just like made make many may more most mr mrs ms much "
    "my new no not now of on one only or other our out over said say says she should so some such than "
    "that the their them then there these they this those through to told two under until up us was we "
    "were what when where which while who will with would you your".split()
)


def opening(text: str, least: int = 0) -> str:
    """The text as far as its words count, and at least so many characters."""
    end = 0
    for match in islice(_WORD.finditer(text), OPENING):
        end = match.end()
    return text[: max(end, least)]


def terms(title: str, text: str) -> Counter[str]:
    """The words of an article with their counts."""
    counts: Counter[str] = Counter()
    for match in islice(_WORD.finditer(text), OPENING):
        counts[_plain(match.group())] += 1
    for match in _WORD.finditer(title):
        counts[_plain(match.group())] += TITLE_WEIGHT
    for word in [w for w in counts if w in STOP_WORDS or not 1 < len(w) <= _LONGEST]:
        del counts[word]
    return counts


def weigh(counts: Sequence[Counter[str]]) -> list[dict[str, float]]:
    """The heaviest words of each article, as vectors of length 1."""
    spread = Counter(word for c in counts for word in c)
    rarity = {
        word: math.log((len(counts) + 1) / n) for word, n in spread.items() if n <= TOO_COMMON
    }
    return [_vector(c, rarity) for c in counts]


def _plain(word: str) -> str:
    return _ENDING.sub("", word).casefold()


def _vector(counts: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    weights = {w: (1 + math.log(n)) * rarity[w] for w, n in counts.items() if w in rarity}
    kept = sorted(weights, key=lambda w: (-weights[w], w))[:TERMS]
    length = math.sqrt(sum(weights[w] ** 2 for w in kept)) or 1.0
    return {w: weights[w] / length for w in kept}
