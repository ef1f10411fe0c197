"""The tasks: files, what predictors may see, and reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from parley.errors import InputError, UsageError
from parley.evaluate import tasks

ROWS: dict[str, dict[str, Any]] = {
    "gold": {
        "furniture": [],
        "actors": [],
        "statements": [],
        "events": [],
        "proposals": [],
        "story": "s1",
    },
    "quotes": {"attributions": [{"source": [], "cue": [], "content": [[0, 3]]}]},
    "pairs": {"source_spans": [[0, 3]], "target_spans": [[4, 7]], "label": "AID", "penta": 2},
    "times": {
        "dct": "2025-03-12",
        "timexes": [{"start": 0, "end": 3, "type": "DATE", "value": "x"}],
    },
    "places": {"places": [{"start": 0, "end": 3, "name": "One", "lat": 1.0, "lon": 2.0}]},
    "stories": {"event": "e1"},
}


class Nobody:
    """Answers nothing."""

    def gold(self, record: Any) -> Any:
        return None

    quotes = pairs = times = places = stories = gold


class Recorder(Nobody):
    """Answers something and remembers what it was shown."""

    def __init__(self) -> None:
        self.shown: list[Any] = []

    def _see(self, answer: Any) -> Any:
        def ask(record: Any) -> Any:
            self.shown.append(record)
            return answer(record) if callable(answer) else answer

        return ask

    def __getattribute__(self, name: str) -> Any:
        answers: dict[str, Any] = {
            "gold": lambda records: {r["id"]: {"statements": [], "events": []} for r in records},
            "quotes": [{"source": [], "cue": [], "content": [[0, 3]]}],
            "pairs": "AID",
            "times": [{"start": 0, "end": 3, "type": "DATE", "value": "x"}],
            "places": [{"start": 0, "end": 3, "lat": 1.0, "lon": 2.0}],
            "stories": lambda records: {r["id"]: "s" for r in records},
        }
        if name in answers:
            return self._see(answers[name])
        return super().__getattribute__(name)


def file(tmp_path: Path, name: str, count: int = 2) -> Path:
    path = tmp_path / f"{name}.jsonl"
    lines = [{"id": str(i), "text": "One two six.", **ROWS[name]} for i in range(count)]
    path.write_text("\n".join(json.dumps(r) for r in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", tasks.TASKS)
def test_without_a_component_it_says_so(tmp_path: Path, name: str) -> None:
    report = tasks.run(name, file(tmp_path, name), Nobody(), out=tmp_path / "out.jsonl")
    assert "no component answers this task yet" in report.as_text()
    assert not json.loads(report.as_json())["answered"]
    assert (tmp_path / "out.jsonl").read_text() == ""


@pytest.mark.parametrize("name", tasks.TASKS)
def test_predictors_see_inputs_only(tmp_path: Path, name: str) -> None:
    recorder = Recorder()
    out = tmp_path / "out.jsonl"
    report = tasks.run(name, file(tmp_path, name), recorder, out=out, bootstrap=5)
    assert report.answered
    assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == ["0", "1"]
    shown = json.dumps(recorder.shown)
    for secret in (
        "label",
        "timexes",
        "attributions",
        "lat",
        "event",
        "statements",
        "penta",
        "story",
    ):
        assert f'"{secret}"' not in shown, secret


def test_places_are_asked_with_and_without_mentions(tmp_path: Path) -> None:
    recorder = Recorder()
    tasks.run("places", file(tmp_path, "places", 1), recorder)
    assert recorder.shown[0]["places"] == [{"start": 0, "end": 3}]
    assert "places" not in recorder.shown[1]


def test_groups_and_types(tmp_path: Path) -> None:
    by_story = tasks.run("gold", file(tmp_path, "gold"), Recorder(), by="story")
    assert by_story.groups["s1"].size == 2
    assert "s1" in by_story.as_text()
    by_type = tasks.run("pairs", file(tmp_path, "pairs"), Recorder(), by="type")
    assert by_type.as_dict()["types"]["AID"]["f1"] == 1.0


def test_calibration_is_in_the_report(tmp_path: Path) -> None:
    event = {"type": "AID", "status": "actual", "actor": [], "recipient": [], "date": None}
    event = {**event, "evidence": [[0, 3]]}

    class Sure(Nobody):
        def gold(self, records: Any) -> Any:
            return {r["id"]: {"events": [{**event, "confidence": 0.8}]} for r in records}

    path = tmp_path / "gold.jsonl"
    row = {"id": "a", "text": "One two six.", **ROWS["gold"], "events": [event, event]}
    path.write_text(json.dumps(row), encoding="utf-8")
    report = tasks.run("gold", path, Sure(), min_confidence=0.8)
    assert "  0.8 to 0.9        1  0.800  1.000  1.000  0.500\n" in report.as_text()
    assert "--min-confidence 0.8: P 1.000  R 0.500" in report.as_text()
    packed = report.as_dict()
    assert packed["calibration"]["error"] == 0.2
    assert packed["calibration"]["bins"][8]["entries"] == 1
    assert packed["kept"]["events.type"]["r"] == 0.5
    assert "confidence of events" not in tasks.run("gold", path, Nobody()).as_text()


def test_groupings_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no row"):
        tasks.run("gold", file(tmp_path, "gold"), Nobody(), by="colour")
    with pytest.raises(UsageError, match="no types"):
        tasks.run("times", file(tmp_path, "times"), Nobody(), by="type")
    with pytest.raises(UsageError, match="no confidence"):
        tasks.run("times", file(tmp_path, "times"), Nobody(), min_confidence=0.5)
    with pytest.raises(UsageError, match="no task 'tea'"):
        tasks.run("tea", file(tmp_path, "gold"), Nobody())


def test_a_record_that_fails_counts_as_nothing_found(tmp_path: Path) -> None:
    class Failing(Nobody):
        def gold(self, record: Any) -> Any:
            return {r["id"]: {"error": "too large"} for r in record}

    report = tasks.run("gold", file(tmp_path, "gold", 1), Failing())
    assert report.failed == {"0": "too large"}
    assert "failed: 0: too large" in report.as_text()


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("{", 1, "is not JSON"),
        ("[]", 1, "not an object"),
        ('{"text": "a"}', 1, "has no id"),
        ('\n{"id": "1", "text": "a"}', 2, "has no source_spans"),
        (
            '{"id": 1, "text": "", "source_spans": [], "target_spans": [], "label": ""}',
            1,
            "not a string",
        ),
        (
            '{"id": "1", "text": "", "source_spans": 3, "target_spans": [], "label": ""}',
            1,
            "not a list",
        ),
        ("", None, "has no rows"),
    ],
)
def test_files_that_are_not_of_the_task(
    tmp_path: Path, content: str, line: int | None, reason: str
) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=reason) as caught:
        tasks.run("pairs", path, Nobody())
    assert caught.value.line == line


def test_ids_there_twice_and_files_that_cannot_be_read(tmp_path: Path) -> None:
    path = file(tmp_path, "stories", 1)
    path.write_text(path.read_text() + "\n" + path.read_text(), encoding="utf-8")
    with pytest.raises(InputError, match="line 2: id '0' is there twice"):
        tasks.run("stories", path, Nobody())
    with pytest.raises(InputError, match="No such file"):
        tasks.run("stories", tmp_path / "none.jsonl", Nobody())
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "\xe9"}')
    with pytest.raises(InputError, match="not UTF-8"):
        tasks.run("stories", tmp_path / "latin.jsonl", Nobody())
