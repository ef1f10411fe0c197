"""What comes in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from parley.ledger import fetching, writing
from parley.ledger.rows import Outcome, Run
from parley.ledger.store.access import Access
from parley.records import Article, Extraction, Validators


class Filling(Access):
    """Articles with what they yielded, and what servers say of pages."""

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

    def validators(self, url: str) -> Validators | None:
        """What the server said of the page when it was last read; None where it was not."""
        with self._reading() as connection:
            return fetching.validators(connection, url)

    def keep_validators(self, url: str, validators: Validators) -> None:
        """Remember what the server said of a page that was read."""
        with self._writing() as connection:
            fetching.keep(connection, url, validators)
