"""Steps that the name of a proposal tells: "a truce brokered by Oman", "the deal signed in May", "Chad's demand".

Whoever rejects or discusses a proposal named so answers a move that was made before, and both are steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from parley.extract.cast import Cast
from parley.extract.events.acts import prep_objects, subject_tokens
from parley.extract.proposals.moves import Scene
from parley.language import Reading
from parley.records import StepKind

Keys = tuple[str, ...]

_BY: Final = frozenset({"by", "from"})
_SIDES: Final = frozenset({"between", "with", "among"})
_MADE: Final[Mapping[str, StepKind]] = {
    **dict.fromkeys(
        """broker propose draft make put offer suggest sponsor initiate submit float chalk formulate advance
        author devise""".split(),
        StepKind.PROPOSED,
    ),
    **dict.fromkeys("sign ink seal conclude".split(), StepKind.SIGNED),
    **dict.fromkeys("reach agree strike negotiate".split(), StepKind.ACCEPTED),
}
"""What participles beside a proposal tell of it."""
_OFFERS: Final = frozenset(
    """proposal offer plan initiative draft idea demand request call plea appeal condition proposition bid
    push ultimatum""".split()
)
"""Names of proposals that belong to whoever makes them."""


class Told(NamedTuple):
    """A step that a phrase tells, and who makes it."""

    step: StepKind
    by: Keys


def told_by_name(reading: Reading, cast: Cast, scene: Scene) -> Iterator[Told]:
    """The steps that the phrases of a scene tell, with those who make them."""
    for head in scene.heads:
        yield from _of_participles(reading, cast, head)
        if reading.lemmas[head].lower() in _OFFERS:
            own = prep_objects(reading, head, _BY)
            own = own or reading.children(head, "poss") or _adjectives(reading, head)
            if by := _keys(reading, cast, own):
                yield Told(StepKind.PROPOSED, by)
        if by := _keys(reading, cast, _callers(reading, head)):
            yield Told(StepKind.PROPOSED, by)


def _callers(reading: Reading, head: int) -> list[int]:
    """Whose call for it, or who makes it: "the president's push for a truce", "the US for making demands"."""
    above = reading.heads[head]
    if reading.deps[head] == "pobj" and reading.words[above].lower() == "for":
        call = reading.heads[above]
        if reading.lemmas[call].lower() in _OFFERS and reading.pos[call] == "NOUN":
            return prep_objects(reading, call, _BY) or reading.children(call, "poss")
    made = reading.deps[head] == "dobj" and reading.lemmas[above].lower() == "make"
    if made and reading.lemmas[head].lower() in _OFFERS:
        return subject_tokens(reading, above)
    return []


def _of_participles(reading: Reading, cast: Cast, head: int) -> Iterator[Told]:
    for j in reading.children(head, "acl", "amod"):
        step = _MADE.get(reading.lemmas[j].lower())
        if step is None or reading.tags[j] != "VBN":
            continue
        if step is StepKind.PROPOSED:
            makers = prep_objects(reading, j, _BY) + reading.children(
                j, "npadvmod", "compound", "nmod"
            )
        else:
            makers = prep_objects(reading, j, _SIDES | _BY) + prep_objects(reading, head, _SIDES)
        if by := _keys(reading, cast, makers):
            yield Told(step, by)


def _adjectives(reading: Reading, head: int) -> list[int]:
    """Names right before it: "the American proposal", "U.S. demands"."""
    return [
        j
        for j in reading.children(head, "amod", "compound", "nmod")
        if reading.words[j][:1].isupper()
    ]


def _keys(reading: Reading, cast: Cast, tokens: list[int]) -> Keys:
    return tuple(
        dict.fromkeys(
            k for t in tokens for k in (*cast.joined(reading, t), *cast.of_token(reading, t))
        )
    )
