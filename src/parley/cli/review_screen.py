"""How an entry under review looks in a terminal: its fields, and its sentence in context with its words marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from parley.cli.tables import printable
from parley.desk.review.fields import FieldView
from parley.desk.review.items import Item
from parley.spans import Span

AROUND: Final = 350
"""Code points shown before and after the evidence."""

STYLES: Final = {"pieces": "bold", "words": "bold", "actor": "cyan", "actors": "cyan", "day": "magenta",
                 "place": "green", "toll": "red", "text": "bold"}  # fmt: skip
"""Kind of field → style of its words in the text."""

WIDEST: Final = 100


def screen(item: Item, place: str, *, console: Console) -> RenderableType:
    """The whole entry; ``place`` says where the reviewer is in the queue."""
    width = min(console.width, WIDEST)
    where = item.row.article
    source = " · ".join(
        filter(None, (where.publisher, str(where.published or "undated"), where.title))
    )
    return Padding(
        Group(
            Rule(place, style="dim"),
            Text.assemble((printable(item.headline), "bold"), "  ", (_state(item), "yellow")),
            Text(printable(source), style="dim", no_wrap=True, overflow="ellipsis"),
            Text(),
            _context(item),
            Text(),
            _fields(item),
            *_notes(item),
        ),
        (0, max(0, console.width - width), 0, 0),
    )


def _state(item: Item) -> str:
    doubt = f"{item.row.record.confidence:.0%} sure"
    accounts = f"{1 + len(item.folded)} accounts" if item.folded else ""
    return " · ".join(filter(None, (item.verdict, doubt, accounts, "by hand" * item.by_hand)))


def _context(item: Item) -> Text:
    """The evidence with what stands around it, the words of each field in its style."""
    text = item.article.text
    first = max(0, min(s.start for s in item.evidence) - AROUND)
    last = min(len(text), max(s.end for s in item.evidence) + AROUND)
    marks = [(s, "not dim") for s in item.evidence]
    for field in item.fields:
        style = STYLES.get(field.spec.kind, "")
        marks += [(s, style) for s in field.spans if field.name != "evidence"]
    out = Text("…" if first else "", style="dim")
    for start, end, styles in _stretches(first, last, marks):
        out.append(printable(" ".join(text[start:end].split("\n"))), " ".join(styles) or "dim")
    return out


def _stretches(
    first: int, last: int, marks: Iterable[tuple[Span, str]]
) -> Iterator[tuple[int, int, list[str]]]:
    """The stretches between the edges of marks, each with the styles that lie on it."""
    inner = [(s, style) for s, style in marks if s.start < last and s.end > first]
    edges = sorted({first, last, *(min(max(e, first), last) for s, _ in inner for e in s)})
    for start, end in pairwise(edges):
        yield start, end, [style for s, style in inner if s.start <= start and end <= s.end]


def _fields(item: Item) -> Table:
    table = Table.grid(padding=(0, 2))
    for field in item.fields:
        value = Text(printable(field.value) or "–", style="" if field.value else "dim")
        if field.machine is not None:
            value.append(f"   was {printable(field.machine)}", style="yellow")
        elif field.inferred:
            value.append("   inferred", style="dim")
        table.add_row(Text(field.spec.key, style="dim"), Text(field.spec.label, style="dim"), value)
    return table


def _notes(item: Item) -> Iterator[Text]:
    for comment in item.comments:
        yield Text(printable(f"{comment.who}: {comment.why}"), style="italic")


def options(field: FieldView) -> Table:
    """The values that digits pick."""
    table = Table.grid(padding=(0, 2))
    for digit, option in enumerate(field.options[:9], start=1):
        table.add_row(Text(str(digit), style="bold"), Text(printable(option.label)))
    return table


def help_text(keys: dict[str, str]) -> Text:
    """The keys and what they do."""
    shown = {" ": "space"}
    lines = [f"{shown.get(key, key):>6}  {action}" for action, key in keys.items()]
    return Text("\n".join([*lines, "   1-9  set the type", "     q  quit"]))
