"""Statements: attributions with their speaker, form, day and audience."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from parley.extract.attribution import Attribution, find_attributions
from parley.extract.component import Draft
from parley.extract.dating import Utterance, carry_days, date_for
from parley.extract.quotations import Quotation, find_quotations, quoted_share
from parley.extract.tags import tagged_attributions
from parley.ids import content_id
from parley.records import Form, Statement, When
from parley.spans import Span, merge

QUOTED_WHOLLY: Final = 0.97
QUOTED_PARTLY: Final = 0.02
"""Shares of a content's letters in quotation marks from which it is direct, or mixed."""

_SETTINGS: Final = frozenset(
    """interview conference briefing call statement post reporter journalist parliament lawmaker telegram
    truth tweet television broadcast speech address article letter meeting agency platform channel""".split()
)


@dataclass(frozen=True, slots=True)
class Statements:
    """The component."""

    name: str = "statements"
    version: str = "rules 1"
    requires: frozenset[str] = frozenset({"reading", "cast", "times"})
    assigns: frozenset[str] = frozenset({"statements"})

    def __call__(self, draft: Draft) -> Draft:
        """The draft with its statements, in order of their content."""
        quotations = find_quotations(draft.article.text, draft.article.paragraphs)
        if draft.tagged is not None:
            attributions: Sequence[Attribution] = tagged_attributions(draft, quotations)
        else:
            attributions = find_attributions(draft.reading, quotations)
        found = sorted(attributions, key=lambda a: a.content)
        speakers = [_speakers(draft, a) or (None,) for a in found]
        dates = _dates(draft, found, speakers)
        made = {
            statement.id: statement
            for attribution, who, when in zip(found, speakers, dates, strict=True)
            for statement in _statements(draft, attribution, who, when, quotations)
        }
        return replace(
            draft, statements=tuple(sorted(made.values(), key=lambda s: (s.content, s.id)))
        )


def _dates(
    draft: Draft, found: Sequence[Attribution], speakers: Sequence[Sequence[str | None]]
) -> list[tuple[When, bool]]:
    """The day of each attribution, and whether it is carried on from an earlier one of its speaker."""
    said = [
        When()
        if a.token is None
        else date_for(draft.times, draft.reading, a.token, default=When(), day_only=True)
        for a in found
    ]
    order = sorted(
        (n for n, a in enumerate(found) if a.token is not None), key=lambda n: found[n].token or 0
    )
    carried = carry_days(
        draft.reading, [Utterance(found[n].token or 0, speakers[n][0], said[n]) for n in order]
    )
    out = [(when, False) for when in said]
    for n, when in zip(order, carried, strict=True):
        out[n] = (when, said[n].start is None and when.start is not None)
    return out


def _statements(
    draft: Draft,
    attribution: Attribution,
    speakers: Sequence[str | None],
    dated: tuple[When, bool],
    quotations: Sequence[Quotation],
) -> Iterator[Statement]:
    """One statement a speaker (codebook, decision 4)."""
    reading, article = draft.reading, draft.article
    when, carried = dated
    spans = (*attribution.content, *attribution.source, *attribution.cue)
    evidence = tuple(
        merge(reading.sentence_span(k) for s in spans for k in reading.sentences_of(s))
    ) or tuple(merge(spans))
    for speaker in speakers:
        yield Statement(
            id=content_id("st", article.id, speaker, attribution.content),
            speaker=speaker,
            source=attribution.source,
            cue=attribution.cue,
            content=attribution.content,
            form=_form(quoted_share(article.text, attribution.content, quotations)),
            date=when,
            confidence=attribution.confidence,
            evidence=evidence,
            audience=_audience(draft, attribution),
            inferred=("date",) if carried else (),
        )


def _form(share: float) -> Form:
    """The form by the share of the content's letters that stand in quotation marks."""
    if share >= QUOTED_WHOLLY:
        return Form.DIRECT
    return Form.MIXED if share >= QUOTED_PARTLY else Form.INDIRECT


def _speakers(draft: Draft, attribution: Attribution) -> tuple[str, ...]:
    """Keys of those whom the source names: by the head of its phrase, else by its mentions."""
    reading = draft.reading
    keys: list[str] = []
    for span in attribution.source:
        inside = reading.tokens(span)
        tops = [t for t in inside if reading.heads[t] not in inside or reading.heads[t] == t]
        within = draft.cast.keys(span)
        for t in tops:
            keys.extend(k for k in draft.cast.joined(reading, t) if k in within)
            keys.extend(draft.cast.of_token(reading, t))
        if not keys:
            keys.extend(draft.cast.keys(span)[:1])
    return tuple(dict.fromkeys(keys))


def _audience(draft: Draft, attribution: Attribution) -> Span | None:
    """Words for whom it was said to, or where: the object of "told", or "in an interview …"."""
    reading, cue = draft.reading, attribution.token
    if cue is None:
        return None
    for j in reading.children(cue, "dobj", "dative", "iobj"):
        if reading.lemmas[cue] == "tell":
            tokens = reading.subtree(j)
            return reading.span(tokens[0], tokens[-1] + 1) if len(tokens) < 15 else None
    for p in reading.children(cue, "prep"):
        tokens = reading.subtree(p)
        lemmas = {reading.lemmas[t].lower() for t in tokens[:8]}
        if lemmas & _SETTINGS and len(tokens) < 15:
            return reading.span(tokens[0], tokens[-1] + 1)
    return None
