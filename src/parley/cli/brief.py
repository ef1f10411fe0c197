"""``parley brief``: what changed, each line cited."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from parley.cli.options import Day, filter_options, ledger_option

HELP = """What changed since a day, as Markdown: contacts, what is on the table, what happens on the ground,
what was said. Each line ends in a footnote to the sentence that reports it.

\b
Examples:
  parley brief --since 2025-03-01
  parley brief --since 2025-03-01 --actor Ukraine > brief.md
"""


@click.command("brief", help=HELP)
@ledger_option
@click.option("--since", type=Day(), help="First day.")
@click.option("--until", type=Day(), help="Last day.")
@filter_options("actor", "story")
def command(ledger: str, since: date | None, until: date | None, **filters: Any) -> None:
    """Print the brief."""
    from parley.desk import open_desk

    filters.pop("limit", None)
    with open_desk(ledger, mode="read") as desk:
        click.echo(desk.brief(since=since, until=until, **filters), nl=False)
