"""What is seen of one article's proposal when it is held against others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from parley.records import Proposal, ProposalKind, StepKind
from parley.records.joined import Account
from parley.stories.threads.names import Traits, counts, fold_name, personal, plain, read_name
from parley.stories.threads.parties import EVERYWHERE, by_name

Kind = ProposalKind

_BY_OBJECT: Final[tuple[tuple[frozenset[str], ProposalKind], ...]] = (
    (frozenset({"memorandum", "treaty"}), Kind.PEACE_DEAL),
    (frozenset({"minerals", "grain", "trade"}), Kind.ECONOMIC_DEAL),
)
"""Objects that say of which kind a deal is, where its article's words left that open."""

_HARD: Final[Mapping[ProposalKind, frozenset[str]]] = {
    Kind.CEASEFIRE: frozenset({"hours", "scope", "occasion", "places", "brokers"}),
    Kind.PEACE_DEAL: frozenset({"objects", "places", "authors"}),
    Kind.TALKS: frozenset({"places"}),
    Kind.EXCHANGE: frozenset({"formula", "counts", "places"}),
    Kind.ECONOMIC_DEAL: frozenset({"objects", "places"}),
    Kind.GUARANTEE: frozenset({"objects"}),
    Kind.SANCTIONS: frozenset({"package", "objects"}),
    Kind.OTHER: frozenset({"objects", "places", "words", "about"}),
}
"""Traits that make a proposal of a kind a certain one."""

_WEAK: Final[Mapping[ProposalKind, frozenset[str]]] = {
    Kind.PEACE_DEAL: frozenset({"territory", "guarantees", "missiles", "troops"}),
    Kind.ECONOMIC_DEAL: frozenset({"relief", "new-sanctions"}),
}
"""Objects that go with proposals of a kind and do not tell them apart."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A proposal of one article.

    Attributes:
        entry: its id; article, story: in which it is told; published: day of the article.
        kind: with what the names say of it; topic: of its kind, as its article tells it from others;
        first, last: days (ordinals) of its moves, None where not known.
        hard: what makes it a certain one, empty of one that could be any of its kind.
        hours: durations; scope, quality, authors: as in its names.
        makers: countries of its authors and of who proposed it; movers: of all who move on it.
        crisis: the countries that it is about; pair: the two whose affair it is, empty where not told;
        paired: whether the names tell the pair; years: by which the names tell it ("the 2015 deal").
        names: its names as they are counted; past: whether they only mean one of earlier days.
    """

    entry: str
    article: str
    story: str | None
    published: date | None
    kind: ProposalKind
    topic: str
    first: int | None
    last: int | None
    hard: frozenset[str]
    hours: frozenset[int]
    scope: frozenset[str]
    quality: frozenset[str]
    formula: frozenset[str]
    authors: frozenset[str]
    makers: frozenset[str]
    movers: frozenset[str]
    crisis: frozenset[str]
    pair: frozenset[str]
    years: frozenset[str]
    names: tuple[str, ...]
    paired: bool
    past: bool

    @property
    def imposers(self) -> frozenset[str]:
        """Of new sanctions, who moves on them: each imposes its own."""
        return self.movers if "new-sanctions" in self.hard else frozenset()

    @property
    def told(self) -> tuple[object, ...]:
        """All by which it is held against others, but for its days and its article."""
        return (
            self.kind, self.topic, self.hard, self.hours, self.scope, self.quality, self.formula, self.crisis,
            self.pair, self.paired, self.years, self.imposers,
        )  # fmt: skip


_SETS: Final = ("hard", "hours", "scope", "quality", "formula", "authors", "makers", "movers", "crisis", "pair", "years")  # fmt: skip
"""Fields of a sight that are sets, in their order."""


def packed(s: Sight) -> list[Any]:
    """A sight as plain values, to be kept."""
    sets = [sorted(getattr(s, name)) for name in _SETS]
    day = s.published and s.published.toordinal()
    own = [s.entry, s.article, s.story, day, s.kind.value, s.topic, s.first, s.last]
    return [*own, sets, list(s.names), s.paired, s.past]


