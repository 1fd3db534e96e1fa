"""What one segment of names has for a title: names that are near it, and what speaks for their occupations."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from occupations.search.model.features import ANY_EQUAL, EQUAL, FEATURES, GROUPS, F
from occupations.search.model.name_forms import forms_typed
from occupations.search.model.segment import ALL_OTHER, HELPER, MANAGER, SUPERVISOR, Segment
from occupations.search.model.vocabulary import Vocabulary, likeness
from occupations.search.reading.tables import Phrase
from occupations.search.reading.titles import Reading, ReadTitle, rewritten_core

MOST = 30  # candidates
NEAREST = 80  # names that vote
POWER = 6
LEAST = 0.12  # likeness from which a name counts
SMOOTHING = 40.0

Row = npt.NDArray[np.float64]

_GROUP = {
    "typed": 0, "core": 0, "all": 0, "corrected": 0,
    "first": 1, "shared": 1,
    "inner": 2, "other": 2,
    "manager": 3, "supervisor": 4,
}  # fmt: skip
_TRUST = {
    "core": 1.0, "typed": 0.97, "all": 0.95, "corrected": 0.93, "first": 0.93, "shared": 0.9, "inner": 0.8,
    "other": 0.75, "manager": 0.9, "supervisor": 0.9,
}  # fmt: skip
TABLE_TRUST = 0.97


def trust(reading: Reading) -> float:
    """How much it counts that a name is like this reading."""
    return _TRUST[reading.kind] * _of_table(reading)


def _of_table(reading: Reading) -> float:
    return TABLE_TRUST if reading.table else 1.0


def is_whole(reading: Reading) -> bool:
    """Whether it is all of the title, or what is left of it."""
    return _GROUP[reading.kind] == 0


class Scored(NamedTuple):
    """Of one segment: likeness of each form by group of readings, and the best of all."""

    groups: list[npt.NDArray[np.float32] | None]
    best: npt.NDArray[np.float32]


class Part(NamedTuple):
    numbers: npt.NDArray[np.int64]
    features: Row
    votes: Row
    core_votes: Row
    forms: list[tuple[int, int]]
    equal: npt.NDArray[np.bool_]
    exact: npt.NDArray[np.bool_]


class Find:
    """What one segment has for a title."""

    def __init__(self, title: ReadTitle, readings: Sequence[Reading], segment: Segment, vocabulary: Vocabulary,
                 hidden: npt.NDArray[np.bool_], number: int) -> None:  # fmt: skip
        self.title, self.readings, self.segment, self.number = title, readings, segment, number
        self.vocabulary, self.hidden = vocabulary, hidden
        self.core = rewritten_core(readings, title.core)
        self.scored = self._score()

    def _score(self) -> Scored:
        size = self.segment.forms
        groups: list[npt.NDArray[np.float32] | None] = [None] * len(GROUPS)
        best = np.zeros(size, dtype=np.float32)
        for reading in self.readings:
            near = likeness(reading.words, self.segment, self.vocabulary)
            if self.hidden.any():
                near[self.hidden] = 0
            near *= np.float32(_of_table(reading))
            group = _GROUP[reading.kind]
            known = groups[group]
            groups[group] = near if known is None else np.maximum(known, near)
            np.maximum(best, near * np.float32(_TRUST[reading.kind]), out=best)
        return Scored(groups, best)

    def _exact_forms(self) -> list[int]:
        """Of occupations that have all the names which were typed as one, the forms of the first."""
        found = [
            [form for form in self.segment.equal(words).tolist() if not self.hidden[form]]
            for words in forms_typed(self.title.typed)
        ]
        owner = self.segment.form_occupation
        return [one for one in found[0] if all(owner[one] in owner[other] for other in found[1:])] if found else []

    def _equal_forms(self) -> dict[str, list[int]]:
        """Feature → forms."""
        found: dict[str, list[int]] = {}
        typed = next((one.words for one in self.readings if one.kind == "typed"), self.title.core)
        if not self.segment.equal(" ".join(typed)).size:
            typed = self.title.core  # what was set aside makes no difference
        for reading in self.readings:
            forms = [form for form in self.segment.equal(" ".join(reading.words)).tolist() if not self.hidden[form]]
            group = _GROUP[reading.kind]
            exact = group == 0 and reading.kind != "corrected" and not reading.table
            for form in forms:
                kind = int(self.segment.form_kind[form])
                if exact:
                    feature = EQUAL[kind]
                    if reading.words == typed:
                        found.setdefault("equal_typed", []).append(form)
                elif group == 0:
                    feature = "equal_corrected" if reading.kind == "corrected" else "equal_table"
                else:
                    feature = ("", "equal_first", "equal_other", "equal_manager", "equal_supervisor")[group]
                found.setdefault(feature, []).append(form)
            if group < 2 and not forms:
                for form in self.segment.same_words(reading.words).tolist():
                    if not self.hidden[form]:
                        found.setdefault("same_words", []).append(form)
        return found

    def part(self) -> Part:
        segment, best = self.segment, self.scored.best
        near = np.flatnonzero(best > LEAST)
        if len(near) > NEAREST:
            near = near[np.argpartition(-best[near], NEAREST)[:NEAREST]]
        exact = self._exact_forms()
        equal = self._equal_forms()
        for form in exact:
            equal.setdefault(EQUAL[int(segment.form_kind[form])], []).append(form)
            equal.setdefault("equal_typed", []).append(form)
        extra = [form for forms in equal.values() for form in forms]
        near = np.union1d(near, np.array(extra, dtype=np.int64)).astype(np.int64)
        owners = segment.form_occupation[near]
        places, inverse = np.unique(owners, return_inverse=True)
        votes: Row = _summed(inverse, best[near], len(places))
        core = self.scored.groups[0]
        core_votes = _summed(inverse, core[near], len(places)) if core is not None else np.zeros(len(places))
        has_equal = np.zeros(len(places), dtype=bool)
        rows = np.zeros((len(places), len(FEATURES)))
        for feature, forms in equal.items():
            for form in forms:
                place = int(np.searchsorted(places, segment.form_occupation[form]))
                rows[place, F[feature]] = 1.0
                if feature in EQUAL:
                    has_equal[place] = True
        if len(places) > 2 * MOST:
            keep = np.sort(np.lexsort((-votes, ~has_equal))[: max(2 * MOST, int(has_equal.sum()))])
            mask = np.isin(inverse, keep)
            near, inverse = near[mask], np.searchsorted(keep, inverse[mask])
            places, votes, core_votes = places[keep], votes[keep], core_votes[keep]
            rows, has_equal = rows[keep], has_equal[keep]
        self._likeness(rows, near, inverse)
        self._words(rows, places)
        self._about(rows, places)
        best_form = self._best_forms(near, inverse, equal)
        is_exact = np.isin(places, segment.form_occupation[exact])
        return Part(segment.occupations[places], rows, votes, core_votes, best_form, has_equal, is_exact)

    def _best_forms(
        self, near: npt.NDArray[np.int64], inverse: npt.NDArray[np.int64], equal: dict[str, list[int]]
    ) -> list[tuple[int, int]]:
        """Of each occupation the name to show: exactly what was typed, what equals a reading, what is nearest."""
        some = {form for forms in equal.values() for form in forms}
        own = {form for feature in (*EQUAL, "equal_typed") for form in equal.get(feature, ())}
        score = self.scored.best[near] - 0.01 * self.segment.form_kind[near]
        score = score + 2.0 * np.isin(near, list(some)) + 1.0 * np.isin(near, list(own))
        order = np.lexsort((near, -score, inverse))
        first = order[np.concatenate([[True], inverse[order][1:] != inverse[order][:-1]])] if len(order) else order
        return [(self.number, int(near[place])) for place in first]

    def _likeness(self, rows: Row, near: npt.NDArray[np.int64], inverse: npt.NDArray[np.int64]) -> None:
        if not len(near):
            return
        together = near[np.argsort(inverse, kind="stable")]
        starts = np.concatenate([[0], np.cumsum(np.bincount(inverse))[:-1]])
        for name, values in [
            ("best", self.scored.best),
            *zip((f"best_{one}" for one in GROUPS), self.scored.groups, strict=True),
        ]:
            if values is not None:
                rows[:, F[name]] = np.maximum.reduceat(values[together], starts)

    def _words(self, rows: Row, places: npt.NDArray[np.int32]) -> None:
        core = self.title.core
        rows[:, F["words"]] = self._likely(core, places)
        rows[:, F["rewritten_words"]] = self._likely(self.core, places) if self.core != core else rows[:, F["words"]]
        first = next((one.words for one in self.readings if one.kind == "first" and one.table), None) or next(
            (one.words for one in self.readings if one.kind == "first"), None
        )
        heads = dict.fromkeys(words[-1] for words in (self.core, first) if words)
        segment = self.segment
        likely = np.full(len(places), -20.0)
        for head in heads:
            place = segment.places.get(head)
            if place is None:
                continue
            counts = _counts(segment.head_starts, segment.head_occupation, segment.head_count, place, places)
            overall = (segment.head_starts[place + 1] - segment.head_starts[place] + 1) / (len(segment.occupations) * 4)
            share = (counts + 2.0 * overall) / (segment.form_counts[places] + 2.0)
            likely = np.maximum(likely, np.log(share + 1e-4))
        rows[:, F["head"]] = likely / 2 if heads else 0.0
        covered, total = np.zeros(len(places)), 0.0
        for word in dict.fromkeys(self.core):
            weight = self.vocabulary.weight(word)
            total += weight
            known = segment.places.get(word)
            if known is not None:
                covered += weight * (
                    _counts(segment.use_starts, segment.use_occupation, segment.use_count, known, places) > 0
                )
        rows[:, F["covered"]] = covered / total if total else 0.0

    def _likely(self, words: Phrase, places: npt.NDArray[np.int32]) -> Row:
        """Log likelihood of the words among those of each occupation's names, against all names, per word."""
        segment = self.segment
        total = np.zeros(len(places))
        number = 0
        everything = max(float(segment.word_counts.sum()), 1.0)
        for word in dict.fromkeys(words):
            place = segment.places.get(word)
            if place is None:
                continue
            number += 1
            counts = _counts(segment.use_starts, segment.use_occupation, segment.use_count, place, places)
            start, end = segment.use_starts[place], segment.use_starts[place + 1]
            overall = float(segment.use_count[start:end].sum()) / everything
            total += np.log((counts + SMOOTHING * overall) / (segment.word_counts[places] + SMOOTHING))
        return total / max(number, 1) ** 0.5 / 2

    def _about(self, rows: Row, places: npt.NDArray[np.int32]) -> None:
        segment, leads = self.segment, self.title.leads
        flags = segment.flags[places]
        jobs = segment.log_jobs[places].astype(np.float64)
        rows[:, F["jobs"]] = (jobs - 5.0) * (jobs > 0)
        rows[:, F["no_jobs"]] = jobs <= 0
        rows[:, F["own_record"]] = segment.own_record[places]
        rows[:, F["all_other"]] = flags & ALL_OTHER > 0
        rows[:, F["manager_wanted"]] = (flags & MANAGER > 0) * (leads == "manager")
        rows[:, F["manager_unwanted"]] = (flags & MANAGER > 0) * (leads == "")
        rows[:, F["supervisor_wanted"]] = (flags & SUPERVISOR > 0) * (leads == "supervisor")
        rows[:, F["supervisor_unwanted"]] = (flags & SUPERVISOR > 0) * (leads == "")
        helps = bool(set(self.core) & {"helper", "aide", "assistant", "apprentice", "assisted"})
        rows[:, F["helper_unwanted"]] = (flags & HELPER > 0) * (not helps)
        equal = rows[:, ANY_EQUAL].max(axis=1, initial=0.0) > 0
        rows[:, F["jobs_unless_equal"]] = rows[:, F["jobs"]] * ~equal


