"""Proposals: what is on the table in one article, under its names, with its steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from parley.extract.component import Draft
from parley.extract.proposals.gathering import Thread, find_threads
from parley.extract.proposals.moves import surroundings
from parley.extract.proposals.steps import find_steps
from parley.extract.proposals.terms import find_terms
from parley.ids import content_id
from parley.records import Proposal, Step
from parley.spans import Span

LONGEST_NAME: Final = 60
"""Characters: a longer phrase describes a proposal and does not name it."""

_SLIGHTS: Final = frozenset("bad better good great any no such this that these those".split())
"""Words of a phrase that judge or point, and do not name."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """The component."""

    name: str = "proposals"
    version: str = "steps 7"
    requires: frozenset[str] = frozenset({"reading", "cast", "times", "statements", "events"})
    assigns: frozenset[str] = frozenset({"proposals"})

    def __call__(self, draft: Draft) -> Draft:
        """The draft with its proposals that have at least one step, in order of mention."""
        made, around = [], surroundings(draft)
        for thread in find_threads(draft.reading, draft.cast):
            steps = find_steps(draft, thread, around)
            if steps:
                made.append(_proposal(draft, thread, steps))
        return replace(draft, proposals=tuple(made))


def _proposal(draft: Draft, thread: Thread, steps: tuple[Step, ...]) -> Proposal:
    return Proposal(
        id=content_id("pr", draft.article.id, thread.key),
        key=thread.key,
        name=_name(draft.article.text, thread),
        kind=thread.kind,
        mentions=tuple(sorted(set(thread.mentions))),
        steps=steps,
        confidence=max(step.confidence for step in steps),
        terms=find_terms(draft, thread),
    )


def _name(text: str, thread: Thread) -> str:
    """The fullest phrase that names the proposal and neither judges it nor tells a story."""

    def fullness(mention: Span) -> tuple[bool, bool, int, int]:
        words = {w.strip("“”\"'‘’").lower() for w in mention.of(text).split()}
        fits = mention.length <= LONGEST_NAME
        return fits, not words & _SLIGHTS, mention.length if fits else 0, -mention.start

    return " ".join(max(thread.mentions, key=fullness).of(text).split())
