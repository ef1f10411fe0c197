"""Contents by rule: which words give what a cue reports.

A clause or an infinitive below the verb; the clause that the verb stands in or behind ("…, he said"); what is in
quotation marks beside it; and, for verbs that take one, an object ("denied the report", "accused them of …").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from parley.extract.statements.cues import verbs
from parley.extract.statements.quotations import Quotation
from parley.language import Reading

LEAST_QUOTED: Final = 2
"""Words of a quotation beside a cue that count as its content."""

LONG_QUOTED: Final = 9
"""Tokens, marks included, of a quotation that needs no cue right beside it."""

NEAR: Final = 5
"""Tokens between a short quotation and its source or cue. Swept 3 to 8 on gold/train."""

_WILL: Final = verbs("will")
_OBJECTS: Final = verbs("object")
_OPEN: Final = frozenset(
    """say tell add warn announce report claim state note insist stress declare argue write
    explain admit confirm predict suggest reveal estimate""".split()
)
"""Verbs behind which, or before which, the rest of a sentence is content although the parser has no clause there."""

_BESIDES: Final = frozenset(("advcl", "conj", "parataxis", "dep"))

_NAMING: Final = frozenset("call label dub term brand describe characterise consider find".split())
_TOWARDS: Final = {
    "accuse": ("of",), "blame": ("for",), "condemn": ("for", "as"), "denounce": ("as", "for"), "criticise": ("for",),
    "criticize": ("for",), "charge": ("with", "of"), "reject": ("as",), "dismiss": ("as",), "describe": ("as",),
    "characterise": ("as",), "thank": ("for",), "praise": ("for",), "warn": ("of", "against", "about"),
    "call": ("for",), "insist": ("on",), "slam": ("for", "as"), "decry": ("as",), "label": ("as",), "press": ("for",),
}  # fmt: skip
"""Prepositions that lead to what is said about an object, or are the object themselves."""

_ALONE: Final = frozenset("warn call insist press".split())
_NEEDS_MORE: Final = frozenset(
    "accuse blame condemn criticise criticize charge slam praise thank decry denounce".split()
)


class Contents:
    """Finds the content of cues in one reading."""

    def __init__(
        self, reading: Reading, quoted: dict[int, list[Quotation]], is_cue: Callable[[int], bool]
    ) -> None:
        self.reading, self._quoted, self._is_cue = reading, quoted, is_cue

    def of(self, cue: int, frame: range) -> list[int]:
        """Tokens of what the cue reports, sorted; empty where it reports nothing.

        Args:
            frame: tokens from the first to the last of source and cue.
        """
        lemma = self.reading.lemmas[cue].lower()
        found = self._clause(cue, lemma) or self._outer(cue)
        if not found and lemma in _NAMING:
            found = self._named(cue)
        if not found and (lemma in _OBJECTS or lemma in _TOWARDS):
            found = self._object(cue, lemma)
        if found:
            return self._with_split(cue, found, frame)
        return self._beside(cue, frame) or (self._rest(cue) if lemma in _OPEN else [])

    def is_object(self, cue: int) -> bool:
        """Whether the verb reports an object or a name and no clause: "denied the report", "called it a trap"."""
        lemma = self.reading.lemmas[cue].lower()
        if self._clause(cue, lemma) or self._outer(cue):
            return False
        takes = lemma in _OBJECTS or lemma in _TOWARDS
        named = lemma in _NAMING and bool(self._named(cue))
        return named or (takes and bool(self._object(cue, lemma)))

    def _with_split(self, cue: int, found: list[int], frame: range) -> list[int]:
        """With the other half of a quotation that source and cue split: it touches them on the other side."""
        r = self.reading
        if not any(self._is_quoted(t) for t in found):
            return found
        out = set(found)
        for q in self._quoted.get(r.sentence_of(cue), ()):
            tokens = r.tokens(q.span)
            if tokens and (tokens[-1] + 1 == frame.start or tokens[-1] + 2 == frame.start):
                out.update(tokens)
        return sorted(out)

    def _clause(self, cue: int, lemma: str) -> list[int]:
        """The clause below the verb; an infinitive too, where the verb is one of will."""
        r = self.reading
        out: list[int] = []
        for j in r.children(cue, "ccomp", *(("xcomp",) if lemma in _WILL else ())):
            tokens = self._below(j)
            if len(tokens) > 1:
                out.extend(tokens)
        if not out:
            out = self._clause_of_setting(cue)
        if out and lemma in _WILL:
            for j in r.children(cue, "dobj"):
                if j < out[0]:
                    out = [*r.subtree(j), *out]  # "urged them to leave"
        return sorted(set(out))

    def _clause_of_setting(self, cue: int) -> list[int]:
        """The clause with "that" which the parser has below a setting: "said in a statement that …"."""
        r = self.reading
        for p in r.children(cue, "prep", "dobj"):
            for over in (p, *r.children(p, "pobj")):
                for j in r.children(over, "acl", "relcl", "ccomp"):
                    if any(r.words[t].lower() == "that" and r.deps[t] == "mark" for t in r.kids[j]):
                        return self._below(j)
        return []

    def _below(self, top: int) -> list[int]:
        """What hangs below a reported clause, without what somebody is said to say beside it."""
        r = self.reading
        out, todo = [top], list(r.kids[top])
        while todo:
            j = todo.pop()
            if r.deps[j] in _BESIDES and self._is_cue(j) and self._speaks_anew(j):
                continue
            out.append(j)
            todo.extend(r.kids[j])
        return sorted(out)

    def _speaks_anew(self, cue: int) -> bool:
        """Whether a cue joined to a clause has a subject of its own, or is "…, adding that …"."""
        r = self.reading
        if r.tags[cue] == "VBG":
            return r.words[cue - 1] == ","
        return bool(r.children(cue, "nsubj")) and not any(
            r.deps[t] == "mark" or r.words[t].lower() in ("and", "or") for t in r.kids[cue]
        )

    def _outer(self, cue: int) -> list[int]:
        """The clause that a cue set between commas or behind a mark stands in."""
        r = self.reading
        if r.deps[cue] not in ("parataxis", "ccomp", "advcl", "dep", "conj"):
            return []
        if r.heads[cue] == cue or not r.children(cue, "nsubj"):
            return []
        own = set(r.subtree(cue))
        edge = min(own) - 1
        marked = edge >= 0 and r.words[edge] in (",", "”", '"', "''", "—", "–")
        if r.deps[cue] != "parataxis" and not (marked and len(own) <= 12):
            return []
        return [t for t in r.subtree(r.heads[cue]) if t not in own]

    def _named(self, cue: int) -> list[int]:
        """ "called the plan “useless”": the object and what it is called."""
        r = self.reading
        objects = r.children(cue, "dobj", "nsubj") if r.lemmas[cue] != "find" else []
        names = r.children(cue, "oprd", "ccomp", "xcomp")
        names += [p for p in r.children(cue, "prep") if r.words[p].lower() == "as"]
        objects = [j for j in objects if j > cue]
        if not objects and not names:
            return []
        if not names and not any(self._is_quoted(t) for j in objects for t in r.subtree(j)):
            return []
        return sorted({t for j in (*objects, *names) for t in r.subtree(j)})

    def _object(self, cue: int, lemma: str) -> list[int]:
        """The object of the verb and what its preposition adds."""
        r = self.reading
        links = _TOWARDS.get(lemma, ())
        objects = [j for j in r.children(cue, "dobj") if j > cue]
        over = (cue, *objects)
        more = [p for o in over for p in r.children(o, "prep") if r.words[p].lower() in links]
        if lemma in _ALONE:
            pobj = [j for p in more for j in r.children(p, "pobj", "pcomp")]
            return sorted({t for j in (*objects, *pobj) for t in r.subtree(j)}) if pobj else []
        if lemma in _NEEDS_MORE and not more:
            return []
        if not objects and not r.children(cue, "auxpass"):
            return []
        return sorted({t for j in (*objects, *more) for t in r.subtree(j)})

    def _beside(self, cue: int, frame: range) -> list[int]:
        """What is in quotation marks in the cue's sentence, or right before a sentence that is a cue alone."""
        r = self.reading
        k = r.sentence_of(cue)
        out = [
            t
            for q in self._quoted.get(k, ())
            if len(tokens := r.tokens(q.span)) >= LEAST_QUOTED + 2 and self._adjoins(frame, tokens)
            for t in tokens
        ]
        if out or k == 0:
            return out
        start = r.sentence_span(k).start
        for q in self._quoted.get(k - 1, ()):
            if 0 <= start - q.span.end <= 2 and len(r.subtree(cue)) <= 14:
                return list(r.tokens(q.span))
        return []

    def _adjoins(self, frame: range, tokens: range) -> bool:
        """Whether a quotation is long, or source and cue stand right beside it."""
        if len(tokens) >= LONG_QUOTED:
            return True
        return frame.start - tokens[-1] <= NEAR and tokens[0] - frame.stop < NEAR

    def _rest(self, cue: int) -> list[int]:
        """The rest of the sentence behind the cue, else what stands before it, where the parser was lost."""
        r = self.reading
        first, last = r.sentences[r.sentence_of(cue)]
        end = last - 1 if r.pos[last - 1] == "PUNCT" else last
        after = list(range(cue + 1, end))
        if len(after) >= 4 and not any(self._is_cue(t) for t in after) and r.words[cue + 1] != ",":
            verb = next((t for t in after if r.pos[t] in ("VERB", "AUX")), None)
            if verb is not None and r.tags[cue] != "VB":
                return after
        left = min([cue, *(min(r.subtree(j)) for j in r.children(cue, "nsubj"))])
        before = list(range(first, left))
        if len(after) <= 2 and len(before) >= 4 and r.words[left - 1] in (",", "—", "–"):
            return before
        return []

    def _is_quoted(self, token: int) -> bool:
        span = self.reading.token(token)
        here = self._quoted.get(self.reading.sentence_of(token), ())
        return any(q.span.overlaps(span) for q in here)


def spoken_quotations(
    reading: Reading, quotations: Sequence[Quotation]
) -> dict[int, list[Quotation]]:
    """The quotations by the sentences that they stand in."""
    out: dict[int, list[Quotation]] = {}
    for q in quotations:
        for k in reading.sentences_of(q.span):
            out.setdefault(k, []).append(q)
    return out
