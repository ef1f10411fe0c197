"""What all articles together say, as tables."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from joined_things import CELL, CONTACT, HAPPENING, THREAD

from parley.export import FORMATS, Bundle


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("joined")
    bundle = Bundle((), "9.9", happenings=(CONTACT, HAPPENING), threads=(THREAD,), cells=(CELL,))
    FORMATS["csv"](bundle, made)
    return made


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_happening_has_bounds_spread_and_safe_words(folder: Path) -> None:
    strike, contact = rows(folder, "happenings")
    assert [strike[f"killed_{b}"] for b in ("low", "best", "high", "said_by")] == [
        "0",
        "9",
        "9",
        "Arland",
    ]
    assert (strike["articles"], strike["origins"], strike["disputed"]) == ("2", "1", "toll")
    assert strike["words"] == "'=Drones hit Torvik."
    assert (strike["place"], strike["place_geonames"], strike["contact_form"]) == (
        "Torvik",
        "77",
        "",
    )
    assert (contact["contact_state"], contact["announced_by"], contact["topic"]) == (
        "announced",
        "Arland",
        "the truce",
    )


def test_every_account_names_its_reason(folder: Path) -> None:
    found = {
        (r["of"], r["entry"]): (r["held_against"], r["reason"]) for r in rows(folder, "accounts")
    }
    assert found["hap-1", "ev-1-a"] == ("", "")
    assert found["hap-1", "ev-1-b"] == ("ev-1-a", "same day, same place")
    assert found["thr-1", "pr-2"] == ("pr-1", "both last 30 days")


def test_a_thread_has_its_clock_terms_and_steps(folder: Path) -> None:
    (thread,) = rows(folder, "threads")
    assert (thread["state"], thread["since"], thread["terms"]) == (
        "accepted",
        "2025-03-11",
        "duration: 30-day",
    )
    assert (thread["clock_state"], thread["alleged_violations"]) == ("in-force", "1")
    (step,) = rows(folder, "thread_steps")
    assert (step["thread"], step["step"], step["by_names"], step["entries"]) == (
        "thr-1",
        "accepted",
        "Borland",
        "sp-1; sp-2",
    )


def test_positions_say_where_they_turn(folder: Path) -> None:
    assert [(r["stance"], r["turn"], r["verbatim"]) for r in rows(folder, "positions")] == [
        ("against", "false", "false"), ("for", "true", "true"),
    ]  # fmt: skip


def test_a_dispute_has_a_row_for_each_claim(folder: Path) -> None:
    found = rows(folder, "disputes")
    assert [(r["dispute"], r["number"], r["claim"], r["by"]) for r in found] == [
        ("dis-1", "0", "9 killed", "Arland"), ("dis-1", "1", "none killed", ""),
    ]  # fmt: skip
