"""``parley disputes``: in what accounts differ."""

from __future__ import annotations

from typing import Any

import click

from parley.cli.options import REPORTED, listing_options

HELP = """List what the accounts of one event or proposal differ in: whether it happened, who did it, the toll, the
day, the place, the terms, who agreed.

\b
Examples:
  parley disputes --type toll --since 2025-03-01
  parley disputes --actor Russia --newest
"""


@click.command("disputes", help=HELP)
@listing_options(
    "actor",
    "country",
    "type",
    "text",
    *REPORTED,
    type="happened, who, toll, day, place, terms or agreed.",
)
def command(**given: Any) -> None:
    """Print the rows."""
    from parley.cli.listing import print_listing

    print_listing("disputes", **given)
