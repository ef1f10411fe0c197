"""Proposals: what is on the table in one article, and its steps.

First version, by rule: noun phrases that name a plan are gathered into proposals by what they are about;
the verbs that govern them are the moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from parley.extract.acts import prep_objects, subject_tokens
from parley.extract.component import Draft
from parley.extract.dating import date_for
from parley.ids import content_id
from parley.language import Reading
from parley.records import Proposal, ProposalKind, Step, StepKind, When
from parley.spans import Span

_CEASEFIRE: Final = frozenset("ceasefire cease-fire truce".split())
_DEAL: Final = frozenset(
    """deal agreement accord pact memorandum treaty plan proposal initiative framework offer resolution
    roadmap settlement blueprint draft document""".split()
)
_TALKS: Final = frozenset("talk talks negotiation summit round dialogue".split())
_EXCHANGE: Final = frozenset("swap exchange".split())

_TOPICS: Final = (
    (ProposalKind.CEASEFIRE, frozenset("ceasefire cease-fire truce cease fire hostility".split())),
    (ProposalKind.EXCHANGE, frozenset("prisoner hostage swap exchange pow".split())),
    (ProposalKind.ECONOMIC_DEAL, frozenset("mineral minerals earth trade grain economic gas oil investment".split())),
    (ProposalKind.SANCTIONS, frozenset("sanction sanctions".split())),
    (ProposalKind.GUARANTEE, frozenset("guarantee security".split())),
    (ProposalKind.PEACE_DEAL, frozenset("peace memorandum settlement".split())),
)  # fmt: skip
"""Kinds by the words in the phrase, the first that fits."""

_GENERIC: Final = frozenset("deal agreement accord proposal plan offer document pact".split())

STEPS: Final[dict[str, StepKind]] = {
    word: step
    for step, words in {
        StepKind.PROPOSED: "propose offer suggest float demand call seek want urge request put pitch push",
        StepKind.PRESENTED: "present submit hand deliver unveil outline send",
        StepKind.ACCEPTED: "accept agree back endorse support approve welcome embrace adopt ready commit favor favour",
        StepKind.REJECTED: "reject refuse oppose dismiss rebuff decline spurn rule veto denounce resist",
        StepKind.SIGNED: "sign ink conclude seal finalise finalize initial strike reach",
        StepKind.IMPLEMENTED: "implement enter take begin start carry complete observe hold",
        StepKind.VIOLATED: "violate breach break",
        StepKind.SUSPENDED: "suspend halt collapse cancel abandon quit scrap leave stall fail postpone",
        StepKind.RESUMED: "resume revive restart return reopen",
        StepKind.UNDER_DISCUSSION: "discuss negotiate consider debate study hammer work talk",
        StepKind.EXPECTED: "expect hope predict believe doubt anticipate",
    }.items()
    for word in words.split()
}
"""Governing verb → step. Verbs after the codebook's list of steps."""

RULE_CONFIDENCE: Final = 0.35
"""Share of steps by rule that are right on the training articles, rounded."""

_LINKS = frozenset("dobj nsubj nsubjpass pobj prep attr compound conj appos".split())


@dataclass(slots=True)
class _Thread:
    kind: ProposalKind
    topic: str
    heads: list[int] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Proposals:
    """The component."""

    name: str = "proposals"
    version: str = "rules 1"
    requires: frozenset[str] = frozenset({"reading", "cast", "times"})
    assigns: frozenset[str] = frozenset({"proposals"})

    def __call__(self, draft: Draft) -> Draft:
        """The draft with its proposals that have at least one step, in order of mention."""
        threads = _threads(draft.reading)
        for thread in threads:
            thread.steps = _steps(draft, thread)
        return replace(draft, proposals=tuple(_proposal(draft, t) for t in threads if t.steps))


def _threads(reading: Reading) -> list[_Thread]:
    """Mentions gathered into proposals: same kind and topic; a bare "the deal" joins the latest."""
    threads: dict[tuple[ProposalKind, str], _Thread] = {}
    latest: _Thread | None = None
    for i in range(len(reading)):
        named = _named(reading, i)
        if named is None:
            continue
        kind, topic = named
        if topic == "" and kind is ProposalKind.OTHER:
            thread = latest or threads.setdefault((kind, topic), _Thread(kind, topic))
        else:
            thread = threads.setdefault((kind, topic), _Thread(kind, topic))
        thread.heads.append(i)
        if kind is not ProposalKind.TALKS:
            latest = thread
    return list(threads.values())


