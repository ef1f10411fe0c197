"""Listings: filters, forms of output, and what is said where nothing fits."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from cli_cases import Parley

from parley.desk.fields import FIELDS

LISTINGS = ("articles", "actors", "statements", "events", "contacts", "proposals", "stories")

JOINED = {"events": "happenings", "contacts": "meetings", "proposals": "threads"}
"""Command → the fields that it prints, where it joins what articles report."""

ACCOUNTS = {"events": "events", "contacts": "contacts", "proposals": "steps"}


def listed(parley: Parley, *args: str) -> list[dict[str, Any]]:
    done = parley(*args, "--json")
    assert done.code == 0, done.err
    rows: list[dict[str, Any]] = json.loads(done.out)
    return rows


@pytest.mark.parametrize("listing", LISTINGS)
def test_table_json_and_csv_have_the_same_rows(parley: Parley, listing: str) -> None:
    rows = listed(parley, listing)
    assert rows
    fields = FIELDS[JOINED.get(listing, listing)]
    assert all(tuple(row) == fields for row in rows)
    read = list(csv.DictReader(io.StringIO(parley(listing, "--csv").out)))
    assert [row["id"] for row in read] == [row["id"] for row in rows]
    assert tuple(read[0]) == fields
    out = parley(listing).out
    assert all(row["id"][: row["id"].index("-") + 7] in out for row in rows)


@pytest.mark.parametrize("listing", ACCOUNTS)
def test_accounts_are_what_each_article_reports(parley: Parley, listing: str) -> None:
    rows = listed(parley, listing, "--accounts")
    assert rows
    assert all(tuple(row) == FIELDS[ACCOUNTS[listing]] for row in rows)
    if listing != "proposals":
        joined = listed(parley, listing)
        assert sorted(e for row in joined for e in row["entries"]) == sorted(r["id"] for r in rows)


@pytest.mark.parametrize("listing", LISTINGS)
@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_tables_fit(
    parley: Parley, listing: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert max(map(len, parley(listing).out.splitlines())) <= width


def test_whole_proposals(parley: Parley) -> None:
    rows = listed(parley, "proposals", "--whole", "--type", "ceasefire")
    assert rows
    assert {row["kind"] for row in rows} == {"ceasefire"}
    assert tuple(rows[0]) == FIELDS["proposals"]


@pytest.mark.parametrize("listing", LISTINGS)
def test_nothing_found(parley: Parley, listing: str) -> None:
    asked = (listing, "--until", "1999-12-31")
    done = parley(*asked)
    assert (done.code, done.out) == (0, "")
    assert "no " in done.err
    assert "--help" in done.err
    assert listed(parley, *asked) == []
    header = parley(*asked, "--csv").out
    assert header.startswith("id,")
    assert header.count("\n") == 1


def test_an_empty_ledger_says_what_to_do(parley: Parley, tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    assert parley("read", tmp_path, "--ledger", empty).code == 0
    done = parley("events", "--ledger", empty)
    assert done.code == 0
    assert "parley read" in done.err


def test_no_ledger_says_what_to_do(parley: Parley, tmp_path: Path) -> None:
    done = parley("events", "--ledger", tmp_path / "none.db")
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert "parley read" in done.err
    assert not (tmp_path / "none.db").exists()


def test_what_is_no_ledger_is_told(parley: Parley, tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("not a ledger at all, but long enough to be taken for some file " * 20)
    done = parley("events", "--ledger", other)
    assert done.code == 1
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("events", "--type", "CONSLT"), ("CONSULT", "ASSAULT", "AGREE")),
        (("events", "--status", "maybe"), ("actual", "planned", "possible", "denied")),
        (("statements", "--form", "loud"), ("direct", "indirect", "mixed")),
        (("proposals", "--accounts", "--type", "truce"), ("ceasefire", "accepted", "violated")),
        (("proposals", "--type", "truce"), ("ceasefire",)),
        (("proposals", "--status", "planned"), ("accepted", "violated")),
        (("proposals", "--whole", "--type", "accepted"), ("ceasefire",)),
        (("proposals", "--whole", "--status", "denied"), ("status", "type")),
        (("actors", "--type", "robot"), ("person", "state", "organisation", "group")),
        (("events", "--country", "Atlantis"), ("Atlantis", "ISO", "UKR")),
        (("events", "--since", "12/3"), ("12/3", "2025-03-11")),
        (("events", "--since", "2025-02-30"), ("2025-02-30",)),
        (("events", "--since", "2025-03-02", "--until", "2025-03-01"), ("2025-03-02", "2025-03-01")),
        (("events", "--story", "no such story"), ("no such story", "parley stories")),
        (("events", "--min-confidence", "2"), ("2",)),
        (("disputes", "--type", "colour"), ("toll", "happened")),
        (("events", "--limit", "0"), ("0",)),
        (("events", "--colour", "red"), ("--colour",)),
    ],
)  # fmt: skip
def test_wrong_values_are_told(
    parley: Parley, asked: tuple[str, ...], told: tuple[str, ...]
) -> None:
    done = parley(*asked)
    assert done.code == 2
    assert done.out == ""
    assert all(word in done.err for word in told), done.err


def test_by_actor(parley: Parley) -> None:
    rows = listed(parley, "events", "--actor", "Zelenskyy")
    assert rows
    for row in rows:
        assert any("Zelensk" in n for n in row["actor"] + row["recipient"] + row["third_party"])
    same = listed(parley, "events", "--actor", "zelensky")
    assert [r["id"] for r in same] == [r["id"] for r in rows]


@pytest.mark.parametrize("country", ["RUS", "rus", "Russia", "russia", "the Russian Federation"])
def test_by_country(parley: Parley, country: str) -> None:
    rows = listed(parley, "statements", "--country", country)
    assert {row["country"] for row in rows} == {"RUS"}


def test_by_type_and_status(parley: Parley) -> None:
    rows = listed(parley, "events", "--type", "consult", "--status", "PLANNED")
    assert {(row["type"], row["status"]) for row in rows} == {("CONSULT", "planned")}


def test_by_days(parley: Parley) -> None:
    rows = listed(parley, "events", "--since", "2025-03-10", "--until", "2025-03-12")
    assert rows
    for row in rows:
        assert row["day"] <= "2025-03-12"
        assert (row["end"] or row["day"]) >= "2025-03-10"


def test_by_words_in_any_order_and_phrases(parley: Parley) -> None:
    assert listed(parley, "statements", "--text", "support certainly")
    assert listed(parley, "statements", "--text", '"certainly support"')
    assert not listed(parley, "statements", "--text", '"support certainly"')
    assert listed(parley, "statements", "--text", '"certainly support')  # never closed
    assert listed(parley, "articles", "--text", "Jeddah")
    assert listed(parley, "stories", "--text", "Jeddah")


def test_actors_by_words_of_their_names(parley: Parley) -> None:
    (row,) = listed(parley, "actors", "--text", "volodymyr zelenskyy", "--type", "person")
    assert "Zelensk" in row["name"]


def test_by_story(parley: Parley) -> None:
    story = max(listed(parley, "stories"), key=lambda row: row["articles"])
    by_id = listed(parley, "articles", "--story", story["id"][:10])
    assert len(by_id) == story["articles"]
    words = " ".join(reversed(story["title"].split()[:3]))
    assert {r["id"] for r in by_id} <= {
        r["id"] for r in listed(parley, "articles", "--story", words)
    }


def test_by_article_publisher_and_confidence(parley: Parley) -> None:
    row = listed(parley, "articles")[1]
    entries = listed(parley, "events", "--accounts", "--article", row["id"][:10])
    assert len(entries) == row["events"]
    assert all(e["publisher"] == row["publisher"] for e in entries)
    assert listed(parley, "events", "--accounts", "--publisher", row["publisher"].lower())
    sure = listed(parley, "events", "--accounts", "--min-confidence", "0.8")
    assert all(e["confidence"] >= 0.8 for e in sure)


def test_by_speaker_form_and_subject(parley: Parley) -> None:
    rows = listed(parley, "statements", "--speaker", "Lavrov", "--form", "direct")
    assert rows
    assert {row["form"] for row in rows} == {"direct"}
    assert all(row["speaker"].endswith("Lavrov") for row in rows)
    assert listed(parley, "statements", "--about", "Putin")
    assert listed(parley, "statements", "--about", "negotiations")


def test_as_of(parley: Parley) -> None:
    rows = listed(parley, "articles", "--as-of", "2025-02-20")
    assert rows
    assert all(row["published"] <= "2025-02-20" for row in rows)


def test_limit_and_newest(parley: Parley) -> None:
    days = [row["day"] for row in listed(parley, "events", "--newest", "--limit", "5")]
    assert len(days) == 5
    assert days == sorted(days, reverse=True)
    assert days[0] == max(row["day"] for row in listed(parley, "events") if row["day"])


def test_formulas_are_no_formulas_in_csv(parley: Parley, own_ledger: Path, tmp_path: Path) -> None:
    text = "The minister said on Tuesday that the talks would go on in Geneva next week."
    page = {"text": text, "publisher": "=HYPERLINK(1)", "title": "+1 more"}
    table = tmp_path / "page.jsonl"
    table.write_text(json.dumps(page))
    assert parley("read", table, "--ledger", own_ledger).code == 0
    out = parley("articles", "--csv", "--ledger", own_ledger, "--text", "Geneva").out
    assert "'=HYPERLINK" in out
    assert "'+1 more" in out


def test_positions_can_be_few(parley: Parley) -> None:
    every = listed(parley, "positions")
    assert listed(parley, "positions", "--limit", "2") == every[:2]
    assert len(every) > 2


def test_an_utterance_stands_once_unless_every_account_is_asked_for(parley: Parley) -> None:
    once = [r["id"] for r in listed(parley, "statements")]
    every = [r["id"] for r in listed(parley, "statements", "--accounts")]
    assert set(once) < set(every)
    article = next(
        r["article"] for r in listed(parley, "statements", "--accounts") if r["id"] not in once
    )
    of_one = [r["id"] for r in listed(parley, "statements", "--article", article)]
    assert not set(of_one) <= set(once)
