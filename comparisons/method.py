"""The page about the method, told from the registry and the rule themselves."""

from typing import Any

from occupations.metrics import (
    METHOD_NAMES,
    METRICS,
    MISSING_SENTENCES,
    MISSING_SHORT,
    SECTIONS,
    Method,
    Metric,
    Missing,
)
from occupations.pages.release_rows import row_of
from occupations.rendering.row_headers import facts

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


METHOD_SENTENCES: dict[str, str] = {
    Method.MEASURED: "People or employers were asked, or all of them counted.",
    Method.RATED: "Trained analysts, or people who do the work, gave a score; how many did is said where it is known.",
    Method.MODELLED: "A statistical model filled in what nobody was asked.",
    Method.PROJECTED: "A forecast of the agency, made of trends and assumptions.",
    Method.FILED: "Taken from forms that employers have to hand in, such as applications for visas.",
    Method.DERIVED: "Worked out here, from figures that are named; the formula stands beside it.",
    Method.EDITOR: "Found and entered by our editors, who give their reason.",
    Method.UNSTATED: "The source does not say.",
}


def method_context() -> dict[str, Any]:
    return {
        "rules": RULES,
        "groups": _groups(),
        "missing": [(MISSING_SHORT[reason], MISSING_SENTENCES[reason]) for reason in Missing],
        "methods": [(name, METHOD_SENTENCES[method]) for method, name in METHOD_NAMES.items()],
    }


def _groups() -> list[dict[str, Any]]:
    """Every metric once, under the section that shows it, the parts of one after the whole."""
    left = dict(METRICS)
    groups = []
    for section in SECTIONS:
        keys = [key for slot in section.slots for metric in slot.metrics for key in (metric, *METRICS[metric].parts)]
        metrics = [left.pop(key) for key in keys if key in left]
        if metrics:
            groups.append(
                {"key": f"about-{section.key}", "title": section.title, "metrics": [_metric(one) for one in metrics]}
            )
    if left:
        groups.append(
            {"key": "about-other", "title": "Other figures", "metrics": [_metric(one) for one in left.values()]}
        )
    return groups


def _metric(metric: Metric) -> dict[str, str]:
    known = dict(facts(metric))
    period = {None: "", 0: "the same period", 1: "up to 1 year apart"}.get(
        metric.period_limit, f"up to {metric.period_limit} years apart"
    )
    return {
        "key": metric.key,
        "name": metric.name,
        "definition": metric.definition,
        "unit": known.get("Unit", "words"),
        "population": metric.population,
        "row": row_of(metric.key),
        "tolerance": known.get("About the same", "").replace("within ", ""),
        "period": period,
        "direction": known.get("Better", ""),
    }
