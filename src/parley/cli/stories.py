"""``parley stories``: courses of events."""

from __future__ import annotations

from typing import Any

import click

from parley.cli.options import filter_options, ledger_option, output_options

HELP = """List the stories: articles about one course of events.

\b
Examples:
  parley stories --since 2025-03-01
  parley events --story sto-1a2b3c
"""


@click.command("stories", help=HELP)
@ledger_option
@output_options
@filter_options("text", "since", "until")
def command(ledger: str, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """Print the rows."""
    from parley.cli import listing
    from parley.cli.tables import show_rows
    from parley.desk import open_desk

    with open_desk(ledger, mode="read") as desk:
        rows = [listing.story(row) for row in desk.stories(**filters)]
    show_rows(
        rows,
        listing.STORIES,
        as_json=as_json,
        as_csv=as_csv,
        empty="no story fits; 'parley read FILE…' fills the ledger",
    )
