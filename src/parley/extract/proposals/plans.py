"""Plans: the phrases that name what is on the table, and what each is about."""

from __future__ import annotations

from itertools import islice
from typing import Final

from parley.extract.events.acts import prep_objects
from parley.extract.grammar import DEFINITE
from parley.language import Reading
from parley.records import ProposalKind
from parley.spans import Span

Topic = tuple[ProposalKind, str]
"""What a thread is about: its kind, and a word that tells it from others of the kind."""

REACH: Final = 8
"""Tokens to either side of its head in which a phrase says what it is about."""

_CEASEFIRE: Final[Topic] = (ProposalKind.CEASEFIRE, "")
_DEMAND: Final[Topic] = (ProposalKind.OTHER, "demand")
_FORCE: Final[Topic] = (ProposalKind.OTHER, "force")

_TRUCES: Final = frozenset("ceasefire cease-fire truce armistice".split())
_DEALS: Final = frozenset(
    """deal agreement accord pact memorandum treaty plan proposal initiative framework offer roadmap
    blueprint outline draft understanding package formula""".split()
)
_ROUNDS: Final = frozenset("talk talks negotiation summit round dialogue consultation".split())
_SANCTIONS: Final = frozenset({"sanction", "sanctions"})
_HELD: Final = frozenset("prisoner prisoners hostage captive detainee pow pows".split())
_ATOM: Final = frozenset(
    """enrichment enrich program programme denuclearization denuclearisation disarmament nuclear
    missile exercise drill arsenal uranium""".split()
)
_TRADED: Final = frozenset("trade tariff tariffs commercial".split())
"""What tells talks about trade from talks about peace."""
_SCOPES: Final = (
    ("energy", frozenset("energy infrastructure power".split())),
    ("sea", frozenset("sea maritime naval shipping".split())),
    ("air", frozenset("air sky aerial missile drone".split())),
    ("holiday", frozenset("easter christmas ramadan eid holiday".split())),
    ("past", frozenset("earlier previous past prior".split())),
)
"""For what a truce holds, or when, by the words of the phrase: one for the energy grid is not one for the sea."""
_TARGETS: Final = frozenset("facility site asset base airfield target aid".split())
_NO_PLAN: Final = frozenset(
    "g-7 g7 g-20 g20 nato eu arab news press brics asean opec apec d-8 sco osce mercosur".split()
)
"""What makes of a summit or a conference no proposal."""

_MARKETS: Final = frozenset(
    "oil gas energy power fuel electricity consumer domestic market global world food".split()
)
"""Words beside a demand that nobody makes of anybody."""
_CALLS: Final = frozenset("phone telephone video".split())
"""Words beside talks that are a call."""
_FORCEFUL: Final = frozenset("strike action intervention use".split())
"""Deeds that are proposals where they are of force, or of the military, and not where forces suffer them."""
_VAGUE: Final = frozenset("initiative agreement understanding".split())
"""Words of which several are on no table, unless they are named or pointed at."""
_OF: Final = frozenset({"of"})

_JOINS: Final = frozenset(("-", "–", "/", "“", "”", '"', "'"))
"""Marks that may stand between two words of a phrase."""

_JOINED: Final = frozenset(("cc", "conj"))
_BETWEEN: Final = frozenset(("between", "among"))

_OPENING: Final = frozenset(("“", "‘", '"', "'", "``"))
_CLOSING: Final = frozenset(("”", "’", '"', "'", "''"))
"""Quotation marks: a phrase that holds the second of a pair holds the first."""

_KINDS: Final = (
    (ProposalKind.CEASEFIRE, _TRUCES | {"cease", "hostility", "hostilities"}),
    (ProposalKind.EXCHANGE, _HELD | {"swap", "exchange"}),
    (
        ProposalKind.ECONOMIC_DEAL,
        frozenset("mineral minerals earth trade grain economic gas oil investment export".split()),
    ),
    (ProposalKind.SANCTIONS, _SANCTIONS),
    (ProposalKind.GUARANTEE, frozenset({"guarantee", "security"})),
    (ProposalKind.PEACE_DEAL, frozenset("peace memorandum settlement".split())),
)
"""Kinds of deals by the words of the phrase, the first that fits."""

