"""Who tells what: an article's statements by the sentences in which they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from parley.extract.component import Draft
from parley.records import Statement
from parley.spans import Span


class Telling:
    """The statements of one article, found by place."""

    def __init__(self, draft: Draft) -> None:
        self._reading = draft.reading
        self._contents: defaultdict[int, list[Statement]] = defaultdict(list)
        self._cues: defaultdict[int, list[Statement]] = defaultdict(list)
        self._sources: defaultdict[int, list[Span]] = defaultdict(list)
        for statement in draft.statements:
            for k in self._sentences(statement.content):
                self._contents[k].append(statement)
            for k in self._sentences(statement.cue):
                self._cues[k].append(statement)
            for source in statement.source:
                for k in draft.reading.sentences_of(source):
                    self._sources[k].append(source)

    def _sentences(self, spans: Sequence[Span]) -> Iterator[int]:
        return iter(sorted({k for s in spans for k in self._reading.sentences_of(s)}))

    def _sentence(self, span: Span) -> int:
        k = self._reading.sentence_at(span.start)
        return -1 if k is None else k

    def of(self, span: Span) -> Statement | None:
        """The statement of which the words are told: that of the smallest content around them."""
        around = [
            s
            for s in self._contents.get(self._sentence(span), ())
            if any(c.overlaps(span) for c in s.content)
        ]
        return min(around, key=lambda s: sum(c.length for c in s.content), default=None)

    def by_cue(self, span: Span) -> Statement | None:
        """The statement whose cue the words are."""
        own = self._cues.get(self._sentence(span), ())
        return next((s for s in own if any(c.overlaps(span) for c in s.cue)), None)

    def is_source(self, span: Span) -> bool:
        """Whether the words name somebody who tells something."""
        return any(span.overlaps(s) for s in self._sources.get(self._sentence(span), ()))
