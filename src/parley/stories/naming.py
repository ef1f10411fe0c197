"""What a story is called: its main actors and what it is about, such as "Iran, United States: nuclear talks".

A name is made of what many of the story's articles have and few of the others do. What it is about are one or two
nouns or pairs of words; a word counts as a noun where it often follows an article or a preposition, which needs no
reading by a language model.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Final, Protocol

from parley.language.calendar import WEEKDAY_NAMES
from parley.stories.terms import STOP_WORDS

OPENING: Final = 1200
"""Characters of the body that count: hardly more than the words by which articles are compared."""

NAMED_BY: Final = 12
"""Articles that name a story: its first ones."""

ACTORS: Final = 2
TOPICS: Final = 2

SHARE: Final = 0.3
"""Share of a story's articles that name an actor or a topic in its name."""

AFTER_A_DETERMINER: Final = 0.25
LAST: Final = 0.5
"""Shares of a word's places that follow an article, a possessive or a preposition, and that end a stretch of telling
words, for it to be a noun and no adjective."""

LAST_OF_TWO: Final = 0.25
"""The latter for the second of two words, which is surer to be a noun."""

LONGEST: Final = 28
"""Characters of an actor's name; longer ones describe and do not name."""

LONGEST_HEADLINE: Final = 80
"""Characters of an article's beginning that may stand for a headline."""

_SENTENCE: Final = re.compile(r"[.!?,;:()\n\r“”\"—–]+")
_WORD: Final = re.compile(r"[^\W\d_][\w’'-]{0,40}")
_ENDING: Final = re.compile(r"['’](?:s|ll|re|ve|d|m)?$")
_DETERMINERS: Final = frozenset("a an the its their his her our no any".split())
_BEFORE_NOUNS: Final = _DETERMINERS | frozenset(
    "of in on at for over by with from into under about against between".split()
)
_NO_NOUN: Final = re.compile(
    r".{2,}(?:ly|ed)\Z|(?:being|having|going|known|given|taken|made|held|done|seen|shown|left|against|between|"
    r"without|within|among|amid|toward|towards|across|along|likely|able|unlikely)\Z"
)
"""Words that no topic ends in: adverbs, participles, prepositions."""
_GERUND: Final = re.compile(r".{2,}ing\Z")
"""Words that are nouns where they follow an article or a possessive, and verbs behind a preposition: "for wearing"."""
_TIMES: Final = frozenset(WEEKDAY_NAMES) | frozenset(
    "day days week weeks month months year years today "
    "tuesday’s morning evening night hours minutes time times people others part number percent example way "
    "statement comment comments news agency reporters journalists interview article story".split()
)
_VAGUE: Final = frozenset(
    "basis case cases comes complex course end fact handful hit interest interests issue issues kind lot matter "
    "move moves place premises side sides spokesman spokesperson spokeswoman thing things trying".split()
)
"""Nouns that name nothing, and verbs that look like nouns."""
_EMPTY: Final = STOP_WORDS | _TIMES | _VAGUE


@dataclass(frozen=True, slots=True)
class Opening:
    """How an article begins, and who is named there.

    Attributes:
        actors: names over all articles of those that its opening names.
    """

    title: str
    text: str
    actors: frozenset[str]


class Rarity(Protocol):
    """What is rare among all articles tells most."""

    def rarity(self, word: str) -> float:
        """How much it tells that an article has the word."""

    def rarity_of_name(self, name: str) -> float:
        """How much it tells that an article names the actor."""


def name_story(openings: Sequence[Opening], rarity: Rarity, *, alone: bool) -> str:
    """The name of the story that these articles tell; of one that is ``alone``, its headline.

    Where its articles share no actor, it is called by the first headline, or by how the first article begins.

    Args:
        openings: of its first :data:`NAMED_BY` articles.
    """
    begins = " ".join(openings[0].text[:OPENING].split())[:LONGEST_HEADLINE]
    headline = next((o.title for o in openings if o.title), begins) or "(without a name)"
    who = [] if alone else _actors(openings, rarity)
    if not who:
        return headline
    said = {w.casefold() for o in openings for name in o.actors for w in _WORD.findall(name)}
    what = _topics(openings, rarity, said)
    return ": ".join(", ".join(part) for part in (who, what) if part)


def _actors(openings: Sequence[Opening], rarity: Rarity) -> list[str]:
    seen = Counter(name for o in openings for name in o.actors if len(name) <= LONGEST)
    proper = {n: c for n, c in seen.items() if n[:1].isupper()}
    return _best(proper, len(openings), rarity.rarity_of_name)[:ACTORS]


def _topics(openings: Sequence[Opening], rarity: Rarity, said: Collection[str]) -> list[str]:
    seen: Counter[str] = Counter()
    told = [list(_runs(opening, said)) for opening in openings]
    for runs in told:
        seen.update({word for run, _ in runs for word in run})
        seen.update({" ".join(pair) for run, _ in runs for pair in pairwise(run)})
    ends = list(chain.from_iterable(told))
    nouns = _nouns(ends)
    wanted = {
        g: n
        for g, n in seen.items()
        if nouns.get(g, 0.0) >= LAST or (" " in g and nouns.get(g.split()[1], 0.0) >= LAST_OF_TWO)
    }

    def tells(gram: str) -> float:
        parts = gram.split()
        return sum(rarity.rarity(p) for p in parts) / math.sqrt(len(parts))

    chosen: list[str] = []
    for gram in _best(wanted, len(openings), tells):
        if not any(set(gram.split()) & set(other.split()) for other in chosen):
            chosen.append(gram)
        if len(chosen) == TOPICS:
            break
    return chosen


def _nouns(runs: Iterable[Run]) -> dict[str, float]:
    """Words that end what an article, a possessive or a preposition begins, each with how often it ends a run.

    "The nuclear talks" ends in a noun.
    """
    told: Counter[str] = Counter()
    last: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for run, before in runs:
        word = run[-1]
        told.update(run)
        last[word] += 1
        after[word] += before in (_DETERMINERS if _GERUND.match(word) else _BEFORE_NOUNS)
    return {
        w: n / told[w] for w, n in last.items()
        if after[w] >= max(1, AFTER_A_DETERMINER * n) and not _NO_NOUN.match(w)
    }  # fmt: skip


def _best(seen: Mapping[str, int], articles: int, tells: Callable[[str], float]) -> list[str]:
    """What most articles share and what tells most, first; what too few share is left out."""
    least = max(2, SHARE * articles) if articles > 2 else articles
    return sorted(
        (s for s, n in seen.items() if n >= least), key=lambda s: (-seen[s] * tells(s), s)
    )


Run = tuple[list[str], str]
"""Words, and the word before them."""


def _runs(opening: Opening, said: Collection[str]) -> Iterator[Run]:
    """Stretches of words that tell something, each with the word before it.

    Names, words of names and empty words part them.
    """
    for part in _parts(opening):
        run: list[str] = []
        before = ""
        for word, capital in _words(part):
            if len(word) > 2 and word not in _EMPTY and word not in said and not capital:
                run.append(word)
                continue
            if run:
                yield run, before
                run = []
            before = word
        if run:
            yield run, before


def _words(part: str) -> Iterator[tuple[str, bool]]:
    """The words without case and endings, each with whether it has a capital."""
    for word in _WORD.findall(part):
        plain = word if word.isalpha() else _ENDING.sub("", word)
        yield plain.casefold(), word[0].isupper()


def _parts(opening: Opening) -> list[str]:
    return _SENTENCE.split(f"{opening.title}. {opening.text[:OPENING]}")
