"""The page about the method, written from the registry and the rule themselves."""

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
    sampling,
)
from occupations.pages.release_rows import row_of
from occupations.rendering.row_headers import facts

RULES = (
    (
        "Like with like",
        "Two figures are compared when they measure the same thing in the same unit, for the same population, at the "
        "same level of "
        "detail. A mean is not a median, and job postings are not people employed. Where two figures differ in this "
        "way, the row says “not comparable” and gives the reason. Where a source publishes a figure only for a group "
        "wider than the occupation, we name the group and show both figures and the gap, but no verdict: what "
        "registered nurses earn does not show what psychiatric nurses earn.",
    ),
    (
        "One record is not two figures",
        "Official statistics often count several job titles together. Where one record covers both sides, its "
        "figure shows no difference between them, and the row says “not separated”.",
    ),
    (
        "Limits stay limits",
        "“$239,200 or more” is higher than $150,000, but no one knows by how much. Next to another such limit, "
        "it decides nothing.",
    ),
    (
        "Same period",
        "Pay and growth are compared only for the same period; counts of jobs and people, up to a year apart. Beyond "
        "that, you see both figures and the gap but no verdict. Ratings by workers, experts or analysts are compared "
        "whoever gave them; if they lie more than five years apart, or the raters differ, the row says so. If both "
        "figures come from one undated source, the verdict carries the caution “period unknown”.",
    ),
    (
        "About the same, or too uncertain to tell apart",
        "A gap within the figure's tolerance, or within rounding, is about the same. A larger gap that sampling error "
        f"can explain (at {sampling.CONFIDENCE}% confidence) is too uncertain to tell apart: nothing follows from it, "
        "and the row does not count as the same.",
    ),
    (
        "Higher, lower, and by how much",
        "Any other gap is higher or lower. It is given in the figure's unit and, where zero means none, as a "
        "percentage of the lower side, or as a multiple if it is large. Percentages differ in points, and levels of "
        "education or preparation are higher or lower by their order. A side is marked as the highest only if it beats "
        "all others; “better” appears only where more is better.",
    ),
)


def _survey_error(survey: sampling.Survey) -> str:
    return (
        f"The table gives no errors. A share of a group counts as one of people × {survey.fraction:.5f} × "
        f"{survey.rounds:g} ÷ {survey.design_effect:g} people chosen at random. {survey.because} Where the number "
        f"of people is not known, we take {survey.smallest_base:,}."
    )


ERRORS = (
    (
        "Where the source publishes an error",
        f"Two figures differ if their gap is larger than {sampling.Z} times the square root of the sum of both "
        "squared standard errors: mean pay, numbers of employees, and ratings.",
    ),
    (
        "Median pay and percentiles",
        "The source publishes no error of them. We use the relative standard error of the mean of the same row, "
        "which is likely to be too small for the highest and lowest percentiles.",
    ),
    ("Education of workers", _survey_error(sampling.ACS)),
    ("Women and men, race and origin, median age", _survey_error(sampling.CPS)),
    (
        "Shares",
        "Each share has a Wilson interval. Two shares differ if their gap is larger than the square root of the "
        "sum of the squares of the two ends that face each other (Newcombe's method). A level is the most common "
        f"only if its lead over another is larger than {sampling.Z} × √((p + q − (p − q)²) ÷ n).",
    ),
    (
        "Median age",
        f"Its standard error is {sampling.MEDIAN_AGE_SPREAD:g} years ÷ √n: 1 ÷ (2 × the share of all workers in one "
        "year of age at the median). Among all workers in 2025, 2.27% are of each year of age from 35 to 44.",
    ),
    (
        "Experience required",
        "The middle answer is the one by which half of those who were asked have answered. Its standard error is "
        f"the length of Woodruff's interval ÷ (2 × {sampling.Z}), with answers spread evenly over the time that "
        f"each stands for (up to {sampling.LONGEST:g} years in the open one). {sampling.ANSWERS_DESIGN_EFFECT:g} "
        "answers count as one chosen at random, as O*NET's own standard errors of such shares show.",
    ),
)

METHOD_SENTENCES: dict[str, str] = {
    Method.MEASURED: "People or employers answered a survey, or all of them were counted.",
    Method.RATED: "Trained analysts, or people who do the work, gave a score. The number of raters is shown "
    "where it is known.",
    Method.MODELLED: "A statistical model estimated the figure from other data.",
    Method.PROJECTED: "The agency's forecast, based on trends and assumptions.",
    Method.FILED: "Taken from forms that employers must file, such as visa applications.",
    Method.DERIVED: "Calculated by us from other figures, with the formula shown.",
    Method.EDITOR: "Found and entered by our editors, who state their reason.",
    Method.UNSTATED: "The source does not say.",
}


def method_context() -> dict[str, Any]:
    return {
        "rules": RULES,
        "errors": ERRORS,
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
        metric.period_limit,
        f"a caution beyond {metric.period_limit} years" if metric.rated else f"up to {metric.period_limit} years apart",
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
