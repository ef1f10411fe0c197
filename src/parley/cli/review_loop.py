"""The loop of ``parley review``: a key comes in, something is decided, the next entry is shown."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

import click
from rich.console import Console
from rich.text import Text

from parley.cli.review_screen import help_text, options, screen
from parley.cli.tables import printable
from parley.desk import Desk
from parley.desk.review.adding import ADDABLE
from parley.desk.review.fields import FieldView
from parley.desk.review.items import Item
from parley.errors import ParleyError
from parley.ledger import Spot
from parley.spans import Span

END: Final = ("q", "\x03", "\x04", "")
"""Quit, Ctrl-C, Ctrl-D, and the end of what is piped in."""


class Loop:
    """A review in the terminal.

    Attributes:
        seen: ids of the entries shown so far; at: which of them is on the screen.
    """

    def __init__(self, desk: Desk, who: str, filters: Mapping[str, Any]) -> None:
        self.review, self.who, self.filters = desk.review, who, dict(filters)
        self.console = Console(highlight=False)
        self.keys = self.review.keys(who)
        self.actions: dict[str, Callable[[Item], None]] = {
            "accept": lambda item: self._decide(item, "accept"),
            "reject": lambda item: self._decide(item, "reject"),
            "all": self._accept_all,
            "edit": self._edit,
            "undo": self._undo,
            "later": self._later,
            "next": self._next,
            "previous": self._previous,
            "comment": self._comment,
            "missing": self._missing,
            "definition": self._definition,
            "search": self._search,
            "help": self._help,
        }
        self._restart()

    def run(self, limit: int | None) -> None:
        """Show entry after entry until the reviewer quits, the queue ends or ``limit`` are decided."""
        while limit is None or self.decided < limit:
            item = self._current()
            if item is None:
                self.console.print("Nothing is left to review here.")
                break
            self._show(item)
            key = _key()
            if key in END:
                break
            try:
                self._act(key, item)
            except ParleyError as error:
                self.console.print(Text(printable(str(error)), style="red"))
                self.fresh = False
        self._say_goodbye()

    def _restart(self) -> None:
        self.asked = self.review.filters(**self.filters)
        self.seen: list[str] = []
        self.at, self.decided, self.fresh = 0, getattr(self, "decided", 0), True
        self.spot: Spot | None = None

    def _current(self) -> Item | None:
        while self.at >= len(self.seen):
            queued = self.review.next(self.asked, who=self.who, after=self.spot)
            if not queued:
                return None
            self.spot = queued[0].spot
            if queued[0].id not in self.seen:
                self.seen.append(queued[0].id)
        return self.review.item(self.seen[self.at])

    def _show(self, item: Item) -> None:
        if self.fresh:
            left = self.review.progress(self.asked, who=self.who).left
            place = f"{self.decided} decided, {left} left   ? help   q quit"
            self.console.print(screen(item, place, console=self.console))
            self.shown = time.monotonic()
        self.fresh = True

    def _act(self, key: str, item: Item) -> None:
        if key.isdigit() and key != "0":
            self._set(item, next(f for f in item.fields if f.spec.key == "t"), int(key))
            return
        action = next((a for a, k in self.keys.items() if k == key), None)
        if action in self.actions:
            self.actions[action](item)
        else:
            self.fresh = False

    # What the keys do.

    def _decide(self, item: Item, verdict: Any) -> None:
        took = time.monotonic() - self.shown
        self.review.decide(item.id, verdict, who=self.who, seconds=took)
        self._done(f"{verdict}ed")

    def _accept_all(self, item: Item) -> None:
        number = self.review.accept_all(item.id, who=self.who)
        self._done(f"{number} accounts accepted")

    def _done(self, words: str) -> None:
        self.console.print(Text(words, style="green"))
        self.decided += 1
        self.at += 1

    def _undo(self, item: Item) -> None:
        made = self.review.undo(who=self.who)
        self.console.print(Text(f"taken back: {made[-1].verdict}", style="yellow"))
        if made[-1].verdict in ("accept", "reject"):
            self.decided -= 1
        entry = made[-1].entry
        if entry not in self.seen:
            self.seen.insert(self.at, entry)
        self.at = self.seen.index(entry)

    def _later(self, item: Item) -> None:
        self.review.later(item.id, who=self.who)
        self.seen.remove(item.id)

    def _next(self, item: Item) -> None:
        self.at += 1

    def _previous(self, item: Item) -> None:
        self.at = max(0, self.at - 1)

    def _comment(self, item: Item) -> None:
        words = _line("comment")
        if words:
            self.review.comment(item.id, words, who=self.who)

    def _edit(self, item: Item) -> None:
        names = "  ".join(f"{f.spec.key} {f.spec.label}" for f in item.fields)
        self.console.print(Text(f"which field?  {names}", style="dim"))
        key = _key()
        field = next((f for f in item.fields if f.spec.key == key), None)
        if field is None:
            self.fresh = False
            return
        self.console.print(options(field))
        words = _line(f"{field.spec.label}, a digit or words, empty to leave it")
        if words.isdigit() and len(words) == 1 and field.spec.kind != "toll":
            self._set(item, field, int(words))
        elif words:
            self.review.edit(item.id, field.name, who=self.who, words=words)

    def _set(self, item: Item, field: FieldView, digit: int) -> None:
        if 1 <= digit <= len(field.options):
            value = field.options[digit - 1].value
            self.review.edit(item.id, field.name, who=self.who, words=value)

    def _missing(self, item: Item) -> None:
        words = _line("its words, as they stand in the article").strip()
        at = item.article.text.find(words)
        if not words or at < 0:
            self.console.print("The article has no such words.")
            self.fresh = False
            return
        kinds = "  ".join(f"{n} {kind}" for n, kind in enumerate(ADDABLE, start=1))
        self.console.print(Text(f"what is it?  {kinds}", style="dim"))
        key = _key()
        if key.isdigit() and 1 <= int(key) <= len(ADDABLE):
            kind, span = ADDABLE[int(key) - 1], Span(at, at + len(words))
            made = self.review.add(item.article.id, kind, span, who=self.who)
            self.seen.insert(self.at, made.entry)

    def _definition(self, item: Item) -> None:
        told = next(f for f in item.fields if f.spec.key == "t")
        self.console.print(Text(self.review.meaning(item.kind, told.name, told.value)))
        self.fresh = False

    def _search(self, item: Item) -> None:
        self.filters["text"] = _line("words, empty for all") or None
        self._restart()

    def _help(self, item: Item) -> None:
        self.console.print(help_text(self.keys))
        self.fresh = False

    def _say_goodbye(self) -> None:
        progress = self.review.progress(self.asked, who=self.who)
        pace = f", {progress.seconds:.0f} seconds an entry" if progress.seconds else ""
        self.console.print(f"{self.decided} decided{pace}; {progress.left} left.")


def _key() -> str:
    """One key: as it is struck in a terminal, a character where keys are piped in."""
    if sys.stdin.isatty():
        try:
            return click.getchar()
        except (KeyboardInterrupt, EOFError):
            return ""
    key = sys.stdin.read(1)
    while key in ("\n", "\r"):
        key = sys.stdin.read(1)
    return key


def _line(asked: str) -> str:
    """A line of words."""
    if sys.stdin.isatty():
        return str(click.prompt(asked, default="", show_default=False))
    return sys.stdin.readline().strip()
