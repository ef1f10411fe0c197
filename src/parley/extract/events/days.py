"""The day of an act, from all that its article says of days.

Half of the acts have no day in a sentence of their own; it is told where the speaker is introduced, in the sentence
before, in the lede, or it is the day of the news. Everything that may name the day is a *candidate*; what it rests on
and what sort of act it is are named features; a log-linear model (``data/days.tsv``, made by ``training/dating``)
weighs the candidates against each other and against leaving the act without a day.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from parley.extract.component import Draft
from parley.extract.events.acts import MUTUAL
from parley.extract.events.merging import Entry
from parley.extract.events.status import SPEECH
from parley.extract.statements.telling import Telling
from parley.extract.times.dating import PRENOMINAL, date_for
from parley.extract.times.tense import tense_at
from parley.records import Event, EventType, TimeMention, When

NEVER: Final = 0.85
"""The chance of having no day from which an act is left without one. Swept .5 to 1 on stories left out of gold/train:
annotators leave one act in two undated, and agree less on which than on the days that they give. Of the days given
to acts that they date, three in four are theirs at any value; a lower one gives fewer days."""

UNSAID: Final = 0.7
"""The same where nothing speaks for a day but that it is the day of publication, or of the news."""

NEAR: Final = 3
"""Sentences before, and half as many after, whose days are candidates."""

LEDE: Final = 3
"""Sentences of an article that count as its lede."""

NEWS: Final = 3
"""Days before publication that count as the news."""

OF_NEWS: Final = 7
"""Days before publication beyond which a day behind a word of speech is that of what is spoken of."""

FEW: Final = 12
"""Dated acts before and after that are looked at."""

OWN: Final = (
    "stated",
    "said on",
    "told on",
    "speaker",
    "actor",
    "same sentence",
    "1 above, paragraph",
)
"""How sources begin that are of the act, or beside it."""

NOTHING: Final = "none"
"""The candidate that the act has no day."""

NOWHERE: Final = "nowhere said"
"""The name of a day for which only publication and the news of the day speak."""

_PUBLISHED: Final = "published"


class Candidate(NamedTuple):
    """Days that an act may have, and the names of what speaks for them."""

    when: When
    sources: frozenset[str]
    names: frozenset[str]


class Days:
    """Dates the events of one article."""

    def __init__(self, draft: Draft, telling: Telling, entries: Sequence[Entry]) -> None:
        self._draft, self._telling = draft, telling
        self._dated = [e.event for e in entries if e.event.date.span is not None]
        self._starts = [t.span.start for t in draft.times]
        self._speakers: defaultdict[str, list[tuple[int, When]]] = defaultdict(list)
        for s in draft.statements:
            if s.speaker is not None and s.date.start is not None:
                self._speakers[s.speaker].append((s.content[0].start, s.date))
        self._news = self._days_of_news()

    def dated(self, event: Event, mentions: Sequence[Event]) -> Event:
        """The event with the likeliest of its days, or none where nothing is likely."""
        called = self._called(event)
        if called is not None:
            return _with(event, called, stated=True)
        found = self.candidates(event, mentions)
        best = choose(found, chances([c.names for c in found], weights()))
        own = any(s.startswith(OWN) for s in best.sources)
        if not own and self._of_deeds(event, mentions):
            best = found[-1]  # what stands with a deed long gone is hardly of today
        return _with(event, best.when, stated="stated" in best.sources)

    def candidates(self, event: Event, mentions: Sequence[Event]) -> list[Candidate]:
        """What the act's days may be, the day of its own sentence first, nothing last."""
        whens: dict[date, When] = {}
        sources: defaultdict[date, set[str]] = defaultdict(set)
        deeds = self._of_deeds(event, mentions)
        for source, when in self._sources(event, mentions):
            if when.start is not None and when.start not in deeds:
                whens.setdefault(when.start, when)
                sources[when.start].add(source)
        sort = list(self._sort(event))
        out = [
            Candidate(when, frozenset(sources[start]), self._names(when, sources[start], sort))
            for start, when in whens.items()
        ]
        dated = any("stated" in s for s in sources.values())
        none = {NOTHING, *(f"{NOTHING}, {s}" for s in sort)}
        none |= {f"{NOTHING}, although stated"} if dated else set()
        return [*out, Candidate(When(), frozenset(), frozenset(none))]

    def _called(self, event: Event) -> When | None:
        """The day that the act is called by: "the April 12 summit was in doubt on Monday", "Friday's talks"."""
        reading = self._draft.reading
        own = reading.tokens(event.anchor)
        if not own or reading.pos[own[-1]] not in ("NOUN", "PROPN"):
            return None
        k = reading.sentence_at(event.anchor.start)
        for time in self._times(k) if k is not None else ():
            inside = reading.tokens(time.span)
            if (
                time.when is None
                or time.when.precision != "day"
                or not inside
                or inside[-1] >= own[-1]
            ):
                continue
            top = next((i for i in inside if reading.heads[i] not in inside), inside[0])
            if reading.heads[top] == own[-1] and reading.deps[top] in PRENOMINAL:
                return time.when
        return None

    def _of_deeds(self, event: Event, mentions: Sequence[Event]) -> set[date]:
        """Days of what is spoken of, not of the speaking: "condemned the attack of 3 May", told in June.

        What is said is news: of a day long gone behind its verb, the verb itself must say that it was on it.
        """
        day, reading = self._draft.article.day, self._draft.reading
        if event.type not in SPEECH or day is None:
            return set()
        out: set[date] = set()
        for mention in mentions:
            own = reading.tokens(mention.anchor)
            k = reading.sentence_at(mention.anchor.start)
            for time in self._times(k) if k is not None and own else ():
                when = time.when
                if when is None or when.start is None or when.end is None:
                    continue
                long_gone = (day - when.end).days > OF_NEWS and when.precision == "day"
                if (
                    long_gone
                    and time.span.start >= mention.anchor.end
                    and not self._hangs_on(time, own)
                ):
                    out.add(when.start)
        return out

    def _hangs_on(self, time: TimeMention, verb: range) -> bool:
        """Whether an expression stands with a verb, and not with what the verb is about."""
        reading = self._draft.reading
        inside = reading.tokens(time.span)
        above = (i for t in inside[:1] for i in reading.ancestors(t) if i not in inside)
        return next((i for i in above if reading.pos[i] != "ADP"), -1) in verb

    def _names(self, when: When, sources: set[str], sort: Sequence[str]) -> frozenset[str]:
        """What speaks for a candidate: where it stands, for which sort of act; how far from publication."""
        out = {"any", when.precision, *(f"any, {s}" for s in sort)}
        for source in sources:
            out.add(source)
            out.update(f"{source}, {s}" for s in sort)
        apart = self._apart(when)
        out.update((apart, *(f"{apart}, {s}" for s in sort)))
        if "stated" not in sources:
            out.update((f"concluded, {when.precision}", f"concluded, {apart}"))
        if all(s.startswith((_PUBLISHED, "day before", "named")) for s in sources):
            out.update((NOWHERE, *(f"{NOWHERE}, {s}" for s in sort)))
        return frozenset(out)

    def _apart(self, when: When) -> str:
        day = self._draft.article.day
        if day is None or when.start is None:
            return "apart unknown"
        n = (when.start - day).days
        if n > 0:
            return "later"
        return f"{-n} before" if n > -2 else "week before" if n > -8 else "long before"

    def _sort(self, event: Event) -> Iterator[str]:
        """What sort of act it is: names that go with every source."""
        reading = self._draft.reading
        kind = event.type
        yield (
            "speech" if kind in SPEECH else "mutual" if kind in MUTUAL
            else "attack" if kind is EventType.ASSAULT else "other act"
        )  # fmt: skip
        if event.status.value != "actual":
            yield "not actual"
        tokens = reading.tokens(event.anchor)
        yield f"tense {self._tense(tokens)}"
        yield "told" if self._telling.of(event.anchor) is not None else "own voice"
        first = reading.sentence_at(event.evidence[0].start) or 0
        yield "lede" if first < LEDE else "below"
        if len(event.evidence) > 1:
            yield "told again"

    def _tense(self, tokens: range) -> str:
        reading = self._draft.reading
        if any(reading.tags[t] in ("VBN", "VBD") for t in tokens):
            helpers = {reading.words[k].lower() for t in tokens for k in reading.children(t, "aux")}
            if helpers & {"has", "have", "'ve", "’ve"}:
                return "perfect"
        return tense_at(reading, tokens) or "none"

    def _sources(self, event: Event, mentions: Sequence[Event]) -> Iterator[tuple[str, When]]:
        """Every day that may be meant, with the name of what it rests on; the surest first."""
        draft = self._draft
        for n, mention in enumerate(mentions):
            again = " again" if n else ""
            own = date_for(draft.times, draft.reading, mention.anchor, default=When())
            yield "stated" + again, own
        if event.date.start is not None and event.date.span is not None:
            yield "stated", event.date
        for mention in mentions:
            yield from self._told(mention)
        for actor in event.actor:
            yield from self._said(actor, event.anchor.start, "actor's day")
        for mention in mentions:
            yield from self._around(mention)
        yield from self._beside(event)
        yield from self._article()

    def _beside(self, event: Event) -> Iterator[tuple[str, When]]:
        """The days of the acts told last before it and next after it: of any, of its type."""
        at = bisect_left(self._dated, event.anchor, key=lambda e: e.anchor)
        for others, side in (
            (self._dated[max(at - FEW, 0) : at][::-1], "before"),
            (self._dated[at : at + FEW], "after"),
        ):
            others = [e for e in others if e.id != event.id]
            if others:
                yield f"act {side}", others[0].date
            like = next((e for e in others if e.type == event.type), None)
            if like is not None:
                yield f"like act {side}", like.date

    def _told(self, event: Event) -> Iterator[tuple[str, When]]:
        """The day of the statement that the act is, or in which it is told, or else its speaker's."""
        for name, statement in (
            ("said on", self._telling.by_cue(event.anchor)),
            ("told on", self._telling.of(event.anchor)),
        ):
            if statement is None:
                continue
            yield name + (" carried" if "date" in statement.inferred else ""), statement.date
            if statement.speaker is not None:
                yield from self._said(statement.speaker, event.anchor.start, f"speaker {name}")

    def _said(self, speaker: str, at: int, name: str) -> Iterator[tuple[str, When]]:
        """The days of a speaker's statements: the last before, the next after."""
        own = self._speakers.get(speaker, ())
        place = bisect_right(own, at, key=lambda said: said[0])
        if place:
            yield f"{name}, before", own[place - 1][1]
        if place < len(own):
            yield f"{name}, after", own[place][1]

    def _around(self, event: Event) -> Iterator[tuple[str, When]]:
        """The days that the act's sentence and those around it name."""
        reading = self._draft.reading
        k = reading.sentence_at(event.anchor.start)
        if k is None:
            return
        for time in self._times(k):
            side = "before" if time.span.start < event.anchor.start else "after"
            yield f"same sentence, {side}", time.when or When()
        for n in range(1, NEAR + 1):
            for j, side in ((k - n, "above"), (k + n, "below")):
                if not 0 <= j < len(reading.sentences) or (side == "below" and n > NEAR // 2):
                    continue
                near = ", paragraph" if reading.paragraphs[j] == reading.paragraphs[k] else ""
                for time in self._times(j):
                    yield f"{n} {side}{near}", time.when or When()

    def _times(self, sentence: int) -> Sequence[TimeMention]:
        span = self._draft.reading.sentence_span(sentence)
        first, last = (bisect_left(self._starts, at) for at in (span.start, span.end))
        return [t for t in self._draft.times[first:last] if t.when and t.type != "SET"]

    def _article(self) -> Iterator[tuple[str, When]]:
        """What holds of the whole article: the lede's day, the news of the day, publication."""
        for k in range(min(LEDE, len(self._draft.reading.sentences))):
            for time in self._times(k):
                if time.when is not None and time.when.precision == "day":
                    yield "day of the lede", time.when
        if self._news:
            yield "named most", _on(max(self._news, key=lambda d: (self._news[d], d)))
            yield "named last", _on(max(self._news))
        day = self._draft.article.day
        if day is not None:
            state = "named" if day in self._news else "unnamed" if self._news else "none named"
            yield f"{_PUBLISHED}, {state}", _on(day)
            if day - timedelta(1) in self._news or not self._news:
                yield f"day before, {state}", _on(day - timedelta(1))

    def _days_of_news(self) -> Counter[date]:
        """The days just before publication, by how often the article names them."""
        published = self._draft.article.day
        counts: Counter[date] = Counter()
        for time in self._draft.times:
            when = time.when
            if when is None or when.start is None or when.precision != "day" or published is None:
                continue
            if 0 <= (published - when.start).days <= NEWS:
                counts[when.start] += 1
        return counts


def choose(found: Sequence[Candidate], likely: Sequence[float]) -> Candidate:
    """The likeliest day, or nothing where nothing is too likely."""
    best = max(range(len(found) - 1), key=lambda n: (likely[n], -n), default=-1)
    if best < 0 or likely[-1] >= (UNSAID if NOWHERE in found[best].names else NEVER):
        return found[-1]
    return found[best]


def _on(day: date) -> When:
    return When(day, day, "day")


def _with(event: Event, when: When, *, stated: bool) -> Event:
    """The event on these days; what is concluded rests on no words of its own."""
    inferred = tuple(f for f in event.inferred if f != "date")
    if when.start is not None and not stated:
        when, inferred = replace(when, span=None), (*inferred, "date")
    return replace(event, date=when, inferred=inferred)


@cache
def weights() -> Mapping[str, float]:
    """The weight of each feature."""
    text = (files("parley.extract") / "data" / "days.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}


def chances(found: Sequence[frozenset[str]], known: Mapping[str, float]) -> list[float]:
    """The chance of each candidate, by the names of what speaks for it."""
    scores = [sum(known.get(n, 0.0) for n in sorted(names)) for names in found]
    top = max(scores)
    parts = [math.exp(s - top) for s in scores]
    whole = sum(parts)
    return [p / whole for p in parts]
