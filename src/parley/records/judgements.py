"""What a reviewer decided about an entry or an actor: rows that are only ever appended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

Verdict = Literal["accept", "reject", "edit", "comment", "undo", "merge", "split", "add"]

OF_ACTORS: Final = frozenset({"merge", "split"})
"""Verdicts about actors; the others are about entries."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision about one entry or one field of it, or about who an actor is.

    Attributes:
        number: the ledger's running number of the judgement; None before it is stored.
        entry: id of the entry, or of the actor's identity; article: id of the entry's article.
        verdict: accept, reject, edit (one field), comment, add (an entry that the machine missed), or undo
            (of the judgement ``undoes``); of actors: merge (with another one), split (some of it are
            another one).
        field: name of the edited field; old, new: its values as JSON text. Of accept and reject, ``old``
            is the machine's record as it was judged; of add, ``new`` is the record; of a comment, ``new``
            the span it is about, if any. Of an actor: its name at that time, and with whom it is merged or
            who leaves it (``parley.stories.identities.decided``).
        who: name of the reviewer; when: in UTC; why: free words.
        batch: the same for judgements that were made, and are undone, in one go.
        coding: id of the double coding that it is part of: a blind judgement, which does not come into
            force; seconds: that the reviewer looked at the entry, where measured.
    """

    entry: str
    verdict: Verdict
    who: str
    when: datetime
    number: int | None = None
    article: str | None = None
    field: str | None = None
    old: str | None = None
    new: str | None = None
    why: str = ""
    undoes: int | None = None
    batch: str | None = None
    coding: str | None = None
    seconds: float | None = None
