"""Reviewing: the queue, the decisions, and what they leave to do. A desk has it as ``desk.review``."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import Random
from statistics import median
from typing import TYPE_CHECKING, Any, Final, get_args

from parley.desk.codebook import meaning, modes
from parley.desk.corrections import correct_value
from parley.desk.listings import KINDS
from parley.desk.questions import query
from parley.desk.review.adding import by_hand
from parley.desk.review.consequence import rank
from parley.desk.review.differing import (
    SETTLED,
    UNSAID,
    Difference,
    differences,
    judged_record,
    kind_of,
    peoples_record,
)
from parley.desk.review.double_coding import Clock, DoubleCoding
from parley.desk.review.items import Item, item_of, page_of
from parley.desk.review.selecting import selected_value
from parley.errors import UsageError
from parley.ids import content_id
from parley.ledger import (
    RECORDS,
    EntryKind,
    Ledger,
    Queued,
    QueueQuery,
    Spot,
    State,
)
from parley.ledger import verdict as verdict_of
from parley.records import EventType, Judgement, Verdict, unpack
from parley.spans import Span

if TYPE_CHECKING:
    from parley.facts import Facts

LONGEST: Final = 600.0
"""Seconds at one entry that are counted at most: whoever takes longer has left the desk."""

KEYS: Final[Mapping[str, str]] = {
    "accept": "a", "reject": "x", "edit": "e", "undo": "u", "later": " ", "next": "j", "previous": "k",
    "comment": "c", "missing": "m", "definition": "d", "search": "/", "help": "?", "all": "A",
    "together": "+", "apart": "-",
}  # fmt: skip
"""Action → key, where a reviewer has set no other; 1–9 and 0 pick values always."""

_LISTING: Final[Mapping[EntryKind | None, str]] = {
    None: "proposals",
    **{kind: listing for listing, kind in KINDS.items()},
}
"""Kind → the listing whose filters its part of the queue takes."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reviewer is.

    Attributes:
        left: entries that fit the filters and are still to be decided; done: decided by the reviewer.
        today: decided since midnight, UTC; seconds: the median that an entry took, None where not measured.
    """

    left: int
    done: int
    today: int
    seconds: float | None


class Reviewing(DoubleCoding):
    """What a reviewer does at the desk; every decision is appended to the ledger under her name."""

    def __init__(
        self, ledger: Ledger, facts: Callable[[], Facts], clock: Clock = lambda: datetime.now(UTC)
    ) -> None:
        super().__init__(ledger, clock)
        self._facts, self._store = facts, ledger.review

    # The queue.

    def rank(self) -> None:
        """Make the queue where the ledger has none yet, as one that an older Parley wrote."""
        if self.ledger.mode == "write" and not self._store.is_ranked():
            rank(self.ledger)

    def filters(
        self,
        *,
        kind: EntryKind | None = None,
        state: State = "open",
        by: str | None = None,
        disputed: bool = False,
        accounts: bool = False,
        differs: bool = False,
        **filters: Any,
    ) -> QueueQuery:
        """What the filters ask of the queue.

        Args:
            kind: of entry; state: ``open``, ``decided`` or ``all``; by: judged by that reviewer.
            disputed: only accounts of what is disputed; accounts: every account of an event, not one.
            differs: only those of which the machine now says something else than was decided.
            filters: of the listing of that kind: type, actor, story, article, status, text, since …

        Raises:
            UsageError: a filter that cannot be meant.
        """
        if kind is not None and kind not in get_args(EntryKind):
            raise UsageError(f"no kind {kind!r}; there are {', '.join(get_args(EntryKind))}")
        if kind is None and filters.get("type"):
            kind = "event"
        asked = query(
            _LISTING[kind],
            {"rejected": True, "furniture": True, **filters},
            self.ledger,
            self._facts,
        )
        if differs:
            state = "all"
            asked = replace(asked, ids=[d.entry for d in self.differences() if d.now == d.entry])
        return QueueQuery(kind, asked, state, by, disputed, accounts)

    def next(
        self, asked: QueueQuery, *, who: str, after: Spot | None = None, limit: int = 1
    ) -> list[Queued]:
        """The next entries for a reviewer: consequence times doubt, what she put off last."""
        return self._store.next(asked, who=who, after=after, limit=limit)

    def item(self, entry: str, *, coding: str | None = None, who: str = "") -> Item:
        """The entry as it is reviewed; in a double coding, as ``who`` may see it."""
        return item_of(self.ledger, entry, coding=coding, coder=who)

    def later(self, entry: str, *, who: str) -> None:
        """Put an entry off: for this reviewer it comes last."""
        self._store.put_off(self.item(entry).id, who)

    def progress(self, asked: QueueQuery, *, who: str, coding: str | None = None) -> Progress:
        """How far the reviewer is with what is asked for, or with the sample of a double coding."""
        midnight = self._clock().replace(hour=0, minute=0, second=0, microsecond=0)
        pace = self._store.pace(who, midnight)
        seconds = median(pace.seconds) if pace.seconds else None
        left = len(self.to_code(coding, who=who)) if coding else self._store.left(asked)
        return Progress(left, pace.decided, pace.recent, seconds)

    # Decisions.

    def decide(
        self,
        entry: str,
        verdict: Verdict,
        *,
        who: str,
        why: str = "",
        seconds: float | None = None,
        coding: str | None = None,
    ) -> Judgement:
        """Accept or reject an entry, or comment on it."""
        if verdict not in ("accept", "reject", "comment"):
            raise UsageError(f"no decision {verdict!r}; there are accept, reject and comment")
        took = None if seconds is None else min(max(seconds, 0.0), LONGEST)
        made = self.ledger.judge(
            Judgement(entry, verdict, who, self._clock(), why=why, seconds=took, coding=coding)
        )
        if coding is None and verdict != "comment":
            self._store.take_up(made.entry, who)
        return made

    def accept_all(self, entry: str, *, who: str) -> int:
        """Accept an entry and all accounts that stand behind it; one undo takes all back."""
        found = self.item(entry)
        return self._many([found.id, *found.folded], "accept", who=who, why="all accounts")

    def comment(
        self,
        entry: str,
        words: str,
        *,
        who: str,
        span: Span | None = None,
        coding: str | None = None,
    ) -> Judgement:
        """Comment on an entry, or on the words of its article that the span covers."""
        if not words.strip():
            raise UsageError("a comment says something")
        about = None if span is None else json.dumps(list(span))
        made = Judgement(entry, "comment", who, self._clock(), new=about, why=words, coding=coding)
        return self.ledger.judge(made)

    def edit(
        self,
        entry: str,
        field: str,
        *,
        who: str,
        words: str | None = None,
        span: Span | None = None,
        why: str = "",
        coding: str | None = None,
    ) -> list[Judgement]:
        """Change a field: to what the words mean, or the words of the article that the span covers.

        Another type takes the mode and the CAMEO code of the old one away, in the same batch.

        Raises:
            UsageError: neither or both are given, or they are no value of the field.
        """
        if (words is None) == (span is None):
            raise UsageError("an edit gives a value in words or selects words of the article")
        item = self.item(entry, coding=coding, who=who)
        if span is not None:
            value = selected_value(item.kind, field, span, item.page)
        else:
            value = correct_value(item.kind, field, words or "", item.page)
        changes = {field: value, **_following(item, field, value)}
        now, batch = self._clock(), None
        if len(changes) > 1:
            batch = self._batch(who, now, entry, field)
        return [
            self.ledger.judge(
                Judgement(
                    item.id, "edit", who, now, field=name, new=json.dumps(new, ensure_ascii=False),
                    why=why, batch=batch, coding=coding,
                )
            )
            for name, new in changes.items()
        ]  # fmt: skip

    def add(
        self,
        article: str,
        kind: EntryKind,
        span: Span,
        /,
        *,
        who: str,
        why: str = "",
        **values: str,
    ) -> Judgement:
        """Add an entry that the machine missed, from words of the article; see :mod:`parley.desk.review.adding`.

        Args:
            values: field → value in words.
        """
        found = self.ledger.article(article)
        record = by_hand(kind, span, found, page_of(self.ledger, found, span.start), values)
        return self.ledger.add_by_hand(found.id, kind, record, who=who, when=self._clock(), why=why)

    def undo(self, *, who: str, coding: str | None = None) -> list[Judgement]:
        """Take back what the reviewer did last, a whole batch in one go; what was taken back."""
        made = self._store.last_of(who, coding)
        self._store.undo(made, who=who, when=self._clock())
        return made

    # Many at once.

    def sample(self, asked: QueueQuery, *, size: int = 20, seed: int = 1) -> list[str]:
        """A sample of the entries that fit, to look at before all are accepted; the same for a seed."""
        ids = sorted(self._store.ids(asked))
        return Random(seed).sample(ids, min(size, len(ids)))

    def accept_many(self, asked: QueueQuery, *, who: str, looked_at: int) -> int:
        """Accept all that fit and are still open, in one batch; how many there were.

        Args:
            looked_at: entries of a sample that the reviewer saw; none of them may have been rejected.

        Raises:
            UsageError: nothing was looked at.
        """
        if looked_at < 1:
            raise UsageError("look at a sample first")
        ids = self._store.ids(replace(asked, state="open"))
        return self._many(ids, "accept", who=who, why=f"after a sample of {looked_at}")

    # Where the machine now differs.

    def differences(self) -> list[Difference]:
        """Decided entries of which the machine now says something else, or nothing."""
        return list(differences(self.ledger))

    def take(self, entry: str, *, who: str) -> None:
        """Take what the machine now says in place of what was decided."""
        made = self.ledger.judgements(entry)
        if entry not in self._store.machine_records([entry]):
            self._take_notice(entry, who, "the machine's stands")
            return
        item, now = self.item(entry), self._clock()
        batch = self._batch(who, now, entry, "take")
        edits = [j for j in item.judgements if j.verdict == "edit"]
        self._store.undo([replace(j, batch=batch) for j in edits], who=who, when=now)
        verdict: Verdict = "reject" if verdict_of(made) == "reject" else "accept"
        why = "the machine's value now"
        self.ledger.judge(Judgement(entry, verdict, who, now, why=why, batch=batch))

    def keep(self, entry: str, *, who: str) -> None:
        """Keep what was decided: by edits, or as an entry by hand where the machine finds it no more."""
        made = self.ledger.judgements(entry)
        record = judged_record(made)
        if record is None:
            raise UsageError(f"{entry} was neither accepted nor rejected")
        mine, now = peoples_record(made, record), self._clock()
        there = self._store.machine_records([entry]).get(entry)
        if there is None:
            self._keep_by_hand(entry, made[0].article or "", mine, who, now)
            return
        batch = self._batch(who, now, entry, "keep")
        fields = [f for f in there if f in mine and f not in UNSAID and mine[f] != there[f]]
        for field in fields:
            new = json.dumps(mine[field], ensure_ascii=False)
            self.ledger.judge(
                Judgement(entry, "edit", who, now, field=field, new=new, why="kept", batch=batch)
            )
        verdict: Verdict = "reject" if verdict_of(made) == "reject" else "accept"
        self.ledger.judge(Judgement(entry, verdict, who, now, why="kept", batch=batch))

    def _keep_by_hand(
        self, entry: str, article: str, mine: Mapping[str, Any], who: str, now: datetime
    ) -> None:
        kind = kind_of(entry)
        if kind != "step":
            prefix = entry.partition("-")[0]
            record = unpack(RECORDS[kind], {**mine, "id": content_id(prefix, "by hand", entry)})
            self.ledger.add_by_hand(article, kind, record, who=who, when=now, why=f"kept: {entry}")
        self._take_notice(entry, who, "kept by hand")

    def _take_notice(self, entry: str, who: str, words: str) -> None:
        self.ledger.judge(Judgement(entry, "comment", who, self._clock(), why=f"{SETTLED}{words}"))

    # The codebook and the keys.

    def meaning(self, kind: EntryKind, field: str, value: str = "") -> str:
        """What the codebook says of a field or a type."""
        return meaning(kind, field, value)

    def keys(self, who: str) -> dict[str, str]:
        """Action → key of the reviewer."""
        return {**KEYS, **{k: v for k, v in self._store.keys(who).items() if k in KEYS}}

    def set_keys(self, who: str, keys: Mapping[str, str]) -> dict[str, str]:
        """Keep other keys for a reviewer; none may do two things.

        Raises:
            UsageError: an unknown action, no single key, a digit, or a key that is taken.
        """
        wanted = {**self.keys(who), **keys}
        for action, key in wanted.items():
            if action not in KEYS:
                raise UsageError(f"no action {action!r}; there are {', '.join(KEYS)}")
            if len(key) != 1 or key.isdigit() or not key.isprintable():
                raise UsageError(f"{action}: {key!r} is not one key; digits pick values")
        taken = [key for key in wanted.values() if list(wanted.values()).count(key) > 1]
        if taken:
            raise UsageError(f"the key {taken[0]!r} would do two things")
        self._store.set_keys(who, {a: k for a, k in wanted.items() if k != KEYS[a]})
        return wanted

    def _many(self, entries: Sequence[str], verdict: Verdict, *, who: str, why: str) -> int:
        now = self._clock()
        like = Judgement("", verdict, who, now, why=why)
        return self._store.judge_many(
            entries, verdict, replace(like, batch=self._batch(who, now, *entries[:3]))
        )

    def _batch(self, who: str, now: datetime, *what: str) -> str:
        return content_id("batch", who, now.isoformat(), *what)


def _following(item: Item, field: str, value: Any) -> dict[str, Any]:
    """What must change along with a field: mode and CAMEO code hang on the type of an event."""
    record: Any = item.row.record
    if item.kind != "event" or field != "type" or value == record.type:
        return {}
    keeps = record.mode in modes()[EventType(value)]
    out: dict[str, Any] = {} if keeps or record.mode is None else {"mode": None}
    return out if record.cameo is None else {**out, "cameo": None}
