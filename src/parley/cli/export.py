"""``parley export``: the ledger in a format that others read."""

from __future__ import annotations

import click

from parley.cli.options import ledger_option

HELP = """Write the ledger in FORMAT to DEST and name the files written. Corrections are in it, what was rejected
is not.

\b
Formats:
  csv        a folder of tables with a data dictionary
  csv-excel  the same, so that Excel opens it well
  jsonl      a folder of JSON lines with a data dictionary; one file where DEST ends in .jsonl
  mend       contacts in the columns of the data set of mediation events MEND

\b
Examples:
  parley export csv out/
  parley export jsonl out/
"""


@click.command("export", help=HELP)
@click.argument("format_name", metavar="FORMAT")
@click.argument("dest", type=click.Path(), metavar="DEST")
@ledger_option
def command(format_name: str, dest: str, ledger: str) -> None:
    """Write the files and name them."""
    from parley.cli.reading import reading_desk

    with reading_desk(ledger) as desk:
        for path in desk.export(format_name, dest):
            click.echo(path)
