"""Who held which office, learned from the articles themselves: each office with the words that say so.

"Russian Foreign Minister Sergei Lavrov" in one article tells who "the Russian foreign minister" of another
one is, and for whom a bare "Lavrov" acts. Everything here is computed from the whole set of articles, so
that their order does not count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from parley.facts import KnownActor, Tenure
from parley.facts.folding import fold
from parley.facts.loading import surnames
from parley.records import Actor
from parley.spans import Span
from parley.stories.identity import IdentityOf
from parley.stories.person_names import is_name
from parley.stories.seats import Seats, is_over


class Seen(NamedTuple):
    """Words that say that somebody holds an office: the article, its day, where they stand in it."""

    day: date | None
    article: str
    evidence: Span


@dataclass(frozen=True, slots=True)
class HeldOffice:
    """An office that articles say a person holds.

    Attributes:
        title: in lower case, without the country; country: ISO 3166 alpha-3, ``EUU`` or ``IGO``.
        since, until: days between which it is taken to be held; None where no article has a day.
        seen: every place that says so, by day.
    """

    title: str
    country: str
    since: date | None
    until: date | None
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class LearnedPerson:
    """A person as all articles together tell.

    Attributes:
        identity: its id; name: the usual full name; spellings: the other ones.
        country, sectors: what most articles state, the most frequent sector first.
        offices: what was held, the best attested first.
    """

    identity: str
    name: str
    spellings: tuple[str, ...]
    country: str | None
    sectors: tuple[str, ...]
    offices: tuple[HeldOffice, ...]

    def known(self) -> KnownActor:
        """The person as a fact, for :meth:`parley.facts.Facts.learning`."""
        names = (self.name, *self.spellings)
        tenures = tuple(Tenure(o.title, o.country, o.since, o.until) for o in self.offices)
        return KnownActor(
            self.name, "person", self.country, self.sectors, self.spellings, tenures, None, surnames(names)
        )  # fmt: skip


Articles = Iterable[tuple[str, date | None, Sequence[Actor]]]
"""The id of each article, its day, and its actors."""


def learn_persons(
    articles: Articles, identities: Iterable[IdentityOf]
) -> tuple[LearnedPerson, ...]:
    """The persons with a full name and a country, sorted by identity.

    Args:
        articles: in any order; identities: who their actors are, of ``parley.stories.identity``.
    """
    who = {(i.article, i.actor): i for i in identities}
    members: dict[str, list[tuple[date | None, str, Actor]]] = defaultdict(list)
    names: dict[str, str] = {}
    for article, day, actors in articles:
        for actor in actors:
            found = who.get((article, actor.key))
            if found is not None and actor.kind == "person" and is_name(actor.name):
                members[found.identity].append((day, article, actor))
                names[found.identity] = found.name
    seen = {i: _seen(found) for i, found in sorted(members.items())}
    seats = Seats(
        (identity, day, office)
        for identity, found in members.items()
        for day, _, actor in found
        for office in actor.offices
    )
    learned = (
        _learned(identity, names[identity], [a for _, _, a in members[identity]], offices, seats)
        for identity, offices in seen.items()
    )
    return tuple(p for p in learned if p is not None)


_Office = tuple[str, str]
"""Title and country."""


def _seen(members: Sequence[tuple[date | None, str, Actor]]) -> dict[_Office, list[Seen]]:
    """Where a person is said to hold which office, by day."""
    out: dict[_Office, set[Seen]] = defaultdict(set)
    for day, article, actor in members:
        for office in actor.offices:
            if office.country and office.evidence and not is_over(office):
                out[office.title, office.country].add(Seen(day, article, office.evidence))
    return {key: sorted(found, key=_order) for key, found in sorted(out.items())}


def _order(seen: Seen) -> tuple[date, str, Span]:
    return seen.day or date.max, seen.article, seen.evidence


def _learned(
    identity: str,
    name: str,
    actors: Sequence[Actor],
    seen: Mapping[_Office, Sequence[Seen]],
    seats: Seats[str],
) -> LearnedPerson | None:
    full = Counter(a.name for a in actors if len(a.name.split()) > 1)
    countries = Counter(a.country for a in actors if a.country and "country" not in a.inferred)
    if not full or not countries:
        return None
    name = name if name in full else _first(full)
    offices = []
    for (title, country), found in seen.items():
        days = [s.day for s in found if s.day is not None]
        since, until = seats.tenure(identity, title, country, days)
        offices.append(HeldOffice(title, country, since, until, tuple(found)))
    sectors = Counter(s for a in actors for s in a.sectors)
    first = _first(Counter(a.sector for a in actors if a.sector))
    return LearnedPerson(
        identity,
        name,
        tuple(sorted(n for n in full if fold(n) != fold(name))),
        _first(countries),
        tuple(sorted(sectors, key=lambda s: (s != first, -sectors[s], s))),
        tuple(sorted(offices, key=lambda o: (-len(o.seen), o.title, o.country))),
    )


def _first(counts: Counter[str]) -> str:
    """The most frequent; among equals the longest, then the first by alphabet; empty for none."""
    return min(counts, key=lambda v: (-counts[v], -len(v), v), default="")
