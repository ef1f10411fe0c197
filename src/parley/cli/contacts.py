"""``parley contacts``: who met, called or visited whom."""

from __future__ import annotations

from typing import Any

import click

from parley.cli.options import REPORTED, accounts_option, listing_options

HELP = """List contacts: who met, called, visited or wrote to whom, planned ones included; each real one once.

\b
Examples:
  parley contacts --actor Witkoff
  parley contacts --since 2025-02-01 --status actual --csv > contacts.csv
  parley contacts --mend > mend.csv        in the columns of the MEND data set
"""


@click.command("contacts", help=HELP)
@click.option("--mend", is_flag=True, help="Print CSV in the columns of the MEND data set.")
@accounts_option
@listing_options(
    "actor",
    "country",
    "status",
    "text",
    *REPORTED,
    "disputed",
    "min_confidence",
)
def command(mend: bool, accounts: bool, disputed: bool | None, **given: Any) -> None:
    """Print the rows."""
    from parley.cli.listing import print_listing, print_mend

    if mend:
        print_mend(accounts=accounts, **given)
    elif accounts:
        print_listing("contacts", **given)
    else:
        print_listing("meetings", disputed=disputed, **given)