_DONE_WITH: Final = (ProposalKind.EXCHANGE, ProposalKind.ECONOMIC_DEAL)
"""Kinds of deals that what they are to do tells; that one lifts sanctions, or ends fighting, tells none."""
_GOODS: Final = dict(_KINDS)[ProposalKind.ECONOMIC_DEAL]
_FUEL: Final = frozenset(("gas", "oil"))
_YIELDS: Final = _GOODS - _FUEL - {"economic", "trade", "investment", "export"}
"""What tells a deal about fuel, and one about other goods, from each other."""
_BARTER_HEIGHT: Final = 3
"""Words above "in exchange for" below which stands what is offered."""

_CONDITIONS: Final[tuple[tuple[frozenset[str], frozenset[str], Topic], ...]] = tuple(
    (frozenset(heads.split()), frozenset(words) if words else frozenset(), topic)
    for heads, words, topic in (
        ("swap exchange trade release", _HELD | {"war"}, (ProposalKind.EXCHANGE, "")),
        ("guarantee", {"security"}, (ProposalKind.GUARANTEE, "")),
        (
            "relief lifting removal easing end snapback reimposition waiver exemption",
            _SANCTIONS,
            (ProposalKind.SANCTIONS, ""),
        ),
        (
            "sanction sanctions",
            "new more tougher further additional fresh harsher secondary".split(),
            (ProposalKind.SANCTIONS, "new"),
        ),
        (
            "end halt halting freeze pause suspension cessation stop",
            "hostility hostilities fighting airstrike airstrikes bombing shelling humanitarian".split(),
            _CEASEFIRE,
        ),
        (
            "settlement solution",
            "peace political peaceful diplomatic negotiated conflict".split(),
            (ProposalKind.PEACE_DEAL, ""),
        ),
        (
            "resolution",
            "peaceful political diplomatic negotiated".split(),
            (ProposalKind.PEACE_DEAL, ""),
        ),
        ("resolution", {"force", "military"}, _FORCE),
        ("strike action intervention use", {"force", "military"}, _FORCE),
        ("resolution bill", None, (ProposalKind.OTHER, "resolution")),
        ("demand denuclearization denuclearisation", None, _DEMAND),
        ("end halt halting freeze suspension cessation ban moratorium abandonment", _ATOM, _DEMAND),
        ("request ultimatum precondition condition plea call appeal", _ATOM, _DEMAND),
        ("enrichment", {"zero", "halt", "end", "freeze"}, _DEMAND),
    )
)
"""Heads that name a condition with one of the words beside them (any words where none are given)."""

_DOING: Final = tuple(
    (frozenset(verbs.split()), frozenset(objects), topic)
    for verbs, objects, topic in (
        (
            "lift ease remove relax reimpose",
            _SANCTIONS,
            (ProposalKind.SANCTIONS, ""),
        ),
        ("exchange swap trade free", _HELD, (ProposalKind.EXCHANGE, "")),
        (
            "halt stop give cease abandon dismantle freeze suspend relinquish",
            _ATOM - {"nuclear", "missile", "program", "programme"} | {"weapon"},
            _DEMAND,
        ),
    )
)
"""Verbs that name a condition with their object, as a noun would ("that sanctions be lifted")."""


def topic_of(reading: Reading, i: int) -> Topic | None:
    """What the phrase that a token heads is about; None where it names no proposal."""
    lemma = reading.lemmas[i].lower()
    if reading.pos[i] not in ("NOUN", "PROPN") or reading.deps[i] == "compound":
        return None
    words = _words_about(reading, i)
    if _is_no_plan(reading, i) or (lemma in _TRUCES and _is_how_it_ended(reading, i)):
        return None
    if lemma in _TRUCES or (lemma == "fire" and "cease" in words):
        return ProposalKind.CEASEFIRE, _scope(words)
    if lemma == "exchange" and i and reading.words[i - 1].lower() == "in":
        return _barter(reading, i)
    if lemma in _ROUNDS:
        mere_round = lemma == "round" and not words & _ROUNDS
        if words & _NO_PLAN or mere_round or words_beside(reading, i) & _CALLS:
            return None
        return ProposalKind.TALKS, "trade" if words & _TRADED else ""
    if lemma in _DEALS and not _of_own_accord(reading, i):
        about = words | {lemma} | _words_of_aim(reading, i)
        kind = next((kind for kind, of in _KINDS if about & of), ProposalKind.OTHER)
        if kind is ProposalKind.OTHER and (to_do := _words_of_purpose(reading, i)):
            kind = next((k for k, of in _KINDS if k in _DONE_WITH and to_do & of), kind)
        if kind is ProposalKind.OTHER and (topic := _in_which(reading, i)):
            return topic
        # Plans in general, and treaties of old, are not on the table.
        vague = reading.tags[i] in ("NNS", "NNPS") and lemma in ("plan", "deal", "accord")
        of_old = lemma == "treaty" and reading.deps[i] not in ("dobj", "nsubjpass")
        if kind is ProposalKind.OTHER and (vague or of_old):
            return None
        if kind is ProposalKind.ECONOMIC_DEAL and not about & _YIELDS and about & _FUEL:
            return kind, "fuel"
        return kind, _year(words)
    return _condition(lemma, words) or _done(reading, i)


