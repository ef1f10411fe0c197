"""The little Markdown of our own documents as blocks that a template prints: headings, paragraphs, lists, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from markupsafe import Markup, escape

_INLINE: Final = re.compile(
    r"`(?P<code>[^`]+)`|\*\*(?P<strong>[^*]+)\*\*|\*(?P<em>[^*]+)\*|\[(?P<link>[^\]]+)\]\([^)]*\)"
)
_TAGS: Final = {
    "code": Markup("<code>{}</code>"),
    "strong": Markup("<strong>{}</strong>"),
    "em": Markup("<em>{}</em>"),
    "link": Markup("{}"),
}
_RULE: Final = re.compile(r"[\s|:-]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document.

    Attributes:
        kind: heading, text, item or table; level: of a heading.
        rows: of a table, its cells, the header first; of all others one row of one cell.
    """

    kind: Literal["heading", "text", "item", "table"]
    rows: tuple[tuple[Markup, ...], ...]
    level: int = 0


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a document."""
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        lines = paragraph.split("\n")
        while lines and lines[0].startswith("#"):
            marks, _, words = lines.pop(0).partition(" ")
            yield Block("heading", ((inline(words),),), len(marks))
        while lines and not lines[0].startswith(("|", "- ")):
            end = next((n for n, li in enumerate(lines) if li.startswith(("|", "- "))), len(lines))
            yield Block("text", ((inline(" ".join(lines[:end])),),))
            lines = lines[end:]
        if lines and lines[0].startswith("|"):
            yield Block("table", tuple(_cells(li) for li in lines if not _RULE.fullmatch(li)))
        elif lines:
            for item in re.split(r"\n- ", "\n" + "\n".join(lines))[1:]:
                yield Block("item", ((inline(" ".join(item.split())),),))


def _cells(line: str) -> tuple[Markup, ...]:
    return tuple(inline(cell.strip()) for cell in line.strip().strip("|").split("|"))


def inline(words: str) -> Markup:
    """Code, strong and emphasis; of a link its words."""
    out, at = Markup(), 0
    for found in _INLINE.finditer(words):
        tag, inner = next((t, w) for t, w in found.groupdict().items() if w is not None)
        out += escape(words[at : found.start()]) + _TAGS[tag].format(inner)
        at = found.end()
    return out + escape(words[at:])
