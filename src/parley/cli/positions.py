"""``parley positions``: who stands where."""

from __future__ import annotations

from typing import Any

import click

from parley.cli.options import as_of_option, filter_options, ledger_option

HELP = """List who stands where: for each side and proposal or issue the last stance, with the words that say so.

\b
Examples:
  parley positions --side Russia
  parley positions --subject "30-day cease-fire" --as-of 2025-03-12
  parley positions --side Ukraine --changes      every stance it took, in time
"""


@click.command("positions", help=HELP)
@click.option("--side", help="Name or id of a side.")
@click.option("--subject", help="Id of a proposal, code of an issue, or words of its name.")
@click.option("--changes", is_flag=True, help="Every position that was taken, in time.")
@filter_options("country", country="Country of the side: name or ISO code.")
@as_of_option
@click.option("--limit", type=click.IntRange(min=1), help="At most so many sides with a stance.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, all fields.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, all fields.")
@ledger_option
def command(changes: bool, **given: Any) -> None:
    """Print the rows."""
    from parley.cli.listing import print_changes, print_listing

    if changes:
        print_changes(**given)
    else:
        print_listing("positions", newest=False, **given)
