"""Placing: where an act happened, as the text names it.

From every place of the anchor's sentence one climbs to the noun or verb that it modifies, and from the anchor up
through its clauses. Where the two paths meet, the steps are added up: the cheapest place is where it happened.
What a place does in its clause decides whether it says where at all: after "in" it does, after "with" or as the
subject it is somebody who acts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Final

from parley.extract.cast import Cast
from parley.extract.grammar import top_of
from parley.language import Reading
from parley.records import EventType, Place
from parley.spans import Span

FARTHEST: Final = {
    EventType.ASSAULT: 6.0, EventType.MOBILIZE: 4.5, EventType.PROTEST: 4.5, EventType.COERCE: 3.5,
    EventType.RETREAT: 3.5, EventType.CONSULT: 3.5, EventType.AID: 3.0, EventType.AGREE: 2.5,
    EventType.COOPERATE: 2.5,
}  # fmt: skip
"""The highest cost at which a place is still believed to be the act's. Swept 1 to 9 on gold/train."""

STRICT: Final = 1.5
"""The same for all other acts, which are words: only "in" and the like beside the act itself."""

LONGEST_PATH: Final = 40
"""Steps: deeper trees than any sentence of news are not climbed to their top."""

ELSEWHERE: Final = 99.0
"""The cost of a place that does not say where."""

PREPOSITIONS: Final = {
    "in": 0.0, "at": 0.0, "near": 0.0, "inside": 0.0, "outside": 0.0, "around": 0.0, "across": 0.0,
    "over": 0.5, "off": 0.0, "on": 0.0, "along": 0.0, "throughout": 0.0, "within": 0.0, "into": 0.0,
    "to": 0.5, "toward": 1.0, "towards": 1.0, "against": 0.5, "of": 0.25, "from": 2.0,
}  # fmt: skip
"""What a preposition before a place costs; places after others ("with", "by") do not say where."""

MODIFIERS: Final = {
    "compound": 1.0, "nmod": 1.0, "amod": 1.0, "poss": 2.0, "npadvmod": 0.5, "dobj": 0.5,
    "nsubjpass": 0.5, "dep": 1.0, "advmod": 0.5, "nsubj": 1.5,
}  # fmt: skip
"""What it costs that a place is not after a preposition, by its dependency; others do not say where."""

CLAUSES: Final = {
    "pobj": 0.25,
    "prep": 0.5,
    "appos": 0.0,
    "relcl": 2.0,
    "ccomp": 2.5,
    "parataxis": 3.0,
    "advcl": 1.5,
    "acl": 1.0,
}
"""Cost of leaving a clause upwards, by the label of the dependency; every other step costs STEP."""

STEP: Final = 0.75

ABOVE: Final = 1.0
"""What is added where a place hangs not on the act but on what the act hangs on."""

COARSE: Final = {"region": 1.0, "area": 1.0, "country": 1.5}
"""What is added for what is no town, by precision: a town beside it is where it happened."""

SLACK: Final = {"region": 0.5}
"""By how much what is added for being coarse counts less against the farthest cost, by precision."""

CITIES: Final = frozenset("SGP MCO VAT SMR HKG MAC LUX DJI".split())
"""States that are a town."""

_OWNERS: Final = frozenset({"compound", "poss", "amod", "nmod", "npadvmod", "nsubj"})
"""What a country is where it is somebody, not somewhere: "Iran's envoy"."""

_LOCALS: Final = frozenset(
    "governor mayor resident activist inhabitant local hospital administration prosecutor medic".split()
)
"""Lemmas of those who tell of what happens where they are: "the Kharkiv governor said"."""

ACTORS: Final = 2.0
"""What is added where a place belongs to who acts ("by rebels in the north")."""

LOCALLY: Final = 3.0
"""The cost of the place of those who tell of what happens where they are."""

_TELLING: Final = frozenset(
    "say tell accuse report write warn claim announce state add speak blame criticise criticize condemn".split()
)
"""Lemmas of verbs that tell of an act of somebody else's, elsewhere."""

