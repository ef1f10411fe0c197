"""In what the accounts of a proposal differ: how long it is to last, and who agreed to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from parley.ids import content_id
from parley.records import Proposal
from parley.records.joined import Account, Claim, Dispute, DisputeKind, Stance, ThreadTerm, Who
from parley.stories.origins import spread
from parley.stories.threads.steps import Move

AT_ONCE: Final = 3
"""Days between two answers of one side up to which they contradict, and are not a change of mind."""

Answers = Sequence[tuple[Move, Sequence[tuple[Who, Stance]]]]
"""Moves that answer, each with the stances that its sentence bears out, by side."""

_SAYS: Final[Mapping[str, str]] = {"for": "accepted", "against": "rejected"}


def find_disputes(
    about: str,
    subject: str,
    moves: Sequence[Move],
    terms: Iterable[ThreadTerm],
    answers: Answers,
) -> tuple[Dispute, ...]:
    """The disputes of a thread.

    Args:
        about: its id; subject: its name; moves: as the articles tell them; answers: those that accept or reject.
    """
    known = {m.account.entry: m.account for m in moves}
    out = [*_agreed(about, subject, answers)]
    if (lasting := _terms(about, subject, terms, known)) is not None:
        out.append(lasting)
    return tuple(out)


def _agreed(about: str, subject: str, answers: Answers) -> Iterator[Dispute]:
    """Sides that accepted by one account and refused by another at the same time."""
    given: defaultdict[str, list[tuple[date, str, Move]]] = defaultdict(list)
    sides: dict[str, Who] = {}
    for move, told in answers:
        for side, stance in told:
            day = move.step.date.start or move.account.published
            if stance in _SAYS and day is not None:
                sides[side.id] = side
                given[side.id].append((day, stance, move))
    for key in sorted(given):
        found = [a for a in given[key] if _is_contradicted(a, given[key])]
        claims = [
            _claim(word, [m for _, s, m in found if s == stance]) for stance, word in _SAYS.items()
        ]
        if all(c.entries for c in claims):
            ranked = sorted(claims, key=lambda c: (-c.spread.origins, -c.spread.articles, c.value))
            yield Dispute(
                content_id("dis", about, "agreed", key),
                "agreed",
                about,
                f"{sides[key].name}: {subject}",
                min(day for day, _, _ in found),
                tuple(ranked),
            )


def _is_contradicted(
    answer: tuple[date, str, Move], others: Iterable[tuple[date, str, Move]]
) -> bool:
    day, stance, move = answer
    return any(
        s != stance and abs((d - day).days) <= AT_ONCE and m.account.article != move.account.article
        for d, s, m in others
    )


def _claim(value: str, moves: Sequence[Move]) -> Claim:
    by = {w.id: w for m in moves if (w := m.account.who.get(m.step.asserted_by or "")) is not None}
    return Claim(
        value,
        tuple(by[k] for k in sorted(by)),
        tuple(m.step.id for m in moves),
        spread(m.account for m in moves),
    )


def _terms(
    about: str,
    subject: str,
    terms: Iterable[ThreadTerm],
    known: Mapping[str, Account[Proposal]],
) -> Dispute | None:
    """Different durations, where more than one article tells each."""
    claims = [
        Claim(t.words, (), (t.entry,), t.spread)
        for t in terms
        if t.kind == "duration" and t.entry in known and t.spread.origins > 1
    ]
    if len(claims) < 2:
        return None
    kind: DisputeKind = "terms"
    days = [d for c in claims for e in c.entries if (d := known[e].published) is not None]
    ranked = sorted(claims, key=lambda c: (-c.spread.origins, -c.spread.articles, c.value))
    return Dispute(
        content_id("dis", about, kind), kind, about, subject, min(days, default=None), tuple(ranked)
    )
