"""Attributions by rule: source, cue and content from the dependency tree and the quotation marks.

This is what runs where no trained tagger is installed; both fill the same record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from parley.extract.statements.attributed import Attribution
from parley.extract.statements.contents import Contents, spoken_quotations
from parley.extract.statements.cues import NOUNS, THOUGHTS, VERBS
from parley.extract.statements.edges import strip_edges
from parley.extract.statements.labels import labelled
from parley.extract.statements.quotations import Quotation
from parley.extract.statements.resumption import block_quotations, with_resumed
from parley.extract.statements.settings import cue_status
from parley.extract.statements.sources import noun_phrase, source_head
from parley.extract.statements.untangling import untangled
from parley.language import Reading
from parley.records import Status
from parley.spans import Span, merge

RULE_CONFIDENCE: Final = 0.74
"""Share of attributions by rule that have the right content and speaker on gold/train."""

MOST_CUES: Final = 24
"""Cues of a sentence that are followed up: more stand in no sentence of news, and each may govern all of it."""

_FINITE: Final = frozenset(("VBD", "VBZ", "VBP", "VBG", "VBN", "VB"))
_OWNERS: Final = ("poss", "compound", "nmod", "amod")
_TELLS: Final = frozenset("ask tell remind inform".split())
"""Verbs whose passive has the hearer for its subject: "he was asked whether"."""

_LINKED: Final = {"call": ("for", "on", "upon"), "insist": ("on",), "warn": ("of", "against")}
"""Prepositions that belong to a cue."""

_LEADS: Final = frozenset("go appear seem continue use".split())
"""Verbs that carry a reporting infinitive: "went on to say"."""

_AUXILIARIES: Final = ("aux", "auxpass", "neg")


def find_attributions(reading: Reading, quotations: Sequence[Quotation]) -> tuple[Attribution, ...]:
    """The attributions of an article, in order of their content; no model is asked."""
    finder = _Finder(reading, quotations)
    found = [a for k in range(len(reading.sentences)) for a in finder.sentence(k)]
    return tuple(with_resumed(untangled(found, reading), reading, quotations))


def rare_attributions(reading: Reading, quotations: Sequence[Quotation]) -> Iterator[Attribution]:
    """Those by a construction that a tagger sees too seldom to learn.

    A label and a colon, a dash and a name, a noun that reports, a passive without a source, a verb with an object.
    """
    finder = _Finder(reading, quotations)
    for k in range(len(reading.sentences)):
        yield from finder.rare(k)


class _Finder:
    """Finds attributions sentence by sentence, with the quotations by sentence at hand."""

    def __init__(self, reading: Reading, quotations: Sequence[Quotation]) -> None:
        self.reading = reading
        self.by_sentence = spoken_quotations(reading, quotations)
        self.quoted = bytearray(len(reading))
        for q in quotations:
            inside = reading.tokens(q.span)
            self.quoted[inside.start : inside.stop] = b"\1" * len(inside)
        self.contents = Contents(reading, self.by_sentence, self._is_cue)

    def sentence(self, k: int) -> Iterator[Attribution]:
        """The attributions whose cue stands in sentence ``k``."""
        r = self.reading
        first, last = r.sentences[k]
        cues = anything = 0
        for i in range(first, last):
            if r.words[i].lower() == "according" and i + 1 < last:
                found = list(self._according(i, k))
            elif self._is_cue(i):
                found = list(self._verb(i))
            elif r.lemmas[i].lower() in NOUNS and r.pos[i] == "NOUN":
                found = list(self._noun(i))
            else:
                continue
            yield from found
            cues, anything = cues + 1, anything + len(found)
            if cues == MOST_CUES:
                break
        if not anything:
            beside = (*self.by_sentence.get(k - 1, ()), *self.by_sentence.get(k, ()))
            yield from labelled(r, k, beside, RULE_CONFIDENCE)

    def rare(self, k: int) -> Iterator[Attribution]:
        """The attributions of sentence ``k`` in a rare construction."""
        r = self.reading
        for i in range(*r.sentences[k]):
            if r.lemmas[i].lower() in NOUNS and r.pos[i] == "NOUN":
                yield from self._noun(i)
            elif self._is_cue(i) and (self._is_impersonal(i) or self.contents.is_object(i)):
                yield from self._verb(i)
        beside = (*self.by_sentence.get(k - 1, ()), *self.by_sentence.get(k, ()))
        yield from labelled(r, k, beside, RULE_CONFIDENCE)

    def _is_impersonal(self, i: int) -> bool:
        """Whether the cue is that of "it was reported that"."""
        r = self.reading
        subjects = r.children(i, "nsubjpass", "expl")
        return bool(r.children(i, "auxpass")) and any(r.words[j].lower() == "it" for j in subjects)

    def _is_cue(self, i: int) -> bool:
        """Whether the token is a verb of saying that does not stand inside a quotation itself."""
        r = self.reading
        return r.tags[i] in _FINITE and not self.quoted[i] and r.lemmas[i].lower() in VERBS

    def _is_quoted(self, i: int) -> bool:
        return bool(self.quoted[i])

    def _verb(self, i: int) -> Iterator[Attribution]:
        if not self._reports(i):
            return
        head = source_head(self.reading, i, self._is_cue, self._is_quoted)
        source = () if head is None else (noun_phrase(self.reading, head),)
        cue = (self._cue(i),)
        tokens = [t for s in (*source, *cue) for t in self.reading.tokens(s)]
        frame = range(min(tokens), max(tokens) + 1)
        spans = self._spans(self.contents.of(i, frame), i, source)
        if not spans:
            bare = Attribution(source, cue, cue, RULE_CONFIDENCE, i)
            spans = tuple(block_quotations(self.reading, bare)) if source else ()
        if spans:
            yield Attribution(source, cue, spans, RULE_CONFIDENCE, i)

    def _reports(self, i: int) -> bool:
        """Whether the cue says that something was said: not "declined to say", nor a thought within a saying."""
        r = self.reading
        helpers = {r.words[j].lower() for j in r.children(i, *_AUXILIARIES)}
        thought = r.lemmas[i].lower() in THOUGHTS
        if not thought and cue_status(r, i) is Status.DENIED:
            return False
        if r.tags[i] == "VB" and "to" in helpers and r.lemmas[r.heads[i]] not in _LEADS:
            return False
        passive = r.tags[i] == "VBN" and r.children(i, "auxpass") and not r.children(i, "agent")
        if passive and (thought or r.lemmas[i] in _TELLS):
            return False
        within = r.deps[i] == "ccomp" and self._is_cue(r.heads[i])
        subjects = r.children(i, "nsubj")
        own = any(r.pos[j] == "PRON" for j in subjects)
        return not (thought and own and (within or r.words[subjects[0]].lower() in ("i", "we")))

    def _noun(self, i: int) -> Iterator[Attribution]:
        """ "his claim that …", "Iran's demand for …": a nominal cue with an owner."""
        r = self.reading
        owner = next(
            (j for j in r.children(i, *_OWNERS) if r.pos[j] in ("PROPN", "PRON", "NOUN")), None
        )
        owner = next(iter(r.children(i, "poss")), owner)
        if owner is None:
            return
        clauses = [
            j
            for j in r.children(i, "acl", "ccomp", "relcl")
            if any(r.lemmas[t] == "that" and r.deps[t] == "mark" for t in r.kids[j])
        ]
        if not clauses:
            return
        source = (noun_phrase(r, owner),)
        spans = self._spans(r.subtree(clauses[0]), i, source)
        if spans:
            yield Attribution(source, (r.token(i),), spans, RULE_CONFIDENCE, i)

    def _according(self, i: int, k: int) -> Iterator[Attribution]:
        r = self.reading
        tos = [j for j in r.kids[i] if r.words[j].lower() == "to"] or [i + 1]
        objects = r.children(tos[0], "pobj") or [
            j for j in r.children(i, "pobj", "prep") if r.pos[j] in ("NOUN", "PROPN")
        ]
        if not objects:
            return
        first, last = r.sentences[k]
        source = noun_phrase(r, objects[0])
        away = {i, tos[0], *r.tokens(source)}
        for apposition in r.children(objects[0], "appos"):
            tokens = r.subtree(apposition)
            if r.pos[tokens[0]] in ("DET", "NOUN", "PROPN"):
                away.update(tokens)
        head = r.heads[i]
        scope = set(range(first, last))
        if r.pos[head] in ("VERB", "AUX") and head != i and r.deps[head] in ("ccomp", "conj"):
            scope = set(r.subtree(head))
        spans = self._spans(sorted(scope - away), i, (source,))
        if spans:
            cue = r.span(min(i, tos[0]), max(i, tos[0]) + 1)
            yield Attribution((source,), (cue,), spans, RULE_CONFIDENCE, i)

    def _cue(self, i: int) -> Span:
        """The verb with its auxiliaries, its negation and whom it is told to, where they touch it."""
        r = self.reading
        first, last = i, i + 1
        if r.deps[i] == "xcomp" and r.lemmas[r.heads[i]] in _LEADS and i - r.heads[i] <= 4:
            first = r.heads[i]  # "went on to say"
        over = r.heads[r.heads[i]]
        if r.deps[i] == "pcomp" and r.words[r.heads[i]] == "as" and 0 < i - over <= 5:
            first = over  # "quoted him as saying"
        helpers = set(r.children(first, *_AUXILIARIES))
        while first - 1 in helpers or (first - 2 in helpers and r.pos[first - 1] == "ADV"):
            first -= 1
        if (
            r.lemmas[i] in _LINKED
            and last < len(r)
            and r.words[last].lower() in _LINKED[r.lemmas[i]]
        ):
            last += 1  # "called for", "insists on"
        if r.lemmas[i] in ("cite", "quote"):
            saying = [j for p in r.children(i, "prep") for j in r.children(p, "pcomp")]
            last = max(last, *(j + 1 for j in saying if j - i <= 5), i + 1)  # "was cited as saying"
        if r.lemmas[i] == "tell":
            for j in r.children(i, "dobj", "dative", "iobj"):
                tokens = r.subtree(j)
                if tokens[0] == i + 1 and len(tokens) <= 6:
                    last = tokens[-1] + 1
        return r.span(first, last)

    def _spans(self, tokens: Sequence[int], cue: int, source: tuple[Span, ...]) -> tuple[Span, ...]:
        """Content tokens as spans: without cue, source and "that", whole quotations."""
        r = self.reading
        away = set(r.tokens(self._cue(cue)))
        for span in source:
            away.update(r.tokens(span))
        kept = [t for t in tokens if t not in away]
        if kept and r.lemmas[kept[0]] == "that" and r.deps[kept[0]] == "mark":
            kept = kept[1:]
        whole = [self._with_quotations(p, cue) for p in _runs(kept, r)]
        out = [strip_edges(r.text, s) for s in merge(whole)]
        return tuple(s for s in out if s.length > 1 and any(c.isalnum() for c in s.of(r.text)))

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
    for t in tokens:
        if out and reading.ends[t - 1] == out[-1].end and t > 0:
            out[-1] = Span(out[-1].start, reading.ends[t])
        else:
            out.append(reading.token(t))
    return out
