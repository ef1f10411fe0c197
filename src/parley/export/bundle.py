"""What is exported: articles with their entries, and what is known over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Protocol

from parley.ids import content_id
from parley.records import Actor, Article, Extraction
from parley.records.joined import Cell, Happening, Thread

Page = tuple[Article, Extraction]


class Identified(Protocol):
    """Who an actor of one article is over all of them."""

    @property
    def identity(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def country(self) -> str | None: ...
    @property
    def sector(self) -> str | None: ...


class Who(NamedTuple):
    """An actor as the tables name it."""

    identity: str
    name: str
    kind: str
    country: str | None
    sector: str | None


@dataclass(frozen=True)
class Bundle:
    """All that an export may use; every format is a function of a bundle and a destination.

    Attributes:
        pages: articles with their extractions, in any order.
        version: Parley's version.
        identities: (article, actor's key) → identity; an actor that is not there is one of its own.
        stories: article → (story's id, its title). copies: article → the article whose text it repeats.
        judged: entry → what a reviewer decided: ``accept``, ``reject``, ``edit``.
        happenings, threads, cells: what all articles together say.
    """

    pages: Iterable[Page]
    version: str
    identities: Mapping[tuple[str, str], Identified] = field(default_factory=dict)
    stories: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    copies: Mapping[str, str] = field(default_factory=dict)
    judged: Mapping[str, str] = field(default_factory=dict)
    happenings: Sequence[Happening] = ()
    threads: Sequence[Thread] = ()
    cells: Sequence[Cell] = ()

    @cached_property
    def sorted_pages(self) -> tuple[Page, ...]:
        """The pages by article id: the same ledger gives the same files."""
        return tuple(sorted(self.pages, key=lambda page: page[0].id))

    @cached_property
    def runs(self) -> Mapping[str, Mapping[str, str]]:
        """Run id → component → version, for every set of versions that took part."""
        return dict(sorted((run_of(e), e.versions) for _, e in self.sorted_pages))

    def who(self, page: Page, key: str | None) -> Who | None:
        """The identity behind an actor's key; None where nobody is meant."""
        if key is None:
            return None
        article, extraction = page
        known = self.identities.get((article.id, key))
        if known is not None:
            return Who(known.identity, known.name, known.kind, known.country, known.sector)
        actor = next((a for a in extraction.actors if a.key == key), None)
        return _alone(article, key, actor)


def run_of(extraction: Extraction) -> str:
    """The run's id: a hash of the versions of all that took part."""
    return content_id("run", dict(extraction.versions))


def _alone(article: Article, key: str, actor: Actor | None) -> Who:
    identity = content_id("act", "description", article.id, key)
    if actor is None:
        return Who(identity, key, "", None, None)
    return Who(identity, actor.name, actor.kind, actor.country, actor.sector)
