"""Settling: what only all articles together can tell, computed anew from the whole ledger.

Everything here is a pure function of the set of articles: it is the same whatever the order in which they
came, and it can be thrown away and made again. Copies, learned furniture, identities of actors, stories.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain

from parley.desk import (
    growing_copies,
    growing_furniture,
    growing_identities,
    growing_stories,
    growing_utterances,
)
from parley.desk.digesting import DIGEST, digest
from parley.desk.growing_dates import Dates
from parley.desk.growing_identities import name_in_story
from parley.desk.joining import FEW, TRIES, Told, settle_joined
from parley.desk.review.consequence import rank
from parley.ledger import Digest, Identity, Ledger, UtteranceOf


@contextmanager
def _tidied_afterwards() -> Iterator[None]:
    """Leave memory as it is meanwhile: to look again and again for what may go takes a quarter of the time.

    Hardly anything that is made here refers to itself: the most memory that settling takes is the same.
    """
    tidies = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if tidies:
            gc.enable()


@_tidied_afterwards()
def settle(ledger: Ledger) -> bool:
    """Settle the ledger if anything was added or changed since the last time; whether it was.

    Where another process adds articles meanwhile, it is left to that one, which settles at its end.
    """
    # What others write meanwhile is not seen by halves: articles that came in the midst would fit nowhere.
    with ledger.one_state():
        seen, unsettled = ledger.seen(), ledger.unsettled()
        if not seen.changed:
            return False
        mark = ledger.mark()
        # Where only judgements changed what articles say, what is concluded about articles stands.
        said = _settle_articles(ledger, mark, unsettled) if unsettled else Told(True, ())
    if not said.written:
        return False
    for _ in range(TRIES):
        with ledger.one_state():
            if ledger.mark() != mark:
                return False
            judged = ledger.seen().judged
            joined = settle_joined(ledger, mark)
        if joined.written:
            break
    if joined.written:
        few = said.entries is not None and joined.entries is not None
        # What judgements changed was joined anew before, and its accounts are not known any more.
        few &= seen.changed == unsettled and seen.judged == judged
        rank(ledger, {*(said.entries or ()), *(joined.entries or ())} if few else None)
    return joined.written


def _settle_articles(ledger: Ledger, mark: int, unsettled: Collection[str]) -> Told:
    """Settle what is concluded about articles and their actors; the statements that it is about."""
    new = [digest(a, x) for a, x in ledger.everything(ledger.undigested(DIGEST))]
    come = {d.article for d in new}
    settled = {s.article for s in ledger.stories_of(come.union(unsettled))}
    # Where an article changed, or most are new, all is told anew. Of others it was only decided who is who in them.
    anew = len(unsettled) * FEW >= ledger.number_settled() or not settled.isdisjoint(come)
    anew |= not settled.issuperset(set(unsettled) - come)
    days = ledger.days()
    identities = growing_identities.find(ledger, come, days, anew=anew)
    before = identities.before
    other = [(i, before.get((i.article, i.actor))) for i in identities.rows]
    named = {i.article for i, was in other if name_in_story(i) != name_in_story(was)}
    others = {
        (i.article, i.actor): None if was is None else was.identity
        for i, was in other
        if was is None or was.identity != i.identity
    }
    copies = growing_copies.find(ledger, new, days, anew=anew)
    copied = copies.leaders.keys()
    furniture = (
        growing_furniture.find_all(ledger, copied)
        if anew
        else growing_furniture.find(ledger, come, copied, copies.moved)
    )
    stories = growing_stories.find(ledger, new, named, identities.who, anew=anew)
    dates = Dates(ledger, stories.shelf, new, copies.moved, anew=anew)
    utterances: Iterable[UtteranceOf] = ()
    if anew:
        utterances, of = (
            growing_utterances.find_all(_digests(ledger, new), identities.who, days),
            set(),
        )
    else:
        looked = growing_utterances.Utterances(ledger, new, identities.who, others, days)
        utterances, of = looked.rows, looked.of
    who = [Identity(*i) for i in identities.rows]
    only = {"stories": stories.of, "furniture": furniture.of or ()}
    if copies.of is not None:
        only["copies"] = copies.of
    written = ledger.settle(
        last=False,
        digests=new,
        mark=mark,
        identities=who if anew else None,
        identified=() if anew else who,
        recast=identities.recast,
        copies=copies.rows,
        stories=stories.rows,
        weighed=stories.weighed,
        near=stories.near,
        repeated=furniture.lines,
        furniture=furniture.rows,
        dated=list(dates.rows(copies.leaders)),
        near_undated=dates.near,
        utterances=list(utterances),
        only={} if anew else {**only, "dated": dates.of, "utterances": of},
    )
    return Told(written, None if anew else of)


def _digests(ledger: Ledger, new: Sequence[Digest]) -> Iterator[Digest]:
    """Those of all articles."""
    come = {d.article for d in new}
    return chain((d for d in ledger.digests(DIGEST) if d.article not in come), new)