TOLD: Final = 3.0
"""What is added where a place belongs to somebody who tells of the act."""

_SPEAKING: Final = frozenset("speak talk address".split())
"""Lemmas of verbs whose place is where somebody speaks, and of nothing that he tells."""

_WORDS: Final = frozenset(
    "comment statement response reaction word reply answer confirmation denial claim report announcement message "
    "pledge promise assurance pressure threat warning criticism condemnation permission approval".split()
)
"""Lemmas of what comes from a state, not from its capital: "no comment from Moscow"."""

_REACHING: Final = frozenset(
    "hit strike target attack bomb bombard shell pound rock shake batter raid leave visit reach enter besiege encircle "
    "seize capture storm tour".split()
)
"""Lemmas of verbs whose object is somewhere, be it a capital."""

_PARTS: Final = frozenset(
    "suburb outskirt outskirts countryside airport airfield airbase district street square hospital prison court "
    "school university university market hotel port harbour station bridge neighbourhood neighborhood area region "
    "province governorate oblast city resident apartment building theatre theater mayor governor".split()
)
"""Lemmas of what is in a place, and of who speaks for it: "a Moscow airport" is in Moscow, "Moscow media" are Russia's."""

_NAMED_TOGETHER: Final = frozenset({"conj", "appos"})
_HAILING: Final = frozenset({"of", "from"})
"""Prepositions after a person that lead to where he is from."""
_PERSONS: Final = frozenset({"PERSON", "NORP"})
"""What the recogniser calls persons, and those of a nation."""
_AGED: Final = frozenset({"old", "aged"})

_ANAPHORS: Final = frozenset(
    "city town village area region province district settlement neighbourhood neighborhood site suburb "
    "enclave".split()
)
"""Nouns that, with an article, mean the place named last."""

CARRY: Final = 2
"""Sentences over which a place is carried to a noun that means it, or to an act on the ground."""


def place_for(
    places: Sequence[Place],
    reading: Reading,
    token: int,
    *,
    farthest: float = 4.5,
    carry: bool = False,
) -> Place | None:
    """The place at which the act at a token happened.

    Args:
        places: of the article, in order.
        reading: of the article.
        token: the head of the words that name the act.
        farthest: the highest cost that counts; lower is surer.
        carry: whether a place of the sentences before is taken where the act's own has none.

    Returns:
        The place, None where the text does not say.
    """
    sentence = reading.sentence_of(token)
    path = _path(reading, token)
    told = _told(reading, token)
    best: tuple[float, int, Place] | None = None
    for place in _within(places, reading.sentence_span(sentence)):
        inside = reading.tokens(place.span)
        if not inside:
            continue
        cost = _cost(reading, head_of(reading, inside), path, place, told)
        rank = (cost, abs(inside[0] - token))
        near = cost - SLACK.get(place.precision, 0.0) <= farthest
        if near and (best is None or rank < best[:2]):
            best = (*rank, place)
    if best is not None:
        return best[2]
    if carry or _means_last(reading, token):
        return _carried(places, reading, sentence)
    return None


def grounds(places: Sequence[Place], reading: Reading, cast: Cast) -> list[Place]:
    """The places of an article that are not somebody: "Moscow" may stand for Russia.

    A capital is a place only after a preposition of place, or where it is what is hit; where words come from
    is none.
    """
    out = []
    for place in places:
        inside = reading.tokens(place.span)
        if inside and _is_heard_from(reading, head_of(reading, inside)):
            continue
        mention = next(iter(cast.within(place.span)), None)
        if mention is not None and mention.kind == "metonym" and mention.actor is not None:
            head = _first(reading, head_of(reading, inside))
            if not _is_where(reading, head):
                continue
        out.append(place)
    return out


