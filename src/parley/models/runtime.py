"""The door to onnxruntime: runs the networks of one model, a single thread each, on plain arrays."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import onnxruntime

from parley.errors import ModelError
from parley.models.network import Floats, Ints, Read

PRODUCT: Final = Path(__file__).with_name("product.onnx")
"""The graph of one product of two matrices, written by ``training/product.py``."""


class OnnxNetwork:
    """The network as exported: an encoder, its heads, and two small scorers.

    The encoder takes windows without padding.
    """

    def __init__(self, folder: Path) -> None:
        self._encoder = _open(folder / "encoder.onnx")
        self._heads = _open(folder / "heads.onnx")
        self._links = _open(folder / "links.onnx")
        self._roles = _open(folder / "roles.onnx")

    def read(self, ids: Ints, shapes: Ints, quotes: Ints, convention: Ints) -> Read:
        """See :class:`parley.models.network.Network`."""
        given = {"ids": ids, "shapes": shapes, "quotes": quotes, "convention": convention}
        (hidden,) = self._encoder.run(None, given)
        return Read(*self._heads.run(None, {"hidden": hidden}))

    def link(
        self, pieces: Floats, real: Floats, window: Ints, first: Ints, last: Ints
    ) -> tuple[Floats, Floats]:
        """See :class:`parley.models.network.Network`."""
        given = {"pieces": pieces, "real": real, "window": window, "first": first, "last": last}
        scores, holds = self._links.run(None, given)
        return scores, holds

    def cast(
        self, pieces: Floats, real: Floats, row: Ints, at: Ints, kind: Ints
    ) -> tuple[Floats, Floats]:
        """See :class:`parley.models.network.Network`."""
        given = {"pieces": pieces, "real": real, "row": row, "at": at, "kind": kind}
        scores, status = self._roles.run(None, given)
        return scores, status


class OnnxPairs:
    """The pair classifier's network, a graph that takes sentences without padding."""

    def __init__(self, folder: Path) -> None:
        self._graph = _open(folder / "pairs.onnx")

    def score(self, ids: Ints, places: Ints) -> Floats:
        """See :class:`parley.models.pairs.PairNetwork`."""
        scores: Floats = self._graph.run(None, {"ids": ids, "places": places})[0]
        return scores


class Product:
    """The product of a matrix and another one turned over, three times as quick as spaCy's own.

    A row comes out the same whatever rows stand around it, so that nothing hangs on what is read together.
    """

    def __init__(self) -> None:
        self._graph = _open(PRODUCT)

    def __call__(self, x: Floats, y: Floats) -> Floats:
        """(M, K) and (N, K) → (M, N)."""
        # A single row would go another way, and add up in another order.
        rows = np.concatenate((x, x)) if len(x) == 1 else np.ascontiguousarray(x)
        out: Floats = self._graph.run(None, {"x": rows, "y": np.ascontiguousarray(y)})[0]
        return out[: len(x)]


def _open(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as exc:  # onnxruntime's errors share no public base
        raise ModelError(f"{path} cannot be opened: {exc}") from exc
