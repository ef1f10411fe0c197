"""Where the nodes of a network go: forces first, then room for every name. No chance is in it.

Forces after Fruchterman and Reingold (1991), with a fixed number of steps from fixed places.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

STEPS: Final = 300
"""Steps of forces: beyond 200, networks of 40 nodes do not move by more than a pixel or two."""
PASSES: Final = 400
GOLDEN_ANGLE: Final = 2.399963229728653


def places(weights: Array, width: float, height: float) -> Array:
    """Places of nodes in a frame.

    Args:
        weights: shape (n, n), symmetric, how strongly two nodes are tied; nodes in order of importance.

    Returns:
        Shape (n, 2), the middles of the nodes.
    """
    n = len(weights)
    if n < 2:
        return np.full((n, 2), (width / 2, height / 2))
    at = _spiral(n)
    ideal = 1.6 / np.sqrt(n)
    heat = 0.12
    for _ in range(STEPS):
        away = at[:, None, :] - at[None, :, :]
        far = np.maximum(np.hypot(away[..., 0], away[..., 1]), 1e-3)
        push = ideal**2 / far**2
        pull = weights * far / ideal
        move = (away * (push - pull)[..., None]).sum(axis=1) - at * 0.9
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        at = at + move / length[:, None] * np.minimum(length, heat)[:, None]
        heat *= 0.985
    return _framed(at, width, height)


def apart(at: Array, boxes: Array, width: float, height: float) -> Array:
    """Places that are moved as little as will do, until no two boxes overlap and all are in the frame.

    Args:
        at: shape (n, 2); boxes: shape (n, 4), how far each reaches left, up, right and down of its place.
    """
    at = at.copy()
    low, high = boxes[:, :2], np.array([width, height]) - boxes[:, 2:]
    size = (boxes[:, :2] + boxes[:, 2:]) / 2
    middle = (boxes[:, 2:] - boxes[:, :2]) / 2
    earlier = np.triu(np.ones((len(at), len(at)), dtype=bool), 1)
    for _ in range(PASSES):
        at = np.clip(at, low, np.maximum(low, high))
        centre = at + middle
        away = centre[:, None, :] - centre[None, :, :]
        over = size[:, None, :] + size[None, :, :] - np.abs(away)
        hit = (over > 0.01).all(axis=2) & earlier
        if not hit.any():
            break
        side = np.where(away < 0, -1.0, 1.0)
        # Along the axis where the boxes overlap less.
        upright = over[..., 1] <= over[..., 0]
        step = np.where(hit & upright, over[..., 1], 0.0) * side[..., 1] * 0.55
        across = np.where(hit & ~upright, over[..., 0], 0.0) * side[..., 0] * 0.55
        at[:, 1] += step.sum(axis=1) - step.sum(axis=0)
        at[:, 0] += across.sum(axis=1) - across.sum(axis=0)
    return np.clip(at, low, np.maximum(low, high))


def in_series(weights: Array) -> list[int]:
    """An order in which strongly tied nodes stand together: by the Fiedler vector of each connected part.

    Args:
        weights: shape (n, n), symmetric.
    """
    order: list[int] = []
    for part in sorted(_parts(weights), key=lambda p: (-len(p), p[0])):
        if len(part) < 3:
            order += part
            continue
        inner = weights[np.ix_(part, part)]
        degree = inner.sum(axis=1)
        scale = 1 / np.sqrt(degree)
        laplacian = np.eye(len(part)) - inner * scale[:, None] * scale[None, :]
        fiedler = np.linalg.eigh(laplacian)[1][:, 1] * scale
        if fiedler[0] > 0:  # the sign is free: the most important node comes first
            fiedler = -fiedler
        ranked = np.round(fiedler, 6)
        order += [part[i] for i in sorted(range(len(part)), key=lambda i: (ranked[i], i))]
    return order


def _spiral(n: int) -> Array:
    turn = np.arange(n) * GOLDEN_ANGLE
    radius = np.sqrt((np.arange(n) + 0.5) / n)
    spiral: Array = np.stack([radius * np.cos(turn), radius * np.sin(turn)], axis=1)
    return spiral


def _framed(at: Array, width: float, height: float) -> Array:
    low, high = at.min(axis=0), at.max(axis=0)
    room = np.maximum(high - low, 1e-6)
    framed: Array = (at - low) / room * np.array([width, height])
    return framed


def _parts(weights: Array) -> list[list[int]]:
    """Connected parts, each in order."""
    left, parts = set(range(len(weights))), []
    while left:
        todo = [min(left)]
        part: set[int] = set()
        while todo:
            i = todo.pop()
            if i not in part:
                part.add(i)
                todo += [int(j) for j in np.flatnonzero(weights[i]) if j not in part]
        left -= part
        parts.append(sorted(part))
    return parts
