"""Templates to HTML. Everything is escaped; what an article says is shown as the characters it has."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

import parley
from parley.language.calendar import SHORT_MONTHS
from parley.records import When, deed
from parley.web import assets, navigation, security
from parley.web.charts.chart import many
from parley.web.formats import format_of

LONGEST: Final = 1200
"""Code points of a quotation on a page; the article has all of it."""

BEGINNING: Final = 20 * LONGEST
"""Code points of a text that is to be printed on one line."""

MOST_ACCENTS: Final = 4
"""Combining marks that one character keeps on a page: more are meant to smear over the lines around."""

THEME: Final = "parley-theme"
"""Cookie that remembers the choice of light or dark."""

_ODD: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Characters that cannot be seen, or that turn the direction of others."""

_NAMES: Final = {
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO", "\u2066": "LRI",
    "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\u200e": "LRM", "\u200f": "RLM", "\u00ad": "SHY",
    "\u200b": "ZWSP", "\u200c": "ZWNJ", "\u200d": "ZWJ", "\u2060": "WJ", "\ufeff": "BOM",
}  # fmt: skip

_TEMPLATES: Final = Path(__file__).parent / "templates"


def shown(text: str | None, most: int | None = None) -> Markup:
    """Words of an article inside a page: isolated, escaped, what cannot be seen made visible.

    Args:
        most: code points that are shown; longer text is cut at a word and ends in an ellipsis.
    """
    return Markup("<bdi>{}</bdi>").format(visible(_cut(text or "", most)))


def _cut(text: str, most: int | None) -> str:
    if most is None or len(text) <= most:
        return text
    return text[:most].rsplit(None, 1)[0] + " …"


def marked(text: str | None, wanted: str | None, most: int | None = None) -> Markup:
    """As :func:`shown`, with the words that were searched for in ``mark`` elements.

    Args:
        wanted: as the search takes it: words, ``"a phrase"``, ``ceas*``.
    """
    looked_for = _looked_for(wanted or "")
    if looked_for is None:
        return shown(text, most)
    cut = _cut(text or "", most)
    out, at = [], 0
    for found in looked_for.finditer(cut):
        out += [
            visible(cut[at : found.start()]),
            Markup("<mark>{}</mark>").format(visible(found[0])),
        ]
        at = found.end()
    return Markup("<bdi>{}</bdi>").format(Markup("").join([*out, visible(cut[at:])]))


@lru_cache(maxsize=64)
def _looked_for(wanted: str) -> re.Pattern[str] | None:
    """What finds the words of a search in a text; None where there are none."""
    terms = []
    for phrase, word in re.findall(r'"([^"]*)"?|([^\s"]+)', wanted):
        term, begins = (phrase or word).rstrip("*"), (phrase or word).endswith("*")
        parts = re.findall(r"\w+", term)
        if parts:
            terms.append(r"\W+".join(map(re.escape, parts)) + (r"\w*" if begins else ""))
    return re.compile(rf"\b(?:{'|'.join(terms)})\b", re.IGNORECASE) if terms else None


def visible(text: str) -> Markup:
    """The characters of a text; each odd one stands in a ``span.odd`` that is one code point of it."""
    if text.isascii() and text.isprintable():
        return escape(text)
    out, at = [], 0
    for found in _ODD.finditer(text):
        out += [_plain(text[at : found.start()]), _odd(found[0])]
        at = found.end()
    return Markup("").join([*out, _plain(text[at:])])


def _odd(character: str) -> Markup:
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "control character").lower()
    return Markup('<span class="odd" title="{} {}">{}</span>').format(
        code, name, _NAMES.get(character, code)
    )


def _plain(text: str) -> Markup:
    """Escaped; of a pile of accents only the lowest are kept."""
    if text.isascii():
        return escape(text)
    out: list[str] = []
    accents = 0
    for ch in text:
        accents = accents + 1 if unicodedata.combining(ch) else 0
        if accents <= MOST_ACCENTS:
            out.append(ch)
    return escape("".join(out))


