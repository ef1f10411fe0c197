"""Attributions by rule: source, cue and content from the dependency tree and the quotation marks.

This is what runs where no trained tagger is installed; both fill the same record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from parley.extract.attributed import Attribution
from parley.extract.edges import strip_edges
from parley.extract.quotations import Quotation
from parley.extract.resumption import with_resumed
from parley.language import Reading
from parley.spans import Span, merge

CUES: Final = frozenset(
    """accept acknowledge add admit advise affirm agree allege announce answer argue ask assert assure
    believe boast caution charge cite claim comment complain concede conclude confirm contend convince
    counter declare demand deny describe disclose doubt emphasise emphasize estimate expect explain
    express fear feel hint hope imply indicate inform insist joke lament maintain mention note object
    observe opine pledge point post predict proclaim promise propose quip quote react read reaffirm
    reassure recall recount reiterate relate remark remind reply report respond reveal say signal speculate
    state stress suggest suspect tell testify think threaten tweet underline underscore urge vow warn
    wonder write""".split()
)
"""Lemmas of verbs that report speech, writing or thought."""

NEEDS_QUOTATION: Final = frozenset(
    "describe cite quote read post react tweet call point express write ask comment".split()
)
"""Cues whose object is content only where it is quoted or a clause."""

_SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj", "expl")
_CLAUSES: Final = ("ccomp",)
_CLAUSES_OF_WILL: Final = ("xcomp",)
_WILL: Final = frozenset(
    "promise threaten vow pledge propose demand agree urge warn tell ask".split()
)


RULE_CONFIDENCE: Final = 0.55
"""Share of attributions by rule that are right on the training articles, rounded."""


def find_attributions(reading: Reading, quotations: Sequence[Quotation]) -> tuple[Attribution, ...]:
    """The attributions of an article, in order of their content; no model is asked."""
    finder = _Finder(reading, quotations)
    found = [a for k in range(len(reading.sentences)) for a in finder.sentence(k)]
    return tuple(with_resumed(found, reading, quotations))


class _Finder:
    """Finds attributions sentence by sentence, with the quotations by sentence at hand."""

    def __init__(self, reading: Reading, quotations: Sequence[Quotation]) -> None:
        self.reading = reading
        self.quotations = quotations
        self.by_sentence: dict[int, list[Quotation]] = {}
        for q in quotations:
            for k in reading.sentences_of(q.span):
                self.by_sentence.setdefault(k, []).append(q)

    def sentence(self, k: int) -> Iterator[Attribution]:
        r = self.reading
        first, last = r.sentences[k]
        quoted = self.by_sentence.get(k, [])
        for i in range(first, last):
            if r.words[i].lower() == "according" and i + 1 < last:
                yield from self._according(i, k)
            elif self._is_cue(i, quoted):
                yield from self._verb(i, quoted)

    def _is_cue(self, i: int, quoted: Sequence[Quotation]) -> bool:
        """Whether the token is a verb of saying that does not stand inside a quotation itself."""
        r = self.reading
        return (
            r.pos[i] in ("VERB", "AUX")
            and r.lemmas[i].lower() in CUES
            and not any(q.span.start < r.starts[i] and r.ends[i] < q.span.end for q in quoted)
        )

    def _verb(self, i: int, quoted: list[Quotation]) -> Iterator[Attribution]:
        source = self._source(i)
        content = self._clause(i) or self._beside(i, quoted)
        if content:
            spans = self._spans(content, i, source)
            if spans:
                src = (self._noun_phrase(source),) if source is not None else ()
                yield Attribution(src, (self._cue(i),), spans, RULE_CONFIDENCE, i)

    def _source(self, i: int) -> int | None:
        """The subject of the cue; of the verb above it for participles and conjuncts."""
        r, seen = self.reading, i
        for _ in range(4):
            if r.tags[seen] == "VBN" and (agents := r.children(seen, "agent")):
                objects = r.children(agents[0], "pobj")
                return objects[0] if objects else None
            subjects = r.children(seen, "nsubj", "nsubjpass")
            if subjects:
                subject = subjects[0]
                if r.tags[subject] in ("WP", "WDT") and r.deps[seen] == "relcl":
                    return r.heads[seen]
                return subject
            if r.deps[seen] == "acl":
                return r.heads[seen]
            if r.deps[seen] not in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "prep"):
                return None
            seen = r.heads[seen]
        return None

    def _clause(self, i: int) -> list[int]:
        """Tokens of the clause that the verb reports."""
        r = self.reading
        labels = _CLAUSES + (_CLAUSES_OF_WILL if r.lemmas[i] in _WILL else ())
        for j in r.children(i, *labels):
            tokens = r.subtree(j)
            if len(tokens) > 1:
                return tokens
        if r.deps[i] in ("parataxis", "ccomp") and r.heads[i] != i and r.children(i, "nsubj"):
            own = set(r.subtree(i))
            rest = [t for t in r.subtree(r.heads[i]) if t not in own]
            edge = min(own) - 1
            if r.deps[i] == "parataxis" or (edge >= 0 and r.words[edge] in (",", "”", '"', "''")):
                return rest
        return []

    def _beside(self, i: int, quoted: list[Quotation]) -> list[int]:
        """Tokens of the quotations in the cue's sentence, where it has no clause of its own."""
        out: list[int] = []
        for q in quoted:
            tokens = self.reading.tokens(q.span)
            if len(tokens) >= 4:
                out.extend(tokens)
        return out

    def _according(self, i: int, k: int) -> Iterator[Attribution]:
        r = self.reading
        tos = [j for j in r.kids[i] if r.words[j].lower() == "to"] or [i + 1]
        objects = r.children(tos[0], "pobj") or [
            j for j in r.children(i, "pobj", "prep") if r.pos[j] in ("NOUN", "PROPN")
        ]
        if not objects:
            return
        first, last = r.sentences[k]
        away = {i, tos[0], *r.subtree(objects[0])}
        head = r.heads[i]
        scope = set(r.subtree(head)) if head != i else set(range(first, last))
        if r.pos[head] not in ("VERB", "AUX"):
            scope = set(range(first, last))
        content = sorted(scope - away)
        spans = self._spans(content, i, objects[0])
        if spans:
            cue = r.span(min(i, tos[0]), max(i, tos[0]) + 1)
            yield Attribution((self._noun_phrase(objects[0]),), (cue,), spans, RULE_CONFIDENCE, i)

    def _noun_phrase(self, head: int) -> Span:
        """The noun phrase of a source without relative clauses, appositions and participles."""
        r = self.reading
        keep, todo = [head], list(r.kids[head])
        while todo:
            j = todo.pop()
            if r.deps[j] in ("relcl", "acl", "punct", "appos", "advcl", "parataxis", "ccomp"):
                continue
            keep.append(j)
            todo.extend(r.kids[j])
        first, last = min(keep), max(keep) + 1
        return r.span(first, last)

    def _cue(self, i: int) -> Span:
        """The verb with what it is told to ("told reporters"), where that follows at once."""
        r = self.reading
        last = i + 1
        if r.lemmas[i] == "tell":
            for j in r.children(i, "dobj", "dative", "iobj"):
                tokens = r.subtree(j)
                if tokens[0] == i + 1 and len(tokens) <= 6:
                    last = tokens[-1] + 1
        return r.span(i, last)

    def _spans(self, tokens: Sequence[int], cue: int, source: int | None) -> tuple[Span, ...]:
        """Content tokens as spans: without cue, source and "that", whole quotations."""
        r = self.reading
        away = {cue}
        if source is not None:
            away.update(r.tokens(self._noun_phrase(source)))
        kept = [t for t in tokens if t not in away]
        if kept and r.lemmas[kept[0]] == "that" and r.deps[kept[0]] == "mark":
            kept = kept[1:]
        pieces = _runs(kept, r)
        whole = [self._with_quotations(p, cue) for p in pieces]
        out = [strip_edges(r.text, s) for s in merge(whole)]
        return tuple(s for s in out if s.length > 1)

    def _with_quotations(self, span: Span, cue: int) -> Span:
        """The span grown to hold every quotation that it cuts, but not over the cue."""
        at = self.reading.token(cue)
        for k in self.reading.sentences_of(span):
            for q in self.by_sentence.get(k, []):
                if q.span.overlaps(span) and not q.span.overlaps(at):
                    span = Span(min(span.start, q.span.start), max(span.end, q.span.end))
        return span


def _runs(tokens: Sequence[int], reading: Reading) -> list[Span]:
    """Runs of consecutive tokens as spans."""
    out: list[Span] = []
    start = previous = None
    for t in tokens:
        if previous is None or t != previous + 1:
            if start is not None and previous is not None:
                out.append(reading.span(start, previous + 1))
            start = t
        previous = t
    if start is not None and previous is not None:
        out.append(reading.span(start, previous + 1))
    return out
