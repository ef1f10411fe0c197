"""HTML pages (first version)."""

from __future__ import annotations

from typing import Any

from parley.clean.fields import PageFacts
from parley.errors import InputError
from parley.records import RawPage


def read_html(page: RawPage) -> tuple[str, PageFacts]:
    """The article's text and what the markup says of it."""
    import trafilatura

    doc: Any = trafilatura.bare_extraction(
        page.content, favor_precision=True, include_comments=False
    )
    if doc is None or not doc.text:
        raise InputError(page.origin, "no article text in it", advice="save the whole page")
    return "\n\n".join(doc.text.split("\n")), PageFacts()
