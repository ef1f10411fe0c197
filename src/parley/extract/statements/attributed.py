"""An attribution: who said what, as words of the text, before anybody is identified."""

from __future__ import annotations

from dataclasses import dataclass

from parley.spans import Span, hull


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what, as words of the text.

    Attributes:
        source, cue, content: spans; ``source`` and ``cue`` may be empty.
        confidence: in [0, 1].
        token: index of the cue's main token, None where there is no cue.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
    token: int | None = None

    @property
    def hull(self) -> Span:
        """From the first to the last of its words."""
        return hull((*self.source, *self.cue, *self.content))
