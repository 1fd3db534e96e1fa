"""Figures and wages from files, checked and converted to fields of the models. Nothing is written here."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from occupations.importers.occupation_file.json_reader import At, PlacedError
from occupations.metrics import (
    AGE,
    FIGURE_METRICS,
    IMPACT,
    METRICS,
    NAMED_METRICS,
    SCORE,
    Level,
    Method,
    Missing,
    Shape,
)
from occupations.metrics.share_totals import is_more_than_all
from occupations.metrics.wage_columns import PERCENTILES

JOBS_MEAN = {
    "active job openings": "openings_advertised",
    "employees": "employees",
    "jobs including self-employment": "jobs",
}
# Keys of an occupation that are figures of one metric → the metric.
NUMBERS = {
    "growth_percent": "growth",
    "job_satisfaction": "satisfaction",
    "average_age": "age_mean",
    "lgbt_percent": "lgbt",
    "years_to_become": "time_to_become",
    "years_of_experience": "experience",
}
LABELS = {"major": "major", "college": "college"}
PLACES = {"city": "top_metro", "state": "top_state", "company": "top_employer", "industry": "top_industry"}
PAY = {
    "average_salary": "annual_average",  # a file that does not say which
    "hourly_rate": "hourly_average",
    "median_pay": "annual_median",
    "mean_pay": "annual_mean",
    "median_hourly_pay": "hourly_median",
    "mean_hourly_pay": "hourly_mean",
    "salary_low_10th": "annual_p10",
    "salary_high_90th": "annual_p90",
}
GENDERS = {"male": "Men", "female": "Women"}


@dataclass
class StatedFacts:
    """Figures and at most one wage row, as keyword arguments for the models, by dataset key ("" for the file's own
    source)."""

    figures: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    wages: list[tuple[str, dict[str, Any]]] = field(default_factory=list)


def own_facts(at: At) -> StatedFacts:
    """The occupation's own figures, from their short keys and from `figures`."""
    facts = StatedFacts()
    if wage := _own_pay(at):
        facts.wages.append(("", wage))
    figures = at.get("figures")
    stated = [
        *_own_numbers(at),
        *_own_names(at),
        *_own_shares(at),
        *(fields for figure in (figures.items() if figures else []) for fields in read_figures(figure)),
    ]
    facts.figures = [("", fields) for fields in stated]
    check_figures_once(facts, figures or at)
    return facts


def _own_pay(at: At) -> dict[str, Any]:
    """The wage row of the short keys; empty where none is given."""
    wage: dict[str, Any] = {"suppressed": [], "top_coded": []}
    for key, column in PAY.items():
        if (amount := at.get(key)) is not None:
            _pay(wage, column, amount)
    _rising(wage, "annual", at)
    return wage if any(value != [] for value in wage.values()) else {}


def _own_numbers(at: At) -> Iterator[dict[str, Any]]:
    means = at.get("number_of_jobs_means")
    jobs = JOBS_MEAN[means.choice(*JOBS_MEAN)] if means else "jobs_unstated"
    for key, metric in (*NUMBERS.items(), ("number_of_jobs", jobs)):
        if (value := at.get(key)) is not None:
            yield {"metric": metric, "label": "", **read_value(value, metric)}


def _own_names(at: At) -> Iterator[dict[str, Any]]:
    if (degree := at.get("degree")) is not None:
        degree.only("label", "percent")
        label, percent = degree.get("label"), degree.get("percent")
        if percent is not None:
            yield {"metric": "degree", "label": degree.need("label").text(), **read_value(percent, "degree")}
        elif label is not None:
            yield {"metric": "degree", "label": label.text()}
    named = [(metric, at.get(key)) for key, metric in LABELS.items()]
    if (places := at.get("highest_paying")) is not None:
        places.only(*PLACES)
        named += [(metric, places.get(key)) for key, metric in PLACES.items()]
    yield from ({"metric": metric, "label": name.text()} for metric, name in named if name is not None)


def _own_shares(at: At) -> Iterator[dict[str, Any]]:
    for key, metric in (("gender_percent", "gender"), ("race_percent", "race_exclusive")):
        if (shares := at.get(key)) is not None:
            _not_more_than_all(shares)
            for label, share in shares.named_members():
                if share.value is not None:
                    name = GENDERS.get(label.casefold(), label) if metric == "gender" else label
                    yield {"metric": metric, "label": name, **read_value(share, metric)}


def _not_more_than_all(shares: At) -> None:
    """Mutually exclusive groups: their shares may not add up to more than the whole, except for rounding."""
    total = sum(share.number(0, 100) for _, share in shares.members() if not isinstance(share.value, dict | None))
    if is_more_than_all(Decimal(total)):
        shares.fail(f"adds up to {total} percent")


def check_figures_once(facts: StatedFacts, at: At | None) -> None:
    seen = set()
    for dataset, fields in facts.figures:
        key = (dataset, fields["metric"], fields["label"])
        if key in seen and at is not None:
            raise PlacedError(at.path, f"has two figures of the metric {fields['metric']} “{fields['label']}”")
        seen.add(key)


def read_wages(at: At) -> dict[str, Any]:
    """The columns of one wage row from `annual` and `hourly`."""
    row: dict[str, Any] = {"suppressed": [], "top_coded": []}
    for period in ("annual", "hourly"):
        if (group := at.get(period)) is not None:
            _read_period(row, period, group)
    for key in ("annual_only", "hourly_only"):
        if (mark := at.get(key)) is not None:
            row[key] = mark.flag()
    if row.get("annual_only") and row.get("hourly_only"):
        at.fail("cannot be both yearly pay only and hourly pay only")
    if (count := at.get("employment")) is not None:
        row["employment"] = count.whole()
    if (error := at.get("employment_rse")) is not None:
        row["employment_rse"] = error.number(least=0, digits=4)
    given = {key for key, value in row.items() if value not in ([], False) and not key.endswith("_rse")}
    if not given:
        at.fail("says nothing")
    return row


