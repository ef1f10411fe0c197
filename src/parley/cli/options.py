"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions of click only
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


def quiet_option(command: F) -> F:
    """``--quiet``."""
    return click.option("-q", "--quiet", is_flag=True, help="No progress, no summary.")(command)


def facts_option(command: F) -> F:
    """``--facts FILE``."""
    return click.option(
        "--facts",
        type=click.Path(exists=True, dir_okay=False),
        metavar="FILE",
        help="A file of your own actors, on top of those that Parley knows.",
    )(command)


def as_of_option(command: F) -> F:
    """``--as-of DAY``."""
    return click.option("--as-of", type=Day(), help="Only what had been published by that day.")(
        command
    )


FILTERS: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "actor": ("--actor", {"help": "Name, surname, id or key of who takes part in any role."}),
    "speaker": ("--speaker", {"help": "Name, surname or id of who said it."}),
    "country": ("--country", {"help": "Country of who takes part: name or ISO code."}),
    "type": ("--type", {"help": "PLOVER type, such as CONSULT or assault."}),
    "status": ("--status", {"help": "actual, planned, possible or denied."}),
    "form": ("--form", {"help": "direct, indirect or mixed."}),
    "act": (
        "--act",
        {"help": "What is done in saying it: asserts, rejects, accepts, offers, threatens …"},
    ),
    "audience": ("--audience", {"help": "Whom it was said to, or where: words or a name."}),
    "about": ("--about", {"help": "An actor's name, or words, in what was said."}),
    "text": ("--text", {"help": 'Words in any order; "a phrase" in quotation marks; ceas*.'}),
    "since": ("--since", {"type": Day(), "help": "First day, YYYY-MM-DD."}),
    "until": ("--until", {"type": Day(), "help": "Last day, YYYY-MM-DD."}),
    "publisher": ("--publisher", {"help": "The outlet that printed it."}),
    "story": ("--story", {"help": "Id of a story, or words of its title."}),
    "article": ("--article", {"help": "Id of an article."}),
    "disputed": (
        "--disputed",
        {"is_flag": True, "default": None, "help": "Only what accounts differ on."},
    ),
    "min_confidence": (
        "--min-confidence",
        {"type": click.FloatRange(0, 1), "help": "Leave out what is less sure than this."},
    ),
}
"""Filter → its option. What a filter means is told by :class:`parley.ledger.Query`."""

REPORTED: Final = ("since", "until", "publisher", "story", "article")
"""Filters by when and where it was reported: listings have them side by side."""


def accounts_option(command: F) -> F:
    """``--accounts``."""
    return click.option(
        "--accounts", is_flag=True, help="What each article reports, not joined over articles."
    )(command)


def listing_options(*names: str, **helps: str) -> Callable[[F], F]:
    """The options of a listing: the named filters, then what all listings have.

    Args:
        helps: help of a filter that means something of its own in this listing.
    """

    def decorate(command: F) -> F:
        shared = (
            ledger_option,
            click.option("--csv", "as_csv", is_flag=True, help="Print CSV, all fields."),
            click.option("--json", "as_json", is_flag=True, help="Print JSON, all fields."),
            click.option("--newest", is_flag=True, help="The latest first."),
            click.option("--limit", type=click.IntRange(min=1), help="At most so many rows."),
            as_of_option,
        )
        for option in shared:
            command = option(command)
        return filter_options(*names, **helps)(command)

    return decorate


def filter_options(*names: str, **helps: str) -> Callable[[F], F]:
    """The named filters."""

    def decorate(command: F) -> F:
        for name in reversed(names):
            flag, attributes = FILTERS[name]
            shown = {**attributes, "help": helps.get(name, attributes["help"])}
            command = click.option(flag, name, **shown)(command)
        return command

    return decorate
