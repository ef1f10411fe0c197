"""Articles as counted words: what stories are told by."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import Final

OPENING: Final = 200
"""Words of the body that count: what follows is background that many stories share (0 to 400 tried)."""

TITLE_WEIGHT: Final = 6
"""How many times a word of the headline counts (0, 3 and 6 tried)."""

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


def _plain(word: str) -> str:
    return _ENDING.sub("", word).casefold()
