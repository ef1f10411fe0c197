"""``parley show``: one thing of the ledger, its evidence in context."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import click

from parley.cli.options import as_of_option, ledger_option

if TYPE_CHECKING:
    from parley.desk import Desk

HELP = """Show what has the id ID. Of what is joined over articles: an event or contact with what all accounts say,
in what they differ, and each account's sentence with the reason for which it belongs there; a proposal with its state,
clock, steps and terms in time. Of what one article reports: a statement, event, proposal or step with its sentence in
the paragraph, who made it and when, and what people decided about it. An article with its furniture labelled; an actor
with all its spellings; a story with its articles. The beginning of an id will do.

\b
In the text: »the sentence«, [source], {cue}, ⟨content, or the words that name the act⟩

\b
Examples:
  parley show st-1a2b3c
  parley show art-9f8e7d
  parley show act-1a2b3c --json
  parley show thr-4d5e6f --as-of 2025-03-12
"""


@click.command("show", help=HELP)
@click.argument("any_id", metavar="ID")
@ledger_option
@as_of_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, all fields.")
def command(any_id: str, ledger: str, as_of: date | None, as_json: bool) -> None:
    """Print it."""
    from parley.cli.reading import reading_desk

    with reading_desk(ledger) as desk:
        if as_json:
            click.echo(json.dumps(_packed(desk, any_id, as_of), ensure_ascii=False, indent=1))
            return
        from parley.cli import joined_sheets, sheets

        match any_id.partition("-")[0]:
            case "hap":
                joined_sheets.happening(desk, any_id, as_of)
            case "thr":
                joined_sheets.thread(desk, any_id, as_of)
            case "art":
                sheets.article(desk, any_id)
            case "act":
                sheets.actor(desk, any_id)
            case "sto":
                sheets.story(desk, any_id)
            case _:
                sheets.entry(desk, any_id)


def _packed(desk: Desk, any_id: str, as_of: date | None) -> object:
    """The record as JSON can hold it."""
    from parley.records import pack

    match any_id.partition("-")[0]:
        case "hap" | "thr" as kind:
            record = (desk.happening if kind == "hap" else desk.thread)(any_id, as_of)
            accounts = [pack(a) for a in desk.accounts(record.id, as_of)]
            return {**pack(record), "accounts": accounts}
        case "art":
            return pack(desk.article(any_id))
        case "act":
            return pack(desk.actor(any_id))
        case "sto":
            story = desk.story(any_id)
            return {**pack(story), "articles": [pack(a) for a in desk.articles(story=story.id)]}
        case _:
            return pack(desk.entry(any_id))
