"""``parley statements``: who said what."""

from __future__ import annotations

from typing import Any

import click

from parley.cli.options import filter_options, ledger_option, output_options

HELP = """List who said what, each with its words.

\b
Examples:
  parley statements --speaker Lavrov --since 2025-02-01
  parley statements --country RUS --about ceasefire --form direct
  parley statements --text "\\"security guarantees\\"" --csv > said.csv
"""


@click.command("statements", help=HELP)
@ledger_option
@output_options
@filter_options(
    "speaker",
    "country",
    "about",
    "text",
    "form",
    "since",
    "until",
    "publisher",
    "story",
    "article",
    "min_confidence",
)
def command(ledger: str, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """Print the rows."""
    from parley.cli import listing
    from parley.cli.tables import show_rows
    from parley.desk import open_desk

    with open_desk(ledger, mode="read") as desk:
        rows = [listing.statement(row) for row in desk.statements(**filters)]
    show_rows(
        rows,
        listing.STATEMENTS,
        as_json=as_json,
        as_csv=as_csv,
        empty="no statement fits; try fewer filters, or 'parley articles' to see what was read",
    )
