"""``parley extract``: articles to entries, without a ledger."""

from __future__ import annotations

from pathlib import Path

import click

from parley.cli.options import facts_option, quiet_option

HELP = """Read articles from IN (JSON lines) and write their entries to OUT, one line an article, in order.

An input line has "text" or "html" and, where known, "id", "url", "title", "publisher", "published". A line that
cannot be used yields {"id", "error"}, and the exit code is 1. Offsets are half-open and count code points of the
text that was given; where another text is meant (HTML, control characters taken out), it is in the output.
Either may be - for standard input and output, or be packed (.gz).

\b
Examples:
  parley extract articles.jsonl entries.jsonl
  zcat archive.jsonl.gz | parley extract - - > entries.jsonl
"""


@click.command("extract", help=HELP)
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT")
@facts_option
@quiet_option
def command(source: str, target: str, facts: str | None, quiet: bool) -> int:
    """Write the lines."""
    from parley.cli.progress import shown_progress
    from parley.cli.running import FAILED, FINE
    from parley.desk.extracting import extract_file

    own_facts = Path(facts) if facts else None
    with shown_progress("extracting", "lines", quiet=quiet) as progress:
        report = extract_file(source, target, facts_file=own_facts, on_progress=progress.advance)
    if not quiet:
        click.echo(report.words(), err=True)
    return FAILED if report.failed else FINE