def _read_period(row: dict[str, Any], period: str, group: At) -> None:
    group.only("mean", "mean_rse", *PERCENTILES)
    for name, value in group.members():
        if value.value is not None and name == "mean_rse":
            row["mean_rse"] = value.number(least=0, digits=4)
        elif value.value is not None:
            _pay(row, f"{period}_{name}", value)
    _rising(row, period, group)


def _pay(row: dict[str, Any], column: str, at: At) -> None:
    """One amount of a wage row: a number, a lower bound, or suppressed."""
    if isinstance(at.value, dict):
        _only_one(at, "at_least", "missing")
        if (bound := at.get("at_least")) is not None:
            amount = bound.number(least=0, digits=10)
            code = "top_code_hourly" if column.startswith("hourly") else "top_code_annual"
            if row.setdefault(code, amount) != amount:
                bound.fail(f"differs from the bound in the rest of the row ({row[code]})")
            row["top_coded"].append(column)
        else:
            at.need("missing").choice(Missing.SUPPRESSED.value)
            row["suppressed"].append(column)
    else:
        row[column] = at.number(least=0, digits=10)


def _only_one(at: At, *keys: str) -> None:
    at.only(*keys)
    if len(at.value) != 1 or not any(at.get(key) for key in keys):
        at.fail(f"is not one of {', '.join(keys[:-1])} and {keys[-1]}")


def _rising(row: dict[str, Any], period: str, at: At) -> None:
    before: tuple[str, Decimal] | None = None
    for name in PERCENTILES:
        value = row.get(f"{period}_{name}")
        if value is not None:
            if before and value < before[1]:
                raise PlacedError(at.path, f"the percentiles fall: {before[0]} is {before[1]}, {name} is {value}")
            before = (name, value)


def read_figures(at: At, *also: str) -> list[dict[str, Any]]:
    """One figure, or several labeled ones with `values`, as fields of the model."""
    at.only(
        *also, "metric", "label", "value", "values", "standard_errors", "period", "level", "group",
        "standard_error", "sample_size", "base", "method", "population", "note",
    )  # fmt: skip
    name = at.need("metric")
    if name.value not in FIGURE_METRICS:
        name.fail(f"is not a metric that a figure can have; the known ones are {', '.join(FIGURE_METRICS)}")
    metric = name.value
    shared = _figure_fields(at)
    values = at.get("values")
    if values is None:
        label = at.get("label")
        fields = {"metric": metric, "label": label.text() if label else "", **shared}
        value, error = at.get("value"), at.get("standard_error")
        if value is not None:
            fields |= read_value(value, metric)
        elif not fields["label"] or metric not in NAMED_METRICS:
            raise PlacedError((*at.path, "value"), "is missing")
        if error is not None:
            fields["standard_error"] = error.number(least=0)
        return [fields]
    errors = at.get("standard_errors")
    result = []
    for group, member in values.named_members():
        if member.value is None:
            continue
        fields = {"metric": metric, "label": group, **shared, **read_value(member, metric)}
        if errors is not None and (error := errors.get(group)) is not None:
            fields["standard_error"] = error.number(least=0)
        result.append(fields)
    return result


def _figure_fields(at: At) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for key, longest in (("group", 300), ("population", 200), ("note", 300)):
        if (text := at.get(key)) is not None:
            fields[key] = text.text(longest)
    if (period := at.get("period")) is not None:
        fields["period_start"], fields["period_end"] = period.period()
    if (method := at.get("method")) is not None:
        fields["method"] = method.choice(*Method)
    if (level := at.get("level")) is not None:
        fields["level"] = level.choice(*Level)
    for name in ("sample_size", "base"):
        if (size := at.get(name)) is not None:
            fields[name] = size.whole()
    return fields


def read_value(at: At, metric: str) -> dict[str, Any]:
    """The grammar of values: number, [low, high], {"at_least"}, {"at_most"}, {"missing"}."""
    meaning = METRICS[metric]
    limits: tuple[int, int | None]
    if meaning.per_cent_of_people:
        limits = (0, 100)
    elif meaning.unit is SCORE:
        limits = (1, 5)
    elif meaning.unit is IMPACT:
        limits = (-3, 3)
    elif meaning.unit is AGE:
        limits = (0, 120)
    else:
        limits = (-100, None) if metric == "growth" else (0, None)
    if isinstance(at.value, list):
        return _range(at, meaning.shape is Shape.RANGE)
    if isinstance(at.value, dict):
        _only_one(at, "at_least", "at_most", "missing")
        if (reason := at.get("missing")) is not None:
            return {"missing": reason.choice(*Missing)}
        if (least := at.get("at_least")) is not None:
            return {"low" if meaning.shape is Shape.RANGE else "at_least": least.number(*limits)}
        return {"high" if meaning.shape is Shape.RANGE else "at_most": at.need("at_most").number(*limits)}
    number = at.number(*limits)
    return {"low": number, "high": number} if meaning.shape is Shape.RANGE else {"value": number}


def _range(at: At, allowed: bool) -> dict[str, Any]:
    if not allowed or len(at.value) != 2:
        at.fail("is not a number" if not allowed else "is not a pair of a lower and an upper end")
    low, high = at.items()
    if low.value is None:
        low.fail("is not a number; a range needs a lower end")
    least, most = low.number(least=0), None if high.value is None else high.number(least=0)
    if most is not None and least > most:
        at.fail("ends before it starts")
    return {"low": least, "high": most}
