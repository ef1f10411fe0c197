"""What an evaluation found, as a table to read and as values that JSON can hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from parley.evaluate.calibration import Calibration
from parley.evaluate.measures import F1, Measure, Share

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Group:
    """The measures of a group of articles."""

    size: int
    measures: Mapping[str, Measure]


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one task on one file.

    Attributes:
        task, source: what was run on what.
        answered: False where no component answers the task yet.
        failed: id → reason, for the articles that could not be read; they count as nothing found.
        total: all articles; intervals: 95 % intervals by measure, empty unless asked for.
        by, groups: the key that was grouped by, and each group; types: F1 by type where asked for.
        headline: names of the measures to show for each group.
        calibration: how often entries of each confidence are right, where they have one; min_confidence: one at
            which precision and recall are wanted.
    """

    task: str
    source: str
    answered: bool
    failed: Mapping[str, str]
    total: Group
    intervals: Mapping[str, Interval]
    by: str | None
    groups: Mapping[str, Group]
    types: Mapping[str, F1]
    headline: tuple[str, ...]
    calibration: Calibration | None = None
    min_confidence: float | None = None

    def as_dict(self) -> dict[str, Any]:
        """All figures, rounded as they are printed, as values that JSON can hold."""
        out: dict[str, Any] = {
            "task": self.task,
            "source": self.source,
            "answered": self.answered,
            "articles": self.total.size,
            "failed": dict(self.failed),
            "measures": _packed(self.total.measures, self.intervals),
        }
        if self.groups:
            out["by"] = self.by
            out["groups"] = {
                name: {"articles": g.size, "measures": _packed(g.measures, {})}
                for name, g in self.groups.items()
            }
        if self.types:
            out["types"] = _packed(self.types, {})
        if self.calibration is not None:
            out["calibration"] = self.calibration.as_dict()
            if self.min_confidence is not None:
                kept = {"events.type": self.calibration.kept(self.min_confidence)}
                out["kept"] = {"min_confidence": self.min_confidence, **_packed(kept, {})}
        return out

    def as_json(self) -> str:
        """All figures as JSON text."""
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=1)

    def as_text(self) -> str:
        """The figures as lines to read."""
        return "\n".join(_lines(self))


def _packed(measures: Mapping[str, Measure], intervals: Mapping[str, Interval]) -> dict[str, Any]:
    out = {}
    for name, m in measures.items():
        if isinstance(m, F1):
            p, r, f = (round(x, 3) for x in (m.precision, m.recall, m.value))
            row: dict[str, Any] = {"p": p, "r": r, "f1": f, "n_pred": m.predicted, "n_gold": m.gold}
        else:
            value = None if m.value is None else round(m.value, m.digits)
            row = {"acc" if isinstance(m, Share) else "value": value, "n": m.of}
        if name in intervals:
            row["ci95"] = [round(x, 3) for x in intervals[name]]
        out[name] = row
    return out


def _lines(report: Report) -> Iterator[str]:
    unit = "pairs" if report.task == "pairs" else "articles"
    failed = f", {len(report.failed)} failed" if report.failed else ""
    yield f"{report.task}: {report.source} ({report.total.size} {unit}{failed})"
    if not report.answered:
        yield "no component answers this task yet: all figures are those of no answer"
    yield from _table(report.total.measures, report.intervals)
    if report.calibration is not None and report.calibration.entries:
        yield ""
        yield from report.calibration.lines(report.min_confidence)
    if report.types:
        yield ""
        yield "by type"
        yield from _table(report.types, {})
    if report.groups:
        yield ""
        yield from _groups(report, unit)
    for name, reason in report.failed.items():
        yield f"failed: {name}: {reason}"


def _table(measures: Mapping[str, Measure], intervals: Mapping[str, Interval]) -> Iterator[str]:
    width = max(len(name) for name in measures)
    for name, m in measures.items():
        line = f"  {name:{width}}  {_figures(m)}"
        if name in intervals:
            low, high = intervals[name]
            line += f"  95 % {low:.3f} to {high:.3f}"
        yield line


def _figures(m: Measure) -> str:
    if isinstance(m, F1):
        shares = f"P {m.precision:.3f}  R {m.recall:.3f}  F1 {m.value:.3f}"
        return f"{shares}  ({m.predicted} predicted, {m.gold} gold)"
    return f"{_short(m)}  (of {m.of})"


def _short(m: Measure) -> str:
    """The one figure of a measure; a dash where there is none."""
    if m.value is None:
        return "–"
    if isinstance(m, F1):
        return f"{m.value:.3f}"
    unit = "" if isinstance(m, Share) else f" {m.unit}"
    return f"{m.value:.{m.digits}f}{unit}".rstrip()


def _groups(report: Report, unit: str) -> Iterator[str]:
    """One line a group with the headline measures."""
    names = [n for n in report.headline if n in report.total.measures]
    width = max(len(str(report.by)), *(len(g) for g in report.groups))
    heads = "  ".join(f"{n:>8}" for n in names)
    yield f"  {report.by:{width}}  {unit:>8}  {heads}"
    for name, group in report.groups.items():
        cells = "  ".join(f"{_short(group.measures[n]):>{max(8, len(n))}}" for n in names)
        yield f"  {name:{width}}  {group.size:>8}  {cells}"
