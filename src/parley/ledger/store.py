"""The ledger: one object to open, fill, read and close."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, cast

import sqlalchemy as sa

from parley.errors import NotFoundError, ReadOnlyLedgerError
from parley.ledger import (
    fetching,
    judgements,
    overviews,
    queries,
    schema,
    settled,
    sqlite,
    writing,
)
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
    Outcome,
    ProposalRow,
    ReadingNote,
    Run,
    StatementRow,
    StepRow,
    StoryRow,
    Wording,
)
from parley.records import Article, Extraction, Judgement, Validators

ALL_KINDS: tuple[HitKind, ...] = ("article", "statement", "event", "proposal", "step")


class Ledger:
    """The store of articles, of what they yielded, and of what people decided about it.

    Open it with :meth:`open`, as a context manager or with :meth:`close` at the end. It may be shared by
    threads, and several processes may have one ledger open, to write too.

    Attributes:
        path: the ledger's file.
        mode: ``write`` or ``read``.
    """

    def __init__(self, path: Path, mode: Literal["write", "read"], engine: sa.Engine) -> None:
        self.path, self.mode, self._engine = path, mode, engine

    @classmethod
    def open(cls, path: Path | str, *, mode: Literal["write", "read"] = "write") -> Self:
        """The ledger at ``path``; writing makes it where there is none, or an empty file.

        A ledger of an older Parley is brought up to date, in either mode.

        Raises:
            NotALedgerError: the file is something else. NewerLedgerError: of a later Parley.
            ReadOnlyLedgerError: it cannot be written. LedgerError: it cannot be opened.
        """
        where = Path(path)
        return cls(where, mode, sqlite.open_engine(where, mode))

    def close(self) -> None:
        """Close the file; after the last of its users has, it stands alone and can be copied."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Filling.

    def add(
        self, article: Article, extraction: Extraction, *, run: Run, lines: Iterable[str] = ()
    ) -> Outcome:
        """Store an article and all that it yielded, in one transaction.

        Read again by the same versions it is the ``same`` and nothing is written, but for a new place
        where it was found. Other versions, or a day of publication that was not known, replace what it
        yielded (``changed``); judgements stay.

        Args:
            run: when and by what it is read.
            lines: hashes of the lines of its text, for :meth:`repeated_lines`.

        Raises:
            RefusedEntryError: a span outside the text, an entry without evidence, an actor that the
                article does not have; nothing of the article is stored then.
        """
        with self._writing() as connection:
            return writing.add(connection, article, extraction, run, lines)

    def read_already(
        self, article_id: str, versions: Mapping[str, str], published: date | None
    ) -> bool:
        """Whether the article need not be extracted again: same versions, and the day is not news."""
        with self._reading() as connection:
            return writing.read_already(connection, article_id, versions, published)

    def found_again(self, article: Article, *, run: Run) -> None:
        """Note where an article that is :meth:`read_already` was found this time."""
        with self._writing() as connection:
            writing.found_again(connection, article, run)

    # Settling.

    def everything(self) -> Iterator[tuple[Article, Extraction]]:
        """All articles with what they yielded, in the order of their ids, from one state of the ledger."""
        with self._reading() as connection:
            yield from queries.everything(connection)

    def unsettled(self) -> list[str]:
        """Ids of the articles that are new or changed since the last :meth:`settle`."""
        with self._reading() as connection:
            return settled.unsettled(connection)

    def mark(self) -> int:
        """Changes with whatever is added or changed; take it before reading what is to be settled."""
        with self._reading() as connection:
            return settled.last_reading(connection)

    def repeated_lines(self, least: int) -> list[settled.RepeatedLine]:
        """Lines that one publisher prints in at least ``least`` articles."""
        with self._reading() as connection:
            return list(settled.repeated_lines(connection, least))

    def articles_with_line(self, line: settled.RepeatedLine) -> list[str]:
        """Ids of the publisher's articles that print the line."""
        with self._reading() as connection:
            return settled.articles_with_line(connection, line)

    def settle(
        self,
        *,
        mark: int | None = None,
        identities: Iterable[settled.Identity] | None = None,
        copies: Iterable[settled.CopyOf] | None = None,
        stories: Iterable[settled.StoryOf] | None = None,
        repeated: Iterable[settled.RepeatedLine] | None = None,
        furniture: Iterable[settled.LearnedFurniture] | None = None,
        dated: Iterable[settled.DatedOf] | None = None,
        utterances: Iterable[settled.UtteranceOf] | None = None,
    ) -> bool:
        """Replace what was concluded from all articles, in one transaction; None leaves a kind as it is.

        Args:
            mark: of :meth:`mark`, as it was before the articles were read. Where another process has
                added something since, nothing is written: it will settle when it ends.

        Returns:
            Whether it was written.

        Raises:
            NotFoundError: an article that is not stored.
        """
        with self._writing() as connection:
            return settled.settle(
                connection,
                mark=mark,
                identities=identities,
                copies=copies,
                stories=stories,
                repeated=repeated,
                furniture=furniture,
                dated=dated,
                utterances=utterances,
            )

    # Fetching.

    def validators(self, url: str) -> Validators | None:
        """What the server said of the page when it was last read; None where it was not."""
        with self._reading() as connection:
            return fetching.validators(connection, url)

    def keep_validators(self, url: str, validators: Validators) -> None:
        """Remember what the server said of a page that was read."""
        with self._writing() as connection:
            fetching.keep(connection, url, validators)

    # Listing.

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

    def identities(self) -> list[settled.Identity]:
        """Who each actor of each article is over all of them, by article."""
        with self._reading() as connection:
            return list(settled.identities(connection))

    def identity_names(self) -> list[tuple[str, str, str]]:
        """The name of each actor's identity: article, the actor's key there, name."""
        return [(i.article, i.actor, i.name) for i in self.identities()]

    # Looking up. The beginning of an id will do where it is the only one.

    def get(self, entry_id: str) -> Entry:
        """All that is known of one entry.

        Raises:
            NotFoundError: none or several entries have that id, or begin so.
        """
        with self._reading() as connection:
            return queries.entry(connection, entry_id)

    def wordings(self, statement: str) -> list[Wording]:
        """How the articles word the utterance of a statement; empty where only one reports it."""
        with self._reading() as connection:
            return queries.wordings(connection, statement)

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

    # Judging.

    def judge(self, judgement: Judgement) -> Judgement:
        """Append a judgement; returned with its number, the whole ids and the old value of an edit.

        Raises:
            NotFoundError: no such entry. UsageError: an edit or an undo that cannot be meant.
        """
        with self._writing() as connection:
            whole = self._judged(connection, judgement.entry)
            return judgements.judge(connection, judgement, whole)

    def judge_actor(self, judgement: Judgement) -> Judgement:
        """Append a merge or a split of the identity ``entry``; it takes effect with the next settling.

        Raises:
            UsageError: another verdict, or a moment without a time zone.
        """
        with self._writing() as connection:
            return judgements.judge_actor(connection, judgement)

    def decisions(self) -> list[Judgement]:
        """The merges and splits of actors that are in force, in order."""
        with self._reading() as connection:
            return judgements.decisions(connection)

    def undo(self, number: int, *, who: str, when: datetime, why: str = "") -> Judgement:
        """Take back judgement ``number`` by another one; raises NotFoundError, UsageError."""
        with self._writing() as connection:
            judgement = judgements.undoing(connection, number, who, when, why)
            return judgements.judge(connection, judgement, judgement.entry)

    def judgements(self, entry: str | None = None) -> list[Judgement]:
        """All judgements in order, or those of one entry."""
        with self._reading() as connection:
            whole = None if entry is None else self._judged(connection, entry)
            return judgements.listed(connection, whole)

    def lost_judgements(self) -> list[Judgement]:
        """Judgements of entries that the present versions no longer find."""
        with self._reading() as connection:
            return judgements.lost(connection)

    def _judged(self, connection: sa.Connection, entry: str) -> str:
        """The whole id of an entry, or of one that only judgements know any more."""
        try:
            return queries.whole_id(connection, schema.entry, entry)
        except NotFoundError:
            if judgements.listed(connection, entry):
                return entry
            raise

    def _entries(self, kind: EntryKind, query: Query) -> list[EntryRow[Any]]:
        with self._reading() as connection:
            return cast(list[EntryRow[Any]], queries.entries(connection, kind, query))

    def _reading(self) -> AbstractContextManager[sa.Connection]:
        return sqlite.reading(self._engine, self.path)

    def _writing(self) -> AbstractContextManager[sa.Connection]:
        if self.mode == "read":
            raise ReadOnlyLedgerError(str(self.path), "was opened for reading only")
        return sqlite.writing(self._engine, self.path)
