"""Gathering: the phrases of an article that name one proposal, as a thread.

What a phrase is about tells most proposals apart; talks and truces of other parties are others, and so is a deal of
another year. A bare "the deal" goes on about the latest, and so does an "it" that somebody accepts or rejects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from parley.extract.cast import Cast
from parley.extract.events.acts import prep_objects, subject_tokens
from parley.extract.grammar import conjuncts
from parley.extract.proposals.plans import Topic, named, topic_of
from parley.language import Reading
from parley.records import ProposalKind
from parley.spans import Span

Kind = ProposalKind
Parties = frozenset[str]
"""Countries, or keys of actors that have none."""

_DEAL: Final[Topic] = (Kind.OTHER, "")
_DEMAND: Final[Topic] = (Kind.OTHER, "demand")
_BETWEEN: Final = frozenset("between among".split())
_WITH: Final = frozenset({"with"})
_OF: Final = frozenset({"of"})
_AGREED: Final = frozenset("deal agreement accord pact treaty".split())
"""Nouns of what is settled between sides: a bare one of them means no demand and no sanctions."""
_SETTLED: Final = _AGREED | frozenset(
    "memorandum plan framework package formula swap exchange".split()
)
_ASKED: Final = frozenset("demand force resolution new".split())
"""Topics of what one side asks, or does alone."""
_DEMANDS: Final = frozenset("demand request call condition ultimatum plea appeal".split())
"""Nouns of what somebody asks: a bare one of them is what was asked right before."""
_OFFERS: Final = frozenset("proposal offer invitation idea initiative".split())
"""Nouns of what somebody offers: a bare one of them may be talks, where these were named right before."""
_POINTED: Final = frozenset("the this that".split())
_SETTLING: Final = frozenset(
    "sign reach strike agree conclude finalize finalise announce seal ink".split()
)
"""Participles that tell of a deal no more than that there is one."""
_HOSTS: Final = frozenset({"IGO", "NGO", "MED"})
"""Sectors of bodies that bring others to the table."""
_IT: Final = frozenset("it this that them they these those".split())
_MANY: Final = frozenset("them they these those".split())
_ANSWERED: Final = frozenset(
    """accept reject oppose endorse back sign support refuse approve denounce dismiss ratify violate breach implement
    discuss consider study review condemn veto adopt agree object suspend abandon""".split()
)
"""What is done to a proposal, and seldom to anything else that was named before."""
MOST: Final = 40
"""Proposals of one topic in an article; what comes after is told with the last of them."""
NEAR: Final = 40
"""Tokens before a pronoun, or an answer, within which what it stands for is named."""
_ANSWERS: Final = frozenset("agree accept refuse decline object balk".split())
"""Verbs that answer to what was named before, where nothing is said to what: "Sudan refused"."""
_WHAT: Final = frozenset(("dobj", "prep", "xcomp", "ccomp", "nsubjpass", "dative"))


@dataclass(slots=True)
class Thread:
    """The mentions of one proposal in an article.

    Attributes:
        kind, topic: what it is about; no two threads of an article share both.
        heads: tokens that head its phrases, in order, and pronouns that stand for it; mentions: the phrases.
        parties: whose talks or truce it is, as far as the phrases tell.
    """

    kind: ProposalKind
    topic: str
    heads: list[int] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    parties: Parties = frozenset()

    @property
    def key(self) -> str:
        """Unique within the article."""
        return f"{self.kind}-{self.topic}" if self.topic else str(self.kind)


def find_threads(reading: Reading, cast: Cast) -> list[Thread]:
    """The proposals that the article names, in order."""
    gathering = _Gathering(reading, cast)
    for i in range(len(reading)):
        gathering.take(i)
    return [t for t in gathering.threads if t.mentions]


class _Gathering:
    """Walks over the words and knows which proposals were named before each."""

    def __init__(self, reading: Reading, cast: Cast) -> None:
        self._reading, self._cast = reading, cast
        self.threads: list[Thread] = []
        self._recent: list[Thread] = []  # by when they were last named, the latest last
        self._about: dict[Topic, list[Thread]] = {}

    def take(self, i: int) -> None:
        """Put the phrase that a word heads, or the pronoun that it is, where it belongs."""
        reading = self._reading
        topic = topic_of(reading, i)
        if topic is None and self._latest((Kind.TALKS,)) and _is_that_meeting(reading, i):
            topic = (Kind.TALKS, "")
        if topic is None:
            if (meant := self._meant(i)) is not None:
                meant.heads.append(i)
            return
        parties = _parties(reading, self._cast, i, topic[0])
        thread = self._known(i, topic, parties) or self._opened(topic, parties)
        thread.heads.append(i)
        thread.mentions.append(named(reading, i))
        thread.parties |= parties
        if thread in self._recent:
            self._recent.remove(thread)
        self._recent.append(thread)

    def _known(self, i: int, topic: Topic, parties: Parties) -> Thread | None:
        """The thread that the phrase goes on about."""
        if not parties and _is_bare(self._reading, i):
            if topic in (_DEAL, _DEMAND) and (plan := self._latest_plan(i)):
                return plan
            if topic[0] in (Kind.TALKS, Kind.CEASEFIRE) and not topic[1]:
                return self._latest((topic[0],))
        known = self._about.get(topic, ())
        fitting = [t for t in known if _fit(t.parties, parties)] or known[MOST - 1 : MOST]
        return max(fitting, key=lambda t: (len(t.parties & parties), t.heads[-1]), default=None)

    def _opened(self, topic: Topic, parties: Parties) -> Thread:
        others = self._about.setdefault(topic, [])
        apart = [*filter(None, (topic[1],)), *(sorted(parties) if others else ())]
        thread = Thread(topic[0], "-".join(apart))
        if any(t.key == thread.key for t in self.threads):
            thread.topic = "-".join((*apart, str(len(self.threads))))
        others.append(thread)
        self.threads.append(thread)
        return thread

    def _latest(self, kinds: Sequence[ProposalKind]) -> Thread | None:
        return next((t for t in reversed(self._recent) if t.kind in kinds), None)

    def _latest_plan(self, i: int) -> Thread | None:
        """The latest that a bare word can mean: what was asked or offered right before, what sides settle, any plan."""
        word, plans = self._reading.lemmas[i].lower(), list(reversed(self._recent))
        near = [t for t in plans if i - t.heads[-1] <= NEAR]
        if word in _DEMANDS:
            return next(iter(near), None)
        if word in _OFFERS and near:
            return near[0]
        plans = [t for t in plans if t.kind is not Kind.TALKS]
        if word not in _AGREED:
            return next(iter(plans), None)
        plans = [t for t in plans if t.kind is not Kind.SANCTIONS and t.topic not in _ASKED]
        named = [t for t in plans if t.kind is Kind.CEASEFIRE or self._is_settled(t)]
        return next(iter(named or plans), None)

    def _is_settled(self, thread: Thread) -> bool:
        """Whether it was named as what sides settle."""
        return any(self._reading.lemmas[h].lower() in _SETTLED for h in thread.heads)

    def _meant(self, i: int) -> Thread | None:
        """The proposal that an "it" stands for which somebody accepts, rejects or signs, or that an answer leaves out."""
        reading = self._reading
        if not self._recent:
            return None
        latest = self._recent[-1]
        if reading.pos[i] == "VERB":
            near = i - latest.heads[-1] <= NEAR
            return latest if near and _answers_alone(reading, i, self._cast) else None
        word = reading.words[i].lower()
        if word not in _IT or reading.pos[i] != "PRON":
            return None
        many = reading.tags[latest.heads[-1]] in ("NNS", "NNPS")
        near = i - latest.heads[-1] <= NEAR
        return latest if near and many == (word in _MANY) and _is_answered(reading, i) else None


def _is_answered(reading: Reading, i: int) -> bool:
    """Whether a pronoun is what somebody answers to: "rejected it", "it was signed", "agreed to it"."""
    verb = reading.heads[i]
    if reading.deps[i] == "pobj" and reading.words[verb].lower() == "to":
        verb = reading.heads[verb]
    elif reading.deps[i] not in ("dobj", "nsubjpass"):
        return False
    return reading.lemmas[verb].lower() in _ANSWERED


def _answers_alone(reading: Reading, i: int, cast: Cast) -> bool:
    """Whether a verb is the whole answer of one of the actors: "Egypt proposed a truce, but Sudan refused"."""
    if reading.lemmas[i].lower() not in _ANSWERS or reading.tags[i] not in ("VBD", "VBN", "VBZ"):
        return False
    if any(reading.deps[j] in _WHAT or reading.words[j] == "so" for j in reading.kids[i]):
        return False
    return any(cast.of_token(reading, j) for j in reading.children(i, "nsubj"))


def _fit(known: Parties, told: Parties) -> bool:
    """Whether the parties told with a phrase may be those of a thread: either holds the other, or has one side only."""
    if not known or not told or (len(known) == 1 and len(told) == 1):
        return True
    return known <= told or told <= known or len(known & told) > 1


def _parties(reading: Reading, cast: Cast, i: int, kind: ProposalKind) -> Parties:
    """Whose talks, truce or deal it is by the phrase: "between" the sides, "with" the other one of whoever acts."""
    between = _countries(reading, cast, prep_objects(reading, i, _BETWEEN))
    if kind is not Kind.TALKS:
        return between if len(between) > 1 else frozenset()
    out = between | _countries(reading, cast, prep_objects(reading, i, _WITH))
    own = [
        k
        for j in reading.children(i, "poss", "amod", "compound", "nmod")
        for k in conjuncts(reading, j)
    ]
    out |= _countries(reading, cast, own)
    if len(out) == 1 and reading.deps[i] in ("dobj", "pobj"):
        out |= _countries(reading, cast, subject_tokens(reading, reading.heads[i]))
    return out


def _countries(reading: Reading, cast: Cast, tokens: Sequence[int]) -> Parties:
    keys = {k for t in tokens for k in cast.of_token(reading, t)}
    return frozenset(
        a.country or k
        for k in keys
        if (a := cast.actors.get(k)) is not None and (a.sector not in _HOSTS or a.country == "EUU")
    )


def _is_that_meeting(reading: Reading, i: int) -> bool:
    """Whether a meeting is the one that is on the table."""
    if reading.lemmas[i].lower() != "meeting" or prep_objects(reading, i, _OF):
        return False  # "a meeting of the council"
    return reading.deps[i] in ("dobj", "nsubj", "nsubjpass")


def _is_bare(reading: Reading, i: int) -> bool:
    """Whether the phrase says nothing of its own: "the deal", "this proposal", "the accord signed in May"."""
    own = ("compound", "amod", "nmod", "poss", "prep", "nummod")
    if reading.children(i, *own):
        return False
    pointed = any(reading.words[j].lower() in _POINTED for j in reading.children(i, "det"))
    return all(
        pointed and reading.tags[j] == "VBN" and reading.lemmas[j].lower() in _SETTLING
        for j in reading.children(i, "acl")
    )
