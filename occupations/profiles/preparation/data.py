"""Steps as data for JSON, in years."""

from typing import Any

from occupations.metrics import DURATION, in_unit
from occupations.profiles.preparation.lengths import Part
from occupations.profiles.preparation.steps import Step
from occupations.profiles.preparation.words import of_part


def as_data(step: Step) -> dict[str, Any]:
    optional = {"label": step.label, "lengths_from": step.source}
    return {
        "kind": step.kind,
        "metric": step.metric,
        "stretches": [_stretch(part, step.label) for part in step.parts or ()],
        **{key: value for key, value in optional.items() if value},
    }


def _stretch(part: Part, label: str) -> dict[str, Any]:
    return {
        "text": of_part(part, label),
        "low": _years(part.low),
        "high": _years(part.high),
        "shortest": _years(part.shortest),
        "longest": _years(part.longest),
        "paid": part.paid,
    }


def _years(months: int | None) -> int | float | None:
    return None if months is None else in_unit(months, DURATION)
