"""What people decided about identities: which two are one, and who of one is another.

Decisions name identities by their id and by their name at that time. Ids change when articles are added or
better models read them again; then the name still finds whom the decision was about.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from parley.facts.folding import fold
from parley.ids import content_id
from parley.records import OF_ACTORS, Judgement, Verdict
from parley.stories.identities.forms import Member

Key = tuple[object, ...]
"""What identifies an identity."""


Clusters = dict[str, list[Member]]
"""Id of an identity → who has it."""


class Whom(NamedTuple):
    """An identity as a decision names it: its id, and what it was called when the decision was made."""

    identity: str
    name: str


class Merge(NamedTuple):
    """``other`` is the same as ``one``, whose id it takes."""

    one: Whom
    other: Whom


@dataclass(frozen=True, slots=True)
class Split:
    """Some actors of an identity are another one: where an article uses these names, and in these articles.

    Attributes:
        of: the identity that they leave; names: as articles have them; articles: ids.
    """

    of: Whom
    names: frozenset[str] = field(default_factory=frozenset)
    articles: frozenset[str] = field(default_factory=frozenset)

    @property
    def identity(self) -> str:
        """The id of the new identity."""
        return identity_id(("split", self.of.identity, *sorted(self.names), *sorted(self.articles)))

    def takes(self, member: Member) -> bool:
        """Whether the actor leaves."""
        named = not self.names.isdisjoint((member.actor.name, *member.actor.names))
        return named or member.article in self.articles


def as_judgement(decision: Merge | Split, *, who: str, when: datetime, why: str = "") -> Judgement:
    """The decision as a ledger keeps it.

    Args:
        who: name of the reviewer; when: in UTC; why: free words.
    """
    verdict: Verdict
    new: Mapping[str, object]
    if isinstance(decision, Merge):
        whom, verdict, new = decision.one, "merge", decision.other._asdict()
    else:
        whom, verdict = decision.of, "split"
        new = {"names": sorted(decision.names), "articles": sorted(decision.articles)}
    return Judgement(
        whom.identity,
        verdict,
        who,
        when,
        old=_packed({"name": whom.name}),
        new=_packed(new),
        why=why,
    )


def read_decision(judgement: Judgement) -> Merge | Split:
    """The decision that a ledger keeps.

    Raises:
        ValueError: the judgement is none of an actor.
    """
    if judgement.verdict not in OF_ACTORS or not judgement.old or not judgement.new:
        raise ValueError(f"judgement {judgement.number} is not about an actor")
    whom = Whom(judgement.entry, json.loads(judgement.old)["name"])
    new = json.loads(judgement.new)
    if judgement.verdict == "merge":
        return Merge(whom, Whom(new["identity"], new["name"]))
    return Split(whom, frozenset(new["names"]), frozenset(new["articles"]))


def _packed(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False)


def identity_id(key: Key) -> str:
    """The id of an identity."""
    return content_id("act", *key)


def decide(clusters: Mapping[str, Sequence[Member]], decided: Iterable[Merge | Split]) -> Clusters:
    """The clusters after what people decided, in the order in which they did.

    A decision about an identity that is no longer there, or that takes nobody or everybody, does nothing.
    """
    out: Clusters = {identity: list(members) for identity, members in clusters.items()}
    for decision in decided:
        if isinstance(decision, Merge):
            one, other = _found(decision.one, out), _found(decision.other, out)
            if one is not None and other is not None and one != other:
                out[one] += out.pop(other)
        else:
            _split(decision, out)
    return out


def _split(decision: Split, clusters: Clusters) -> None:
    identity = _found(decision.of, clusters)
    if identity is None:
        return
    leaving = [m for m in clusters[identity] if decision.takes(m)]
    staying = [m for m in clusters[identity] if not decision.takes(m)]
    if leaving and staying:
        clusters[identity] = staying
        clusters.setdefault(decision.identity, []).extend(leaving)


def _found(whom: Whom, clusters: Clusters) -> str | None:
    """The identity of that id, else the largest of that name."""
    if whom.identity in clusters:
        return whom.identity
    name = fold(whom.name)
    named = [i for i, found in clusters.items() if any(fold(m.actor.name) == name for m in found)]
    return min(named, key=lambda i: (-len(clusters[i]), i), default=None)
