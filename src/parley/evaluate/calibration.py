"""Whether a confidence means what it says: of the entries that say .8, four in five should be right.

The expected calibration error (Naeini, Cooper and Hauskrecht 2015; as Guo, Pleiss, Sun and Weinberger 2017 write it)
puts the entries into ten bins of equal width by their confidence, ``[0, .1)``, ``[.1, .2)`` … ``[.9, 1]``. It is the
mean over the bins, each weighted by its share of the entries, of the distance between the mean confidence in the bin
and the share of its entries that are right. Even a perfect confidence shows some error where entries are few.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from parley.evaluate.measures import F1, Tally

BINS: Final = 10

_KEY: Final = "confidence/"


def count(tally: Tally, confidence: float, right: bool) -> None:
    """Note in the tally an entry of this confidence in [0, 1]."""
    tally[f"{_KEY}{confidence}/all"] += 1
    tally[f"{_KEY}{confidence}/right"] += right


@dataclass(frozen=True, slots=True)
class Bin:
    """The entries with a confidence in ``[low, high)``; the last bin has 1 too.

    Attributes:
        entries: how many; confidence: their mean confidence, right: the share of them that is right; None where
            there are none.
        kept: precision and recall when what is less sure than ``low`` is left out.
    """

    low: float
    high: float
    entries: int
    confidence: float | None
    right: float | None
    kept: F1


@dataclass(frozen=True, slots=True)
class Calibration:
    """How often entries are right, by their confidence.

    Attributes:
        told: confidence → how many entries have it, how many of them are right; gold: number of entries of gold.
    """

    told: Mapping[float, tuple[int, int]]
    gold: int

    @classmethod
    def of(cls, tally: Tally, gold: int) -> Calibration:
        """What :func:`count` noted in the tally."""
        found = {key.split("/")[1] for key in tally if key.startswith(_KEY)}
        told = {float(c): (tally[f"{_KEY}{c}/all"], tally[f"{_KEY}{c}/right"]) for c in found}
        return cls(dict(sorted(told.items())), gold)

    @property
    def entries(self) -> int:
        """How many there are."""
        return sum(n for n, _ in self.told.values())

    @property
    def error(self) -> float | None:
        """The expected calibration error, in [0, 1]; None where there are no entries."""
        gaps = (b.entries * abs((b.confidence or 0.0) - (b.right or 0.0)) for b in self.bins())
        return sum(gaps) / self.entries if self.entries else None

    def bins(self) -> Iterator[Bin]:
        """The ten bins, the least sure first."""
        for at in range(BINS):
            here = [(c, n, r) for c, (n, r) in self.told.items() if _bin(c) == at]
            entries = sum(n for _, n, _ in here)
            yield Bin(
                low=at / BINS,
                high=(at + 1) / BINS,
                entries=entries,
                confidence=sum(c * n for c, n, _ in here) / entries if entries else None,
                right=sum(r for *_, r in here) / entries if entries else None,
                kept=self.kept(at / BINS),
            )

    def kept(self, least: float) -> F1:
        """Precision and recall when what is less sure is left out, as ``--min-confidence`` does."""
        sure = [counts for c, counts in self.told.items() if c >= least]
        right = sum(r for _, r in sure)
        return F1(right, sum(n for n, _ in sure), right, self.gold)

    def as_dict(self) -> dict[str, Any]:
        """Its figures, rounded, as values that JSON can hold."""
        bins = [
            {
                "from": b.low,
                "to": b.high,
                "entries": b.entries,
                "confidence": _rounded(b.confidence),
                "right": _rounded(b.right),
                "kept": _packed(b.kept),
            }
            for b in self.bins()
        ]
        return {"error": _rounded(self.error), "entries": self.entries, "bins": bins}

    def lines(self, least: float | None) -> Iterator[str]:
        """The table to read; ``least``: a confidence at which precision and recall are wanted too."""
        yield "confidence of events: bins that have entries; P and R of type from the bin upwards"
        yield "  confidence  entries   mean  right      P      R"
        for b in self.bins():
            if b.confidence is not None and b.right is not None:
                figures = (b.confidence, b.right, b.kept.precision, b.kept.recall)
                shares = "  ".join(f"{x:5.3f}" for x in figures)
                yield f"  {b.low:.1f} to {b.high:.1f}  {b.entries:7}  {shares}"
        if least is not None:
            kept = self.kept(least)
            figure = f"P {kept.precision:.3f}  R {kept.recall:.3f}  F1 {kept.value:.3f}"
            yield f"  --min-confidence {least:g}: {figure}  ({kept.predicted} predicted, {kept.gold} gold)"


def _bin(confidence: float) -> int:
    return min(int(confidence * BINS), BINS - 1)


def _packed(m: F1) -> dict[str, Any]:
    return {"p": round(m.precision, 3), "r": round(m.recall, 3), "n_pred": m.predicted}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
