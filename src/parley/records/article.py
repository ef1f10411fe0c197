"""What comes in: a raw page, and the article that cleaning makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, Literal, TypeVar

from parley.spans import Span

T = TypeVar("T")


class FurnitureKind(StrEnum):
    """What a stretch of text is that is not reporting."""

    SHARE_BAR = "share-bar"
    ADVERTISING = "advertising"
    APPEAL = "appeal"  # newsletter, donation, app or tip appeal
    CAPTION = "caption"
    PHOTO_CREDIT = "photo-credit"
    BYLINE = "byline"
    DATELINE = "dateline"
    TIMESTAMP = "timestamp"  # a line that only says when the piece was published or updated
    WIRE_CREDIT = "wire-credit"
    ORIGINAL_PUBLISHER = "original-publisher"
    SOURCE_DOMAIN = "source-domain"
    RELATED = "related"  # headlines of other stories
    READ_MORE = "read-more"
    AUTHOR_BIO = "author-bio"
    COPYRIGHT = "copyright"
    CORRECTION = "correction"
    MENU = "menu"
    REPEATED = "repeated"  # a line that one outlet prints in many articles


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A field of an article together with where it came from.

    Attributes:
        value: the field.
        reason: why it is believed, in a few words: ``given``, ``html meta article:published_time``,
            ``byline line``, ``credit "This article originally appeared in"`` …
        span: the words of the text that say so; None where the field did not come from the text.
        inferred: True where the field was concluded, not stated.
    """

    value: T
    reason: str
    span: Span | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of text that is not reporting: labelled, never deleted."""

    span: Span
    kind: FurnitureKind
    reason: str


@dataclass(frozen=True, slots=True)
class Validators:
    """What a web server said about the version of a page, to ask later whether it changed.

    Attributes:
        etag, last_modified: the values of the HTTP headers of these names.
    """

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page as it was found, before cleaning.

    Attributes:
        origin: path or URL, with ``#n`` (1-based line or row) where a source holds many pages.
        markup: how ``content`` is to be read.
        content: the decoded characters.
        encoding: the encoding by which bytes became characters; None where they came as characters.
        encoding_guessed: True where the encoding was detected, not declared.
        fetched: when a URL was fetched or a file was last changed, in UTC; None where unknown.
        given: metadata that the user or the source's columns gave. Keys: ``id``, ``url``, ``title``,
            ``publisher``, ``published`` (ISO date or date-time), ``author``.
        validators: of a page that came from the web, None of any other.
    """

    origin: str
    markup: Literal["text", "html"]
    content: str
    encoding: str | None = None
    encoding_guessed: bool = False
    fetched: datetime | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    validators: Validators | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One publication's text, cleaned and immutable.

    Attributes:
        id: ``art-…``, a hash of the URL (or, without one, the publisher) and the text.
        text: the immutable text that every span of every record points into.
        sha256: hash of ``text``, in hexadecimal.
        origin: where the page was found: path or URL.
        given_id: the id that the source itself gives the article, if any.
        published: the day of publication; None (the field itself) where the text does not give one.
        bylines: authors, one a person; an agency in a byline is ``agency``.
        agency: the news agency whose reporting it is.
        credit: the publisher that the text names as the original one.
        publisher: the outlet that printed this text.
        source_domain: the domain named in a line of its own ("example.org").
        dateline: the place in the dateline.
        furniture: not overlapping, sorted by span.
        paragraphs: spans of the text's paragraphs, furniture included, sorted, not overlapping.
    """

    id: str
    text: str
    sha256: str
    origin: str
    given_id: str | None = None
    url: str | None = None
    title: Found[str] | None = None
    published: Found[date] | None = None
    publisher: Found[str] | None = None
    source_domain: Found[str] | None = None
    agency: Found[str] | None = None
    credit: Found[str] | None = None
    dateline: Found[str] | None = None
    bylines: tuple[Found[str], ...] = ()
    furniture: tuple[Furniture, ...] = ()
    paragraphs: tuple[Span, ...] = ()

    @property
    def day(self) -> date | None:
        """The day of publication, None where it is not known."""
        return self.published.value if self.published else None
