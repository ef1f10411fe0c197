"""A reading: what the language models say of one article's text, in plain tuples that pickle."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from parley.spans import Span


class Name(NamedTuple):
    """A name that the recogniser found: tokens ``[first, last)`` and its OntoNotes label."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Sentences, tokens, tags, heads and names of one article.

    Furniture is not read: its code points belong to no token. Every sequence but ``sentences``,
    ``paragraphs`` and ``names`` has one item a token. Offsets are code points of ``text``.

    Attributes:
        text: the article's text.
        starts, ends: half-open offsets of the tokens.
        words: the tokens' characters; lemmas: their lemmas, lower case but for names.
        tags: Penn Treebank tags; pos: universal tags; deps: dependency labels (ClearNLP).
        heads: index of each token's head; a root is its own head.
        kids: indices of each token's dependents, in order.
        sentences: half-open token ranges ``(first, last)``, in order.
        paragraphs: index of the paragraph that each sentence stands in, one item a sentence.
        names: the names found, in order, not overlapping.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    pos: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    kids: tuple[tuple[int, ...], ...]
    sentences: tuple[tuple[int, int], ...]
    paragraphs: tuple[int, ...]
    names: tuple[Name, ...]

    def __len__(self) -> int:
        """Number of tokens."""
        return len(self.starts)

    def span(self, first: int, last: int) -> Span:
        """The span from token ``first`` to before token ``last`` (at least one token)."""
        return Span(self.starts[first], self.ends[last - 1])

    def token(self, i: int) -> Span:
        """The span of token ``i``."""
        return Span(self.starts[i], self.ends[i])

    def tokens(self, span: Span) -> range:
        """Indices of the tokens that share a code point with ``span``."""
        first = bisect_right(self.ends, span.start)
        last = bisect_right(self.starts, span.end - 1) if span.end > span.start else first
        return range(first, max(first, last))

    def sentence_of(self, i: int) -> int:
        """Index of the sentence that token ``i`` stands in."""
        return bisect_right(self.sentences, (i, len(self.starts) + 1)) - 1

    def sentence_span(self, k: int) -> Span:
        """The span of sentence ``k``."""
        first, last = self.sentences[k]
        return self.span(first, last)

    def sentence_at(self, offset: int) -> int | None:
        """Index of the sentence that holds the code point, None between sentences."""
        i = bisect_right(self.starts, offset) - 1
        if i < 0:
            return None
        k = self.sentence_of(i)
        return k if offset < self.sentence_span(k).end else None

    def sentences_of(self, span: Span) -> range:
        """Indices of the sentences that share a token with ``span``."""
        inside = self.tokens(span)
        if not inside:
            return range(0)
        return range(self.sentence_of(inside[0]), self.sentence_of(inside[-1]) + 1)

    def subtree(self, i: int) -> list[int]:
        """Token ``i`` and everything below it, sorted."""
        out, todo = [], [i]
        while todo:
            j = todo.pop()
            out.append(j)
            todo.extend(self.kids[j])
        return sorted(out)

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads above token ``i``, nearest first."""
        while self.heads[i] != i:
            i = self.heads[i]
            yield i

    def children(self, i: int, *labels: str) -> list[int]:
        """Dependents of token ``i`` with one of the labels; all of them without labels."""
        return [j for j in self.kids[i] if not labels or self.deps[j] in labels]