def one_line(text: str | None) -> str:
    """The words without breaks of lines; of an endless text its beginning, of which a page shows a part at most."""
    return " ".join((text or "")[:BEGINNING].split())


def capital(words: str | None) -> str:
    """The words as a heading begins: with a capital."""
    return (words or "")[:1].upper() + (words or "")[1:]


def short_day(day: date | None, otherwise: str = "undated") -> str:
    """A day as "11 Mar 2025"."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}" if day else otherwise


def day_month(day: date) -> str:
    """A day of a year that is known as "11 Mar"."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}"


def day(when: When | date | None, otherwise: date | None = None) -> Markup:
    """A day or stretch of days as a ``time`` element that says how fine it is.

    Args:
        otherwise: the day of publication, shown as such where ``when`` names none.
    """
    if isinstance(when, date):
        return _time(when.isoformat(), short_day(when))
    if when is None or when.start is None:
        if otherwise is None:
            return Markup('<span class="undated">undated</span>')
        said = Markup('<span class="reported" title="day of publication">reported</span> ')
        return said + _time(otherwise.isoformat(), short_day(otherwise))
    start, end = when.start, when.end or when.start
    match when.precision:
        case "year" if start.year == end.year:
            return _time(f"{start.year}", f"{start.year}")
        case "month" if (start.year, start.month) == (end.year, end.month):
            return _time(f"{start:%Y-%m}", f"{SHORT_MONTHS[start.month - 1]} {start.year}")
        case "week" if start != end:
            return _time(start.isoformat(), f"week of {short_day(start)}")
    if start == end:
        return _time(start.isoformat(), short_day(start))
    return _time(start.isoformat(), _stretch(start, end))


def _stretch(start: date, end: date) -> str:
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{short_day(end)}"
    if start.year == end.year:
        return f"{start.day} {SHORT_MONTHS[start.month - 1]} – {short_day(end)}"
    return f"{short_day(start)} – {short_day(end)}"


def _time(machine: str, words: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(machine, words)


def number(value: int | None) -> str:
    """A number with its thousands parted."""
    return "" if value is None else f"{value:,}"


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        shown=shown, marked=marked, visible=visible, one_line=one_line, capital=capital, short_day=short_day, day_month=day_month, day=day, number=number,
        counted=many,
    )  # fmt: skip
    made.globals.update(
        menu=navigation.MENU,
        asset=assets.address,
        version=parley.__version__,
        longest=LONGEST,
        deed=deed,
    )
    return made


TEMPLATES: Final = _environment()


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> Response:
    """A page made of a template."""
    theme = request.cookies.get(THEME)
    body = TEMPLATES.get_template(template).render(
        request=request,
        here=navigation.current(request.url.path),
        theme=theme if theme in ("light", "dark") else None,
        csrf=security.token(request),
        visitor=getattr(request.state, "who", None)
        if getattr(request.state, "session", "")
        else None,
        **context,
    )
    # Lone surrogates of broken articles have been made visible; this is for those in addresses.
    response = HTMLResponse(body.encode("utf-8", "replace"), status_code=status)
    visit = security.visit(request)
    if request.cookies.get(security.COOKIE) != visit:
        response.set_cookie(security.COOKIE, visit, httponly=True, samesite="strict")
    return response


def failure(request: Request, status: int, message: str) -> Response:
    """What went wrong and what to do next, in the form that was asked for."""
    if format_of(request) != "html" or request.url.path.startswith("/api/"):
        return JSONResponse({"error": message}, status_code=status)
    from parley.web.views import View

    titles = {403: "Not allowed", 404: "Not found", 503: "The ledger does not answer"}
    title = titles.get(status, "That cannot be shown")
    return page(
        request, "failure.html", status=status, view=View(request), title=title, message=message
    )
