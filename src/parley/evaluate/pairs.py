"""Scores of the event type of a given pair of actors.

Gold has one sentence a line with the spans of source and target and the PLOVER root as ``label``; a
prediction is ``{"id", "label"}``, where a missing or null label is no answer. The data knows CONCEDE and
RETREAT as one class, YIELD, counted as material cooperation: both are folded into it on either side.

root      mean F1 over the classes that gold or prediction has.
quad      the same over PLOVER's four quad classes.
accuracy  share of pairs with the right root; ``answered``: share with any answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from parley.evaluate.measures import F1, Measure, Number, Row, Share, Tally, add_up

FOLDED: Final = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}

QUAD: Final[Mapping[str, str]] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "verbal cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), "material cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material conflict"),
}
"""PLOVER's quad classes after folding."""


def tally(gold: Row, predicted: Row | None) -> Tally:
    """Counts of one pair."""
    want = _folded(gold["label"])
    got = _folded(predicted.get("label") if predicted else None)
    counts: Tally = Counter({"pair": 1, "answered": got is not None, "right": want == got})
    for level, a, b in (("root", want, got), ("quad", _quad(want), _quad(got))):
        counts[f"{level}/{a}.gold"] += 1
        if b is not None:
            counts[f"{level}/{b}.predicted"] += 1
            counts[f"{level}/{b}.right"] += a == b
    return counts


def measures(tallies: Sequence[Tally]) -> dict[str, Measure]:
    """The measures of the module's docstring over all the pairs tallied."""
    c = add_up(tallies)
    return {
        "root": _macro(c, "root"),
        "quad": _macro(c, "quad"),
        "accuracy": Share(c["right"], c["pair"]),
        "answered": Share(c["answered"], c["pair"]),
    }


def by_type(tallies: Sequence[Tally]) -> dict[str, F1]:
    """F1 of each root, most frequent in gold first."""
    found = _classes(add_up(tallies), "root")
    return dict(sorted(found.items(), key=lambda item: (-item[1].gold, item[0])))


def _folded(label: str | None) -> str | None:
    return None if label is None else FOLDED.get(label, label)


def _quad(root: str | None) -> str | None:
    return None if root is None else QUAD.get(root, root)


def _classes(c: Tally, level: str) -> dict[str, F1]:
    names = sorted({k.rpartition(".")[0] for k in c if k.startswith(f"{level}/")})
    return {
        n.partition("/")[2]: F1(
            c[f"{n}.right"], c[f"{n}.predicted"], c[f"{n}.right"], c[f"{n}.gold"]
        )
        for n in names
    }


def _macro(c: Tally, level: str) -> Number:
    classes = _classes(c, level)
    mean = sum(f.value for f in classes.values()) / len(classes) if classes else None
    return Number(mean, c["pair"])
