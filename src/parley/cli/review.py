"""``parley review``: the queue in the terminal, one key at a time."""

from __future__ import annotations

import getpass
from typing import Any

import click

from parley.cli.options import Day, ledger_option

HELP = """Review entry by entry: what is grave and doubtful comes first. Each decision is kept in the ledger under your
name; nothing is overwritten. `parley serve` offers the same queue in the browser, where words can be selected.

\b
Keys: a accept   A all accounts of the event   x reject   e edit a field   1-9 set the type   u undo
      space later   j next   k previous   c comment   m add what is missing   d what the codebook says
      / search   ? help   q quit

\b
Examples:
  parley review
  parley review --kind statement --actor Lavrov
  parley review --kind event --type ASSAULT --limit 20
  parley review --differs            what the machine now sees otherwise
"""


@click.command("review", help=HELP)
@ledger_option
@click.option(
    "--kind",
    type=click.Choice(["statement", "event", "proposal", "step"]),
    help="Only entries of this kind.",
)
@click.option(
    "--type", "type_", help="Only this type of event (CONSULT, ASSAULT …), proposal or step."
)
@click.option("--actor", help="Only where this actor takes part: a name or an id.")
@click.option("--story", help="Only this story: its id, or words of its title.")
@click.option("--article", help="Only this article: its id, or the beginning of it.")
@click.option("--text", help="Only entries whose words hold these.")
@click.option("--since", type=Day(), help="Not before this day.")
@click.option("--until", type=Day(), help="Not after this day.")
@click.option("--by", metavar="NAME", help="What this reviewer judged, decided or not.")
@click.option("--disputed", is_flag=True, help="Only accounts of what is disputed.")
@click.option("--differs", is_flag=True, help="Only where the machine now says something else.")
@click.option("--accounts", is_flag=True, help="Every account of an event, not one for all.")
@click.option("--limit", type=click.IntRange(1), help="End after so many decisions.")
@click.option(
    "--who", envvar="PARLEY_REVIEWER", help="Your name for the log. [env: PARLEY_REVIEWER]"
)
def command(
    ledger: str, limit: int | None, who: str | None, type_: str | None, **filters: Any
) -> None:
    """Go through the queue."""
    from parley.cli.review_loop import Loop
    from parley.desk import open_desk

    given = {k: v for k, v in {**filters, "type": type_}.items() if v not in (None, False)}
    with open_desk(ledger) as desk:
        desk.review.rank()
        Loop(desk, who or getpass.getuser(), given).run(limit)
