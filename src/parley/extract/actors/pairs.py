"""Words for two actors at once: "the two leaders", "both sides", "the warring nations"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from parley.extract.actors.identity import Entity
from parley.extract.actors.phrases import Phrase
from parley.extract.actors.reference import Seen
from parley.extract.grammar import is_reciprocal, is_subject, top_of
from parley.language import Reading

FADE: Final = 0.85
"""How much less a mention counts than the one after it; swept .7 to .95 on gold train."""

ASIDE: Final = 0.3
"""How much a mention counts of those who together spoke of others: set by reading invented texts."""

MOST: Final = 12
"""Actors of a sentence among whom two sides are looked for."""

BOUND: Final = 5.0
"""How much more a pair counts that words bind together than one in a sentence."""

HIGHEST: Final = 6
"""Steps up from a name to the first of its list."""

_INSIDE: Final = ("conj", "appos", "compound", "poss", "nmod", "amod")
_STATES: Final = frozenset(
    "side state nation country government delegation capital power neighbour rival foe ally adversary party".split()
)
_LEADERS: Final = frozenset("leader president prime minister man king chief head".split())
_MINISTERS: Final = frozenset(
    {"foreign minister", "defence minister", "minister", "envoy", "diplomat", "negotiator"}
)
_TWO: Final = frozenset({"two", "warring", "rival", "negotiating", "opposing", "respective"})
_ADDRESSING: Final = frozenset(
    """condemn criticise criticize denounce deplore praise welcome hail back support urge ask demand call appeal press
    warn recognise recognize thank pledge promise offer send sanction""".split()
)
"""Lemmas of what a list of states does to others, who are not among them."""
_EACH: Final = frozenset({"each", "either", "neither"})
_ALONE: Final = frozenset({"side", "party"})


def stands_for_two(reading: Reading, phrase: Phrase) -> bool:
    """Whether the phrase means two of the actors named before."""
    unit = phrase.unit
    if unit.noun is None or any(u.kind in ("state", "person") for u in phrase.before):
        return False
    noun = unit.noun.words
    if noun not in _STATES | _LEADERS | _MINISTERS:
        return False
    words = {w.lower() for w in reading.words[max(phrase.first - 1, 0) : phrase.last]}
    if not unit.plural:
        return noun in _ALONE and bool(words & _EACH)
    if "both" in words:
        return True
    return phrase.definite and (bool(words & _TWO) or (noun in _ALONE and not phrase.before))


def the_two(reading: Reading, phrase: Phrase, recent: list[Seen]) -> tuple[Entity, ...]:
    """The two most prominent actors of the right kind, of two countries; nobody where there are not two.

    Args:
        reading: of the article.
        phrase: for which :func:`stands_for_two` holds.
        recent: what was mentioned before, nearest first.
    """
    assert phrase.unit.noun is not None
    noun = phrase.unit.noun.words
    people, fighting = noun not in _STATES, noun in _ALONE
    score: dict[str, float] = defaultdict(float)
    entities: dict[str, Entity] = {}
    beside: dict[int, dict[str, float]] = defaultdict(dict)
    weight, done_to = 1.0, not is_subject(reading, phrase.head)
    for seen in recent:
        entity = seen.entity
        if people:
            fits = entity.kind == "person" and not entity.noun
        else:
            fits = entity.kind == "state" or (fighting and _is_armed(entity))
        if fits and entity.country is not None:
            aside = done_to and _of_one_mind(reading, _first(reading, seen.phrase.head))
            score[entity.key] += ASIDE * weight if aside else weight
            entities[entity.key] = entity
            # Who "urges both sides" is neither.
            if seen.phrase.sentence != phrase.sentence and not aside:
                beside[seen.phrase.sentence].setdefault(entity.key, weight)
        weight *= FADE
    bound = {} if people else _bound(reading, phrase, recent, entities)
    pair = None if people else _opposed(entities, beside, bound)
    if pair is not None:
        return pair
    chosen: list[Entity] = []
    for key in sorted(score, key=lambda k: (-score[k], k)):
        if all(_camp(entities[key]) != _camp(e) for e in chosen):
            chosen.append(entities[key])
    return tuple(chosen[:2]) if len(chosen) > 1 else ()


def _bound(
    reading: Reading, phrase: Phrase, recent: Sequence[Seen], entities: Mapping[str, Entity]
) -> dict[tuple[str, str], float]:
    """Pairs of two camps whom words bind together: "Mali and Niger", "talks between Touré and the Nigerien minister".

    Who negotiates for a state stands for it.
    """
    verb = next((i for i in reading.ancestors(phrase.head) if reading.pos[i] == "VERB"), None)
    states = {e.country: e.key for e in reversed(list(entities.values())) if e.kind == "state"}
    told: dict[int, dict[str, float]] = defaultdict(dict)
    weight = 1.0
    for seen in recent:
        entity = seen.entity
        key = entity.key if entity.key in entities else states.get(entity.country)
        if key is not None:
            for at in _binders(reading, seen.phrase.head):
                # "Mali and Niger urge both sides": they are neither.
                if reading.heads[at] != verb and not _of_one_mind(reading, at):
                    told[at].setdefault(key, weight)
        weight *= FADE
    out: dict[tuple[str, str], float] = defaultdict(float)
    for named in told.values():
        camps = {_camp(entities[k]) for k in named}
        if len(camps) == 2:
            for a, b in combinations(sorted(named)[:MOST], 2):
                if _camp(entities[a]) != _camp(entities[b]):
                    out[a, b] += BOUND * min(named[a], named[b])
    return out


def _binders(reading: Reading, head: int) -> Iterator[int]:
    """The first of the list in which a word stands, and the "between" that governs it."""
    at = _first(reading, head)
    if at != head or reading.children(head, "conj"):
        yield at
    above = reading.heads[at]
    if reading.deps[at] == "pobj" and reading.words[above].lower() == "between":
        yield above


def _first(reading: Reading, head: int) -> int:
    """The first of the list in which a word stands."""
    return top_of(reading, head, _INSIDE, HIGHEST)


def _of_one_mind(reading: Reading, first: int) -> bool:
    """Whether those of a list together say of, or to, others what the verb tells: "Mali and Niger condemned the raid"."""
    verb = reading.heads[first]
    return (
        reading.deps[first] == "nsubj"
        and bool(reading.children(first, "conj"))
        and reading.lemmas[verb] in _ADDRESSING
        and not is_reciprocal(reading, verb)
    )


def _opposed(
    entities: Mapping[str, Entity],
    beside: Mapping[int, Mapping[str, float]],
    bound: Mapping[tuple[str, str], float],
) -> tuple[Entity, ...] | None:
    """Those of two camps whom one sentence names most often, the later the better."""
    together: dict[tuple[str, str], float] = defaultdict(float, bound)
    for named in beside.values():
        for a, b in combinations(sorted(named)[:MOST], 2):
            if _camp(entities[a]) != _camp(entities[b]):
                # Of a list of four each is beside three: it says little of any two.
                together[a, b] += min(named[a], named[b]) / (len(named) - 1)
    if not together:
        return None
    best = min(together, key=lambda pair: (-together[pair], pair))
    return entities[best[0]], entities[best[1]]


def _is_armed(entity: Entity) -> bool:
    """Whether it is a named armed group, which is a side of a war as a state is."""
    named = entity.kind in ("group", "organisation") and not entity.noun
    return named and "REB" in entity.sectors


def _camp(entity: Entity) -> tuple[str | None, bool]:
    """For whom somebody stands: a government and those who fight it are two."""
    return entity.country, "REB" in entity.sectors
