"""``parley proposals``: what is on the table."""

from __future__ import annotations

from typing import Any

import click

from parley.cli.options import REPORTED, accounts_option, listing_options

HELP = """List what is on the table: each proposal once, with its state and since when; what moved last comes first.

\b
Examples:
  parley proposals --type ceasefire
  parley proposals --status accepted --actor Ukraine
  parley proposals --as-of 2025-03-10
  parley proposals --accounts          every step that an article reports, with its sentence
  parley proposals --whole             one row a proposal and article
"""


@click.command("proposals", help=HELP)
@click.option("--whole", is_flag=True, help="One row a proposal and article, without its steps.")
@accounts_option
@listing_options(
    "actor",
    "country",
    "type",
    "status",
    "text",
    *REPORTED,
    "disputed",
    "min_confidence",
    type="Kind of the proposal, such as ceasefire; with --accounts also a step, such as accepted.",
    status="State, such as accepted; with --accounts actual, planned, possible or denied.",
)
def command(whole: bool, accounts: bool, disputed: bool | None, **given: Any) -> None:
    """Print the rows."""
    from parley.cli.listing import print_listing

    if whole or accounts:
        print_listing("proposals" if whole else "steps", **given)
    else:
        print_listing("threads", disputed=disputed, **given)
