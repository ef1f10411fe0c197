"""Texts as sets of hashed word shingles: what copies are told by."""

from __future__ import annotations

import hashlib
import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]

SHINGLE: Final = 5
"""Words in a shingle. One edited word spoils this many shingles; fewer words make stock phrases alike."""

_WORD: Final = re.compile(r"\w+")
_WORDS_KEPT: Final = 500_000
_FACTOR: Final = 0x9E3779B97F4A7C15
_MIX: Final = np.uint64(0xFF51AFD7ED558CCD)


class Shingler:
    """Turns texts into sets of shingles, as sorted 32-bit hashes; the same in every process."""

    def __init__(self) -> None:
        self._words = _WordHashes()
        powers = [pow(_FACTOR, i, 2**64) for i in range(SHINGLE)]
        self._powers = np.array(powers, dtype=np.uint64)

    def __call__(self, text: str) -> Hashes:
        """The hashes of all runs of :data:`SHINGLE` words, each once; case and punctuation do not count."""
        words = _WORD.findall(text.casefold())
        if len(words) < SHINGLE:
            return np.empty(0, dtype=np.uint32)
        hashes = np.fromiter(map(self._words.__getitem__, words), np.uint64, len(words))
        count = len(words) - SHINGLE + 1
        rolled = np.zeros(count, dtype=np.uint64)
        for i in range(SHINGLE):
            rolled += hashes[i : i + count] * self._powers[i]
        rolled ^= rolled >> np.uint64(33)
        rolled *= _MIX
        return np.unique((rolled >> np.uint64(32)).astype(np.uint32))


class _WordHashes(dict[str, int]):
    """64-bit hashes of words, remembered for the words of recent texts."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _WORDS_KEPT:
            self.clear()
        data = word.encode("utf-8", "surrogatepass")
        value = int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little")
        self[word] = value
        return value
