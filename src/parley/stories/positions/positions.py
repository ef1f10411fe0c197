"""Positions: where each side stands on each proposal and issue, with the words that say so, and when it turned.

Every position is a sentence that takes a stance in so many words (:mod:`parley.stories.positions.stances`). A state stands
where those who speak for it say that it does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from parley.records import Form, Proposal, ProposalKind, SpeechAct, Statement, Status, Step
from parley.records.joined import Account, Cell, Position, Thread, Who
from parley.spans import Span
from parley.stories.positions.issues import issues_in
from parley.stories.positions.sentences import Context, Taken
from parley.stories.positions.stances import read_stances
from parley.stories.threads.names import fold_name, read_name
from parley.stories.threads.parties import by_name, named, state, tokens
from parley.stories.threads.sight import in_full

RIGHT: Final = 0.9
"""Share of positions that are right, by reading those of 277 articles."""

_CONTRARY: Final[Mapping[SpeechAct, str]] = {
    SpeechAct.REJECTS: "for",
    SpeechAct.ACCEPTS: "against",
}
"""Stances that a statement of an act cannot take."""


class Subject(NamedTuple):
    """What a position is on.

    Attributes:
        id: of a thread, or code of an issue; topic: its name in words.
        pair: ids of the two sides whose affair a thread is; talkers: of all who take part in talks.
    """

    id: str
    topic: str
    pair: frozenset[str] = frozenset()
    talkers: frozenset[str] = frozenset()


BORNE_OUT: Final = 3
"""Articles of a thread from which on its two busiest sides are taken to be those whose affair it is."""


def subject_of(thread: Thread) -> Subject:
    """The thread as a subject of positions: all of it that they hang on."""
    known = thread.spread.articles >= BORNE_OUT
    pair = frozenset(w.id for w in thread.sides[:2]) if known else frozenset[str]()
    talks = thread.kind is ProposalKind.TALKS
    talkers = frozenset(w.id for w in thread.sides) if talks else frozenset[str]()
    return Subject(thread.id, thread.name, pair, talkers)


@dataclass(slots=True)
class _Sentence:
    """A sentence of an article, with what was read of it.

    Attributes:
        targets: subjects by the span that names them; steps: moves, with the thread of each; statements: whose content
            or cue stands in it; names: of proposals, with their spans.
    """

    account: Account[Proposal] | Account[Statement]
    span: Span
    text: str
    targets: dict[tuple[Span, Subject], None] = field(default_factory=dict)
    steps: list[tuple[Step, str]] = field(default_factory=list)
    statements: list[Account[Statement]] = field(default_factory=list)
    names: list[tuple[Span, str]] = field(default_factory=list)


def find_positions(
    threads: Iterable[Thread],
    proposals: Iterable[Account[Proposal]],
    statements: Iterable[Account[Statement]],
) -> list[Cell]:
    """Where every side stands, by side and subject; sides that said nothing have no cell.

    Args:
        threads: as they are told; proposals: their accounts; statements: of the same articles.
    """
    sentences = _sentences(list(threads), list(proposals), list(statements))
    found: defaultdict[tuple[str, str], list[Position]] = defaultdict(list)
    for sentence in sentences:
        for position in _positions(sentence):
            found[position.side.id, position.subject].append(position)
    cells = [_cell(positions) for positions in found.values()]
    return sorted(cells, key=lambda c: (c.topic, c.subject, c.side.name, c.side.id))


def renewed(
    cells: Iterable[Cell], fresh: Iterable[Cell], articles: Container[str]
) -> Iterator[tuple[tuple[str, str], Cell | None]]:
    """What becomes of cells when some articles are read anew: side and subject of each that changes, and the new cell.

    Args:
        cells: as they were, those at least to which these articles bring something or brought it;
        fresh: of these articles alone, as they are.
    """
    before = {(c.side.id, c.subject): c for c in cells}
    come = {(c.side.id, c.subject): c.history for c in fresh}
    for key in sorted(before.keys() | come.keys()):
        old = before.get(key)
        history = old.history if old is not None else ()
        kept = [p for p in history if p.article not in articles]
        if key in come or len(kept) < len(history):
            found = [*kept, *come.get(key, ())]
            cell = _cell(found) if found else None
            if cell != old:
                yield key, cell


# ---- gathering sentences --------------------------------------------------------------------------------


def _sentences(
    threads: Sequence[Thread],
    proposals: Sequence[Account[Proposal]],
    statements: Sequence[Account[Statement]],
) -> list[_Sentence]:
    """The sentences in which a proposal moves or somebody speaks, each once."""
    subjects = {e: subject for t in threads for subject in [subject_of(t)] for e in t.entries}
    out: dict[tuple[str, Span], _Sentence] = {}
    for a in sorted(proposals, key=lambda a: (a.article, a.entry)):
        for step, words in zip(a.record.steps, a.evidence, strict=False):
            at = (a.article, step.evidence)
            out.setdefault(at, _Sentence(a, step.evidence, words)).steps.append((step, a.entry))
    for s in sorted(statements, key=lambda a: (a.article, a.entry)):
        for span, words in zip(s.record.evidence, s.evidence, strict=False):
            out.setdefault((s.article, span), _Sentence(s, span, words)).statements.append(s)
    by_article: defaultdict[str, list[_Sentence]] = defaultdict(list)
    for (article, _), sentence in out.items():
        by_article[article].append(sentence)
    for a in proposals:
        if a.entry in subjects:
            named = list(zip(a.record.mentions, in_full(a), strict=False))
            for sentence in by_article[a.article]:
                sentence.names += [(m, n) for m, n in named if sentence.span.contains(m)]
                for span, name in zip(a.record.mentions, a.quote, strict=False):
                    if sentence.span.contains(span) and _says_what(a.record, name):
                        sentence.targets[span, subjects[a.entry]] = None
    for sentence in out.values():
        _add_issues(sentence)
    return [out[key] for key in sorted(out)]


_PLANS: Final = re.compile(
    r"\b(?:plan|plans|deal|proposal|proposals|agreement|offer|initiative|idea|accord|framework)$"
)
_SIGN: Final = frozenset({"relief", "new-sanctions"})


def _says_what(record: Proposal, name: str) -> bool:
    """Whether a name says what a stance on it is for: not "sanctions", which may be lifted or imposed."""
    traits = read_name(name, {})
    if record.kind is ProposalKind.SANCTIONS:
        return bool(traits.objects & _SIGN)
    bare = _PLANS.search(fold_name(name).lower()) is not None and not traits.objects
    return not (bare and record.key in _NO_PLANS)


_NO_PLANS: Final = frozenset({"other-force", "other-resolution", "other-demand"})
"""Keys of proposals that are none which "the plan" names."""


def _add_issues(sentence: _Sentence) -> None:
    partial = [span for span, name in sentence.names if _is_partial(name)]
    for found in issues_in(sentence.text):
        span = Span(found.start, found.end).shift(sentence.span.start)
        if any(p.overlaps(span) for p in partial):
            continue  # a truce for the energy grid is not the cease-fire of a war
        sentence.targets[span, Subject(found.issue.code, found.issue.name)] = None


def _is_partial(name: str) -> bool:
    """Whether a name is of a truce for something only, or for a feast."""
    traits = read_name(name, {})
    return bool(traits.scope or traits.occasion or "partial" in traits.quality)


# ---- reading them ---------------------------------------------------------------------------------------


def _positions(sentence: _Sentence) -> Iterator[Position]:
    seen: set[tuple[str, str]] = set()
    contrary: set[tuple[str, str]] = set()
    out: list[Position] = []
    people = by_name(sentence.account.who.values())
    for span, subject in sentence.targets:
        start = span.start - sentence.span.start
        if _is_with_others(sentence.text, start, start + span.length, subject):
            continue
        for context, step, statement in _contexts(sentence, span, subject, people):
            for taken in read_stances(sentence.text, start, start + span.length, context):
                position = _position(sentence, subject, taken, step, statement)
                if position is None:
                    continue
                key = position.side.id, position.subject
                known = next((p for p in out if (p.side.id, p.subject) == key), None)
                if known is None:
                    out.append(position)
                elif known.stance != position.stance:
                    contrary.add(key)
                seen.add(key)
    yield from (p for p in out if (p.side.id, p.subject) not in contrary)


_WITH: Final = re.compile(r"\bwith ([^,.;:]{2,40})")
_RIGHT_AFTER: Final = 8


def _is_with_others(text: str, start: int, end: int, subject: Subject) -> bool:
    """Whether the talks are said to be with a state that takes no part in those of the thread."""
    several = len(subject.talkers) > 1
    found = _WITH.search(text, start, end + _RIGHT_AFTER + 40) if several else None
    if found is None or found.start() > end + _RIGHT_AFTER:
        return False
    party = next((p for p in named(tokens(found.group(1)), {}) if p.first < 2), None)
    other = state(party.country) if party is not None and party.country else None
    return other is not None and other.id not in subject.talkers


def _contexts(
    sentence: _Sentence, span: Span, subject: Subject, people: Mapping[str, Who]
) -> Iterator[tuple[Context, Step | None, Account[Statement] | None]]:
    """The readings of a sentence: whose move it is, who says so."""
    account = sentence.account
    day = account.published
    over = [s for s in sentence.statements if any(c.contains(span) for c in s.record.content)]
    over = [s for s in over if s.record.status is Status.ACTUAL]
    inner = min(over, key=lambda s: sum(c.length for c in s.record.content), default=None)
    speakers = tuple(
        {w.id: w for s in over if (w := s.who.get(s.record.speaker or "")) is not None}.values()
    )
    for step, _ in sentence.steps:
        if step.status is Status.ACTUAL:
            movers = tuple(account.who[k] for k in step.by if k in account.who)
            asserter = account.who.get(step.asserted_by or "")
            told = speakers or ((asserter,) if asserter is not None else ())
            yield Context(people, day, movers, told, subject.pair), step, inner
    if not sentence.steps and inner is not None:
        yield Context(people, day, speakers, speakers), None, inner
    elif not sentence.steps:
        for s in sentence.statements:
            who = s.who.get(s.record.speaker or "")
            if who is not None and s.record.status is Status.ACTUAL:
                yield Context(people, day, (who,), ()), None, s


def _position(
    sentence: _Sentence,
    subject: Subject,
    taken: Taken,
    step: Step | None,
    statement: Account[Statement] | None,
) -> Position | None:
    if statement is not None and _CONTRARY.get(statement.record.act) == taken.stance:
        return None
    own = statement if taken.first_person else None
    account = sentence.account
    when = own.record.date if own is not None else step.date if step else None
    if when is None and statement is not None:
        when = statement.record.date
    day = when.start if when is not None else None
    entry = (
        own.entry if own is not None else step.id if step else statement.entry if statement else ""
    )
    words = " … ".join(own.quote) if own is not None else sentence.text
    return Position(
        side=taken.side,
        subject=subject.id,
        topic=subject.topic,
        stance=taken.stance,
        day=day or account.published,
        known=account.published,
        entry=entry,
        article=account.article,
        words=" ".join(words.split()),
        direct=own is not None and own.record.form is not Form.INDIRECT,
        speaker=taken.speaker,
        condition=taken.condition,
        confidence=RIGHT,
    )


# ---- over time ------------------------------------------------------------------------------------------


def _cell(positions: Iterable[Position]) -> Cell:
    """The positions of one side on one subject in time, with its turns."""
    history = tuple(sorted(positions, key=_in_time))
    now = history[-1]
    turns = tuple((a, b) for a, b in pairwise(history) if a.stance != b.stance)
    return Cell(now.side, now.subject, now.topic, now, history, turns)


def _in_time(position: Position) -> tuple[date, date, str, str]:
    """By the day on which it was taken; undated ones first, so that they never are the latest."""
    day = position.day or date.min
    return day, position.known or date.min, position.article, position.entry
