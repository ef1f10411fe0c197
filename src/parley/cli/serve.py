"""``parley serve``: the pages, on this machine alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from parley.cli.options import ledger_option

HELP = """Show the ledger in the browser. The pages are served on this machine alone (127.0.0.1), and nothing in them comes
from, or goes to, another one.

With --team everybody has to say who they are ('parley team add' makes accounts), and only then may the pages be served to
other machines.

\b
Examples:
  parley serve
  parley serve --ledger case.db --port 9000 --no-open
  parley serve --team --host 0.0.0.0 --name desk.example.org --certificate desk.pem --key desk.key
"""


@click.command("serve", help=HELP)
@ledger_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Port to listen on; 0: any. Without it 8477, or the next that is free.",
)
@click.option("--no-open", is_flag=True, help="Do not open the browser.")
@click.option("--team", is_flag=True, help="Everybody has to come in with name and password.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; another takes --team.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    help="Host name under which the pages are reached; may be repeated.",
)
@click.option(
    "--certificate", type=click.Path(exists=True, dir_okay=False), help="Certificate for TLS (PEM)."
)
@click.option("--key", type=click.Path(exists=True, dir_okay=False), help="Its key (PEM).")
def command(
    ledger: str, port: int | None, no_open: bool, team: bool, host: str, **served: Any
) -> None:
    """Serve until Ctrl-C."""
    from parley.errors import LedgerError, UsageError
    from parley.web.serve import Team, is_loopback, serve

    where = Path(ledger)
    if not where.exists():
        advice = "make one with 'parley read SOURCE…', or name another with --ledger"
        raise LedgerError(ledger, "there is no ledger here", advice=advice)
    if not team and not is_loopback(host):
        raise UsageError(f"{host} can be reached from other machines: that takes --team")
    chosen = Team(host, **served) if team else None
    serve(where, port=port, browse=not (no_open or team), say=click.echo, team=chosen)
