"""About: versions, models, how often they are wrong, whose data they use, what the ledger holds."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

from fastapi import Response

import parley
from parley.facts.loading import DATA as FACTS
from parley.models.manifest import WEIGHTS, Manifest, read_manifest
from parley.web.markdown import Block, blocks
from parley.web.router import Pages
from parley.web.views import Asked

router = Pages()

_HERE: Final = Path(__file__).parent.parent
QUALITY: Final = (_HERE / "quality.md", _HERE.parents[2] / "docs" / "quality.md")
"""Where the measured error rates stand: in an installed package, in the source tree."""

FIELDS: Final = ("name", "version", "licence", "trained_on")


@router.get("/about")
def about(view: Asked) -> Response:
    """What made the entries, and how far to trust it."""
    models = _models()
    tallies = view.desk.ledger.tallies
    counts = view.remember(("holds", tallies.judged()), tallies.holds)
    if view.format != "html":
        rows: list[dict[str, Any]] = [
            {
                "name": m.name,
                "version": m.version,
                "licence": m.licence,
                "trained_on": list(m.trained_on),
            }
            for m in models
        ]
        return view.data(rows, FIELDS, parley=parley.__version__, holds=counts)
    return view.page(
        "about.html",
        models=models,
        counts=counts,
        made_by=view.remember_found("made by", tallies.versions),
        ledger=str(view.desk.ledger.path),
        quality=_document(*QUALITY),
        notices=[
            *_document(FACTS / "NOTICE.md"),
            *_document(_HERE / "charts" / "data" / "NOTICE.md"),
        ],
    )


@cache
def _models() -> tuple[Manifest, ...]:
    found = (read_manifest(folder) for folder in sorted(WEIGHTS.iterdir()) if folder.is_dir())
    return tuple(m for m in found if m is not None)


@cache
def _document(*places: Path) -> tuple[Block, ...]:
    """The blocks of a document that stands in one of the places."""
    for place in places:
        if place.exists():
            return tuple(blocks(place.read_text(encoding="utf-8")))
    return ()
