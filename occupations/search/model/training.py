"""Learning from titles whose occupations are known: the weights, how often answers are right, and when there is none.

What an answer is worth is measured on titles that the weights had not seen: the set is divided into parts, and each
part is answered with what was learned from the others.
"""

import csv
import json
from collections.abc import Sequence
from hashlib import blake2b, sha256
from pathlib import Path
from typing import NamedTuple

import numpy as np

from occupations.search.model import calibration, logit
from occupations.search.model.candidates import Candidates
from occupations.search.model.features import FEATURES, NONE_FEATURES
from occupations.search.model.labeled import Labeled, Lesson, learn
from occupations.search.model.measuring import FILED, Example, Measured, Outcome, Step, confidences, figures
from occupations.search.model.ranker import Names, Parameters, in_order, is_no_match, leading, look
from occupations.search.model.stored import parameter_arrays, parameters_of

FOLDER = Path(__file__).parent.parent / "training"
PARTS = 4
ENOUGH = 500  # titles that name an occupation which is there; below, what was learned from all occupations is used
# Titles as they were found somewhere count more in what answers are worth than the many that were written for the set.
FOUND = 12.0
# A title labeled with one code counts less there: a careful coder might accept others, too.
ONE_CODE = 0.4


class Trained(NamedTuple):
    parameters: Parameters
    labeled: Labeled
    figures: dict[str, Measured]
    confidences: list[Step]


def examples() -> list[Example]:
    with (FOLDER / "titles.csv").open(encoding="utf-8", newline="") as file:
        return [
            Example(row["title"], frozenset(row["codes"].split()), row["kind"], row["labeled"], bool(row["none_right"]))
            for row in csv.DictReader(file)
        ]


def examples_version() -> str:
    return sha256((FOLDER / "titles.csv").read_bytes()).hexdigest()[:12]


def learned_from_all() -> Parameters:
    """What was learned from the names of all occupations, for a site that has few."""
    stored = json.loads((FOLDER / "parameters.json").read_text(encoding="utf-8"))
    known = dict(zip(stored["features"], stored["weights"], strict=True))
    weights = np.array([known.get(name, 0.0) for name in (*FEATURES, *NONE_FEATURES)])
    return parameters_of({**{name: np.array(value) for name, value in stored.items() if name != "features"},
                          "weights": weights})  # fmt: skip


def to_json(parameters: Parameters) -> str:
    arrays = {name: value.tolist() for name, value in parameter_arrays(parameters).items()}
    return json.dumps({"features": [*FEATURES, *NONE_FEATURES], **arrays}, indent=1) + "\n"


class _Seen(NamedTuple):
    example: Example
    found: Candidates
    choice: logit.Choice
    part: int


def train(names: Names, *, labeled: bool = True) -> Trained:
    """The same names give the same parameters. `labeled`: whether titles whose occupation is known speak for others."""
    known = set(names.groups.values())
    names.labeled = learn_titles(names) if labeled else learn([], {})
    seen = [_see(one, names) for one in examples() if not one.codes or one.codes & known]
    if sum(bool(one.example.codes) for one in seen) < ENOUGH:
        parameters = learned_from_all()
        return _tried(parameters, names.labeled, [(one, parameters) for one in seen], names)
    weights = logit.train([one.choice for one in seen])
    unseen = [logit.train([one.choice for one in seen if one.part != part], weights) for part in range(PARTS)]
    none_above = Parameters(weights).none_above
    worth = _worth(seen, unseen, names, Parameters(weights))
    tried = [(one, Parameters(unseen[one.part], worth, none_above)) for one in seen]
    return _tried(Parameters(weights, worth, none_above), names.labeled, tried, names)


def learn_titles(names: Names) -> Labeled:
    return learn(
        [Lesson(one.title, one.codes, one.labeled == "code", part_of(one.title)) for one in examples()],
        names.vocabulary.idf,
        names.tables,
    )


def part_of(title: str) -> int:
    return blake2b(title.encode(), digest_size=2).digest()[0] % PARTS


def _see(example: Example, names: Names) -> _Seen:
    part = part_of(example.title)
    found = look(example.title, names, part).found
    right = [names.groups.get(int(number), "") in example.codes for number in found.numbers]
    none = not example.codes or example.none_right
    rows = logit.rows_of(found)
    found = found._replace(features=rows[:-1, : len(FEATURES)])  # one copy of thousands of these
    return _Seen(example, found, logit.Choice(rows, np.array([*right, none]), example.weight), part)


def _worth(
    seen: Sequence[_Seen], unseen: Sequence[np.ndarray], names: Names, parameters: Parameters
) -> calibration.Calibration:
    rows, right, weight = [], [], []
    for one in seen:
        likely = logit.probabilities(one.choice.rows, unseen[one.part])
        if is_no_match(one.found, float(likely[-1]), parameters):
            continue
        lead = leading(one.found, likely[:-1], names)
        rows.append(calibration.signals(one.found, lead.top, lead.likely, lead.second))
        right.append(bool(one.choice.right[lead.top]))
        weight.append(_weight(one.example))
    return calibration.fit(rows, right, weight)


def _weight(example: Example) -> float:
    """In what answers are worth."""
    if example.labeled == "code":
        return FILED**2
    if example.labeled == "found":
        return FOUND
    return ONE_CODE if len(example.codes) == 1 else 1.0


def _outcome(one: _Seen, parameters: Parameters, names: Names) -> Outcome:
    likely = logit.probabilities(one.choice.rows, parameters.weights)
    if is_no_match(one.found, float(likely[-1]), parameters):
        return Outcome(one.example, False, one.example.none_right, one.example.none_right, 0.0)
    lead = leading(one.found, likely[:-1], names)
    row = calibration.signals(one.found, lead.top, lead.likely, lead.second)
    best = in_order(one.found, likely[:-1])[:3]
    right = one.choice.right[:-1]
    return Outcome(one.example, True, bool(right[lead.top]), bool(right[best].any()),
                    calibration.calibrated(row, parameters.calibration))  # fmt: skip


def _tried(
    parameters: Parameters, labeled: Labeled, tried: Sequence[tuple[_Seen, Parameters]], names: Names
) -> Trained:
    outcomes = [_outcome(one, others, names) for one, others in tried]
    return Trained(parameters, labeled, dict(figures(outcomes)), confidences(outcomes))