def _named(reading: Reading, i: int) -> tuple[ProposalKind, str] | None:
    """Kind and topic of the proposal that a token heads a phrase for; None for other tokens."""
    lemma = reading.lemmas[i].lower()
    if reading.pos[i] not in ("NOUN", "PROPN") or reading.deps[i] == "compound":
        return None
    if lemma == "fire" and any(reading.lemmas[j].lower() == "cease" for j in reading.kids[i]):
        lemma = "ceasefire"
    if lemma in _CEASEFIRE:
        return ProposalKind.CEASEFIRE, ""
    if lemma in _TALKS:
        return ProposalKind.TALKS, ""
    near = {reading.lemmas[j].lower() for j in reading.subtree(i) if i - 6 <= j <= i + 8}
    if lemma in _EXCHANGE:
        return (ProposalKind.EXCHANGE, "") if near & _TOPICS[1][1] - {lemma} else None
    if lemma == "guarantee":
        return (ProposalKind.GUARANTEE, "") if "security" in near else None
    if lemma in ("relief", "lifting", "removal") and near & _TOPICS[3][1]:
        return ProposalKind.SANCTIONS, ""
    if lemma not in _DEAL:
        return None
    for kind, words in _TOPICS:
        if near & words:
            return kind, ""
    own = [
        reading.lemmas[j].lower()
        for j in reading.children(i, "compound", "amod")
        if reading.lemmas[j].lower() not in ("new", "final", "good", "bad", "possible", "future")
    ]
    return ProposalKind.OTHER, own[-1] if own and lemma in _GENERIC else ""


def _steps(draft: Draft, thread: _Thread) -> list[Step]:
    """The moves that the verbs above the mentions make, one of a kind and side a sentence."""
    seen: set[tuple[StepKind, tuple[str, ...], int]] = set()
    out = []
    for head in thread.heads:
        for verb, step in _moves(draft.reading, head):
            by = _movers(draft, verb, head, step)
            sentence = draft.reading.sentence_of(head)
            if (step, by, sentence) in seen:
                continue
            seen.add((step, by, sentence))
            evidence = draft.reading.sentence_span(sentence)
            date = date_for(draft.times, draft.reading, verb, default=When())
            sid = content_id("sp", draft.article.id, thread.kind, thread.topic, step, by, evidence)
            out.append(Step(sid, step, by, date, evidence, RULE_CONFIDENCE))
    return sorted(out, key=lambda s: (s.evidence, s.step))


def _moves(reading: Reading, head: int) -> Iterator[tuple[int, StepKind]]:
    """The nearest governing verb or noun that is a move."""
    i = head
    for _ in range(4):
        above = reading.heads[i]
        if above == i or reading.deps[i] not in _LINKS | {"xcomp", "ccomp", "acl"}:
            return
        lemma = reading.lemmas[above].lower()
        if reading.pos[above] in ("VERB", "ADJ", "NOUN") and lemma in STEPS:
            yield above, _turned(reading, above, STEPS[lemma])
            return
        i = above


def _turned(reading: Reading, verb: int, step: StepKind) -> StepKind:
    """The step under negation and modals: not accepting rejects, a modal only expects."""
    words = {reading.words[j].lower() for j in reading.children(verb, "aux", "neg")}
    if words & {"not", "n't", "n’t", "never"}:
        return StepKind.REJECTED if step in (StepKind.ACCEPTED, StepKind.PROPOSED) else step
    if words & {"may", "might", "could", "would", "will", "’ll", "'ll"}:
        return step if step in (StepKind.PROPOSED, StepKind.REJECTED) else StepKind.EXPECTED
    if step is StepKind.ACCEPTED and any(
        reading.lemmas[j] == "if" for k in reading.kids[verb] for j in reading.children(k, "mark")
    ):
        return StepKind.CONDITIONS
    return step


def _movers(draft: Draft, verb: int, head: int, step: StepKind) -> tuple[str, ...]:
    reading = draft.reading
    tokens: Sequence[int] = subject_tokens(reading, verb)
    keys = [k for t in tokens for k in draft.cast.of_token(reading, t)]
    if not keys:
        nouns = prep_objects(reading, head, frozenset({"from", "by", "between", "with"}))
        nouns += reading.children(head, "poss", "amod", "compound")
        keys = [k for t in nouns for k in draft.cast.of_token(reading, t)]
    return tuple(dict.fromkeys(keys))


def _mention(reading: Reading, head: int) -> Span:
    """The noun phrase without relative clauses and appositions."""
    keep, todo = [head], list(reading.kids[head])
    while todo:
        j = todo.pop()
        if reading.deps[j] in ("relcl", "appos", "punct", "cc", "conj", "advcl") or j > head + 8:
            continue
        keep.append(j)
        todo.extend(reading.kids[j])
    return reading.span(min(keep), max(keep) + 1)


def _proposal(draft: Draft, thread: _Thread) -> Proposal:
    text = draft.article.text
    mentions = tuple(sorted({_mention(draft.reading, h) for h in thread.heads}))
    # The name is the longest phrase that is still a name and not a sentence.
    name = max(
        (m for m in mentions if m.length <= 60),
        key=lambda m: (m.length, -m.start),
        default=mentions[0],
    )
    key = f"{thread.kind}-{thread.topic}" if thread.topic else str(thread.kind)
    return Proposal(
        content_id("pr", draft.article.id, key), key, " ".join(name.of(text).split()), thread.kind,
        mentions, tuple(thread.steps), RULE_CONFIDENCE,
    )  # fmt: skip
