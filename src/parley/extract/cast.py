"""The cast of an article: its actors and the words that stand for them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from parley.records import Actor, Mention
from parley.spans import Span


@dataclass(frozen=True, slots=True)
class Cast:
    """Actors by key, and their mentions sorted by span, not overlapping.

    A mention covers the words as they stand for the actor, titles and appositions before the name
    included ("Russian Foreign Minister Sergei Lavrov"), without a possessive ending.
    """

    actors: Mapping[str, Actor] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()

    def within(self, span: Span) -> tuple[Mention, ...]:
        """The mentions that overlap the span, in order."""
        at = bisect_left(self.mentions, span.start, key=lambda m: m.span.end)
        while at < len(self.mentions) and self.mentions[at].span.end <= span.start:
            at += 1
        out = []
        while at < len(self.mentions) and self.mentions[at].span.start < span.end:
            out.append(self.mentions[at])
            at += 1
        return tuple(out)

    def keys(self, span: Span) -> tuple[str, ...]:
        """Keys of the resolved actors mentioned in the span, each once, in order."""
        return tuple(dict.fromkeys(m.actor for m in self.within(span) if m.actor is not None))

    def adding(self, actor: Actor, mentions: Iterable[Mention]) -> Cast:
        """The cast with one actor more (or with its names joined, if the key is there)."""
        known = self.actors.get(actor.key)
        if known is not None:
            actor = replace(known, names=tuple(dict.fromkeys([*known.names, *actor.names])))
        return Cast(
            {**self.actors, actor.key: actor},
            tuple(sorted([*self.mentions, *mentions], key=lambda m: m.span)),
        )

    def only(self, keys: Iterable[str]) -> Cast:
        """The cast reduced to the actors with these keys."""
        wanted = set(keys)
        return Cast(
            {k: a for k, a in self.actors.items() if k in wanted},
            tuple(m for m in self.mentions if m.actor in wanted),
        )
