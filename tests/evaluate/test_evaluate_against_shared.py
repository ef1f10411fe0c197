"""Our scorers and those beside the data give the same numbers; skipped where the data is absent."""

from __future__ import annotations

import copy
import json
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from parley.evaluate import gold, places, quotes, stories, times
from parley.evaluate.measures import F1

SHARED = Path(__file__).resolve().parents[3] / "shared"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is absent")

Row = dict[str, Any]


def rows(path: Path, limit: int) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line, _ in zip(lines, range(limit), strict=False)]


def write(path: Path, items: list[Row]) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in items), encoding="utf-8")
    return path


def run(scorer: str, *args: object) -> str:
    command = [sys.executable, str(SHARED / scorer), *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def moved(rng: random.Random, span: list[int], length: int) -> list[int]:
    start = min(max(0, span[0] + rng.choice([0, 0, -9, 7, 40])), length - 1)
    return [start, max(start + 1, min(length, span[1] + rng.choice([0, 0, -5, 8, 60])))]


def thinned(rng: random.Random, items: list[Any], keep: float = 0.8) -> list[Any]:
    return [copy.deepcopy(x) for x in items if rng.random() < keep]


def perturbed_entry(rng: random.Random, row: Row) -> Row:
    """A gold article with entries dropped, shifted and altered."""
    n, keys = len(row["text"]), [a["key"] for a in row["actors"]]
    out: Row = {
        "id": row["id"],
        "furniture": [moved(rng, s, n) for s in thinned(rng, row["furniture"])],
    }
    out["actors"] = thinned(rng, row["actors"], 0.93)
    for actor in out["actors"]:
        if rng.random() < 0.2:
            actor["country"], actor["sector"] = rng.choice(["USA", "RUS", None]), "GOV"
        if rng.random() < 0.3:
            actor["name"], actor["names_in_text"] = "Dr. " + actor["name"].upper(), []
    some = lambda ks: ks if rng.random() < 0.7 else rng.sample(keys, min(2, len(keys)))  # noqa: E731
    out["statements"] = thinned(rng, row["statements"]) + thinned(rng, row["statements"], 0.1)
    for s in out["statements"]:
        s["content"] = [moved(rng, x, n) for x in s["content"]]
        s["speaker"] = some([s["speaker"]])[0] if s["speaker"] else None
        s["form"] = rng.choice([s["form"], "direct", "indirect"])
    out["events"] = thinned(rng, row["events"]) + thinned(rng, row["events"], 0.2)
    for e in out["events"]:
        e["evidence"] = [moved(rng, x, n) for x in thinned(rng, e["evidence"])]
        e["actor"], e["recipient"] = some(e["actor"]), some(e["recipient"])
        if rng.random() < 0.2:
            e["actor"], e["recipient"] = e["recipient"], e["actor"]
        e["type"] = rng.choice([e["type"], e["type"], e["type"], "CONSULT", "ASSAULT"])
        e["status"] = rng.choice([e["status"], "actual"])
        e["killed"] = rng.choice([e["killed"], 3])
        e["place"] = rng.choice([e["place"], "the city of " + str(e["place"]), None])
        e["date"] = rng.choice([e["date"], None])
    out["proposals"] = thinned(rng, row["proposals"])
    for p in out["proposals"]:
        p["mentions"] = [moved(rng, x, n) for x in p["mentions"]]
        p["steps"] = thinned(rng, p["steps"])
        for step in p["steps"]:
            step["by"] = some(step["by"])
            step["evidence"] = step["evidence"] and moved(rng, step["evidence"], n)
    return out


@pytest.mark.parametrize("seed", [1, 2])
def test_gold_gives_the_same_numbers(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    ours = rows(SHARED / "gold/dev.jsonl", 30)
    predicted = [perturbed_entry(rng, r) for r in thinned(rng, ours, 0.95)]
    files = write(tmp_path / "g.jsonl", ours), write(tmp_path / "p.jsonl", predicted)
    run("gold/score.py", *files, "--json", tmp_path / "out.json")
    theirs = json.loads((tmp_path / "out.json").read_text())["all"]

    by_id = {r["id"]: r for r in predicted}
    got = gold.measures([gold.tally(r, by_id.get(r["id"])) for r in ours])
    del got["events.calibration"]  # a figure of our own
    assert list(got) == list(theirs)
    for name, measure in got.items():
        want = theirs[name]
        if isinstance(measure, F1):
            figures = (measure.precision, measure.recall, measure.value)
            assert [round(x, 3) for x in figures] == [want["p"], want["r"], want["f1"]], name
            assert (measure.predicted, measure.gold) == (want["n_pred"], want["n_gold"])
        else:
            digits = 4 if name == "furniture.lost" else 3
            value = measure.value
            assert (value if value is None else round(value, digits)) == want["acc"], name
            assert measure.of == want["n"]


NUMBER = re.compile(r"-?\d+\.?\d*")


def figures(line: str) -> list[str]:
    return NUMBER.findall(line)


def f1_row(measure: Any) -> list[str]:
    return [f"{x:.3f}" for x in (measure.precision, measure.recall, measure.value)]


def test_quotes_give_the_same_numbers(tmp_path: Path) -> None:
    rng = random.Random(3)
    ours = rows(SHARED / "data/quotes/polnear_dev.jsonl", 84)
    predicted = []
    for row in thinned(rng, ours, 0.95):
        found = thinned(rng, row["attributions"]) + thinned(rng, row["attributions"], 0.1)
        for a in found:
            for role in ("source", "cue", "content"):
                spans = [moved(rng, s, len(row["text"])) for s in thinned(rng, a[role], 0.9)]
                a[role] = spans if rng.random() < 0.5 else a[role]
        found += [{"source": [], "cue": [], "content": [s]} for s in row.get("discard") or []]
        predicted.append({"id": row["id"], "attributions": found})
    files = write(tmp_path / "g.jsonl", ours), write(tmp_path / "p.jsonl", predicted)
    run("data/quotes/score.py", *files, "--json", tmp_path / "out.json")
    theirs = json.loads((tmp_path / "out.json").read_text())["scores"]

    by_id = {r["id"]: r for r in predicted}
    got = quotes.measures([quotes.tally(r, by_id.get(r["id"])) for r in ours])
    got = {name: m for name, m in got.items() if "speech cue" not in name}  # a slice of our own
    assert list(got) == list(theirs)
    for name, m in got.items():
        assert isinstance(m, F1)
        want = [theirs[name][k] for k in "PRF"]
        assert [m.precision, m.recall, m.value] == pytest.approx(want, abs=1e-12), name


def test_times_give_the_same_numbers(tmp_path: Path) -> None:
    rng = random.Random(4)
    ours = rows(SHARED / "data/time/aquaint.jsonl", 73)
    predicted = []
    for row in thinned(rng, ours, 0.95):
        found = thinned(rng, row["timexes"]) + thinned(rng, row["timexes"], 0.2)
        for t in found:
            if rng.random() < 0.4:
                t["start"], t["end"] = moved(rng, [t["start"], t["end"]], len(row["text"]))
            t["value"] = rng.choice([t["value"], t["value"], "PRESENT_REF"])
            t["type"] = rng.choice([t["type"], "DATE"])
        rng.shuffle(found)
        predicted.append({"id": row["id"], "timexes": found})
    files = write(tmp_path / "g.jsonl", ours), write(tmp_path / "p.jsonl", predicted)
    theirs = run("data/time/score.py", *files).splitlines()

    by_id = {r["id"]: r for r in predicted}
    got = times.measures([times.tally(r, by_id.get(r["id"])) for r in ours])
    for line, (name, m) in zip(theirs, got.items(), strict=False):
        assert line.startswith(name)
        assert figures(line.replace("F1", "F")) == f1_row(m)
    assert figures(theirs[-1]) == [str(m.predicted), str(m.gold)]  # type: ignore[union-attr]


def test_places_give_the_same_numbers(tmp_path: Path) -> None:
    rng = random.Random(5)
    ours = rows(SHARED / "data/places/gwn.jsonl", 60)
    predicted = []
    for row in thinned(rng, ours, 0.95):
        found = thinned(rng, row["places"])
        for p in found:
            if p["lat"] is not None and rng.random() < 0.4:
                p["lat"], p["lon"] = float(p["lat"]) + rng.uniform(-3, 3), p["lon"]
            if rng.random() < 0.1:
                p["lat"] = None
        predicted.append({"id": row["id"], "places": found})
    files = write(tmp_path / "g.jsonl", ours), write(tmp_path / "p.jsonl", predicted)
    theirs = figures(run("data/places/score.py", *files).replace("acc@161", ""))

    by_id = {r["id"]: r for r in predicted}
    got = places.measures([places.tally(r, by_id.get(r["id"])) for r in ours])
    assert theirs == [
        f"{got['acc@161'].value:.3f}",
        f"{got['resolved'].value:.3f}",
        f"{got['mean'].value:.0f}",
        f"{got['median'].value:.0f}",
        str(got["acc@161"].of),  # type: ignore[union-attr]
    ]


def test_stories_give_the_same_numbers(tmp_path: Path) -> None:
    rng = random.Random(6)
    ours = rows(SHARED / "data/stories/news_cluster_dev.jsonl", 184)
    predicted = [
        {"id": r["id"], "story": rng.choice([r["event"], r["event"], "one", "two"])}
        for r in thinned(rng, ours, 0.9)
    ]
    files = write(tmp_path / "g.jsonl", ours), write(tmp_path / "p.jsonl", predicted)
    theirs = figures(run("data/stories/score.py", *files).replace("F1", "F"))

    got = stories.measures(stories.tallies(ours, {r["id"]: r for r in predicted}))
    counts = [str(got["stories"].value), str(got["events"].value), str(len(ours))]
    assert theirs == [*f1_row(got["bcubed"]), *counts]
