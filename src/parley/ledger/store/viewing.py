"""What can be asked of what is joined over articles."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from parley.ledger import joined, stands
from parley.ledger.filters import Query
from parley.ledger.kept import J, JoinedKind
from parley.ledger.stands import Place, Spot, Stand
from parley.ledger.store.access import Access
from parley.records.joined import Cell, Dispute, Link, Position


class Viewing(Access):
    """Lists of what is joined over articles: happenings, threads, disputes and positions."""

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

    def members(self, joined_id: str) -> tuple[str, JoinedKind, list[str]]:
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
