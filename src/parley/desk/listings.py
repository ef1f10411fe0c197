"""Asking: every list of a desk, and looking up one thing of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from parley.desk import joined, standing
from parley.desk.joined import HAPPENINGS, THREADS, Joining
from parley.desk.questions import FILTERS, query
from parley.errors import UsageError
from parley.ledger import (
    ActorRow,
    ArticleRow,
    Entry,
    EntryKind,
    EventRow,
    Grouped,
    Hit,
    HitKind,
    Known,
    Ledger,
    OutletDay,
    ProposalRow,
    Query,
    Stand,
    StatementRow,
    StepRow,
    StoryRow,
    Tallied,
    Tally,
    fold,
)
from parley.ledger.store import ALL_KINDS
from parley.ledger.tallies import MOST
from parley.records import Article, pack
from parley.records.joined import Account, Cell, Dispute, Happening, Spread, Thread

if TYPE_CHECKING:
    from parley.facts import Facts

KINDS: Final[Mapping[str, EntryKind]] = {
    "statements": "statement",
    "events": "event",
    "proposals": "proposal",
    "steps": "step",
}
"""Listing → the kind of its entries."""

LISTINGS: Final = tuple(FILTERS)
"""The names of the listings, each a method of :class:`Listings`."""


class Listings:
    """Lists what a ledger holds.

    Every listing takes the filters of :class:`parley.ledger.Query` as keyword arguments, and shows each
    entry with the values that reviewers gave it.

    Attributes:
        ledger: the ledger, which knows what the machine found.
    """

    def __init__(self, ledger: Ledger, *, facts_file: Path | None = None) -> None:
        self.ledger = ledger
        self._facts_file = facts_file

    @cached_property
    def facts(self) -> Facts:
        """The facts in use, loaded when first needed."""
        from parley.facts import open_facts

        return open_facts(self._facts_file)

    # What single articles report.

    def articles(self, **filters: Any) -> list[ArticleRow]:
        """Articles by day of publication."""
        return self.ledger.articles(self._query("articles", filters))

    def actors(self, *, text: str | None = None, **filters: Any) -> list[ActorRow]:
        """Actors, those in most articles first; ``text`` looks into all their names."""
        query = self._query("actors", filters)
        if text is None:
            return self.ledger.actors(query)
        wanted = fold(text).split()
        found = [
            row
            for row in self.ledger.actors(replace(query, limit=None, offset=0))
            if all(w in fold(" ".join((row.name, *row.names))) for w in wanted)
        ]
        return found[query.offset :][: query.limit]

    def statements(self, *, audience: str | None = None, **filters: Any) -> list[StatementRow]:
        """Who said what; ``audience`` names whom it was said to, or where ("news conference")."""
        query = self._query("statements", filters)
        if audience is None:
            return standing.entries(self.ledger, self.ledger.statements, query)
        return standing.said_to(self.ledger, query, audience)

    def ids_of_statements(self, **filters: Any) -> list[str]:
        """Ids of the same, quicker, in no order."""
        return standing.ids_of_statements(self.ledger, self._query("statements", filters))

    def events(self, **filters: Any) -> list[EventRow]:
        """Who did what to whom."""
        query = self._query("events", filters)
        return standing.entries(self.ledger, self.ledger.events, query)

    def contacts(self, **filters: Any) -> list[EventRow]:
        """Who met, called or visited whom: the events of type CONSULT."""
        query = replace(self._query("contacts", filters), type="CONSULT")
        return standing.entries(self.ledger, self.ledger.events, query)

    def contacts_as_mend(
        self, *, accounts: bool = False, **filters: Any
    ) -> list[Mapping[str, Any]]:
        """The contacts that the filters ask for, in the columns of MEND.

        Args:
            accounts: one row for each article that reports a contact; else one for each real contact, told by
                its leading account, with the addresses of all.
        """
        from parley.desk.mend import rows_of_accounts, rows_of_contacts

        if accounts:
            return rows_of_accounts(self.ledger, self.contacts(**filters))
        found = self.happenings(**filters, type="CONSULT")
        return rows_of_contacts(self.ledger, found)

    def proposals(self, **filters: Any) -> list[ProposalRow]:
        """What is on the table, by article."""
        query = self._query("proposals", filters)
        return standing.entries(self.ledger, self.ledger.proposals, query)

    def steps(self, **filters: Any) -> list[StepRow]:
        """The moves in the life of proposals; ``type`` filters by the proposal's kind or the step."""
        query = self._query("steps", filters)
        return standing.entries(self.ledger, self.ledger.steps, query)

    def stories(self, **filters: Any) -> list[StoryRow]:
        """Stories by their first day."""
        return self.ledger.stories(self._query("stories", filters))

    def search(
        self, words: str, *, kinds: Collection[HitKind] = ALL_KINDS, **filters: Any
    ) -> list[Hit]:
        """What holds all the words; ``"…"`` is a phrase. ``kinds``: of which kinds."""
        return self.ledger.search(words, kinds=kinds, query=self._query("events", filters))

    def frame(self, listing: str, **filters: Any) -> Any:
        """A listing as a pandas data frame: ``statements``, ``events``, ``contacts`` …

        Raises:
            UsageError: pandas is not installed, or there is no such listing.
        """
        if listing not in LISTINGS:
            raise UsageError(f"there is no listing {listing!r}; there are {', '.join(LISTINGS)}")
        try:
            import pandas as pd
        except ImportError as exc:
            raise UsageError("data frames need pandas: pip install 'parley[frames]'") from exc
        return pd.json_normalize([pack(row) for row in getattr(self, listing)(**filters)])

    def holds_articles(self) -> bool:
        """Whether anything was read into the ledger."""
        return bool(self.ledger.articles(Query(limit=1)))

    # What is joined over articles.

    def happenings(self, **filters: Any) -> list[Happening]:
        """Real events, each with all its accounts as one; ``order="weight"`` has those of most consequence first."""
        return joined.listed(self.ledger, HAPPENINGS, self._query("happenings", filters))

    def threads(self, **filters: Any) -> list[Thread]:
        """What is on the table: each proposal over all articles, with its steps, terms and state."""
        return joined.listed(self.ledger, THREADS, self._query("threads", filters))

    def disputes(self, **filters: Any) -> list[Dispute]:
        """What the accounts of one thing differ in."""
        return joined.disputes(self.ledger, self._query("disputes", filters))

    def positions(
        self,
        *,
        subject: str | None = None,
        side: str | None = None,
        country: str | None = None,
        as_of: date | None = None,
        turned: bool = False,
        turned_since: date | None = None,
        places: Collection[tuple[str, str]] | None = None,
        limit: int | None = None,
    ) -> list[Cell]:
        """Who stands where: one cell for each side and subject.

        Args:
            subject: id of a thread or code of an issue, or words of its name; side: name or id of a side;
                country: for which it acts; turned: only sides that changed their mind; turned_since: and this became known on that day or
                later;
                places: only of these sides and subjects, by their ids; limit: at most so many cells.
        """
        asked = self._query("positions", {"country": country, "as_of": as_of, "limit": limit})
        return joined.positions(
            self.ledger,
            subject,
            side,
            asked,
            turned=turned,
            turned_since=turned_since,
            places=places,
        )

    def stands(
        self,
        *,
        subject: str | None = None,
        side: str | None = None,
        country: str | None = None,
        as_of: date | None = None,
    ) -> list[Stand]:
        """As :meth:`positions`, quicker: in short, without sentences."""
        asked = self._query("positions", {"country": country, "as_of": as_of})
        return joined.stands(self.ledger, subject, side, asked)

    def count(self, listing: str, by: Grouped | None = None, **filters: Any) -> dict[Any, int]:
        """How many ``happenings`` or ``threads`` the filters leave: value of ``by`` → number; by None the whole.

        Args:
            by: type, mode, status, disputed, or actor (its identity) and country of who takes part.
        """
        if listing not in ("happenings", "threads"):
            raise UsageError(f"{listing!r} cannot be counted; happenings and threads can")
        how: Joining[Any] = HAPPENINGS if listing == "happenings" else THREADS
        return joined.counted(self.ledger, how, self._query(listing, filters), by)

    def tally(
        self, listing: str, *by: Tallied, most: int | None = MOST, **filters: Any
    ) -> dict[Tallied, list[Tally]]:
        """The most frequent values of some columns of ``statements``, ``events``, ``proposals`` or ``steps``."""
        return self.ledger.tallies.of(KINDS[listing], self._query(listing, filters), *by, most=most)

    def total(self, listing: str, **filters: Any) -> int:
        """How many ``statements``, ``events``, ``proposals`` or ``steps`` the filters leave."""
        return self.ledger.tallies.total(KINDS[listing], self._query(listing, filters))

    def spoken(self, speakers: Sequence[str], **filters: Any) -> list[tuple[str, date, int]]:
        """How many statements each speaker (by id) made on each day: speaker, day, number."""
        return self.ledger.tallies.spoken(self._query("statements", filters), speakers)

    def named(self, *, text: str | None = None, **filters: Any) -> list[Known]:
        """As :meth:`actors`, quicker: without spellings and without what they said and did."""
        if text is None:
            return self.ledger.tallies.actors(self._query("actors", filters))
        return [
            Known(r.identity, r.name, r.kind, r.country, r.sector, r.articles)
            for r in self.actors(text=text, **filters)
        ]

    def outlets(self, **filters: Any) -> list[OutletDay]:
        """Articles and copies by outlet and day of publication."""
        return self.ledger.tallies.outlets(self._query("articles", filters))

    def happening(self, happening_id: str, as_of: date | None = None) -> Happening:
        """One real event; raises NotFoundError."""
        return joined.one(self.ledger, HAPPENINGS, happening_id, as_of)

    def thread(self, thread_id: str, as_of: date | None = None) -> Thread:
        """One proposal over all articles; raises NotFoundError."""
        return joined.one(self.ledger, THREADS, thread_id, as_of)

    def accounts(self, joined_id: str, as_of: date | None = None) -> list[Account[Any]]:
        """What each article reports of a happening or thread, as they came; raises NotFoundError."""
        return joined.accounts_of(self.ledger, joined_id, as_of)

    def spread(self, entry_id: str) -> Spread:
        """How many articles, outlets and independent origins report what an entry reports; raises NotFoundError."""
        return joined.spread_of(self.ledger, entry_id)

    # Looking up. The beginning of an id will do where it is the only one.

    def entry(self, entry_id: str) -> Entry:
        """All that is known of an entry, its row with the values in force; raises NotFoundError."""
        return standing.entry(self.ledger, entry_id)

    def article(self, article_id: str) -> Article:
        """One article; raises NotFoundError."""
        return self.ledger.article(article_id)

    def actor(self, actor_id: str) -> ActorRow:
        """One actor over all articles; raises NotFoundError."""
        return self.ledger.tallies.actor(actor_id)

    def story(self, story_id: str) -> StoryRow:
        """One story; raises NotFoundError."""
        return self.ledger.tallies.story(story_id)

    def _query(self, listing: str, filters: Mapping[str, Any]) -> Query:
        return query(listing, filters, self.ledger, lambda: self.facts)
