"""Statements: attributions with their speaker, form, day, act, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from parley.extract.component import Draft
from parley.extract.statements.attributed import Attribution
from parley.extract.statements.attribution import find_attributions
from parley.extract.statements.quotations import Quotation, find_quotations, quoted_share
from parley.extract.statements.settings import Around, around, cue_status, cue_tense
from parley.extract.statements.speakers import Speaker, find_speakers
from parley.extract.statements.speech_acts import speech_act
from parley.extract.statements.tags import tagged_attributions
from parley.extract.times.dating import Utterance, carry_days, date_for
from parley.ids import content_id
from parley.records import Form, Statement, Status, When
from parley.spans import merge

QUOTED_WHOLLY: Final = 0.97
QUOTED_PARTLY: Final = 0.02
"""Shares of a content's letters in quotation marks from which it is direct, or mixed."""

MOST_NAMES: Final = 12
"""Names of a speaker that are looked for in what is said: bounds the work."""


@dataclass(frozen=True, slots=True)
class Statements:
    """The component."""

    name: str = "statements"
    version: str = "rules 3"
    requires: frozenset[str] = frozenset({"reading", "cast", "times"})
    assigns: frozenset[str] = frozenset({"statements", "cast"})

    def __call__(self, draft: Draft) -> Draft:
        """The draft with its statements, in order of their content; papers that speak join the cast."""
        quotations = find_quotations(draft.article.text, draft.article.paragraphs)
        if draft.tagged is not None:
            attributions: Sequence[Attribution] = tagged_attributions(
                draft.reading, draft.tagged, quotations
            )
        else:
            attributions = find_attributions(draft.reading, quotations)
        found = sorted(
            (a for a in attributions if not _only_names(draft, a)),
            key=lambda a: (a.content, a.hull),
        )
        speakers, papers = find_speakers(draft, found)
        cast = draft.cast
        for actor in papers:
            cast = cast.adding(actor, ())
        dates = _dates(draft, found, speakers)
        made: dict[str, Statement] = {}
        for attribution, who, when in zip(found, speakers, dates, strict=True):
            for statement in _statements(draft, attribution, who, when, quotations):
                made.setdefault(statement.id, statement)
        return replace(draft, cast=cast, statements=tuple(made.values()))


def _only_names(draft: Draft, attribution: Attribution) -> bool:
    """Whether nothing is said: "called his counterpart", "praised the union" (codebook, decision 5)."""
    if len(attribution.content) != 1 or attribution.token is None:
        return False
    (content,) = attribution.content
    mentions = draft.cast.within(content)
    return any(m.span.length >= content.length - len("the ") for m in mentions)


def _dates(
    draft: Draft, found: Sequence[Attribution], speakers: Sequence[Sequence[Speaker]]
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
        draft.reading, [Utterance(found[n].token or 0, speakers[n][0].key, said[n]) for n in order]
    )
    out = [(when, False) for when in said]
    for n, when in zip(order, carried, strict=True):
        out[n] = (when, said[n].start is None and when.start is not None)
    return out


def _statements(
    draft: Draft,
    attribution: Attribution,
    speakers: Sequence[Speaker],
    dated: tuple[When, bool],
    quotations: Sequence[Quotation],
) -> Iterator[Statement]:
    """One statement a speaker (codebook, decision 4), in the order of their words."""
    reading, article, cue = draft.reading, draft.article, attribution.token
    when, carried = dated
    spans = (*attribution.content, *attribution.source, *attribution.cue)
    evidence = tuple(
        merge(reading.sentence_span(k) for s in spans for k in reading.sentences_of(s))
    ) or tuple(merge(spans))
    beside = Around() if cue is None else around(reading, draft.cast, cue, attribution.content)
    for speaker in speakers:
        inferred = ("speaker",) if speaker.inferred and speaker.key else ()
        yield Statement(
            id=content_id("st", article.id, speaker.key, attribution.content),
            speaker=speaker.key,
            source=speaker.source,
            cue=attribution.cue,
            content=attribution.content,
            form=_form(article.text, attribution, quotations),
            date=when,
            confidence=attribution.confidence,
            evidence=evidence,
            audience=beside.audience,
            status=Status.ACTUAL if cue is None else cue_status(reading, cue),
            asserted_by=speaker.told_by,
            inferred=(*inferred, "date") if carried else inferred,
            act=speech_act(
                _lemmas(draft, attribution),
                article.text,
                attribution.content,
                _own_names(draft, speaker.key),
            ),
            addressee=beside.addressee if beside.addressee != speaker.key else None,
            setting=beside.setting,
            tense=None if cue is None else cue_tense(reading, cue),
        )


def _lemmas(draft: Draft, attribution: Attribution) -> list[str]:
    """The lemmas of the cue up to its setting ("said in a statement"), its main word first."""
    reading, main = draft.reading, attribution.token
    out: list[int] = [] if main is None else [main]
    for t in (t for s in attribution.cue for t in reading.tokens(s) if t != main):
        out.append(t)
        if reading.pos[t] == "ADP" and main is not None and t > main:
            break
    return [reading.lemmas[t].lower() for t in out]


def _own_names(draft: Draft, key: str | None) -> list[str]:
    """The names of an actor and of the state for which it acts, longest first."""
    actors = draft.cast.actors
    actor = actors.get(key or "")
    if actor is None:
        return []
    state = actors.get((actor.country or "").lower())
    names = {*actor.names, *(state.names if state is not None else ())}
    return sorted((n for n in names if n[:1].isupper()), key=lambda n: (-len(n), n))[:MOST_NAMES]


def _form(text: str, attribution: Attribution, quotations: Sequence[Quotation]) -> Form:
    """The form by the share of the content's letters that stand in quotation marks.

    Marks that stand around the cue too are those of whoever quotes the whole: "“He told me he was leaving,” she
    said" has him indirectly.
    """
    own = [q for q in quotations if not any(q.span.contains(c) for c in attribution.cue)]
    share = quoted_share(text, attribution.content, own)
    if share >= QUOTED_WHOLLY:
        return Form.DIRECT
    return Form.MIXED if share >= QUOTED_PARTLY else Form.INDIRECT
