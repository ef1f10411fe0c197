"""``parley brief``: what changed, each line cited."""

from __future__ import annotations

from typing import Any

import click

from parley.cli.options import as_of_option, filter_options, ledger_option

HELP = """What became known since a day: contacts, what moved on the table, positions that changed, what happened
on the ground, what is disputed, what was said. Each sentence ends in a footnote to the sentence that reports it.

\b
Examples:
  parley brief --since 2025-03-01
  parley brief --since 2025-03-01 --actor Ukraine > brief.md
  parley brief --since 2025-03-01 --html > brief.html
"""


@click.command("brief", help=HELP)
@ledger_option
@as_of_option
@filter_options("since", "until", "actor", "country", "story")
@click.option(
    "--html", is_flag=True, help="One page of HTML that stands alone, instead of Markdown."
)
@click.option(
    "--json", "as_json", is_flag=True, help="The brief's sections, lines and footnotes as JSON."
)
def command(ledger: str, html: bool, as_json: bool, **filters: Any) -> None:
    """Print the brief."""
    import json
    import sys

    from parley.cli.reading import reading_desk
    from parley.cli.tables import printable
    from parley.records import pack
    from parley.stories.briefing import as_html, as_markdown

    with reading_desk(ledger) as desk:
        brief = desk.brief(**filters)
    if as_json:
        click.echo(json.dumps(pack(brief), ensure_ascii=False, indent=1))
        return
    words = as_html(brief) if html else as_markdown(brief)
    if sys.stdout.isatty():  # a file gets the words as they are
        words = "".join(f"{printable(line)}\n" for line in words.splitlines())
    click.echo(words, nl=False)
