"""HTML pages: the article's text out of the tree, nothing of its body lost.

trafilatura finds the article; what it drops from among the paragraphs that it keeps is put back, and so is
the headline. Furniture that comes along is labelled later like that of any text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

from parley.clean.fields import PageFacts
from parley.clean.pieces import is_prose
from parley.errors import InputError, TooLargeError
from parley.records import RawPage

MAX_HTML: Final = 20_000_000
"""Characters of the largest page that is looked at."""
MAX_MARKUP: Final = 3_000_000
"""Characters of the largest page without its scripts and styles."""
MAX_BLOCKS: Final = 5_000
MAX_LINKS: Final = 0.5
"""Share of a paragraph's characters in links above which it is a list of links."""
MIN_FALLBACK: Final = 200
"""Characters of prose that paragraphs must have where trafilatura finds no article at all."""

_OPENED: Final = re.compile(r"<(?:(script|style|svg|template)\b[^>]{0,2000}>?|!--)", re.IGNORECASE)
_CLOSED: Final = {
    "": re.compile("-->"),
    **{
        t: re.compile(rf"</{t}\b[^>]{{0,200}}>?", re.IGNORECASE)
        for t in ("script", "style", "svg", "template")
    },
}
_BLOCKS: Final = frozenset({"p", "blockquote", "li", "pre", "h2", "h3", "h4"})
_NOT_BODY: Final = frozenset(
    {
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "figure",
        "figcaption",
        "noscript",
        "select",
        "dialog",
        "table",
    }
)


@dataclass(frozen=True, slots=True)
class _Block:
    """A line of a paragraph-like element: its words, its parent, and whether it can be body text."""

    words: str
    tag: str
    parent: Any
    body: bool


def read_html(page: RawPage) -> tuple[str, PageFacts]:
    """The article's text, paragraphs parted by blank lines, and what the markup says of the article.

    Raises:
        TooLargeError: the page passes a bound of size.
        InputError: no article is in the page.
    """
    from parley.clean.html_facts import linked_data, read_facts

    if len(page.content) > MAX_HTML:
        raise TooLargeError(
            page.origin,
            f"a page of more than {MAX_HTML:,} characters",
            advice="save the article's text",
        )
    markup, scripts = _without_scripts(page.content)
    if len(markup) > MAX_MARKUP:
        raise TooLargeError(
            page.origin,
            f"markup of more than {MAX_MARKUP:,} characters",
            advice="save the article's text",
        )
    tree = _tree(markup)
    if tree is None:
        raise InputError(
            page.origin, "no article text in it", advice="save the whole page from the browser"
        )
    facts = read_facts(tree, linked_data(scripts))
    blocks = list(_blocks(tree))
    heading = _heading(tree, facts)
    lines = _with_body(_extracted(tree), blocks)
    if not lines:
        raise InputError(
            page.origin, "no article text in it", advice="save the whole page from the browser"
        )
    return "\n\n".join(_with_heading(lines, heading)), facts


def _without_scripts(markup: str) -> tuple[str, list[str]]:
    """The markup without scripts, styles and comments, and the scripts of linked data."""
    kept: list[str] = []
    scripts: list[str] = []
    at = 0
    while opened := _OPENED.search(markup, at):
        kept.append(markup[at : opened.start()])
        name = (opened[1] or "").lower()
        closed = _CLOSED[name].search(markup, opened.end())
        if closed is None:
            return "".join(kept), scripts
        if name == "script" and "ld+json" in opened[0]:
            scripts.append(markup[opened.end() : closed.start()])
        at = closed.end()
    return "".join([*kept, markup[at:]]), scripts


def _tree(markup: str) -> Any:
    """The parsed tree, None where there is none: the parser takes any string and limits depth itself."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(
            markup.replace("\0", "").encode("utf-8", "replace"), parser=parser
        )
    except (etree.LxmlError, ValueError):
        return None
    return tree if len(tree) else None


def _extracted(tree: Any) -> list[str]:
    """The lines of the article that trafilatura finds; none where it finds none."""
    import trafilatura

    try:
        found: Any = trafilatura.bare_extraction(
            tree, favor_precision=True, include_comments=False, with_metadata=False
        )
    except Exception:  # hostile trees make it fail in many ways; the page's own paragraphs remain
        return []
    text = (found.text if found is not None else "") or ""
    return [line for line in (" ".join(raw.split()) for raw in text.split("\n")) if line]


def _blocks(tree: Any) -> Iterator[_Block]:
    """The lines of paragraph-like elements that hold no other, in the page's order."""
    from lxml import etree

    outside, count = 0, 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        if tag in _NOT_BODY:
            outside += 1 if event == "start" else -1
        if (
            event == "end"
            or tag not in _BLOCKS
            or next(element.iterdescendants(*_BLOCKS), None) is not None
        ):
            continue
        lines = _lines(element)
        linked = sum(len("".join(a.itertext())) for a in element.iterdescendants("a"))
        body = not outside and linked <= MAX_LINKS * sum(map(len, lines))
        yield from (_Block(line, tag, element.getparent(), body) for line in lines)
        count += 1
        if count >= MAX_BLOCKS:
            return


def _lines(element: Any) -> list[str]:
    """The words of an element, parted where it breaks its line."""
    parts: list[str] = []
    for node in element.iter():
        if node is not element and node.tag == "br":
            parts.append("\n")
        elif isinstance(node.tag, str):
            parts.append(node.text or "")
        if node is not element:
            parts.append(node.tail or "")
    return [line for line in (" ".join(raw.split()) for raw in "".join(parts).split("\n")) if line]


def _bare(words: str) -> str:
    """Words without white space, by which a line is known however its tags were spaced."""
    return "".join(words.split())


def _with_body(lines: list[str], blocks: list[_Block]) -> list[str]:
    """The extracted lines with the body paragraphs put back that stand among them in the page."""
    if not lines:
        prose = [b.words for b in blocks if b.body and b.tag != "li" and is_prose(b.words)]
        return prose if sum(map(len, prose)) >= MIN_FALLBACK else []
    bare = [_bare(line) for line in lines]
    whole, starts = "".join(bare), [0, *accumulate(map(len, bare))]
    places = [whole.find(_bare(b.words)) for b in blocks]
    kept = [n for n, place in enumerate(places) if place >= 0]
    parents = {
        b.parent for b, place in zip(blocks, places, strict=True) if place >= 0 and b.tag == "p"
    }
    added: dict[int, list[str]] = {}
    at = -1
    for number, block in enumerate(blocks):
        if places[number] >= 0:
            at = bisect_right(starts, places[number]) - 1
        elif block.body and (
            (block.tag == "p" and block.parent in parents)
            or (kept and kept[0] < number < kept[-1] and is_prose(block.words))
        ):
            added.setdefault(at, []).append(block.words)
    out = list(added.get(-1, ()))
    for number, line in enumerate(lines):
        out += [line, *added.get(number, ())]
    return out


def _heading(tree: Any, facts: PageFacts) -> str:
    """The headline as the page shows it, else as its markup names it."""
    shown = facts.title.value if facts.title else ""
    for element in tree.iter("h1"):
        words = " ".join("".join(element.itertext()).split())
        if len(words.split()) >= 3:
            return words
    return shown


def _with_heading(lines: list[str], heading: str) -> list[str]:
    """The lines with the headline first, and there alone."""
    same = _bare(heading).casefold()
    rest = [line for line in lines if _bare(line.strip("# ")).casefold() != same]
    return [heading, *rest] if heading else lines
