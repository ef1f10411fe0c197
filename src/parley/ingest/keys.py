"""Which key or column of a table means what.

Archives, news interfaces and scrapers each have their own words for the same few fields. Names are
compared without case and punctuation, so ``pub_date``, ``Pub Date`` and ``pubDate`` are one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "text": (
        "text", "fulltext", "maintext", "articletext", "bodytext", "plaintext", "cleantext",
        "storytext", "documenttext", "rawtext", "textcontent", "body", "content", "articlebody",
        "articlecontent", "article",
    ),
    "html": (
        "html", "rawhtml", "fullhtml", "bodyhtml", "contenthtml", "articlehtml", "htmlbody",
        "htmlcontent", "pagehtml", "pagesource",
    ),
    "title": (
        "title", "headline", "head", "heading", "articletitle", "webtitle", "documenttitle",
        "storytitle", "newstitle", "ogtitle", "dctitle", "hd", "subject",
    ),
    "published": (
        "published", "publishedat", "publisheddate", "publishedtime", "publishedon",
        "publicationdate", "publicationtime", "publicationdatetime", "publishdate", "publishtime",
        "publishdatetime", "publishingdate", "pubdate", "pubtime", "datepublished", "datepublish",
        "articlepublishedtime", "webpublicationdate", "firstpublished", "firstpublicationdate",
        "versioncreated", "dateofpublication", "articledate", "storydate", "newsdate", "postdate",
        "posted", "postedat", "issued", "dcdate", "pd", "date", "datetime", "day", "time",
        "timestamp",
    ),
    "publisher": (
        "publisher", "publishername", "outlet", "outletname", "publication", "publicationname",
        "newspaper", "medianame", "mediaoutlet", "medium", "media", "newssource", "sourcename",
        "sourcetitle", "sourcecommonname", "pubtitle", "journal", "sitename", "ogsitename",
        "website", "site", "sn", "source", "sourcedomain", "domain", "hostname",
    ),
    "url": (
        "url", "link", "href", "permalink", "articleurl", "articlelink", "weburl", "pageurl",
        "sourceurl", "canonicalurl", "canonical", "originalurl", "ogurl", "documentidentifier",
        "source", "uri", "guid", "id",
    ),
    "id": (
        "id", "articleid", "docid", "documentid", "storyid", "storiesid", "newsid", "recordid",
        "itemid", "uuid", "guid", "identifier", "accessionnumber", "an", "uri", "key",
    ),
    "author": (
        "author", "authors", "byline", "by", "creator", "writer", "writers", "reporter",
        "reporters", "journalist", "journalists", "articleauthor", "dccreator",
    ),
}  # fmt: skip
"""Field → the names it goes by, the surest first. The documentation's table is this one."""

NESTED: Final = ("metadata", "meta")
"""Keys whose object is looked into, one level deep, for what the record itself does not say."""

INNER: Final = ("name", "main", "title", "original", "value", "#text")
"""Keys under which an object holds what is wanted of it: ``{"source": {"name": …}}``."""

DELIMITERS: Final = (",", ";", "\t", "|")
"""What separates the cells of a CSV file."""

_NAME_CHARS: Final = 64
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    field: tuple("".join(c for c in name if c.isalnum()) for name in names)
    for field, names in SYNONYMS.items()
}


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def folded(name: object) -> str:
    """A key or column name as names are compared; empty where it can be none of ours."""
    text = str(name)
    return _folded(text) if len(text) <= _NAME_CHARS else ""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, each with its name."""

    names: tuple[str, ...]

    @property
    def known(self) -> tuple[str, ...]:
        """The columns that Parley reads, in the table's order."""
        wanted = {name for names in _FIELDS.values() for name in names}
        return tuple(n for n in self.names if folded(n) in wanted)

    @property
    def has_text(self) -> bool:
        """Whether one of them holds the article."""
        wanted = {*_FIELDS["text"], *_FIELDS["html"]}
        return any(folded(n) in wanted for n in self.names)

    @classmethod
    def of_header(cls, line: str) -> str | None:
        """The delimiter that makes a header of the line: one with a text column and another."""
        best, most = None, 1
        for delimiter in DELIMITERS:
            columns = cls(tuple(cell.strip().strip('"') for cell in line.split(delimiter)))
            if columns.has_text and len(columns.known) > most:
                best, most = delimiter, len(columns.known)
        return best


def fields(record: Mapping[Any, Any]) -> dict[str, list[str]]:
    """Field → the values that the record has for it, not blank, the surest first.

    Args:
        record: a row or JSON object; values may be nested one or two levels as archives do it.
    """
    out = _own_fields(record)
    for nest in NESTED:
        if isinstance(inner := record.get(nest), Mapping):
            for field, values in _own_fields(inner).items():
                out[field] = out.get(field, []) + values
    return out


def _own_fields(record: Mapping[Any, Any]) -> dict[str, list[str]]:
    named: dict[str, Any] = {}
    for key, value in record.items():
        name = folded(key)
        # A later key of the same name must not hide an earlier one that holds something.
        if value not in (None, "") or name not in named:
            named[name] = value
    out = {}
    for field, names in _FIELDS.items():
        joint = "\n\n" if field in ("text", "html") else "; "
        values = [flat(named[name], joint) for name in names if name in named]
        if kept := [value for value in values if value.strip()]:
            out[field] = kept
    return out


def flat(value: Any, joint: str, depth: int = 2) -> str:
    """A value as one string: lists are joined, of an object the part that names it is taken."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool) or depth < 0:
        return ""
    if isinstance(value, list | tuple):
        return joint.join(part for v in value if (part := flat(v, joint, depth - 1)).strip())
    if isinstance(value, Mapping):
        return next((flat(value[k], joint, depth - 1) for k in INNER if k in value), "")
    return str(value)
