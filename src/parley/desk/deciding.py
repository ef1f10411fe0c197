"""Deciding who is who: merges and splits of actors, in a reviewer's words, and what they come to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from parley.errors import UsageError
from parley.ledger import ActorRow, Ledger, fold
from parley.records import Judgement, Verdict
from parley.stories.identities.decided import Merge, Split, Whom, as_judgement


def merge(
    ledger: Ledger, one: ActorRow, other: ActorRow, *, who: str, when: datetime, why: str = ""
) -> Judgement:
    """Store that ``other`` is the same as ``one``.

    Raises:
        UsageError: they are one already.
    """
    if one.identity == other.identity:
        raise UsageError(f"{one.name} ({one.identity}) cannot be merged with itself")
    return ledger.judge_actor(
        as_judgement(Merge(_whom(one), _whom(other)), who=who, when=when, why=why)
    )


def split(
    ledger: Ledger, actor: ActorRow, leaving: str, *, who: str, when: datetime, why: str = ""
) -> Judgement:
    """Store that some of what is one actor is another one.

    Args:
        leaving: names that the actor has in articles, or ids of articles, parted by ``|``.

    Raises:
        UsageError: nobody would leave, or the actor has no such name. NotFoundError: no such article.
    """
    words = [w.strip() for w in leaving.split("|") if w.strip()]
    articles = frozenset(ledger.article(w).id for w in words if w.startswith("art-"))
    given = {fold(w) for w in words if not w.startswith("art-")}
    names = frozenset(n for n in (actor.name, *actor.names) if fold(n) in given)
    strange = given - {fold(n) for n in names}
    if strange or not words:
        raise UsageError(
            f"{actor.name} ({actor.identity}) has no name {min(strange, default='')!r}; "
            f"`parley show {actor.identity}` lists its names and articles"
        )
    decision = Split(_whom(actor), names, articles)
    return ledger.judge_actor(as_judgement(decision, who=who, when=when, why=why))


JOINED: Final = ("hap-", "thr-")
"""How ids of what is joined over articles begin."""


def merge_joined(
    ledger: Ledger, one: str, other: str, *, who: str, when: datetime, why: str = ""
) -> Judgement:
    """Store that the accounts of ``other`` are accounts of ``one``.

    Raises:
        NotFoundError: no such event or proposal. UsageError: they are one already, or of two kinds.
    """
    first, second = ledger.members(one), ledger.members(other)
    if first[0] == second[0] or first[1] != second[1]:
        raise UsageError(f"{first[0]} cannot be merged with {second[0]}")
    return _decide(ledger, "merge", first[2][0], [second[2][0]], who, when, why)


def split_joined(
    ledger: Ledger, joined: str, leaving: str, *, who: str, when: datetime, why: str = ""
) -> Judgement:
    """Store that an account of an event or proposal is one of another.

    Args:
        leaving: id of the entry, or its beginning.

    Raises:
        NotFoundError: no such event or proposal. UsageError: it has no such account, or no other.
    """
    whole, _, entries = ledger.members(joined)
    found = [e for e in entries if leaving and e.startswith(leaving)]
    others = [e for e in entries if e not in found]
    if len(found) != 1 or not others:
        raise UsageError(
            f"{whole} has no account {leaving!r} beside others; 'parley show {whole}' lists them"
        )
    return _decide(ledger, "split", found[0], others, who, when, why)


def _decide(
    ledger: Ledger,
    verdict: Verdict,
    entry: str,
    others: Sequence[str],
    who: str,
    when: datetime,
    why: str,
) -> Judgement:
    made = Judgement(entry, verdict, who, when, field="account", new=json.dumps(others), why=why)
    return ledger.judge_joined(made)


def _whom(actor: ActorRow) -> Whom:
    return Whom(actor.identity, actor.name)
