"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType):
    """A day as ``YYYY-MM-DD``."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that the words name; fails with the form that is wanted."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as 2025-03-11", param, ctx)


def ledger_option(command: F) -> F:
    """``--ledger FILE``."""
    return click.option(
        "--ledger",
        type=click.Path(dir_okay=False),
        envvar="PARLEY_LEDGER",
        default="parley.db",
        show_default=True,
        help="The ledger's file. [env: PARLEY_LEDGER]",
    )(command)


def output_options(command: F) -> F:
    """``--json`` and ``--csv`` in place of the table."""
    command = click.option("--json", "as_json", is_flag=True, help="Print JSON, all fields.")(
        command
    )
    return click.option("--csv", "as_csv", is_flag=True, help="Print CSV, all fields.")(command)


def quiet_option(command: F) -> F:
    """``--quiet``."""
    return click.option("-q", "--quiet", is_flag=True, help="No progress, no summary.")(command)


_FILTERS: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "actor": (("--actor",), {"help": "Name, surname, id or key of who takes part in any role."}),
    "speaker": (("--speaker",), {"help": "Name of who said it."}),
    "country": (("--country",), {"help": "Country of an actor: name or ISO code."}),
    "type": (("--type",), {"help": "PLOVER type, such as CONSULT; a proposal's kind."}),
    "status": (("--status",), {"help": "actual, planned, possible or denied."}),
    "form": (("--form",), {"help": "direct, indirect or mixed."}),
    "about": (("--about",), {"help": "Words or an actor's name in what was said."}),
    "publisher": (("--publisher",), {"help": "The outlet that printed it."}),
    "story": (("--story",), {"help": "Id of a story, or words of its title."}),
    "article": (("--article",), {"help": "Id of an article."}),
    "text": (("--text",), {"help": 'Words in any order; "a phrase" in quotation marks.'}),
    "since": (("--since",), {"type": Day(), "help": "First day, YYYY-MM-DD."}),
    "until": (("--until",), {"type": Day(), "help": "Last day, YYYY-MM-DD."}),
    "min_confidence": (
        ("--min-confidence",),
        {"type": click.FloatRange(0, 1), "help": "Leave out what is less sure than this."},
    ),
}


def filter_options(*names: str) -> Callable[[F], F]:
    """The filters of a listing, with ``--as-of`` and ``--limit``."""

    def decorate(command: F) -> F:
        command = click.option("--limit", type=click.IntRange(min=1), help="At most so many rows.")(
            command
        )
        command = click.option(
            "--as-of", type=Day(), help="Only what had been published by that day."
        )(command)
        for name in reversed(names):
            flags, attributes = _FILTERS[name]
            command = click.option(*flags, name, **attributes)(command)
        return command

    return decorate
