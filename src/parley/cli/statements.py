"""``parley statements``: who said what."""

from __future__ import annotations

from typing import Any

import click

from parley.cli.options import REPORTED, listing_options

HELP = """List who said what, each with its words.

\b
Examples:
  parley statements --speaker Lavrov --since 2025-02-01
  parley statements --country RUS --about ceasefire --form direct
  parley statements --text '"security guarantees"' --csv > said.csv
  parley statements --audience "news conference" --since 2025-03-01
  parley statements --accounts --speaker Lavrov       every wording that was printed
"""


@click.command("statements", help=HELP)
@listing_options(
    "speaker",
    "country",
    "about",
    "audience",
    "text",
    "form",
    "act",
    "status",
    *REPORTED,
    "min_confidence",
    country="Country of the speaker: name or ISO code.",
)
@click.option(
    "--once/--accounts",
    default=True,
    help="One wording of each utterance, the first printed; or what each article reports.",
)
def command(once: bool, **given: Any) -> None:
    """Print the rows; of one article or outlet all that it reports, whoever was first."""
    from parley.cli.listing import print_listing

    alone = given["article"] is None and given["publisher"] is None
    print_listing("statements", once=once and alone, **given)
