"""Judgements: appended, undone, kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from ledger_cases import RUN, VERSIONS, case

from parley.errors import NotFoundError, UsageError
from parley.ledger import Identity, Ledger, Query, edits, standing, verdict
from parley.records import Judgement

NOON = datetime(2025, 4, 1, 12, tzinfo=UTC)
ONE, YIELDED = case(1)
EVENT = YIELDED.events[0].id


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "parley.db") as opened:
        opened.add(ONE, YIELDED, run=RUN)
        yield opened


def decide(ledger: Ledger, what: str, entry: str = EVENT, **fields: object) -> Judgement:
    return ledger.judge(Judgement(entry, what, "ana", NOON, **fields))


def test_a_judgement_is_numbered_and_stands_by_its_entry(ledger: Ledger) -> None:
    made = decide(ledger, "reject", EVENT[:9], why="twice the same")
    assert (made.number, made.entry, made.article) == (1, EVENT, ONE.id)
    assert decide(ledger, "comment").number == 2
    assert ledger.judgements(EVENT) == ledger.judgements() == [made, ledger.judgements()[1]]
    assert ledger.get(EVENT).judgements[0] == made
    assert ledger.get(EVENT).row.verdict == "reject"


def test_rejected_entries_are_not_listed_unless_asked_for(ledger: Ledger) -> None:
    decide(ledger, "accept", YIELDED.events[1].id)
    decide(ledger, "reject")
    assert EVENT not in [r.id for r in ledger.events()]
    assert ledger.counts().events == 2
    everything = {r.id: r.verdict for r in ledger.events(Query(rejected=True))}
    assert [everything[e.id] for e in YIELDED.events] == ["reject", "accept", None]


def test_undo_is_a_row_and_can_be_undone(ledger: Ledger) -> None:
    decide(ledger, "accept")
    decide(ledger, "reject")
    undone = ledger.undo(2, who="olaf", when=NOON)
    assert (undone.number, undone.verdict, undone.undoes) == (3, "undo", 2)
    assert ledger.get(EVENT).row.verdict == "accept"
    with pytest.raises(UsageError, match="2 is not in force"):
        ledger.undo(2, who="olaf", when=NOON)
    ledger.undo(3, who="ana", when=NOON)
    assert ledger.get(EVENT).row.verdict == "reject"
    with pytest.raises(NotFoundError, match="numbered from 1"):
        ledger.undo(99, who="ana", when=NOON)
    assert [j.number for j in standing(ledger.judgements())] == [1, 2, 4]


def test_edits_keep_the_value_that_stood_before(ledger: Ledger) -> None:
    first = decide(ledger, "edit", field="mode", new='"phone"')
    second = decide(ledger, "edit", field="mode", new='"meet"')
    assert (first.old, second.old) == ('"visit"', '"phone"')
    assert edits(ledger.judgements()) == {"mode": "meet"}
    ledger.undo(2, who="ana", when=NOON)
    assert edits(ledger.judgements()) == {"mode": "phone"}
    assert verdict(ledger.judgements()) == "edit"
    assert ledger.get(EVENT).row.record.mode == "visit"  # the record stays the machine's


def test_judgements_that_cannot_be_meant(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="names a field"):
        decide(ledger, "edit")
    with pytest.raises(UsageError, match="no field 'colour'"):
        decide(ledger, "edit", field="colour", new="1")
    with pytest.raises(UsageError, match="is not JSON"):
        decide(ledger, "edit", field="mode", new="phone")
    for wrong in ("ev-nothing", "\udce9"):
        with pytest.raises(NotFoundError):
            decide(ledger, "accept", wrong)
    with pytest.raises(UsageError, match="no time zone"):
        ledger.judge(Judgement(EVENT, "accept", "ana", datetime(2025, 4, 1)))
    assert ledger.judgements() == []


def test_moments_are_kept_in_utc(ledger: Ledger) -> None:
    east = datetime(2025, 4, 1, 14, tzinfo=timezone(timedelta(hours=2)))
    ledger.judge(Judgement(EVENT, "accept", "ana", east))
    assert ledger.judgements()[0].when == NOON == east


def test_judgements_outlive_the_entries_that_they_judge(ledger: Ledger) -> None:
    decide(ledger, "reject")
    gone = decide(ledger, "accept", YIELDED.events[2].id)
    newer = replace(YIELDED, events=YIELDED.events[:2], versions={**VERSIONS, "model": "2"})
    assert ledger.add(ONE, newer, run=RUN) == "changed"
    assert ledger.get(EVENT).row.verdict == "reject"
    assert [j.entry for j in ledger.judgements()] == [EVENT, gone.entry]
    assert ledger.judgements(gone.entry) == [gone]
    ledger.undo(2, who="ana", when=NOON)
    assert verdict(ledger.judgements(gone.entry)) is None


@pytest.mark.parametrize("sql", ["DELETE FROM judgement", "UPDATE judgement SET who = 'me'"])
def test_the_file_itself_refuses_to_change_judgements(ledger: Ledger, sql: str) -> None:
    decide(ledger, "accept")
    with (
        sqlite3.connect(ledger.path) as raw,
        pytest.raises(sqlite3.IntegrityError, match="appended"),
    ):
        raw.execute(sql)


def test_decisions_about_actors_are_kept_apart_from_those_about_entries(ledger: Ledger) -> None:
    article = ONE.id
    actor = YIELDED.actors[0]
    ledger.settle(identities=[Identity(article, actor.key, "act-1", "One", "person", None, None)])
    assert ledger.unsettled() == []
    merged = ledger.judge_actor(Judgement("act-1", "merge", "ana", NOON, old="{}", new="{}"))
    assert ledger.decisions() == [merged]
    assert ledger.unsettled() == [article]
    ledger.settle()
    ledger.undo(merged.number or 0, who="ana", when=NOON)
    assert ledger.decisions() == []
    assert ledger.unsettled() == [article]


def test_an_actor_is_not_accepted_and_an_entry_not_merged(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="merge or split"):
        ledger.judge_actor(Judgement("act-1", "accept", "ana", NOON))
    with pytest.raises(UsageError, match="is for actors"):
        decide(ledger, "merge")
