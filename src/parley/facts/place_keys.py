"""How names of places are compared: by letters and digits alone, common abbreviations written out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from parley.facts.folding import LETTERS

LONGEST: Final = 80
"""Characters above which words are no name of a place: bounds the work on hostile input."""

_SILENT: Final = dict.fromkeys(map(ord, ".'’‘ʼʻ`´ʹʺ”“\""))
_GAPS: Final = re.compile(r"[\W_]+")
_LONG: Final = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@lru_cache(maxsize=20_000)
def place_key(words: str) -> str:
    """The words as a key: no accents, case, apostrophes or full stops; hyphens are spaces.

    ``St. John's`` is ``saint johns``, ``Zaporizhzhia`` and ``Zaporizhzhia'`` are one, ``the Donbas`` is
    ``donbas``. Words that are too long to be a name give an empty key.
    """
    if len(words) > LONGEST:
        return ""
    bare = unicodedata.normalize("NFKD", words.translate(_SILENT))
    bare = "".join(c for c in bare if not unicodedata.combining(c)).translate(LETTERS).casefold()
    pieces = _GAPS.sub(" ", bare).split()
    if len(pieces) > 1:
        pieces = pieces[pieces[0] == "the" :]
        pieces = [_LONG.get(p, p) for p in pieces]
    return " ".join(pieces)
