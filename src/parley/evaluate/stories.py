"""BCubed scores of stories: clusters of articles about one course of events.

Gold gives each article its ``event``, a prediction its ``story``; an article that is missing from the
prediction, or has a null story, is a story of its own.

bcubed   precision: mean over articles of the share of its story that has its event; recall: mean share of
         its event that is in its story; and the harmonic mean of the two.
stories  number of stories predicted; ``events``: of gold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parley.evaluate.measures import F1, Measure, Number, Row


@dataclass(frozen=True, slots=True)
class StoryTally:
    """One article: its share in precision and recall, its story and its event."""

    precision: float
    recall: float
    story: object
    event: object


def tallies(gold: Sequence[Row], predicted: Mapping[str, Row]) -> list[StoryTally]:
    """One tally for each gold article: clusters can only be judged together."""
    pairs = []
    for row in gold:
        story = predicted.get(row["id"], {}).get("story")
        pairs.append((("alone", row["id"]) if story is None else story, row["event"]))
    both = Counter(pairs)
    stories, events = Counter(s for s, _ in pairs), Counter(e for _, e in pairs)
    return [StoryTally(both[p] / stories[p[0]], both[p] / events[p[1]], *p) for p in pairs]


def measures(judged: Sequence[StoryTally]) -> dict[str, Measure]:
    """The measures of the module's docstring over the articles given."""
    n = len(judged)
    return {
        "bcubed": F1(sum(t.precision for t in judged), n, sum(t.recall for t in judged), n),
        "stories": Number(len({t.story for t in judged}), n, digits=0),
        "events": Number(len({t.event for t in judged}), n, digits=0),
    }
