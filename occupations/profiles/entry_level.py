"""The level of education that an occupation asks for, where a source knows only that of a wider group. Pure."""

from collections.abc import Sequence

from occupations.metrics.sampling import wilson
from occupations.profiles.document import Figure

# What people in an occupation answer (O*NET) → the levels of typical entry education (BLS), lowest first.
LEVELS = {
    "Less than a high school diploma": "No formal educational credential",
    "High school diploma or the equivalent": "High school diploma or equivalent",
    "Some college courses": "Some college, no degree",
    "Post-secondary certificate": "Postsecondary nondegree award",
    "Associate's degree": "Associate's degree",
    "Bachelor's degree": "Bachelor's degree",
    "Post-baccalaureate certificate": "Bachelor's degree",
    "Master's degree": "Master's degree",
    "Post-master's certificate": "Master's degree",
    "First professional degree": "Doctoral or professional degree",
    "Doctoral degree": "Doctoral or professional degree",
    "Post-doctoral training": "Doctoral or professional degree",
}
_RANK = {label: rank for rank, label in enumerate(dict.fromkeys(LEVELS.values()))}


def middle(answers: Sequence[Figure]) -> str:
    """The median level of the answers, as an entry education; empty where a level or a share is not known."""
    shares = _shares(answers)
    reached = 0
    for label, rank in _RANK.items():
        reached += shares.get(rank, 0)
        if 2 * reached >= sum(shares.values()) > 0:
            return label
    return ""


def contradicts(answers: Sequence[Figure], level: str) -> bool:
    """Whether more than half of those who answered ask for more than `level`, or more than half for less, beyond the
    error of their number (Wilson interval, 90 percent). False where that is not known."""
    rank, count = _RANK.get(level), answers[0].sample_size or 0
    shares = _shares(answers)
    total = sum(shares.values())
    if rank is None or not count or not total:
        return False
    above = sum(share for at, share in shares.items() if at > rank) / total
    below = sum(share for at, share in shares.items() if at < rank) / total
    return any(wilson(share, count)[0] > 0.5 for share in (above, below))


def _shares(answers: Sequence[Figure]) -> dict[int, int]:
    """Rank of a level → its share; empty where one cannot be placed."""
    if any(figure.label not in LEVELS or figure.value is None for figure in answers):
        return {}
    shares: dict[int, int] = {}
    for figure in answers:
        rank = _RANK[LEVELS[figure.label]]
        shares[rank] = shares.get(rank, 0) + (figure.value or 0)
    return shares
