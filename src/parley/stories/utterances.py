"""One utterance, many wordings: statements of several articles that report the same words of the same speaker.

What a speaker said is trimmed, punctuated anew and translated again as it goes from outlet to outlet. Two statements
are one utterance where the speaker is the same, the days are near, and the words of the shorter are contained in the
longer: nearly all of them in their order (trimmed), or most of them in any order at about the same length
(re-translated). The longest wording of each utterance leads; every other is compared with leaders only, so that no
chain of small changes joins what differs, and the result does not depend on the order of arrival. What does not hang
together by any two of its statements is found apart: a statement that comes changes only what hangs together with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Final

from parley.ids import content_id
from parley.stories.disjoint import Disjoint

DAYS: Final = 3
"""Days between the reports of one utterance: quotations of an evening are printed until the third day."""

TRIMMED: Final = 0.6
"""Share of the shorter one's pairs of neighbouring words that the longer has.

Swept with the next one over .5, .6 and .75 on the statements of the annotated articles: from .75 to .6 twelve more
utterances are found and all are right, from .6 to .5 eight more of which half are wrong."""

RETRANSLATED: Final = 0.6
"""Share of the shorter one's words that the longer has, in any order."""

ALIKE: Final = 0.6
"""Least ratio of the lengths of two translations of the same words."""

FEWEST: Final = 3
"""Words that carry meaning, of a wording that can be another's: fewer are a phrase that anybody repeats."""

