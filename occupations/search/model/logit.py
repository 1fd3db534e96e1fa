"""A conditional logit: of several things, one is chosen, by weights of what speaks for each. Small, and the same each
time: Newton's method from the same start, sums in the same order."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from occupations.search.model.candidates import Candidates
from occupations.search.model.features import FEATURES, NONE_FEATURES

Row = npt.NDArray[np.float64]
SIZE = len(FEATURES) + len(NONE_FEATURES)
PENALTY = 1.0
STEPS = 40
OFFERED = 16
ENOUGH = 1e-5


class Choice(NamedTuple):
    """What was offered, the last of it being “none”, and which of it would have been right."""

    rows: Row
    right: npt.NDArray[np.bool_]
    weight: float


def rows_of(found: Candidates) -> Row:
    rows = np.zeros((len(found.features) + 1, SIZE))
    rows[:-1, : len(FEATURES)] = found.features
    rows[-1, len(FEATURES) :] = found.none
    return rows


def probabilities(rows: Row, weights: Row) -> Row:
    scores = rows @ weights
    raised = np.exp(scores - scores.max())
    return raised / raised.sum()


def train(choices: Sequence[Choice], start: Row | None = None) -> Row:
    """Weights under which the right ones are likeliest. Choices without a right one teach nothing. `start`: weights
    that are near, which are found sooner from there."""
    usable = [choice for choice in choices if choice.right.any()]
    if not usable:
        return np.zeros(SIZE)
    kept = [_near(choice) for choice in usable]
    most = max(int(near.sum()) for near in kept)
    rows = np.zeros((len(usable), most, SIZE))
    there, right = np.zeros((len(usable), most), dtype=bool), np.zeros((len(usable), most), dtype=bool)
    for place, (choice, near) in enumerate(zip(usable, kept, strict=True)):
        count = int(near.sum())
        rows[place, :count] = choice.rows[near]
        there[place, :count] = True
        right[place, :count] = choice.right[near]
    share = np.array([choice.weight for choice in usable])
    weights = np.zeros(SIZE) if start is None else start
    value = _loss(rows, there, right, share, weights)
    for _ in range(STEPS):
        slope, curve = _slope(rows, there, right, share, weights)
        step = np.linalg.solve(curve, slope)
        scale = 1.0
        while scale > 1e-4 and (new := _loss(rows, there, right, share, weights - scale * step)) > value:
            scale /= 2
        if scale <= 1e-4:
            break
        weights = weights - scale * step
        gained, value = value - new, new
        if gained < ENOUGH * abs(value):
            break
    # Rounded, so that sums in another order give the same bytes.
    return np.round(weights, 6)


def _near(choice: Choice) -> npt.NDArray[np.bool_]:
    """The first ones offered, what would be right, and none: the others are never near."""
    offered = choice.right.copy()
    offered[:OFFERED] = True
    offered[-1] = True
    return offered


def _likely(rows: Row, there: npt.NDArray[np.bool_], weights: Row) -> Row:
    scores = np.where(there, rows @ weights, -np.inf)
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def _loss(rows, there, right, share, weights) -> float:
    chosen = (_likely(rows, there, weights) * right).sum(axis=1)
    return float(-(share * np.log(np.maximum(chosen, 1e-12))).sum() + PENALTY * (weights**2).sum() / 2)


def _slope(rows, there, right, share, weights) -> tuple[Row, Row]:
    """Gradient, and a curvature that is always positive."""
    likely = _likely(rows, there, weights)
    among = likely * right
    among /= np.maximum(among.sum(axis=1, keepdims=True), 1e-12)
    expected = (likely[:, None, :] @ rows)[:, 0]
    wanted = (among[:, None, :] @ rows)[:, 0]
    slope = (share[:, None] * (expected - wanted)).sum(axis=0) + PENALTY * weights
    curve = np.zeros((SIZE, SIZE))
    for start in range(0, len(rows), 200):
        part = slice(start, start + 200)
        flat = rows[part].reshape(-1, SIZE)
        curve += (flat * (share[part, None] * likely[part]).reshape(-1, 1)).T @ flat
    curve -= (expected * share[:, None]).T @ expected
    return slope, curve + PENALTY * np.eye(SIZE)
