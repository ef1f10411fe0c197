"""What several accounts say of one field, put together: most origins first, then the most precise, then the latest.

Accounts are never averaged: what is told of a happening is always what some account says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Final, Generic, NamedTuple, TypeVar

from parley.records import HARMS, Event, Place, Status, Toll, When
from parley.records.joined import Account, Bounds, Who
from parley.stories.evidence import sentence_with
from parley.stories.happenings.marks import RELEASED, marks_of
from parley.stories.happenings.sight import MUTUAL, anchor_sentence, days_of
from parley.stories.origins import origin_of

V = TypeVar("V")

LONGEST: Final = 2000
"""Characters of a sentence that are looked at."""

_BEFORE_NOW: Final = re.compile(
    r"\b(?:[Ee]arlier|[Ii]nitial|[Pp]revious|[Ff]irst|[Pp]reliminary) (?:\w{1,20} ){0,2}?(?:tolls?|reports?|counts?|figures?|estimates?|numbers?)\b"
    r"|\b(?:[Ii]nitially|[Pp]reviously|[Ee]arlier|at first) (?:put|reported|said|given|estimated)\b"
)
"""A number that another one has replaced."""

Stretch = tuple[date, date]
"""First and last day."""

FINENESS: Final = {"day": 3, "week": 2, "month": 1, "year": 0, "unknown": -1}
PLACE_FINENESS: Final = {"point": 3, "region": 2, "country": 1, "area": 0, "unknown": 0}


class Vote(NamedTuple, Generic[V]):
    """A value and who has it.

    Attributes:
        accounts: that have it; origins: of them.
    """

    value: V
    accounts: tuple[Account[Event], ...]
    origins: frozenset[str]

    @property
    def latest(self) -> date:
        """The day of its last account."""
        return max((a.published for a in self.accounts if a.published), default=date.min)


def votes(
    accounts: Iterable[Account[Event]],
    value_of: Callable[[Account[Event]], V | None],
    fineness: Callable[[V], float] = lambda _: 0,
) -> list[Vote[V]]:
    """The values that accounts have, the one with most origins first; those that have none are left out."""
    having: defaultdict[V, list[Account[Event]]] = defaultdict(list)
    for account in accounts:
        value = value_of(account)
        if value is not None:
            having[value].append(account)
    found = [Vote(value, tuple(of), frozenset(map(origin_of, of))) for value, of in having.items()]
    return sorted(
        found,
        key=lambda v: (
            -len(v.origins),
            -fineness(v.value),
            -v.latest.toordinal(),
            v.accounts[0].entry,
        ),
    )


def first(found: Sequence[Vote[V]]) -> V | None:
    """The value that won."""
    return found[0].value if found else None


def when_of(accounts: Sequence[Account[Event]]) -> When:
    """The days of an act: the finest stretch that most origins bear out; unknown of a general toll."""
    precision = {stretch(a): a.record.date.precision for a in accounts}
    found = votes(accounts, stretch)
    if not found:
        return When()
    finest = max(FINENESS[precision[v.value]] for v in found)
    able = [v for v in found if FINENESS[precision[v.value]] == finest]

    def borne_out(vote: Vote[Stretch]) -> int:
        return len(set().union(*(o.origins for o in able if meet(o.value, vote.value))))

    best = max(able, key=lambda v: (borne_out(v), len(v.origins)))
    return When(*best.value, precision[best.value])


def stretch(account: Account[Event]) -> Stretch | None:
    """The days that an account gives for an act."""
    days = days_of(account)
    return (date.fromordinal(days[0]), date.fromordinal(days[1])) if days else None


def meet(a: Stretch, b: Stretch) -> bool:
    """Whether two stretches have a day in common."""
    return a[0] <= b[1] and b[0] <= a[1]


def place_of(accounts: Iterable[Account[Event]]) -> Place | None:
    """The place that most origins name; a country yields to the town or region in it that is named half as often.

    Where some name it with the act, what others have from elsewhere in their articles does not count.
    """
    known = [a for a in accounts if a.record.place is not None]
    if not known:
        return None
    told = _places([a for a in known if _names_place(a)] or known)
    fine = [(len(v.origins) + (_fine(p) <= -2), -n) for n, (v, p) in enumerate(told)]
    vote, best = told[fine.index(max(fine))]
    if best.precision != "country":
        return best
    within = (
        p
        for v, p in _places(known)
        if _fine(p) <= -2 and p.country == best.country and 2 * len(v.origins) >= len(vote.origins)
    )
    return next(within, best)


def _places(accounts: Iterable[Account[Event]]) -> list[tuple[Vote[str], Place]]:
    """The places of accounts with their votes, each as the finest of them has it."""
    return [
        (v, min((a.record.place for a in v.accounts if a.record.place), key=_fine))
        for v in votes(accounts, _number_or_name)
    ]


def _number_or_name(account: Account[Event]) -> str | None:
    place = account.record.place
    return str(place.geonames or place.name) if place is not None else None


def _names_place(account: Account[Event]) -> bool:
    """Whether the sentence that names the act has its place."""
    place, (sentence, _) = account.record.place, sentence_with(account, account.record.anchor)
    return place is not None and sentence is not None and sentence.contains(place.span)


def _fine(place: Place) -> int:
    return -PLACE_FINENESS[place.precision]


# ---- people ---------------------------------------------------------------------------------------------


def named_by(
    accounts: Iterable[Account[Event]], keys: Callable[[Event], Iterable[str]]
) -> tuple[Who, ...]:
    """All who are named in a role, those named by most origins first."""
    return tuple(named(accounts, keys))


def named(
    accounts: Iterable[Account[Event]], keys: Callable[[Event], Iterable[str]]
) -> dict[Who, frozenset[str]]:
    """Who is named in a role, with the origins that do; those named by most first."""
    whom: dict[str, Who] = {}
    origins: defaultdict[str, set[str]] = defaultdict(set)
    for account in accounts:
        for key in keys(account.record):
            if key in account.who:
                who = account.who[key]
                whom.setdefault(who.id, who)
                origins[who.id].add(origin_of(account))
    order = sorted(origins, key=lambda i: (-len(origins[i]), i))
    called = {
        whom[i].name: i for i in reversed(order)
    }  # one of each name: descriptions have many identities
    return {whom[i]: frozenset(origins[i]) for i in order if called[whom[i].name] == i}


def is_mutual(accounts: Sequence[Account[Event]]) -> bool:
    """Whether either side may stand first."""
    return accounts[0].record.type in MUTUAL


# ---- numbers --------------------------------------------------------------------------------------------


def tolls_of(accounts: Sequence[Account[Event]]) -> dict[str, Bounds]:
    """The numbers of people over all accounts."""
    found: dict[str, Bounds | None] = {
        **{harm: _bounds([(a, getattr(a.record, harm)) for a in accounts]) for harm in HARMS},
        "released": _bounds([(a, t) for a in accounts for t in _released(a)]),
    }
    return {what: bounds for what, bounds in found.items() if bounds is not None}


def _bounds(told: Sequence[tuple[Account[Event], Toll | None]]) -> Bounds | None:
    known = [(a, t) for a, t in told if t is not None and not marks_of(a).harmless]
    numbers = [n for _, t in known for n in (t.low, t.best, t.high) if n is not None]
    if not numbers:
        return None
    best_of = {a.entry: t.best for a, t in known}
    latest = [a for a, _ in known if not is_outdated(a)] or [a for a, _ in known]
    shared = votes(latest, lambda a: best_of[a.entry])
    best = first(shared)
    said_by = named_by(
        shared[0].accounts if shared else (), lambda e: (e.asserted_by,) if e.asserted_by else ()
    )
    most = max(numbers)
    least = best == most and all(t.high is None for _, t in known if t.best == best)
    return Bounds(min(numbers), best, None if least else most, said_by)


def is_outdated(account: Account[Event]) -> bool:
    """Whether an account only recalls what was reported before: "Earlier reports had put the toll at nine"."""
    return bool(_BEFORE_NOW.search(anchor_sentence(account), 0, LONGEST))


def _released(account: Account[Event]) -> Iterator[Toll]:
    """How many are let go, of an account of a release: the most that its sentence has."""
    if account.record.mode != "release" or account.record.status is Status.DENIED:
        return
    said = anchor_sentence(account)[:2000]
    numbers = [int(m["number"].replace(",", "")) for m in RELEASED.finditer(said)]
    if numbers:
        yield Toll(max(numbers), max(numbers), max(numbers))
