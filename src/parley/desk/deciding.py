"""Deciding who is who: merges and splits of actors, in a reviewer's words, and what they come to."""

from __future__ import annotations

from datetime import datetime

from parley.errors import UsageError
from parley.ledger import ActorRow, Ledger, fold
from parley.records import Judgement
from parley.stories.decided import Merge, Split, Whom, as_judgement


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


def _whom(actor: ActorRow) -> Whom:
    return Whom(actor.identity, actor.name)
