"""``parley extract``: articles to entries, without a ledger."""

from __future__ import annotations

from pathlib import Path

import click

from parley.cli.options import quiet_option

HELP = """Read articles from IN (JSON lines) and write their entries to OUT, one line an article, in order.

An input line has "text" or "html" and, where known, "id", "url", "title", "publisher", "published". A line that
cannot be used yields {"id", "error"}, and the exit code is 1. Either may be - for standard input and output.

\b
Examples:
  parley extract articles.jsonl entries.jsonl
  zcat archive.jsonl.gz | parley extract - - > entries.jsonl
"""


@click.command("extract", help=HELP)
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT")
@click.option(
    "--facts", type=click.Path(exists=True, dir_okay=False), help="A file of your own actors."
)
@quiet_option
def command(source: str, target: str, facts: str | None, quiet: bool) -> int:
    """Write the lines."""
    from parley.cli.running import FAILED, FINE
    from parley.extracting import extract_file

    report = extract_file(source, target, facts_file=Path(facts) if facts else None)
    if not quiet:
        click.echo(report.words(), err=True)
    return FAILED if report.failed else FINE
