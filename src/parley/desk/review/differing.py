"""Where the machine now differs from what people decided, after articles were read by other versions.

A judgement of acceptance or rejection keeps the record that it judged. It is held against the record that
the machine finds now: under the same id or, where the id is gone, against an entry of the same kind that
stands on the same words.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from parley.ledger import (
    RECORDS,
    EntryKind,
    EntryRecord,
    EntryRow,
    Ledger,
    Query,
    decided,
    edits,
    facets,
    standing,
    verdict,
)
from parley.records import Judgement, Verdict, unpack
from parley.spans import Span

How = Literal["changed", "gone"]

UNSAID: Final = frozenset({"id", "confidence", "inferred", "cameo", "steps", "key", "terms"})
"""Fields in which two records may differ without saying anything else."""

_KINDS: Final[Mapping[str, EntryKind]] = {
    "st": "statement", "ev": "event", "pr": "proposal", "sp": "step",
}  # fmt: skip
"""How an id begins → what it is of."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A judged entry of which the machine now says something else.

    Attributes:
        how: ``changed`` (other values) or ``gone`` (no longer found).
        entry: id of what was judged; now: id of what the machine finds in its place, None where nothing.
        verdict: what was decided; who: by whom, last.
        fields: field → packed value as people have it, and as the machine has it now.
        words: that it stands on.
    """

    how: How
    kind: EntryKind
    entry: str
    article: str
    now: str | None
    verdict: Verdict | None
    who: str
    fields: Mapping[str, tuple[Any, Any]]
    words: str


def differences(ledger: Ledger) -> Iterator[Difference]:
    """All of them, those judged last first."""
    judged = ledger.review.judged()
    found = ledger.review.machine_records(judged)
    made = ledger.review.judgements_of(judged)
    for entry in judged:
        record = judged_record(made[entry])
        if record is None or not decided(made[entry]):
            continue
        now = found.get(entry)
        difference = (
            _gone(ledger, entry, made[entry], record)
            if now is None
            else _changed(entry, made[entry], record, now)
        )
        if difference is not None:
            yield difference


def judged_record(made: list[Judgement]) -> dict[str, Any] | None:
    """The machine's record as it was when it was last accepted or rejected; None where it never was."""
    kept = [j.old for j in standing(made) if j.verdict in ("accept", "reject") and j.old]
    return json.loads(kept[-1]) if kept else None


def peoples_record(made: list[Judgement], record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with what people changed in it."""
    return {**record, **edits(made)}


def _changed(
    entry: str, made: list[Judgement], record: Mapping[str, Any], now: Mapping[str, Any]
) -> Difference | None:
    """Other values than those that were judged; where people say what the machine now says, nothing."""
    mine = peoples_record(made, record)
    moved = {f for f in now.keys() - UNSAID if now[f] != record.get(f)}
    fields = {f: (mine.get(f), now[f]) for f in sorted(moved) if mine.get(f) != now[f]}
    if not fields:
        return None
    words = made[0].article or ""
    return Difference(
        "changed", kind_of(entry), entry, words, entry, verdict(made), made[-1].who, fields, ""
    )


def _gone(
    ledger: Ledger, entry: str, made: list[Judgement], record: Mapping[str, Any]
) -> Difference | None:
    """Accepted, but no longer found; what was rejected is rightly gone."""
    if verdict(made) == "reject" or _settled(made):
        return None
    article, kind = made[0].article or "", kind_of(entry)
    mine = peoples_record(made, record)
    seen = facets(unpack(RECORDS[kind], mine))
    text = ledger.article(article).text
    other = _in_its_place(ledger, article, kind, (seen.quote or seen.evidence)[0])
    now = ledger.review.machine_records([other])[other] if other else {}
    fields = {
        f: (mine[f], now[f]) for f in sorted(now.keys() & mine.keys() - UNSAID) if mine[f] != now[f]
    }
    words = " … ".join(" ".join(s.of(text).split()) for s in seen.evidence)
    return Difference(
        "gone", kind, entry, article, other, verdict(made), made[-1].who, fields, words
    )


SETTLED: Final = "settled: "
"""How the reason of a comment begins by which a reviewer took notice that an entry is gone."""


def _settled(made: list[Judgement]) -> bool:
    return any(j.verdict == "comment" and j.why.startswith(SETTLED) for j in standing(made))


def kind_of(entry: str) -> EntryKind:
    """The kind of an entry, told by how its id begins."""
    return _KINDS[entry.partition("-")[0]]


def _in_its_place(ledger: Ledger, article: str, kind: EntryKind, words: Span) -> str | None:
    """The entry of the same kind whose words overlap, the nearest one."""
    listings: Mapping[EntryKind, Callable[[Query], Sequence[EntryRow[Any]]]] = {
        "statement": ledger.statements, "event": ledger.events, "proposal": ledger.proposals,
        "step": ledger.steps,
    }  # fmt: skip
    best: tuple[int, str] | None = None
    for row in listings[kind](Query(article=article, furniture=True, rejected=True)):
        for span in _heart(row.record):
            if span.overlaps(words):
                away = abs(span.start - words.start) + abs(span.end - words.end)
                best = min(best or (away, row.id), (away, row.id))
    return best[1] if best else None


def _heart(record: EntryRecord) -> tuple[Span, ...]:
    seen = facets(record)
    return seen.quote or seen.evidence
