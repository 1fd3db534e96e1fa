"""What an editor has to confirm before a page is published: whatever looks like a mistake and may be right. Pure."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from occupations.metrics import METRICS, from_scale
from occupations.profiles.document import Profile
from occupations.profiles.doubts import contradictions, doubt, outliers
from occupations.profiles.layout import lay_out
from occupations.profiles.named_numbers import texts_without_figure
from occupations.publishing.completeness import lacking
from occupations.text.english import sentence_start
from occupations.text.lists import listed


class Kind(StrEnum):
    """The gravest first."""

    TOO_LITTLE = "too-little"
    CONTRADICTION = "contradiction"
    FAR_FROM_OFFICIAL = "far-from-official"
    MOVED_FAR = "moved-far"
    NUMBER_WITHOUT_FIGURE = "number-without-figure"


class Caution(NamedTuple):
    kind: Kind
    sentence: str


def cautions(old: Profile | None, new: Profile) -> list[Caution]:
    """The gravest first; none if there is nothing to confirm. `old`: what visitors see."""
    found = {
        Kind.TOO_LITTLE: [f"Visitors would find too little: {reason}." for reason in lacking(lay_out(new))],
        Kind.CONTRADICTION: contradictions(new),
        Kind.FAR_FROM_OFFICIAL: _far_from_official(old, new),
        Kind.MOVED_FAR: outliers(old, new) if old else [],
        Kind.NUMBER_WITHOUT_FIGURE: [
            f"{sentence_start(where)} names {listed(numbers)}, which no figure on the page says."
            for where, numbers in texts_without_figure(new).items()
        ],
    }
    return [Caution(kind, sentence) for kind, sentences in found.items() for sentence in sentences]


def _far_from_official(old: Profile | None, new: Profile) -> Iterator[str]:
    """Of figures that editors entered and visitors do not see yet."""
    known = set(old.figures) if old else set()
    for figure in new.figures:
        if figure.release < 0 and figure.value is not None and figure not in known:
            metric = METRICS[figure.metric]
            if why := doubt(new, figure.metric, from_scale(figure.value, metric.unit), figure.label):
                yield f"{sentence_start(metric.name)} of our editors: {why}"
