"""``parley contacts``: who met, called or visited whom."""

from __future__ import annotations

from typing import Any

import click

from parley.cli.options import filter_options, ledger_option, output_options

HELP = """List contacts: who met, called, visited or wrote to whom, planned ones included.

\b
Examples:
  parley contacts --actor Witkoff
  parley contacts --since 2025-02-01 --status actual --csv > contacts.csv
"""


@click.command("contacts", help=HELP)
@ledger_option
@output_options
@filter_options(
    "actor",
    "country",
    "status",
    "text",
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
        rows = [listing.event(row) for row in desk.contacts(**filters)]
    show_rows(
        rows,
        listing.CONTACTS,
        as_json=as_json,
        as_csv=as_csv,
        empty="no contact fits; try fewer filters, or 'parley articles' to see what was read",
    )
