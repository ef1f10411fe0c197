"""When two actors of two annotations of one article are the same, or on the same side."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

TITLES = frozenset(
    {"mr", "mrs", "ms", "dr", "president", "prime", "minister", "foreign", "secretary", "general",
     "king", "sir", "us", "the", "former"}
)  # fmt: skip
"""Words that say nothing about which actor a name names."""

_POSSESSIVE = re.compile(r"['’]s\b")
_NOT_WORD = re.compile(r"[^\w\s]")

PackedActor = Mapping[str, Any]


def plain(words: str | None) -> str:
    """The words without case, accents, possessive endings, punctuation and titles."""
    parts = unicodedata.normalize("NFKD", words or "")
    base = "".join(c for c in parts if not unicodedata.combining(c)).casefold()
    base = _NOT_WORD.sub(" ", _POSSESSIVE.sub("", base))
    return " ".join(w for w in base.split() if w not in TITLES)


class Sameness:
    """Compares the actors of two annotations of one article, by their keys.

    Two actors are the *same* when both are states of one country; or when a plain name of one is a plain
    name of the other; or when both are persons with the same last word of their names. They are on one
    *side* when they are the same or have the same country. An unknown key is nobody.
    """

    def __init__(self, gold: Iterable[PackedActor], predicted: Iterable[PackedActor]) -> None:
        self.gold = {a["key"]: a for a in gold}
        self.predicted = {a["key"]: a for a in predicted}
        self._names = {
            id(a): _plain_names(a) for a in [*self.gold.values(), *self.predicted.values()]
        }

    def same(self, gold: str | None, predicted: str | None) -> bool:
        """Whether the two keys stand for the same actor."""
        a, b = self.gold.get(gold), self.predicted.get(predicted)
        return a is not None and b is not None and self.match(a, b)

    def match(self, a: PackedActor, b: PackedActor) -> bool:
        """Whether the two actors, one of each annotation, are the same."""
        if a.get("kind") == b.get("kind") == "state":
            return a.get("country") is not None and a["country"] == b.get("country")
        if self._names[id(a)] & self._names[id(b)]:
            return True
        if not a.get("kind") == b.get("kind") == "person":
            return False
        last, other = plain(a.get("name")).split()[-1:], plain(b.get("name")).split()[-1:]
        return bool(last) and last == other

    def side(self, gold: str, predicted: str) -> bool:
        """Whether the two keys stand for actors on one side."""
        a, b = self.gold.get(gold), self.predicted.get(predicted)
        if a is None or b is None:
            return False
        country = a.get("country")
        return self.match(a, b) or bool(country and country == b.get("country"))

    def some_side(self, gold: Iterable[str], predicted: Iterable[str]) -> bool:
        """Whether some actor of the first is on the side of some actor of the second."""
        others = list(predicted)
        return any(self.side(k, q) for k in gold for q in others)


def _plain_names(actor: PackedActor) -> frozenset[str]:
    names = map(plain, [actor.get("name"), *(actor.get("names_in_text") or ())])
    return frozenset(n for n in names if n)
