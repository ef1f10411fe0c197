"""``parley actors``: who speaks, acts and is acted upon."""

from __future__ import annotations

from typing import Any

import click

from parley.cli.options import REPORTED, listing_options

HELP = """List the actors, those of most articles first: one identity over all spellings.

\b
Examples:
  parley actors --country RUS
  parley actors --type person --text zelensk
  parley show act-1a2b3c           all spellings of one, and what it said last
"""


@click.command("actors", help=HELP)
@listing_options(
    "actor",
    "country",
    "type",
    "text",
    *REPORTED,
    type="person, state, organisation or group.",
    text="Words of one of its names.",
    country="Country that it acts for: name or ISO code.",
)
def command(**given: Any) -> None:
    """Print the rows."""
    from parley.cli.listing import print_listing

    print_listing("actors", **given)
