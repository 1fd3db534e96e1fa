"""The answer to one title, from weights and names."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from occupations.search.model.calibration import UNSEEN, Calibration, calibrated, signals
from occupations.search.model.candidates import Candidates, candidates
from occupations.search.model.features import IS_LABELED
from occupations.search.model.labeled import NO_TITLE, Labeled
from occupations.search.model.logit import probabilities, rows_of
from occupations.search.model.segment import Segment
from occupations.search.model.signs import Signs, signs_of
from occupations.search.model.vocabulary import Vocabulary
from occupations.search.reading.tables import Tables
from occupations.search.reading.tables import tables as of_package
from occupations.search.reading.titles import Reading, ReadTitle, read_title, rewritten_core

Weights = npt.NDArray[np.float64]


class Parameters(NamedTuple):
    """`none_above`: the probability from which “no match” is the answer."""

    weights: Weights
    calibration: Calibration = UNSEEN
    none_above: float = 0.5


class Ranked(NamedTuple):
    """An occupation by its number; `segment` and `form`: the name that is nearest."""

    number: int
    probability: float
    confidence: float
    segment: int
    form: int
    similarity: float
    equal: bool


class Answer(NamedTuple):
    """`corrected`: words that were read as others."""

    title: ReadTitle
    ranked: list[Ranked]
    none: float
    no_match: bool
    corrected: dict[str, str]
    signs: Signs


class Names:
    """Segments with the vocabulary of all of them; `groups`: of each occupation, which official record it shares;
    `labeled`: titles whose occupation is known; `tables`: by which titles are read, else those of the package."""

    def __init__(self, segments: Sequence[Segment], hidden: Sequence[npt.NDArray[np.bool_]] | None = None,
                 groups: dict[int, str] | None = None, labeled: Labeled | None = None,
                 tables: Tables | None = None) -> None:  # fmt: skip
        self.segments = list(segments)
        self.hidden = list(hidden or [np.zeros(one.forms, dtype=bool) for one in segments])
        self.vocabulary = Vocabulary(self.segments)
        self.groups = groups or {}
        self.labeled = labeled
        self.tables = tables or of_package()

    def group(self, number: int) -> str:
        return self.groups.get(number, str(number))


class Look(NamedTuple):
    """A title, and what it may mean, before that is judged."""

    title: ReadTitle
    found: Candidates
    corrected: dict[str, str]
    signs: Signs
    readings: tuple[Reading, ...]


def look(text: str, names: Names, unseen: int | None = None, *, begun: bool = False) -> Look:
    """`unseen`: the part of the training set that is being answered, whose labels are not known then. `begun`: the last
    word may not be typed to its end."""
    title = read_title(text, names.tables)
    signs = signs_of(title, names.tables)
    readings, corrected = _with_corrections(title, names, begun=begun)
    found = candidates(title, readings, names.segments, names.vocabulary, signs, names.hidden)
    if names.labeled:
        codes = [*map(names.group, found.numbers.tolist()), NO_TITLE]
        evidence = names.labeled.evidence(readings, codes, names.vocabulary, unseen)
        found.features[:, IS_LABELED] = evidence[:-1]
        found.none[-3:] = evidence[-1, :3]
    return Look(title, found, corrected, signs, readings)


def _with_corrections(title: ReadTitle, names: Names, *, begun: bool) -> tuple[tuple[Reading, ...], dict[str, str]]:
    """One more reading, with words that nobody knows put as those that they are nearest to."""
    based = rewritten_core(title.readings, title.core)
    corrected = {
        word: other
        for place, word in enumerate(based, start=1)
        if word not in title.shouted
        and (other := names.vocabulary.corrected(word, begun=begun and place == len(based)))
    }
    if not corrected:
        return title.readings, {}
    words = tuple(corrected.get(word, word) for word in based)
    more = [Reading(words, "corrected")]
    # “programme manger” → “program manager”: what the tables know of the right spelling.
    again = read_title(" ".join(words), names.tables).readings
    more += [Reading(one.words, one.kind, one.table) for one in again if one.table]
    return (*title.readings, *more), corrected


def answer(text: str, names: Names, parameters: Parameters, *, begun: bool = False) -> Answer:
    title, found, corrected, signs, _ = look(text, names, begun=begun)
    likely = probabilities(rows_of(found), parameters.weights)
    none = float(likely[-1])
    no_match = is_no_match(found, none, parameters)
    return Answer(title, _ranked(found, likely[:-1], names, parameters), none, no_match, corrected, signs)


def is_no_match(found: Candidates, none: float, parameters: Parameters) -> bool:
    return not (found.exact.any() or found.left) and (not len(found.numbers) or none >= parameters.none_above)


def in_order(found: Candidates, likely: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Places of candidates: those first that have the very name, then the likeliest."""
    return np.lexsort((found.numbers, -likely, ~found.named))


class Leading(NamedTuple):
    """The occupation that comes first, by its place; `likely`: that its official record is meant,
    beside the `second`."""

    top: int
    likely: float
    second: float


def leading(found: Candidates, likely: npt.NDArray[np.float64], names: Names) -> Leading:
    groups = [*map(names.group, found.numbers.tolist())]
    together: dict[str, float] = {}
    for place, group in enumerate(groups):
        together[group] = together.get(group, 0.0) + float(likely[place])
    top = int(in_order(found, likely)[0])
    second = max((share for group, share in together.items() if group != groups[top]), default=0.0)
    return Leading(top, together[groups[top]], second)


def _ranked(found: Candidates, likely: npt.NDArray[np.float64], names: Names, parameters: Parameters) -> list[Ranked]:
    if not len(likely):
        return []
    lead = leading(found, likely, names)
    best = calibrated(signals(found, lead.top, lead.likely, lead.second), parameters.calibration)
    # That the others, or none of them, are meant: those of the same official record, too, so that all add up to one.
    rest = (1 - best) / max(1 - float(likely[lead.top]), 1e-9)
    ranked = []
    for place in in_order(found, likely):
        confidence = best if place == lead.top else min(float(likely[place]) * rest, best)
        segment, form = found.forms[place]
        ranked.append(
            Ranked(int(found.numbers[place]), float(likely[place]), confidence, segment, form,
                   float(found.similarity[place]), bool(found.equal[place]))
        )  # fmt: skip
    return ranked
