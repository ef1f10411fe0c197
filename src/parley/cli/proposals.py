"""``parley proposals``: what is on the table."""

from __future__ import annotations

from typing import Any

import click

from parley.cli.options import filter_options, ledger_option, output_options

HELP = """List what is on the table: every step of every proposal, with its sentence.

\b
Examples:
  parley proposals --type ceasefire
  parley proposals --actor Ukraine --since 2025-03-01
  parley proposals --whole          one row a proposal
"""


@click.command("proposals", help=HELP)
@ledger_option
@output_options
@click.option("--whole", is_flag=True, help="One row a proposal and article, without its steps.")
@filter_options(
    "actor", "country", "type", "text", "since", "until", "publisher", "story", "article"
)
def command(ledger: str, as_json: bool, as_csv: bool, whole: bool, **filters: Any) -> None:
    """Print the rows."""
    from parley.cli import listing
    from parley.cli.tables import show_rows
    from parley.desk import open_desk

    with open_desk(ledger, mode="read") as desk:
        if whole:
            rows = [listing.proposal(row) for row in desk.proposals(**filters)]
        else:
            rows = [listing.step(row) for row in desk.steps(**filters)]
    columns = listing.PROPOSALS if whole else listing.STEPS
    show_rows(
        rows, columns, as_json=as_json, as_csv=as_csv,
        empty="nothing on the table fits; try fewer filters",
    )  # fmt: skip
