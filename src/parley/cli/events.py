"""``parley events``: who did what to whom."""

from __future__ import annotations

from typing import Any

import click

from parley.cli.options import listing_options

HELP = """List who did what to whom.

\b
Examples:
  parley events --type ASSAULT --since 2025-03-01
  parley events --actor Russia --status planned
  parley events --country Ukraine --json
"""


@click.command("events", help=HELP)
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
)
def command(**given: Any) -> None:
    """Print the rows."""
    from parley.cli.listing import print_listing

    print_listing("events", **given)
