"""What people decided."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from parley.errors import NotFoundError
from parley.ledger import handmade, judgements, queries, schema
from parley.ledger.facets import EntryKind, EntryRecord
from parley.ledger.store.access import Access
from parley.records import Judgement


class Judging(Access):
    """What people decided: appended, never overwritten."""

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

    def judgements_of_edited(self) -> list[Judgement]:
        """All judgements of the entries that were ever edited, in order."""
        with self._reading() as connection:
            return judgements.of_edited(connection)

    def decisions(self, *, undone: bool = False) -> list[Judgement]:
        """The merges and splits of actors that are in force, in order; or with those that were undone."""
        with self._reading() as connection:
            return judgements.decisions(connection, undone=undone)

    def joined_decisions(self) -> list[Judgement]:
        """The merges and splits of what entries are accounts of that are in force, in order."""
        with self._reading() as connection:
            return judgements.joined_decisions(connection)

    def _judged(self, connection: sa.Connection, entry: str) -> str:
        """The whole id of an entry, or of one that only judgements know any more."""
        try:
            return queries.whole_id(connection, schema.entry, entry)
        except NotFoundError:
            if judgements.listed(connection, entry):
                return entry
            raise