FEWEST_RETRANSLATED: Final = 5
COMPARED: Final = 24
"""Leaders that a wording is compared with: those that share most of its words; bounds the work."""
POSTINGS: Final = 64
"""Leaders that a word points to, the latest: a word of more tells little."""
STRETCH: Final = 8
"""Days that are looked up together."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_EMPTY: Final = frozenset(
    """a an the of to in on at by for from with and or but nor so yet as is are was were be been being am do does did
    has have had will would shall should can could may might must not no that this these those it its he she they we
    i you his her their our your my me him them us who which what there here very also just only""".split()
)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement to be compared.

    Attributes:
        article, statement: ids; speaker: id of the speaker's identity over all articles.
        day: on which it was said, else that of the article; None where neither is known.
        words: the content, quotation marks and all.
    """

    article: str
    statement: str
    speaker: str
    day: date | None
    words: str


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of an utterance: its words as first printed, and all that print them so, first one first."""

    words: str
    statements: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Utterance:
    """What was said once.

    Attributes:
        id: of its first report; speaker: the identity; day: of the first report.
        first: article and statement that had it first.
        wordings: each different one, the first printed first.
    """

    id: str
    speaker: str
    day: date | None
    first: tuple[str, str]
    wordings: tuple[Wording, ...]

    @property
    def statements(self) -> tuple[tuple[str, str], ...]:
        """All articles and statements that report it."""
        return tuple(s for w in self.wordings for s in w.statements)


def find_utterances(said: Iterable[Said]) -> tuple[Utterance, ...]:
    """The utterances of all speakers, by speaker and then by day; each statement is in exactly one."""
    out: list[Utterance] = []
    ordered = sorted(said, key=lambda s: s.speaker)
    for speaker, group in groupby(ordered, key=lambda s: s.speaker):
        for texts in _hanging_together([_Text.of(s) for s in group]):
            clusters = _Clusters()
            for text in texts:
                clusters.add(text)
            out.extend(_utterance(speaker, members) for members in clusters.members)
    return tuple(sorted(out, key=lambda u: (u.speaker, u.day or date.max, u.first)))


def near_to(said: Iterable[Said], others: Iterable[Said]) -> set[tuple[str, str]]:
    """Article and statement of those of the others that hang together with one of the first.

    All are of one speaker.
    """
    texts = [_Text.of(s) for s in others]
    out = set()
    for one in map(_Text.of, said):
        for other in texts:
            first, second = sorted((one, other), key=_leading)
            if _near(one.said, other.said) and _fit(second, first) > 0:
                out.add((other.said.article, other.said.statement))
    return out


def _hanging_together(texts: Sequence[_Text]) -> Iterator[list[_Text]]:
    """The texts of one speaker, in lists of which no text can be a wording of one in another list."""
    ordered = sorted(texts, key=_leading)
    parts = Disjoint(range(len(ordered)))
    longer = _Longer()
    for n, text in enumerate(ordered):
        for other in longer.holding(text):
            if parts.top(other) != parts.top(n) and _fit(text, ordered[other]) > 0:
                parts.join(other, n)
        longer.add(n, text)
    for members in parts.sets().values():
        yield [ordered[n] for n in members]


class _Longer:
    """Texts by their words and days, to find those of which another one can be a wording."""

    def __init__(self) -> None:
        self._by_word: defaultdict[tuple[str, int | None], list[int]] = defaultdict(list)
        self._all: defaultdict[str, list[int]] = defaultdict(list)
        self._same: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)

    def add(self, number: int, text: _Text) -> None:
        """Keep a text under its number."""
        day = text.said.day
        for word in text.content:
            self._by_word[word, None if day is None else day.toordinal() // STRETCH].append(number)
            self._all[word].append(number)
        if len(text.content) < FEWEST:
            self._same[text.plain].append(number)

    def holding(self, text: _Text) -> set[int]:
        """The texts that may hold enough words of this one: at least one of as many as may be lacking, and one more."""
        if len(text.content) < FEWEST:
            return set(self._same[text.plain])
        rarest = sorted(text.content, key=lambda w: (-len(w), w))
        asked = rarest[: int(len(rarest) * (1 - min(TRIMMED, RETRANSLATED))) + 1]
        day = text.said.day
        if day is None:
            return {n for word in asked for n in self._all[word]}
        first, last = (day.toordinal() - DAYS) // STRETCH, (day.toordinal() + DAYS) // STRETCH
        stretches = {None, first, last}
        return {n for word in asked for s in stretches for n in self._by_word.get((word, s), ())}


@dataclass(frozen=True, slots=True)
class _Text:
    """A statement with its plain words: all of them in order, and the set of those that carry meaning."""

    said: Said
    plain: tuple[str, ...]
    content: frozenset[str]
    pairs: frozenset[tuple[str, str]]

    @staticmethod
    def of(said: Said) -> _Text:
        plain = tuple(m.group() for m in _WORD.finditer(_folded(said.words)))
        return _Text(said, plain, frozenset(plain) - _EMPTY, frozenset(pairwise(plain)))


class _Clusters:
    """Leaders with their followers, found through the words that they share."""

    def __init__(self) -> None:
        self.members: list[list[_Text]] = []
        self._postings: dict[str, list[int]] = {}

    def add(self, text: _Text) -> None:
        """Give the text to the leader that fits best, else let it lead."""
        best, found = 0.0, -1
        for n in self._candidates(text):
            fit = _fit(text, self.members[n][0])
            if fit > best:
                best, found = fit, n
        if found >= 0:
            self.members[found].append(text)
            return
        for word in sorted(text.content):
            self._postings.setdefault(word, []).append(len(self.members))
        self.members.append([text])

    def _candidates(self, text: _Text) -> list[int]:
        shared: dict[int, int] = {}
        for word in text.content:
            for n in self._postings.get(word, ())[-POSTINGS:]:
                shared[n] = shared.get(n, 0) + 1
        return sorted(shared, key=lambda n: (-shared[n], n))[:COMPARED]


def _fit(shorter: _Text, longer: _Text) -> float:
    """How well the shorter is a wording of the longer; 0 where it is none."""
    if not _near(shorter.said, longer.said):
        return 0.0
    if shorter.plain == longer.plain:
        return 2.0
    if len(shorter.content) < FEWEST:
        return 0.0
    words = len(shorter.content & longer.content) / len(shorter.content)
    pairs = len(shorter.pairs & longer.pairs) / max(1, len(shorter.pairs))
    if pairs >= TRIMMED and words >= TRIMMED:
        return 1 + pairs
    alike = len(shorter.content) >= ALIKE * len(longer.content)
    if alike and words >= RETRANSLATED and len(shorter.content) >= FEWEST_RETRANSLATED:
        return words
    return 0.0


def _near(a: Said, b: Said) -> bool:
    """Whether the days are near; an unknown day is near any."""
    return a.day is None or b.day is None or abs((a.day - b.day).days) <= DAYS


def _utterance(speaker: str, members: Sequence[_Text]) -> Utterance:
    order = sorted(members, key=lambda t: _when(t.said))
    wordings: dict[tuple[str, ...], list[Said]] = {}
    for text in order:
        wordings.setdefault(text.plain, []).append(text.said)
    first = order[0].said
    return Utterance(
        id=content_id("ut", speaker, first.article, first.statement),
        speaker=speaker,
        day=first.day,
        first=(first.article, first.statement),
        wordings=tuple(
            Wording(same[0].words, tuple((s.article, s.statement) for s in same))
            for same in wordings.values()
        ),
    )


def _leading(text: _Text) -> tuple[int, tuple[date, str, str]]:
    """The order in which texts lead: the longest first."""
    return -len(text.content), _when(text.said)


def _when(said: Said) -> tuple[date, str, str]:
    return said.day or date.max, said.article, said.statement


def _folded(words: str) -> str:
    """Lower case without accents and without brackets put in by an editor."""
    parts = unicodedata.normalize("NFKD", words.replace("[", "").replace("]", ""))
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()