def _is_heard_from(reading: Reading, token: int) -> bool:
    """Whether words come from a place, those of its state: "there was no comment from Accra"."""
    prep = reading.heads[token]
    heard = reading.deps[token] == "pobj" and reading.words[prep].lower() == "from"
    return heard and reading.lemmas[reading.heads[prep]].lower() in _WORDS


def _is_where(reading: Reading, token: int) -> bool:
    """Whether a name stands after a preposition of place, or as what something is done to."""
    dep, head = reading.deps[token], reading.heads[token]
    if dep in _OWNERS - {"nsubj"} and reading.lemmas[head].lower() in _PARTS:
        return True
    if dep == "pobj":
        before = reading.words[head].lower()
        return before in PREPOSITIONS and before != "of"
    if dep == "dobj" and reading.lemmas[head] in _REACHING:
        return True
    if _hosts(reading, token):
        return True
    if dep == "nsubj" and reading.lemmas[head] in ("come", "be", "remain"):
        return any(reading.words[k].lower() == "under" for k in reading.kids[head])
    return dep == "nsubjpass"


def _means_last(reading: Reading, token: int) -> bool:
    """Whether what hangs on the anchor says that it was where the text just was ("in the city")."""
    for kid in reading.kids[token]:
        if reading.words[kid].lower() == "there" and reading.deps[kid] == "advmod":
            return True
        for at in reading.children(kid, "pobj") if reading.deps[kid] == "prep" else ():
            articles = {reading.words[k].lower() for k in reading.kids[at]}
            if reading.words[at].lower() in _ANAPHORS and articles & {"the", "this", "that"}:
                return True
    return False


def _carried(places: Sequence[Place], reading: Reading, sentence: int) -> Place | None:
    """The last town or region that the sentences before, in the paragraph, say something was in."""
    for k in range(sentence - 1, max(-1, sentence - 1 - CARRY), -1):
        here = _within(places, reading.sentence_span(k))
        heads = {head_of(reading, reading.tokens(p.span)) for p in here}
        found = []
        for place in here:
            if place.precision in ("point", "region"):
                head = head_of(reading, reading.tokens(place.span))
                at, step = next(_owners(reading, head), (head, ELSEWHERE))
                if step < STEP and not _is_told_from(reading, at, heads):
                    found.append((at in heads, -place.span.start, place))
        if found:
            return min(found)[2]  # not the province in which the town lies
    return None


def _is_told_from(reading: Reading, at: int, places: Set[int]) -> bool:
    """Whether somebody tells of something there: "speaking at an airport in Vermont"."""
    for _ in range(LONGEST_PATH):
        if at not in places and reading.lemmas[at].lower() not in _PARTS:
            break
        at, _step = next(_owners(reading, at), (at, ELSEWHERE))
    return reading.lemmas[at] in _TELLING


def _coarse(place: Place) -> float:
    """What is added for what is no town; a state that is a town is one."""
    return 0.0 if place.country in CITIES else COARSE.get(place.precision, 0.0)


def _cost(
    reading: Reading, head: int, path: Mapping[int, float], place: Place, told: Set[int]
) -> float:
    """The cheapest way from a place to the path above the anchor."""
    if _is_somebody(reading, _first(reading, head), path, place):
        return ELSEWHERE
    cost = _coarse(place)
    best = cost + path.get(head, ELSEWHERE)  # "Geneva, where they met"
    below = head
    for at, step in _owners(reading, head):
        cost += step
        if reading.deps[below] == "agent":
            cost += ACTORS
        if reading.heads[at] in told and at not in path and reading.lemmas[at] in _TELLING:
            # "speaking in Vienna, she accused them of bombing"
            cost += ELSEWHERE if reading.lemmas[at] in _SPEAKING else TOLD
        if at in path:
            above = ABOVE if path[at] else 0.0
            if path[at] and reading.deps[below] == "nsubj":
                if reading.lemmas[below].lower() in _LOCALS:
                    return min(best, LOCALLY + COARSE.get(place.precision, 0.0))
                above = TOLD
            elif path[at] and at in told:
                above = TOLD
            best = min(best, cost + path[at] + above)
        below = at
    return best


