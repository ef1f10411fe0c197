"""``parley read``: fill the ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from parley.cli.options import Day, facts_option, ledger_option, quiet_option

HELP = """Fill the ledger from SOURCE…: files, folders, URLs, or - for standard input.

Folders are read with all that is below them. Formats: .txt .md .html .htm .jsonl .csv .parquet, each also
with .gz. Reading an article again changes nothing. What cannot be read is told in one line each, and the rest
goes on; after Ctrl-C the ledger is whole, and the same command reads what is left.

\b
Examples:
  parley read clippings/ export.csv
  parley read https://example.org/news/story.html
  parley read notes.txt --publisher "Example Times" --published 2025-03-11
  xclip -o | parley read -
"""


@click.command("read", help=HELP)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@ledger_option
@click.option("--publisher", help="Outlet of pages that name none.")
@click.option("--published", type=Day(), help="Day of publication of pages that name none.")
@click.option("--allow-private", is_flag=True, help="Fetch from private network addresses too.")
@facts_option
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@quiet_option
def command(
    sources: tuple[str, ...],
    ledger: str,
    publisher: str | None,
    published: date | None,
    allow_private: bool,
    facts: str | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Read, say what went wrong, and close with a summary."""
    import sys

    from parley.cli.progress import shown_progress
    from parley.cli.running import FAILED, FINE, STOPPED
    from parley.desk import open_desk

    with open_desk(ledger, facts_file=Path(facts) if facts else None) as desk:
        try:
            with shown_progress("reading", "articles", quiet=quiet or as_json) as progress:
                report = desk.read(
                    sources,
                    publisher=publisher,
                    published=published,
                    allow_private=allow_private,
                    stdin=sys.stdin.buffer,
                    on_progress=progress.advance,
                    on_problem=progress.problem,
                )
        except KeyboardInterrupt:
            held = desk.ledger.counts().articles
            click.echo(f"parley: stopped; the ledger is whole and holds {held} articles", err=True)
            return STOPPED
        if as_json:
            import json

            from parley.records import pack

            click.echo(json.dumps(pack(report), ensure_ascii=False, indent=1))
        elif not quiet:
            click.echo(report.words(), err=True)
    return FAILED if report.failed else FINE
