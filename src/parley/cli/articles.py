"""``parley articles``: what was read."""

from __future__ import annotations

from typing import Any

import click

from parley.cli.options import filter_options, ledger_option, output_options

HELP = """List the articles that were read; copies name the article that they repeat.

\b
Examples:
  parley articles --since 2025-03-01
  parley articles --text "cease-fire Jeddah"
"""


@click.command("articles", help=HELP)
@ledger_option
@output_options
@filter_options("publisher", "text", "since", "until", "story")
def command(ledger: str, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """Print the rows."""
    from parley.cli import listing
    from parley.cli.tables import show_rows
    from parley.desk import open_desk

    with open_desk(ledger, mode="read") as desk:
        rows = [listing.article(row) for row in desk.articles(**filters)]
    show_rows(
        rows,
        listing.ARTICLES,
        as_json=as_json,
        as_csv=as_csv,
        empty="no article fits; 'parley read FILE…' fills the ledger",
    )
