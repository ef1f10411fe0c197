"""One identity for each actor over all articles.

States are told by their country, known actors by their Wikidata id, persons by their full name over its
spellings, organisations and groups by their name or acronym. A surname alone joins the one full name that
it can stand for; where several can, it stays with its article. An office ("the Russian foreign minister") joins
the one whom other articles have in it at that time. Other descriptions ("a senior official") stay with theirs.
What people decided about identities comes last, and outweighs all of it.

All of it is computed from the whole set of actors, so that the order of articles does not count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, NamedTuple

from parley.facts.folding import fold
from parley.records import Actor
from parley.stories.decided import Key, Member, Merge, Split, decide, identity_id
from parley.stories.keys import by_key
from parley.stories.person_names import PersonName, is_name, one_letter_apart, read_name
from parley.stories.seats import Seats


class IdentityOf(NamedTuple):
    """Who the actor of one article is over all of them.

    Attributes:
        article, actor: the article's id and the actor's key there; identity: its id.
        name, kind, country, sector: of the identity: what most articles have.
    """

    article: str
    actor: str
    identity: str
    name: str
    kind: str
    country: str | None
    sector: str | None


@dataclass(slots=True)
class _Person:
    """Actors that are one person, as they are being gathered."""

    spellings: list[PersonName]
    countries: set[str] = field(default_factory=set)
    sectors: set[str] = field(default_factory=set)
    wikidata: str | None = None
    members: list[Member] = field(default_factory=list)

    def add(self, group: _Group) -> None:
        self.spellings.append(group.name)
        self.countries |= {group.country} - {None}  # type: ignore[arg-type]
        self.sectors |= {group.sector} - {None}  # type: ignore[arg-type]
        self.wikidata = self.wikidata or group.wikidata
        self.members += group.members


class _Group(NamedTuple):
    """Actors of one spelling, country, sector and Wikidata id."""

    name: PersonName
    country: str | None
    sector: str | None
    wikidata: str | None
    members: list[Member]


_NO_DAYS: Final[Mapping[str, date | None]] = {}


def find_identities(
    actors: Iterable[tuple[str, Sequence[Actor]]],
    *,
    days: Mapping[str, date | None] = _NO_DAYS,
    decided: Iterable[Merge | Split] = (),
) -> tuple[IdentityOf, ...]:
    """The identity of every actor, sorted by article and key.

    Args:
        actors: the id of each article with its actors, in any order.
        days: on which articles were published, by id; they tell who held an office.
        decided: what people decided, the earliest first.
    """
    members = sorted(
        (Member(article, actor) for article, found in actors for actor in found),
        key=lambda m: (m.article, m.actor.key),
    )
    persons = [m for m in members if m.actor.kind == "person" and is_name(m.actor.name)]
    others = [m for m in members if m.actor.kind != "person" or not is_name(m.actor.name)]
    clusters: dict[Key, list[Member]] = defaultdict(list)
    for key, found in _persons(persons):
        clusters[key] += found
    seats = _seats(clusters, days)
    described = []
    for m in others:
        seat = _seat(m, seats, days)
        if seat is None:
            described.append(m)
        else:
            clusters[seat].append(m)
    for key, found in by_key(described):
        clusters[key] += found
    settled = decide(clusters, decided)
    return tuple(sorted(row for key, found in settled.items() for row in _rows(key, found)))


def in_full(actor: Actor, identity: IdentityOf) -> Actor:
    """The actor with the country and sector of its identity, where its article states none."""
    stated = None if "country" in actor.inferred else actor.country
    country = stated or identity.country or actor.country
    sector = actor.sector or identity.sector
    inferred = {*actor.inferred}
    inferred |= {"country"} if country and not stated else set()
    inferred |= {"sector"} if sector and not actor.sector else set()
    sectors = actor.sectors or ((sector,) if sector else ())
    return replace(
        actor, country=country, sector=sector, sectors=sectors, inferred=tuple(sorted(inferred))
    )


Cluster = tuple[Key, Sequence[Member]]
"""What identifies an identity, and its members."""


def _rows(key: Key, members: Sequence[Member]) -> Iterator[IdentityOf]:
    identity = identity_id(key)
    # In full rather than as an acronym, a code or a headline in capitals.
    names = Counter(m.actor.name for m in members)
    full = Counter({name: n for name, n in names.items() if not name.isupper()})
    named = Counter({name: n for name, n in full.items() if is_name(name)})
    name = _usual(named or full or names) or ""
    kind = _usual(m.actor.kind for m in members) or ""
    country = _usual(map(_stated, members)) or _usual(m.actor.country for m in members)
    sector = _usual(m.actor.sector for m in members)
    for m in members:
        yield IdentityOf(m.article, m.actor.key, identity, name, kind, country, sector)


def _usual(values: Iterable[str | None] | Counter[str]) -> str | None:
    """The most frequent value, or of counted ones; among equals the longest, then the first by alphabet."""
    counts = {value: n for value, n in Counter(values).items() if value is not None}
    return min(counts, key=lambda v: (-counts[v], -len(v), v), default=None)


def _stated(member: Member) -> str | None:
    """The country that the article states, not one that was concluded."""
    return None if "country" in member.actor.inferred else member.actor.country


# ---- named persons --------------------------------------------------------------------------------------


def _persons(members: Sequence[Member]) -> Iterator[Cluster]:
    groups = _groups(members)
    full = [g for g in groups if _is_full(g)]
    found = [p for block in _blocks(full) for p in _gathered(block)]
    by_surname: dict[str, list[_Person]] = defaultdict(list)
    for person in found:
        for surname in sorted({s.surname for s in person.spellings}):
            by_surname[surname].append(person)
    alone: dict[tuple[str, str | None], list[Member]] = defaultdict(list)
    for group in (g for g in groups if not _is_full(g)):
        fits = [p for p in by_surname[group.name.surname] if _may_be(group, p)]
        if len(fits) == 1:
            fits[0].members += group.members
        elif fits:
            yield from ((("surname", m.article, m.actor.key), [m]) for m in group.members)
        else:
            for m in group.members:
                alone[group.name.surname, m.actor.country].append(m)
    yield from ((_person_key(p), p.members) for p in found)
    yield from ((("surname", *key), found) for key, found in alone.items())


def _seats(clusters: Mapping[Key, Sequence[Member]], days: Mapping[str, date | None]) -> Seats[Key]:
    """Whom the articles have in which office, by the keys of the clusters."""
    return Seats(
        (key, days.get(m.article), office)
        for key, found in clusters.items()
        for m in found
        for office in m.actor.offices
    )


def _seat(m: Member, seats: Seats[Key], days: Mapping[str, date | None]) -> Key | None:
    """Who is meant where an article names the office alone."""
    if m.actor.kind != "person" or not m.actor.offices:
        return None
    return seats.holder(m.actor.offices[0], days.get(m.article))


def _is_full(group: _Group) -> bool:
    """Whether the words say who it is without other articles."""
    return bool(group.name.given or group.wikidata)


def _groups(members: Sequence[Member]) -> list[_Group]:
    """The actors by spelling, country, sector and Wikidata id: known ones and frequent ones first."""
    found: dict[tuple[PersonName, str | None, str | None, str | None], list[Member]] = defaultdict(
        list
    )
    for m in members:
        name = read_name(m.actor.name, m.actor.country) or PersonName((), fold(m.actor.name))
        found[name, _stated(m), m.actor.sector, m.actor.wikidata].append(m)
    groups = [_Group(*key, of) for key, of in found.items()]
    return sorted(groups, key=lambda g: (not g.wikidata, -len(g.members), *_text(g)))


def _text(group: _Group) -> tuple[str, ...]:
    """The group's values as text, to break ties."""
    name = " ".join([*group.name.given, group.name.surname])
    return name, group.country or "", group.sector or "", group.wikidata or ""


