"""Double coding: a second reviewer judges a sample blindly; how far the two agree, and who decides the rest.

The second's judgements are marked with the double coding and do not come into force. Agreement is
Krippendorff's alpha (Content Analysis, 2004, chapter 11), by field: nominal for what has no order, interval for
days and numbers of people. Where the two differ, a third decision is an ordinary judgement.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Any, Final, Literal

from parley.desk.corrections import corrected
from parley.desk.review.fields import SPECS, in_words
from parley.desk.review.items import page_of
from parley.errors import NotFoundError, UsageError
from parley.ids import content_id
from parley.ledger import (
    EntryKind,
    EntryRecord,
    Ledger,
    decided,
    edits,
    standing,
    verdict,
)
from parley.records import HARMS, Judgement, pack

Level = Literal["nominal", "interval"]

VERDICT: Final = "verdict"
"""Stands among the fields for whether the entry was accepted or rejected."""

INTERVAL: Final = frozenset({"date", *HARMS})
SKIPPED: Final = frozenset(
    {"content", "source", "cue", "audience", "setting", "anchor", "evidence"}
)
"""Fields that hold words of the text: a comma more or less is no disagreement about the entry."""

ADJUDICATED: Final = "adjudicated in "
"""How the reason of a third decision begins; the id of the double coding and the field follow."""


@dataclass(frozen=True, slots=True)
class Coding:
    """A double coding.

    Attributes:
        first: the reviewer whose judgements stand; second: who judges the sample blindly.
        entries: the sample, in its order; seed: by which it was drawn.
    """

    id: str
    made: datetime
    made_by: str
    first: str
    second: str
    seed: int
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two reviewers agree on a field.

    Attributes:
        units: entries of which both gave a value; same: of how many the same.
        alpha: Krippendorff's; None where it is not defined, as where only one value was ever given.
    """

    kind: str
    field: str
    level: Level
    units: int
    same: int
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field on which two reviewers differ; values in words, and as they are packed (JSON)."""

    entry: str
    field: str
    first: str
    second: str
    first_packed: str
    second_packed: str


def draw(
    ledger: Ledger, pool: Iterable[str], *, first: str, second: str, size: int, seed: int,
    made_by: str, when: datetime,
) -> Coding:  # fmt: skip
    """Draw a sample of the pool for ``second`` to judge; the same seed draws the same sample.

    Raises:
        UsageError: the two are one, or nothing can be drawn.
    """
    if first == second:
        raise UsageError("the second reviewer must be another one than the first")
    ids = sorted(set(pool))
    if not ids or size < 1:
        raise UsageError(f"{first} has decided nothing of that kind yet: there is nothing to draw")
    sample = Random(seed).sample(ids, min(size, len(ids)))
    coding = content_id("cod", first, second, seed, sorted(sample))
    row = {"id": coding, "made": when, "made_by": made_by, "first": first, "second": second}
    ledger.review.add_coding({**row, "record": {"seed": seed, "size": size}}, sample)
    return get(ledger, coding)


def codings(ledger: Ledger) -> list[Coding]:
    """All double codings, the latest first."""
    return [
        Coding(r.id, r.made, r.made_by, r.first, r.second, r.record["seed"], tuple(entries))
        for r, entries in ledger.review.codings()
    ]


def get(ledger: Ledger, coding: str) -> Coding:
    """One double coding; raises NotFoundError."""
    for found in codings(ledger):
        if found.id == coding:
            return found
    raise NotFoundError(coding, advice="the page of double codings lists them")


def left(ledger: Ledger, coding: Coding) -> list[str]:
    """What the second reviewer has still to judge, in order."""
    made = ledger.review.judgements_of(coding.entries)
    return [e for e in coding.entries if not decided(made[e], coding.id)]


def agreements(ledger: Ledger, coding: Coding) -> list[Agreement]:
    """Krippendorff's alpha of the verdict and of every field, by kind of entry."""
    out = []
    pairs = list(_pairs(ledger, coding))
    verdicts = [(p.first.verdict, p.second.verdict) for p in pairs]
    out.append(_agreement("entry", VERDICT, verdicts))
    for kind, specs in SPECS.items():
        kept = [p for p in pairs if p.kind == kind and p.both_accept]
        for spec in specs:
            if kept and spec.name not in SKIPPED:
                values = [(p.first.value(spec.name), p.second.value(spec.name)) for p in kept]
                out.append(_agreement(kind, spec.name, values))
    return out


