"""A brief as Markdown, and as a page of HTML that stands alone and can be sent to a colleague."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from typing import Final

from parley.stories.briefing.parts import Brief, Line, Note, Piece, Section
from parley.stories.briefing.wording import short_day

QUIET: Final = "A quiet period: nothing in the ledger became known in it."
NOTHING: Final = "Nothing new."


def as_markdown(brief: Brief) -> str:
    """The brief as Markdown with numbered footnotes."""
    out = [f"# {_title(brief)}", "", _head(brief), ""]
    if brief.quiet:
        out += [QUIET, ""]
    for section in brief.sections if not brief.quiet else ():
        out += [f"## {section.title}", ""]
        out += [_markdown_line(line) for line in section.lines] or [NOTHING]
        if section.more:
            out += ["", _more(section)]
        out.append("")
    out += [_markdown_note(n) for n in brief.notes]
    return "\n".join(out).rstrip() + "\n"


def as_html(brief: Brief) -> str:
    """The brief as one page of HTML without scripts; nothing in it is fetched from anywhere."""
    title = escape(_title(brief))
    style = files("parley.stories.briefing").joinpath("brief.css").read_text("utf-8")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{title}</h1>\n<p class="head">{escape(_head(brief))}</p>\n'
        + "".join(_html_sections(brief))
        + "</main>\n</body>\n</html>\n"
    )


def _title(brief: Brief) -> str:
    since = f" since {short_day(brief.since)}" if brief.since else ""
    until = f" until {short_day(brief.until)}" if brief.until else ""
    return f"Brief{since}{until}" + (f": {brief.focus}" if brief.focus else "")


def _head(brief: Brief) -> str:
    number = "1 article" if brief.articles == 1 else f"{brief.articles} articles"
    return f"From {number} published in the period. Each sentence ends in its source."


def _more(section: Section) -> str:
    return f"{section.more} more of this kind in the ledger."


def _markdown_line(line: Line) -> str:
    words = "".join(_markdown_piece(p) for p in line.pieces)
    return f"{'  ' * line.level}- {words}" + "".join(f"[^{n}]" for n in line.notes)


def _markdown_piece(piece: Piece) -> str:
    words = _escaped(piece.text)
    return f"**{words}**" if piece.style == "strong" and words.strip() else words


def _markdown_note(note: Note) -> str:
    s = note.source
    title = f", “{_escaped(s.title)}”" if s.title else ""
    where = f"{_escaped(s.publisher or 'outlet not known')}{title}, {_day(note)}"
    return f"[^{note.number}]: {where}: {_escaped(s.sentence)} `{s.entry}`"


def _html_sections(brief: Brief) -> Iterator[str]:
    if brief.quiet:
        yield f"<p>{QUIET}</p>\n"
        return
    for section in brief.sections:
        yield f'<section id="{section.name}">\n<h2>{escape(section.title)}</h2>\n'
        yield "".join(_html_list(section)) if section.lines else f"<p>{NOTHING}</p>\n"
        if section.more:
            yield f'<p class="more">{_more(section)}</p>\n'
        yield "</section>\n"
    yield '<section id="notes">\n<h2>Sources</h2>\n<ol>\n'
    yield from map(_html_note, brief.notes)
    yield "</ol>\n</section>\n"


def _html_list(section: Section) -> Iterator[str]:
    """Nested lists: a line of level 1 hangs in the item before it."""
    yield "<ul>\n"
    for at, line in enumerate(section.lines):
        after = section.lines[at + 1].level if at + 1 < len(section.lines) else 0
        yield f"<li>{_html_line(line)}"
        if after > line.level:
            yield "\n<ul>\n"
        else:
            yield "</li>\n" + "</ul>\n</li>\n" * (line.level - after)
    yield "</ul>\n"


def _html_line(line: Line) -> str:
    tags = {"strong": "strong", "quote": "q", "plain": ""}
    words = ""
    for piece in line.pieces:
        tag = tags[piece.style]
        text = _visible(piece.text.strip("“”") if tag == "q" else piece.text)
        words += f"<{tag}>{text}</{tag}>" if tag else text
    notes = " ".join(f'<a href="#note-{n}">{n}</a>' for n in line.notes)
    return f"{words}<sup>{notes}</sup>"


def _html_note(note: Note) -> str:
    s = note.source
    title = f", <cite>{_visible(s.title)}</cite>" if s.title else ""
    where = f"{_visible(s.publisher or 'outlet not known')}{title}, {_day(note)}"
    sentence = f"<q>{_visible(s.sentence)}</q>"
    return f'<li id="note-{note.number}">{where}: {sentence} <code>{escape(s.entry)}</code></li>\n'


def _day(note: Note) -> str:
    return short_day(note.source.published) if note.source.published else "undated"


def _visible(text: str) -> str:
    """Text of an article inside HTML: escaped, and nothing in it turns the direction of the page."""
    return "<bdi>" + escape("".join(c if c.isprintable() else " " for c in text)) + "</bdi>"


def _escaped(text: str) -> str:
    """Text of an article inside Markdown: nothing in it is markup."""
    for sign in "\\`*_[]<>#|":
        text = text.replace(sign, "\\" + sign)
    return "".join(ch if ch.isprintable() else " " for ch in text)
