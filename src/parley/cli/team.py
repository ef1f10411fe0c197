"""``parley team``: who may come in where a ledger is served to several people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

import click

from parley.cli.options import ledger_option

if TYPE_CHECKING:
    from parley.desk.people import People

HELP = """The accounts of those who work on one ledger with 'parley serve --team'. A reader reads, a coder judges entries, a
reviewer decides for all: samples, double codings, differences, merges.

\b
Examples:
  parley team add "Ada Cole" --role coder
  parley team password "Ada Cole"
  parley team token "Ada Cole" --for "nightly export"
  parley team list
"""

ROLE = click.Choice(["reader", "coder", "reviewer"])


@click.group("team", help=HELP)
def command() -> None:
    """The group; its commands do the work."""


@command.command("add")
@click.argument("name")
@click.option("--role", type=ROLE, default="coder", show_default=True)
@click.option("--no-password", is_flag=True, help="For a program: it comes with tokens only.")
@ledger_option
def add(name: str, role: str, no_password: bool, ledger: str) -> None:
    """Make an account; the password is asked for."""
    with _people(ledger) as people:
        person = people.add(name, role, None if no_password else _password())
    click.echo(f"{person.name} is a {person.role}")


@command.command("password")
@click.argument("name")
@ledger_option
def password(name: str, ledger: str) -> None:
    """Give somebody another password; their visits end."""
    with _people(ledger) as people:
        person = people.set_password(name, _password())
    click.echo(f"{person.name} has another password")


@command.command("role")
@click.argument("name")
@click.argument("role", type=ROLE)
@ledger_option
def role(name: str, role: str, ledger: str) -> None:
    """Let somebody do more or less."""
    with _people(ledger) as people:
        person = people.set_role(name, role)
    click.echo(f"{person.name} is a {person.role}")


@command.command("close")
@click.argument("name")
@ledger_option
def close(name: str, ledger: str) -> None:
    """Let somebody in no more; what they judged stays."""
    with _people(ledger) as people:
        person = people.close(name)
    click.echo(f"{person.name} comes in no more")


@command.command("token")
@click.argument("name")
@click.option("--for", "purpose", required=True, help="What it is for, in words.")
@ledger_option
def token(name: str, purpose: str, ledger: str) -> None:
    """Make a token for a program of somebody's; it is printed this once."""
    with _people(ledger) as people:
        _, secret = people.make_token(name, purpose)
    click.echo(secret)


@command.command("list")
@ledger_option
def listed(ledger: str) -> None:
    """List the accounts and their open tokens."""
    with _people(ledger, mode="read") as people:
        everybody, tokens = people.store.all(), people.store.tokens()
    for person in everybody:
        state = "closed" if person.closed else person.role
        own = [t.purpose for t in tokens if t.who == person.name and t.closed is None]
        click.echo(f"{person.name}  {state}" + (f"  tokens: {', '.join(own)}" if own else ""))
    if not everybody:
        click.echo("nobody yet; parley team add NAME --role reviewer makes the first account")


@command.command("audit")
@click.option("--limit", default=50, show_default=True, help="Lines, the latest.")
@ledger_option
def audit(limit: int, ledger: str) -> None:
    """Print who came in, who was not let in, and what was refused."""
    with _people(ledger, mode="read") as people:
        for n in reversed(people.store.noted(limit)):
            words = (f"{n.made:%Y-%m-%d %H:%M}", n.who, n.what, n.detail, n.address)
            click.echo("  ".join(w for w in words if w))


@contextmanager
def _people(ledger: str, mode: Literal["write", "read"] = "write") -> Iterator[People]:
    """The people of a ledger, for a while."""
    from pathlib import Path

    from parley.desk import open_desk
    from parley.desk.people import People
    from parley.errors import LedgerError

    if not Path(ledger).exists():
        advice = "make one with 'parley read SOURCE…', or name another with --ledger"
        raise LedgerError(ledger, "there is no ledger here", advice=advice)
    with open_desk(ledger, mode=mode) as desk:
        yield People(desk.ledger.people)


def _password() -> str:
    """A password, asked for twice without showing it; from a pipe its first line."""
    import sys

    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    asked: str = click.prompt(
        "Password (12 characters or more)", hide_input=True, confirmation_prompt=True
    )
    return asked
