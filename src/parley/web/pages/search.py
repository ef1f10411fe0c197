"""Search: everything that holds some words, the best match first."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final, get_args

from fastapi import Response
from fastapi.responses import RedirectResponse

from parley.errors import NotFoundError
from parley.ledger import Hit, HitKind
from parley.web.router import Pages
from parley.web.views import Asked, View

router = Pages()

FIELDS: Final = ("kind", "id", "day", "passage", "article", "title", "publisher", "published")

ACTORS: Final = 8
"""Actors of that name that are shown above the hits."""

IDS: Final = ("st-", "ev-", "pr-", "sp-", "art-", "act-", "sto-", "hap-", "thr-")


@router.get("/search")
def search(view: Asked) -> Response:
    """Articles and entries that hold the words, actors that are called so; an id leads to its thing."""
    words = view.one("q") or ""
    if words.startswith(IDS) and " " not in words and view.format == "html":
        return RedirectResponse(view.of(words), status_code=303)
    kinds = tuple(k for k in get_args(HitKind) if k in view.many("kind")) or get_args(HitKind)

    asked = view.filters("since", "until", "story", "publisher")

    def fetch(limit: int | None, offset: int) -> list[Hit]:
        if not words:
            return []
        return view.desk.search(words, kinds=kinds, **asked, limit=limit, offset=offset)

    if view.format == "csv":  # all at once: each part would be ranked anew
        return view.data(map(_row, fetch(None, 0)), FIELDS)
    if view.format != "html":
        return view.rows(fetch, _row, FIELDS)
    named = _named(view, words) if words and view.number == 1 else []
    sheet = view.sheet(fetch)
    groups = [list(found) for _, found in groupby(sheet.rows, key=_sentence)]
    return view.page("search.html", words=words, sheet=sheet, groups=groups, named=named)


def _sentence(hit: Hit) -> tuple[str, str]:
    """What hits of one sentence share: they stand below each other, and are shown as one."""
    return hit.article.id, hit.id if hit.kind == "article" else hit.passage


def _named(view: View, words: str) -> list[Any]:
    """Actors of that name: by name or surname, as filters take it."""
    try:
        return view.desk.named(actor=words.strip('"*'), limit=ACTORS, as_of=view.as_of)
    except NotFoundError:
        return []


def _row(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "id": hit.id,
        "day": hit.day,
        "passage": " ".join(hit.passage.split()),
        "article": hit.article.id,
        "title": hit.article.title,
        "publisher": hit.article.publisher,
        "published": hit.article.published,
    }