def unpacked(values: Sequence[Any]) -> Sight:
    """The sight that was packed."""
    entry, article, story, day, kind, topic, first, last, sets, names, paired, past = values
    published = None if day is None else date.fromordinal(day)
    own = [entry, article, story, published, Kind(kind), topic, first, last]
    told: list[Any] = [*own, *map(frozenset, sets), tuple(names), paired, past]
    return Sight(*told)


def sight(account: Account[Proposal], days: tuple[date, date] | None = None) -> Sight:
    """What is seen of a proposal.

    Args:
        days: between which it is taken to be told, where nothing in it says when.
    """
    record = account.record
    people = by_name(account.who.values())
    parts = personal(people)
    traits = [read_name(name, people, parts) for name in dict.fromkeys(in_full(account))]
    kind = _kind(record.kind, traits)
    first, last = _days(account, days)
    hours = frozenset(t.hours for t in traits if t.hours) if kind is Kind.CEASEFIRE else frozenset()
    between = [t.between for t in traits if t.between]
    if kind is Kind.TALKS and not between:
        between = list(_partners(account, traits))
    pair = _pair(account, between)
    told = _hard(account, kind, traits, hours)
    if kind is Kind.TALKS and pair:
        told = iter([f"between {' and '.join(sorted(pair))}"])  # wherever they are held
    authors = frozenset[str]().union(*(t.authors for t in traits))
    return Sight(
        entry=account.entry,
        article=account.article,
        story=account.story,
        published=account.published,
        kind=kind,
        topic=_topic(record, kind),
        first=first,
        last=last,
        hard=frozenset(told),
        hours=hours,
        scope=frozenset().union(*(t.scope for t in traits)),
        quality=frozenset().union(*(t.quality for t in traits)),
        formula=frozenset(t.formula for t in traits if t.formula),
        authors=authors,
        makers=authors | frozenset(_proposers(account)),
        movers=frozenset(
            who.country
            for step in record.steps
            for key in step.by
            if (who := account.who.get(key)) is not None and who.country is not None
        ),
        crisis=_crisis(account, traits, pair),
        pair=pair,
        paired=bool(between),
        years=frozenset(y for name in account.quote for y in _YEAR.findall(name)),
        names=tuple(dict.fromkeys(fold_name(name) for name in account.quote)),
        past=all(_PAST.search(name.lower()) for name in account.quote),
    )


_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_PAST: Final = re.compile(r"\b(?:earlier|previous|past|prior|several|old)\b")
_MORE: Final = re.compile(r" (?:in|at|on|over|for|covering|of) [^.;:()\"“”\n]{1,60}")
"""What follows a name and goes on to say for what it holds; words of it other than scopes and durations do not count."""


def in_full(account: Account[Proposal]) -> Iterator[str]:
    """The names, each of a truce with what the sentence says of it right after, in the order of the mentions."""
    record = account.record
    for span, name in zip(record.mentions, account.quote, strict=False):
        more = None
        for step, words in zip(record.steps, account.evidence, strict=False):
            if record.kind is Kind.CEASEFIRE and more is None and step.evidence.contains(span):
                more = _MORE.match(words, span.end - step.evidence.start)
        yield f"{name} {more.group().strip().lower()}" if more else name


def _topic(record: Proposal, kind: ProposalKind) -> str:
    """What its article tells it by from others of its kind; of talks, whether they are about trade."""
    topic = record.key.partition("-")[2]
    if record.kind is kind is Kind.OTHER:
        return topic
    return "trade" if kind is Kind.TALKS and topic.startswith("trade") else ""


def _proposers(account: Account[Proposal]) -> Iterator[str]:
    for step in account.record.steps:
        if step.step is StepKind.PROPOSED:
            for key in step.by:
                country = account.who[key].country if key in account.who else None
                if country is not None:
                    yield country


