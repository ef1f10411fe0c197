"""``parley show``: one thing of the ledger, its evidence in context."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from parley.cli.options import ledger_option

if TYPE_CHECKING:
    from parley.desk import Desk

HELP = """Show what has the id ID: a statement, event, proposal or step with its sentence in the paragraph, who made
it and when, and what people decided about it; an article with its furniture labelled; an actor with all its
spellings; a story with its articles. The beginning of an id will do.

\b
In the text: »the sentence«, [source], {cue}, ⟨content, or the words that name the act⟩

\b
Examples:
  parley show st-1a2b3c
  parley show art-9f8e7d
  parley show act-1a2b3c --json
"""


@click.command("show", help=HELP)
@click.argument("any_id", metavar="ID")
@ledger_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, all fields.")
def command(any_id: str, ledger: str, as_json: bool) -> None:
    """Print it."""
    from parley.desk import open_desk

    with open_desk(ledger, mode="read") as desk:
        if as_json:
            click.echo(json.dumps(_packed(desk, any_id), ensure_ascii=False, indent=1))
            return
        from parley.cli import sheets

        match any_id.partition("-")[0]:
            case "art":
                sheets.article(desk, any_id)
            case "act":
                sheets.actor(desk, any_id)
            case "sto":
                sheets.story(desk, any_id)
            case _:
                sheets.entry(desk, any_id)


def _packed(desk: Desk, any_id: str) -> object:
    """The record as JSON can hold it."""
    from parley.records import pack

    match any_id.partition("-")[0]:
        case "art":
            return pack(desk.article(any_id))
        case "act":
            return pack(desk.actor(any_id))
        case "sto":
            story = desk.story(any_id)
            return {**pack(story), "articles": [pack(a) for a in desk.articles(story=story.id)]}
        case _:
            return pack(desk.entry(any_id))
