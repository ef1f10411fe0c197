"""Who is named in some words of an article, and for which side a person or body speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from parley.facts import KnownActor, NameHit, open_facts
from parley.facts.folding import fold
from parley.records.joined import Who
from parley.stories.identities.decided import identity_id

_TOKEN: Final = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+|['’]s\b|\S")
_LONGEST: Final = 4000
"""Characters of a sentence that are looked at."""

EVERYWHERE: Final = frozenset({"USA", "EUU", "IGO"})
"""Who sits at so many tables that their presence tells no two crises apart."""

_FOR_THEIR_STATE: Final = frozenset({"GOV", "MIL", "SPY"})
_SIDES: Final = frozenset({"IGO", "REB"})
"""Sectors of organisations and groups that are a side of their own."""

_SPEAKS: Final = re.compile(
    r"\b(?:president|minister|ministry|spokes\w+|premier|chancellor|envoy)\b"
)
"""Words of a description that name an office which speaks for its state."""


class Token(NamedTuple):
    """A word or mark of a sentence, with its first and last character."""

    start: int
    end: int
    word: str


class Named(NamedTuple):
    """Words that name somebody.

    Attributes:
        first, last: tokens, half-open; country: code, None where they name nobody of a country.
        who: over all articles, where it is one of the article's actors.
        adjective: whether the word only says of which country something is ("Russian").
    """

    first: int
    last: int
    country: str | None
    who: Who | None = None
    adjective: bool = False


def tokens(text: str) -> list[Token]:
    """The words and marks of a sentence."""
    return [Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text[:_LONGEST])]


def named(found: Sequence[Token], people: Mapping[str, Who]) -> Iterator[Named]:
    """Those who are named, in order.

    Args:
        people: folded names and surnames of the article's actors, see :func:`by_name`.
    """
    words = [t.word for t in found]
    facts, at = open_facts(), 0
    while at < len(words):
        hit = facts.longest(words, at)
        length, party = _person(words, at, people)
        if hit is not None and hit[0] >= length:
            length, party = hit[0], _known(at, hit[0], hit[1], people)
        if party is not None:
            yield party
        at += max(length, 1)


def _person(words: Sequence[str], at: int, people: Mapping[str, Who]) -> tuple[int, Named | None]:
    for length in (3, 2, 1):
        if words[at][:1].isupper() and at + length <= len(words):
            who = people.get(fold(" ".join(words[at : at + length])))
            if who is not None:
                return length, Named(at, at + length, who.country, who)
    return 0, None


def _known(
    at: int, length: int, hit: NameHit | KnownActor | None, people: Mapping[str, Who]
) -> Named | None:
    if isinstance(hit, NameHit):
        adjective = hit.kind == "demonym" and not hit.people
        return Named(at, at + length, hit.iso3, None, adjective)
    if hit is None:
        return None
    return Named(at, at + length, hit.country, people.get(fold(hit.name)))


def by_name(who: Iterable[Who]) -> dict[str, Who]:
    """Those of an article by folded name, and persons by the last word of it where it is one person's."""
    out: dict[str, Who] = {}
    surnames: dict[str, set[str]] = {}
    people = sorted(who, key=lambda w: w.id)
    for w in people:
        out[fold(w.name)] = w
        if w.kind == "person" and fold(w.name):
            surnames.setdefault(fold(w.name).split()[-1], set()).add(w.id)
    for w in people:
        last = fold(w.name).split()[-1:] if w.kind == "person" else []
        if last and len(surnames[last[0]]) == 1:
            out.setdefault(last[0], w)
    return out


@lru_cache(maxsize=1024)
def state(country: str) -> Who | None:
    """The state of a country, as identities name it."""
    found = open_facts().countries.get(country)
    if found is None:
        return None
    return Who(identity_id(("state", country)), found.names[0], "state", country, "GOV")


def side_of(who: Who, day: date | None) -> Who | None:
    """The state, organisation or group for which somebody speaks; None where that is not sure.

    Somebody who is known to have left office by the day speaks for nobody but himself, and so do lawmakers,
    experts and people who are described and not named.
    """
    if who.kind == "state":
        return state(who.country) or who if who.country else who
    if who.kind in ("organisation", "group") and who.sector in _SIDES:
        return state(who.country) if who.country == "EUU" else who
    if who.sector not in _FOR_THEIR_STATE or who.country is None or not _is_in_office(who, day):
        return None
    described = who.name[:1].islower() or not any(w[:1].isupper() for w in who.name.split())
    if who.kind == "person" and described and not _SPEAKS.search(who.name.lower()):
        return None
    return None if who.kind == "group" else state(who.country)


def _is_in_office(who: Who, day: date | None) -> bool:
    if "former" in who.name.lower() or who.name.lower().startswith("ex-"):
        return False
    known = open_facts().actor(who.name) if who.kind == "person" else None
    tenures = [t for t in known.tenures if t.since or t.until] if known else []
    return day is None or not tenures or any(t.covers(day) for t in tenures)