def _is_no_plan(reading: Reading, i: int) -> bool:
    """Whether a word that names plans names none: "in the framework of", "a summit of the Alliance", "armed forces"."""
    lemma, above = reading.lemmas[i].lower(), reading.words[reading.heads[i]].lower()
    if lemma == "framework" and reading.deps[i] == "pobj" and above in ("in", "within"):
        return True
    if lemma == "summit":
        return any(reading.pos[k] == "PROPN" for k in prep_objects(reading, i, _OF))
    if lemma == "demand" and words_beside(reading, i) & _MARKETS:
        return True
    if lemma == "use":
        return all(reading.lemmas[j].lower() != "force" for j in prep_objects(reading, i, _OF))
    if lemma in _FORCEFUL:
        told = (*reading.children(i, "amod", "compound"), *prep_objects(reading, i, _OF))
        return not any(reading.words[j].lower() in ("force", "military") for j in told)
    below = near(reading, i, ("relcl", "advcl", "appos"))
    if reading.tags[i] in ("NNS", "NNPS") and lemma in _VAGUE:
        the = any(reading.words[j].lower() in DEFINITE for j in reading.children(i, "det"))
        return not the and all(reading.pos[j] != "PROPN" for j in below)
    return False


def words_beside(reading: Reading, i: int) -> set[str]:
    """Words of the adjectives and nouns right before a noun, in lower case."""
    return {reading.words[j].lower() for j in reading.children(i, "amod", "compound", "nmod")}


def _is_how_it_ended(reading: Reading, i: int) -> bool:
    """Whether a truce is the one in which a war of old ended: "concluded only with a truce"."""
    prep = reading.heads[i]
    if reading.deps[i] != "pobj" or reading.words[prep].lower() not in ("in", "with"):
        return False
    over = reading.heads[prep]
    return reading.lemmas[over].lower() in ("end", "conclude") and reading.tags[over] in (
        "VBD",
        "VBN",
    )


def _year(words: set[str]) -> str:
    """The year by which a deal is named ("the 2015 accord"): it is not the one that is talked of now."""
    return next(
        (w for w in sorted(words) if len(w) == 4 and w[:2] in ("19", "20") and w.isdigit()), ""
    )


def _of_own_accord(reading: Reading, i: int) -> bool:
    """Whether somebody acts "on their own initiative", which is no proposal."""
    own = any(reading.words[j].lower() == "own" for j in reading.kids[i])
    return own and reading.lemmas[i].lower() == "initiative" and reading.deps[i] == "pobj"


def _words_of_aim(reading: Reading, i: int) -> set[str]:
    """Lemmas of what a plan is for, where the words follow it though they hang elsewhere: "accept a plan for a truce"."""
    if i + 1 >= len(reading) or reading.words[i + 1].lower() not in ("for", "on"):
        return set()
    found = reading.children(i + 1, "pobj")
    return {reading.lemmas[j].lower() for k in found for j in (k, *near(reading, k, ("relcl",)))}


def _words_of_purpose(reading: Reading, i: int) -> set[str]:
    """Lemmas of what a plan is to do by the clause right behind it: "a deal with Chad to allow exports of grain"."""
    last = max([i, *near(reading, i, ("relcl", "advcl", "appos", "acl"))])
    verbs = [j for j in reading.children(i, "relcl", "acl") if j - i <= REACH]
    if last + 1 < len(reading) and reading.tags[last + 1] == "TO":
        verbs.append(reading.heads[last + 1])
    below = {
        j
        for verb in verbs
        for what in reading.children(verb, "dobj")
        for j in (what, *near(reading, what, ("relcl", "advcl")))
    }
    return {reading.lemmas[j].lower() for j in below}


