"""Which of the sentences behind a happening bears its line out: it names those that the line names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from parley.facts import open_facts
from parley.records import EventType, Happening, Who
from parley.stories.briefing.parts import Source
from parley.stories.briefing.wording import met, with_names

READ: Final = 8
"""Sentences of a happening that are looked at, the one that tells it best first."""

LONGEST: Final = 600
"""Characters of a sentence that are looked at."""

SPELT: Final = 5
"""First letters of a surname that its spellings have in common ("Zelensky", "Zelenskyy")."""

UNNAMED: Final = 0.4
"""What is left of the weight of a happening of which no sentence names anybody that its line does."""

UNNAMED_CONTACT: Final = 0.1
"""The same of a contact, which is nothing but who met whom: one of two that is not named halves it and more."""

_WORD: Final = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][\w’'-]*\w|\b[A-Z]\b")
_ENDING: Final = re.compile(r"['’]s$")


def best_sentence(found: Happening, cite: Callable[[str], Source]) -> tuple[str, float]:
    """The entry whose sentence names most of those who take part, and what that leaves of the line's weight."""
    parties = with_names([w for side in (found.actor, found.recipient) for w in met(side)])
    entries = list(dict.fromkeys((found.lead, *found.entries)))[:READ]
    if not parties:
        return found.lead, 1.0
    named = [share(cite(e).sentence, parties) for e in entries]
    best = max(range(len(entries)), key=lambda n: (named[n], -n))
    share_of, least = named[best], UNNAMED
    if found.type is EventType.CONSULT:
        share_of, least = share_of**2, UNNAMED_CONTACT
    return entries[best], least + (1 - least) * share_of


def share(sentence: str, parties: Sequence[Who]) -> float:
    """How many of the parties a sentence names, of 1: persons by their surnames, states by any of their words."""
    words = frozenset(_words(sentence))
    countries = frozenset(_countries(words))
    return sum(_is_named(w, words, countries) for w in parties) / len(parties)


def _words(sentence: str) -> Iterator[str]:
    for word in _WORD.findall(sentence[:LONGEST]):
        yield _ENDING.sub("", word)


def _countries(words: frozenset[str]) -> Iterator[str]:
    """Codes of the countries that the words name: by name, demonym or seat of government."""
    facts = open_facts()
    for word in words:
        hit = facts.country(word)
        if hit is not None:
            yield hit.iso3


def _is_named(who: Who, words: frozenset[str], countries: frozenset[str]) -> bool:
    if who.kind == "state" and who.country in countries:
        return True
    last = who.name.split()[-1]
    return any(word.startswith(last[:SPELT]) for word in words)
