"""The tasks: what each reads from a file, whom it asks, and how the answers are scored.

A predictor sees the inputs of a row and nothing of its gold. Which component answers is not decided here:
:class:`Predictors` are passed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from parley.errors import UsageError
from parley.evaluate import gold, pairs, places, quotes, stories, times
from parley.evaluate.calibration import Calibration
from parley.evaluate.measures import F1, Measure, Row, interval
from parley.evaluate.report import Group, Report
from parley.evaluate.rows import Shape, read_rows, write_rows


class Predictors(Protocol):
    """Those who answer. A method that returns None says that no component answers its task yet.

    Records hold the inputs of a row only. Answers are packed as the scorers have them.
    """

    def gold(self, records: Sequence[Row]) -> Mapping[str, Mapping[str, Any]] | None:
        """The entries of each article, as ``parley extract`` writes them, by id.

        All inputs at once: who an actor is, all articles together tell, as they do in a ledger.
        """
        ...

    def quotes(self, record: Row) -> Sequence[Row] | None:
        """Attributions: ``source``, ``cue`` and ``content`` as lists of spans."""
        ...

    def pairs(self, record: Row) -> str | None:
        """The PLOVER root of what source does to target."""
        ...

    def times(self, record: Row) -> Sequence[Row] | None:
        """Temporal expressions: ``start``, ``end``, ``type``, ``value``; ``dct`` is the day of writing."""
        ...

    def places(self, record: Row) -> Sequence[Row] | None:
        """Coordinates of the mentions in ``places``; without that key, the mentions found.

        Each with ``start``, ``end``, ``lat`` and ``lon``, and ``candidates`` as [lat, lon] where known.
        """
        ...

    def stories(self, records: Sequence[Row]) -> Mapping[str, str] | None:
        """The story of each article, by id."""
        ...


Predict = Callable[[Predictors, Sequence[Row]], list[dict[str, Any]] | None]


@dataclass(frozen=True, slots=True)
class Task:
    """One task.

    Attributes:
        shape: what a row of its file must have; inputs: the keys that a predictor may see.
        predict: rows in the scorer's shape for the inputs; None where no component answers.
        tallies: one tally for each gold row, from the gold rows and the predictions by id.
        measures: the figures of a list of tallies; headline: those to show for each group.
        by_type: F1 by type, for tasks that have types.
        calibrated: how often entries of each confidence are right, for tasks whose entries have one.
    """

    shape: Shape
    inputs: tuple[str, ...]
    predict: Predict
    tallies: Callable[[Sequence[Row], Mapping[str, Row]], list[Any]]
    measures: Callable[[Sequence[Any]], dict[str, Measure]]
    headline: tuple[str, ...]
    by_type: Callable[[Sequence[Any]], dict[str, F1]] | None = None
    calibrated: Callable[[Sequence[Any]], Calibration] | None = None


ARTICLE: Final = ("id", "text", "title", "publisher", "published", "url")


def run(
    name: str,
    path: Path,
    predictors: Predictors,
    *,
    out: Path | None = None,
    by: str | None = None,
    bootstrap: int = 0,
    min_confidence: float | None = None,
) -> Report:
    """Predict for a file, score, and report.

    Args:
        name: one of :data:`TASKS`.
        path: the gold file.
        predictors: who answers.
        out: where to write the predictions in the scorer's shape.
        by: a key of the gold rows to group by, or ``type`` for tasks that have types.
        bootstrap: how often to draw articles for 95 % intervals; 0 for none.
        min_confidence: at which precision and recall are wanted too, for tasks whose entries have one.

    Raises:
        InputError: for a file that is not of the task. UsageError: for a task or grouping that is not there.
    """
    if name not in TASKS:
        raise UsageError(f"no task {name!r}; there are {', '.join(TASKS)}")
    task = TASKS[name]
    if by == "type" and task.by_type is None:
        raise UsageError(f"{name} has no types to group by")
    if min_confidence is not None and task.calibrated is None:
        raise UsageError(f"what is found for {name} has no confidence to choose by")
    rows = read_rows(path, task.shape)
    if by not in (None, "type") and not any(by in row for row in rows):
        raise UsageError(f"no row of {path} has {by!r} to group by")
    predicted = task.predict(predictors, [_only(row, task.inputs) for row in rows])
    if out is not None:
        write_rows(out, predicted or ())
    return score(
        name,
        rows,
        predicted,
        source=str(path),
        by=by,
        bootstrap=bootstrap,
        min_confidence=min_confidence,
    )


def score(
    name: str,
    rows: Sequence[Row],
    predicted: Sequence[Row] | None,
    *,
    source: str = "",
    by: str | None = None,
    bootstrap: int = 0,
    min_confidence: float | None = None,
) -> Report:
    """The report of predictions in the scorer's shape; None stands for no component at all."""
    task = TASKS[name]
    answers = {p["id"]: p for p in predicted or ()}
    failed = {k: str(p["error"]) for k, p in answers.items() if p.get("error")}
    tallies = task.tallies(rows, {k: p for k, p in answers.items() if k not in failed})
    groups: dict[str, list[Any]] = {}
    if by and by != "type":
        for row, tally in zip(rows, tallies, strict=True):
            groups.setdefault(str(row.get(by)), []).append(tally)
    return Report(
        task=name,
        source=source,
        answered=predicted is not None,
        failed=failed,
        total=Group(len(rows), task.measures(tallies)),
        intervals=interval(tallies, task.measures, bootstrap) if bootstrap else {},
        by=by,
        groups={k: Group(len(v), task.measures(v)) for k, v in sorted(groups.items())},
        types=task.by_type(tallies) if by == "type" and task.by_type else {},
        headline=task.headline,
        calibration=task.calibrated(tallies) if task.calibrated else None,
        min_confidence=min_confidence,
    )


