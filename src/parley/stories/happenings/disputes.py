"""Disputes: accounts of one happening that differ, side by side with who says so.

That one account has less than another is no dispute, and neither is a toll that rises with the days. Differences
that a single origin makes in day or place are as likely misread as meant, and are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from parley.ids import content_id
from parley.records import Event, Statement, Status, Toll
from parley.records.joined import Account, Claim, Dispute, DisputeKind, Who
from parley.stories.happenings.denials import denies_part
from parley.stories.happenings.sight import FORCE, is_general
from parley.stories.happenings.votes import Stretch, Vote, meet, named_by, stretch, votes
from parley.stories.origins import spread

AT_ONCE: Final = 3
"""Days between two reports up to which different tolls are a dispute, and not a count that goes on."""

ALIKE: Final = 0.85
"""Ratio of two tolls up to which they are the same count at different hours."""

ORIGINS: Final = 2
"""Origins that each of two different days or places must have."""

NIGHT: Final = timedelta(days=1)
"""Days by which the dates of one night differ, and those of one hour between two continents."""


@dataclass(frozen=True, slots=True)
class Case:
    """What disputes are found in.

    Attributes:
        about: id of the happening; subject: what it is, in words; day: of it.
        accounts: in the order in which they came; denials: statements that deny it.
    """

    about: str
    subject: str
    day: date | None
    accounts: Sequence[Account[Event]]
    denials: Sequence[Account[Statement]] = field(default=())


def find_disputes(case: Case) -> tuple[Dispute, ...]:
    """All in which the accounts of a happening differ."""
    found = (
        _dispute(case, "happened", _happened(case)),
        _dispute(case, "who", _who_did_it(case)),
        _dispute(case, "toll", _tolls(case)),
        _dispute(case, "day", _days(case)),
        _dispute(case, "place", _places(case)),
    )
    return tuple(d for d in found if d is not None)


def _dispute(case: Case, kind: DisputeKind, claims: Iterable[Claim]) -> Dispute | None:
    ranked = sorted(
        claims, key=lambda c: (-c.spread.origins, -c.spread.articles, c.value, c.entries)
    )
    if len(ranked) < 2:
        return None
    id_ = content_id("dis", case.about, kind)
    return Dispute(id_, kind, case.about, case.subject, case.day, tuple(ranked))


def _claim(value: str, accounts: Sequence[Account[Event]]) -> Claim:
    by = named_by(accounts, lambda e: (e.asserted_by,) if e.asserted_by else ())
    return Claim(value, by, tuple(a.entry for a in accounts), spread(accounts))


def _denial(value: str, denials: Sequence[Account[Statement]]) -> Claim:
    by: dict[str, Who] = {}
    for denial in denials:
        speaker = denial.who.get(denial.record.speaker or "")
        if speaker is not None:
            by.setdefault(speaker.id, speaker)
    return Claim(value, tuple(by.values()), tuple(d.entry for d in denials), spread(denials))


def _happened(case: Case) -> Iterator[Claim]:
    """That it took place, and that it did not."""
    said = [a for a in case.accounts if a.record.status is not Status.DENIED]
    denied = [a for a in case.accounts if a.record.status is Status.DENIED]
    spoken = [d for d in case.denials if not denies_part(d)]
    if not said or not (denied or spoken):
        return
    ahead = all(a.record.status is not Status.ACTUAL for a in said)
    yield _claim("is to take place" if ahead else "took place", said)
    if denied:
        yield _claim("denied", denied)
    if spoken:
        yield _denial("denied", spoken)


def _who_did_it(case: Case) -> Iterator[Claim]:
    """Who did it, where somebody says that another did or that they had no part."""
    if case.accounts[0].record.type not in FORCE:
        return
    claims = votes((a for a in case.accounts if a.record.status is Status.ACTUAL), _doer)
    denials = [d for d in case.denials if denies_part(d)]
    main = claims[:1]
    others = [v for v in claims[1:] if _is_said(v)]
    if not main or not (others or denials):
        return
    for vote in (*main, *others):
        yield _claim(f"by {_doers(vote)}", vote.accounts)
    if denials:
        yield _denial("no part in it", denials)


def _doer(account: Account[Event]) -> str | None:
    """The country, or else the first, of those who are said to have done it."""
    acting = [account.who[k] for k in account.record.actor if k in account.who]
    return next((w.country for w in acting if w.country), None)


def _is_said(vote: Vote[str]) -> bool:
    """Whether somebody is named who says so, and is not of that country: an act is rarely claimed for another."""
    sayers = [a.who.get(a.record.asserted_by or "") for a in vote.accounts]
    return any(w is not None and w.country != vote.value for w in sayers)


def _doers(vote: Vote[str]) -> str:
    names = named_by(vote.accounts, lambda e: e.actor)
    return next((w.name for w in names if w.country == vote.value), vote.value)


def _tolls(case: Case) -> Iterator[Claim]:
    """Different numbers of dead at one time."""
    told = [a for a in case.accounts if _dead(a.record.killed) and not is_general(a)]
    found = votes(told, lambda a: a.record.killed.best if a.record.killed else None)
    differ = [v for v in found if any(_contradict(v, o) for o in found)]
    for vote in differ:
        yield _claim(_toll_words(vote), vote.accounts)


def _dead(toll: Toll | None) -> bool:
    return toll is not None and bool(toll.best)


def _contradict(a: Vote[int], b: Vote[int]) -> bool:
    less, more = sorted((a, b), key=lambda v: v.value)
    if less.value / more.value > ALIKE or a.origins == b.origins or _at_least(less):
        return False
    return any(
        abs((one.published - other.published).days) <= AT_ONCE
        for one in a.accounts
        for other in b.accounts
        if one.published and other.published
    )


def _toll_words(vote: Vote[int]) -> str:
    return f"at least {vote.value} killed" if _at_least(vote) else f"{vote.value} killed"


def _at_least(vote: Vote[int]) -> bool:
    """Whether all who tell a toll leave open that it is more."""
    return all(a.record.killed.high is None for a in vote.accounts if a.record.killed)


def _days(case: Case) -> Iterator[Claim]:
    """Days that lie more than a night apart, each with enough origins."""
    dated = [a for a in case.accounts if a.record.date.precision == "day"]
    borne = [v for v in votes(dated, stretch) if len(v.origins) >= ORIGINS]
    for vote in borne:
        if any(not meet(_with_nights(vote.value), o.value) for o in borne):
            yield _claim(_shown(vote.value), vote.accounts)


def _with_nights(days: Stretch) -> Stretch:
    """The days with the nights before and after them."""
    return days[0] - NIGHT, days[1] + NIGHT


def _shown(days: Stretch) -> str:
    start, end = days
    if start == end:
        return f"{start.day} {start:%B %Y}"
    return f"{start.day} {start:%B} to {end.day} {end:%B %Y}"


def _places(case: Case) -> Iterator[Claim]:
    """Towns that are not the same, each with enough origins, of which no account names two."""
    fine = [a for a in case.accounts if a.record.place and a.record.place.precision == "point"]
    found = votes(fine, lambda a: a.record.place.geonames if a.record.place else None)
    borne = [v for v in found if len(v.origins) >= ORIGINS]
    if len(borne) < 2 or any(_names_two(a, borne) for a in case.accounts):
        return
    for vote in borne:
        yield _claim(_town(vote), vote.accounts)


def _town(vote: Vote[int]) -> str:
    place = vote.accounts[0].record.place
    return place.name if place else ""


def _names_two(account: Account[Event], borne: Sequence[Vote[int]]) -> bool:
    """Whether an account's words tell of two of the towns: an attack that struck both is of no dispute."""
    words = " ".join(account.evidence)
    return sum(_town(v) in words for v in borne) > 1
