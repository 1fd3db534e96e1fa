"""The page about the method, generated from the registry and the rule."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from django.utils import timezone

from comparisons.rules import areas
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
from occupations.models import TitleModel
from occupations.pages.release_rows import row_of
from occupations.pages.sources import sources
from occupations.profiles import formatting
from occupations.profiles.preparation import lengths, words
from occupations.profiles.preparation.lengths import Program
from occupations.rendering.row_headers import facts
from occupations.sql import LIVE

RULES = (
    (
        "Like with like",
        "Two figures are compared when they measure the same thing in the same unit, for the same population, at "
        "the same level of detail. A mean is not a median, and job postings are not people employed. Where two "
        "figures differ in this way, the row says “not comparable” and gives the reason. Where a source publishes a "
        "figure only for a group wider than the occupation, we name the group and show both figures and the gap, "
        "but no verdict: what registered nurses earn does not show what psychiatric nurses earn.",
    ),
    (
        "The median first",
        "Half of the people earn less than the median, and half earn more. A few very high earners raise the mean but "
        "not the median, so the median comes first, and the mean has a row of its own. Sentences, rankings, filters "
        "and the API always say which one they use. An average from a source that does not say which one it is has a "
        "third row and is compared only with other such averages. Where means differ but medians do not, or point "
        "the other way, the row says so.",
    ),
    (
        "One record, one figure",
        "Official statistics often count several job titles together. Where one record covers both sides, its "
        "figure cannot show a difference between them and is shown once. Where no survey separates the two, all such "
        "figures stand together, and the sections have only what differs.",
    ),
    (
        "Limits stay limits",
        "“$239,200 or more” is higher than $150,000, but no one knows by how much. Next to another such limit, "
        "it decides nothing.",
    ),
    (
        "Same period",
        "Pay and growth are compared only for the same period; counts of jobs and people, up to a year apart. "
        "Beyond that, you see both figures and the gap but no verdict. Ratings by workers, experts or analysts are "
        "compared no matter who gave them; if the ratings are more than five years apart or the raters differ, the "
        "row says so. If both figures come from one undated source, the verdict has the caution “period unknown”.",
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
        "education or preparation are higher or lower in their order. A side is marked as the highest only if it beats "
        "all others, and only where more is better.",
    ),
)


def _survey_error(survey: sampling.Survey) -> str:
    return (
        "The table gives no errors. We treat a share of a group as if it came from a simple random sample of n people, "
        f"where n is the number of people in the group × {survey.fraction:.5f} × {survey.rounds:g} ÷ "
        f"{survey.design_effect:g}. {survey.because} Where the number of people is not known, we use "
        f"{survey.smallest_base:,}."
    )


ERRORS = (
    (
        "Where the source publishes an error",
        "For mean pay, numbers of employees and ratings, two figures differ if their gap is larger than "
        f"{sampling.Z} times the square root of the sum of the two squared standard errors.",
    ),
    (
        "Median pay and percentiles",
        "The source does not publish their errors. We use the relative standard error of the mean in the same row, "
        "which is probably too small for the highest and lowest percentiles.",
    ),
    (
        "Pay in states and metropolitan areas",
        "To count the places where one occupation earns more, each place is decided with "
        f"{areas.CONFIDENCE}% confidence ({areas.Z} standard errors), because there are hundreds of them, and only "
        "if median and mean agree. The relative standard error of the mean stands in for that of the median. The pay "
        "is not adjusted for what living costs there.",
    ),
    ("Education of workers", _survey_error(sampling.ACS)),
    ("Women and men, race and origin, median age", _survey_error(sampling.CPS)),
    (
        "Shares",
        "Each share has a Wilson interval. Two shares differ if their gap is larger than the error given by Newcombe's "
        "method, √(a² + b²), where a is the distance from the larger share down to the lower end of its interval, and "
        "b the distance from the smaller share up to the upper end of its interval. A level is the most common only "
        "if its lead over every other is larger than "
        f"{sampling.Z} × √((p + q − (p − q)²) ÷ n).",
    ),
    (
        "Median age",
        f"The standard error is {sampling.MEDIAN_AGE_SPREAD:g} years ÷ √n, which is 1 ÷ (2 × the share of workers per "
        "year of age at the median) ÷ √n. Of all workers in 2025, each year of age from 35 to 44 has 2.27%.",
    ),
    (
        "Experience required",
        "The figure is the median answer. Its standard error is the length of Woodruff's interval ÷ "
        f"(2 × {sampling.Z}), with answers spread evenly over the range of each category (up to "
        f"{sampling.LONGEST:g} years in the open-ended one). We count {sampling.ANSWERS_DESIGN_EFFECT:g} answers as "
        "one from a simple random sample, the ratio that O*NET's own standard errors of such shares imply.",
    ),
)


def _lengths(programs: Mapping[str, Program]) -> list[tuple[str, str, str]]:
    """(kind, its parts with how far programs differ, the reasons) for each."""
    return [(kind, words.varying(program.parts), " ".join(program.reasons)) for kind, program in programs.items()]


def _programs() -> list[tuple[str, str, str]]:
    """(occupations, the parts of their program, its source) for each."""
    return [(one.title, words.varying(one.program.parts), one.program.source) for one in lengths.by_occupation()]


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


# Kinds of titles whose figures are shown, and members of the figures in the order of the columns.
_TITLES = {
    "all": "All titles labeled by hand",
    "found somewhere": "Of these, titles found in personnel systems and filings",
}
_ANSWERS = ("first", "among_three", "confident_wrong")


class Accuracy(NamedTuple):
    """How often answers to titles were right. `built`: the day of the model; `rows`: (kind of titles, how many, [right
    first, right among three, wrong among sure answers])."""

    built: str
    rows: list[tuple[str, str, list[str]]]


def title_accuracy() -> Accuracy | None:
    """Of the newest model; None if there is none. One query."""
    newest = TitleModel.objects.using(LIVE).order_by("-id").values_list("built_at", "figures").first()
    if newest is None:
        return None
    built_at, figures = newest
    rows = [
        (label, f"{measured['titles']:,}", [f"{measured[name]:.1f}%" for name in _ANSWERS])
        for kind, label in _TITLES.items()
        if (measured := figures.get(kind)) and measured.get("titles") and measured.keys() >= set(_ANSWERS)
    ]
    return Accuracy(formatting.day(timezone.localdate(built_at)), rows) if rows else None


def method_context() -> dict[str, Any]:
    return {
        **_of_the_code(),
        "accuracy": title_accuracy(),
        "releases": [_releases(source) for source in sources()],
    }


@cache
def _of_the_code() -> dict[str, Any]:
    """What the code says, whatever is public."""
    return {
        "rules": RULES,
        "errors": ERRORS,
        "education": _lengths(lengths.education()),
        "training": [line for line in _lengths(lengths.training()) if line[2]],
        "programs": _programs(),
        "groups": _groups(),
        "missing": [(MISSING_SHORT[reason], MISSING_SENTENCES[reason]) for reason in Missing],
        "methods": [(name, METHOD_SENTENCES[method]) for method, name in METHOD_NAMES.items()],
    }


def _releases(source: dict[str, Any]) -> tuple[str, str, list[str], list[str], list[tuple[str, str]]]:
    """A source with the releases that public pages are built on, and what is overdue."""
    named = source["releases"]
    current = [release["title"] for release in named if not release["followed"]]
    return (
        source["title"],
        source["license"] or "license not stated",
        current + [release["title"] for release in source["behind"]],
        [release["title"] for release in named if release["followed"]],
        [(release["title"], release["next_expected"]) for release in named if release["due"]],
    )


def _groups() -> list[dict[str, Any]]:
    """Every metric once, in the section that shows it, parts after the whole."""
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
