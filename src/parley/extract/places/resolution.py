"""Which place each mention means: all the mentions of an article decide together.

A name that only one place has anchors the names that many have. Every candidate gets a score: how well known
it is, whether the words beside the mention hold it ("Paris, Texas"), and how much of what the other
mentions may mean lies in its country, in its state, and near it. A few rounds of that settle the article.
One name has one sense in an article, unless the text itself says otherwise.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from parley.extract.places.home import home_of
from parley.extract.places.toponyms import Toponyms
from parley.facts.gazetteer import Candidate, Kind
from parley.facts.place_keys import place_key
from parley.spans import Span

ROUNDS: Final = 4
MOST_NAMES: Final = 150
"""Different names of an article that decide together; what comes after them is decided alone."""

AFTER: Final = 2
"""Times that a name before a mention counts as farther than one after it."""

FEWEST: Final = 3
STRAY_KM: Final = 300.0
STRAY_POPULATION: Final = 100_000
REGIONAL: Final = 0.5
"""Share of an article's towns that lie together where it is about one region."""

NEAR_KM: Final = 120.0
EARTH_KM: Final = 6371.0

_TOWNS: Final = frozenset({"city", "admin2"})


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each ground counts. Tuned on the even halves of LGL and GeoWebNews together."""

    population: float = 1.0
    usual: float = 1.5
    country_kind: float = 2.0
    admin1_kind: float = 1.0
    admin2_kind: float = -1.5
    region_kind: float = 1.0
    capital: float = 2.0
    held: float = 8.0
    same_country: float = 2.0
    same_admin1: float = 3.2
    near: float = 2.0
    home: float = 1.0

    def of_kind(self, kind: Kind) -> float:
        """What a kind of place is better known by than its inhabitants say."""
        kinds = {"country": self.country_kind, "admin1": self.admin1_kind, "admin2": self.admin2_kind,
                 "region": self.region_kind, "area": self.region_kind}  # fmt: skip
        return kinds.get(kind, 0.0)


TUNED: Final = Weights()


@dataclass(frozen=True, slots=True)
class Resolved:
    """A mention with the place that it means.

    Attributes:
        place: None where no place has the name; candidates: all that were weighed.
        part: the words of the mention that name the place, where they are only some of them.
        around: True where the mention itself is in no gazetteer, and the place is what its name says
            that it belongs to, or the town that it is told with; held: where the words beside it say
            what it lies in.
    """

    span: Span
    place: Candidate | None
    candidates: tuple[Candidate, ...] = ()
    part: str | None = None
    around: bool = False
    held: bool = False


@dataclass(slots=True)
class _Name:
    """One name of the article: its candidates, and what the text says it lies in."""

    candidates: tuple[Candidate, ...]
    held: tuple[Candidate, ...]
    capital: str | None
    count: int = 1
    part: str | None = None
    whole: bool = True


_BESIDE: Final = re.compile(
    r"['’]?s?(?:, | \(|,? (?:in|of) (?:the )?(?:(?:north|south|east|west|central)\w* )?)"
    r"(?P<holder>(?:[A-Z][\w.’'-]{0,30}|of|and|the)(?: (?:[A-Z][\w.’'-]{0,30}|of|and|the)){0,3})"
)

_LISTED: Final = re.compile(
    r"(?:,? and|,) [A-Z][\w’'-]{1,30}(?:(?:,? and|,) [A-Z][\w’'-]{1,30}){0,2}(?= in the [A-Z])"
)
"""What is listed beside a name before the words say where all of it lies: "Roe **and Doe** in the Sumy region"."""

_REGIONS: Final = frozenset({"admin1", "region"})


class Resolver:
    """Resolves mentions; a pure function of the text, the mentions and the gazetteer."""

    def __init__(self, toponyms: Toponyms, weights: Weights = TUNED) -> None:
        self.toponyms = toponyms
        self.weights = weights

    def resolve(self, text: str, mentions: Sequence[Span]) -> list[Resolved]:
        """The place of each mention, in the order given."""
        names, of_mention = self.names(text, mentions)
        chosen = settle(names, self.weights, home_of(text))
        out = []
        for span, key in zip(mentions, of_mention, strict=True):
            i, name = chosen[key], names[key]
            place = name.candidates[i] if i is not None else None
            held = place is not None and any(_inside(place, h) for h in name.held)
            told = next((h for h in name.held if h.admin1 and h.kind in _REGIONS), None)
            if told and not _lies_in(place, told) and _is_said(text, span):
                # The village of that name in the region that it is said to lie in is in no gazetteer.
                out.append(Resolved(span, told, name.candidates, name.part, around=True))
                continue
            out.append(
                Resolved(span, place, name.candidates, name.part, around=not name.whole, held=held)
            )
        return _around(_strays(out))

    def names(self, text: str, mentions: Sequence[Span]) -> tuple[list[_Name], list[int]]:
        """The different names with their candidates, and the index of each mention's."""
        names: dict[tuple[str, str], _Name] = {}
        keys = []
        for span in mentions:
            words = text[span.start : span.end]
            held = self._holder(text, span)
            key = (place_key(words), held[0])
            if key in names:
                names[key].count += 1
            else:
                names[key] = self._name(words, held[1])
            keys.append(key)
        keys = _join(names, keys)
        order = {key: i for i, key in enumerate(dict.fromkeys(keys))}
        return [names[k] for k in order], [order[k] for k in keys]

    def _name(self, words: str, held: tuple[Candidate, ...]) -> _Name:
        found = self.toponyms.of_mention(words)
        return _Name(
            found.candidates,
            held,
            self.toponyms.capital_of(words),
            part=found.part,
            whole=found.whole,
        )

    def _holder(self, text: str, span: Span) -> tuple[str, tuple[Candidate, ...]]:
        """What the words after the mention say that it lies in."""
        end = _past_list(text, span)
        beside = _BESIDE.match(text, end, end + 120)
        if beside is None:
            return "", ()
        tokens = beside["holder"].split()
        for length in range(len(tokens), 0, -1):
            words = " ".join(tokens[:length]).rstrip("'’")
            found = self.toponyms.container(words) or self.toponyms.container(words.rstrip("."))
            if found:
                return place_key(words), found
        return "", ()


