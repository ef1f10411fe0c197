"""``parley serve``: the pages, on this machine alone."""

from __future__ import annotations

from pathlib import Path

import click

from parley.cli.options import ledger_option

HELP = """Show the ledger in the browser. The pages are served on this machine alone (127.0.0.1), and nothing in them comes
from, or goes to, another one.

\b
Examples:
  parley serve
  parley serve --ledger case.db --port 9000 --no-open
"""


@click.command("serve", help=HELP)
@ledger_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Port to listen on; 0: any. Without it 8477, or the next that is free.",
)
@click.option("--no-open", is_flag=True, help="Do not open the browser.")
def command(ledger: str, port: int | None, no_open: bool) -> None:
    """Serve until Ctrl-C."""
    from parley.errors import LedgerError
    from parley.web.serve import serve

    where = Path(ledger)
    if not where.exists():
        advice = "make one with 'parley read SOURCE…', or name another with --ledger"
        raise LedgerError(ledger, "there is no ledger here", advice=advice)
    serve(where, port=port, browse=not no_open, say=click.echo)
