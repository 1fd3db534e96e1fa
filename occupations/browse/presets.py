"""Filters that many people ask for, ready to use in the table of all occupations."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from occupations.browse.filters import choice_text
from occupations.metrics import METRICS
from occupations.profiles.formatting import NOTHING_NEEDED

FIRST_DEGREE = "Associate's degree"
PAY_FROM = 80_000  # US$
GROWTH_FROM = 10  # %

Choices = Sequence[tuple[str, str, int]]  # (key, label, number of occupations)


class Preset(NamedTuple):
    """`values`: parameters as they stand in URLs."""

    label: str
    values: dict[str, str | list[str]]

    def in_force(self, understood: Mapping[str, Any]) -> bool:
        """`understood`: the filters in force, as OccupationFilters.in_force gives them."""
        return all(_texts(understood.get(name)) == _texts(value) for name, value in self.values.items())


def _texts(value: Any) -> set[str]:
    return {str(one) for one in (value if isinstance(value, list) else [value])}


def by_level(choices: Choices) -> list[tuple[str, str, int]]:
    """The choices of education from the lowest level to the highest, others last."""
    levels = {label: at for at, label in enumerate(METRICS["entry_education"].levels)}
    return sorted(choices, key=lambda choice: levels.get(choice[1], len(levels)))


def presets(choices: Mapping[str, Choices]) -> list[Preset]:
    """Those that can find something. `choices`: of each filter with choices."""
    levels = METRICS["entry_education"].levels
    below = levels[: levels.index(FIRST_DEGREE)]
    no_degree = [key for key, label, _ in by_level(choices["education"]) if label in below]
    nothing = NOTHING_NEEDED["entry_experience"]
    inexperienced = [key for key, label, _ in choices["experience"] if choice_text("experience", label) == nothing]
    found = [
        Preset("No degree", {"education": no_degree}),
        Preset(f"${PAY_FROM:,} and up", {"pay_median_min": str(PAY_FROM)}),
        Preset(f"Growing fast ({GROWTH_FROM}% and up)", {"growth_min": str(GROWTH_FROM)}),
        Preset(nothing, {"experience": inexperienced[0] if inexperienced else ""}),
    ]
    return [preset for preset in found if all(preset.values.values())]
