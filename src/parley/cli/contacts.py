"""``parley contacts``: who met, called or visited whom."""

from __future__ import annotations

from typing import Any

import click

from parley.cli.options import listing_options

HELP = """List contacts: who met, called, visited or wrote to whom, planned ones included.

\b
Examples:
  parley contacts --actor Witkoff
  parley contacts --since 2025-02-01 --status actual --csv > contacts.csv
"""


@click.command("contacts", help=HELP)
@listing_options(
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
def command(**given: Any) -> None:
    """Print the rows."""
    from parley.cli.listing import print_listing

    print_listing("contacts", **given)
