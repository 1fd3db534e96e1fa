"""Hourly pay that is derived from yearly pay, with its formula. Pure."""

import msgspec

from occupations.metrics import HOURLY_PAY, METRICS, PAY, Method, Metric
from occupations.profiles import formatting
from occupations.profiles.document import Figure
from occupations.profiles.sheet import EDITORS, Cell

HOURS_A_YEAR = 2080


def hourly_pay(found: dict[str, list[Cell]]) -> dict[str, list[Cell]]:
    """Hourly pay as published, else derived, each statistic from the same one of yearly pay. If editors entered yearly
    pay, hourly pay derived from it comes before official figures, so that the two agree."""
    given = [cell for metric in HOURLY_PAY.metrics for cell in found.get(metric, ())]
    published = any(not cell.missing for cell in given)  # not derived if hours are unusual
    by_editors = any(cell.dataset == EDITORS for cell in given)
    result = {}
    for yearly_key, metric in zip(PAY.metrics, HOURLY_PAY.metrics, strict=True):
        yearly = [cell for cell in found.get(yearly_key, ()) if not cell.missing]
        if given:
            yearly = [cell for cell in yearly[:1] if published and cell.dataset == EDITORS and not by_editors]
        result[metric] = [*(_hourly(cell, METRICS[metric]) for cell in yearly), *found.get(metric, ())]
    return result


def _hourly(yearly: Cell, metric: Metric) -> Cell:
    """If a survey has no hourly pay and does not say why: yearly pay divided by the hours of a full-time year."""
    figure = yearly.figures[0]

    def divided(value: int | None) -> int | None:
        return None if value is None else (2 * value + HOURS_A_YEAR) // (2 * HOURS_A_YEAR)

    derived = Figure(
        metric=metric.key,
        release=figure.release,
        record=figure.record,
        level=figure.level,
        group=figure.group,
        population=figure.population,
        sample_size=figure.sample_size,
        value=divided(figure.value),
        at_least=divided(figure.at_least),
        at_most=divided(figure.at_most),
        standard_error=divided(figure.standard_error),
    )
    return msgspec.structs.replace(
        yearly,
        metric=metric.key,
        text=formatting.value(derived, metric.unit),
        figures=(derived,),
        method=Method.DERIVED.value,
        derivation=f"{yearly.text} a year ÷ {HOURS_A_YEAR:,} hours",
    )
