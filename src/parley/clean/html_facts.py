"""What a page's markup says of its article: linked data, meta tags, and elements marked as byline or date.

A date that none of them gives stays unknown: no guess from the address, from the text or from the clock.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from parley.clean.agencies import agency_named
from parley.clean.bylines import author_names
from parley.clean.fields import PageFacts
from parley.clean.stamps import read_day
from parley.records import Found

_ARTICLE: Final = re.compile(
    r"(?:News|Report|Opinion|Analysis|Background|Review|Satirical)*Article|Report|(?:Live)?BlogPosting"
)
_DATE_META: Final = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date",
    "dc.date.issued", "dcterms.created", "dc.date", "sailthru.date", "parsely-pub-date", "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip
_AUTHOR_META: Final = (
    "author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "article:author", "citation_author", "authors",
)  # fmt: skip
_TITLE_META: Final = ("og:title", "twitter:title", "dc.title", "headline")
_BYLINE_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:byline|author(?:s|-?names?)?|contributor)(?:$|[\s_-])", re.IGNORECASE
)
_NO_AUTHOR: Final = re.compile(
    r"bio|avatar|image|photo|social|related|list-page|comment", re.IGNORECASE
)
_SITE_TAIL: Final = re.compile(r"\s+[|–—·-]\s+[^|–—·]{2,40}$")

MAX_LINKED_DATA: Final = 1_000_000
"""Characters of the linked data that are read."""
MAX_NODES: Final = 2_000
MAX_BYLINE: Final = 300


def linked_data(scripts: Iterable[str]) -> list[Mapping[str, Any]]:
    """The nodes of JSON-LD that describe an article, in order; what is no JSON is passed over."""
    found: list[Mapping[str, Any]] = []
    for script in scripts:
        if len(script) > MAX_LINKED_DATA:
            continue
        try:
            root = json.loads(script.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        found += [node for node in _nodes(root) if _is_article(node)]
    return found


def _nodes(root: object) -> Iterator[Mapping[str, Any]]:
    queue, seen = [root], 0
    while queue and seen < MAX_NODES:
        node, seen = queue.pop(0), seen + 1
        if isinstance(node, list):
            queue += node[:MAX_NODES]
        elif isinstance(node, dict):
            yield node
            queue += [
                v
                for k, v in node.items()
                if k in {"@graph", "mainEntity", "mainEntityOfPage"} and isinstance(v, list | dict)
            ]


def _is_article(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(k, str) and _ARTICLE.fullmatch(k)
        for k in (kinds if isinstance(kinds, list) else [kinds])
    )


def read_facts(tree: Any, nodes: list[Mapping[str, Any]]) -> PageFacts:
    """The facts, each from the surest of its sources."""
    meta = _meta(tree)
    publisher = _publisher(meta, nodes)
    authors, agency = _authors(tree, meta, nodes, publisher.value if publisher else "")
    return PageFacts(
        title=_title(tree, meta, nodes),
        bylines=authors,
        published=_published(tree, meta, nodes),
        publisher=publisher,
        agency=agency,
        url=_url(tree, meta),
    )


def _meta(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if content and name:
            found.setdefault(name.lower(), []).append(content)
    return found


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _title(
    tree: Any, meta: Mapping[str, list[str]], nodes: list[Mapping[str, Any]]
) -> Found[str] | None:
    for element in tree.iter("h1"):
        words = " ".join("".join(element.itertext()).split())
        if len(words.split()) >= 3:
            return Found(words, "html h1")
    for node in nodes:
        if _text(node.get("headline")):
            return Found(_text(node["headline"]), "html json-ld headline")
    for name in _TITLE_META:
        if meta.get(name):
            return Found(_SITE_TAIL.sub("", meta[name][0]), f"html meta {name}")
    words = " ".join((tree.findtext(".//title") or "").split())
    return Found(_SITE_TAIL.sub("", words), "html title") if words else None


def _published(
    tree: Any, meta: Mapping[str, list[str]], nodes: list[Mapping[str, Any]]
) -> Found[date] | None:
    for node in nodes:
        day = read_day(_text(node.get("datePublished")))
        if day:
            return Found(day, "html json-ld datePublished")
    for name in _DATE_META:
        for content in meta.get(name, ()):
            day = read_day(content)
            if day:
                return Found(day, f"html meta {name}")
    times = [t for t in tree.iter("time") if t.get("datetime")]
    marked = [
        t
        for t in times
        if t.get("pubdate") is not None
        or "publish" in (t.get("itemprop") or t.get("class") or "").lower()
    ]
    for element in [*marked, *times][:5]:
        day = read_day(element.get("datetime"))
        if day:
            return Found(day, "html time")
    return None


def _publisher(meta: Mapping[str, list[str]], nodes: list[Mapping[str, Any]]) -> Found[str] | None:
    for node in nodes:
        for owner in _listed(node.get("publisher")):
            name = _text(owner.get("name")) if isinstance(owner, dict) else _text(owner)
            if name:
                return Found(name, "html json-ld publisher")
    if meta.get("og:site_name"):
        return Found(meta["og:site_name"][0], "html meta og:site_name")
    return None


def _url(tree: Any, meta: Mapping[str, list[str]]) -> str | None:
    links = [
        e.get("href") or ""
        for e in tree.iter("link")
        if (e.get("rel") or "").lower() == "canonical"
    ]
    for url in (*links, *meta.get("og:url", ())):
        if url.startswith(("http://", "https://")):
            return str(url).strip()
    return None


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _authors(
    tree: Any, meta: Mapping[str, list[str]], nodes: list[Mapping[str, Any]], publisher: str
) -> tuple[tuple[Found[str], ...], Found[str] | None]:
    """Persons, one each, and an agency: from the first source that names any."""
    agency: Found[str] | None = None
    for reason, words in _author_sources(tree, meta, nodes):
        names: list[str] = []
        for each in words:
            known = agency_named(re.sub(r"^By\s+", "", each))
            agency = agency or (Found(known, reason) if known else None)
            if not known and each.casefold() != publisher.casefold():
                names += author_names(each)
        if names:
            return tuple(Found(name, reason) for name in dict.fromkeys(names)), agency
    return (), agency


def _author_sources(
    tree: Any, meta: Mapping[str, list[str]], nodes: list[Mapping[str, Any]]
) -> Iterator[tuple[str, list[str]]]:
    for node in nodes:
        people = [a.get("name") if isinstance(a, dict) else a for a in _listed(node.get("author"))]
        flat = [n for p in people for n in _listed(p)]
        yield "html json-ld author", [_text(n) for n in flat if _text(n)]
    for name in _AUTHOR_META:
        yield f"html meta {name}", [c for c in meta.get(name, ()) if not c.startswith("http")]
    yield (
        "html rel=author",
        _texts(e for e in tree.iter("a", "span") if "author" in (e.get("rel") or "")),
    )
    yield "html itemprop=author", _texts(e for e in tree.iter() if e.get("itemprop") == "author")
    yield (
        "html byline class",
        _texts(e for e in tree.iter("p", "div", "span", "a", "address") if _is_byline(e))[:3],
    )


def _is_byline(element: Any) -> bool:
    label = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(_BYLINE_CLASS.search(label)) and not _NO_AUTHOR.search(label)


def _texts(elements: Iterable[Any]) -> list[str]:
    found = (" ".join("".join(e.itertext()).split()) for e in elements)
    return list(dict.fromkeys(words for words in found if 0 < len(words) <= MAX_BYLINE))[:10]
