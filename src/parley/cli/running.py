"""Runs a command: turns errors into one clear line and an exit code."""

from __future__ import annotations

import logging
import os
import sys

import click

from parley.errors import ParleyError, UsageError

FINE, FAILED, WRONG_USAGE, STOPPED = 0, 1, 2, 130
"""Exit codes: all fine; something failed and was reported; the command cannot be meant; Ctrl-C."""


def run(command: click.Command) -> int:
    """Run the command with the process's arguments and give its exit code."""
    _tell_of_ledgers()
    try:
        outcome = command.main(prog_name="parley", standalone_mode=False)
        return outcome if isinstance(outcome, int) else FINE
    except click.exceptions.Exit as exc:
        return exc.exit_code
    except click.ClickException as exc:
        exc.show()
        return WRONG_USAGE
    except UsageError as exc:
        click.echo(f"parley: {exc}", err=True)
        return WRONG_USAGE
    except ParleyError as exc:
        click.echo(f"parley: {exc}", err=True)
        return FAILED
    except (KeyboardInterrupt, click.Abort):
        click.echo("parley: stopped", err=True)
        return STOPPED
    except BrokenPipeError:  # the reader of our output left, as "| head" does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE


def _tell_of_ledgers() -> None:
    """What happens to a ledger when it is opened is told as errors are: in one line, beside the output."""
    teller = logging.StreamHandler()
    teller.setFormatter(logging.Formatter("parley: %(message)s"))
    logging.getLogger("parley.ledger").addHandler(teller)
