"""``parley proposals``: what is on the table."""

from __future__ import annotations

from typing import Any

import click

from parley.cli.options import listing_options

HELP = """List what is on the table: every step of every proposal, with its sentence.

\b
Examples:
  parley proposals --type ceasefire
  parley proposals --type accepted --actor Ukraine
  parley proposals --whole          one row a proposal
"""


@click.command("proposals", help=HELP)
@click.option("--whole", is_flag=True, help="One row a proposal and article, without its steps.")
@listing_options(
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
    type="Kind of the proposal, such as ceasefire, or step, such as accepted.",
    status="Of the step: actual, planned, possible or denied.",
)
def command(whole: bool, **given: Any) -> None:
    """Print the rows."""
    from parley.cli.listing import print_listing

    print_listing("proposals" if whole else "steps", **given)
