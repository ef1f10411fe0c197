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

from parley.records import Actor
from parley.stories.disjoint import Disjoint
from parley.stories.identities.decided import Key, Merge, Split, decide, identity_id
from parley.stories.identities.forms import (
    Form,
    Member,
    form_of,
    is_full,
    is_person,
    links,
    name_of,
    stated,
)
from parley.stories.identities.keys import by_key
from parley.stories.identities.person_names import PersonName, is_name, one_letter_apart
from parley.stories.identities.seats import Seats


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


_NO_DAYS: Final[Mapping[str, date | None]] = {}

Casts = Iterable[tuple[str, Sequence[Actor]]]
"""Articles with their actors."""


def find_identities(
    actors: Casts,
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
    return tuple(sorted(identities_of(place(actors, days)[1], decided)))


Placed = tuple[Member, str]
"""An actor, and the id of the identity that the machine finds in it."""


def place(
    actors: Casts, days: Mapping[str, date | None] = _NO_DAYS
) -> tuple[dict[Form, str | None], list[Placed]]:
    """Every form as :func:`name_forms` has it, and every actor with whom the machine finds in it."""
    having: defaultdict[Form, list[Member]] = defaultdict(list)
    for article, found in actors:
        for actor in found:
            form = form_of(actor)
            having[form].append(Member(article, actor, form))
    known = name_forms({form: len(members) for form, members in having.items()})
    placed = [
        (m, identity or own_identity(form, m.article, m.actor.key))
        for form, identity in known.items()
        for m in having[form]
    ]
    seats = Seats(
        (identity, days.get(m.article), office)
        for m, identity in placed
        if m.form.offices and is_person(m.form)
        for office in m.form.offices
    )
    return known, [(m, seated(m.form, days.get(m.article), seats) or i) for m, i in placed]


def identities_of(
    placed: Iterable[Placed], decided: Iterable[Merge | Split]
) -> Iterator[IdentityOf]:
    """Who is who after what people decided.

    Args:
        placed: all actors of these identities, and of those that the decisions name.
    """
    clusters: dict[str, list[Member]] = defaultdict(list)
    for member, identity in placed:
        clusters[identity].append(member)
    for identity, members in decide(clusters, decided).items():
        label = label_of(Counter(m.form for m in members))
        for m in members:
            yield IdentityOf(m.article, m.actor.key, identity, *label)


def name_forms(forms: Mapping[Form, int]) -> dict[Form, str | None]:
    """The id of the identity of actors of these forms; None where each article has its own.

    Args:
        forms: with the number of actors that have each.
    """
    persons = {form: n for form, n in forms.items() if is_person(form)}
    keys = dict(_persons(persons))
    keys.update(by_key(form for form in forms if form not in persons))
    return {form: identity_id(key) if key else None for form, key in keys.items()}


def own_identity(form: Form, article: str, actor: str) -> str:
    """The id of whom one article alone tells of, by a surname or a description."""
    kind = "surname" if is_person(form) else "description"
    return identity_id((kind, article, actor))


def seated(form: Form, day: date | None, seats: Seats[str]) -> str | None:
    """Who is meant where an article names the office alone."""
    if form.kind != "person" or not form.offices or is_name(form.name):
        return None
    return seats.holder(form.offices[0], day)


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


class Label(NamedTuple):
    """What an identity is called, and what it is; as of :class:`IdentityOf`."""

    name: str
    kind: str
    country: str | None
    sector: str | None


def label_of(forms: Mapping[Form, int]) -> Label:
    """What most articles have.

    Args:
        forms: of the identity's actors, with the number of those that have each.
    """
    # In full rather than as an acronym, a code or a headline in capitals.
    names = _counted((f.name, n) for f, n in forms.items())
    full = {name: n for name, n in names.items() if not name.isupper()}
    in_names = {name: n for name, n in full.items() if is_name(name)}
    countries = _counted((stated(f), n) for f, n in forms.items())
    return Label(
        _usual(in_names or full or names) or "",
        _usual(_counted((f.kind, n) for f, n in forms.items())) or "",
        _usual(countries) or _usual(_counted((f.country, n) for f, n in forms.items())),
        _usual(_counted((f.sector, n) for f, n in forms.items())),
    )


def _counted(values: Iterable[tuple[str | None, int]]) -> Counter[str]:
    """How often each value is there."""
    out: Counter[str] = Counter()
    for value, n in values:
        if value is not None:
            out[value] += n
    return out


def _usual(counts: Mapping[str, int]) -> str | None:
    """The most frequent value; among equals the longest, then the first by alphabet."""
    return min(counts, key=lambda v: (-counts[v], -len(v), v), default=None)


# ---- named persons --------------------------------------------------------------------------------------


class _Group(NamedTuple):
    """Forms of one spelling, country, sector and Wikidata id, and how many actors have them."""

    name: PersonName
    country: str | None
    sector: str | None
    wikidata: str | None
    forms: list[Form]
    number: int


@dataclass(slots=True)
class _Person:
    """Forms that are one person, as they are being gathered."""

    spellings: list[PersonName] = field(default_factory=list)
    countries: set[str] = field(default_factory=set)
    sectors: set[str] = field(default_factory=set)
    wikidata: str | None = None
    forms: list[Form] = field(default_factory=list)

    def add(self, group: _Group) -> None:
        self.spellings.append(group.name)
        self.countries |= {group.country} - {None}  # type: ignore[arg-type]
        self.sectors |= {group.sector} - {None}  # type: ignore[arg-type]
        self.wikidata = self.wikidata or group.wikidata
        self.forms += group.forms


def _persons(forms: Mapping[Form, int]) -> Iterator[tuple[Form, Key | None]]:
    groups = _groups(forms)
    full = [g for g in groups if is_full(g.forms[0])]
    found = [p for block in _blocks(full) for p in _gathered(block)]
    by_surname: dict[str, list[_Person]] = defaultdict(list)
    for person in found:
        for surname in sorted({s.surname for s in person.spellings}):
            by_surname[surname].append(person)
    for person in found:
        yield from ((form, _person_key(person)) for form in person.forms)
    for group in (g for g in groups if not is_full(g.forms[0])):
        fits = [p for p in by_surname[group.name.surname] if _may_be(group, p)]
        for form in group.forms:
            if fits:
                yield form, _person_key(fits[0]) if len(fits) == 1 else None
            else:
                yield form, ("surname", group.name.surname, form.country)


def _groups(forms: Mapping[Form, int]) -> list[_Group]:
    """The forms by spelling, country, sector and Wikidata id: known ones and frequent ones first."""
    found: dict[tuple[PersonName, str | None, str | None, str | None], list[Form]] = defaultdict(
        list
    )
    for form in forms:
        found[name_of(form), stated(form), form.sector, form.wikidata].append(form)
    groups = [_Group(*key, of, sum(forms[form] for form in of)) for key, of in found.items()]
    return sorted(groups, key=lambda g: (not g.wikidata, -g.number, *_text(g)))


def _text(group: _Group) -> tuple[str, ...]:
    """The group's values as text, to break ties."""
    name = " ".join([*group.name.given, group.name.surname])
    return name, group.country or "", group.sector or "", group.wikidata or ""


def _blocks(groups: Sequence[_Group]) -> Iterator[list[_Group]]:
    """Groups that share keys of their names, directly or through others; in the order given."""
    parts = Disjoint(range(len(groups)))
    first: dict[str, int] = {}
    for i, group in enumerate(groups):
        for key in links(group.forms[0]):
            parts.join(i, first.setdefault(key, i))
    for members in parts.sets().values():
        yield [groups[i] for i in members]


def _gathered(block: Sequence[_Group]) -> list[_Person]:
    """The persons of a block: each group joins the first that it may be, else it is another."""
    persons: list[_Person] = []
    for group in block:
        person = next((p for p in persons if _same(group, p)), None)
        if person is None:
            person = _Person()
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