def _summed(inverse: npt.NDArray[np.int64], likeness: npt.NDArray[np.float32], size: int) -> Row:
    return np.bincount(inverse, likeness.astype(np.float64) ** POWER, size).astype(np.float64)


def _counts(starts, owners, counts, word: int, places: npt.NDArray[np.int32]) -> Row:
    """How often each of these occupations has the word."""
    start, end = int(starts[word]), int(starts[word + 1])
    among = owners[start:end]
    if start == end:
        return np.zeros(len(places))
    at = np.minimum(np.searchsorted(among, places), len(among) - 1)
    return np.where(among[at] == places, counts[start:end][at], 0).astype(np.float64)


def nearest(
    title: ReadTitle,
    readings: Sequence[Reading],
    segments: Sequence[Segment],
    vocabulary: Vocabulary,
    hidden: Sequence[npt.NDArray[np.bool_]],
    most: int,
) -> list[tuple[float, int, int]]:
    """(similarity, segment, form) of the nearest names, nearest first."""
    found = []
    for place, (segment, gone) in enumerate(zip(segments, hidden, strict=True)):
        best = Find(title, readings, segment, vocabulary, gone, place).scored.best
        near = np.flatnonzero(best > LEAST)
        near = near[np.lexsort((near, -best[near]))[:most]]
        found += [(float(best[form]), place, int(form)) for form in near]
    return sorted(found, key=lambda one: (-one[0], one[1:]))[:most]
