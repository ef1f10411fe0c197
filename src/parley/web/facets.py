"""Values of filters with the number of things that have them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from parley.ledger import Tally
from parley.records import EventType

TYPE_NAMES: Final = {str(t): t.label.capitalize() for t in EventType}
"""Event types by what they are called; in addresses they stand as codes."""

Facet = list[tuple[str, str, int]]
"""Value, label, number: as the macro ``facet`` takes them."""


def of_tallies(tallies: Iterable[Tally]) -> Facet:
    """A facet of what the ledger counted."""
    return [(t.value, t.label, t.number) for t in tallies]
