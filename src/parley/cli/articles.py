"""``parley articles``: what was read."""

from __future__ import annotations

from typing import Any

import click

from parley.cli.options import REPORTED, listing_options

HELP = """List the articles that were read; copies name the article that they repeat.

\b
Examples:
  parley articles --since 2025-03-01
  parley articles --text "cease-fire jeddah"
  parley articles --actor Witkoff --newest
"""


@click.command("articles", help=HELP)
@listing_options(
    "actor",
    "country",
    "text",
    *REPORTED,
    actor="Name, surname, id or key of somebody in it.",
    country="Country of somebody in it: name or ISO code.",
)
def command(**given: Any) -> None:
    """Print the rows."""
    from parley.cli.listing import print_listing

    print_listing("articles", **given)
