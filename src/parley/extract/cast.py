"""The cast of an article: its actors and the words that stand for them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from parley.extract.grammar import JOINED, conjuncts, top_of
from parley.language import Reading
from parley.records import Actor, Mention
from parley.spans import Span

_OWNERS: Final = ("poss", "compound", "nmod", "amod")
_AND: Final = " and "
LISTED: Final = 6
"""Names of a list that are gone back over for the first of it."""

_GOVERNED: Final = ("pobj", "dobj")
_SUBJECTS: Final = ("nsubj", "nsubjpass")
_JOINTS: Final = frozenset({", ", " and ", ", and "})
MOST_JOINED: Final = 50
"""Names that "and" and commas join to one on each side of it, as they are looked at: no alliance has more members."""
_TOGETHER: Final = frozenset(("VBP", "VB", "TO", "VBD", "MD"))
"""Tags of a word that may follow two who act: "agree", "to meet"; not "says"."""
_LINKS: Final = frozenset({"of", "from", "by", "in", "with", "for"})


@dataclass(frozen=True, slots=True)
class Cast:
    """Actors by key, and their mentions sorted by span, not overlapping.

    A mention covers the words as they stand for the actor, titles and appositions before the name
    included ("Russian Foreign Minister Sergei Lavrov"), without a possessive ending. A mention of more
    than one actor ("the two leaders") is unresolved and ``several`` has their keys by its span.
    """

    actors: Mapping[str, Actor] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    several: Mapping[Span, tuple[str, ...]] = field(default_factory=dict)

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
        return tuple(dict.fromkeys(k for m in self.within(span) for k in self.of_mention(m)))

    def persons(self, span: Span) -> tuple[str, ...]:
        """Keys of the persons who are mentioned in the span and have a name, each once, in order."""
        keys = (k for k in self.keys(span) if self.actors[k].kind == "person")
        return tuple(k for k in keys if self.actors[k].name != self.actors[k].name.lower())

    def of_mention(self, mention: Mention) -> tuple[str, ...]:
        """Keys of whoever the mention stands for: one, or more for "both sides", or none."""
        if mention.actor is not None:
            return (mention.actor,)
        return self.several.get(mention.span, ())

    def at(self, reading: Reading, token: int) -> Mention | None:
        """The mention that the token is part of."""
        return next(iter(self.within(reading.token(token))), None)

    def joined(self, reading: Reading, token: int) -> tuple[str, ...]:
        """Keys of the mentions that "and" and commas join to the one over the token, that one included.

        By the words between them, not by the parse, which loses the first of two titled names.
        """
        own = self.at(reading, token)
        if own is None:
            return ()
        n = bisect_left(self.mentions, own.span, key=lambda m: m.span)
        first = last = n
        while n - first < MOST_JOINED and first > 0 and self._are_joined(reading, first - 1):
            first -= 1
        end = min(n + MOST_JOINED, len(self.mentions) - 1)
        while last < end and self._are_joined(reading, last):
            last += 1
        found = self.mentions[first : last + 1]
        linked = any(_AND in reading.text[a.span.end : b.span.start] for a, b in pairwise(found))
        if not linked and not _in_headline(reading, found):
            found = (own,)
        return tuple(dict.fromkeys(m.actor for m in found if m.actor is not None))

    def _are_joined(self, reading: Reading, n: int) -> bool:
        """Whether a mention and the next one are, and do not end a clause and begin another: "with Mali, and Niger agreed"."""
        one, other = self.mentions[n].span, self.mentions[n + 1].span
        if reading.text[one.end : other.start] not in _JOINTS:
            return False
        a, b = (next(iter(reading.tokens(s)[-1:]), None) for s in (one, other))
        if a is None or b is None:
            return True
        a = top_of(reading, a, JOINED, LISTED)
        return not (reading.deps[a] in _GOVERNED and reading.deps[b] in _SUBJECTS)

    def of_token(self, reading: Reading, token: int) -> tuple[str, ...]:
        """Keys of whoever is meant by the noun phrase that token ``token`` heads.

        The mention over the token and those of its conjuncts ("the U.S. and Ukraine"); where no
        mention is over it, that of its possessor, modifier or complement ("the decision of Iran").
        """
        keys: list[str] = []
        for head in (token, *sorted(conjuncts(reading, token)[1:])):
            mention = self.at(reading, head)
            if mention is not None:
                keys.extend(self.of_mention(mention))
            else:
                keys.extend(self._beside(reading, head))
        return tuple(dict.fromkeys(keys))

    def _beside(self, reading: Reading, head: int) -> list[str]:
        """Keys of the possessor or modifier of a phrase without a mention, else of its complement."""
        for kid in reversed(reading.kids[head]):
            if reading.deps[kid] in _OWNERS:
                mention = self.at(reading, kid)
                if mention is not None and mention.actor is not None:
                    return [mention.actor]
        for kid in reading.kids[head]:
            if reading.deps[kid] in ("prep", "agent") and reading.words[kid].lower() in _LINKS:
                for object_ in reading.children(kid, "pobj"):
                    mention = self.at(reading, object_)
                    if mention is not None and mention.actor is not None:
                        return [mention.actor]
        return []

    def adding(self, actor: Actor, mentions: Iterable[Mention]) -> Cast:
        """The cast with one actor more (or with its names joined, if the key is there)."""
        known = self.actors.get(actor.key)
        if known is not None:
            actor = replace(known, names=tuple(dict.fromkeys([*known.names, *actor.names])))
        return replace(
            self,
            actors={**self.actors, actor.key: actor},
            mentions=tuple(sorted([*self.mentions, *mentions], key=lambda m: m.span)),
        )

    def only(self, keys: Iterable[str]) -> Cast:
        """The cast reduced to the actors with these keys."""
        wanted = set(keys)
        return Cast(
            {k: a for k, a in self.actors.items() if k in wanted},
            tuple(m for m in self.mentions if m.actor in wanted),
            {s: keys for s, keys in self.several.items() if wanted.issuperset(keys)},
        )


def _in_headline(reading: Reading, found: Sequence[Mention]) -> bool:
    """Whether two that only a comma joins do something together: "Chad, Sudan agree to talk"."""
    if len(found) != 2 or any(m.kind == "pronoun" for m in found):
        return False
    first, last = reading.tokens(found[0].span)[0], reading.tokens(found[1].span)[-1]
    begins = first == reading.sentences[reading.sentence_of(first)][0]
    return begins and last + 1 < len(reading) and reading.tags[last + 1] in _TOGETHER
