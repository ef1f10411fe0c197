"""Scores of places: coordinates of given mentions, and the finding of mentions.

Gold gives ``places`` with ``start``, ``end``, ``lat`` and ``lon``; a prediction gives the same for the same
mentions (``places``), and what it finds without being told (``detected``, spans only).

acc@161     share of gold mentions with coordinates that are placed within 161 km (100 miles).
resolved    share of them that are placed at all; ``mean`` and ``median``: distance in km of those.
candidates  share with a candidate within 161 km, where predictions list ``candidates`` as [lat, lon].
detected    F1 of spans found equal to those of gold, with or without coordinates; ``… relaxed``: that
            overlap, each gold span taken once.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from parley.evaluate.measures import F1, Measure, Number, Row, Share, Tally, add_up, one_to_one

NEAR_KM: Final = 161.0
EARTH_DIAMETER_KM: Final = 12742.0


@dataclass(frozen=True, slots=True)
class PlaceTally:
    """One article: counts, and the distance in km of each mention that was placed."""

    counts: Tally
    km: tuple[float, ...]


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two points in degrees, along the great circle (haversine)."""
    p, q = math.radians(lat), math.radians(other_lat)
    h = (
        math.sin((q - p) / 2) ** 2
        + math.cos(p) * math.cos(q) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return EARTH_DIAMETER_KM * math.asin(min(1.0, math.sqrt(h)))


def tally(gold: Row, predicted: Row | None) -> PlaceTally:
    """Counts and distances of one article; None stands for an article without any prediction."""
    pred: Row = predicted or {}
    # A span may be given twice; the last answer counts, and one without a point only if it is alone.
    answers = sorted(pred.get("places", ()), key=lambda p: p.get("lat") is not None)
    given = {(p["start"], p["end"]): p for p in answers}
    counts: Tally = Counter()
    km = []
    for want in gold["places"]:
        if want.get("lat") is None:
            continue
        counts["mention"] += 1
        got = given.get((want["start"], want["end"]))
        if got is None:
            continue
        if got.get("lat") is not None:
            km.append(_apart(want, got["lat"], got["lon"]))
        points = got.get("candidates") or ()
        counts["listed"] += bool(points)
        counts["candidate"] += any(_apart(want, *p) <= NEAR_KM for p in points)
    _detection(counts, gold["places"], pred.get("detected"))
    return PlaceTally(counts, tuple(km))


def measures(tallies: Sequence[PlaceTally]) -> dict[str, Measure]:
    """The measures of the module's docstring over all the articles tallied."""
    c = add_up(t.counts for t in tallies)
    km = [x for t in tallies for x in t.km]
    near = sum(x <= NEAR_KM for x in km)
    out: dict[str, Measure] = {
        "acc@161": Share(near, c["mention"]),
        "resolved": Share(len(km), c["mention"]),
        "mean": Number(statistics.mean(km) if km else None, len(km), "km", digits=0),
        "median": Number(statistics.median(km) if km else None, len(km), "km", digits=0),
    }
    if c["listed"]:
        out["candidates"] = Share(c["candidate"], c["mention"])
    if c["asked"]:
        for name in ("detected", "detected relaxed"):
            out[name] = F1(c[name], c["found"], c[name], c["gold"])
    return out


def _apart(want: Row, lat: float, lon: float) -> float:
    return distance(float(want["lat"]), float(want["lon"]), float(lat), float(lon))


def _detection(c: Tally, gold: Sequence[Row], found: Sequence[Row] | None) -> None:
    """Counts of the spans found; None where nobody looked."""
    if found is None:
        return
    c["asked"] += 1
    ours = [(p["start"], p["end"]) for p in gold]
    theirs = [(p["start"], p["end"]) for p in found]
    c["gold"] += len(ours)
    c["found"] += len(theirs)
    overlaps = [
        (min(a[1], b[1]) - max(a[0], b[0]), i, j)
        for i, a in enumerate(ours)
        for j, b in enumerate(theirs)
    ]
    c["detected"] += len(set(ours) & set(theirs))
    c["detected relaxed"] += len(one_to_one(o for o in overlaps if o[0] > 0))
