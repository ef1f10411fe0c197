"""Sheets: all that is known of one entry, article, actor or story, on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import click

from parley.cli.columns import COLUMNS, NOTES, short
from parley.cli.tables import printable, table, table_width
from parley.cli.widths import folded
from parley.desk import Desk, fields
from parley.ledger import Entry, EntryRow
from parley.records import Article, Event, Statement, Step
from parley.spans import Span

LABEL: Final = 15
"""Characters of a line's name."""

WIDEST: Final = 100
"""Characters of a line of text: longer ones are hard to read."""

CONTEXT: Final = 600
"""Code points of a paragraph that are shown before and after the sentence."""

LATEST: Final = 5
"""Statements and events of an actor that its sheet shows."""

_MAKERS: Final[Mapping[str, Any]] = {
    "statement": fields.statement,
    "event": fields.event,
    "step": fields.step,
    "proposal": fields.proposal,
}
_ELSEWHERE: Final = {"id", "evidence", "article", "title", "publisher", "published", "mentions"}
"""Fields of an entry that its sheet shows in other words."""


def entry(desk: Desk, entry_id: str) -> None:
    """An entry: its fields, its words in the paragraph, where it comes from, and what was decided."""
    known = desk.entry(entry_id)
    row, article = known.row, desk.article(known.row.article.id)
    found = _fields(desk.ledger.get(row.id).row)
    _line(row.kind, row.id)
    for name, value in _fields(row).items():
        if name not in _ELSEWHERE and (value not in (None, [], "") or value != found[name]):
            changed = "" if value == found[name] else f"  (found: {_plain(found[name])})"
            _line(name.replace("_", " "), f"{_plain(value)}{changed}")
    if row.kind == "proposal":
        _line("called", ", ".join(dict.fromkeys(f"“{q}”" for q in row.quote)))
    if concluded := getattr(row.record, "inferred", ()):
        _line("concluded", ", ".join(concluded))
    _line("article", _article_words(article))
    for start, end in _apart(known):
        click.echo()
        _context(article, Span(start, end), _marks(row))
    click.echo()
    _wordings(desk, row.id)
    _origins(known)
    _judgements(known)


def _wordings(desk: Desk, statement: str) -> None:
    """Where else the same was reported, and how it was worded there."""
    for n, w in enumerate(desk.ledger.wordings(statement)):
        mark = "first printed" if w.leads else "also" if n else "wording"
        day = w.article.published or "undated"
        _line(
            mark,
            f"{w.statement[:9]}  {w.article.publisher or 'outlet not known'}, {day}: {w.words}",
        )


def article(desk: Desk, article_id: str) -> None:
    """An article: its fields with reasons, and its text with the furniture labelled."""
    shown = desk.article(article_id)
    row = next(iter(desk.articles(article=shown.id)))
    _line("article", shown.id)
    names = ("title", "published", "publisher", "source_domain", "agency", "credit", "dateline")
    found = [(n.replace("_", " "), getattr(shown, n)) for n in names]
    for name, field in [*found, *(("byline", b) for b in shown.bylines)]:
        if field is not None:
            where = f", code points {field.span.start} to {field.span.end}" if field.span else ""
            _line(name, f"{field.value}  ({field.reason}{where})")
    if row.dated:
        first, last, reasons = row.dated
        _line("published", f"between {first} and {last}, concluded: {'; '.join(reasons)}")
    if row.copy_of:
        _line("copy of", row.copy_of)
    if row.story:
        _line("story", f"{row.story[0]}  {row.story[1]}")
    numbers = ", ".join(
        f"{n} {one}{'s' * (n != 1)}"
        for n, one in (
            (row.statements, "statement"),
            (row.events, "event"),
            (row.proposals, "proposal"),
        )
    )
    _line("entries", f"{numbers}; 'parley events --article {short(shown.id)}' lists them")
    if shown.url:
        _line("url", shown.url)
    for note in desk.ledger.readings(shown.id):
        _line("read", f"{note.run.started:%Y-%m-%d %H:%M} UTC from {note.origin} ({note.outcome})")
    for paragraph in shown.paragraphs:
        inside = [f for f in shown.furniture if paragraph.overlaps(f.span)]
        kinds = ", ".join(dict.fromkeys(f.kind.value for f in inside))
        click.echo()
        _text(paragraph.of(shown.text), ahead=f"[{kinds}] " if kinds else "", margin="")


