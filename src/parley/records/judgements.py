"""What a reviewer decided about an entry: rows that are only ever appended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Verdict = Literal["accept", "reject", "edit", "comment", "undo"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision about one entry or one field of it.

    Attributes:
        number: the ledger's running number of the judgement; None before it is stored.
        entry: id of the entry; article: id of its article.
        verdict: accept, reject, edit (one field), comment, or undo (of the judgement ``undoes``).
        field: name of the edited field; old, new: its values as JSON text.
        who: name of the reviewer; when: in UTC; why: free words.
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
