"""Utterances of a ledger: told anew where statements came, or are somebody else's, and what hangs together with these."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as Collection
from datetime import date, timedelta

from parley.desk.digesting import DIGEST
from parley.desk.growing_identities import Part, Who
from parley.ledger import Digest, Ledger, UtteranceOf
from parley.stories.utterances import DAYS, Said, find_utterances, near_to

Days = Mapping[str, date | None]
"""Article → day of its publication."""


def find_all(digests: Iterable[Digest], who: Who, days: Days) -> Iterator[UtteranceOf]:
    """The utterance of each statement whose words others report too."""
    return _told(s for d in digests for _, s in _said(d, who, days))


def _told(said: Iterable[Said]) -> Iterator[UtteranceOf]:
    for utterance in find_utterances(said):
        members = utterance.statements
        if len(members) > 1:
            for article, statement in members:
                yield UtteranceOf(statement, utterance.id, (article, statement) == utterance.first)


def _said(digest: Digest, who: Who, days: Days) -> Iterator[tuple[Part, Said]]:
    """The statements of an article, each with whose it is."""
    for statement, speaker, said_on, words in digest.terms["said"]:
        part = digest.article, speaker
        identity = who.identity(part)
        if identity is not None:
            day = date.fromisoformat(said_on) if said_on else days[digest.article]
            yield part, Said(digest.article, statement, identity, day, words)


class Utterances:
    """What is told anew of utterances.

    Attributes:
        of: statements that were looked at; rows: those of them whose words others report too.
    """

    def __init__(
        self,
        ledger: Ledger,
        new: Sequence[Digest],
        who: Who,
        moved: Mapping[Part, str | None],
        days: Days,
    ) -> None:
        """Args:
        new: digests that the ledger does not have yet.
        moved: who is somebody else than before, or new → who it was before, None where it was not there.
        """
        self._ledger, self._who, self._moved, self._days = ledger, who, moved, days
        self._read: dict[str, list[tuple[Part, Said]]] = {}
        for d in new:
            self._keep(d)
        self._shelves: dict[str, list[tuple[date | None, str]]] = {}
        found: dict[str, Said] = {}
        for speaker, asked in self._first().items():
            found |= self._hanging_together(speaker, asked)
        self.of = set(found)
        self.rows = list(_told(found.values()))

    def _first(self) -> Mapping[str, list[Said]]:
        """Speaker → statements that came, and what hung together with those that are somebody else's now."""
        out: defaultdict[str, list[Said]] = defaultdict(list)
        for article in sorted({article for article, _ in self._moved}):
            for part, said in self._of([article]):
                if part in self._moved:
                    out[said.speaker].append(said)
                    before = self._moved[part]
                    if before is not None:
                        out[before] += self._beside(before, [said])
        return out

    def _hanging_together(self, speaker: str, asked: Iterable[Said]) -> dict[str, Said]:
        """These statements of a speaker and all that hang together with them, by id."""
        found: dict[str, Said] = {}
        left = {s.statement: s for s in asked}
        while left:
            found |= left
            left = {
                s.statement: s
                for s in self._beside(speaker, left.values())
                if s.statement not in found
            }
        return found

    def _beside(self, speaker: str, asked: Iterable[Said]) -> list[Said]:
        """What the speaker said, by whatever article, that can be a wording of these or they of it."""
        near = list(asked)
        articles = {article for s in near for article in self._around(speaker, s.day)}
        others = [s for _, s in self._of(articles) if s.speaker == speaker]
        hanging = near_to(near, others)
        return [s for s in others if (s.article, s.statement) in hanging]

    def _around(self, speaker: str, day: date | None) -> set[str]:
        """Articles in which the speaker says something around the day, or on a day that is not known."""
        if speaker not in self._shelves:
            kept = self._ledger.said_by(speaker)
            come = [p for p in self._moved if self._who.identity(p) == speaker]
            of = {p[0] for p in come}
            kept += [(s.day, s.article) for _, s in self._of(of) if s.speaker == speaker]
            self._shelves[speaker] = sorted(set(kept), key=lambda k: (k[0] or date.min, k[1]))
        shelf = self._shelves[speaker]
        if day is None:
            return {article for _, article in shelf}
        reach = timedelta(DAYS)
        first = bisect_left(shelf, day - reach, key=lambda k: k[0] or date.min)
        last = bisect_right(shelf, day + reach, key=lambda k: k[0] or date.min)
        undated = bisect_right(shelf, date.min, key=lambda k: k[0] or date.min)
        return {article for _, article in (*shelf[first:last], *shelf[:undated])}

    def _of(self, articles: Collection[str] | Sequence[str]) -> Iterator[tuple[Part, Said]]:
        """What is said in these articles."""
        unread = [a for a in articles if a not in self._read]
        self._who.load(unread)
        for d in self._ledger.digests(DIGEST, unread):
            self._keep(d)
        for article in articles:
            yield from self._read.get(article, ())

    def _keep(self, digest: Digest) -> None:
        self._read[digest.article] = list(_said(digest, self._who, self._days))
