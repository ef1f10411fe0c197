"""Thirty entries reviewed in a real browser with the keyboard alone.

``PARLEY_REVIEW_LEDGER`` names a larger ledger to measure with; it is copied first.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "desk"))

from review_cases import RUN, article, extraction, filled

from parley.desk import Desk
from parley.desk.review.consequence import rank
from parley.ledger import Ledger

MOST = 150.0
"""Milliseconds from the key to the next entry on the screen."""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("review") / "parley.db"
    given = os.environ.get("PARLEY_REVIEW_LEDGER")
    if given:
        return Path(shutil.copy(given, path))
    filled(path, articles=40).close()
    return path


@pytest.fixture(scope="module")
def address(ledger: Path, serve: Callable[[Path], str]) -> str:
    return serve(ledger)


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
    opened.on("pageerror", lambda e: wrong.append(str(e)))
    opened.on("request", lambda r: None if r.url.startswith(address) else wrong.append(r.url))
    opened.goto(f"{address}/review")
    opened.wait_for_selector(".rv-entry")
    opened.wait_for_load_state("networkidle")
    yield opened
    context.close()
    assert wrong == []


def shown(page: Any) -> str:
    return str(page.locator(".rv-entry").get_attribute("data-entry"))


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def settled(page: Any) -> None:
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(150)


def judgements(ledger: Path) -> list[Any]:
    with Ledger.open(ledger, mode="read") as opened:
        return opened.judgements()


def test_thirty_entries_by_the_keyboard_alone(page: Any, ledger: Path) -> None:
    before = len(judgements(ledger))
    entries, first = [], shown(page)
    for n in range(30):
        entries.append(shown(page))
        press(page, "x" if n % 5 == 4 else "a")
        page.wait_for_function(
            "id => document.querySelector('.rv-entry')?.dataset.entry !== id", arg=entries[-1]
        )
        page.wait_for_timeout(60)
    settled(page)
    made = judgements(ledger)[before:]
    assert [j.entry for j in made] == entries
    assert len(set(entries)) == 30
    assert [j.verdict for j in made] == (["accept"] * 4 + ["reject"]) * 6
    assert all(j.seconds and j.seconds < 600 for j in made)

    spent = page.evaluate("performance.getEntriesByName('review-next').map((m) => m.duration)")
    print(
        f"\nkey to next entry: median {statistics.median(spent):.0f} ms, worst {max(spent):.0f} ms of {len(spent)}"
    )
    assert statistics.median(spent) <= MOST

    press(page, "u")
    page.wait_for_function(
        "id => document.querySelector('.rv-entry')?.dataset.entry === id", arg=entries[-1]
    )
    assert judgements(ledger)[-1].undoes == made[-1].number
    press(page, "x")
    settled(page)

    # Read anew by another version: what was decided stays.
    if "PARLEY_REVIEW_LEDGER" not in os.environ:
        with Desk(Ledger.open(ledger)) as desk:
            for n in range(40):
                desk.ledger.add(article(n), extraction(article(n), model="2"), run=RUN)
            desk.ledger.settle()
            rank(desk.ledger)
            open_now = {q.id for q in desk.review.next(desk.review.filters(), who="x", limit=999)}
            assert not open_now & set(entries)
    assert first == entries[0]


def test_the_type_by_a_digit_then_accepting_it(page: Any, ledger: Path) -> None:
    entry = shown(page)
    press(page, "2")
    page.wait_for_selector(".rv-was")
    press(page, "a")
    settled(page)
    edit, accept = judgements(ledger)[-2:]
    assert (edit.entry, edit.field, accept.entry, accept.verdict) == (
        entry,
        "type",
        entry,
        "accept",
    )


def test_words_of_the_text_become_a_field_without_a_mouse(page: Any, ledger: Path) -> None:
    entry = shown(page)
    press(page, "e", "w")
    page.wait_for_selector(".rv-options, .rv-panel:not([hidden])")
    press(page, "ArrowRight", "Shift+ArrowRight", "Enter")
    page.wait_for_selector(".rv-was")
    settled(page)
    made = judgements(ledger)[-1]
    assert (made.entry, made.field) == (entry, "anchor")
    with Ledger.open(ledger, mode="read") as opened:
        text = opened.article(opened.get(entry).row.article.id).text
    start, end = map(int, (made.new or "[]").strip("[]").split(","))
    assert text[start:end] == page.locator(".c-anchor").inner_text()
    press(page, "u")
    settled(page)


def test_later_search_help_comment_and_the_codebook(page: Any, ledger: Path) -> None:
    entry = shown(page)
    press(page, "c")
    page.keyboard.type("which depot?")
    press(page, "Enter")
    page.wait_for_selector(".rv-comments")
    press(page, "d")
    assert "actor" in page.locator(".rv-read").inner_text(timeout=2000)
    press(page, "Escape", "?")
    assert page.locator("#rv-help").is_visible()
    press(page, "Escape", "Space")
    page.wait_for_function(
        "id => document.querySelector('.rv-entry')?.dataset.entry !== id", arg=entry
    )
    other = shown(page)
    press(page, "j", "k")
    assert shown(page) == other
    settled(page)
    assert judgements(ledger)[-1].why == "which depot?"
    press(page, "/")
    assert page.evaluate("document.activeElement.id") == "rv-search"


def test_what_is_missing_is_added_from_selected_words(page: Any, ledger: Path) -> None:
    press(page, "m")
    press(page, "Shift+ArrowRight", "m", "1")
    page.wait_for_selector(".v-add")
    made = judgements(ledger)[-1]
    assert (made.verdict, made.entry) == ("add", shown(page))
    press(page, "Escape", "u")
    settled(page)
    assert judgements(ledger)[-1].verdict == "undo"


def test_keys_can_be_changed(page: Any) -> None:
    press(page, "?")
    page.locator("[data-remap=accept]").focus()
    press(page, "Enter", "y")
    page.wait_for_function(
        "() => document.querySelector('[data-action=accept] kbd').textContent === 'y'"
    )
    press(page, "Escape")
    entry = shown(page)
    press(page, "a")
    assert shown(page) == entry
    press(page, "y")
    page.wait_for_function(
        "id => document.querySelector('.rv-entry')?.dataset.entry !== id", arg=entry
    )
    press(page, "u", "?")
    page.locator("[data-remap=accept]").focus()
    press(page, "Enter", "a")
    page.wait_for_function(
        "() => document.querySelector('[data-action=accept] kbd').textContent === 'a'"
    )


def test_without_a_script_it_works_by_forms(chromium: Any, address: str, ledger: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/review")
    entry = shown(page)
    page.select_option("select[name=field]", "status")
    page.fill("input[name=words]", "possible")
    page.click("button[value=edit]")
    assert "was actual" in page.locator(".rv-card").inner_text()
    page.click("button[value=accept]")
    assert shown(page) != entry
    assert [(j.entry, j.verdict) for j in judgements(ledger)[-2:]] == [
        (entry, "edit"),
        (entry, "accept"),
    ]
    page.click("button[value=undo]")
    assert shown(page) == entry
    context.close()
