"""Large ledgers with the shape of real news: the articles of a small one, told again of other worlds.

In another world other people live in other towns, at other times, and other things happen to them: names and nineteen in
twenty of the words that carry meaning are exchanged for others of the same length, so that every span keeps its place.
States, known persons and the words of diplomacy stay what they are. How many entries an article has, how many articles
a story, how often words recur is then as in the articles at hand; nothing need be read by a language model.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from parley.clean import lines_of
from parley.ids import content_id, text_hash
from parley.ledger import Ledger, Run
from parley.records import Article, Extraction, pack, unpack

Page = tuple[Article, Extraction]

APART: Final = 45
"""Days between two worlds."""

EXCHANGED: Final = 0.95
"""Share of the words that are others in another world."""

SHORTEST: Final = 4
"""Letters of a word that may be exchanged; shorter ones are mostly grammar."""

COMMONEST: Final = 60
"""Words of acts and of proposals' names that stay what they are."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_ID: Final = re.compile(r"(?:art|st|ev|sp|pr)-[0-9a-f]{16}")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_TOLD: Final = frozenset({"text", "value", "name", "names"})
"""Fields of records that hold words of the article."""
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"


def fill(ledger: Ledger, pages: Sequence[Page], articles: int, run: Run) -> None:
    """Add so many articles of as many worlds as it takes."""
    for article, extraction in told_again(pages, articles):
        ledger.add(article, extraction, run=run, lines=lines_of(article))


def told_again(pages: Sequence[Page], articles: int, first: int = 0) -> Iterator[Page]:
    """The articles from number ``first`` to that one; the very first are those given."""
    kept = _kept(pages)
    teller: World | None = None
    for number in range(first, articles):
        world, at = divmod(number, len(pages))
        if teller is None or at == 0:
            teller = World(world, pages, kept)
        yield teller.tell(*pages[at])


class World:
    """Another world, by its number; number 0 is ours."""

    def __init__(self, number: int, pages: Sequence[Page], kept: frozenset[str]) -> None:
        self._number, self._kept, self._random = number, kept, Random(number)
        self._words = self._exchanged(pages) if number else {}
        self._letters = {**self._turned(_VOWELS), **self._turned(_CONSONANTS)}
        self._shift = timedelta(days=-APART * number)

    def tell(self, article: Article, extraction: Extraction) -> Page:
        """What is told there instead of the article."""
        if not self._number:
            return article, extraction
        told = self._record("", pack(article))
        told["sha256"] = text_hash(told["text"])
        return unpack(Article, told), unpack(Extraction, self._record("", pack(extraction)))

    def _record(self, field: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {k: self._record(k, v) for k, v in value.items()}
        if isinstance(value, list):
            return [self._record(field, v) for v in value]
        if field == "geonames" and value is not None:
            return value * 100 + self._number
        if not isinstance(value, str) or field == "versions":
            return value
        if _ID.fullmatch(value):
            return content_id(value.partition("-")[0], self._number, value)
        if _DAY.fullmatch(value):
            return (date.fromisoformat(value) + self._shift).isoformat()
        return _WORD.sub(lambda m: self._word(m.group()), value) if field in _TOLD else value

    def _word(self, word: str) -> str:
        plain = word.lower()
        if plain in self._kept or len(plain) != len(word):
            return word
        if word.islower() or plain in self._words:
            other = self._words.get(plain, plain)
        else:
            other = "".join(self._letters.get(c, c) for c in plain)
        return "".join(o.upper() if c.isupper() else o for c, o in zip(word, other, strict=True))

    def _exchanged(self, pages: Sequence[Page]) -> Mapping[str, str]:
        """Words that are written small somewhere, each for another of its length."""
        small = {w for a, _ in pages for w in _WORD.findall(a.text) if w.islower()}
        lengths: dict[int, list[str]] = {}
        for word in sorted(small - self._kept):
            if len(word) >= SHORTEST and self._random.random() < EXCHANGED:
                lengths.setdefault(len(word), []).append(word)
        out = {w: w for w in small}
        for words in lengths.values():
            out.update(zip(words, self._random.sample(words, len(words)), strict=True))
        return out

    def _turned(self, letters: str) -> Mapping[str, str]:
        return dict(zip(letters, self._random.sample(letters, len(letters)), strict=True))


def _kept(pages: Sequence[Page]) -> frozenset[str]:
    """Words that mean the same in every world: of states, known actors, and the commonest of acts and proposals."""
    actors = [a for _, x in pages for a in x.actors]
    named = [a.name for a in actors if a.kind == "state" or a.wikidata]
    named += [o.title for a in actors for o in a.offices]
    acts = [e.anchor.of(a.text) for a, x in pages for e in x.events]
    acts += [p.name for _, x in pages for p in x.proposals]
    often = Counter(w for words in acts for w in _WORD.findall(words.lower())).most_common(
        COMMONEST
    )
    return frozenset((*_WORD.findall(" ".join(named).lower()), *(w for w, _ in often)))
