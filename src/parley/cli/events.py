"""``parley events``: who did what to whom."""

from __future__ import annotations

from typing import Any

import click

from parley.cli.options import filter_options, ledger_option, output_options

HELP = """List who did what to whom.

\b
Examples:
  parley events --type ASSAULT --since 2025-03-01
  parley events --actor Russia --status planned
  parley events --country UKR --json
"""


@click.command("events", help=HELP)
@ledger_option
@output_options
@filter_options(
    "actor",
    "country",
    "type",
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
        rows = [listing.event(row) for row in desk.events(**filters)]
    show_rows(
        rows,
        listing.EVENTS,
        as_json=as_json,
        as_csv=as_csv,
        empty="no event fits; try fewer filters, or 'parley articles' to see what was read",
    )
