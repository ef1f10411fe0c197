"""What can be asked of entries, articles, actors and stories."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any, Final, cast

from parley.ledger import overviews, queries, utterances
from parley.ledger.facets import EntryKind
from parley.ledger.filters import Query
from parley.ledger.rows import (
    ActorRef,
    ActorRow,
    ArticleRow,
    Counts,
    Entry,
    EntryRow,
    EventRow,
    Hit,
    HitKind,
    ProposalRow,
    ReadingNote,
    StatementRow,
    StepRow,
    StoryRow,
    Wording,
)
from parley.ledger.store.access import Access
from parley.records import Article, Extraction

ALL_KINDS: Final[tuple[HitKind, ...]] = ("article", "statement", "event", "proposal", "step")


class Listing(Access):
    """Lists, counts and single things. The beginning of an id will do where it is the only one."""

    def articles(self, query: Query = Query()) -> list[ArticleRow]:  # noqa: B008  # frozen
        """Articles by day of publication."""
        with self._reading() as connection:
            return overviews.articles(connection, query)

    def actors(self, query: Query = Query()) -> list[ActorRow]:  # noqa: B008
        """Actors over all articles, those in most articles first."""
        with self._reading() as connection:
            return overviews.actors(connection, query)

    def stories(self, query: Query = Query()) -> list[StoryRow]:  # noqa: B008
        """Stories by their first day."""
        with self._reading() as connection:
            return overviews.stories(connection, query)

    def statements(self, query: Query = Query()) -> list[StatementRow]:  # noqa: B008
        """Who said what."""
        return self._entries("statement", query)

    def events(self, query: Query = Query()) -> list[EventRow]:  # noqa: B008
        """Who did what to whom."""
        return self._entries("event", query)

    def contacts(self, query: Query = Query()) -> list[EventRow]:  # noqa: B008
        """Who talked to whom: the events of type CONSULT."""
        return self._entries("event", replace(query, type="CONSULT"))

    def proposals(self, query: Query = Query()) -> list[ProposalRow]:  # noqa: B008
        """What is on the table, by article."""
        return self._entries("proposal", query)

    def steps(self, query: Query = Query()) -> list[StepRow]:  # noqa: B008
        """The moves in the life of proposals."""
        return self._entries("step", query)

    def search(
        self,
        words: str,
        *,
        kinds: Collection[HitKind] = ALL_KINDS,
        query: Query = Query(),  # noqa: B008
    ) -> list[Hit]:
        """What holds all the words, best match first; case and accents do not count.

        Args:
            words: in any order; ``"words in quotation marks"`` stand together; ``ceas*`` is a beginning.
            kinds: of what; query: which of them.
        """
        with self._reading() as connection:
            return overviews.search(connection, words, kinds, query)

    def counts(self, query: Query = Query()) -> Counts:  # noqa: B008
        """How much there is of each kind."""
        with self._reading() as connection:
            return overviews.counts(connection, query)

    def ids(self, kind: EntryKind, query: Query = Query()) -> list[str]:  # noqa: B008
        """Ids of the entries of one kind, in the query's order."""
        with self._reading() as connection:
            return queries.ids(connection, kind, query)

    def get(self, entry_id: str) -> Entry:
        """All that is known of one entry.

        Raises:
            NotFoundError: none or several entries have that id, or begin so.
        """
        with self._reading() as connection:
            return queries.entry(connection, entry_id)

    def article(self, article_id: str) -> Article:
        """One article; raises NotFoundError."""
        with self._reading() as connection:
            return queries.article(connection, article_id)

    def extraction(self, article_id: str) -> Extraction:
        """All that one article yielded; raises NotFoundError."""
        with self._reading() as connection:
            return queries.extraction(connection, article_id)

    def cast(self, article_id: str) -> tuple[ActorRef, ...]:
        """The actors of one article as entries name them; raises NotFoundError."""
        with self._reading() as connection:
            return queries.cast_of(connection, article_id)

    def readings(self, article_id: str) -> tuple[ReadingNote, ...]:
        """When and where an article was read; raises NotFoundError."""
        with self._reading() as connection:
            return queries.readings_of(connection, article_id)

    def versions_of(self, article_id: str) -> list[str]:
        """Ids of all articles at the same URL (its other versions), this one included."""
        with self._reading() as connection:
            return queries.versions_of(connection, article_id)

    def repeated(self, statements: Iterable[str]) -> dict[str, list[str]]:
        """Statement → all wordings of its utterance, itself among them, of those that have several."""
        with self._reading() as connection:
            return utterances.repeated(connection, statements)

    def wordings(self, statement: str) -> list[Wording]:
        """How the articles word the utterance of a statement; empty where only one reports it."""
        with self._reading() as connection:
            return utterances.wordings(connection, statement)

    def _entries(self, kind: EntryKind, query: Query) -> list[EntryRow[Any]]:
        with self._reading() as connection:
            return cast(list[EntryRow[Any]], queries.entries(connection, kind, query))