def _blocks(groups: Sequence[_Group]) -> Iterator[list[_Group]]:
    """Groups that share keys of their names, directly or through others; in the order given."""
    parent = list(range(len(groups)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    first: dict[object, int] = {}
    for i, group in enumerate(groups):
        keys: list[object] = list(group.name.links())
        if group.wikidata:
            keys.append(group.wikidata)
        for key in keys:
            parent[root(i)] = root(first.setdefault(key, i))
    blocks: dict[int, list[_Group]] = defaultdict(list)
    for i, group in enumerate(groups):
        blocks[root(i)].append(group)
    yield from blocks.values()


def _gathered(block: Sequence[_Group]) -> list[_Person]:
    """The persons of a block: each group joins the first that it may be, else it is another."""
    persons: list[_Person] = []
    for group in block:
        person = next((p for p in persons if _same(group, p)), None)
        if person is None:
            person = _Person([])
            persons.append(person)
        person.add(group)
    return persons


def _same(group: _Group, person: _Person) -> bool:
    if group.wikidata and person.wikidata:
        return group.wikidata == person.wikidata
    if group.name in person.spellings:
        # Two people of one full name are rarer than a country taken wrongly from the context.
        return _agree(group.country, person.countries) or _agree(group.sector, person.sectors)
    return _agree(group.country, person.countries) and any(
        _same_name(group.name, other, exact=not _agree(group.sector, person.sectors))
        for other in person.spellings
    )


def _same_name(a: PersonName, b: PersonName, *, exact: bool) -> bool:
    """Whether two full names are spellings of one: a given name in common, and the surname.

    Args:
        exact: whether the surnames must be equal, where other things speak against it.
    """
    if not set(a.given) & set(b.given):
        return False
    return a.surname == b.surname or (not exact and one_letter_apart(a.surname, b.surname))


def _agree(value: str | None, others: set[str]) -> bool:
    return value is None or not others or value in others


def _may_be(group: _Group, person: _Person) -> bool:
    """Whether a surname alone may stand for the person."""
    return _agree(group.country, person.countries)


def _person_key(person: _Person) -> Key:
    """A known person's id, else the first of the spellings by alphabet, with the countries."""
    if person.wikidata:
        return ("wikidata", person.wikidata)
    first = min((s.surname, *s.given) for s in person.spellings)
    return (
        "person",
        *first,
        min(person.countries, default=None),
        min(person.sectors, default=None),
    )
