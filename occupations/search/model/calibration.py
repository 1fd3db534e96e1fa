"""How often an answer is right, learned from answers that the weights had not seen: first from what is known of each,
then in a few steps that never fall. Few, so that each is the share of many answers."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from occupations.search.model.candidates import Candidates
from occupations.search.model.features import ANY_EQUAL, NONE_FEATURES, F

Row = npt.NDArray[np.float64]
Curve = Row  # rows of (value from which it counts, share right)
STARTS = (0.0, 0.15, 0.35, 0.5, 0.74, 0.86, 0.95)  # of the steps
PENALTY = 1.0
STEPS = 25
NAMES = (
    "always", "likelihood", "margin", "typed", "direct", "reported", "listed", "table", "similarity", "unknown_words",
    "one_word", "many_words", "votes", "manager", "all_other", "named", "labeled", "labeled_votes", "labeled_equal",
)  # fmt: skip


class Calibration(NamedTuple):
    weights: Row
    curve: Curve


UNSEEN = Calibration(np.array([0.0, 1.0] + [0.0] * (len(NAMES) - 2)), np.array([[start, start] for start in STARTS]))


def signals(found: Candidates, top: int, likely: float, second: float) -> Row:
    """What is known of the answer `top`, whose official record is `likely`, beside the `second`."""
    row = found.features[top]
    none = dict(zip(NONE_FEATURES, found.none.tolist(), strict=True))
    bounded = min(max(likely, 1e-4), 1 - 1e-4)
    words = none["none_one_word"]
    return np.array([
        1.0, np.log(bounded / (1 - bounded)), likely - second, row[F["equal_typed"]], row[F["equal_direct"]],
        row[F["equal_reported"]], row[ANY_EQUAL].max(), row[F["equal_table"]], row[F["best"]], none["none_known"],
        words, none["none_long"], row[F["vote"]], row[F["manager_wanted"]], row[F["all_other"]], found.named[top],
        row[F["labeled_best"]], row[F["labeled_vote"]], row[F["labeled_equal"]],
    ])  # fmt: skip


def fit(rows: Sequence[Row], right: Sequence[bool], weight: Sequence[float]) -> Calibration:
    if not rows:
        return UNSEEN
    matrix, wanted, share = np.array(rows), np.array(right, dtype=float), np.array(weight)
    weights = UNSEEN.weights.copy()
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-(matrix @ weights)))
        slope = matrix.T @ (share * (likely - wanted)) + PENALTY * (weights - UNSEEN.weights)
        curve = (matrix * (share * likely * (1 - likely))[:, None]).T @ matrix + PENALTY * np.eye(len(weights))
        weights = weights - np.linalg.solve(curve, slope)
    weights = np.round(weights, 6)
    return Calibration(weights, _curve(1 / (1 + np.exp(-(matrix @ weights))), wanted, share))


def _curve(value: Row, right: Row, weight: Row) -> Curve:
    """Isotonic regression in steps of answers alike."""
    steps: list[Row] = []  # weight, weight × right, start
    for start, end in pairwise((*STARTS, 2.0)):
        among = (value >= start) & (value < end)
        steps.append(np.array([weight[among].sum(), (weight * right)[among].sum(), start]))
        while len(steps) > 1 and _share(steps[-2]) >= _share(steps[-1]):
            steps[-2:] = [np.array([*(steps[-2] + steps[-1])[:2], steps[-2][2]])]
    return np.round(np.array([(step[2], _share(step)) for step in steps]), 6)


def _share(step: Row) -> float:
    """With two more answers, one right and one wrong: nothing is certain."""
    return float((step[1] + 1) / (step[0] + 2))


def calibrated(row: Row, calibration: Calibration) -> float:
    value = 1 / (1 + np.exp(-float(row @ calibration.weights)))
    return float(calibration.curve[np.searchsorted(calibration.curve[:, 0], value, "right") - 1, 1])
