"""Those who answer the tasks: the installed components."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Final

from parley.clean import clean
from parley.clean.pieces import paragraphs
from parley.desk.digesting import story_article
from parley.errors import InputError
from parley.evaluate.measures import Row
from parley.export.lines import line
from parley.extract.actors.actors import Actors
from parley.extract.cast import Cast
from parley.extract.component import Draft
from parley.extract.events.acts import find_acts
from parley.extract.places.places import Places, find_toponyms
from parley.extract.places.resolution import Resolved
from parley.extract.statements.attributed import Attribution
from parley.extract.statements.attribution import find_attributions
from parley.extract.statements.quotations import find_quotations
from parley.extract.statements.tags import tagged_attributions
from parley.extract.times.times import find_times
from parley.facts import open_facts
from parley.ids import text_hash
from parley.language import Reading
from parley.models import POLNEAR, PairClassifier, open_pair_classifier
from parley.pipeline import Failure, Pipeline
from parley.records import Article, Extraction, RawPage
from parley.spans import Span
from parley.stories.clusters import find_stories
from parley.stories.identities.identity import find_identities, in_full

_GIVEN: Final = ("id", "title", "publisher", "published", "url")

FALLBACK: Final = "CONSULT"
"""Answer for a pair between which no act is found: the most frequent type of the training articles
among those that two named parties take part in."""

_MERGED: Final = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


@dataclass
class Installed:
    """The installed components behind :class:`parley.evaluate.tasks.Predictors`."""

    @cached_property
    def pipeline(self) -> Pipeline:
        """The standard pipeline, loaded when first asked."""
        return Pipeline(open_facts())

    def gold(self, records: Sequence[Row]) -> Mapping[str, Mapping[str, Any]]:
        """The entries of each article, its actors with what all of them together tell of them."""
        found: dict[str, Mapping[str, Any]] = {}
        told: list[tuple[str, Article, Extraction]] = []
        for record in records:
            name = str(record["id"])
            try:
                article = clean(_page(record))
            except InputError as exc:
                found[name] = {"error": exc.reason}
                continue
            (outcome,) = self.pipeline.run([article])
            if isinstance(outcome, Failure):
                found[name] = {"error": f"{outcome.component}: {outcome.reason}"}
            else:
                told.append((name, *outcome))
        for name, article, extraction in _as_settled(told):
            found[name] = line(article, extraction, versions=False)
        return found

    def quotes(self, record: Row) -> Sequence[Row]:
        """Attributions of the whole text, furniture and all, by the tagger where it is installed.

        The tagger is asked for what PolNeAR's annotators call an attribution.
        """
        text = record["text"]
        reading, body = self._read(text), paragraphs(text)
        quotations = find_quotations(text, body)
        if self.pipeline.tagger is None:
            found: Sequence[Attribution] = find_attributions(reading, quotations)
        else:
            sentences = [reading.sentence_span(k) for k in range(len(reading.sentences))]
            tagged = self.pipeline.tagger.tag(text, body, sentences, convention=POLNEAR)
            found = tagged_attributions(reading, tagged, quotations, as_tagged=True)
        return [
            {role: [list(s) for s in getattr(a, role)] for role in ("source", "cue", "content")}
            for a in found
        ]

    def pairs(self, record: Row) -> str:
        """What source does to target: by the classifier where it is installed, else by rule."""
        if self._classifier is None:
            return self._pair_by_rule(record)
        source, target = (_spans(record, party) for party in ("source", "target"))
        return self._classifier.classify(record["text"], source, target).root

    @cached_property
    def _classifier(self) -> PairClassifier | None:
        return open_pair_classifier()

    def _pair_by_rule(self, record: Row) -> str:
        """The type of the act that stands between the pair, else of the nearest."""
        reading, whole = self._read(record["text"]), Span(0, len(record["text"]))
        source, target = (
            next(iter(_spans(record, party)), whole) for party in ("source", "target")
        )
        best = min(
            find_acts(reading),
            key=lambda a: _distance(a.actor, a.recipient, a.token, reading, source, target),
            default=None,
        )
        kind = str(best.type) if best else FALLBACK
        return _MERGED.get(kind, kind)

    def times(self, record: Row) -> Sequence[Row]:
        """Temporal expressions."""
        day = record.get("dct") or record.get("published")
        published = date.fromisoformat(str(day)[:10]) if day else None
        return [
            {"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.value}
            for t in find_times(self._read(record["text"]), published)
        ]

    def places(self, record: Row) -> Sequence[Row]:
        """Coordinates of given mentions, or of those found: demonyms too, as toponym corpora have them."""
        text = record["text"]
        if "places" in record:
            spans = [Span(p["start"], p["end"]) for p in record["places"]]
        else:
            article = Article(id=record["id"], text=text, sha256=text_hash(text), origin="")
            draft = self._actors(Draft(article, self._read(text), Cast()))
            spans = find_toponyms(draft.reading, draft.cast, self._places.toponyms, loose=True)
        return [_packed(r) for r in self._places.resolver.resolve(text, spans)]

    @cached_property
    def _places(self) -> Places:
        return Places(open_facts())

    @cached_property
    def _actors(self) -> Actors:
        return Actors(open_facts())

    def stories(self, records: Sequence[Row]) -> Mapping[str, str]:
        """The story of each article."""
        articles = [clean(_page(r)) for r in records]
        ids = {a.id: str(r["id"]) for a, r in zip(articles, records, strict=True)}
        told = find_stories(story_article(a) for a in articles)
        return {ids[s.article]: s.story for s in told}

    def _read(self, text: str) -> Reading:
        return next(self.pipeline.door.read([(text, paragraphs(text))]))


def _as_settled(
    told: Sequence[tuple[str, Article, Extraction]],
) -> Iterator[tuple[str, Article, Extraction]]:
    """The extractions with the countries and sectors that a ledger of all of them would have."""
    identities = find_identities(
        ((name, e.actors) for name, _, e in told), days={name: a.day for name, a, _ in told}
    )
    who = {(i.article, i.actor): i for i in identities}
    for name, article, extraction in told:
        actors = tuple(in_full(a, who[name, a.key]) for a in extraction.actors)
        yield name, article, replace(extraction, actors=actors)


def _spans(record: Row, party: str) -> list[Span]:
    """The party's spans; where the data gives none, where its words stand first."""
    if record.get(f"{party}_spans"):
        return [Span(*s) for s in record[f"{party}_spans"]]
    words = record.get(party)
    at = record["text"].find(words) if words else -1
    return [Span(at, at + len(words))] if words and at >= 0 else []


def _packed(resolved: Resolved) -> Row:
    place = resolved.place
    return {
        "start": resolved.span.start,
        "end": resolved.span.end,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "candidates": [[c.lat, c.lon] for c in resolved.candidates],
    }


def _page(record: Row) -> RawPage:
    given = {k: str(record[k]) for k in _GIVEN if record.get(k)}
    return RawPage(str(record["id"]), "text", record["text"], given=given)


def _distance(
    actors: Sequence[int],
    recipients: Sequence[int],
    token: int,
    reading: Reading,
    source: Span,
    target: Span,
) -> tuple[int, int]:
    """How badly an act fits a pair: sides that miss it, then code points away from between them."""
    misses = 0
    for tokens, span in ((actors, source), (recipients, target)):
        misses += not any(reading.token(t).overlaps(span) for t in tokens)
    middle = (min(source.end, target.end) + max(source.start, target.start)) // 2
    return misses, abs(reading.starts[token] - middle)
