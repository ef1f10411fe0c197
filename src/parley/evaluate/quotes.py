"""Scores of attributions: source, cue and content, and which of them belong together.

Gold and prediction give each attribution ``source``, ``cue`` and ``content`` as lists of spans. A *unit* is
all that one attribution gives one role, as the characters it covers that are not white space; equal units
of a role in one article count once, empty ones not at all. A predicted attribution whose content lies
wholly in a span that gold marks as ``discard`` is left out.

ROLE exact        F1 of units whose characters equal a gold unit's; ``exact~``: letters and digits only, so
                  that a stray mark at an edge costs nothing.
ROLE partial      mean share of each predicted unit inside its best gold unit, and the other way round.
attribution all   F1 of attributions paired one to one by falling (content IoU, source IoU): a pair needs a
                  content IoU of at least 0.5, and sources with an IoU of at least 0.5 or both empty.
… direct          those whose content holds a double quotation mark; ``indirect``: the others.
… speech cue      those whose cue holds a word of saying (:data:`SAYING`): who *said* what, without wishes,
                  plans and beliefs. Not in the corpus's own scorer.
attribution/src_overlap   for diagnosis: one shared character is enough for sources to match.
attribution/content_only  for diagnosis: sources are not compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from parley.evaluate.measures import F1, Ink, Measure, Row, Tally, add_up, iou, one_to_one

MARKS: Final = frozenset('"\u201c\u201d\u00ab\u00bb')
"""The double quotation marks that make an attribution direct."""

MIN_IOU: Final = 0.5
ROLES: Final = ("source", "cue", "content")
MATCHES: Final = {
    "strict": "attribution",
    "src_overlap": "attribution/src_overlap",
    "content_only": "attribution/content_only",
}
"""How sources are compared, and the name under which that is reported."""

FORMS: Final = ("all", "direct", "indirect", "speech cue")

SAYING: Final = frozenset(
    """say says said saying tell tells told telling announce announced announces add added adds adding state stated
    states stating write wrote writes written tweet tweeted according declare declared declares explain explained
    explains reply replied replies respond responded responds ask asked asks warn warned warns claim claimed claims
    argue argued argues insist insisted insists note noted notes deny denied denies confirm confirmed confirms report
    reported reports reporting acknowledge acknowledged suggest suggested suggests promise promised promises""".split()
)
"""Words of saying, lower case: the commonest in news, chosen before any figure was looked at."""


class Attribution(NamedTuple):
    """The characters of each role."""

    source: int
    cue: int
    content: int


def tally(gold: Row, predicted: Row | None) -> Tally:
    """Counts of one article; None stands for an article without any prediction."""
    text: str = gold["text"]
    ink = Ink(text)
    ours = _attributions(ink, gold["attributions"])
    theirs = _attributions(ink, predicted["attributions"] if predicted else ())
    discard = ink.cover(gold.get("discard"))
    theirs = [a for a in theirs if not a.content or a.content & ~discard]
    counts: Tally = Counter()
    for role in ROLES:
        _units(counts, text, role, ours, theirs)
    _pairs(counts, text, ours, theirs)
    return counts


def measures(tallies: Sequence[Tally]) -> dict[str, Measure]:
    """The measures of the module's docstring over all the articles tallied."""
    c = add_up(tallies)
    out: dict[str, Measure] = {}
    for role in ROLES:
        for kind in ("exact", "exact~", "partial"):
            out[f"{role} {kind}"] = _f1(c, f"{role} {kind}")
    for match, label in MATCHES.items():
        for form in FORMS:
            out[f"{label} {form}"] = _f1(c, f"{match} {form}")
    return out


def _f1(c: Tally, key: str) -> F1:
    return F1(c[f"{key}.right_p"], c[f"{key}.p"], c[f"{key}.right_g"], c[f"{key}.g"])


def _attributions(ink: Ink, packed: Sequence[Row]) -> list[Attribution]:
    return [Attribution(*(ink.cover(a.get(role)) for role in ROLES)) for a in packed]


def _count(c: Tally, key: str, right_p: float, predicted: int, right_g: float, gold: int) -> None:
    for name, value in (("right_p", right_p), ("p", predicted), ("right_g", right_g), ("g", gold)):
        c[f"{key}.{name}"] += value  # type: ignore[assignment]  # partial overlap counts in fractions


def _units(
    c: Tally, text: str, role: str, ours: Sequence[Attribution], theirs: Sequence[Attribution]
) -> None:
    alnum = int("0" + "".join("01"[ch.isalnum()] for ch in reversed(text)), 2)
    # In the order of the text, not of a set: sums of fractions depend on it in the last bit.
    gold = list(dict.fromkeys(u for a in ours if (u := getattr(a, role))))
    predicted = list(dict.fromkeys(u for a in theirs if (u := getattr(a, role))))
    exact = len(set(gold) & set(predicted))
    _count(c, f"{role} exact", exact, len(predicted), exact, len(gold))
    words = {u & alnum for u in gold} - {0}, {u & alnum for u in predicted} - {0}
    alike = len(words[0] & words[1])
    _count(c, f"{role} exact~", alike, len(words[1]), alike, len(words[0]))
    _count(
        c,
        f"{role} partial",
        _inside(predicted, gold),
        len(predicted),
        _inside(gold, predicted),
        len(gold),
    )


def _inside(units: Sequence[int], others: Sequence[int]) -> float:
    """Sum over the units of the largest share that one of the others covers."""
    return sum(max(((u & o).bit_count() for o in others), default=0) / u.bit_count() for u in units)


def _pairs(c: Tally, text: str, ours: Sequence[Attribution], theirs: Sequence[Attribution]) -> None:
    marks = int("0" + "".join("01"[ch in MARKS] for ch in reversed(text)), 2)
    gold = _by_form(ours, marks, text)
    predicted = _by_form(theirs, marks, text)
    for match in MATCHES:
        pairs = _paired(ours, theirs, match)
        for form in FORMS:
            _count(
                c,
                f"{match} {form}",
                sum(i in predicted[form] for i, _ in pairs),
                len(predicted[form]),
                sum(j in gold[form] for _, j in pairs),
                len(gold[form]),
            )


def _by_form(
    attributions: Sequence[Attribution], marks: int, text: str
) -> dict[str, Collection[int]]:
    """Numbers of the attributions of each form."""
    direct = {i for i, a in enumerate(attributions) if a.content & marks}
    everything = set(range(len(attributions)))
    saying = {i for i, a in enumerate(attributions) if _words(a.cue, text) & SAYING}
    return {
        "all": everything,
        "direct": direct,
        "indirect": everything - direct,
        "speech cue": saying,
    }


def _words(cover: int, text: str) -> set[str]:
    """The words whose characters the unit covers, lower case."""
    if not cover:
        return set()
    first, last = (cover & -cover).bit_length() - 1, cover.bit_length()
    inside = "".join(text[i] if cover >> i & 1 else " " for i in range(first, last))
    return set(inside.lower().split())


def _paired(
    gold: Sequence[Attribution], predicted: Sequence[Attribution], match: str
) -> list[tuple[int, int]]:
    """Pairs (number of the predicted, number of the gold)."""
    candidates = []
    for i, p in enumerate(predicted):
        for j, g in enumerate(gold):
            content = iou(p.content, g.content)
            if content < MIN_IOU:
                continue
            neither = not p.source and not g.source
            source = 1.0 if neither else iou(p.source, g.source)
            if match == "content_only" or source >= MIN_IOU or (match == "src_overlap" and source):
                candidates.append(((content, source), i, j))
    return one_to_one(candidates)
