"""Skills that a release rates, and the list that editors make of them. Pure."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from occupations.metrics import METRICS, SLOTS
from occupations.profiles import formatting
from occupations.profiles.document import Figure, ListEdit
from occupations.profiles.edited_lists import combine
from occupations.text.lists import listed

OWN, EDITED, *RATED = SLOTS["skills"].metrics
"""The metric of lists by editors and files, that of ratings with their edits, and those of ratings alone."""


def rated(figures: Iterable[Figure]) -> list[Figure]:
    """The skills that the first release with ratings rates highly enough to be shown, best first."""
    found = [figure for figure in figures if figure.metric in RATED and figure.release >= 0 and not figure.missing]
    found.sort(key=lambda figure: RATED.index(figure.metric))
    first = found[:1]
    group = [
        figure
        for figure in found
        if all((figure.metric, figure.release, figure.record) == (one.metric, one.release, one.record) for one in first)
    ]
    return formatting.held(METRICS[group[0].metric], tuple(group)) if group else []


def edited(figures: Iterable[Figure], edits: Sequence[ListEdit]) -> tuple[Figure, ...]:
    """The same as editors list them. Only the source's own items have its rating."""
    ratings = {figure.label: figure for figure in rated(figures)}
    return tuple(
        [
            replace(ratings[item.text], metric=EDITED)
            if item.text in ratings and item.official
            else Figure(metric=EDITED, label=item.text)
            for item in combine(list(ratings), edits)
        ]
    )


def remarks(edits: Sequence[ListEdit]) -> list[str]:
    """What editors did to the list, for readers."""
    added = [edit.text for edit in edits if edit.text and not edit.instead_of]
    renamed = [f"{edit.text} (“{edit.instead_of}”)" for edit in edits if edit.text and edit.instead_of]
    left_out = [edit.instead_of for edit in edits if edit.hidden]
    parts = (("Added", added), ("Renamed", renamed), ("Left out", left_out))
    return [f"{what} by our editors: {listed(names)}" for what, names in parts if names]
