"""Lists that a source gives and editors edit item by item: what a page shows, and who wrote which item. Pure.

The items of the source stay its own and follow its releases. An edit adds an item, rewords one, leaves one out or moves
one; it names the item by the source's words. An edit of words that the source no longer has is kept: a text of the
editors is then an item of its own, and the rest does nothing.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from occupations.profiles.document import ListEdit
from occupations.text.lists import listed
from occupations.text.spaces import looks


class Item(NamedTuple):
    """An item as visitors see it. `edit`: None for the source's own words at the source's place."""

    text: str
    official: str  # the words of the source that it stands for; empty for an item of the editors
    edit: ListEdit | None


class Written(NamedTuple):
    """Which items of a list are not the source's own words, by their numbers from 1."""

    own: tuple[int, ...] = ()
    adapted: tuple[int, ...] = ()


def combine(official: Sequence[str], edits: Iterable[ListEdit]) -> list[Item]:
    """The list that visitors see. What editors placed stands at its place, and the other items of the source fill the
    places between in their order; what editors added without a place comes last."""
    settled = in_effect(official, edits)
    edit_of = {looks(edit.instead_of): edit for edit in settled if edit.instead_of}
    flowing: list[Item] = []
    placed: list[tuple[int, Item]] = []

    def add(item: Item, place: int) -> None:
        if place:
            placed.append((place, item))
        else:
            flowing.append(item)

    for words in official:
        edit = edit_of.pop(looks(words), None)
        if edit is None:
            flowing.append(Item(words, words, None))
        elif not edit.hidden:
            add(Item(edit.text or words, words, edit), edit.place)
    for edit in settled:
        if edit.text and (not edit.instead_of or looks(edit.instead_of) in edit_of):
            add(Item(edit.text, "", edit), edit.place)
    for place, item in sorted(placed, key=lambda one: one[0]):
        flowing.insert(place - 1, item)
    return flowing


def in_effect(official: Sequence[str], edits: Iterable[ListEdit]) -> tuple[ListEdit, ...]:
    """The edits without those that do nothing. What the source says by now in the words of an editor is the source's,
    and leaving out or moving what it no longer says does nothing."""
    offered = {looks(words): words for words in official}
    return tuple([settled for edit in edits if (settled := _settled(offered, edit)) is not None])


def _settled(offered: Mapping[str, str], edit: ListEdit) -> ListEdit | None:
    instead_of, text = looks(edit.instead_of), looks(edit.text)
    if text in offered and not edit.hidden:
        if instead_of in offered and instead_of != text:
            return replace(edit, text="", place=0, hidden=True)
        edit = replace(edit, text="", instead_of=offered[text])
    elif text:
        return None if edit.hidden and instead_of not in offered else edit
    useful = looks(edit.instead_of) in offered and (edit.hidden or edit.place)
    return edit if useful else None


def places(official: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """The place from 1 that each item needs so that `combine` gives this order; 0 for items that need none. `wanted`:
    the source's words of each item, empty for an item of the editors. As few as possible are placed, so that the others
    follow the source's order."""
    rank = {looks(words): number for number, words in enumerate(official)}
    ranks = [rank.get(looks(words), -1) if words else -1 for words in wanted]
    flowing = _longest_rise(ranks)
    last = max(flowing, default=-1)

    def needs_none(index: int) -> bool:
        return index in flowing or (index > last and ranks[index] < 0)

    return [0 if needs_none(index) else index + 1 for index in range(len(wanted))]


def _longest_rise(ranks: Sequence[int]) -> set[int]:
    """The indexes of a longest rising subsequence, without negative numbers."""
    ends: list[int] = []  # the lowest last rank of a rise of each length
    at: list[int] = []  # its index
    before: dict[int, int] = {}
    for index, rank in enumerate(ranks):
        if rank < 0:
            continue
        length = bisect_left(ends, rank)
        ends[length : length + 1] = [rank]
        at[length : length + 1] = [index]
        before[index] = at[length - 1] if length else -1
    found: set[int] = set()
    index = at[-1] if at else -1
    while index >= 0:
        found.add(index)
        index = before[index]
    return found


def written(texts: Sequence[str], edits: Sequence[ListEdit]) -> Written:
    """Which of these texts, made by `combine`, editors wrote, and which they adapted from the source's words."""
    own = {edit.text for edit in edits if edit.text and not edit.instead_of}
    adapted = {edit.text for edit in edits if edit.text and edit.instead_of}
    numbered = list(enumerate(texts, start=1))
    return Written(
        tuple([number for number, text in numbered if text in own]),
        tuple([number for number, text in numbered if text in adapted]),
    )


def who_wrote(texts: Sequence[str], edits: Sequence[ListEdit]) -> str:
    """The same in a sentence; empty where editors wrote none of them."""
    by_us = written(texts, edits)
    parts = [
        f"{verb} {'item' if len(numbers) == 1 else 'items'} {listed([str(number) for number in numbers])}"
        for verb, numbers in (("wrote", by_us.own), ("adapted", by_us.adapted))
        if numbers
    ]
    return f"Our editors {' and '.join(parts)}." if parts else ""


def with_left_out(official: Sequence[str], edits: Iterable[ListEdit]) -> list[Item]:
    """Like `combine`, for editors: with the items that are left out, which have no text, where the source has them."""
    settled = in_effect(official, edits)
    lines = combine(official, settled)
    left_out = {looks(edit.instead_of): edit for edit in settled if edit.hidden}
    before = ""
    for words in official:
        if edit := left_out.pop(looks(words), None):
            at = next((index for index, line in enumerate(lines, start=1) if before and line.official == before), 0)
            lines.insert(at, Item("", words, edit))
        before = words
    return lines
