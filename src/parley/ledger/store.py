"""The ledger: one object to open, fill, read and close."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Literal, Self, TypeVar, cast

import sqlalchemy as sa

from parley.errors import NotFoundError, ReadOnlyLedgerError
from parley.ledger import (
    accounts,
    blocks,
    fetching,
    handmade,
    joined,
    judgements,
    openings,
    overviews,
    queries,
    schema,
    settled,
    sqlite,
    stands,
    writing,
)
from parley.ledger import spots as thread_spots
from parley.ledger.facets import EntryKind, EntryRecord
from parley.ledger.filters import Query
from parley.ledger.openings import NearTo, NearUndated, Opened
from parley.ledger.people import PeopleStore
from parley.ledger.reviewing import ReviewStore
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
from parley.ledger.spots import Reach, ThreadSpot
from parley.ledger.stands import Place, Spot, Stand
from parley.ledger.tallies import Tallies
from parley.records import (
    Actor,
    Article,
    Event,
    Extraction,
    Judgement,
    Proposal,
    SpeechAct,
    Statement,
    Validators,
)
from parley.records.joined import Account, Cell, Dispute, Happening, Link, Position, Thread

A = TypeVar("A", Statement, Event, Proposal)
J = TypeVar("J", Happening, Thread)
Change = tuple[Iterable[joined.Kept[J]], Iterable[str] | None]
"""What comes, and the ids of what goes before it; None for all of its kind."""

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
        self._told: Callable[[Sequence[str]], None] | None = None

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

    def everything(
        self, articles: Iterable[str] | None = None
    ) -> Iterator[tuple[Article, Extraction]]:
        """All articles with what they yielded, in the order of their ids, from one state of the ledger.

        Args:
            articles: whole ids: only these.
        """
        with self._reading() as connection:
            yield from queries.everything(connection, articles)

    def heads(self, articles: Iterable[str] | None = None) -> Iterator[Article]:
        """All articles, or these, without their texts, in the order of their ids."""
        with self._reading() as connection:
            yield from queries.heads(connection, articles)

    def casts(self) -> Iterator[tuple[str, list[Actor]]]:
        """All articles that have actors, with them, in the order of their ids."""
        with self._reading() as connection:
            yield from queries.casts(connection)

    def digests(
        self, made_by: str, articles: Iterable[str] | None = None
    ) -> Iterator[settled.Digest]:
        """The digests that this version made, of these articles or of all, by article."""
        with self._reading() as connection:
            yield from settled.digests(connection, made_by, articles)

    def openings(self, made_by: str) -> list[Opened]:
        """How articles begin, where this version wrote it down, and what they are near to."""
        with self._reading() as connection:
            return list(openings.openings(connection, made_by))

    def quotes(
        self, made_by: str, articles: Iterable[str] | None = None
    ) -> Iterator[tuple[str, bytes]]:
        """Hashes of what these articles, or all, quote verbatim, where this version wrote it down."""
        with self._reading() as connection:
            yield from openings.quotes(connection, made_by, articles)

    def days(self) -> dict[str, date | None]:
        """Article → day of its publication."""
        with self._reading() as connection:
            return openings.days(connection)

    def opened_by(self, made_by: str) -> set[str]:
        """The articles whose beginnings this version wrote down."""
        with self._reading() as connection:
            return openings.made_by(connection, made_by)

    def addresses(self) -> Iterator[tuple[str, str | None, str | None]]:
        """Of each article its outlet and its address."""
        with self._reading() as connection:
            yield from openings.addresses(connection)

    def near_undated(self) -> dict[str, list[tuple[int, str]]]:
        """The dated articles that undated ones are most like, as it was settled last."""
        with self._reading() as connection:
            return openings.near_undated(connection)

    def shingles(self) -> Iterator[tuple[str, date | None, bytes]]:
        """Article, day of publication and hashes of its words."""
        with self._reading() as connection:
            yield from settled.shingles(connection)

    def said_by(self, identity: str) -> list[tuple[date | None, str]]:
        """Days and articles of the statements of one speaker, as they were settled last."""
        with self._reading() as connection:
            return settled.said_by(connection, identity)

    def copies(self) -> dict[str, str]:
        """Copy → the article that it repeats, as it was settled last."""
        with self._reading() as connection:
            return settled.copies(connection)

    def stories_of(self, articles: Iterable[str] | None = None) -> list[settled.StoryOf]:
        """The stories of these articles or of all, as they were settled last."""
        with self._reading() as connection:
            return list(settled.stories(connection, articles))

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
        digests: Iterable[settled.Digest] = (),
        near: Iterable[NearTo] = (),
        near_undated: NearUndated | None = None,
        only: Mapping[str, Collection[str]] = MappingProxyType({}),
        last: bool = True,
    ) -> bool:
        """Replace what was concluded from all articles, in one transaction; None leaves a kind as it is.

        Args:
            mark: of :meth:`mark`, as it was before the articles were read. Where another process has
                added something since, nothing is written: it will settle when it ends.
            digests: of articles that have none, or another one.
            near: of articles of which something else is known than before; near_undated: of all undated ones.
            only: kind (``stories``, ``dated`` …) → articles, for utterances statements, of which alone it is
                replaced.
            last: whether the ledger is settled with this; False where :meth:`settle_joined` follows.

        Returns:
            Whether it was written.

        Raises:
            NotFoundError: an article that is not stored.
        """
        with self._writing() as connection:
            written = settled.settle(
                connection,
                mark=mark,
                identities=identities,
                copies=copies,
                stories=stories,
                repeated=repeated,
                furniture=furniture,
                dated=dated,
                utterances=utterances,
                digests=digests,
                near=near,
                near_undated=near_undated,
                only=only,
            )
            if written and last:
                settled.done(connection)
                sqlite.analyse(connection)
            return written

    def settle_joined(
        self,
        *,
        mark: int | None = None,
        happenings: Change[Happening] | None = None,
        threads: Change[Thread] | None = None,
        cells: tuple[Iterable[Cell], Iterable[tuple[str, str]] | None] | None = None,
        keyed: tuple[Iterable[blocks.Keyed], Iterable[str] | None] | None = None,
        spots: tuple[Iterable[ThreadSpot], Iterable[str] | None] | None = None,
        changed: Sequence[str] | None = None,
    ) -> bool:
        """Replace what was joined over articles; None leaves a kind as it is.

        Args:
            mark: as of :meth:`settle`, whose last part this is then; None: only some of it was told anew.
            changed: of :meth:`changed`, as it was before: where it is another by now, somebody has judged or
                settled meanwhile, and nothing is written.
            happenings, threads: what comes, and the ids of what goes before it (None: all of the kind).
            cells: what comes, and side and subject of what goes before it (None: all).
            keyed: what is kept of accounts of events, and the entries of which it is no longer (None: of all).
            spots: the same of proposals.
        """
        with self._writing() as connection:
            if mark is not None and mark != settled.last_reading(connection):
                return False
            if changed is not None and list(changed) != list(blocks.changed(connection)):
                return False
            if happenings is not None:
                joined.replace_joined(connection, Happening, *happenings)
            if threads is not None:
                joined.replace_joined(connection, Thread, *threads)
            if cells is not None:
                stands.replace_cells(connection, *cells)
            if keyed is not None:
                blocks.replace(connection, *keyed)
            if spots is not None:
                thread_spots.replace(connection, *spots)
            if mark is not None:
                settled.done(connection)
                blocks.fresh(connection)
                sqlite.analyse(connection)
            return True

    def changed(self) -> list[str]:
        """Ids of the articles that are new, or say something else than when all was joined last."""
        with self._reading() as connection:
            return list(blocks.changed(connection))

    def thread_spots(self) -> list[ThreadSpot]:
        """Where the proposals of articles stand in matter and time."""
        with self._reading() as connection:
            return list(thread_spots.spots(connection))

    def lost_spots(self) -> list[str]:
        """Proposals of which something is kept that are no longer there."""
        with self._reading() as connection:
            return thread_spots.lost(connection)

    def undated_proposals(self) -> list[tuple[str, str, str]]:
        """Proposals of articles without a day that are of a story: entry, article and story."""
        with self._reading() as connection:
            return thread_spots.undated(connection)

    def days_of_stories(self) -> dict[str, tuple[date, date]]:
        """The first and last day of the stories that an article without a day is of."""
        with self._reading() as connection:
            return thread_spots.days_of_stories(connection)

    def kept_threads(self, ids: Iterable[str]) -> list[joined.Kept[Thread]]:
        """Threads as they are stored."""
        with self._reading() as connection:
            return thread_spots.kept_threads(connection, ids)

    def threads_near(self, reaches: Iterable[Reach], articles: Iterable[str]) -> set[str]:
        """Threads that may be of these sides, kinds and days, and those of which the articles tell."""
        with self._reading() as connection:
            within = thread_spots.threads_within(connection, reaches)
            return within | thread_spots.threads_in(connection, articles)

    def articles_of(self, entries: Iterable[str]) -> Mapping[str, str]:
        """Entry → its article."""
        with self._reading() as connection:
            return thread_spots.articles_of(connection, entries)

    def number_kept(self) -> int:
        """Of how many accounts of events something is kept."""
        with self._reading() as connection:
            return blocks.number_kept(connection)

    def of_entries(self, entries: Iterable[str]) -> list[blocks.Keyed]:
        """What is kept of these accounts of events: their blocks, weeks and keys."""
        with self._reading() as connection:
            return blocks.of_entries(connection, entries)

    def of_blocks(self, names: Iterable[str]) -> list[blocks.Keyed]:
        """What is kept of the accounts of these blocks."""
        with self._reading() as connection:
            return blocks.of_blocks(connection, names)

    def of_weeks(self, weeks: Iterable[tuple[int, int]], named: bool) -> list[blocks.Keyed]:
        """What is kept of the accounts whose weeks overlap with one of these stretches.

        Args:
            named: also of all accounts of which some keys name no week.
        """
        with self._reading() as connection:
            return blocks.of_weeks(connection, weeks, named)

    def touched(self, articles: Iterable[str]) -> set[str]:
        """Entries of events of these articles, and those of which something is kept that are gone."""
        with self._reading() as connection:
            return {*blocks.entries_of(connection, articles, "event"), *blocks.lost(connection)}

    def entries_of(self, articles: Iterable[str]) -> set[str]:
        """All entries of these articles."""
        with self._reading() as connection:
            return set(blocks.entries_of(connection, articles, None))

    def links(self, entries: Iterable[str]) -> dict[str, list[tuple[str, str | None, str | None]]]:
        """Happening or thread of the entries → each member, and to which other one for which reason."""
        with self._reading() as connection:
            return joined.links(connection, entries)

    def accounts(
        self,
        kind: type[A],
        *,
        entries: Iterable[str] | None = None,
        articles: Iterable[str] | None = None,
        act: SpeechAct | None = None,
        as_of: date | None = None,
    ) -> Iterator[Account[A]]:
        """What each article reports: the entries of one kind, with who takes part over all articles.

        What reviewers rejected and what stands in learned furniture is left out; the values are those that
        were found.

        Args:
            kind: :class:`Statement`, :class:`Event` or :class:`Proposal`.
            entries, articles: whole ids: only these, or those of these articles.
            act: of statements: only those that do this; as_of: only what had been published by then.
        """
        with self._reading() as connection:
            yield from accounts.accounts(connection, kind, entries, articles, act, as_of)

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

    def settled_identities(self) -> list[settled.Identity]:
        """The same of those who were settled already, in no order."""
        with self._reading() as connection:
            return list(settled.settled_identities(connection))

    def identity_names(self) -> list[tuple[str, str, str]]:
        """The name of each actor's identity: article, the actor's key there, name."""
        return [(i.article, i.actor, i.name) for i in self.identities()]

    # What is joined over articles.

    def listed(self, kind: type[J], query: Query = Query()) -> list[J]:  # noqa: B008
        """The happenings or threads that the query asks for; with ``as_of``, those known in full by then."""
        with self._reading() as connection:
            return joined.listed(connection, kind, query)

    def counted(
        self,
        kind: type[J],
        query: Query = Query(),  # noqa: B008
        *,
        by: joined.Grouped | None = None,
    ) -> dict[Any, int]:
        """How many the query asks for, by the values of a column; by None all together."""
        with self._reading() as connection:
            return joined.counted(connection, kind, query, by)

    def in_part(self, kind: type[J], query: Query) -> dict[str, list[Link | str]]:
        """What was known by ``query.as_of``, but not from all its articles: id → all its members.

        A member is a link where it has one, else the id of its entry. Of the filters only those are asked that
        ask for articles and words.
        """
        with self._reading() as connection:
            return joined.in_part(connection, kind, query)

    def one(self, kind: type[J], joined_id: str) -> J:
        """One happening or thread; raises NotFoundError."""
        with self._reading() as connection:
            return joined.one(connection, kind, joined_id)

    def members(self, joined_id: str) -> tuple[str, joined.JoinedKind, list[str]]:
        """The whole id of a happening or thread, which of them it is, and its entries; NotFoundError."""
        with self._reading() as connection:
            return joined.members(connection, joined_id)

    def joined_of(self, entries: Iterable[str]) -> dict[str, str]:
        """Entry → id of the happening or thread that it is an account of."""
        with self._reading() as connection:
            return joined.joined_of(connection, entries)

    def disputes(self, query: Query = Query()) -> list[Dispute]:  # noqa: B008
        """What accounts differ in; with ``as_of``, of what was known in full by then."""
        with self._reading() as connection:
            return joined.disputes(connection, query)

    def cells(
        self,
        *,
        side: str | None = None,
        country: str | None = None,
        as_of: date | None = None,
        turned: bool = False,
        turned_since: date | None = None,
        places: Collection[Place] | None = None,
    ) -> list[Cell]:
        """Who stands where, by subject and side, as it was known by the day.

        Args:
            turned: only those who changed their mind; turned_since: and this became known on that day or later;
            places: only of these sides and subjects.
        """
        with self._reading() as connection:
            return stands.cells(
                connection,
                side=side,
                country=country,
                as_of=as_of,
                turned=turned,
                turned_since=turned_since,
                places=places,
            )

    def stands(
        self,
        *,
        side: str | None = None,
        country: str | None = None,
        as_of: date | None = None,
    ) -> list[Stand]:
        """The same in short, without sentences."""
        with self._reading() as connection:
            return stands.stands(connection, side=side, country=country, as_of=as_of)

    def positions(self, spots: Collection[Spot]) -> dict[Spot, Position]:
        """Single positions: side, subject and number → the position."""
        with self._reading() as connection:
            return stands.positions(connection, spots)

    # Looking up. The beginning of an id will do where it is the only one.

    def get(self, entry_id: str) -> Entry:
        """All that is known of one entry.

        Raises:
            NotFoundError: none or several entries have that id, or begin so.
        """
        with self._reading() as connection:
            return queries.entry(connection, entry_id)

    def ids(self, kind: EntryKind, query: Query = Query()) -> list[str]:  # noqa: B008
        """Ids of the entries of one kind, in the query's order."""
        with self._reading() as connection:
            return queries.ids(connection, kind, query)

    def repeated(self, statements: Iterable[str]) -> dict[str, list[str]]:
        """Statement → all wordings of its utterance, itself among them, of those that have several."""
        with self._reading() as connection:
            return queries.repeated(connection, statements)

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
            made = judgements.judge(connection, judgement, whole)
        if made.coding is None and made.verdict not in ("accept", "comment"):
            self._changed([made.entry])
        return made

    def judge_actor(self, judgement: Judgement) -> Judgement:
        """Append a merge or a split of the identity ``entry``; it takes effect with the next settling.

        Raises:
            UsageError: another verdict, or a moment without a time zone.
        """
        with self._writing() as connection:
            return judgements.judge_actor(connection, judgement)

    def judge_joined(self, judgement: Judgement) -> Judgement:
        """Append a merge or a split of what the event or proposal ``entry`` is an account of.

        Raises:
            NotFoundError: no such entry. UsageError: another verdict, or a moment without a time zone.
        """
        with self._writing() as connection:
            made = judgements.judge_joined(connection, judgement)
        self._changed([made.entry])
        return made

    def joined_decisions(self) -> list[Judgement]:
        """The merges and splits of what entries are accounts of that are in force, in order."""
        with self._reading() as connection:
            return judgements.joined_decisions(connection)

    def add_by_hand(
        self,
        article: str,
        kind: EntryKind,
        record: EntryRecord,
        *,
        who: str,
        when: datetime,
        why: str = "",
    ) -> Judgement:
        """Append an entry that the machine missed; it stays when the article is read anew.

        Raises:
            RefusedEntryError: it breaks a rule. NotFoundError: no such article. UsageError: it is there.
        """
        with self._writing() as connection:
            whole = queries.whole_id(connection, schema.article, article)
            names = {a.key: a.name for a in queries.cast_of(connection, whole)}
            added = handmade.as_added(kind, record, names)
            made = Judgement(record.id, "add", who, when, article=whole, new=added, why=why)
            made = judgements.add(connection, made)
        self._changed([made.entry])
        return made

    def judgements_of_edited(self) -> list[Judgement]:
        """All judgements of the entries that were ever edited, in order."""
        with self._reading() as connection:
            return judgements.of_edited(connection)

    @cached_property
    def review(self) -> ReviewStore:
        """What reviewing asks: the queue, batches, double codings."""
        return ReviewStore(self._reading, self._writing, self._changed)

    @cached_property
    def people(self) -> PeopleStore:
        """The team: its people, their visits and tokens, the audit."""
        return PeopleStore(self._reading, self._writing)

    @cached_property
    def tallies(self) -> Tallies:
        """What pages ask: counts, one actor, one story, outlets."""
        return Tallies(self._reading)

    def decisions(self) -> list[Judgement]:
        """The merges and splits of actors that are in force, in order."""
        with self._reading() as connection:
            return judgements.decisions(connection)

    def undo(self, number: int, *, who: str, when: datetime, why: str = "") -> Judgement:
        """Take back judgement ``number`` by another one; raises NotFoundError, UsageError."""
        with self._writing() as connection:
            judgement = judgements.undoing(connection, number, who, when, why)
            made = judgements.judge(connection, judgement, judgement.entry)
        if made.coding is None:
            self._changed([made.entry])
        return made

    def judgements(self, entry: str | None = None) -> list[Judgement]:
        """All judgements in order, or those of one entry."""
        with self._reading() as connection:
            whole = None if entry is None else self._judged(connection, entry)
            return judgements.listed(connection, whole)

    def lost_judgements(self) -> list[Judgement]:
        """Judgements of entries that the present versions no longer find."""
        with self._reading() as connection:
            return judgements.lost(connection)

    def on_change(self, told: Callable[[Sequence[str]], None]) -> None:
        """Call ``told`` with the entries of which a judgement has changed what they say, after it is stored."""
        self._told = told

    def _changed(self, entries: Sequence[str]) -> None:
        if self._told is not None:
            self._told(entries)

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
