"""What speaks for each side, in a sentence: "Choose nurse if you want higher pay and more work with biology." """

from collections.abc import Sequence
from typing import NamedTuple

from comparisons.prose.sentence_parts import running
from comparisons.rules.choosing import Choosing, Reason
from occupations.profiles.document import Names
from occupations.text.lists import listed

# Said against one other side, of a side that is ahead of all, and of one that is ahead of most.
WORDS = {
    "pay": ("higher pay", "the highest pay", "higher pay than most"),
    "hourly": ("higher hourly pay", "the highest hourly pay", "higher hourly pay than most"),
    "time": ("a shorter way in", "the shortest way in", "a shorter way in than most"),
    "schooling": ("less schooling", "the least schooling", "less schooling than most"),
    "experience": ("a start without related experience",) * 3,
    "training": ("less training on the job", "the least training on the job", "less training on the job than most"),
    "growth": ("faster growth", "the fastest growth", "faster growth than most"),
    "falling": ("a slower decline", "the slowest decline", "a slower decline than most"),
    "skills": ("more emphasis on {}", "the most emphasis on {}", "more emphasis than most on {}"),
    "knowledge": ("more work with {}", "the most work with {}", "more work than most with {}"),
}
SLIGHTLY = {"pay": "slightly higher pay", "hourly": "slightly higher hourly pay", "growth": "slightly faster growth"}
"""Said against one other side."""

ITEMS = {
    "Administrative": "office administration",
    "Mechanical": "machines and tools",
    "Operation and Control": "operating and controlling equipment",
}
"""Items whose names are no nouns, in a sentence."""


class Part(NamedTuple):
    """A part of a sentence; `slot`: the row that it is from, empty for what joins two of them."""

    text: str
    slot: str = ""


class Choice(NamedTuple):
    """The sentence for one side. `parts`: what stands behind `after`, up to the period."""

    side: int
    name: str
    parts: tuple[Part, ...]
    reasons: tuple[Reason, ...]
    before: str = "Choose "
    after: str = " if you want "

    @property
    def sentence(self) -> str:
        return f"{self.before}{self.name}{self.after}{''.join(part.text for part in self.parts)}."


def choices(chosen: Choosing, names: Sequence[Names]) -> tuple[Choice, ...]:
    """One for each side that anything speaks for."""
    several = len(names) > 2
    return tuple(
        Choice(side, names[side].running, tuple(_parts(reasons, several)), reasons)
        for side, reasons in enumerate(chosen.sides)
        if reasons
    )


def _parts(reasons: Sequence[Reason], several: bool) -> list[Part]:
    """The reasons with what joins them. Items of one list are named together, where the first of them stands."""
    grouped: dict[tuple[str, bool], list[Reason]] = {}
    for reason in reasons:
        grouped.setdefault((reason.key, reason.most), []).append(reason)
    said = [Part(_words(some, several), some[0].slot) for some in grouped.values()]
    text = listed([part.text for part in said])
    parts, at = [], 0
    for part in said:
        start = text.index(part.text, at)
        parts += [Part(text[at:start]), part] if start > at else [part]
        at = start + len(part.text)
    return parts


def _words(reasons: Sequence[Reason], several: bool) -> str:
    first = reasons[0]
    key = "falling" if first.falling else first.key
    if first.slight and not several and key in SLIGHTLY:
        return SLIGHTLY[key]
    words = WORDS[key][several + first.most]
    items = [ITEMS.get(reason.item) or running(reason.item) for reason in reasons if reason.item]
    # "with geography and with law and government"
    joint = f" and {words.split()[-2]} " if any(" and " in item for item in items) else " and "
    return words.format(joint.join(items))