def disagreements(ledger: Ledger, coding: Coding) -> list[Disagreement]:
    """What the two differ on and nobody has decided yet, in the order of the sample."""
    made = ledger.review.judgements_of(coding.entries)
    out = []
    for pair in _pairs(ledger, coding):
        settled = _adjudicated(made[pair.entry], coding)
        if VERDICT not in settled:
            out += [d for d in _differences(ledger, pair) if d.field not in settled]
    return out


@dataclass(frozen=True, slots=True)
class _Coded:
    """An entry as one reviewer has it."""

    verdict: str
    record: EntryRecord

    def value(self, field: str) -> Any:
        """The value of a field as it is compared: days and tolls as numbers."""
        value = getattr(self.record, field)
        if field == "date":
            day: date | None = value.start or value.end
            return None if day is None else day.toordinal()
        if field in HARMS:
            numbers = (value.best, value.low, value.high) if value is not None else ()
            return next((n for n in numbers if n is not None), None)
        if field == "place":
            return value.name if value else "none"
        if isinstance(value, tuple):
            return tuple(sorted(value)) or "none"
        return "none" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class _Pair:
    entry: str
    kind: EntryKind
    article: str
    first: _Coded
    second: _Coded

    @property
    def both_accept(self) -> bool:
        return self.first.verdict == self.second.verdict == "accept"


def _pairs(ledger: Ledger, coding: Coding) -> Iterator[_Pair]:
    """The entries that both have judged, as each has them."""
    made = ledger.review.judgements_of(coding.entries)
    for entry in coding.entries:
        if not decided(made[entry], coding.id):
            continue
        own = [j for j in made[entry] if _is_of_first(j, coding)]
        if not decided(own):
            continue
        found = ledger.get(entry).row
        first, second = (
            _coded(found.record, m, c) for m, c in ((own, None), (made[entry], coding.id))
        )
        yield _Pair(entry, found.kind, found.article.id, first, second)


def _is_of_first(judgement: Judgement, coding: Coding) -> bool:
    """Whether the first reviewer made it of herself, not as a third decision."""
    own = judgement.who == coding.first and judgement.coding is None
    return own and not judgement.why.startswith(ADJUDICATED)


def _coded(record: EntryRecord, made: Sequence[Judgement], coding: str | None) -> _Coded:
    last = verdict(made, coding)
    return _Coded(
        "reject" if last == "reject" else "accept", corrected(record, edits(made, coding))
    )


def _differences(ledger: Ledger, pair: _Pair) -> Iterator[Disagreement]:
    if pair.first.verdict != pair.second.verdict:
        one, other = pair.first.verdict, pair.second.verdict
        yield Disagreement(pair.entry, VERDICT, one, other, json.dumps(one), json.dumps(other))
        return
    if not pair.both_accept:
        return
    page = page_of(ledger, ledger.article(pair.article))
    for spec in SPECS[pair.kind]:
        if spec.name in SKIPPED or pair.first.value(spec.name) == pair.second.value(spec.name):
            continue
        values = [getattr(c.record, spec.name) for c in (pair.first, pair.second)]
        words = [in_words(v, spec, page) or "none" for v in values]
        packed = [json.dumps(pack(v), ensure_ascii=False) for v in values]
        yield Disagreement(pair.entry, spec.name, words[0], words[1], packed[0], packed[1])


def reason(coding: str, field: str) -> str:
    """What the third decision has as its reason."""
    return f"{ADJUDICATED}{coding}: {field}"


def _adjudicated(made: Sequence[Judgement], coding: Coding) -> set[str]:
    """The fields of an entry on which a third decision is in force."""
    start = f"{ADJUDICATED}{coding.id}: "
    return {
        j.why.removeprefix(start).partition(";")[0]
        for j in standing(made)
        if j.why.startswith(start)
    }


def _agreement(kind: str, field: str, values: Sequence[tuple[Any, Any]]) -> Agreement:
    level: Level = "interval" if field in INTERVAL else "nominal"
    known = [(a, b) for a, b in values if a is not None and b is not None]
    same = sum(a == b for a, b in known)
    return Agreement(kind, field, level, len(known), same, alpha(known, level))


def alpha(pairs: Sequence[tuple[Any, Any]], level: Level) -> float | None:
    """Krippendorff's alpha of two coders' values; None where they gave but one value, or none at all."""
    if len({v for pair in pairs for v in pair}) < 2:
        return None
    import krippendorff
    import numpy as np

    if level == "nominal":
        numbers = {v: float(n) for n, v in enumerate(dict.fromkeys(v for p in pairs for v in p))}
        rows = [[numbers[p[k]] for p in pairs] for k in (0, 1)]
    else:
        rows = [[float(p[k]) for p in pairs] for k in (0, 1)]
    return float(krippendorff.alpha(np.array(rows), level_of_measurement=level))
