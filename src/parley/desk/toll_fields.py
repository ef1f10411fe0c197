"""The fields of tolls: low, best and high of each harm, of one account or over all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict, cast

from parley.records import HARMS, Bounds, Harm, Toll


class Tolls(TypedDict):
    """Numbers of people."""

    killed_low: int | None
    killed_best: int | None
    killed_high: int | None
    injured_low: int | None
    injured_best: int | None
    injured_high: int | None
    captured_low: int | None
    captured_best: int | None
    captured_high: int | None
    displaced_low: int | None
    displaced_best: int | None
    displaced_high: int | None
    missing_low: int | None
    missing_best: int | None
    missing_high: int | None


def tolls(told: Mapping[Harm, Toll] | Mapping[str, Bounds]) -> Tolls:
    """The fields of the numbers that are told."""
    fields = {
        f"{harm}_{bound}": getattr(told.get(harm), bound, None)
        for harm in HARMS
        for bound in ("low", "best", "high")
    }
    return cast(Tolls, fields)
