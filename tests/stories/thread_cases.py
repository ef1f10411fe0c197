"""Accounts of invented proposals, built from sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from parley.ids import content_id
from parley.records import (
    Form,
    Proposal,
    ProposalKind,
    SpeechAct,
    Statement,
    Status,
    Step,
    StepKind,
    When,
)
from parley.records.joined import Account, Who
from parley.spans import Span

VLD = Who("i-isl", "Iceland", "state", "ISL", "GOV")
NLD = Who("i-nor", "Norway", "state", "NOR", "GOV")
USA = Who("i-usa", "United States", "state", "USA", "GOV")
ENVOY = Who("i-petric", "Ana Petrić", "person", "ISL", "GOV")
WHO: Mapping[str, Who] = {"vld": VLD, "nor": NLD, "usa": USA, "petric": ENVOY}


def day(number: int) -> date:
    return date(2025, 3, number)


def proposal(
    article: int,
    name: str,
    kind: ProposalKind,
    moves: Sequence[tuple[StepKind, str, str]] = (),
    *,
    on: int | None = None,
    story: str = "sto-1",
    outlet: str | None = None,
) -> Account[Proposal]:
    """An account: its name, and moves as (step, who, sentence that names the proposal)."""
    text, steps, mentions, words, quotes = "", [], [], [], []
    published = day(on or article)
    for n, (step, by, sentence) in enumerate(
        moves or [(StepKind.UNDER_DISCUSSION, "", f"They spoke of {name}.")]
    ):
        start = len(text)
        text += sentence + "\n"
        steps.append(
            Step(content_id("sp", article, name, n), step, (by,) if by else (), When(published, published, "day"),
                 Span(start, start + len(sentence)), 0.9)
        )  # fmt: skip
        words.append(sentence)
        at = sentence.find(name)
        if at >= 0:
            mentions.append(Span(start + at, start + at + len(name)))
            quotes.append(name)
    record = Proposal(
        content_id("pr", article, name), name, name, kind, tuple(mentions), tuple(steps), 0.9
    )
    outlet = outlet or f"Outlet {article}"
    return Account(
        record.id,
        f"art-{article}",
        published,
        outlet,
        outlet,
        story,
        None,
        record,
        WHO,
        tuple(quotes),
        tuple(words),
    )


def statement(
    article: int, speaker: str, sentence: str, content: str, act: SpeechAct
) -> Account[Statement]:
    """A statement whose content is some words of the sentence."""
    at = sentence.index(content)
    record = Statement(
        content_id("st", article, sentence), speaker, (), (), (Span(at, at + len(content)),), Form.INDIRECT,
        When(day(article), day(article), "day"), 0.9, (Span(0, len(sentence)),), status=Status.ACTUAL, act=act,
    )  # fmt: skip
    outlet = f"Outlet {article}"
    return Account(
        record.id,
        f"art-{article}",
        day(article),
        outlet,
        outlet,
        "sto-1",
        None,
        record,
        WHO,
        (content,),
        (sentence,),
    )
