"""``parley completion``: the completion script of a shell."""

from __future__ import annotations

import click

HELP = """Print the completion script of SHELL.

\b
Examples:
  parley completion bash > ~/.local/share/bash-completion/completions/parley
  parley completion zsh  > "${fpath[1]}/_parley"
  parley completion fish > ~/.config/fish/completions/parley.fish
"""


@click.command("completion", help=HELP)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the script; nothing is installed."""
    from click.shell_completion import get_completion_class

    from parley.cli.root import root

    script = get_completion_class(shell)
    if script is None:
        raise click.ClickException(f"this version of click knows no completion for {shell}")
    click.echo(script(root, {}, "parley", "_PARLEY_COMPLETE").source())
