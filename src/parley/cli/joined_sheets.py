"""Sheets of what is joined over articles: an event or a proposal with all its accounts, on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

import click

from parley.cli.columns import short
from parley.cli.tables import printable, table_width
from parley.cli.widths import folded
from parley.desk import Desk
from parley.desk.joined_fields import bounds_words, claim_words, one_line
from parley.records.joined import Account, Clock, Dispute, Happening, Link, Spread, Thread, Who

LABEL: Final = 15
"""Characters of a line's name."""

WIDEST: Final = 100
"""Characters of a line of text: longer ones are hard to read."""


def happening(desk: Desk, happening_id: str, as_of: date | None) -> None:
    """A real event: what all accounts together say, in what they differ, and each account."""
    record = desk.happening(happening_id, as_of)
    _line("contact" if record.talks else "event", record.id)
    when, talks = record.when, record.talks
    kind = ", ".join(filter(None, (str(record.type), record.mode)))
    _line("what", f"{record.type.label} ({kind}): “{record.anchor}”")
    _line("status", talks.state if talks else record.status)
    _line("when", _days(when.start, when.end) or f"{record.first_published}, published")
    _line("where", record.place and record.place.name)
    _line("actor", _names(record.actor))
    _line("recipient", _names(record.recipient))
    _line("third party", _names(record.third_party))
    if talks:
        _line("form", f"{talks.form}, {talks.level}")
        for name in ("mediators", "hosts", "announced_by", "confirmed_by", "denied_by"):
            _line(name.replace("_", " "), _names(getattr(talks, name)))
        for name in ("venue", "topic", "outcome"):
            _line(name, getattr(talks, name))
    for what, bounds in record.tolls.items():
        _line(what, f"{bounds_words(bounds)}{_says(bounds.said_by)}")
    _line("says", _names(record.asserted_by))
    _reported(record)
    _disputes(record.disputed)
    _accounts(desk.accounts(record.id, as_of), record.links)


def thread(desk: Desk, thread_id: str, as_of: date | None) -> None:
    """A proposal: its names, state, clock, steps and terms in time, and each account."""
    record = desk.thread(thread_id, as_of)
    _line("proposal", record.id)
    names = (f"“{name}” ({n})" for name, n in record.names.items())
    _line("name", record.name)
    _line("called", ", ".join(names))
    _line("kind", record.kind)
    _line(
        "state", f"{record.state or 'not known'}{f' since {record.since}' if record.since else ''}"
    )
    _line("sides", _names(record.sides))
    if record.clock:
        _clock(record.clock)
    _reported(record)
    for other in record.related:
        _line(other.relation, f"{short(other.thread)}  {other.name} ({other.reason})")
    if record.terms:
        click.echo("\nterms")
        for term in record.terms:
            value = f" = {term.value}" if term.value else ""
            since = f"since {term.since}" if term.since else ""
            _item(term.kind, f"“{one_line(term.words)}”{value}", since, short(term.entry))
    if record.steps:
        click.echo("\nsteps")
        for step in record.steps:
            by = f" by {_names(step.by)}" if step.by else ""
            doubt = f" ({step.status})" if step.status != "actual" else ""
            day = _days(step.when.start, step.when.end) or f"{step.known or 'undated'}*"
            _item(day, f"{step.step}{doubt}{by}", _spread(step.spread), short(step.lead))
            _quote(step.words)
    _disputes(record.disputed)
    _accounts(desk.accounts(record.id, as_of), record.links)


def _clock(clock: Clock) -> None:
    days = [f"declared {clock.declared}{_by(clock.by)}"] if clock.declared else []
    days += [f"from {clock.starts}"] if clock.starts else []
    days += [f"until {clock.ends}"] if clock.ends else []
    days += [f"extended {', '.join(map(str, clock.extended))}"] if clock.extended else []
    days += [f"ended {clock.ended}"] if clock.ended else []
    _line("clock", "; ".join([clock.state, *days]))
    for v in clock.violations:
        accused = _names(v.accused) or "nobody named"
        _line("violation", f"{v.day or 'undated'} by {accused}{_says(v.accuser)} {short(v.entry)}")


def _reported(record: Happening | Thread) -> None:
    spread = record.spread
    _line(
        "reported",
        f"{_spread(spread)}, {spread.outlets} outlet{'s' if spread.outlets != 1 else ''}",
    )
    _line("published", _days(record.first_published, record.last_published))


def _disputes(disputes: Iterable[Dispute]) -> None:
    for found in disputes:
        click.echo(f"\ndisputed: {printable(one_line(found.subject))} ({found.kind})")
        for claim in found.claims:
            _quote(claim_words(claim.value, claim.by, claim.spread), mark="≠")
            _quote(", ".join(map(short, claim.entries)), mark=" ")


def _accounts(accounts: Sequence[Account[Any]], links: Iterable[Link]) -> None:
    why = {link.entry: link for link in links}
    click.echo("\naccounts")
    for account in accounts:
        copy = f"copy of {short(account.copy_of)}" if account.copy_of else ""
        outlet = account.outlet or "outlet not known"
        _item(str(account.published or "undated"), outlet, copy, short(account.entry))
        for words in dict.fromkeys(account.evidence):
            _quote(words)
        link = why.get(account.entry)
        if link is not None:
            _quote(f"as {short(link.to)}: {link.reason}", mark="=")


def _line(name: str, value: object) -> None:
    if value in (None, ""):
        return
    first, *rest = folded(printable(one_line(str(value))), min(WIDEST, table_width()) - LABEL - 1)
    click.echo(f"{name:<{LABEL}} {first}".rstrip())
    for part in rest:
        click.echo(" " * (LABEL + 1) + part)


def _item(day: str, *parts: str) -> None:
    click.echo(printable(f"  {day:<12}  {'  '.join(p for p in parts if p)}"))


def _quote(words: str, mark: str = "│") -> None:
    for part in folded(printable(one_line(words)), min(WIDEST, table_width()) - 6):
        click.echo(f"    {mark} {part}")


def _names(who: Iterable[Who]) -> str:
    return ", ".join(w.name for w in who)


def _by(who: Sequence[Who]) -> str:
    return f" by {_names(who)}" if who else ""


def _says(who: Sequence[Who]) -> str:
    return f", says {_names(who)}" if who else ""


def _days(first: date | None, last: date | None) -> str:
    return "/".join(dict.fromkeys(str(d) for d in (first, last) if d))


def _spread(spread: Spread) -> str:
    origins = f" from {spread.origins} origin{'s' if spread.origins != 1 else ''}"
    return f"{spread.articles} article{'s' if spread.articles != 1 else ''}{origins}"
