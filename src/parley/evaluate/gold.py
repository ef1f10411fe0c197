"""Scores of whole ledger entries: statements, events, proposals, actors and furniture of an article.

Gold and prediction have the shape of the codebook with every quoted string as offsets ``[start, end)``.
Overlap is over characters that are not white space; pairs are one to one, best first.

statements.found      F1 of the pairs, which need an IoU of contents of at least 0.5.
statements.speaker    F1 of the pairs whose speakers are the same actor.
statements.direct     ``speaker`` on statements of form direct or mixed; ``.indirect`` on the others.
statements.verbatim   share of predicted content spans that lie inside the text: must be 1.
events.type           F1 of the pairs, which need overlapping evidence and the same type.
events.+actor         … where some actors are on one side; ``+both``: recipients too (both empty counts).
                      The acts of :data:`MUTUAL` may be told the other way round.
events.swapped        share of pairs, mutual ones aside, that exchange actor and recipient.
events.status         accuracy on ``+actor`` pairs, as are: ``date`` (first day, where gold has a day),
                      ``place`` (equal, or one within the other), ``toll`` (killed and injured both).
events.calibration    expected calibration error of their confidence, in ten equal bins: mean distance, over the
                      entries, between the mean confidence in a bin and its share of pairs of ``type``.
proposals.found       F1 of proposals paired by overlapping mentions, most shared characters first.
proposals.steps       F1 of steps in paired proposals: same kind, overlapping evidence, one side.
actors.recall         share of the gold's named persons that some predicted actor is; ``.country`` and
                      ``.sector``: accuracy on those.
furniture             F1 of characters; ``.lost``: share of all other characters called furniture.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from parley.evaluate import calibration
from parley.evaluate.calibration import Calibration
from parley.evaluate.measures import (
    F1,
    Ink,
    Measure,
    Number,
    Row,
    Share,
    Tally,
    add_up,
    iou,
    one_to_one,
)
from parley.evaluate.sameness import Sameness, plain

MUTUAL: Final = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Acts done together: who stands first says little."""

MIN_IOU: Final = 0.5
"""Contents of a pair of statements share at least half of their characters."""

QUOTED_FORMS: Final = ("direct", "mixed")


def tally(gold: Row, predicted: Row | None) -> Tally:
    """Counts of one article; None stands for an article without any prediction."""
    pred: Row = predicted or {}
    ink = Ink(gold["text"])
    cast = Sameness(gold["actors"], pred.get("actors", ()))
    counts: Tally = Counter()
    _statements(counts, ink, cast, gold["statements"], pred.get("statements", ()))
    _events(counts, ink, cast, gold["events"], pred.get("events", ()))
    _proposals(counts, ink, cast, gold["proposals"], pred.get("proposals", ()))
    _actors(counts, cast)
    _furniture(counts, ink, gold["furniture"], pred.get("furniture", ()))
    return counts


def measures(tallies: Sequence[Tally]) -> dict[str, Measure]:
    """The measures of the module's docstring over all the articles tallied."""
    c = add_up(tallies)
    sure = _calibration(c)
    return {
        "statements.found": _f1(c, "statement", "found"),
        "statements.speaker": _f1(c, "statement", "speaker"),
        "statements.direct": _half(c, "direct"),
        "statements.indirect": _half(c, "indirect"),
        "statements.verbatim": Share(c["span.inside"], c["span"]),
        "events.type": _f1(c, "event", "type"),
        "events.+actor": _f1(c, "event", "actor"),
        "events.+both": _f1(c, "event", "both"),
        "events.swapped": Share(c["event.swapped"], c["event.swappable"]),
        "events.status": _field(c, "status"),
        "events.date": _field(c, "date"),
        "events.place": _field(c, "place"),
        "events.toll": _field(c, "toll"),
        "events.calibration": Number(sure.error, sure.entries),
        "proposals.found": _f1(c, "proposal", "found"),
        "proposals.steps": _f1(c, "step", "found"),
        "actors.recall": Share(c["person.found"], c["person"]),
        "actors.country": Share(c["person.country"], c["person.found"]),
        "actors.sector": Share(c["person.sector"], c["person.found"]),
        "furniture": _f1(c, "furniture", "right"),
        "furniture.lost": Share(c["body.lost"], c["body"], digits=4),
    }


