"""``parley actors``: who speaks, acts and is acted upon."""

from __future__ import annotations

from typing import Any

import click

from parley.cli.options import filter_options, ledger_option, output_options

HELP = """List the actors, those of most articles first.

\b
Examples:
  parley actors --country RUS
  parley actors --text Zelensky
"""


@click.command("actors", help=HELP)
@ledger_option
@output_options
@filter_options("country", "type", "text", "story")
def command(ledger: str, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """Print the rows."""
    from parley.cli import listing
    from parley.cli.tables import show_rows
    from parley.desk import open_desk

    with open_desk(ledger, mode="read") as desk:
        rows = [listing.actor(row) for row in desk.actors(**filters)]
    show_rows(
        rows,
        listing.ACTORS,
        as_json=as_json,
        as_csv=as_csv,
        empty="no actor fits; try fewer filters, or 'parley read' to fill the ledger",
    )
