"""What is joined over articles: written, and read again to be joined with what is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sa

from parley.ledger import accounts, blocks, joined, judgements, kept, settled, sqlite, stands
from parley.ledger import spots as thread_spots
from parley.ledger.kept import J, Kept
from parley.ledger.spots import Reach
from parley.ledger.store.access import Access
from parley.records import Event, Proposal, SpeechAct, Statement
from parley.records.joined import Account, Cell, Happening, Thread
from parley.records.spots import ThreadSpot

A = TypeVar("A", Statement, Event, Proposal)

Change = tuple[Iterable[Kept[J]], Iterable[str] | None]
"""What comes, and the ids of what goes before it; None for all of its kind."""


class Seen(NamedTuple):
    """What was there to be joined: the articles of :meth:`Joining.changed`, the number of the last judgement."""

    changed: list[str]
    judged: int


class Joining(Access):
    """What joining reads, and what it joins over articles: happenings, threads, positions."""

    def settle_joined(
        self,
        *,
        mark: int | None = None,
        happenings: Change[Happening] | None = None,
        threads: Change[Thread] | None = None,
        cells: tuple[Iterable[Cell], Iterable[tuple[str, str]] | None] | None = None,
        keeping: blocks.Keeping | None = None,
        spots: tuple[Iterable[ThreadSpot], Iterable[str] | None] | None = None,
        seen: Seen | None = None,
    ) -> bool:
        """Replace what was joined over articles; None leaves a kind as it is.

        Args:
            mark: as of :meth:`settle`, whose last part this is then; None: only some of it was told anew.
            seen: of :meth:`seen`, as it was before: where it is another by now, somebody has judged or settled
                meanwhile, and nothing is written.
            happenings, threads: what comes, and the ids of what goes before it (None: all of the kind).
            cells: what comes, and side and subject of what goes before it (None: all).
            keeping: what is kept of accounts of events.
            spots: what is kept of proposals, and the entries of which it is no longer (None: of all).
        """
        with self._writing() as connection:
            if mark is not None and mark != settled.last_reading(connection):
                return False
            if seen is not None and seen != _seen(connection):
                return False
            if happenings is not None:
                kept.replace_joined(connection, Happening, *happenings)
            if threads is not None:
                kept.replace_joined(connection, Thread, *threads)
            if cells is not None:
                stands.replace_cells(connection, *cells)
            if keeping is not None:
                blocks.replace(connection, keeping)
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

    def seen(self) -> Seen:
        """What joining is about to look at: take it before reading what is to be joined."""
        with self._reading() as connection:
            return _seen(connection)

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

    def links(self, entries: Iterable[str]) -> dict[str, list[tuple[str, str | None, str | None]]]:
        """Happening or thread of the entries → each member, and to which other one for which reason."""
        with self._reading() as connection:
            return joined.links(connection, entries)

    def articles_of(self, entries: Iterable[str]) -> Mapping[str, str]:
        """Entry → its article."""
        with self._reading() as connection:
            return thread_spots.articles_of(connection, entries)

    def entries_of(self, articles: Iterable[str]) -> set[str]:
        """All entries of these articles."""
        with self._reading() as connection:
            return set(blocks.entries_of(connection, articles, None))

    def touched(self, articles: Iterable[str]) -> set[str]:
        """Entries of events of these articles, and those of which something is kept that are gone."""
        with self._reading() as connection:
            return {*blocks.entries_of(connection, articles, "event"), *blocks.lost(connection)}

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

    def crowded(self) -> list[int]:
        """The keys that too many accounts of events have, in order."""
        with self._reading() as connection:
            return blocks.crowded(connection)

    def points_in(self, names: Iterable[str]) -> list[tuple[str, bytes]]:
        """Those of these blocks of accounts of which points of pairs are kept, with them."""
        with self._reading() as connection:
            return blocks.points_in(connection, names)

    def of_weeks(self, weeks: Iterable[tuple[int, int]], named: bool) -> list[blocks.Keyed]:
        """What is kept of the accounts whose weeks overlap with one of these stretches.

        Args:
            named: also of all accounts of which some keys name no week.
        """
        with self._reading() as connection:
            return blocks.of_weeks(connection, weeks, named)

    def thread_spots(self) -> list[ThreadSpot]:
        """Where the proposals of articles stand in matter and time."""
        with self._reading() as connection:
            return list(thread_spots.spots(connection))

    def thread_sights(self, entries: Iterable[str]) -> list[Sequence[Any]]:
        """What is seen of these proposals, as plain values."""
        with self._reading() as connection:
            return list(thread_spots.sights(connection, entries))

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

    def places_in(self, articles: Iterable[str]) -> set[stands.Place]:
        """Sides and subjects of the positions that these articles report."""
        with self._reading() as connection:
            return stands.places_in(connection, articles)

    def kept_threads(self, ids: Iterable[str]) -> list[Kept[Thread]]:
        """Threads as they are stored."""
        with self._reading() as connection:
            return thread_spots.kept_threads(connection, ids)

    def threads_near(self, reaches: Iterable[Reach], articles: Iterable[str]) -> set[str]:
        """Threads that may be of these sides, kinds and days, and those of which the articles tell."""
        with self._reading() as connection:
            within = thread_spots.threads_within(connection, reaches)
            return within | thread_spots.threads_in(connection, articles)


def _seen(connection: sa.Connection) -> Seen:
    return Seen(list(blocks.changed(connection)), judgements.last(connection))