def _kind(kind: ProposalKind, traits: Iterable[Traits]) -> ProposalKind:
    objects = frozenset().union(*(t.objects for t in traits))
    if kind is Kind.OTHER and any(t.formula for t in traits):
        return Kind.EXCHANGE
    if kind in (Kind.OTHER, Kind.SANCTIONS) and "package" not in objects:
        return next((k for about, k in _BY_OBJECT if about & objects), kind)
    return kind


def _days(
    account: Account[Proposal], known: tuple[date, date] | None
) -> tuple[int | None, int | None]:
    """The days of the moves; a move without a day is taken to be as old as the news of it.

    What is recalled of years ago beside the news of the day tells no day of it.
    """
    out = [d.toordinal() for s in account.record.steps if (d := s.date.start or account.published)]
    if account.published is not None:
        out = [d for d in out if d >= account.published.toordinal() - RECALLED] or out
    if account.published and not out:
        out = [account.published.toordinal()]
    if account.published is None and known is not None:
        out += [day.toordinal() for day in known]
    return (min(out), max(out)) if out else (None, None)


RECALLED: Final = 120
"""Days before its news from which on a move is history."""


def _hard(
    account: Account[Proposal],
    kind: ProposalKind,
    traits: Iterable[Traits],
    hours: frozenset[int],
) -> Iterator[str]:
    chosen, weak = _HARD[kind], _WEAK.get(kind, frozenset())
    yield from (f"{h} hours" for h in hours)
    for t in traits:
        for name in sorted(chosen - {"hours", "counts", "formula", "package"}):
            yield from (f"{value}" for value in getattr(t, name) if value not in weak)
        if "package" in chosen and t.package:
            yield f"package {t.package}"
        if "formula" in chosen and t.formula:
            yield t.formula
    if "counts" in chosen:
        for name in account.quote:
            yield from counts(plain(name))


def _pair(account: Account[Proposal], between: Iterable[frozenset[str]]) -> frozenset[str]:
    """The two countries that the names or common moves tell most often, names first."""
    found = Counter(dict.fromkeys(between, NAMED))
    for step in account.record.steps:
        who = {account.who[k].country for k in step.by if k in account.who} - {None}
        if len(who) == 2:
            found[frozenset(c for c in who if c)] += 1
    most = sorted(found, key=lambda pair: (-found[pair], sorted(pair)))[:2]
    if len(most) > 1 and found[most[0]] == found[most[1]]:
        return frozenset()
    return most[0] if most else frozenset()


def _partners(account: Account[Proposal], traits: Iterable[Traits]) -> Iterator[frozenset[str]]:
    """Whoever alone moves on talks "with" one country, and that country."""
    by = [{account.who[k].country for k in s.by if k in account.who} for s in account.record.steps]
    movers = {c for countries in by if len(countries) == 1 for c in countries if c}
    for t in traits:
        if t.partnered and len(t.countries) == 1 and len(movers - t.countries) == 1:
            yield frozenset(movers - t.countries) | t.countries


NAMED: Final = 2
"""Common moves for which a name counts that tells the two."""


def _crisis(
    account: Account[Proposal], traits: Iterable[Traits], pair: frozenset[str]
) -> frozenset[str]:
    """The countries that the names, the moves and the article have most."""
    weight: Counter[str] = Counter(dict.fromkeys(pair, 4))
    for t in traits:
        weight.update(dict.fromkeys(t.countries, 4))
    by = {k for s in account.record.steps for k in s.by}
    for key, who in account.who.items():
        if who.country:
            weight[who.country] += 3 if key in by else 1
    weight = Counter({c: n for c, n in weight.items() if c not in EVERYWHERE})
    most = max(weight.values(), default=0)
    often = [c for c in weight if 2 * weight[c] >= most]
    return frozenset(sorted(often, key=lambda c: (-weight[c], c))[:SIDES])


SIDES: Final = 3
"""Countries of a crisis that are looked at."""


def order(of: Account[Proposal] | Sight) -> tuple[date, str, str]:
    """The order of accounts: by day of publication, article, entry; undated ones last."""
    return of.published or date.max, of.article, of.entry
