"""Who talks to whom, counted: contacts become sides and what ties them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, product
from typing import Final, Literal

from parley.records.joined import Happening, Who
from parley.web.charts.chart import many

Strand = Literal["held", "ahead", "off"]
STRANDS: Final[dict[Strand, str]] = {
    "held": "held",
    "ahead": "planned or possible",
    "off": "denied or cancelled",
}
OF_STATE: Final[dict[str, Strand]] = {
    "held": "held",
    "planned": "ahead", "announced": "ahead", "possible": "ahead",
    "denied": "off", "cancelled": "off",
}  # fmt: skip

ROUND_TABLE: Final = 7
"""Above so many participants, those who invite are tied to each guest, but the guests not to each other."""


@dataclass(frozen=True, slots=True)
class Side:
    """One who talks: a person, body or country.

    Attributes:
        contacts: in how many it takes part; mediated, hosted: how many it mediates or hosts.
        country: ISO 3166 alpha-3.
    """

    id: str
    name: str
    kind: str
    country: str | None
    contacts: int = 0
    mediated: int = 0
    hosted: int = 0

    @property
    def named(self) -> bool:
        """Whether it has a name and is not only described ("other ministers")."""
        return not self.name.islower()


@dataclass(frozen=True, slots=True)
class Tie:
    """What there is between two sides: numbers of contacts by strand; ``last`` day of one."""

    one: str
    other: str
    strands: dict[Strand, int] = field(default_factory=dict)
    last: date | None = None

    @property
    def all(self) -> int:
        """All contacts between the two."""
        return sum(self.strands.values())


@dataclass(frozen=True, slots=True)
class Ties:
    """Sides, those in most contacts first, and the ties between them."""

    sides: tuple[Side, ...]
    ties: tuple[Tie, ...]

    def named(self) -> Ties:
        """The ties between those who have names: nobody would find the others in a drawing."""
        ids = {s.id for s in self.sides if s.named}
        ties = tuple(t for t in self.ties if t.one in ids and t.other in ids)
        return Ties(tuple(s for s in self.sides if s.named), ties)

    def among(self, most: int) -> Ties:
        """The ties among the sides in most contacts; one that is tied to none of them is left out."""
        ids = {s.id for s in self.sides[:most]}
        ties = tuple(t for t in self.ties if t.one in ids and t.other in ids)
        tied = {i for t in ties for i in (t.one, t.other)}
        return Ties(tuple(s for s in self.sides[:most] if s.id in tied), ties)

    def left_out(self, drawn: int) -> str:
        """Who is not drawn where so many sides are, in words; empty where all are."""
        named = sum(s.named for s in self.sides)
        nameless = len(self.sides) - named
        told = []
        if named > drawn:
            told.append(f"{many(named - drawn, 'side')} in fewer contacts not drawn.")
        if nameless:
            told.append(f"{many(nameless, 'side')} without a name not drawn.")
        return " ".join(told)

    def between(self, one: str, other: str) -> Tie | None:
        """The tie between two sides."""
        pair = {one, other}
        return next((t for t in self.ties if {t.one, t.other} == pair), None)


def strand(contact: Happening) -> Strand:
    """Whether a contact was held, lies ahead or is off."""
    state = contact.talks.state if contact.talks else "held"
    return OF_STATE.get(state, "held")


def same(who: Who) -> Who:
    """Everybody stands for themselves."""
    return who


def tied(contacts: Iterable[Happening], stands_for: Callable[[Who], Who] = same) -> Ties:
    """Count who talks to whom.

    Args:
        stands_for: whom somebody counts as: themselves, or their country.
    """
    known: dict[str, Who] = {}
    taking, mediating, hosting = Counter[str](), Counter[str](), Counter[str]()
    strands: defaultdict[tuple[str, str], Counter[Strand]] = defaultdict(Counter)
    last: dict[tuple[str, str], date] = {}

    def ids(people: Sequence[Who]) -> list[str]:
        whole = [stands_for(w) for w in people]
        known.update((w.id, w) for w in whole)
        return list(dict.fromkeys(w.id for w in whole))

    for contact in contacts:
        inviting, invited = ids(contact.actor), ids(contact.recipient)
        taking.update({*inviting, *invited})
        if contact.talks:
            mediating.update(ids((*contact.talks.mediators, *contact.third_party)))
            hosting.update(ids(contact.talks.hosts))
        day = contact.when.end or contact.last_published
        for pair in _pairs(inviting, invited):
            strands[pair][strand(contact)] += 1
            if day:
                last[pair] = max(day, last.get(pair, day))
    sides = [
        Side(i, w.name, w.kind, w.country, taking[i], mediating[i], hosting[i])
        for i, w in known.items()
    ]
    ties = [Tie(*pair, dict(sorted(n.items())), last.get(pair)) for pair, n in strands.items()]
    return Ties(
        tuple(sorted(sides, key=lambda s: (-s.contacts, -s.mediated, s.name, s.id))),
        tuple(sorted(ties, key=lambda t: (-t.all, t.one, t.other))),
    )


def _pairs(inviting: list[str], invited: list[str]) -> set[tuple[str, str]]:
    """Each pair that is in contact, in the order of their ids."""
    everybody = dict.fromkeys((*inviting, *invited))
    all_ways = len(everybody) <= ROUND_TABLE or not invited
    found = combinations(everybody, 2) if all_ways else product(inviting, invited)
    return {(min(p), max(p)) for p in found if p[0] != p[1]}
