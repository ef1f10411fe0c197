"""A thread as all its accounts together tell it: names, sides, steps, terms, clock, disputes, and what it bears on."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from parley.records import Proposal, ProposalKind, StepKind, TermKind
from parley.records.joined import (
    Account,
    Spread,
    Thread,
    ThreadStep,
    ThreadTerm,
    Who,
)
from parley.stories.joining import Joined
from parley.stories.origins import spread
from parley.stories.positions.stances import told_stance
from parley.stories.threads.clock import read_clock
from parley.stories.threads.disputes import Answers, find_disputes
from parley.stories.threads.names import fold_name, plain, read_name
from parley.stories.threads.parties import side_of
from parley.stories.threads.sight import RECALLED, Sight, order, sight
from parley.stories.threads.steps import SURE, Move, day_of, merged, moves_of, since_of, state_of

LONGEST_NAME: Final = 60
"""Characters above which a phrase describes a proposal and does not name it."""
NAMES: Final = 20
"""Names of a thread that are listed."""

_HEADS: Final = frozenset(
    """ceasefire truce armistice deal agreement agreements accord pact plan proposal offer initiative framework memorandum
    treaty swap exchange release talks negotiations summit consultations sanctions package relief guarantees resolution
    bill demand demands denuclearization denuclearisation intervention strike force solution settlement halt pause end
    freeze suspension lifting removal easing zero""".split()
)
"""Words by which a name says what kind of thing it is."""

_SLIGHTS: Final = frozenset(
    """no any several earlier previous failed bad better good great such other his her its their possible potential
    new more immediate first last taking would fragile recent historic landmark""".split()
)
"""Words that judge or place a proposal and do not name it."""

_QUESTIONS: Final = frozenset(
    "could can will would may might should is are does did how why".split()
)
"""First words of what is a question, and no name."""

_WEIGHTY: Final = frozenset(
    {StepKind.SIGNED, StepKind.IMPLEMENTED, StepKind.ACCEPTED, StepKind.REJECTED}
)


def tell_thread(
    joined: Joined,
    accounts: Mapping[str, Account[Proposal]],
    on: date | None = None,
) -> Thread:
    """The thread as it stands on a day.

    Args:
        accounts: by entry, those of ``joined`` among them.
        on: None for the latest day; later moves are left out of state and clock, not of the steps.
    """
    found = sorted((accounts[e] for e in joined.entries), key=order)
    moves = list(moves_of(found))
    answers = _answers(moves)
    given = _given(answers)
    steps = tuple(_surer(s, given) for s in merged(moves))
    terms = tuple(_terms(found))
    seen = [sight(a) for a in found]
    kind = _kind(seen)
    names = _names(found)
    sides = tuple(_sides(steps))
    name = _title(_name(found, names, seen), found, sides)
    days = [a.published for a in found if a.published]
    recent = [s for s in steps if _is_of_now(s, days) or any(one.years for one in seen)]
    firm = _firm(recent, given)
    last = state_of(firm, on)
    told = spread(found)
    return Thread(
        id=joined.id,
        name=name,
        kind=kind,
        names=names,
        sides=sides,
        steps=steps,
        entries=joined.entries,
        spread=told,
        state=last.step if last else None,
        since=_since(kind, firm, last) if last else None,
        terms=terms,
        clock=read_clock(kind, firm, terms, on=on),
        disputed=find_disputes(joined.id, name, moves, terms, answers),
        links=joined.links,
        first_published=min(days, default=None),
        last_published=max(days, default=None),
        story=_usual(a.story for a in found),
        weight=_weight(told, steps),
    )


_ANSWERS: Final[Mapping[StepKind, str]] = {
    StepKind.ACCEPTED: "for",
    StepKind.SIGNED: "for",
    StepKind.REJECTED: "against",
}
"""The stance in which an answer consists."""


def _answers(moves: Iterable[Move]) -> Answers:
    """The moves that answer, each with the stances that its sentence bears out."""
    return [(m, tuple(told_stance(m))) for m in moves if m.step.step in _ANSWERS]


def _given(answers: Answers) -> frozenset[str]:
    """The ids of answers that a sentence gives in so many words.

    That somebody was pressed to accept, or did not, is easily taken for an answer.
    """
    return frozenset(
        m.step.id
        for m, told in answers
        if any(stance == _ANSWERS[m.step.step] for _, stance in told)
    )


def _firm(steps: Sequence[ThreadStep], given: frozenset[str]) -> list[ThreadStep]:
    """The steps that may tell the state: answers only where they are given in so many words."""
    return [s for s in steps if s.step not in _ANSWERS or not given.isdisjoint(s.entries)]


IN_SO_MANY_WORDS: Final = 0.9
"""How sure an answer is at least that is given so: on gold/train and gold/dev all 18 are right."""


def _surer(step: ThreadStep, given: frozenset[str]) -> ThreadStep:
    if step.confidence >= IN_SO_MANY_WORDS or given.isdisjoint(step.entries):
        return step
    return replace(step, confidence=IN_SO_MANY_WORDS)


_ROUNDS: Final = frozenset({ProposalKind.TALKS, ProposalKind.EXCHANGE})
"""Kinds that are held or carried out round by round."""


def _since(kind: ProposalKind, firm: Sequence[ThreadStep], last: ThreadStep) -> date | None:
    """The day since which a proposal has stood so, or that of the last round."""
    rounds = kind in _ROUNDS and last.step is StepKind.IMPLEMENTED
    return day_of(last) if rounds else since_of(firm, last)


def _is_of_now(step: ThreadStep, days: Sequence[date]) -> bool:
    """Whether a move is not one of years ago that is recalled beside the news: that was of an earlier proposal."""
    day = day_of(step)
    return day is None or not days or (min(days) - day).days <= RECALLED


def _weight(told: Spread, steps: Sequence[ThreadStep]) -> float:
    """Independent reports, half a point for each sure move, another for one that decides something."""
    sure = [s for s in steps if s.confidence >= SURE]
    return round(
        math.log2(1 + told.origins)
        + 0.5 * len(sure)
        + sum(0.5 for s in sure if s.step in _WEIGHTY),
        2,
    )


def _kind(seen: Sequence[Sight]) -> ProposalKind:
    counts = Counter(s.kind for s in seen)
    return min(counts, key=lambda k: (k is ProposalKind.OTHER, -counts[k], k))


def _usual(values: Iterable[str | None]) -> str | None:
    counts = Counter(v for v in values if v is not None)
    return min(counts, key=lambda v: (-counts[v], v), default=None)


def _sides(steps: Sequence[ThreadStep]) -> Iterator[Who]:
    """The sides of those who made it or moved on it, the busiest first; the described only where none has a name.

    Who moves together with others counts double: bystanders welcome what the parties agree on.
    """
    counts: Counter[str] = Counter()
    sides: dict[str, Who] = {}
    for step in steps:
        for who in step.by:
            side = side_of(who, day_of(step)) or who
            sides[side.id] = side
            counts[side.id] += 2 if len(step.by) > 1 else 1
    found = [sides[k] for k in sorted(sides, key=lambda k: (-counts[k], sides[k].name, k))]
    named = [w for w in found if w.has_name]
    yield from named or found


# ---- names ----------------------------------------------------------------------------------------------


def _names(accounts: Sequence[Account[Proposal]]) -> dict[str, int]:
    """Every name with its number of articles, the most frequent first."""
    articles: defaultdict[str, set[str]] = defaultdict(set)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for a in accounts:
        for words in a.quote:
            name = fold_name(words)
            articles[plain(name)].add(a.article)
            forms[plain(name)][name] += 1
    ranked = sorted(articles, key=lambda n: (-len(articles[n]), n))[:NAMES]
    return {min(forms[n], key=lambda f: (-forms[n][f], f)): len(articles[n]) for n in ranked}


def _name(
    accounts: Sequence[Account[Proposal]], names: Mapping[str, int], seen: Sequence[Sight]
) -> str:
    """The fullest frequent name: what most accounts say of it counts for it, and what slights it against it."""
    said = Counter(trait for s in seen for trait in s.hard)

    def worth(name: str) -> tuple[float, int, str]:
        words = plain(name).split()
        traits = read_name(name, {})
        told = {f"{traits.hours} hours"} if traits.hours else set()
        told |= traits.objects | traits.scope | traits.occasion | traits.places
        told |= {traits.formula} if traits.formula else set()
        fullness = sum(said[t] for t in told) / len(accounts)
        score = math.log2(1 + names[name]) + 2 * min(fullness, 2.0)
        score += 2 * bool(_HEADS.intersection(words)) - bool(_SLIGHTS.intersection(words))
        score -= not told and not traits.words and not traits.countries  # a mere "deal" is any
        score -= len(name) > LONGEST_NAME or any(c in name for c in '"“”[]')
        score -= 0.2 * max(0, len(words) - 3) + 3 * (not _QUESTIONS.isdisjoint(words[:1]))
        return score, len(name), name

    return max(names, key=worth, default=accounts[0].record.name)


def _title(name: str, accounts: Sequence[Account[Proposal]], sides: Sequence[Who]) -> str:
    """The name so that it says what is proposed: relief from sanctions, an end to what is demanded to end."""
    bare = _as_noun(_TIMES.sub("", name))
    words = set(plain(bare).split())
    traits = read_name(bare, {})
    keys = {a.record.key for a in accounts}
    if keys <= {"sanctions"} and not traits.objects & {"relief", "new-sanctions"}:
        return f"relief from {bare}"
    if keys <= {"other-demand"} and not words & _HEADS:
        return f"demand for {bare}"
    telling = traits.objects | traits.scope | traits.places | traits.occasion | traits.countries
    if not telling and not traits.hours and not traits.formula and sides:
        return f"{bare} ({', '.join(w.name for w in sides[:2])})"
    return bare


def _as_noun(name: str) -> str:
    """What is to be done as a thing: "gives up its weapons" as the surrender of them."""
    for deed, noun in _DEEDS:
        if (found := deed.match(name)) is not None:
            return noun + name[found.end() :]
    return name


_HELD: Final = (
    r" (?=(?:[\w,]+ ){0,4}(?:prisoners?|hostages?|captives?|detainees|pows|bodies)\b)(?!of |for )"
)
_DEEDS: Final = tuple(
    (re.compile(deed, re.IGNORECASE), noun)
    for deed, noun in (
        (rf"(?:exchang|swap|trad)(?:p?ed|p?ing|es?|s)?{_HELD}", "exchange of "),
        (rf"free(?:d|ing|s)?{_HELD}", "release of "),
        (r"(?:lift|remov)(?:ed|ing|es?|s)? (?!of )", "lifting of "),
        (r"(?:eas|relax)(?:ed|ing|es?)? (?!of )", "easing of "),
        (r"(?:halt|stop|suspend)(?:p?ed|p?ing|s)? (?!to |of |in )", "halt to "),
        (r"(?:giv(?:es?|ing)|gave) up |relinquish(?:ed|ing|es)? ", "surrender of "),
        (r"(?:abandon|dismantl)(?:ed|ing|es?|s)? (?!of )", "end to "),
    )
)
"""Verbs by which a proposal is named, and the nouns by which a list names it."""

_TIMES: Final = re.compile(
    r" (?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|last (?:week|month)|this week)\b.*"
)


# ---- terms ----------------------------------------------------------------------------------------------

_OF_TALKS: Final[frozenset[TermKind]] = frozenset({"exchange", "condition"})
"""Terms of talks: how long and from when they were held is none of them."""


def _terms(accounts: Sequence[Account[Proposal]]) -> Iterator[ThreadTerm]:
    """The terms as they were told, each once, from the day on which it was first."""
    found: dict[tuple[str, str], list[tuple[Account[Proposal], str, str | None, TermKind]]] = {}
    for a in accounts:
        for term, words in zip(a.record.terms, term_words(a), strict=True):
            if words and (a.record.kind is not ProposalKind.TALKS or term.kind in _OF_TALKS):
                key = term.kind, term.value or plain(words)
                found.setdefault(key, []).append((a, words, term.value, term.kind))
    told = []
    for group in found.values():
        first, words, value, kind = group[0]
        told.append(
            ThreadTerm(
                kind, words, value, first.published, first.entry, spread(g[0] for g in group)
            )
        )
    yield from sorted(told, key=lambda t: (t.since or date.max, t.kind, t.words))


def term_words(account: Account[Proposal]) -> Iterator[str]:
    """The words of each term, where the sentences of the account's moves or names have them; else empty."""
    record = account.record
    pieces = [
        *zip((s.evidence for s in record.steps), account.evidence, strict=False),
        *zip(record.mentions, account.quote, strict=False),
    ]
    for term in record.terms:
        at = next(((s, w) for s, w in pieces if s.contains(term.span)), None)
        if at is None:
            yield term.value or ""
        else:
            start = term.span.start - at[0].start
            yield " ".join(at[1][start : start + term.span.length].split())
