"""Names of persons over spellings: what two of them must share to be one name.

Transliterations differ in a few well-known ways: Zelenskyy, Zelenskiy and Zelensky; Dmitry and Dmitri; Araghchi
and Araqchi; al-Assad and Assad. :func:`read_name` folds them; :meth:`PersonName.links` gives the keys that
two spellings of one name have in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from parley.facts.folding import split
from parley.stories.identities.given_names import FAMILIES

_SPELLINGS: Final = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"shch", "sh"), (r"kh", "h"), (r"gh", "g"), (r"ph", "f"), (r"ck|q", "k"), (r"w", "v"),
        (r"oo|ou", "u"), (r"ee|ie", "i"), (r"ye", "e"), (r"[iea]j$", "i"), (r"y", "i"),
        (r"(.)\1+", r"\1"), (r"ei$|iy$", "i"),
    )
)  # fmt: skip
"""Letters that transliterations write in several ways, in the order in which they are made one."""

_VOWELS: Final = re.compile(r"[aeiouj]")
_PARTICLES: Final = frozenset(
    "al el as ash ad de der den di du da dos van von und zu ul la le".split()
)
_PARTICLE: Final = re.compile(r"[a-z]{1,3}[-'’][A-Z]")
"""A particle joined to its name: al-Assad, d'Estaing."""
_PATRONYMIC: Final = frozenset({"bin", "ibn", "ben", "bint"})
_DROPPED: Final = frozenset(
    {"mr", "mrs", "ms", "dr", "sir", "president", "prime", "minister", "foreign", "general", "jr", "sr",
     "ii", "iii", "iv", "sen", "rep", "gen", "senator", "secretary", "former", "ambassador", "ayatollah"}
)  # fmt: skip
_FAMILY_FIRST: Final = frozenset({"CHN", "TWN", "HKG", "PRK", "KOR", "VNM"})

MIN_FOR_TYPO: Final = 5
"""Letters that a folded surname needs for one of them to be read as a difference of spelling."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name, folded.

    Attributes:
        given: given names, father's names left out; empty where there is a surname alone.
        surname: the last name, or for names of eastern Asia the family name.
    """

    given: tuple[str, ...]
    surname: str

    def links(self) -> Iterator[tuple[str, str]]:
        """Keys (given, surname) of which two spellings of one name share at least one.

        Longer surnames come with each letter left out as well: two that differ in one letter meet there.
        """
        for given in self.given:
            for surname in _near(self.surname):
                yield given, surname


def is_name(words: str) -> bool:
    """Whether the words are a name and not a description: each begins with a capital, particles aside."""
    parts = words.split()
    small = _PARTICLES | _PATRONYMIC
    return bool(parts) and all(
        p[:1].isupper() or p.casefold() in small or _PARTICLE.match(p) for p in parts
    )


@lru_cache(maxsize=50_000)
def read_name(words: str, country: str | None = None) -> PersonName | None:
    """The name that the words write; None where nothing is left of them.

    Args:
        words: the name, with or without a title.
        country: where the person is of; it tells whether the family name stands first.
    """
    pieces = [p.lower() for p in split(words)]
    pieces = [p for p in pieces if len(p) > 1 and p not in _DROPPED]
    given, rest = _parted([p for p in pieces if p not in _PARTICLES])
    if not rest:
        return None
    if country in _FAMILY_FIRST and given:
        return PersonName((_letters("".join([*given[1:], *rest])),), _letters(given[0]))
    surname = _letters(rest[-1].removeprefix("al") if len(rest[-1]) > 7 else rest[-1])
    return PersonName(tuple(dict.fromkeys(map(_given, given))), surname)


@lru_cache(maxsize=50_000)
def respelt(word: str) -> str:
    """A word of a name, written in the one way that its transliterations have in common: "zelenski"."""
    return _letters("".join(split(word)).lower())


def consonants(name: str) -> str:
    """What transliterations from one language and from another share: "Volodymyrivka" and "Vladimirovka"."""
    return _VOWELS.sub("", respelt(name))


def one_letter_apart(a: str, b: str) -> bool:
    """Whether one letter put in, left out or changed makes the one of the other; True for equals."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = next(
        (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    return a[start + (len(a) >= len(b)) :] == b[start + (len(b) >= len(a)) :]


def _parted(pieces: list[str]) -> tuple[list[str], list[str]]:
    """Given names, and what follows them: a surname, or the father's name where there is none."""
    at = next((i for i, p in enumerate(pieces) if p in _PATRONYMIC), None)
    if at is None:
        return pieces[:-1], pieces[-1:]
    after = [p for p in pieces[at:] if p not in _PATRONYMIC]
    return pieces[:at], after[-1:]


def _letters(word: str) -> str:
    for pattern, to in _SPELLINGS:
        word = pattern.sub(to, word)
    return word


def _given(word: str) -> str:
    folded = _letters(word)
    return _FAMILY.get(folded, folded)


_FAMILY: Final = {_letters(name): line.split()[0] for line in FAMILIES for name in line.split()}


def _near(surname: str) -> Iterator[str]:
    yield surname
    if len(surname) >= MIN_FOR_TYPO:
        for i in range(len(surname)):
            yield surname[:i] + surname[i + 1 :]
