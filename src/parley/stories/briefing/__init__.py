"""The brief: what changed since a day, each sentence cited. Nothing stands in it that is not in an entry."""

from parley.stories.briefing.forms import as_html, as_markdown
from parley.stories.briefing.making import make_brief
from parley.stories.briefing.parts import (
    Brief,
    Line,
    Material,
    Note,
    Piece,
    Quoted,
    Section,
    Source,
)
from parley.stories.briefing.ranking import said_weight

__all__ = [
    "Brief",
    "Line",
    "Material",
    "Note",
    "Piece",
    "Quoted",
    "Section",
    "Source",
    "as_html",
    "as_markdown",
    "make_brief",
    "said_weight",
]
