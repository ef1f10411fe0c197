"""Numbers in English words."""

from __future__ import annotations

from typing import Final

ONES: Final = tuple(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen""".split()
)
"""The numbers below twenty that are one word, from one on."""

TENS: Final = tuple("twenty thirty forty fifty sixty seventy eighty ninety".split())

NUMERALS: Final = {
    **{word: n for n, word in enumerate(ONES, start=1)},
    **{word: 10 * n for n, word in enumerate(TENS, start=2)},
}
"""Number word, lower case → 1 to 19, 20, 30 … 90."""
