"""What is concluded from all articles together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from parley.ledger import openings, queries, settled, shingles, sqlite
from parley.ledger.conclusions import (
    CopyOf,
    DatedOf,
    Digest,
    Identity,
    LearnedFurniture,
    RepeatedLine,
    StoryOf,
    UtteranceOf,
)
from parley.ledger.forms import Recast
from parley.ledger.openings import NearTo, NearUndated, Opened
from parley.ledger.store.access import Access
from parley.records import Actor, Article, Extraction


class Settling(Access):
    """What settling reads of all articles, and what it concludes of them."""

    def settle(
        self,
        *,
        mark: int | None = None,
        identities: Iterable[Identity] | None = None,
        identified: Iterable[Identity] = (),
        recast: Recast | None = None,
        copies: Iterable[CopyOf] | None = None,
        stories: Iterable[StoryOf] | None = None,
        weighed: Mapping[str, Iterable[int]] = MappingProxyType({}),
        repeated: Iterable[RepeatedLine] | None = None,
        furniture: Iterable[LearnedFurniture] | None = None,
        dated: Iterable[DatedOf] | None = None,
        utterances: Iterable[UtteranceOf] | None = None,
        digests: Iterable[Digest] = (),
        near: Iterable[NearTo] = (),
        near_undated: NearUndated | None = None,
        only: Mapping[str, Collection[str]] = MappingProxyType({}),
        last: bool = True,
    ) -> bool:
        """Replace what was concluded from all articles, in one transaction; None leaves a kind as it is.

        Args:
            mark: of :meth:`mark`, as it was before the articles were read. Where another process has
                added something since, nothing is written: it will settle when it ends.
            identities: of all actors; identified: only of these, who are new or somebody else than before.
            weighed: story that was named anew → numbers of the words that its name weighs.
            recast: what comes of the forms of actors.
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
                identified=identified,
                recast=recast,
                copies=copies,
                stories=stories,
                weighed=weighed,
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

    def mark(self) -> int:
        """Changes with whatever is added or changed; take it before reading what is to be settled."""
        with self._reading() as connection:
            return settled.last_reading(connection)

    def unsettled(self) -> list[str]:
        """Ids of the articles that are new or changed since the last :meth:`settle`."""
        with self._reading() as connection:
            return settled.unsettled(connection)

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

    def casts(self, articles: Iterable[str] | None = None) -> Iterator[tuple[str, list[Actor]]]:
        """All articles that have actors, or these, with them, in the order of their ids."""
        with self._reading() as connection:
            yield from queries.casts(connection, articles)

    def days(self) -> dict[str, date | None]:
        """Article → day of its publication."""
        with self._reading() as connection:
            return openings.days(connection)

    def addresses(
        self, *, articles: Iterable[str] | None = None, outlets: Iterable[str] | None = None
    ) -> Iterator[tuple[str, str | None, str | None]]:
        """Of all articles, or of these, or of those of some outlets, the outlet and the address."""
        with self._reading() as connection:
            yield from openings.addresses(connection, articles, outlets)

    def digests(self, made_by: str, articles: Iterable[str] | None = None) -> Iterator[Digest]:
        """The digests that this version made, of these articles or of all, by article."""
        with self._reading() as connection:
            yield from settled.digests(connection, made_by, articles)

    def openings(self, made_by: str) -> list[Opened]:
        """How articles begin, where this version wrote it down, and what they are near to."""
        with self._reading() as connection:
            return list(openings.openings(connection, made_by))

    def undigested(self, made_by: str) -> set[str]:
        """The articles to be settled, or settled, whose beginnings this version has not written down."""
        with self._reading() as connection:
            return openings.undigested(connection, made_by)

    def quotes(
        self, made_by: str, articles: Iterable[str] | None = None
    ) -> Iterator[tuple[str, bytes]]:
        """Hashes of what these articles, or all, quote verbatim, where this version wrote it down."""
        with self._reading() as connection:
            yield from openings.quotes(connection, made_by, articles)

    def shingles(
        self, articles: Iterable[str] | None = None
    ) -> Iterator[tuple[str, date | None, bytes]]:
        """Article, day of publication and hashes of its words; of these articles or of all."""
        with self._reading() as connection:
            yield from shingles.shingles(connection, articles)

    def having(self, hashes: Iterable[int]) -> list[tuple[int, str, date | None]]:
        """Each of these hashes with every article that is found by it, and the day of its publication."""
        with self._reading() as connection:
            return list(shingles.having(connection, hashes))

    def near_undated(self) -> dict[str, list[tuple[int, str]]]:
        """The dated articles that undated ones are most like, as it was settled last."""
        with self._reading() as connection:
            return openings.near_undated(connection)

    def said_by(self, identity: str) -> list[tuple[date | None, str]]:
        """Days and articles of the statements of one speaker, as they were settled last."""
        with self._reading() as connection:
            return settled.said_by(connection, identity)

    def copies(self) -> dict[str, str]:
        """Copy → the article that it repeats, as it was settled last."""
        with self._reading() as connection:
            return settled.copies(connection)

    def stories_of(self, articles: Iterable[str] | None = None) -> list[StoryOf]:
        """The stories of these articles or of all, as they were settled last."""
        with self._reading() as connection:
            return list(settled.stories(connection, articles))

    def members_of_stories(self, ids: Iterable[str]) -> list[StoryOf]:
        """The articles of these stories, as they were settled last."""
        with self._reading() as connection:
            return list(settled.members(connection, ids))

    def stories_weighing(self, numbers: Iterable[int]) -> set[str]:
        """The stories of which the names weigh one of these words, by their numbers."""
        with self._reading() as connection:
            return settled.weighing(connection, numbers)

    def number_settled(self) -> int:
        """How many articles were settled."""
        with self._reading() as connection:
            return settled.number(connection)

    def identities(self) -> list[Identity]:
        """Who each actor of each article is over all of them, by article."""
        with self._reading() as connection:
            return list(settled.identities(connection))

    def repeated_lines(
        self, least: int, publishers: Iterable[str] | None = None
    ) -> list[RepeatedLine]:
        """Lines that one publisher, of these or of all, prints in at least ``least`` articles."""
        with self._reading() as connection:
            return list(settled.repeated_lines(connection, least, publishers))

    def learned_lines(self) -> list[RepeatedLine]:
        """Lines that were found to be furniture, as it was settled last."""
        with self._reading() as connection:
            return settled.learned_lines(connection)

    def articles_with_line(self, line: RepeatedLine) -> list[str]:
        """Ids of the publisher's articles that print the line."""
        with self._reading() as connection:
            return settled.articles_with_line(connection, line)
