"""The root command: knows the commands by name and loads one when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import Final

import click

import parley

COMMANDS: Final = {
    "read": "Fill the ledger from files, folders, URLs or standard input.",
    "extract": "Articles (JSON lines) to entries (JSON lines), without a ledger.",
    "articles": "List the articles that were read.",
    "actors": "List who speaks, acts and is acted upon.",
    "statements": "List who said what; search in it.",
    "events": "List who did what to whom, each real event once.",
    "contacts": "List who met, called or visited whom.",
    "proposals": "List what is on the table, with its state.",
    "positions": "List who stands where, with the words that say so.",
    "disputes": "List what accounts of one thing differ in.",
    "stories": "List the courses of events that the articles follow.",
    "show": "Show one entry with its sentence in context.",
    "serve": "Show the ledger in the browser, on this machine alone.",
    "team": "Accounts of those who share a ledger that is served.",
    "brief": "What changed since a day, each line cited.",
    "review": "Review entry by entry, the gravest doubts first, one key at a time.",
    "judge": "Accept, reject or correct an entry; undo.",
    "export": "Write the ledger as CSV or JSON lines.",
    "evaluate": "Score what is installed against annotated data.",
    "completion": "Print the completion script of a shell.",
}
"""Name → short help: kept here so that ``parley --help`` loads none of the commands."""


class _Commands(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"parley.cli.{cmd_name}")
        command: click.Command = module.command
        command.short_help = COMMANDS[cmd_name]
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as exc:
            from difflib import get_close_matches

            begun = [name for name in COMMANDS if args[0] and name.startswith(args[0])]
            close = begun or get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean '{close[0]}'?" if close else ""
            raise click.UsageError(f"{exc.message.rstrip('.')}.{hint}", ctx) from exc


EXAMPLES: Final = """
\b
Examples:
  parley read clippings/                   fill ./parley.db from a folder
  parley statements --speaker Lavrov       what one person said
  parley contacts --since 2025-02-01       who met whom
  parley brief --since 2025-03-01          what changed, each line cited
"""


@click.group(
    cls=_Commands,
    epilog=EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(parley.__version__, prog_name="parley")
def root() -> None:
    """Reads the news of a conflict and keeps the ledger of its diplomacy.

    Every entry is pinned to the sentence that reports it. Nothing leaves this machine, and nothing is
    fetched but what you name.
    """
