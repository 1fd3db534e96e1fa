"""Official figures that an editor takes over, as the values of the form's fields."""

from django.http import QueryDict

from occupations.metrics import METRICS, Shape, from_scale
from occupations.profiles.document import Figure, Profile
from occupations.publishing.building import WAGE_METRIC_OF

COLUMN_OF = {metric: column for column, metric in WAGE_METRIC_OF.items()}
MOST = 20  # labels of one metric; longer lists are not overridden one by one


def can_be_taken_over(metric: str, labels: int) -> bool:
    if metric in COLUMN_OF:
        return True
    return metric in METRICS and METRICS[metric].shape is not Shape.PERCENTILES and labels <= MOST


def add_override(data: QueryDict, profile: Profile, metric: str) -> str:
    """Add rows with the official figures of a metric, or the row of pay, to what was typed. Returns the id of the field
    that gets the focus; empty if there is no such figure."""
    official = _first_group(profile, metric)
    if not official:
        return ""
    if metric in COLUMN_OF:
        return _add_pay(data, profile, official[0])
    first = ""
    for figure in official:
        unit = METRICS[metric].unit
        numbers = {name: getattr(figure, name) for name in ("value", "low", "high", "at_least", "at_most")}
        values = {name: _text(number, unit) for name, number in numbers.items() if number is not None}
        index = add_row(data, "figures", {"metric": metric, "label": figure.label, **values})
        first = first or f"id_figures-{index}-{next(iter(values), 'label')}"
    return first


def _first_group(profile: Profile, metric: str) -> list[Figure]:
    """The figures of the metric that the page would show without editors."""
    found = [figure for figure in profile.figures if figure.metric == metric and figure.release >= 0]
    return [
        figure
        for figure in found
        if (figure.release, figure.record) == (found[0].release, found[0].record) and not figure.missing
    ]


def _add_pay(data: QueryDict, profile: Profile, chosen: Figure) -> str:
    """The row of pay, of which there is one, with all amounts of the survey."""
    index = 0
    if data.get("wageestimates-TOTAL_FORMS") in (None, "", "0"):
        amounts = {
            COLUMN_OF[figure.metric]: _text(figure.value, METRICS[figure.metric].unit)
            for figure in profile.figures
            if (figure.release, figure.record) == (chosen.release, chosen.record)
            and figure.metric in COLUMN_OF
            and figure.value is not None
            and not figure.level.startswith("derived")
        }
        index = add_row(data, "wageestimates", amounts)
    return f"id_wageestimates-{index}-{COLUMN_OF[chosen.metric]}"


def add_row(data: QueryDict, prefix: str, values: dict[str, str]) -> int:
    """Add a row to the end of a list, as typed. Returns its index."""
    total = data.get(f"{prefix}-TOTAL_FORMS", "0")
    index = int(total) if total.isdecimal() and len(total) < 5 else 0
    for name, value in values.items():
        data[f"{prefix}-{index}-{name}"] = value
    data[f"{prefix}-TOTAL_FORMS"] = str(index + 1)
    data.setdefault(f"{prefix}-INITIAL_FORMS", "0")
    return index


def _text(number: int | None, unit) -> str:
    return "" if number is None else f"{from_scale(number, unit).normalize():f}"
