"""``parley stories``: courses of events."""

from __future__ import annotations

from typing import Any

import click

from parley.cli.options import REPORTED, listing_options

HELP = """List the stories: articles about one course of events.

\b
Examples:
  parley stories --since 2025-03-01
  parley stories --text "minerals deal"
  parley events --story sto-1a2b3c
"""


@click.command("stories", help=HELP)
@listing_options(
    "actor",
    "country",
    "text",
    *REPORTED,
    actor="Name, surname, id or key of somebody in one of its articles.",
    country="Country of somebody in one of its articles.",
    text="Words of one of its articles.",
)
def command(**given: Any) -> None:
    """Print the rows."""
    from parley.cli.listing import print_listing

    print_listing("stories", **given)