def by_type(tallies: Sequence[Tally]) -> dict[str, F1]:
    """The measures of events for each type apart, most frequent in gold first: its own, ``+actor``, ``+both``."""
    c = add_up(tallies)
    kinds = {k.split("/")[1].split(".")[0] for k in c if k.startswith("event/")}
    out = {}
    for kind in sorted(kinds, key=lambda k: (-c[f"event/{k}.gold"], k)):
        for name, right in (("", "type"), (" +actor", "actor"), (" +both", "both")):
            out[kind + name] = _f1(c, f"event/{kind}", right)
    return out


def calibrated(tallies: Sequence[Tally]) -> Calibration:
    """How often events of each confidence are right, which is to pair with one of gold by type and evidence."""
    return _calibration(add_up(tallies))


def _calibration(c: Tally) -> Calibration:
    return Calibration.of(c, c["event.gold"])


def _f1(c: Tally, what: str, right: str) -> F1:
    hits = c[f"{what}.{right}"]
    return F1(hits, c[f"{what}.predicted"], hits, c[f"{what}.gold"])


def _half(c: Tally, form: str) -> F1:
    """Speakers on statements of one half of the forms: a pair may join statements of both halves."""
    k = f"statement.{form}"
    return F1(c[f"{k}.right_predicted"], c[f"{k}.predicted"], c[f"{k}.right_gold"], c[f"{k}.gold"])


def _field(c: Tally, name: str) -> Share:
    return Share(c[f"event.{name}"], c[f"event.with_{name}"])


def _statements(
    c: Tally, ink: Ink, cast: Sameness, gold: Sequence[Row], predicted: Sequence[Row]
) -> None:
    for statement in predicted:
        for start, end in statement["content"]:
            c["span"] += 1
            c["span.inside"] += 0 <= start < end <= ink.length
    ours = [ink.cover(s["content"]) for s in gold]
    theirs = [ink.cover(s["content"]) for s in predicted]
    overlaps = (
        (iou(x, y), i, j) for i, x in enumerate(ours) for j, y in enumerate(theirs) if x & y
    )
    found = one_to_one(o for o in overlaps if o[0] >= MIN_IOU)
    right = [(i, j) for i, j in found if cast.same(gold[i]["speaker"], predicted[j]["speaker"])]
    c["statement.gold"] += len(gold)
    c["statement.predicted"] += len(predicted)
    c["statement.found"] += len(found)
    c["statement.speaker"] += len(right)
    for statement in gold:
        c[f"statement.{_form(statement)}.gold"] += 1
    for statement in predicted:
        c[f"statement.{_form(statement)}.predicted"] += 1
    for i, j in right:
        c[f"statement.{_form(gold[i])}.right_gold"] += 1
        c[f"statement.{_form(predicted[j])}.right_predicted"] += 1


def _form(statement: Row) -> str:
    return "direct" if statement["form"] in QUOTED_FORMS else "indirect"


def _events(
    c: Tally, ink: Ink, cast: Sameness, gold: Sequence[Row], predicted: Sequence[Row]
) -> None:
    ours = [ink.cover(e["evidence"]) for e in gold]
    theirs = [ink.cover(e["evidence"]) for e in predicted]
    candidates = []
    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            if g["type"] == p["type"] and ours[i] & theirs[j]:
                actor, recipient = _roles(cast, g, p)
                candidates.append((2 * actor + recipient + iou(ours[i], theirs[j]) / 2, i, j))
    for e in gold:
        c["event.gold"] += 1
        c[f"event/{e['type']}.gold"] += 1
    for e in predicted:
        c["event.predicted"] += 1
        c[f"event/{e['type']}.predicted"] += 1
    found = one_to_one(candidates)
    for i, j in found:
        c["event.type"] += 1
        _paired_event(c, cast, gold[i], predicted[j])
    right = {j for _, j in found}
    for j, e in enumerate(predicted):
        if "confidence" in e:
            calibration.count(c, e["confidence"], j in right)


def _roles(cast: Sameness, g: Row, p: Row) -> tuple[bool, bool]:
    """Whether actor and recipient of two events of one type are right."""
    actor = cast.some_side(g["actor"], p["actor"])
    recipient = cast.some_side(g["recipient"], p["recipient"]) or not (
        g["recipient"] or p["recipient"]
    )
    if g["type"] in MUTUAL and not (actor and recipient):
        ours, theirs = [*g["actor"], *g["recipient"]], [*p["actor"], *p["recipient"]]
        if (
            cast.some_side(g["actor"], theirs)
            and (cast.some_side(g["recipient"], theirs) or not g["recipient"])
            and len(theirs) >= min(2, len(ours))
        ):
            return True, True
    return actor, recipient


