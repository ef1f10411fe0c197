"""The progress bar of long work; problems are printed above it as they come."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import click

from parley.cli.tables import printable


class Progress(Protocol):
    """What a long run calls: with the share that is done, and with each problem."""

    def advance(self, share: float | None, done: int) -> None:
        """Show how much is done, and which share of the input is read."""

    def problem(self, words: str) -> None:
        """Print one problem."""


class _Quiet:
    def advance(self, share: float | None, done: int) -> None:
        """Show nothing."""

    def problem(self, words: str) -> None:
        """Print the problem: it is never swallowed."""
        click.echo(printable(words), err=True)


@contextmanager
def shown_progress(doing: str, counted: str, *, quiet: bool) -> Iterator[Progress]:
    """A bar on standard error while the work is done; nothing where that is no terminal.

    Args:
        doing: what is done, counted: what is counted ("reading", "articles").
    """
    from rich.console import Console

    console = Console(stderr=True, highlight=False)
    if quiet or not console.is_terminal:
        yield _Quiet()
        return
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar
    from rich.text import Text

    columns = (
        TextColumn(doing), BarColumn(), TaskProgressColumn(),
        TextColumn("{task.fields[done]} " + counted), TimeElapsedColumn(),
    )  # fmt: skip
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task(doing, total=None, done=0)

        class _Shown:
            def advance(self, share: float | None, done: int) -> None:
                total = None if share is None else 1.0
                bar.update(task, total=total, completed=share or 0.0, done=done)

            def problem(self, words: str) -> None:
                bar.console.print(Text(printable(words)))

        yield _Shown()
