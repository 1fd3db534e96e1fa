"""The page about the method, told from the registry and the rule themselves."""

from typing import Any

from occupations.blocks import facts
from occupations.metrics import METHOD_NAMES, METRICS, MISSING_SENTENCES, MISSING_SHORT, Metric, Missing

RULES = (
    (
        "The same thing on both sides",
        "Two figures are compared when they measure the same thing in the same unit, for the same population, at the "
        "same level of "
        "detail. A mean is not a median, job advertisements are not people employed, a detailed occupation is not its "
        "broad group. "
        "Where they differ, the row says “not comparable” and why.",
    ),
    (
        "Not the same record twice",
        "Official statistics often count several job titles together. Where one record stands behind both sides, its "
        "figure says "
        "nothing about a difference between them, and the row says “not separated”.",
    ),
    (
        "Bounds stay bounds",
        "“$239,200 or more” is higher than $150,000, but nobody knows by how much; beside another bound nothing "
        "follows.",
    ),
    (
        "The same time",
        "Pay and growth are compared for the same period, numbers of jobs and of people up to a year apart, ratings up "
        "to five years. "
        "Beyond that you see both figures and the gap, without a verdict. Where one undated source gives both, the "
        "verdict carries the "
        "caution “period unknown”.",
    ),
    (
        "About the same",
        "A gap counts only when it is larger than the figure's tolerance, larger than what sampling error explains (at "
        "90 percent "
        "confidence), and larger than rounding. Otherwise the two are about the same.",
    ),
    (
        "Higher, lower, and by how much",
        "What is left is higher or lower, with the gap in the unit and, where zero means none, in percent of the lower "
        "side. Percentages "
        "differ in points. A side is marked as the highest only when it beats all others; “better” is said only where "
        "more is better.",
    ),
)


def method_context() -> dict[str, Any]:
    return {
        "rules": RULES,
        "metrics": [_metric(metric) for metric in METRICS.values()],
        "missing": [(MISSING_SHORT[reason], MISSING_SENTENCES[reason]) for reason in Missing],
        "methods": list(METHOD_NAMES.values()),
    }


def _metric(metric: Metric) -> dict[str, str]:
    known = dict(facts(metric))
    period = {None: "", 0: "same period only", 1: "up to 1 year apart"}.get(
        metric.period_limit, f"up to {metric.period_limit} years apart"
    )
    return {
        "key": metric.key,
        "name": metric.name,
        "definition": metric.definition,
        "unit": metric.unit.name,
        "population": metric.population,
        "tolerance": "; ".join(text for text in (known.get("About the same", ""), period) if text),
        "direction": known.get("Better", ""),
    }
