"""What is concluded from all articles together, as records to put in and to get back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Identity:
    """Who an actor of one article is over all of them."""

    article: str
    actor: str
    identity: str
    name: str
    kind: str
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class CopyOf:
    """An article that repeats the text of another.

    Attributes:
        leading: the article whose text it is; origin: the outlet or agency whose reporting it is.
    """

    article: str
    leading: str
    reason: str
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class StoryOf:
    """The story that an article belongs to."""

    article: str
    story: str
    title: str


@dataclass(frozen=True, slots=True)
class RepeatedLine:
    """A line (its hash) that one publisher prints in many articles."""

    publisher: str
    line: str
    articles: int


@dataclass(frozen=True, slots=True)
class LearnedFurniture:
    """A stretch ``[start, end)`` of an article found to be furniture; entries in it are not listed."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DatedOf:
    """The days between which an undated article was published, concluded from others.

    Attributes:
        reasons: each in words, in the order of their strength.
    """

    article: str
    start: date
    end: date
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What settling needs of one article again and again, so that nothing is unpacked twice.

    Attributes:
        made_by: version of what made it: another one makes it anew.
        shingles: sorted hashes of its words, 32 bits each, little-endian; sampled: those by which copies are found.
        terms: what stories and utterances are told by: its opening, who is named there, what is said.
        talks: entry of type CONSULT → its contact's fields, with keys of the article's actors.
        numbers, counts: of the words of its headline and opening; quotes: hashes of what it quotes verbatim.
    """

    article: str
    made_by: str
    shingles: bytes
    terms: Mapping[str, Any]
    talks: Mapping[str, Any]
    numbers: bytes = b""
    counts: bytes = b""
    quotes: bytes = b""
    sampled: bytes = b""


@dataclass(frozen=True, slots=True)
class UtteranceOf:
    """The utterance that a statement words; ``leads`` where it is the first to have been printed."""

    statement: str
    utterance: str
    leads: bool