def actor(desk: Desk, actor_id: str) -> None:
    """An actor: its spellings, and what it said and did last."""
    row = desk.actor(actor_id)
    _line("actor", row.identity)
    made = fields.actor(row)
    for name, value in made.items():
        if name != "id" and value not in (None, [], ""):
            _line(name, _plain(value))
    for listing, asked in (
        ("statements", {"speaker": row.identity}),
        ("events", {"actor": row.identity}),
    ):
        rows = getattr(desk, listing)(order="newest", limit=LATEST, **asked)
        if rows:
            click.echo(f"\nlatest {listing}")
            _table(listing, rows)


def story(desk: Desk, story_id: str) -> None:
    """A story: its articles."""
    row = desk.story(story_id)
    _line("story", row.id)
    _line("title", row.title)
    _line("from", f"{row.first or 'undated'} to {row.last or 'undated'}")
    _line("articles", f"{row.articles} in {row.publishers} outlets")
    click.echo()
    _table("articles", desk.articles(story=row.id))


def _fields(row: EntryRow[Any]) -> Mapping[str, Any]:
    made: Mapping[str, Any] = _MAKERS[row.kind](row)
    return made


def _table(listing: str, rows: Iterable[Any]) -> None:
    made = [_MAKERS_OF_LISTS[listing](row) for row in rows]
    for line in table(made, COLUMNS[listing], table_width(), notes=NOTES):
        click.echo(line)


_MAKERS_OF_LISTS: Final[Mapping[str, Any]] = {
    "statements": fields.statement,
    "events": fields.event,
    "articles": fields.article,
}


def _line(name: str, value: object) -> None:
    room = min(WIDEST, table_width()) - LABEL - 1
    first, *rest = folded(printable(str(value)), room)
    click.echo(f"{name:<{LABEL}} {first}".rstrip())
    for part in rest:
        click.echo(" " * (LABEL + 1) + part)


def _plain(value: object) -> str:
    if value in (None, [], ""):
        return "none"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _article_words(article: Article) -> str:
    outlet = article.publisher.value if article.publisher else "outlet not known"
    title = f": {article.title.value}" if article.title else ""
    return f"{article.id}  {outlet}, {article.day or 'undated'}{title}"


def _apart(known: Entry) -> list[tuple[int, int]]:
    """The stretches of evidence, each once, in the text's order."""
    return sorted({(s.start, s.end) for s in known.selectors})


def _marks(row: EntryRow[Any]) -> list[tuple[Span, str, str]]:
    """Spans within the evidence and the brackets put around them."""
    record = row.record
    if isinstance(record, Statement):
        marked = [(s, "[", "]") for s in record.source] + [(s, "{", "}") for s in record.cue]
        return marked + [(s, "⟨", "⟩") for s in record.content]
    if isinstance(record, Event):
        return [(record.anchor, "⟨", "⟩")]
    return [] if isinstance(record, Step) else [(s, "⟨", "⟩") for s in record.mentions]


def _context(article: Article, evidence: Span, marks: list[tuple[Span, str, str]]) -> None:
    """The paragraph around the evidence, the evidence and its parts between brackets."""
    text = article.text
    around = [p for p in article.paragraphs if p.overlaps(evidence)] or [evidence]
    first = max(min(around[0].start, evidence.start), evidence.start - CONTEXT)
    last = min(max(around[-1].end, evidence.end), evidence.end + CONTEXT)
    signs: list[tuple[int, int, str]] = [(evidence.start, 1, "»"), (evidence.end, 0, "«")]
    for span, opening, closing in marks:
        if evidence.contains(span):
            signs += [(span.start, 2, opening), (span.end, -1, closing)]
    out, at = [], first
    for place, _, sign in sorted(signs):
        out += [text[at:place], sign]
        at = place
    _text("".join([*out, text[at:last]]))


def _text(words: str, *, ahead: str = "", margin: str = "  │ ") -> None:
    room = min(WIDEST, table_width()) - len(margin)
    for part in folded(printable(f"{ahead}{words}"), room):
        click.echo(f"{margin}{part}")


def _origins(known: Entry) -> None:
    for note in known.readings:
        _line("read", f"{note.run.started:%Y-%m-%d %H:%M} UTC from {note.origin}")
    _line("made by", ", ".join(f"{k} ({v})" for k, v in sorted(known.versions.items())))


def _judgements(known: Entry) -> None:
    for j in known.judgements:
        change = f" {j.field}: {j.old} → {j.new}" if j.field else ""
        change += f" #{j.undoes}" if j.undoes else ""
        why = f" ({j.why})" if j.why else ""
        _line("judged", f"#{j.number} {j.when:%Y-%m-%d %H:%M} {j.who}: {j.verdict}{change}{why}")