def _only(row: Row, keys: Iterable[str]) -> dict[str, Any]:
    return {k: row[k] for k in keys if k in row}


def _each(method: str, key: str) -> Predict:
    """Ask the method for one record after another; its answer goes under the key."""

    def predict(predictors: Predictors, records: Sequence[Row]) -> list[dict[str, Any]] | None:
        ask = getattr(predictors, method)
        rows = []
        for record in records:
            answer = ask(record)
            if answer is not None:
                rows.append({key: answer, "id": record["id"]})
        return rows or None

    return predict


def _predict_places(predictors: Predictors, records: Sequence[Row]) -> list[dict[str, Any]] | None:
    """Ask for the coordinates of given mentions, then for mentions with nothing given."""
    rows = []
    for record in records:
        mentions = [{"start": p["start"], "end": p["end"]} for p in record["places"]]
        bare = {k: v for k, v in record.items() if k != "places"}
        placed = predictors.places({**bare, "places": mentions})
        found = predictors.places(bare)
        if placed is None and found is None:
            continue
        row: dict[str, Any] = {"id": record["id"], "places": list(placed or ())}
        rows.append(row if found is None else {**row, "detected": list(found)})
    return rows or None


def _predict_gold(predictors: Predictors, records: Sequence[Row]) -> list[dict[str, Any]] | None:
    found = predictors.gold(records)
    if found is None:
        return None
    return [{**found[r["id"]], "id": r["id"]} for r in records if r["id"] in found]


def _predict_stories(predictors: Predictors, records: Sequence[Row]) -> list[dict[str, Any]] | None:
    found = predictors.stories(records)
    if found is None:
        return None
    return [{"id": r["id"], "story": found[r["id"]]} for r in records if r["id"] in found]


def _one_by_one(
    tally: Callable[[Row, Row | None], Any],
) -> Callable[[Sequence[Row], Mapping[str, Row]], list[Any]]:
    return lambda rows, predicted: [tally(row, predicted.get(row["id"])) for row in rows]


TASKS: Final[Mapping[str, Task]] = {
    "gold": Task(
        shape={
            "text": None,
            "furniture": [],
            "actors": [{"key": None, "kind": None, "name": None, "country": None, "sector": None}],
            "statements": [{"speaker": None, "content": [], "form": None}],
            "events": [
                {
                    "type": None,
                    "status": None,
                    "actor": [],
                    "recipient": [],
                    "date": None,
                    "evidence": [],
                }
            ],
            "proposals": [{"mentions": [], "steps": [{"step": None, "by": [], "evidence": None}]}],
        },
        inputs=ARTICLE,
        predict=_predict_gold,
        tallies=_one_by_one(gold.tally),
        measures=gold.measures,
        headline=(
            "statements.speaker",
            "events.type",
            "events.+actor",
            "events.+both",
            "proposals.steps",
            "furniture",
        ),
        by_type=gold.by_type,
        calibrated=gold.calibrated,
    ),
    "quotes": Task(
        shape={"text": None, "attributions": [{"content": []}]},
        inputs=ARTICLE,
        predict=_each("quotes", "attributions"),
        tallies=_one_by_one(quotes.tally),
        measures=quotes.measures,
        headline=(
            "attribution all",
            "attribution direct",
            "attribution indirect",
            "content partial",
        ),
    ),
    "pairs": Task(
        shape={"text": None, "source_spans": [], "target_spans": [], "label": None},
        inputs=("id", "text", "source", "source_spans", "target", "target_spans"),
        predict=_each("pairs", "label"),
        tallies=_one_by_one(pairs.tally),
        measures=pairs.measures,
        headline=("root", "quad", "accuracy"),
        by_type=pairs.by_type,
    ),
    "times": Task(
        shape={
            "text": None,
            "timexes": [{"start": None, "end": None, "type": None, "value": None}],
        },
        inputs=("id", "text", "dct", "title", "publisher", "published", "url"),
        predict=_each("times", "timexes"),
        tallies=_one_by_one(times.tally),
        measures=times.measures,
        headline=times.NAMES,
    ),
    "places": Task(
        shape={"text": None, "places": [{"start": None, "end": None}]},
        inputs=(*ARTICLE, "date", "places"),
        predict=_predict_places,
        tallies=_one_by_one(places.tally),
        measures=places.measures,
        headline=("acc@161", "resolved", "median"),
    ),
    "stories": Task(
        shape={"text": None, "event": None},
        inputs=ARTICLE,
        predict=_predict_stories,
        tallies=stories.tallies,
        measures=stories.measures,
        headline=("bcubed", "stories", "events"),
    ),
}
"""The tasks by name."""
