"""Every page in a real browser: no error, no request off the machine, nothing too wide, accessible.

``PARLEY_BROWSER_LEDGER`` names a ledger to look at instead of the example case, ``PARLEY_BROWSER_SHOTS`` a folder for
screenshots.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from parley.desk import open_desk
from parley.web.navigation import MENU, path_of

CASE = Path(__file__).parents[2] / "examples" / "case"

LOOKS = [(1440, "light"), (380, "dark"), (1440, "dark"), (380, "light")]

HOSTILE = """LINDHOLM, 3 March 2025 - <script>alert('one')</script> Envoy {{ 7 * 7 }} <img src=x onerror=alert(2)> of Valdoria met the
French foreign minister in Paris on Monday, <a href="javascript:alert(3)">officials</a> said.

"Stop \u202ethe war\u202c <svg/onload=alert(4)> now," French President Emmanuel Macron said. ${alert(5)} {% include "base.html" %}

Russia rejected a 30-day ceasefire <iframe srcdoc="<script>alert(6)</script>"></iframe> on Sunday. LONGEST
"""


def filled(folder: Path) -> Path:
    """A ledger of the example case and of a hostile article with a line of ten megabytes."""
    ledger = folder / "browser.db"
    given = os.environ.get("PARLEY_BROWSER_LEDGER")
    hostile = folder / "<img src=x onerror=alert(7)>.txt"
    hostile.write_text(HOSTILE.replace("LONGEST", "Wordswithoutend" * 700_000), encoding="utf-8")
    if given:
        shutil.copy(given, ledger)
    with open_desk(ledger) as desk:
        desk.read([hostile] if given else [CASE, hostile])
    return ledger


def addresses(ledger: Path) -> list[str]:
    """Every page of the menu, and one of each kind of thing."""
    found = [item.path for group in MENU for item in group.items]
    with open_desk(ledger, mode="read") as desk:
        things = [
            desk.actors(limit=1)[0].identity, desk.statements(limit=1)[0].id, desk.events(limit=1)[0].id,
            desk.articles(limit=1)[0].id, desk.stories(limit=1)[0].id,
            *(h.id for h in desk.happenings(limit=1, order="weight")),
            *(t.id for t in desk.threads(limit=1, order="weight")),
            *(a.id for a in desk.articles() if "onerror" in a.origin),
        ]  # fmt: skip
    found += [path_of(thing) for thing in things]
    return [
        *found,
        "/search?q=ceasefire",
        "/account",
        "/team",
        "/api/docs",
        "/statements?speaker=nobody",
        "/no/such/page",
    ]


class Watched:
    """A page of the browser, with all that went wrong on it."""

    def __init__(self, chromium: Any, address: str, width: int, theme: str) -> None:
        self.address, self.wrong = address, []
        self.context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce"
        )
        self.page = self.context.new_page()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("request", self._asked)
        self.page.on("dialog", self._dialog)

    def _said(self, message: Any) -> None:
        # The browser reports the 404 of a page that is not there as an error; that one is meant.
        if message.type == "error" and "404 (Not Found)" not in message.text:
            self.wrong.append(f"console: {message.text}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.wrong.append(f"request off the machine: {request.url}")

    def _dialog(self, dialog: Any) -> None:
        self.wrong.append(f"a script of an article ran: {dialog.message}")
        dialog.dismiss()


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="module")
def address(ledger: Path, serve: Callable[[Path], str]) -> str:
    return serve(ledger)


@pytest.mark.parametrize(("width", "theme"), LOOKS, ids=[f"{w}-{t}" for w, t in LOOKS])
def test_every_page_is_whole(
    chromium: Any, axe: str, ledger: Path, address: str, width: int, theme: str
) -> None:
    watched = Watched(chromium, address, width, theme)
    shots = os.environ.get("PARLEY_BROWSER_SHOTS")
    for path in addresses(ledger):
        watched.page.goto(address + path)
        if shots:
            name = path.strip("/").replace("/", "-").replace("?", "-")[:60] or "state"
            watched.page.screenshot(path=f"{shots}/{name}-{width}-{theme}.png", full_page=True)
        over = watched.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            watched.wrong.append(f"{path}: {over} pixels too wide")
        watched.page.evaluate(axe)
        found = watched.page.evaluate(
            "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map("
            "v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.html.slice(0, 160)).join(' | ')))"
        )
        watched.wrong += [f"{path}: {words}" for words in found]
    watched.context.close()
    assert not watched.wrong, "\n".join(watched.wrong)
