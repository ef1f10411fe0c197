"""``parley show``: one entry, its evidence in context."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from parley.cli.options import ledger_option

if TYPE_CHECKING:
    from parley.ledger import Entry
    from parley.records import Article

HELP = """Show the entry or article ID: its fields, its sentence in the paragraph, who made it and when, and what
people decided about it. The beginning of an id will do.

\b
Examples:
  parley show st-1a2b3c
  parley show art-9f8e7d
"""


@click.command("show", help=HELP)
@click.argument("entry_id", metavar="ID")
@ledger_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, all fields.")
def command(entry_id: str, ledger: str, as_json: bool) -> None:
    """Print it."""
    from parley.desk import open_desk
    from parley.records import pack

    with open_desk(ledger, mode="read") as desk:
        if entry_id.startswith("art"):
            article = desk.article(entry_id)
            if as_json:
                click.echo(json.dumps(pack(article), ensure_ascii=False, indent=1))
            else:
                _article(article)
            return
        entry = desk.entry(entry_id)
        if as_json:
            click.echo(json.dumps(pack(entry), ensure_ascii=False, indent=1))
        else:
            _entry(entry, desk.article(entry.row.article.id))


def _entry(entry: Entry, article: Article) -> None:
    from parley.cli import listing

    row = entry.row
    maker = getattr(listing, row.kind)
    skipped = {
        "short",
        "evidence",
        "article",
        "title",
        "publisher",
        "published",
        "when",
        "what",
        "sides",
    }
    _line(row.kind, row.id)
    for key, value in maker(row).items():
        if key not in skipped and value not in (None, [], ""):
            _line(
                key.replace("_", " "),
                ", ".join(map(str, value)) if isinstance(value, list) else value,
            )
    _line("article", f"{article.id}  {row.article.publisher or 'outlet not known'}, "
                     f"{row.article.published or 'undated'}: {row.article.title or ''}")  # fmt: skip
    click.echo()
    for selector in entry.selectors:
        _context(article, selector.start, selector.end)
    click.echo()
    for note in entry.readings:
        _line("read", f"{note.run.started:%Y-%m-%d %H:%M} UTC from {note.origin}")
    _line("made by", ", ".join(f"{k} ({v})" for k, v in sorted(entry.versions.items())))
    for j in entry.judgements:
        change = f" {j.field}: {j.old} → {j.new}" if j.field else ""
        why = f" ({j.why})" if j.why else ""
        _line("judged", f"#{j.number} {j.when:%Y-%m-%d %H:%M} {j.who}: {j.verdict}{change}{why}")


def _line(name: str, value: object) -> None:
    from parley.cli.tables import printable

    click.echo(f"{name:<15} {printable(str(value))}")


def _context(article: Article, start: int, end: int) -> None:
    """The paragraph around the evidence, the evidence between angle marks and in bold."""
    import textwrap

    from parley.cli.tables import printable

    text = article.text
    around = next((p for p in article.paragraphs if p.start <= start < p.end), None)
    first = max(around.start if around else 0, start - 400)
    last = min(max(around.end if around else len(text), end), end + 400)
    before, inside, after = text[first:start], text[start:end], text[end:last]
    marked = f"{before}»{inside}«{after}"
    for part in textwrap.wrap(printable(" ".join(marked.split())), 88):
        click.echo(f"  │ {part}")


def _article(article: Article) -> None:
    from parley.cli.tables import printable

    _line("article", article.id)
    for name in (
        "title",
        "published",
        "publisher",
        "source_domain",
        "agency",
        "credit",
        "dateline",
    ):
        found = getattr(article, name)
        if found is not None:
            where = f", code points {found.span.start} to {found.span.end}" if found.span else ""
            _line(name.replace("_", " "), f"{found.value}  ({found.reason}{where})")
    for byline in article.bylines:
        _line("byline", f"{byline.value}  ({byline.reason})")
    _line("origin", article.origin)
    click.echo()
    kinds = {f.span.start: f for f in article.furniture}
    for paragraph in article.paragraphs:
        inside = [f for start, f in kinds.items() if paragraph.start <= start < paragraph.end]
        label = f"  [{', '.join(sorted({str(f.kind) for f in inside}))}]" if inside else ""
        click.echo(printable(" ".join(paragraph.of(article.text).split())) + label)
        click.echo()
