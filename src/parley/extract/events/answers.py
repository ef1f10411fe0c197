"""Acts that answer others: "struck in retaliation for an attack", "threatened sanctions over the raid".

What is answered is another act, done by another side: by whoever is struck in answer, where nobody is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Final, NamedTuple

from parley.extract.events.acts import Act, subject_tokens
from parley.extract.events.parties import Parties, Sides
from parley.language import Reading
from parley.records import EventType

HARM: Final = frozenset(
    """kill wound injure die perish hurt damage destroy killing death massacre""".split()
)
"""Lemmas that name an attack by what it did."""

ANSWERS: Final = frozenset(
    "retaliation response revenge reprisal retaliate respond avenge answer".split()
)
"""Lemmas that stand between an act and the earlier one that it answers."""

AFTER: Final = frozenset("after following over".split())
"""Words that do so between acts of certain types."""

_TO: Final = frozenset("to for".split())
"""Prepositions between words of an answer and what is answered: who responds "with" a strike has done it."""

REACTING: Final = frozenset(
    {
        EventType.ASSAULT, EventType.THREATEN, EventType.ACCUSE, EventType.REQUEST, EventType.SANCTION,
        EventType.MOBILIZE,
    }
)  # fmt: skip
"""Types of acts by which a side reacts to what another one did."""

HIGHEST: Final = 7
"""Words above an act that are looked at."""


class Answered(NamedTuple):
    """Keys of those who answer an act, and of those on whom they do it; whether words of an answer say so."""

    by: tuple[str, ...]
    upon: tuple[str, ...]
    plainly: bool


def answering(reading: Reading, token: int) -> Iterator[tuple[int, bool]]:
    """The words above an act that may answer it or come after it, and whether words of an answer say so."""
    after = plainly = False
    at = token
    for above in islice(reading.ancestors(token), HIGHEST):
        if after or plainly:
            yield above, plainly
        lemma = reading.lemmas[above].lower()
        if lemma in ANSWERS and (reading.deps[at] == "dobj" or reading.lemmas[at] in _TO):
            plainly = True
            if reading.pos[above] == "VERB":
                yield above, True
        marks = (reading.lemmas[j].lower() for j in reading.children(at, "mark"))
        after = after or lemma in AFTER or any(m in AFTER for m in marks)
        at = above


def answers(reading: Reading, one: int, other: int) -> bool:
    """Whether the act that one token names answers the other, or comes after it: "killed after a strike" is of the strike."""
    harm = reading.lemmas[one].lower() in HARM
    return any(
        above == one and (plainly or not harm) for above, plainly in answering(reading, other)
    )


class Answers:
    """The answered acts of one article.

    Args:
        acts: all that are found.
    """

    def __init__(self, parties: Parties, acts: Iterable[Act]) -> None:
        self._parties = parties
        self._acts = {a.token: a for a in acts if a.type in REACTING}
        self._known: dict[int, Answered | None] = {}

    def of(self, act: Act) -> Answered | None:
        """Who answers the attack, where one side does."""
        if act.type is not EventType.ASSAULT:
            return None
        if act.token not in self._known:
            found = list(self._answering(act))
            first = found[0] if found else None
            self._known[act.token] = next((a for a in found if a.upon), first)
        return self._known[act.token]

    def _answering(self, act: Act) -> Iterator[Answered]:
        """What may answer the attack, the nearest first."""
        reading, keys = self._parties.draft.reading, self._parties.keys
        for above, plainly in answering(reading, act.token):
            known = self._acts.get(above)
            upon: tuple[str, ...] = ()
            if known is not None:
                by = known.actor_keys or keys(known.actor)
                if known.type is EventType.ASSAULT:
                    upon = known.recipient_keys or keys(known.recipient)
            elif plainly and reading.pos[above] == "VERB":
                by = keys(subject_tokens(reading, above))
            else:
                continue
            if len({self._parties.cast.actors[k].country or k for k in by}) == 1:
                yield Answered(by, upon, plainly)

    def settled(self, act: Act, sides: Sides) -> Sides:
        """The sides of an act; of one that is plainly answered, those whom its own words leave open are those of the answer."""
        answered = self.of(act)
        if answered is None or not answered.plainly:
            return sides
        actor, recipient = sides.actor, sides.recipient
        if not self._owns(act):
            actor = tuple(k for k in actor if not self._parties.same_side(answered.by, k))
        inferred = list(sides.inferred)
        if not actor and answered.upon:
            actor = answered.upon
            inferred.append("actor")
        if answered.upon and (not recipient or "recipient" in inferred):
            recipient = tuple(k for k in answered.by if k not in actor)
            inferred.append("recipient")
        return replace(
            sides, actor=actor, recipient=recipient, inferred=tuple(dict.fromkeys(inferred))
        )

    def _owns(self, act: Act) -> bool:
        """Whether who acts is named in the act's own words, not taken from the verb above it."""
        below = self._parties.draft.reading.subtree(act.token)
        return any(i in below for i in act.actor)
