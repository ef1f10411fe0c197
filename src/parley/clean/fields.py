"""An article's fields: what was given, what the page's metadata says, what the text says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from parley.clean.agencies import AGENCY, agency_named
from parley.clean.bylines import author_names
from parley.clean.marks import Mark
from parley.clean.pieces import is_prose
from parley.clean.stamps import read_day
from parley.records import Found, FurnitureKind
from parley.spans import Span

_CREDITED: Final = re.compile(
    r"(?:appeared|published|ran|written|posted|reported|republished|reprinted)\s(?:(?:with permission|first)\s)?(?:in|on|by|from|at)\s"
    r"(?P<name>(?:the\s)?[A-Z][\w'’&.-]*(?:\s(?:of|the|for|and|[A-Z0-9][\w'’&.-]*)){0,6})"
)
_LANGUAGES: Final = frozenset(
    "German French Russian Ukrainian Arabic Spanish Turkish Chinese English Hebrew Persian Polish".split()
)
_COPYRIGHT_OWNER: Final = re.compile(
    r"(?:©|\(c\)|[Cc]opyright)(?:\s?(?:©|\(c\)|[Cc]opyright))?,?\s*(?:\d{4}(?:\s?[-–]\s?\d{2,4})?)?,?\s+(?:by\s)?"
    r"(?P<name>[A-Z][\w'’&-]*(?:\s(?:of|the|[A-Z0-9][\w'’&-]*)){0,5})"
)
_AGENCY_WORD: Final = re.compile(AGENCY)
_NOT_OWNERS: Final = ("All Rights", "All rights")
MAX_TITLE: Final = 220
"""Code points of the longest line that can be a headline."""
MAX_TITLE_LINE: Final = 5
"""Lines from the start among which the first that is no furniture can be the headline."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page's markup says of itself; every field already knows its reason."""

    title: Found[str] | None = None
    bylines: tuple[Found[str], ...] = ()
    published: Found[date] | None = None
    publisher: Found[str] | None = None
    agency: Found[str] | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of an :class:`~parley.records.Article`, under the same names."""

    title: Found[str] | None
    published: Found[date] | None
    publisher: Found[str] | None
    source_domain: Found[str] | None
    agency: Found[str] | None
    credit: Found[str] | None
    dateline: Found[str] | None
    bylines: tuple[Found[str], ...]


def read_fields(
    text: str,
    marks: Sequence[Mark],
    paras: Sequence[Span],
    given: Mapping[str, str],
    facts: PageFacts,
    title_span: Span | None,
) -> Fields:
    """The fields, each from the best that there is: given, then the markup, then the text."""
    said = _said(marks)
    domain = _domain(text, said)
    credit = _credit(text, marks)
    return Fields(
        title=_title(text, marks, paras, given, facts, title_span),
        published=_published(given, facts, said),
        publisher=_publisher(text, marks, given, facts, domain, credit, _first(said, "publisher")),
        source_domain=domain,
        agency=_first(said, "agency") or facts.agency or _agency_of_credits(text, marks),
        credit=credit,
        dateline=_first(said, "dateline"),
        bylines=_bylines(given, facts, said),
    )


def _said(marks: Sequence[Mark]) -> dict[str, list[Found[Any]]]:
    said: dict[str, list[Found[Any]]] = {}
    for mark in marks:
        for name, found in mark.says:
            said.setdefault(name, []).append(found)
    return said


def _first(said: Mapping[str, list[Found[Any]]], name: str) -> Found[Any] | None:
    return next(iter(said.get(name, ())), None)


def _given(given: Mapping[str, str], key: str) -> str:
    return (given.get(key) or "").strip()


def _title(
    text: str,
    marks: Sequence[Mark],
    paras: Sequence[Span],
    given: Mapping[str, str],
    facts: PageFacts,
    title_span: Span | None,
) -> Found[str] | None:
    if _given(given, "title"):
        return Found(_given(given, "title"), "given", title_span)
    if facts.title:
        return Found(facts.title.value, facts.title.reason, title_span)
    early = (p for p in paras[:MAX_TITLE_LINE] if not any(m.span.overlaps(p) for m in marks))
    first = next(early, None)
    if first is None or first.length > MAX_TITLE or first == paras[-1]:
        return None
    line = first.of(text)
    if is_prose(line) or line.rstrip("\"”’').").endswith((":", ",", ";")) or line.endswith("."):
        return None
    heading = line.lstrip("# ").strip()
    return (
        Found(heading, "first line", Span(first.end - len(heading), first.end))
        if len(heading.split()) >= 3
        else None
    )


def _published(
    given: Mapping[str, str], facts: PageFacts, said: Mapping[str, list[Found[Any]]]
) -> Found[date] | None:
    day = read_day(_given(given, "published"))
    if day:
        return Found(day, "given")
    return facts.published or _first(said, "published")


def _bylines(
    given: Mapping[str, str], facts: PageFacts, said: Mapping[str, list[Found[Any]]]
) -> tuple[Found[str], ...]:
    from_text = _once(said.get("bylines") or [])
    if _given(given, "author"):
        words = _given(given, "author")
        names = author_names(words) or ([] if agency_named(words) else [words])
        where = {f.value.casefold(): f.span for f in from_text}
        return tuple(Found(n, "given", where.get(n.casefold())) for n in names)
    if facts.bylines:
        where = {f.value.casefold(): f.span for f in from_text}
        return _once(
            [Found(f.value, f.reason, where.get(f.value.casefold())) for f in facts.bylines]
        )
    return from_text


def _once(found: Sequence[Found[str]]) -> tuple[Found[str], ...]:
    return tuple({f.value.casefold(): f for f in reversed(found)}.values())[::-1]


def _credit(text: str, marks: Sequence[Mark]) -> Found[str] | None:
    """The publisher that a line "originally appeared in …" names."""
    for mark in marks:
        if mark.kind is FurnitureKind.ORIGINAL_PUBLISHER:
            found = _CREDITED.search(text, mark.span.start, mark.span.end)
            if found and found["name"].split()[0].strip(".") not in _LANGUAGES:
                name = re.sub(r"\s(?:and|on|of|for|the)$", "", found["name"].rstrip(" .'’"))
                start = found.start("name")
                return Found(
                    name[0].upper() + name[1:],
                    "credit of the original publisher",
                    Span(start, start + len(name)),
                )
    return None


def _agency_of_credits(text: str, marks: Sequence[Mark]) -> Found[str] | None:
    """The agency of a closing credit such as "(AP)" or "— Reuters", not of one that merely contributed."""
    for mark in marks:
        if mark.kind is FurnitureKind.WIRE_CREDIT and mark.reason == "credit of an agency":
            found = _AGENCY_WORD.search(text, mark.span.start, mark.span.end)
            if found:
                return Found(agency_named(found[0]) or found[0], mark.reason, Span(*found.span()))
    return None


def _domain(text: str, said: Mapping[str, list[Found[Any]]]) -> Found[str] | None:
    for found in said.get("source_domain") or []:
        words = found.span.of(text) if found.span else ""
        bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", words.strip().lower()).rstrip("/")
        return Found(bare, found.reason, found.span)
    return None


def _publisher(
    text: str,
    marks: Sequence[Mark],
    given: Mapping[str, str],
    facts: PageFacts,
    domain: Found[str] | None,
    credit: Found[str] | None,
    byline: Found[str] | None,
) -> Found[str] | None:
    if _given(given, "publisher"):
        return Found(_given(given, "publisher"), "given")
    if facts.publisher:
        return facts.publisher
    owner = _copyright_owner(text, marks)
    if owner:
        return owner
    if domain:
        return _outlet_of_domain(text, domain)
    if byline:
        return byline
    return Found(credit.value, credit.reason, credit.span, inferred=True) if credit else None


def _copyright_owner(text: str, marks: Sequence[Mark]) -> Found[str] | None:
    for mark in marks:
        if mark.kind is FurnitureKind.COPYRIGHT:
            found = _COPYRIGHT_OWNER.search(text, mark.span.start, mark.span.end)
            if found and not found["name"].startswith(_NOT_OWNERS):
                name = re.split(r"\s(?:All|LLC|Ltd|Inc|\d{4})\b", found["name"])[0]
                return Found(
                    name,
                    "copyright line",
                    Span(found.start("name"), found.start("name") + len(name)),
                    inferred=True,
                )
    return None


def _outlet_of_domain(text: str, domain: Found[str]) -> Found[str]:
    """The outlet's name as the text itself writes it ("National Review"), else the domain."""
    stem = domain.value.split(".")[-2] if "." in domain.value else domain.value
    words = r"[\s-]?".join(re.escape(c) for c in stem if c.isalnum())
    for found in re.finditer(rf"\b{words}\b", text, re.IGNORECASE):
        if found[0][0].isupper():
            return Found(
                found[0], "named like the source domain", Span(*found.span()), inferred=True
            )
    return Found(domain.value, "source domain", domain.span, inferred=True)
