"""What differs between two lists: lines that are new, gone, reworded or elsewhere. Pure."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

REWORDED = 0.5  # the similarity from which on two lines without keys are one that was reworded


class Line(NamedTuple):
    """A line of two lists, at place `was` in the first and at `now` in the second, from 1; 0 where it is in one only.

    `key`: of the line in both, if it has one. `moved`: its place among the lines of both lists is another one, or it
    has a number in one of them only.
    """

    key: str
    before: str
    after: str
    was: int
    now: int
    moved: bool = False

    @property
    def reworded(self) -> bool:
        return bool(self.was and self.now) and self.before != self.after

    @property
    def changed(self) -> bool:
        return self.reworded or self.moved or not (self.was and self.now)


class Item(NamedTuple):
    """A line of a list. `key`: what it is recognized by when it was reworded; empty: by its text alone."""

    text: str
    key: str = ""
    place: int = 0  # its number, if the list is only a part of one; 0: as it stands here


def aligned(before: Sequence[Item], after: Sequence[Item]) -> list[Line]:
    """The two lists as one, in the order of `after`; what is gone stands where it was. Keys are unique in a list."""
    pairs = _pairs(before, after)  # index in before → index in after
    staying = _staying(pairs)
    of = {now: was for was, now in pairs.items()}
    found = []
    left = 0  # lines of `before` up to here are in the result, or stand elsewhere in `after`
    for now, item in enumerate(after):
        was = of.get(now)
        if was is not None and now in staying:
            found += [_line(before, index) for index in range(left, was) if index not in pairs]
            left = was + 1
        if was is None:
            found.append(Line(item.key, "", item.text, 0, _place(after, now)))
        else:
            places = _place(before, was), _place(after, now)
            moved = now not in staying or bool(before[was].place) != bool(item.place)
            found.append(Line(item.key, before[was].text, item.text, *places, moved))
    return found + [_line(before, index) for index in range(left, len(before)) if index not in pairs]


def _line(before: Sequence[Item], index: int) -> Line:
    return Line(before[index].key, before[index].text, "", _place(before, index), 0)


def _place(items: Sequence[Item], index: int) -> int:
    return items[index].place or index + 1


def _pairs(before: Sequence[Item], after: Sequence[Item]) -> dict[int, int]:
    """Which line is which: by its key, else by its text, else by what it resembles where both differ."""
    found: dict[int, int] = {}
    for name in ("key", "text"):
        free = {getattr(item, name): now for now, item in enumerate(after) if now not in found.values()}
        free.pop("", None)
        for was, item in enumerate(before):
            if was not in found and (now := free.pop(getattr(item, name), None)) is not None:
                found[was] = now
    taken = set(found.values())
    left = [was for was in range(len(before)) if was not in found]
    come = [now for now in range(len(after)) if now not in taken]
    alike = sorted(
        ((_similarity(before[was].text, after[now].text), was, now) for was in left for now in come), reverse=True
    )
    for similarity, was, now in alike:
        if similarity >= REWORDED and was not in found and now not in taken:
            found[was] = now
            taken.add(now)
    return found


def _similarity(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= REWORDED else 0


def _staying(pairs: dict[int, int]) -> set[int]:
    """The lines of the second list that have not moved: the most whose order is the same in both, and of equally many
    those with most numbers that are still the same."""
    best: dict[
        int, tuple[int, int, int | None]
    ] = {}  # line → how many up to it, how many at their number, the one before
    for was, now in sorted(pairs.items()):
        before = max((one for one in best if one < now), key=lambda one: best[one][:2], default=None)
        count, same = best[before][:2] if before is not None else (0, 0)
        best[now] = count + 1, same + (was == now), before
    found: set[int] = set()
    line = max(best, key=lambda one: best[one][:2], default=None)
    while line is not None:
        found.add(line)
        line = best[line][2]
    return found
