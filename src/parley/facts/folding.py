"""How names are compared: accents, hyphens, apostrophes and full stops do not count; case does.

``Türkiye`` is ``Turkiye``, ``U.S.`` is ``US``, ``al-Assad`` is ``Al Assad``. But ``us`` is not ``US`` and
``turkey`` is not ``Turkey``: a name is only met where its words begin as names do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae"}
)  # fmt: skip
"""Letters that stay whole when accents are taken off them, and what they are compared as."""

JOINERS = frozenset("-‐‑–'’‘ʼʻ&./")
"""Tokens that may stand inside a name and do not count."""

LOUD = 3
"""Acronyms up to this length count in capitals only; longer ones may be written Unicef, Nato."""

LONGEST_WORD = 60
"""Characters of a token above which it is no word of a name: bounds the work on hostile input."""

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=20_000)
def pieces(word: str) -> tuple[str, ...]:
    """The letters and digits of a word, without accents; several where a hyphen or apostrophe parts it."""
    if word.isascii() and word.isalnum():
        return (word,)
    bare = unicodedata.normalize("NFKD", word.replace(".", ""))
    bare = "".join(c for c in bare if not unicodedata.combining(c)).translate(LETTERS)
    return tuple(_WORD.findall(bare))


def split(words: str) -> tuple[str, ...]:
    """The pieces of some words, a leading "the" left out."""
    found = tuple(p for word in words.split() for p in pieces(word))
    return found[1:] if len(found) > 1 and found[0].lower() == "the" else found


def fold(words: str) -> str:
    """The words as a key: pieces in lower case with one space between, case gone."""
    return " ".join(split(words)).lower()


def fits(name: Sequence[str], written: Sequence[str]) -> bool:
    """Whether pieces that are equal in lower case are written as the name's may be."""
    return all(_fits(n, w) for n, w in zip(name, written, strict=True))


def _fits(name: str, written: str) -> bool:
    if name[0].islower() or not name[0].isalpha():
        return True
    if len(name) <= LOUD and not name[1:].islower():
        return written in {name, name.upper()}  # US, but also LeT, MoD
    return written[0].isupper()


def is_initial(token: str) -> bool:
    """Whether a token is a middle initial ("V.", "J")."""
    return len(token) <= 2 and token[0].isupper() and token[1:] in {"", "."}


def walk(words: Sequence[str], at: int) -> Iterator[tuple[str, int, bool]]:
    """The pieces of a name that may begin at a token, up to what no name contains.

    Yields:
        The piece; how many tokens have been read if it ends one, else 0; whether it is an initial.
    """
    for i in range(at, len(words)):
        word = words[i]
        if word in JOINERS and i > at:
            continue
        parts = pieces(word) if len(word) <= LONGEST_WORD else ()
        if not parts:
            return
        for part in parts[:-1]:
            yield part, 0, False
        yield parts[-1], i - at + 1, i > at and is_initial(word)
