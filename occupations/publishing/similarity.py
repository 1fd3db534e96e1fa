"""How alike occupations are in what they ask for. Pure."""

from collections.abc import Mapping, Sequence

import numpy as np

from occupations.metrics import SCORE

_CHUNK = 500  # rows of correlations in memory together
_ABSENT = SCORE.scale  # the lowest score: not important


def nearest(importances: Sequence[Mapping[str, int]], count: int) -> list[list[int]]:
    """For each of them the positions of up to `count` others, the most alike first; none for one without scores.

    `importances`: for each, how important each skill is, in the scale of the score. Likeness is the correlation of the
    two lists of scores: what stands out in the one stands out in the other. (Distances put occupations that rate
    everything high next to each other.)
    """
    scored = [position for position, scores in enumerate(importances) if scores]
    found: list[list[int]] = [[] for _ in importances]
    if len(scored) < 2:
        return found
    names = sorted({name for position in scored for name in importances[position]})
    rows = np.array([[importances[row].get(name, _ABSENT) for name in names] for row in scored], dtype=np.float32)
    rows -= rows.mean(axis=1, keepdims=True)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)  # one that rates all the same is like none
    for start in range(0, len(scored), _CHUNK):
        correlations = rows[start : start + _CHUNK] @ rows.T
        own = np.arange(len(correlations))
        correlations[own, start + own] = -np.inf
        order = np.argsort(-correlations, axis=1, kind="stable")[:, : min(count, len(scored) - 1)]
        for offset, others in enumerate(order):
            found[scored[start + offset]] = [scored[other] for other in others]
    return found