def _in_which(reading: Reading, i: int) -> Topic | None:
    """What is done "in a deal" or "under an agreement": that is what the deal is about."""
    prep = reading.heads[i]
    if reading.deps[i] != "pobj" or reading.words[prep].lower() not in ("in", "under"):
        return None
    done = reading.children(reading.heads[prep], "dobj", "nsubjpass")
    return next((topic for j in done if (topic := _done(reading, j))), None)


def _scope(words: set[str]) -> str:
    """For what a truce holds; nothing where it is for all."""
    return "-".join(name for name, of in _SCOPES if words & of)


def _condition(lemma: str, words: set[str]) -> Topic | None:
    """What a phrase is about whose head alone makes no proposal ("an end to the airstrikes")."""
    for heads, about, topic in _CONDITIONS:
        if lemma in heads and (not about or words & about):
            return None if topic == _FORCE and words & _TARGETS else topic
    return None


def _done(reading: Reading, i: int) -> Topic | None:
    """What a verb with its object is about."""
    if reading.deps[i] not in ("dobj", "nsubjpass"):
        return None
    verb, lemma = reading.lemmas[reading.heads[i]].lower(), reading.lemmas[i].lower()
    up = reading.children(reading.heads[i], "prt")
    if verb == "give" and all(reading.words[j].lower() != "up" for j in up):
        return None
    for verbs, objects, topic in _DOING:
        if verb in verbs and lemma in objects:
            return topic
    return None


def _barter(reading: Reading, i: int) -> Topic | None:
    """What is offered "in exchange for …": a deal where it is goods, else no proposal of its own."""
    for above in islice(reading.ancestors(i), _BARTER_HEIGHT):
        if {reading.lemmas[j].lower() for j in near(reading, above)} & _GOODS:
            return ProposalKind.ECONOMIC_DEAL, ""
    return None


def _words_about(reading: Reading, i: int) -> set[str]:
    """Lemmas of the phrase near its head, without its relative clauses."""
    return {reading.lemmas[j].lower() for j in near(reading, i, ("relcl", "advcl", "appos"))}


def named(reading: Reading, i: int) -> Span:
    """The words that name a proposal: a noun phrase, with its verb where that makes it one ("swap 80 captives")."""
    words = phrase(reading, i)
    verb = reading.heads[i]
    if _done(reading, i) is None or not 0 < i - verb <= REACH:
        return words
    return Span(reading.token(verb).start, words.end)


def phrase(reading: Reading, head: int) -> Span:
    """The noun phrase without relative clauses, appositions and what stands before its article."""
    leave = ("relcl", "appos", "punct", "cc", "conj", "advcl", "predet", "preconj", "advmod", "neg")
    inside = {head, *near(reading, head, leave)}
    first = last = head
    while first - 1 in inside or (first - 2 in inside and reading.words[first - 1] in _JOINS):
        first -= 1
    if (
        first > 1
        and reading.words[first - 1] == "-"
        and reading.ends[first - 2] == reading.starts[first - 1]
    ):
        first -= 2  # "a short-lived truce"
    while last + 1 in inside or (last + 2 in inside and reading.words[last + 1] in _JOINS):
        last += 1
    while first < head and reading.pos[first] in ("ADP", "SCONJ"):
        first += 1  # in a headline the parser may hang "after" below the noun
    while last > head and reading.pos[last] in ("ADP", "DET", "CCONJ", "PART", "PUNCT"):
        last -= 1
    if first and reading.words[first - 1] in _OPENING:
        first -= any(w in _CLOSING for w in reading.words[first:last])  # the 'lasting' truce
    return reading.span(first, last + 1)


def near(reading: Reading, head: int, leave: tuple[str, ...] = (), reach: int = REACH) -> list[int]:
    """Tokens below a head and within reach of it, without the branches with one of the labels."""
    out, todo = [], [head]
    while todo:
        top = todo.pop()
        for j in reading.kids[top]:
            one_of_two = reading.deps[j] in _JOINED and _is_between(reading, top)
            if (reading.deps[j] not in leave or one_of_two) and -reach <= j - head <= reach:
                out.append(j)
                todo.append(j)
    return out


def _is_between(reading: Reading, i: int) -> bool:
    """Whether a word is the first of those "between" whom something is."""
    return reading.deps[i] == "pobj" and reading.words[reading.heads[i]].lower() in _BETWEEN
