"""Joins that stand in until those of ``stories`` are there: alike in kind, day and sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from parley.ids import content_id
from parley.records import Event, Proposal
from parley.records.joined import Account, Happening, Link, Spread, Thread, ThreadStep, Who
from parley.stories.joining import Decided, Joined


def _place(account: Account[Any]) -> tuple[date, str, str]:
    return account.published or date.max, account.article, account.entry


def _ids(account: Account[Any], keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({account.who[k].id for k in keys if k in account.who}))


def _joined(prefix: str, groups: Iterable[list[Account[Any]]]) -> list[Joined]:
    out = []
    for group in groups:
        first, *rest = sorted(group, key=_place)
        links = tuple(Link(a.entry, first.entry, "same kind, day and sides") for a in rest)
        entries = (first.entry, *(a.entry for a in rest))
        out.append(Joined(content_id(prefix, first.entry), entries, links))
    return sorted(out, key=lambda j: j.id)


def find_happenings(
    accounts: Iterable[Account[Event]], decided: Iterable[Decided] = ()
) -> list[Joined]:
    """Events of one type and mode, on one day, of the same sides."""
    groups: defaultdict[Any, list[Account[Event]]] = defaultdict(list)
    for a in accounts:
        e = a.record
        sides = _ids(a, e.actor), _ids(a, e.recipient)
        known = e.date.start is not None and any(sides)
        key = (e.type, e.mode, e.date.start, *sides) if known else a.entry
        groups[key].append(a)
    return _joined("hap", groups.values())


def find_threads(
    accounts: Iterable[Account[Proposal]], decided: Iterable[Decided] = ()
) -> list[Joined]:
    """Proposals of one kind and name."""
    groups: defaultdict[Any, list[Account[Proposal]]] = defaultdict(list)
    for a in accounts:
        groups[a.record.kind, a.record.name.casefold()].append(a)
    return _joined("thr", groups.values())


def _spread(found: Iterable[Account[Any]]) -> Spread:
    known = list(found)
    outlets = {a.outlet for a in known}
    origins = {a.origin or a.article for a in known}
    return Spread(len({a.article for a in known}), len(outlets), len(origins))


def _who(account: Account[Any], keys: Iterable[str]) -> tuple[Who, ...]:
    return tuple(account.who[k] for k in keys if k in account.who)


def tell_happening(joined: Joined, known: Mapping[str, Account[Event]]) -> Happening:
    """The first account, with the spread of all."""
    found = [known[e] for e in joined.entries]
    first, days = found[0], [a.published for a in found if a.published]
    e = first.record
    return Happening(
        joined.id, e.type, e.mode, e.status, e.date, e.place, _who(first, e.actor),
        _who(first, e.recipient), _who(first, e.third_party), first.entry,
        " ".join(first.evidence), first.quote[0], joined.entries, _spread(found), e.confidence,
        float(len(found)), links=joined.links, talks=first.talks, story=first.story,
        first_published=min(days, default=None), last_published=max(days, default=None),
    )  # fmt: skip


def tell_thread(
    joined: Joined, known: Mapping[str, Account[Proposal]], on: date | None = None
) -> Thread:
    """The steps of all accounts by day."""
    found = [known[e] for e in joined.entries]
    first, days = found[0], [a.published for a in found if a.published]
    steps = [
        ThreadStep(
            s.step, _who(a, s.by), s.date, s.status, s.id, words, (s.id,), _spread([a]),
            a.published, confidence=s.confidence,
        )
        for a in found
        for s, words in zip(a.record.steps, a.evidence, strict=False)
    ]  # fmt: skip
    steps.sort(key=lambda s: (s.when.start or s.known or date.max, s.lead))
    sides = {w.id: w for s in steps for w in s.by}
    last = steps[-1] if steps else None
    return Thread(
        joined.id, first.record.name, first.record.kind, {first.record.name: len(found)},
        tuple(sides[k] for k in sorted(sides)), tuple(steps), joined.entries, _spread(found),
        last.step if last else None, (last.when.start or last.known) if last else None,
        links=joined.links, story=first.story, weight=float(len(found)),
        first_published=min(days, default=None), last_published=max(days, default=None),
    )  # fmt: skip
