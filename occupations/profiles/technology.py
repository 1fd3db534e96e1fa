"""The order in which technology is listed: what employers demand of the occupation first, then what they demand
everywhere and is typical of the occupation, then what related occupations use. Pure.

The share of related occupations alone would put the same office software at the top of every list, because nearly every
occupation uses it. So the share counts for less the more of all occupations use it. And what is in demand everywhere
says little of one occupation, if few related ones use it or nearly all of the others do.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from occupations.profiles.document import Figure

METRIC = "technology"
IN_DEMAND, HOT = "in demand", "hot technology"
TYPICAL = 0.25
"""The prominence from which what is in demand everywhere comes before what is not."""
_LEVEL = 10_000  # more than any list has items


class Usage(NamedTuple):
    """How many occupations a source lists a technology for, by its case-folded name: of those related to one, and of
    all. `related_count`, `all_count`: how many have a list at all."""

    related: Mapping[str, int] = {}
    related_count: int = 0
    everywhere: Mapping[str, int] = {}
    all_count: int = 0

    def prominence(self, name: str) -> float:
        """From 0 to 1: the share of the related ones that use it, times the share of all that do not. If none is known
        to be related, the share of all that do."""
        of_all = self.everywhere.get(name, 0) / self.all_count if self.all_count else 0.0
        return self.related.get(name, 0) / self.related_count * (1 - of_all) if self.related_count else of_all


UNKNOWN = Usage()


def level(note: str) -> int:
    """3 for what is in demand and hot, 2 for what is in demand, 1 for what is hot, else 0. `note`: of the figure."""
    return 2 * (IN_DEMAND in note) + (HOT in note)


def rank(figure: Figure, position: int) -> int:
    """A larger number for what stands further up; numbers of several occupations can be added. `position`: in the list
    of the occupation, from 0."""
    return _LEVEL * (IN_DEMAND in figure.note) - position


def in_order(figures: Iterable[Figure], usage: Mapping[str, Usage]) -> list[Figure]:
    """The figures, with the technology of each list in order in its places; what is equal stays as it stands. `usage`:
    by the key of the record that a list is of."""
    arranged = list(figures)
    lists: dict[tuple[int, str], list[int]] = {}
    for position, figure in enumerate(arranged):
        if figure.metric == METRIC:
            lists.setdefault((figure.release, figure.record), []).append(position)
    for (_, record), positions in lists.items():
        known = usage.get(record, UNKNOWN)

        def key(figure: Figure, known: Usage = known) -> tuple[int, float]:
            prominence, mark = known.prominence(figure.label.casefold()), level(figure.note)
            if mark == level(HOT) and known.related_count and prominence < TYPICAL:
                mark = 0
            return -mark, -prominence

        for position, figure in zip(positions, sorted([arranged[at] for at in positions], key=key), strict=True):
            arranged[position] = figure
    return arranged
