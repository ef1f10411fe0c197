"""What the tagger needs of a network, whatever runs it."""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


class Read(NamedTuple):
    """What one encoder pass gives, for W windows of T pieces.

    Attributes:
        cues: (W, T, 3) logits of outside, beginning and inside of a cue.
        acts: (W, T, 32) of which the first 16 say where in its sentence an act of each type shows,
            and the others how strongly.
        links, roles: (W, T, U) vectors from which frames are scored.
    """

    cues: Floats
    acts: Floats
    links: Floats
    roles: Floats


class Network(Protocol):
    """What the tagger needs of a network; training runs the same decoding on its own."""

    def read(self, ids: Ints, shapes: Ints, quotes: Ints, convention: Ints) -> Read:
        """One pass over windows: (W, T) three times, id 0 is padding, and (W,)."""
        ...

    def link(
        self, pieces: Floats, real: Floats, window: Ints, first: Ints, last: Ints
    ) -> tuple[Floats, Floats]:
        """Scores for N cues, pieces ``[first, last)`` of a window → (N, T, 4) and whether each holds (N,).

        Labels are outside, source, cue, content.
        """
        ...

    def cast(
        self, pieces: Floats, real: Floats, row: Ints, at: Ints, kind: Ints
    ) -> tuple[Floats, Floats]:
        """Scores for N acts of a ``kind`` at a piece of a row of (S, L, U) sentences → (N, L, 4), (N, 4).

        The first are of trigger, actor, recipient, third party, which do not exclude each other; the
        second of the statuses.
        """
        ...
