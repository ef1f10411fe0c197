"""``parley events``: who did what to whom."""

from __future__ import annotations

from typing import Any

import click

from parley.cli.options import REPORTED, accounts_option, listing_options

HELP = """List who did what to whom: each real event once, however many articles report it.

\b
Examples:
  parley events --type ASSAULT --since 2025-03-01
  parley events --actor Russia --status planned
  parley events --country Ukraine --disputed
  parley events --accounts --json      what each article reports
"""


@click.command("events", help=HELP)
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
)
def command(accounts: bool, disputed: bool | None, **given: Any) -> None:
    """Print the rows."""
    from parley.cli.listing import print_listing

    if accounts:
        print_listing("events", **given)
    else:
        print_listing("happenings", disputed=disputed, **given)