def _lies_in(place: Candidate | None, region: Candidate) -> bool:
    return place is not None and (place.country, place.admin1) == (region.country, region.admin1)


def _is_said(text: str, span: Span) -> bool:
    """Whether the words behind a name say "in the" of what it lies in, and no comma does."""
    return text.startswith(" in the ", _past_list(text, span))


def _past_list(text: str, span: Span) -> int:
    """Where the names end that are listed beside one."""
    listed = _LISTED.match(text, span.end, span.end + 120)
    return span.end if listed is None else listed.end()


def _strays(found: list[Resolved]) -> list[Resolved]:
    """Small towns far from all other places of an article that is about one region are not meant:
    its own place of that name is too small for the gazetteer."""
    places = list(dict.fromkeys(r.place for r in found if r.place is not None and not r.around))
    towns = [p for p in places if p.kind in _TOWNS][:MOST_NAMES]
    if len(towns) < FEWEST:
        return found
    km = _km(_unit(towns), _unit(towns))
    local = (km < STRAY_KM).mean(axis=1) * len(towns) - 1
    stray = {
        p
        for p, beside in zip(towns, local, strict=True)
        if beside < 0.5 and p.population < STRAY_POPULATION
    } - {r.place for r in found if r.held}
    if 2 * len(stray) > len(towns) or local.max() + 1 < len(towns) * REGIONAL:
        return found
    return [replace(r, place=None, around=True) if r.place in stray else r for r in found]


def _around(found: list[Resolved]) -> list[Resolved]:
    """Mentions that no gazetteer has ("Central Hospital") are put into the town they are told with."""
    towns = sorted(
        (r.span.start, r.place)
        for r in found
        if r.place is not None and not r.around and r.place.kind in _TOWNS
    )
    starts = [start for start, _ in towns]
    out = []
    for r in found:
        if r.around and towns:
            at = bisect_left(starts, r.span.start)
            near = [t for t in towns[max(0, at - 1) : at + 1] if _fits(t[1], r.place)]
            if near:
                r = replace(r, place=min(near, key=lambda t: _gap(t[0], r.span))[1])
        out.append(r)
    return out


def _fits(town: Candidate, held: Candidate | None) -> bool:
    """Whether a mention may be in a town, by the place within its name ("University of California")."""
    return held is None or held.kind in _TOWNS or _inside(town, held)


def _gap(start: int, span: Span) -> int:
    """How far a name is from a mention; one right after it ("…, Leeds") is nearer than one before."""
    return start - span.end if start >= span.end else AFTER * (span.start - start)


