"""``parley brief``: what changed, each line cited."""

from __future__ import annotations

from typing import Any

import click

from parley.cli.options import as_of_option, filter_options, ledger_option

HELP = """What changed since a day, as Markdown: contacts, what is on the table, what happens on the ground,
what was said. Each line ends in a footnote to the sentence that reports it.

\b
Examples:
  parley brief --since 2025-03-01
  parley brief --since 2025-03-01 --actor Ukraine > brief.md
"""


@click.command("brief", help=HELP)
@ledger_option
@as_of_option
@filter_options("since", "until", "actor", "story")
def command(ledger: str, **filters: Any) -> None:
    """Print the brief."""
    import sys

    from parley.cli.tables import printable
    from parley.desk import open_desk

    with open_desk(ledger, mode="read") as desk:
        brief = desk.brief(**filters)
    if sys.stdout.isatty():  # a file gets the words as they are
        brief = "".join(f"{printable(line)}\n" for line in brief.splitlines())
    click.echo(brief, nl=False)
