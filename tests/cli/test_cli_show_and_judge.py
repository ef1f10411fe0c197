"""Showing one thing, and judging entries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_cases import Parley


def first(parley: Parley, *args: Any) -> dict[str, Any]:
    rows: list[dict[str, Any]] = json.loads(parley(*args, "--limit", "1", "--json").out)
    return rows[0]


def test_a_statement_stands_in_its_paragraph(parley: Parley) -> None:
    row = first(parley, "statements", "--form", "direct", "--speaker", "Lavrov")
    done = parley("show", row["id"][:9])
    assert done.code == 0
    text = " ".join(line.removeprefix("  │ ") for line in done.out.splitlines() if "│" in line)
    assert "Lavrov" in text
    for opening, closing in ("»«", "[]", "{}", "⟨⟩"):
        assert opening in text
        assert closing in text
    content = text.split("⟨")[1].split("⟩")[0]
    assert content in row["words"]
    assert "made by" in done.out
    assert row["article"] in done.out


@pytest.mark.parametrize(
    "listing", ["statements", "events", "proposals", "actors", "stories", "articles"]
)
def test_whatever_has_an_id_can_be_shown(parley: Parley, listing: str) -> None:
    row = first(parley, listing)
    done = parley("show", row["id"][:9])
    assert done.code == 0, done.err
    assert row["id"] in done.out
    assert json.loads(parley("show", row["id"], "--json").out)


def test_a_whole_proposal(parley: Parley) -> None:
    row = first(parley, "proposals", "--whole")
    done = parley("show", row["id"])
    assert row["name"] in done.out
    assert "»" in done.out


def test_an_article_shows_its_furniture(parley: Parley) -> None:
    row = first(parley, "articles", "--text", "phone")
    out = parley("show", row["id"]).out
    assert "[byline]" in out
    assert "(html " in out or "line" in out


def test_a_copy_names_its_original(parley: Parley) -> None:
    rows = json.loads(parley("articles", "--json").out)
    copy = next(row for row in rows if row["copy_of"])
    assert copy["copy_of"] in parley("show", copy["id"]).out


@pytest.mark.parametrize(
    "wrong", ["zz", "st-", "art-zz", "act-zz", "sto-zz", "", "'; DROP TABLE entry"]
)
def test_wrong_ids(parley: Parley, wrong: str) -> None:
    done = parley("show", wrong)
    assert done.code == 1
    assert done.out == ""
    assert done.err.count("\n") == 1


def test_a_correction_is_listed_and_what_was_found_stays_visible(
    parley: Parley, own_ledger: Path
) -> None:
    here = ("--ledger", own_ledger)
    row = first(parley, "contacts", "--accounts", "--status", "actual", *here)
    judge = ("judge", row["id"], "edit", "--who", "tester", *here)
    assert parley(*judge, "--field", "status", "--value", "Planned").code == 0
    assert parley(*judge, "--field", "date", "--value", "2025-01").code == 0
    assert parley(*judge, "--field", "killed", "--value", "9-12").code == 0
    now = first(
        parley, "contacts", "--accounts", "--status", "planned", "--until", "2025-01-31", *here
    )
    assert (now["id"], now["status"], now["verdict"]) == (row["id"], "planned", "edit")
    assert (now["start"], now["end"], now["precision"]) == ("2025-01-01", "2025-01-31", "month")
    assert (now["killed_low"], now["killed_best"], now["killed_high"]) == (9, None, 12)
    others = json.loads(parley("contacts", "--accounts", "--status", "actual", "--json", *here).out)
    assert row["id"] not in {r["id"] for r in others}
    shown = parley("show", row["id"], *here).out
    assert "planned (found: actual)" in shown
    assert "tester" in shown
    for _ in range(3):
        assert parley("judge", row["id"], "undo", *here).code == 0
    assert first(parley, "contacts", "--accounts", "--status", "actual", *here)["id"] == row["id"]
    assert parley("judge", row["id"], "undo", *here).code == 2


def test_a_correction_of_type_and_people(parley: Parley, own_ledger: Path) -> None:
    here = ("--ledger", own_ledger)
    row = first(parley, "contacts", "--accounts", *here)
    judge = ("judge", row["id"], "edit", *here)
    assert parley(*judge, "--field", "type", "--value", "agree").code == 0
    assert parley(*judge, "--field", "actor", "--value", "Ukraine").code == 0
    assert row["id"] not in parley("contacts", "--accounts", "--json", *here).out
    found = json.loads(
        parley("events", "--accounts", "--type", "AGREE", "--actor", "Ukraine", "--json", *here).out
    )
    assert next(r for r in found if r["id"] == row["id"])["actor"] == ["Ukraine"]
    article = parley("events", "--accounts", "--article", row["article"], "--json", *here).out
    assert article.count(row["id"]) == 1


def test_a_speaker_is_corrected(parley: Parley, own_ledger: Path) -> None:
    here = ("--ledger", own_ledger)
    row = first(parley, "statements", "--speaker", "Peskov", *here)
    judge = ("judge", row["id"], "edit", "--field", "speaker", *here)
    assert parley(*judge, "--value", "none").code == 0
    rows = json.loads(parley("statements", "--article", row["article"], "--json", *here).out)
    assert next(r for r in rows if r["id"] == row["id"])["speaker"] is None
    assert row["id"] not in parley("statements", "--speaker", "Peskov", "--json", *here).out


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("status", "plannd", "planned"),
        ("type", "MEET", "CONSULT"),
        ("date", "Tuesday", "2025-03-11"),
        ("date", "2025-13", "2025-03-11"),
        ("date", "2025-03-12/2025-03-10", "2025-03-11"),
        ("actor", "Nobody Inparticular", "no actor"),
        ("killed", "many", "9-12"),
        ("killed", "12-9", "9-12"),
        ("anchor", "wordsthatarenotthere", "words of the article"),
        ("colour", "red", "status"),
    ],
)
def test_a_wrong_correction_is_refused(
    parley: Parley, own_ledger: Path, field: str, value: str, told: str
) -> None:
    here = ("--ledger", own_ledger)
    row = first(parley, "events", "--accounts", *here)
    done = parley("judge", row["id"], "edit", "--field", field, "--value", value, *here)
    assert done.code == 2
    assert told in done.err
    assert first(parley, "events", "--accounts", *here)["verdict"] is None


def test_rejected_entries_are_gone_until_it_is_undone(parley: Parley, own_ledger: Path) -> None:
    here = ("--ledger", own_ledger)
    row = first(parley, "events", "--accounts", *here)
    done = parley("judge", row["id"][:10], "reject", "--why", "the same event twice", *here)
    assert done.code == 0
    assert row["id"] in done.out
    for command in (
        ("events", "--accounts", "--json"),
        ("brief",),
        ("export", "jsonl", own_ledger.parent / "x.jsonl"),
    ):
        assert row["id"] not in parley(*command, *here).out
    assert row["id"] not in (own_ledger.parent / "x.jsonl").read_text(encoding="utf-8")
    assert "the same event twice" in parley("show", row["id"], *here).out
    assert parley("judge", row["id"], "undo", *here).code == 0
    assert row["id"] in parley("events", "--accounts", "--json", *here).out


def test_judging_needs_an_entry_and_a_whole_edit(parley: Parley, own_ledger: Path) -> None:
    here = ("--ledger", own_ledger)
    row = first(parley, "events", "--accounts", *here)
    assert parley("judge", "ev-zz", "accept", *here).code == 1
    assert parley("judge", row["id"], "edit", "--field", "status", *here).code == 2
    assert parley("judge", row["id"], "perhaps", *here).code == 2
