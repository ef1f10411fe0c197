"""Around a statement: to whom it was said, before whom, in what, and whether the cue says that it was said at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from parley.extract.cast import Cast
from parley.extract.statements.cues import THOUGHTS
from parley.language import Reading
from parley.records import Status, Tense
from parley.spans import Span

LONGEST: Final = 24
"""Tokens of an audience or a setting: longer phrases are cut where their relative clause begins, or left."""

SETTINGS: Final = frozenset(
    """interview conference briefing call conversation statement post speech address article letter meeting
    session summit news message telegram tweet thread video broadcast television tv radio remark communique
    declaration memo memorandum decree document report column op-ed essay editorial email blog channel
    platform website account media network readout transcript testimony hearing debate rally ceremony
    gathering forum event podium lunch dinner visit trip flight phone telephone videolink webcast parliament
    floor appearance comment stakeout podcast program programme show talk council""".split()
)
"""Nouns for the occasion or the medium of an utterance."""

PLATFORMS: Final = frozenset(
    """twitter x facebook telegram instagram youtube truth weibo wechat tiktok vkontakte vk threads bluesky
    linkedin cnn fox nbc abc cbs bbc msnbc pbs npr rt tass state-tv""".split()
)
"""Names of media on which one speaks."""

_PLACES_OF_SPEECH: Final = frozenset("in at on during via through aboard".split())
_PRESS: Final = frozenset(
    "reporter journalist correspondent newspaper magazine agency station channel broadcaster outlet press paper site".split()
)
_TOLD: Final = frozenset(
    """tell inform assure reassure remind advise brief warn urge ask order instruct thank accuse blame beg
    implore convince promise press invite address criticise criticize praise condemn lead""".split()
)
"""Verbs whose object is who is spoken to, or spoken against."""

_HEARERS: Final = frozenset("him her them us me you everyone everybody".split())
_LINKS: Final = frozenset({"to", "on", "upon", "with"})
_WRITINGS: Final = frozenset(
    "letter message appeal note telegram address speech call email memo plea".split()
)
_TOO_SMALL: Final = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "appos"})
_FUTURE: Final = frozenset({"will", "shall", "’ll", "'ll", "wo"})
_MAYBE: Final = frozenset({"may", "might", "could", "would", "should", "can", "’d", "'d"})
_NOT: Final = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
_WITHHOLDS: Final = frozenset("decline refuse fail avoid stop".split())


class Around(NamedTuple):
    """What stands around a cue.

    Attributes:
        addressee: key of the actor spoken to or against; the press is none.
        audience, setting: the words for whom and for where or in what.
    """

    addressee: str | None = None
    audience: Span | None = None
    setting: Span | None = None


def around(reading: Reading, cast: Cast, cue: int, content: Sequence[Span]) -> Around:
    """To whom and where the utterance with that cue was made.

    Args:
        cue: the cue's main token; content: nothing is read out of what was said.
    """
    finder = _Finder(reading, cast, content)
    heard = finder.object(cue)
    setting = audience = addressee = None
    if heard is not None:
        if finder.is_setting(heard):
            setting = finder.phrase(heard)
        else:
            addressee = finder.actor(heard)
            audience = finder.phrase(heard)
    for preposition in finder.prepositions(cue, heard):
        setting = setting or finder.setting(preposition)
        addressee = addressee or finder.written_to(preposition)
    return Around(addressee, audience, setting)


class _Finder:
    """Looks around the cues of one reading, never inside their contents."""

    def __init__(self, reading: Reading, cast: Cast, content: Sequence[Span]) -> None:
        self.reading, self.cast, self.content = reading, cast, content

    def object(self, cue: int) -> int | None:
        """The noun for who is told, urged or accused; of "said to X" and "called on X" as well."""
        r = self.reading
        if r.pos[cue] not in ("VERB", "AUX") or r.words[cue].lower() == "according":
            return None
        if r.lemmas[cue].lower() in _TOLD:
            for j in r.children(cue, "dobj", "dative", "iobj"):
                if r.deps[j] == "dative" and r.pos[j] == "ADP":
                    return next(iter(r.children(j, "pobj")), None)
                if r.pos[j] != "PRON" or r.words[j].lower() in _HEARERS:
                    return j
            for clause in r.children(cue, "ccomp", "xcomp"):
                if any(r.words[t] == "to" for t in r.children(clause, "aux")):
                    return next(iter(r.children(clause, "nsubj")), None)
        for p in r.children(cue, "prep", "dative"):
            if (
                r.words[p].lower() in _LINKS
                and p <= cue + 3
                and r.lemmas[cue] not in ("be", "agree")
            ):
                for j in r.children(p, "pobj"):
                    told = r.words[p].lower() in ("to", "upon") or r.lemmas[cue] == "call"
                    if told and (self.actor(j) or r.lemmas[j].lower() in _PRESS):
                        return j
        return None

    def is_setting(self, token: int) -> bool:
        """Whether the noun is an occasion or a medium: "told a news conference"."""
        return self.reading.lemmas[token].lower() in SETTINGS and self.reading.pos[token] == "NOUN"

    def prepositions(self, cue: int, heard: int | None) -> Iterator[int]:
        """Those that hang on the cue or on who is told, nearest first."""
        for over in (cue, *(() if heard is None else (heard,))):
            for p in sorted(self.reading.children(over, "prep"), key=lambda p: abs(p - cue)):
                yield p
                for j in self.reading.children(p, "pobj"):
                    # "after a meeting in Geneva on Tuesday": the occasion may hang one step lower.
                    yield from self.reading.children(j, "prep")[:2]

    def setting(self, preposition: int) -> Span | None:
        """The prepositional phrase, where it names an occasion or a medium."""
        r = self.reading
        if r.words[preposition].lower() not in _PLACES_OF_SPEECH:
            return None
        for j in r.children(preposition, "pobj"):
            lemmas = {r.lemmas[t].lower() for t in (j, *r.children(j, "compound", "amod"))}
            named = r.pos[j] == "PROPN" and {w.lower() for w in lemmas} & PLATFORMS
            on_media = r.words[preposition].lower() in ("on", "via") and named
            if self.is_setting(j) or on_media:
                return self.phrase(preposition)
        return None

    def written_to(self, preposition: int) -> str | None:
        """Whom "in a letter to X" or "in a call with X" is addressed to."""
        r = self.reading
        for j in r.children(preposition, "pobj"):
            if r.lemmas[j].lower() in _WRITINGS:
                for p in r.children(j, "prep", "dative"):
                    if r.words[p].lower() in ("to", "with"):
                        return next(
                            (k for t in r.children(p, "pobj") if (k := self.actor(t))), None
                        )
        return None

    def actor(self, token: int) -> str | None:
        """Key of the one actor meant; None for the press and for nobody known."""
        keys = self.cast.of_token(self.reading, token)[:1]
        actor = self.cast.actors.get(keys[0]) if keys else None
        if actor is None or "MED" in (actor.sector, *actor.sectors[:1]):
            return None
        words = {self.reading.lemmas[token].lower(), *self.reading.words[token].lower().split()}
        return None if words & (_PRESS | PLATFORMS) else actor.key

    def phrase(self, top: int) -> Span | None:
        """The words of a phrase, without clauses that hang on it and outside the content."""
        r = self.reading
        if not self._outside(top):
            return None
        kept, todo = [top], list(r.kids[top])
        while todo:
            j = todo.pop()
            if r.deps[j] in _TOO_SMALL or not self._outside(j):
                continue
            kept.append(j)
            todo.extend(r.kids[j])
        kept.sort()
        last = next((n for n, t in enumerate(kept) if t - n != kept[0]), len(kept))
        while last > 1 and r.pos[kept[last - 1]] in ("PUNCT", "ADP", "CCONJ"):
            last -= 1
        bare = last == 1 and r.pos[top] == "ADP"
        return r.span(kept[0], kept[last - 1] + 1) if 0 < last <= LONGEST and not bare else None

    def _outside(self, token: int) -> bool:
        return not any(s.overlaps(self.reading.token(token)) for s in self.content)


def cue_status(reading: Reading, cue: int) -> Status:
    """Whether the cue says that it was said: "will say" is planned, "may say" possible, "never said" denied."""
    chain = [cue]
    if reading.deps[cue] == "xcomp" and reading.heads[cue] != cue:
        chain.append(reading.heads[cue])  # "declined to say", "is expected to announce"
    words = {
        reading.words[j].lower()
        for t in chain
        for j in reading.kids[t]
        if reading.deps[j] in ("aux", "neg", "preconj", "cc") and j < cue
    }
    above = reading.lemmas[chain[-1]].lower() if len(chain) > 1 else ""
    if reading.lemmas[cue].lower() in _WITHHOLDS and reading.children(cue, "xcomp"):
        return Status.DENIED  # the cue is "declined to comment" as a whole
    negated = bool(words & _NOT) and reading.lemmas[cue].lower() not in THOUGHTS
    if negated or above in _WITHHOLDS:
        return Status.DENIED
    if words & _FUTURE or above in ("expect", "plan", "schedule", "set", "intend"):
        return Status.PLANNED
    if words & _MAYBE and not words & {"have"}:
        return Status.POSSIBLE
    return Status.ACTUAL


def cue_tense(reading: Reading, cue: int) -> Tense | None:
    """The tense of a verb that reports; None for nouns and bare participles that no verb dates."""
    if reading.pos[cue] not in ("VERB", "AUX"):
        return None
    auxiliaries = {reading.words[j].lower() for j in reading.children(cue, "aux", "auxpass")}
    if auxiliaries & _FUTURE:
        return "future"
    if reading.tags[cue] == "VBD" or auxiliaries & {"had", "was", "were", "did", "have", "has"}:
        return "past"
    if reading.tags[cue] in ("VBZ", "VBP", "VB") or auxiliaries & {"is", "are", "am", "do", "does"}:
        return "present"
    above = reading.heads[cue]
    return (
        cue_tense(reading, above) if above != cue and reading.tags[cue] in ("VBG", "VBN") else None
    )
