"""Reading with keys and mouse in a real browser: entries and their words, search, keys, light and dark, days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from parley.desk import open_desk

CASE = Path(__file__).parents[2] / "examples" / "case"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reading") / "case.db"
    with open_desk(path) as desk:
        desk.read(CASE)
    return path


@pytest.fixture(scope="module")
def address(ledger: Path, serve: Callable[[Path], str]) -> str:
    return serve(ledger)


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def richest(ledger: Path) -> tuple[str, list[str]]:
    """The article with most entries, and their ids."""
    with open_desk(ledger, mode="read") as desk:
        article = max(desk.articles(), key=lambda a: a.statements + a.events)
        return article.id, [r.id for r in desk.statements(article=article.id)]


def picked(page: Any) -> str:
    return str(page.evaluate("document.querySelector('.card.picked')?.id ?? ''"))


def words(page: Any, name: str) -> str:
    """The words of the text that are marked so."""
    script = f"[...document.querySelectorAll('.article .{name}')].map(n => n.textContent).join('')"
    return str(page.evaluate(script))


def test_keys_step_through_the_entries(
    page: Any, address: str, richest: tuple[str, list[str]]
) -> None:
    page.goto(f"{address}/article/{richest[0]}")
    cards = page.evaluate("[...document.querySelectorAll('.card')].map(c => c.id)")
    for card in cards[:4]:
        page.keyboard.press("n")
        assert picked(page) == card
        assert page.url.endswith(f"#{card}")
    page.keyboard.press("p")
    assert picked(page) == cards[2]
    page.keyboard.press("Escape")
    assert picked(page) == ""
    assert "#" not in page.url


def test_a_permanent_link_shows_the_words(
    page: Any, address: str, richest: tuple[str, list[str]]
) -> None:
    article, statements = richest
    page.goto(f"{address}/article/{article}#{statements[-1]}")
    page.wait_for_function("document.querySelector('.card.picked')")
    assert picked(page) == statements[-1]
    assert words(page, "on")
    page.wait_for_function(
        "(() => { const r = document.querySelector('.article .on').getBoundingClientRect();"
        " return r.top > 0 && r.bottom < innerHeight; })()"
    )


def test_marks_lead_to_entries_and_fields_to_words(
    page: Any, address: str, richest: tuple[str, list[str]]
) -> None:
    page.goto(f"{address}/article/{richest[0]}")
    mark = page.locator(".article .seg.k-statement").first
    mark.click()
    assert picked(page) in mark.get_attribute("data-e")
    field = page.locator(".card.picked .field").first
    field.click()
    shown = words(page, "word")
    assert shown
    field.click()
    assert words(page, "word") == ""


def test_cards_stand_beside_their_words_and_not_on_each_other(
    page: Any, address: str, richest: tuple[str, list[str]]
) -> None:
    page.goto(f"{address}/article/{richest[0]}")
    page.keyboard.press("n")
    page.keyboard.press("n")
    boxes = page.evaluate(
        "[...document.querySelectorAll('.card')].map(c => { const r = c.getBoundingClientRect(); return [r.top, r.bottom]; })"
    )
    assert all(before[1] <= after[0] + 0.5 for before, after in pairwise(boxes))


def test_on_paper_entries_stand_below_their_paragraph(
    page: Any, address: str, richest: tuple[str, list[str]]
) -> None:
    page.goto(f"{address}/article/{richest[0]}")
    page.wait_for_function("document.querySelector('.article.placed')")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1000})  # what a sheet of A4 has
    boxes = page.evaluate(
        "[...document.querySelectorAll('.article .para, .article .card')].map(c => { const r = c.getBoundingClientRect(); return [r.top, r.bottom]; })"
    )
    assert all(before[1] <= after[0] + 0.5 for before, after in pairwise(boxes))
    assert page.locator(".printed").inner_text().endswith(f"/article/{richest[0]}")
    page.goto(f"{address}/timeline")
    assert page.locator(".chart-frame.wide").first.is_visible()


def test_slash_searches_from_anywhere(page: Any, address: str) -> None:
    page.goto(f"{address}/sources")
    page.keyboard.press("/")
    page.keyboard.type("ceasefire")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=ceasefire")
    assert page.locator(".item").count()
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


def test_light_and_dark_are_remembered(page: Any, address: str) -> None:
    page.goto(address)
    page.locator(".theme button").click()
    theme = "document.documentElement.dataset.theme"
    assert page.evaluate(theme) == "dark"
    page.goto(f"{address}/about")
    assert page.evaluate(theme) == "dark"
    page.locator(".theme button").click()
    page.reload()
    assert page.evaluate(theme) == "light"


def test_the_day_of_knowledge_takes_effect_when_it_is_chosen(page: Any, address: str) -> None:
    page.goto(f"{address}/statements?form=direct")
    page.locator("#as-of").fill("2025-03-01")
    page.locator("#as-of").dispatch_event("change")
    page.wait_for_url("**as_of=2025-03-01**")
    assert "form=direct" in page.url
    page.wait_for_selector(".on-day")


def test_without_scripts_all_can_be_read_and_chosen(
    chromium: Any, address: str, richest: tuple[str, list[str]]
) -> None:
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 1440, "height": 900}
    )
    page = context.new_page()
    page.goto(f"{address}/article/{richest[0]}#{richest[1][0]}")
    page.locator(f"#{richest[1][0]} summary").click()
    assert page.locator(f"#{richest[1][0]} .card-fields").is_visible()
    page.locator(".theme button").click()
    page.wait_for_selector("html[data-theme=dark]")
    page.goto(f"{address}/statements")
    page.locator("input[name=text]").fill("ceasefire")
    page.locator(".filters button").click()
    page.wait_for_url("**text=ceasefire**")
    page.goto(f"{address}/")
    assert page.locator(".menu a", has_text="Sources").is_visible()
    context.close()
