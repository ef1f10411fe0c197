"""Dating: which temporal expression dates an act or an utterance.

From every expression of the anchor's sentence one climbs to the nouns and the verb that it modifies, and from the
anchor up through its clauses. Where the two paths meet, the steps are added up: the cheapest expression dates the
anchor. What belongs to another act ("said Wednesday that it struck the depot on Tuesday") never meets it, or only
behind a costly step.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from parley.language import Reading
from parley.records import TimeMention, When
from parley.spans import Span

STEP_COSTS: Final = {"pcomp": 2, "advcl": 2, "acl": 2, "relcl": 3, "parataxis": 3, "ccomp": 4}
"""Cost of leaving a clause upwards, by the label of the dependency; every other step costs 1."""
FARTHEST: Final = 5
"""The highest cost at which an expression still dates the anchor. Swept 1 to 7 on gold/train."""
LONGEST_PATH: Final = 40
"""Steps: deeper trees than any sentence of news are not climbed to their top."""
CARRY: Final = 5
"""Sentences over which a speaker's day is carried. On gold/train the carried day is right in 80 % up to
here, in 60 % beyond."""
_EDGES: Final = frozenset("until till before after ahead following".split())
"""Prepositions that make of a day an edge, not the day on which it happened."""
_WHERE: Final = frozenset("in at during".split())
"""Prepositions before an occasion that dates what took place on it."""
PRENOMINAL: Final = frozenset(("compound", "nmod", "poss", "amod", "nummod"))
"""Labels of words that stand before the noun to which they belong: "Friday's meeting"."""
_VERBS: Final = frozenset(("VERB", "AUX"))


class _Dated(NamedTuple):
    """The days of an expression, where it stands, and the cost of each token that it may modify."""

    when: When
    at: int
    owners: Mapping[int, int]


def date_for(
    times: Sequence[TimeMention],
    reading: Reading,
    anchor: int | Span,
    *,
    default: When,
    day_only: bool = False,
) -> When:
    """The days on which the act or utterance at ``anchor`` took place.

    Args:
        times: of the article, sorted.
        reading: of the article.
        anchor: a token, or the words that name the act.
        default: what to answer where no expression of the sentence dates it.
        day_only: whether an expression coarser than a day counts as none (utterances are of one day).
    """
    tokens = range(anchor, anchor + 1) if isinstance(anchor, int) else reading.tokens(anchor)
    if not tokens:
        return default
    top = _top(reading, tokens)
    first, last = reading.sentences[reading.sentence_of(top)]
    path = _path(reading, top)
    best: tuple[int, int, int, When] | None = None
    for time in _within(times, reading.span(first, last)):
        dated = _dated(reading, time)
        if dated is None or (day_only and dated.when.precision != "day"):
            continue
        cost = _meeting_cost(dated, path, tokens)
        rank = (cost, abs(dated.at - top), dated.at, dated.when)
        if cost <= FARTHEST and (best is None or rank[:3] < best[:3]):
            best = rank
    return best[3] if best else default


def _meeting_cost(dated: _Dated, path: Mapping[int, int], tokens: range) -> int:
    """The cheapest way from the expression to the anchor; beyond FARTHEST where there is none."""
    ways = [cost + path[o] for o, cost in dated.owners.items() if o in path]
    # Within the anchor's own words ("agreed to meet Friday") the expression counts, but last.
    ways += [cost + FARTHEST - 1 for o, cost in dated.owners.items() if o in tokens]
    return min(ways, default=FARTHEST + 1)


def _path(reading: Reading, top: int) -> dict[int, int]:
    """The anchor and the tokens above it, each with the cost of reaching it."""
    costs, at, cost = {top: 0}, top, 0
    for _, above in zip(range(LONGEST_PATH), reading.ancestors(top), strict=False):
        label = reading.deps[at]
        if reading.pos[at] != "ADP" or label in STEP_COSTS:
            cost += STEP_COSTS.get(label, 1)
        costs[above] = cost
        at = above
    return costs


def _dated(reading: Reading, time: TimeMention) -> _Dated | None:
    """What an expression may modify; None for sets, edges, and lengths without an end ("for two days")."""
    tokens = reading.tokens(time.span)
    if time.when is None or time.type == "SET" or not tokens:
        return None
    start = at = _top(reading, tokens)
    owners: dict[int, int] = {}
    if reading.heads[at] == at:
        owners[at] = 0
    for _, above in zip(range(LONGEST_PATH), reading.ancestors(start), strict=False):
        if reading.words[above].lower() in _EDGES and above < start and not owners:
            return None
        if reading.pos[above] in _VERBS:
            owners[above] = len(owners)
            first = reading.heads[above]
            paired = reading.tags[above] == reading.tags[first] == "VBN"
            if paired and reading.deps[above] == "conj":
                # "Three were killed and ten injured in Friday's strike": it dates both.
                owners[first] = len(owners)
            break
        if reading.pos[above] not in ("ADP", "SCONJ"):
            owners[above] = len(owners)
            if above > start and reading.deps[at] in PRENOMINAL and not _holds(reading, above):
                break  # "Friday's meeting", "a June 12 summit": of that noun alone
        at = above
    return _Dated(time.when, start, owners)


def _holds(reading: Reading, noun: int) -> bool:
    """Whether what is told took place in what the noun names: "were killed in Friday's strike"."""
    prep = reading.heads[noun]
    return reading.deps[noun] == "pobj" and reading.words[prep].lower() in _WHERE


def _within(times: Sequence[TimeMention], span: Span) -> list[TimeMention]:
    """The expressions that overlap the span."""
    at = bisect_left(times, span.start, key=lambda t: t.span.end)
    out = []
    while at < len(times) and times[at].span.start < span.end:
        if times[at].span.end > span.start:
            out.append(times[at])
        at += 1
    return out


def _top(reading: Reading, tokens: range) -> int:
    """The token that hangs highest."""
    return next(
        (i for i in tokens if reading.heads[i] == i or reading.heads[i] not in tokens), tokens[0]
    )


class Utterance(NamedTuple):
    """A cue token, who speaks (None where unresolved) and the day that its own sentence gives."""

    cue: int
    speaker: str | None
    date: When


def carry_days(reading: Reading, utterances: Sequence[Utterance]) -> tuple[When, ...]:
    """The days of utterances, where what a speaker goes on to say is of the same day.

    A cue in the plain past or a participle ("said", "adding") takes over the day of the same speaker's last dated
    utterance, if it stands at most :data:`CARRY` sentences before. What is carried is inferred, not stated.

    Args:
        reading: of the article.
        utterances: in the order of the text.

    Returns:
        One item an utterance; unknown where nothing dates it.
    """
    out: list[When] = []
    last: dict[str, tuple[int, When]] = {}
    for cue, speaker, day in utterances:
        sentence = reading.sentence_of(cue)
        if day.start is None and speaker in last and reading.tags[cue] in ("VBD", "VBG"):
            since, said = last[speaker]
            day = said if sentence - since <= CARRY else day
        if day.start is not None and speaker is not None:
            last[speaker] = (sentence, day)
        out.append(day)
    return tuple(out)