def _join(
    names: dict[tuple[str, str], _Name], keys: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    """One sense for one name: a mention without a holder has the commonest holder of its name."""
    holders: dict[str, Counter[str]] = {}
    for name, holder in keys:
        if holder:
            holders.setdefault(name, Counter())[holder] += 1
    out = []
    for name, holder in keys:
        if not holder and name in holders:
            best = holders[name].most_common(1)[0][0]
            names[name, best].count += 1
            out.append((name, best))
        else:
            out.append((name, holder))
    return out


def settle(
    names: Sequence[_Name], weights: Weights, home: Mapping[str, float] = MappingProxyType({})
) -> list[int | None]:
    """The index of the candidate that each name means, None where it has none."""
    table = [(n, c) for n, name in enumerate(names[:MOST_NAMES]) for c in name.candidates]
    if not table:
        return [None] * len(names)
    owner = np.array([n for n, _ in table])
    alone = np.array(
        [
            _alone(names[n], c, weights) + weights.home * home.get(c.country or "", 0.0)
            for n, c in table
        ]
    )
    context = _Context([c for _, c in table], owner, [n.count for n in names])
    scores = alone
    for _ in range(ROUNDS):
        scores = alone + context.support(_beliefs(scores, owner), weights)
    return _best(names, owner, scores, weights)


def _alone(name: _Name, c: Candidate, w: Weights) -> float:
    """The score of a candidate without the other names."""
    score = w.population * float(np.log10(c.population + 100))
    score += w.usual * c.usual
    score += w.of_kind(c.kind)
    if name.capital and c.country == name.capital and c.kind == "city":
        score += w.capital
    if name.held:
        score += w.held * any(_inside(c, h) for h in name.held)
    return score


def _inside(c: Candidate, holder: Candidate) -> bool:
    if c.kind == "country" or c == holder:
        return False
    if holder.kind == "country":
        return c.country == holder.country
    if holder.kind == "admin1":
        return c.admin1 == holder.admin1 and c.kind != "admin1"
    return float(_km(_unit([c]), _unit([holder]))[0, 0]) < 400


class _Context:
    """What lies together: the countries, states and distances of all candidates of an article."""

    def __init__(self, places: Sequence[Candidate], owner: Any, counts: Sequence[int]) -> None:
        self.owner = owner
        self.country = _codes([p.country for p in places])
        self.admin1 = _codes([p.admin1 for p in places])
        self.unit = _unit(places)
        self.heavy = np.array([1.0 + np.log(counts[n]) for n in owner])
        self.pointed = np.array([p.kind in ("city", "admin2", "region") for p in places])

    def support(self, beliefs: Any, w: Weights) -> Any:
        """How much each candidate has of what the other names are believed to mean."""
        mass = beliefs * self.heavy
        total = mass.sum()
        others = np.maximum(total - self._own(mass, self.owner), 1e-9)
        country = self._shared(mass, self.country) / others
        admin1 = self._shared(mass, self.admin1) / others
        return (
            w.same_country * country + w.same_admin1 * np.sqrt(admin1)
            + w.near * np.minimum(self._near(mass), 2.0)
        )  # fmt: skip

    def _own(self, mass: Any, groups: Any) -> Any:
        return np.bincount(groups, mass)[groups]

    def _shared(self, mass: Any, codes: Any) -> Any:
        """The mass of other names' candidates with the same code."""
        here = np.bincount(codes + 1, mass)[codes + 1]
        pairs = self.owner * (int(codes.max()) + 2) + codes + 1
        _, inverse = np.unique(pairs, return_inverse=True)
        own = np.bincount(inverse, mass)[inverse]
        return np.where(codes < 0, 0.0, here - own)

    def _near(self, mass: Any) -> Any:
        """The mass of other names' likely candidates, the nearer the more."""
        likely = np.flatnonzero((mass > 0.05) & self.pointed)
        if not len(likely):
            return np.zeros(len(mass))
        km = _km(self.unit, self.unit[likely])
        close = np.exp(-km / NEAR_KM) * mass[likely]
        return (close * (self.owner[:, None] != self.owner[likely][None, :])).sum(axis=1)


def _beliefs(scores: Any, owner: Any) -> Any:
    """For each name, how likely each of its candidates is."""
    top = np.full(owner.max() + 1, -np.inf)
    np.maximum.at(top, owner, scores)
    raw = np.exp(scores - top[owner])
    return raw / np.bincount(owner, raw)[owner]


def _best(names: Sequence[_Name], owner: Any, scores: Any, w: Weights) -> list[int | None]:
    out: list[int | None] = []
    starts = np.searchsorted(owner, np.arange(len(names) + 1))
    for n, name in enumerate(names):
        if not name.candidates:
            out.append(None)
        elif n < MOST_NAMES:
            out.append(int(np.argmax(scores[starts[n] : starts[n + 1]])))
        else:
            out.append(int(np.argmax([_alone(name, c, w) for c in name.candidates])))
    return out


def _codes(values: Sequence[str | None]) -> Any:
    """Small numbers for strings, -1 for None."""
    numbers: dict[str, int] = {}
    return np.array([-1 if v is None else numbers.setdefault(v, len(numbers)) for v in values])


def _unit(places: Sequence[Candidate]) -> Any:
    """Points on the unit sphere, one row a place."""
    lat, lon = np.radians(np.array([(p.lat, p.lon) for p in places])).T
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def _km(a: Any, b: Any) -> Any:
    """Kilometres along the great circle between every row of the one and of the other."""
    return EARTH_KM * np.arccos(np.clip(a @ b.T, -1.0, 1.0))