def _paired_event(c: Tally, cast: Sameness, g: Row, p: Row) -> None:
    actor, recipient = _roles(cast, g, p)
    c[f"event/{g['type']}.type"] += 1
    for scope in ("event", f"event/{g['type']}"):
        c[f"{scope}.actor"] += actor
        c[f"{scope}.both"] += actor and recipient
    if g["recipient"] and p["recipient"] and g["type"] not in MUTUAL:
        c["event.swappable"] += 1
        c["event.swapped"] += (
            not actor
            and not recipient
            and cast.some_side(g["actor"], p["recipient"])
            and cast.some_side(g["recipient"], p["actor"])
        )
    if actor:
        _fields(c, g, p)


def _fields(c: Tally, g: Row, p: Row) -> None:
    """Status, date, place and toll of a pair with the right actor."""
    c["event.with_status"] += 1
    c["event.status"] += g["status"] == p.get("status")
    ours: Mapping[str, Any] = g["date"] or {}
    if ours.get("precision") == "day":
        c["event.with_date"] += 1
        c["event.date"] += (p.get("date") or {}).get("start") == ours["start"]
    if g.get("place"):
        here, there = plain(g["place"]), plain(p.get("place"))
        c["event.with_place"] += 1
        c["event.place"] += bool(there) and (here in there or there in here)
    toll = (g.get("killed"), g.get("injured"))
    if toll != (None, None):
        c["event.with_toll"] += 1
        c["event.toll"] += toll == (p.get("killed"), p.get("injured"))


def _proposals(
    c: Tally, ink: Ink, cast: Sameness, gold: Sequence[Row], predicted: Sequence[Row]
) -> None:
    ours = [ink.cover(x["mentions"]) for x in gold]
    theirs = [ink.cover(x["mentions"]) for x in predicted]
    found = one_to_one(
        ((x & y).bit_count(), i, j)
        for i, x in enumerate(ours)
        for j, y in enumerate(theirs)
        if x & y
    )
    c["proposal.gold"] += len(gold)
    c["proposal.predicted"] += len(predicted)
    c["proposal.found"] += len(found)
    c["step.gold"] += sum(len(x["steps"]) for x in gold)
    c["step.predicted"] += sum(len(x["steps"]) for x in predicted)
    for i, j in found:
        c["step.found"] += _steps(ink, cast, gold[i]["steps"], predicted[j]["steps"])


def _steps(ink: Ink, cast: Sameness, gold: Sequence[Row], predicted: Sequence[Row]) -> int:
    """How many steps of one proposal are right."""

    def evidence(step: Row) -> int:
        return ink.cover([step["evidence"]] if step["evidence"] else ())

    def fits(g: Row, p: Row) -> bool:
        return (
            g["step"] == p["step"]
            and bool(evidence(g) & evidence(p))
            and (cast.some_side(g["by"], p["by"]) or not (g["by"] or p["by"]))
        )

    return len(
        one_to_one(
            (1, i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted) if fits(g, p)
        )
    )


def _actors(c: Tally, cast: Sameness) -> None:
    for actor in cast.gold.values():
        if actor["kind"] != "person" or not any(ch.isupper() for ch in actor["name"]):
            continue  # unnamed persons ("a senior official") are no test of who somebody is
        c["person"] += 1
        found = next((b for b in cast.predicted.values() if cast.match(actor, b)), None)
        if found is not None:
            c["person.found"] += 1
            c["person.country"] += actor["country"] == found.get("country")
            c["person.sector"] += actor["sector"] == found.get("sector")


def _furniture(
    c: Tally, ink: Ink, gold: Sequence[Sequence[int]], predicted: Sequence[Sequence[int]]
) -> None:
    ours, theirs = ink.cover(gold), ink.cover(predicted)
    c["furniture.gold"] += ours.bit_count()
    c["furniture.predicted"] += theirs.bit_count()
    c["furniture.right"] += (ours & theirs).bit_count()
    c["body"] += (ink.all & ~ours).bit_count()
    c["body.lost"] += (theirs & ~ours).bit_count()
