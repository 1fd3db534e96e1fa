"""How similar occupations are in the skills they need. Pure."""

from collections.abc import Hashable, Mapping

import numpy as np

from occupations.metrics import SCORE

UNKNOWN = -1.0
_ABSENT = SCORE.scale  # the lowest score: not important


class Likeness:
    """Of two occupations, by the importance of each skill in the scale of the score.

    Likeness is the correlation of two lists of scores: what stands out in one stands out in the other. (Distances would
    group occupations that rate everything high.)
    """

    def __init__(self, importances: Mapping[Hashable, Mapping[str, int]]) -> None:
        scored = {key: scores for key, scores in importances.items() if scores}
        names = sorted({name for scores in scored.values() for name in scores})
        self._rows: dict[Hashable, np.ndarray] = {}
        for key, scores in scored.items():
            row = np.array([scores.get(name, _ABSENT) for name in names], dtype=np.float64)
            row -= row.mean()
            self._rows[key] = row / max(float(np.linalg.norm(row)), 1e-6)  # constant scores are similar to nothing

    def of(self, one: Hashable, other: Hashable) -> float:
        """From -1 to 1, in millionths; UNKNOWN if the skills of either are."""
        if one not in self._rows or other not in self._rows:
            return UNKNOWN
        return round(float(self._rows[one] @ self._rows[other]), 6)
