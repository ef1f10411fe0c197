"""``parley judge``: accept, reject or correct an entry; undo."""

from __future__ import annotations

import getpass

import click

from parley.cli.options import ledger_option

HELP = """Accept, reject, comment or correct the entry ID, or undo its last judgement. Nothing is overwritten: each
judgement is kept, with who and when, and stays when the article is read again. What was rejected is no longer
listed; what was corrected is listed with its right value.

A value is a word of the codebook, an actor of the article (several are parted by commas), a day (2025-03-11,
2025-03, 2025, 2025-03-10/2025-03-12), a number (12, 12+, 9-12), or none.

\b
Examples:
  parley judge st-1a2b3c accept
  parley judge ev-4d5e6f reject --why "the same strike as ev-77aa01"
  parley judge ev-4d5e6f edit --field status --value planned
  parley judge ev-4d5e6f edit --field killed --value 9-12
  parley judge ev-4d5e6f undo

Of an actor (parley actors lists their ids) the judgement is merge or split: --value is the id of the other actor that it
is the same as, or the names and ids of articles, parted by |, that are somebody else. Undo takes it back.

\b
Examples:
  parley judge act-1a2b3c merge --value act-4d5e6f
  parley judge act-1a2b3c split --value "Ahmad Hasan|art-77aa01"
"""


@click.command("judge", help=HELP)
@click.argument("entry_id", metavar="ID")
@click.argument(
    "verdict", type=click.Choice(["accept", "reject", "edit", "comment", "undo", "merge", "split"])
)
@ledger_option
@click.option("--field", help="With edit: the field to correct.")
@click.option("--value", help="With edit: its right value; with merge and split: who.")
@click.option("--why", default="", help="Reason, or the comment.")
@click.option(
    "--who", envvar="PARLEY_REVIEWER", help="Your name for the log. [env: PARLEY_REVIEWER]"
)
def command(
    entry_id: str,
    verdict: str,
    ledger: str,
    field: str | None,
    value: str | None,
    why: str,
    who: str | None,
) -> None:
    """Store the judgement and say its number."""
    from typing import cast

    from parley.desk import open_desk
    from parley.records import Verdict

    if verdict == "edit" and (field is None or value is None):
        raise click.UsageError("edit needs --field and --value")
    if verdict in ("merge", "split") and value is None:
        raise click.UsageError(f"{verdict} needs --value")
    with open_desk(ledger) as desk:
        done = desk.judge(
            entry_id,
            cast(Verdict, verdict),
            who=who or getpass.getuser(),
            field=field,
            value=value,
            why=why,
        )
    change = f", {done.field}: {done.old} → {done.new}" if done.field else ""
    change += f", judgement {done.undoes} is taken back" if done.undoes else ""
    click.echo(f"judgement {done.number}: {done.verdict} {done.entry}{change}")