def _is_somebody(reading: Reading, first: int, path: Mapping[int, float], place: Place) -> bool:
    """Whether a country acts, owns, or is acted upon by another verb: it is somebody, not somewhere."""
    if place.precision != "country" or not _is_whole(place.name) or _hosts(reading, first):
        return False
    dep, verb = reading.deps[first], reading.heads[first]
    return dep in _OWNERS or (dep in ("nsubjpass", "dobj") and path.get(verb) != 0.0)


def _is_whole(name: str) -> bool:
    """Whether it is the country and no part of it ("eastern Chad", "the Chad border")."""
    return name[0].isupper() and name.split()[-1][0].isupper()


def _hosts(reading: Reading, token: int) -> bool:
    """Whether a country is the host of a meeting."""
    return reading.deps[token] == "nsubj" and reading.lemmas[reading.heads[token]] == "host"


def _first(reading: Reading, place: int) -> int:
    """The first of the names that a place is joined to, or that it explains."""
    return top_of(reading, place, _NAMED_TOGETHER, LONGEST_PATH)


def _owners(reading: Reading, place: int) -> Iterator[tuple[int, float]]:
    """What a place modifies, from near to far, each with the cost of the step to it."""
    at = _first(reading, place)
    dep, head = reading.deps[at], reading.heads[at]
    step = MODIFIERS.get(dep, ELSEWHERE)
    if dep == "pobj":
        at, step = head, PREPOSITIONS.get(reading.words[head].lower(), ELSEWHERE)
        while reading.deps[at] in ("prep", "pcomp") and reading.deps[reading.heads[at]] == "prep":
            at = reading.heads[at]  # "from inside Syria"
        head = reading.heads[at]
        if reading.words[at].lower() in _HAILING and _is_person(reading, head):
            step = ELSEWHERE  # "Jane Roe of Lagos": where she is from
    for _ in range(LONGEST_PATH):
        yield head, step
        at, head = head, reading.heads[head]
        if head == at:
            return
        step = CLAUSES.get(reading.deps[at], STEP)


def _is_person(reading: Reading, token: int) -> bool:
    """Whether one person stands there: by name, by nationality ("a Kenyan"), or by age ("30-year-old")."""
    if reading.tags[token] not in ("NN", "NNP"):
        return False
    if any(reading.words[k].lower() in _AGED for k in reading.children(token, "amod")):
        return True
    n = bisect_right(reading.names, token, key=lambda name: name.first) - 1
    return n >= 0 and token < reading.names[n].last and reading.names[n].label in _PERSONS


def _path(reading: Reading, token: int) -> dict[int, float]:
    """The anchor and what it stands below, each with the cost of climbing there."""
    out, cost, at = {token: 0.0}, 0.0, token
    for _ in range(LONGEST_PATH):
        head = reading.heads[at]
        if head == at:
            break
        cost += CLAUSES.get(reading.deps[at], STEP)
        out[head] = cost
        at = head
    return out


def _told(reading: Reading, token: int) -> set[int]:
    """The verbs above an act in whose content it stands: "said", "accused … of"."""
    out: set[int] = set()
    at = token
    for _ in range(LONGEST_PATH):
        head = reading.heads[at]
        if head == at:
            break
        content = reading.deps[at] in ("ccomp", "parataxis")
        content = content or reading.words[at].lower() in ("of", "for")
        if content and reading.lemmas[head] in _TELLING:
            out.add(head)
        at = head
    return out


def head_of(reading: Reading, tokens: range) -> int:
    """The token of a phrase that all others hang on."""
    return next((t for t in tokens if reading.heads[t] not in tokens), tokens[-1])


def _within(places: Sequence[Place], span: Span) -> Sequence[Place]:
    first = bisect_left(places, span.start, key=lambda p: p.span.start)
    last = bisect_left(places, span.end, key=lambda p: p.span.start)
    return places[first:last]
