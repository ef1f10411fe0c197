"""The pipeline: articles to extractions, a pure composition of stages.

It sees one article at a time; its result is a function of the article's text, its day of publication and
the versions of the components, so that it can run anywhere, in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from parley.extract.actors.actors import Actors
from parley.extract.cast import Cast
from parley.extract.component import Component, Draft, check_chain
from parley.extract.events.events import Events
from parley.extract.places.places import Places
from parley.extract.proposals.proposals import Proposals
from parley.extract.statements.statements import Statements
from parley.extract.statements.tags import Tags
from parley.extract.times.times import Times
from parley.facts import Facts, open_facts
from parley.language.bounds import within
from parley.language.spacy_door import SpacyDoor
from parley.log import logger
from parley.models import AttributionTagger, open_tagger
from parley.records import Article, Extraction
from parley.spans import Span, gaps, strip

_log = logger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """An article on which a component broke: a bug of ours, which must not stop the batch."""

    article: Article
    component: str
    reason: str


class Pipeline:
    """The stages from a clean article to its entries.

    Args:
        facts: the facts to use; the shipped ones by default.
        components: extractors in order; the standard chain by default.

    Attributes:
        door: makes the readings; tagger: the trained one, None without weights or with components of one's own.

    Raises:
        ValueError: when a component requires what none before it assigns.
        ModelError: when a model is missing.
    """

    def __init__(
        self, facts: Facts | None = None, components: Sequence[Component] | None = None
    ) -> None:
        self.door = SpacyDoor()
        self.tagger = open_tagger() if components is None else None
        self._components = tuple(components or standard_chain(facts or open_facts(), self.tagger))
        check_chain(self._components)

    @property
    def versions(self) -> Mapping[str, str]:
        """Version of the language model and of every component, by name."""
        return {"language": self.door.version} | {c.name: c.version for c in self._components}

    def run(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Extraction] | Failure]:
        """The extraction of each article, in order; articles are taken as they are needed."""
        waiting: list[tuple[Article, list[Span]]] = []

        def pages() -> Iterator[tuple[str, list[Span]]]:
            for article in articles:
                spans = body(article)
                waiting.append((article, spans))
                yield article.text, spans

        for reading in self.door.read(pages()):
            article, spans = waiting.pop(0)
            yield self._finish(Draft(article, reading, Cast(), tuple(spans)))

    def _finish(self, draft: Draft) -> tuple[Article, Extraction] | Failure:
        for component in self._components:
            try:
                draft = component(draft)
            except Exception as exc:  # a bug in one component costs one article, not the batch
                _log.exception("%s broke on %s", component.name, draft.article.origin)
                return Failure(draft.article, component.name, f"{type(exc).__name__}: {exc}")
        return draft.article, _extraction(draft, self.versions)


def standard_chain(facts: Facts, tagger: AttributionTagger | None = None) -> tuple[Component, ...]:
    """The extractors that Parley runs, in order; without a tagger everything runs by rule."""
    tags: tuple[Component, ...] = (Tags(tagger),) if tagger is not None else ()
    rest: tuple[Component, ...] = (
        Actors(facts),
        Times(),
        Places(facts),
        Statements(),
        Events(facts),
        Proposals(),
    )
    return (*tags, *rest)


def body(article: Article) -> list[Span]:
    """The spans of an article that are read: its reporting, as far as the bound of :mod:`parley.language.bounds`."""
    return within(article.text, reporting(article))


def unread(article: Article) -> int:
    """Code points of the article's reporting that lie beyond what is read; 0 of all that are no longer than a book."""
    spans = reporting(article)
    return sum(s.length for s in spans) - sum(s.length for s in within(article.text, spans))


def reporting(article: Article) -> list[Span]:
    """The paragraphs of an article without furniture."""
    furniture = [f.span for f in article.furniture]
    out: list[Span] = []
    at = 0
    for paragraph in article.paragraphs:
        while at < len(furniture) and furniture[at].end <= paragraph.start:
            at += 1
        here, n = [], at
        while n < len(furniture) and furniture[n].start < paragraph.end:
            here.append(furniture[n])
            n += 1
        pieces = (strip(article.text, s) for s in gaps(here, paragraph))
        out.extend(s for s in pieces if s.start < s.end)
    return out


def _extraction(draft: Draft, versions: Mapping[str, str]) -> Extraction:
    """What is kept of a draft: the entries, and the actors that take part in them.

    Persons who are named in the evidence of an event stay too: the reader meets them there.
    """
    used: dict[str, None] = {}
    for s in draft.statements:
        used.update(dict.fromkeys(k for k in (s.speaker, s.addressee, s.asserted_by) if k))
    for e in draft.events:
        used.update(dict.fromkeys((*e.actor, *e.recipient, *e.third_party)))
        if e.asserted_by:
            used[e.asserted_by] = None
        used.update(dict.fromkeys(k for s in e.evidence for k in draft.cast.persons(s)))
    for p in draft.proposals:
        used.update(dict.fromkeys(k for step in p.steps for k in step.by))
    cast = draft.cast.only(used)
    return Extraction(
        article=draft.article.id,
        actors=tuple(cast.actors.values()),
        mentions=cast.mentions,
        times=draft.times,
        places=draft.places,
        statements=draft.statements,
        events=draft.events,
        proposals=draft.proposals,
        versions=dict(versions),
    )
