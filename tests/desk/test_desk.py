"""The desk on the example case: what a user holds after reading it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import _GeneratorContextManager
from datetime import date
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from parley.desk import Desk, open_desk
from parley.errors import NotFoundError, UsageError
from parley.language.bounds import within

CASE = Path(__file__).parents[2] / "examples" / "case"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with open_desk(tmp_path_factory.mktemp("case") / "case.db") as made:
        report = made.read([CASE])
        assert report.failed == []
        assert report.new == 17
        yield made


def test_reading_again_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    before = exported(desk, tmp_path / "before")
    report = desk.read([CASE])
    assert (report.new, report.changed, report.same) == (0, 0, 17)
    assert exported(desk, tmp_path / "after") == before


def exported(desk: Desk, folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in desk.export("jsonl", folder) if p.suffix == ".jsonl"}


def test_halves_in_two_processes_give_the_same_ledger(desk: Desk, tmp_path: Path) -> None:
    files = sorted(CASE.iterdir())
    shared = tmp_path / "halves.db"
    code = "import sys, parley; parley.open_desk(sys.argv[1]).read(sys.argv[2:])"
    halves = [files[::2], files[1::2]]
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(shared), *map(str, half)])
        for half in halves
    ]
    assert [p.wait(timeout=300) for p in running] == [0, 0]
    with open_desk(shared) as other:
        assert exported(other, tmp_path / "two") == exported(desk, tmp_path / "one")


def test_spellings_are_one_actor(desk: Desk) -> None:
    zelensky = [r for r in desk.actors(country="UKR") if r.name.split()[-1].startswith("Zelensk")]
    assert len(zelensky) == 1
    assert {"Zelenskyy", "Zelensky", "Zelenskiy"} <= {n.split()[-1] for n in zelensky[0].names}
    peskov = [r for r in desk.actors(country="RUS") if any("Peskov" in n for n in r.names)]
    assert len(peskov) == 1


def test_statements_of_a_speaker(desk: Desk) -> None:
    rows = desk.statements(speaker="Lavrov")
    assert rows
    assert all(r.who("speaker")[0].name.endswith("Lavrov") for r in rows)


def test_search_finds_words_in_any_order_and_phrases(desk: Desk) -> None:
    assert desk.statements(text="support certainly")
    assert desk.statements(text='"certainly support"')
    assert not desk.statements(text='"support certainly"')


def test_the_ceasefire_has_its_steps(desk: Desk) -> None:
    steps = {str(r.record.step) for r in desk.steps(type="ceasefire")}
    assert {"proposed", "accepted"} <= steps


def test_a_copy_is_known_as_one(desk: Desk) -> None:
    copies = [r for r in desk.articles() if r.copy_of]
    assert len(copies) == 1
    assert "Kyiv looks on" in (copies[0].title or "")


def test_the_undated_piece_stays_undated(desk: Desk) -> None:
    undated = [r for r in desk.articles() if r.published is None]
    assert [Path(r.origin).name for r in undated] == ["15-undated-black-sea.txt"]


def test_as_of_hides_what_was_not_yet_published(desk: Desk) -> None:
    rows = desk.events(as_of=date(2025, 2, 12))
    assert rows
    assert all(r.article.published and r.article.published <= date(2025, 2, 12) for r in rows)


def test_judgements_are_appended_and_undone(desk: Desk) -> None:
    entry = desk.events(type="CONSULT")[0]
    desk.judge(entry.id, "reject", who="tester", why="for the test")
    assert entry.id not in {r.id for r in desk.events()}
    desk.judge(entry.id, "undo", who="tester")
    assert entry.id in {r.id for r in desk.events()}
    with pytest.raises(UsageError, match="undo"):
        desk.judge(entry.id, "undo", who="tester")


def test_every_entry_knows_how_widely_it_is_reported(desk: Desk) -> None:
    for happening in desk.happenings(order="weight", limit=3):
        assert {desk.spread(entry) for entry in happening.entries} == {happening.spread}
    step = next(s for t in desk.threads(order="weight") for s in t.steps if len(s.entries) > 1)
    assert {desk.spread(entry) for entry in step.entries} == {step.spread}
    once, every = desk.statements(once=True), desk.statements()
    assert all(desk.spread(row.id).articles >= 1 for row in once[:5])
    again = {row.id for row in every} - {row.id for row in once}
    assert max(desk.spread(entry).articles for entry in again) > 1


def test_what_moved_last_comes_first_and_what_has_no_state_last(desk: Desk) -> None:
    found = desk.threads(order="newest")
    stateless = [thread.state is None for thread in found]
    assert stateless == sorted(stateless)
    published = [t.last_published for t in found if t.state and t.last_published]
    assert published[0] == max(published)
    assert [t.id for t in desk.threads(order="newest", as_of=date(2100, 1, 1))] == [
        t.id for t in found
    ]
    assert [t.id for t in desk.threads(order="newest", limit=2)] == [t.id for t in found[:2]]


def test_unknown_filters_and_countries_are_refused(desk: Desk) -> None:
    with pytest.raises(UsageError, match="colour"):
        desk.events(colour="red")
    with pytest.raises(UsageError, match="ISO"):
        desk.events(country="Atlantis")
    with pytest.raises(UsageError, match="CONSULT"):
        desk.events(type="CONSLT")
    with pytest.raises(UsageError, match="2025-03-11"):
        desk.events(since="March")


def test_days_may_be_words_and_types_several(desk: Desk) -> None:
    rows = desk.events(since="2025-03-01", type=["consult", "ASSAULT"])
    assert {r.record.type.value for r in rows} == {"CONSULT", "ASSAULT"}
    assert desk.events(type="Consultation") == desk.events(type="CONSULT")  # as pages call it


def test_the_beginning_of_an_id_finds_one(desk: Desk) -> None:
    actor = desk.actors()[0]
    assert desk.actor(actor.identity[:12]) == actor
    story = desk.stories()[0]
    assert desk.story(story.id[:12]) == story
    entry = desk.statements()[0]
    assert desk.entry(entry.id[:12]).row.id == entry.id
    for find in (desk.actor, desk.story, desk.entry, desk.article):
        with pytest.raises(NotFoundError):
            find("act-zz")


def test_limit_and_offset_count_corrected_entries(desk: Desk) -> None:
    before = [r.id for r in desk.events()]
    desk.judge(before[0], "edit", who="tester", field="status", value="denied")
    desk.judge(before[3], "edit", who="tester", field="date", value="2030-01-01")
    try:
        after = [r.id for r in desk.events()]
        assert sorted(after) == sorted(before)
        # What is in the future comes after all other days, before what has none.
        assert after.index(before[3]) > 3
        assert [r.id for r in desk.events(limit=3)] == after[:3]
        for offset in range(len(after) + 2):
            page = [r.id for r in desk.events(limit=3, offset=offset)]
            assert page == after[offset : offset + 3]
        assert desk.events(order="newest", limit=1)[0].id == before[3]
        assert before[0] in {r.id for r in desk.events(status="denied")}
    finally:
        desk.judge(before[0], "undo", who="tester")
        desk.judge(before[3], "undo", who="tester")
    assert [r.id for r in desk.events()] == before


def test_the_brief_and_the_export_follow_corrections(desk: Desk, tmp_path: Path) -> None:
    entry = desk.statements(speaker="Lavrov")[0]
    desk.judge(entry.id, "edit", who="tester", field="status", value="denied")
    try:
        desk.export("jsonl", tmp_path / "all.jsonl")
        lines = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
        (line,) = [
            x for x in map(json.loads, lines) if x["table"] == "statements" and x["id"] == entry.id
        ]
        assert (line["status"], line["judged"]) == ("denied", "edit")
    finally:
        desk.judge(entry.id, "undo", who="tester")


def test_frames_need_pandas_and_a_listing(desk: Desk) -> None:
    with pytest.raises(UsageError, match="statements"):
        desk.frame("judge")
    if find_spec("pandas") is None:
        with pytest.raises(UsageError, match="pip install"):
            desk.frame("statements")
    else:
        assert len(desk.frame("statements")) == len(desk.statements())


def test_a_single_path_is_one_source(desk: Desk) -> None:
    assert desk.read(CASE / "15-undated-black-sea.txt").same == 1


def test_merges_and_splits_of_actors_survive_reading_again(tmp_path: Path) -> None:
    texts = {
        "one.txt": "Harbour Watch said on Monday that the port of Odesa was calm.",
        "two.txt": "Harbour Watch said on Tuesday that two ships had left.",
        "three.txt": "The Coastal Institute said on Friday that the ships had come back.",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    with open_desk(tmp_path / "parley.db") as desk:
        desk.read(sorted(tmp_path.glob("*.txt")))
        (one,) = desk.actors(text="harbour watch")
        (other,) = desk.actors(text="coastal institute")
        desk.judge(one.identity, "merge", who="tester", value=other.identity)
        assert [r.articles for r in desk.actors(text="harbour watch")] == [3]
        (tmp_path / "four.txt").write_text("The Coastal Institute said that it was a mistake.")
        desk.read(tmp_path / "four.txt")
        assert [r.articles for r in desk.actors(text="harbour watch")] == [4]
        desk.judge(one.identity, "undo", who="tester")
        assert [r.articles for r in desk.actors(text="harbour watch")] == [2]
        article = next(a for a in desk.articles() if "two.txt" in a.origin)
        desk.judge(one.identity, "split", who="tester", value=article.id)
        assert [r.articles for r in desk.actors(text="harbour watch")] == [1, 1]
        with pytest.raises(UsageError, match="no name 'nobody here'"):
            desk.judge(one.identity, "split", who="tester", value="Nobody Here")
        with pytest.raises(UsageError, match="itself"):
            desk.judge(one.identity, "merge", who="tester", value=one.identity)


def test_a_reading_that_is_stopped_while_it_writes_lets_go_of_the_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(
            f"KHARTOUM, March 1{n}, 2025 - Sudan attacked Chad on Monday {n}. 'We go on,' he said."
        )
    monkeypatch.setattr("parley.ledger.sqlite.BUSY_SECONDS", 1.0)
    left = _GeneratorContextManager.__exit__
    stopped = []

    def leave(self: Any, *error: Any) -> bool | None:
        caller = sys._getframe(1)
        if caller.f_code.co_name == "add":
            stopped.append(True)
            if len(stopped) == 2:  # as if Ctrl-C came here: the transaction is not yet done
                raise KeyboardInterrupt
        return left(self, *error)

    with open_desk(tmp_path / "l.db") as desk:
        monkeypatch.setattr(_GeneratorContextManager, "__exit__", leave)
        with pytest.raises(KeyboardInterrupt):
            desk.read([tmp_path / f"{n}.txt" for n in range(3)])


def test_what_of_an_overlong_article_is_not_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parley.pipeline.within", partial(within, most=22))
    (tmp_path / "long.txt").write_text("The envoy said that the talks would go on. " * 3)
    with open_desk(tmp_path / "long.db") as desk:
        report = desk.read(tmp_path / "long.txt")
        assert (report.new, report.failed) == (1, [])
        (remark,) = report.remarks
        assert "long.txt: it is longer than the 50,000 words" in str(remark)
        assert "59 % of it is stored unread" in str(remark)
        assert desk.read(tmp_path / "long.txt").remarks == []
