"""The metrics: what each figure means, in which unit, of whom, and when two of them may be compared.

A *metric* is one well-defined quantity (the mean annual wage of employees). Adding one is adding an entry here.
"""

from typing import Any

import msgspec

from occupations.metrics.units import (
    AGE,
    DURATION,
    IMPACT,
    JOBS,
    JOBS_YEAR,
    NAME,
    PERCENT,
    SCORE,
    USD_HOUR,
    USD_YEAR,
    Shape,
    Unit,
)


class Metric(msgspec.Struct, frozen=True, kw_only=True):
    """One quantity. `tolerance`, `small_base_tolerance` and `rounding` are in the scale of the unit."""

    key: str
    name: str
    definition: str
    unit: Unit
    shape: Shape = Shape.NUMBER
    population: str = ""
    higher_is_better: bool = False
    tolerance: int = 0
    tolerance_percent: int = 0  # of the lower side
    small_base_tolerance: int = 0  # used where either survey base is below BASE or unknown
    rounding: int = 1  # the step in which the source publishes
    period_limit: int | None = None  # years two periods may lie apart; 0: the same period; None: periods do not matter
    per_cent_of_people: bool = False  # a share, 0 to 100
    sensitive: bool = False
    held_from: int | None = None  # SET: from which value on an item is part of the occupation; None: all named are
    ranking: bool = False  # names the highest of several places, industries or employers
    survey: str = ""  # the system of records of a survey that has it, even where this site has not imported that table
    parts: tuple[str, ...] = ()  # PERCENTILES: the metrics it is read from


BASE = 500_000  # persons employed, above which a survey share of people is steady enough for the finer tolerance

EMPLOYEES = "employees, full and part time; the self-employed are not counted"
WORKERS = "employed people"
MODEL_AND_EXPERTS = "a language model, checked by experts"

_WAGE: dict[str, Any] = {
    "unit": USD_YEAR,
    "population": EMPLOYEES,
    "higher_is_better": True,
    "tolerance_percent": 2,
    "rounding": 1000,
    "period_limit": 0,
}
_SHARE: dict[str, Any] = {
    "unit": PERCENT,
    "per_cent_of_people": True,
    "rounding": 10,
    "period_limit": 1,
    "tolerance": 200,
}
_PLACE: dict[str, Any] = {"unit": USD_YEAR, "shape": Shape.LABEL, "ranking": True}
_ENTRY: dict[str, Any] = {
    "unit": NAME,
    "shape": Shape.LABEL,
    "population": "what employers usually ask of someone who starts",
}
_SKILL: dict[str, Any] = {
    "unit": SCORE,
    "shape": Shape.SET,
    "population": "as rated by occupational analysts",
    "tolerance": 50,
    "period_limit": 5,
    "held_from": 300,
}


def _wage_percentile(key: str, name: str, share: str) -> Metric:
    return Metric(key=key, name=name, definition=f"{share} of employees earn less than this in a year.", **_WAGE)


METRICS: dict[str, Metric] = {
    metric.key: metric
    for metric in (
        Metric(
            key="wage_annual_mean",
            name="mean annual wage",
            definition="What all employees earn in a year before tax, added up and divided by their number. Overtime "
            "and "
            "bonuses at year's end are usually not in it.",
            **_WAGE,
        ),
        Metric(
            key="wage_annual_median",
            name="median annual wage",
            definition="Half of the employees earn less than this in a year, half more.",
            **_WAGE,
        ),
        _wage_percentile("wage_annual_p10", "10th percentile wage", "One in ten"),
        _wage_percentile("wage_annual_p25", "25th percentile wage", "A quarter"),
        _wage_percentile("wage_annual_p75", "75th percentile wage", "Three quarters"),
        _wage_percentile("wage_annual_p90", "90th percentile wage", "Nine in ten"),
        Metric(
            key="wage_range",
            name="10th to 90th percentile wage",
            definition="Eight in ten employees earn between these two amounts in a year; one in ten earns less, one in "
            "ten more.",
            unit=USD_YEAR,
            shape=Shape.PERCENTILES,
            population=EMPLOYEES,
            tolerance_percent=2,
            rounding=1000,
            period_limit=0,
            parts=("wage_annual_p10", "wage_annual_p25", "wage_annual_median", "wage_annual_p75", "wage_annual_p90"),
        ),
        Metric(
            key="wage_hourly_mean",
            name="mean hourly wage",
            definition="What all employees earn in an hour before tax, on average.",
            unit=USD_HOUR,
            population=EMPLOYEES,
            higher_is_better=True,
            tolerance_percent=2,
            period_limit=0,
        ),
        Metric(
            key="growth",
            name="projected employment change",
            definition="How much the number of jobs is expected to grow or shrink over the years named, in all.",
            unit=PERCENT,
            population="all jobs, the self-employed included",
            higher_is_better=True,
            tolerance=100,
            rounding=10,
            period_limit=0,
        ),
        Metric(
            key="jobs",
            name="all jobs, self-employment included",
            definition="All positions held in the occupation, whether as employee or self-employed. People with two "
            "jobs count "
            "twice.",
            unit=JOBS,
            population="all jobs, the self-employed included",
            tolerance_percent=5,
            rounding=100,
            period_limit=1,
        ),
        Metric(
            key="employees",
            name="employees",
            definition="Wage and salary workers in the occupation. The self-employed are not counted.",
            unit=JOBS,
            population=EMPLOYEES,
            tolerance_percent=5,
            rounding=10,
            period_limit=1,
        ),
        Metric(
            key="openings_advertised",
            name="active job openings advertised",
            definition="Vacancies that were being advertised when the figure was made. This is not the number of "
            "people who work "
            "in the occupation.",
            unit=JOBS,
            population="advertised vacancies",
            tolerance_percent=5,
            period_limit=1,
        ),
        Metric(
            key="jobs_unstated",
            name="number of jobs, of an unstated kind",
            definition="The source gives a number of jobs without saying whether it means people employed or "
            "vacancies.",
            unit=JOBS,
            tolerance_percent=5,
            period_limit=1,
        ),
        Metric(
            key="openings_annual",
            name="openings a year",
            definition="Average openings expected each year, from growth and from people leaving the occupation.",
            unit=JOBS_YEAR,
            population="all jobs, the self-employed included",
            tolerance_percent=5,
            rounding=100,
            period_limit=0,
        ),
        Metric(
            key="satisfaction",
            name="job satisfaction",
            definition="The mean score that people in the occupation give their job, from 1 to 5.",
            unit=SCORE,
            population="people who rated their job",
            higher_is_better=True,
            tolerance=20,
            rounding=10,
            period_limit=1,
        ),
        Metric(
            key="education",
            name="highest education of workers aged 25 and over",
            definition="The education level that most people working in the occupation have reached. It is what they "
            "have, not what is "
            "asked of them.",
            population="workers aged 25 and over",
            shape=Shape.MODE,
            **_SHARE,
        ),
        Metric(
            key="education_required",
            name="education required",
            definition="The education level that most people working in the occupation say is required for it.",
            population="people working in the occupation, or experts on it",
            shape=Shape.MODE,
            **{**_SHARE, "period_limit": 5},
        ),
        Metric(
            key="degree",
            name="most common degree",
            definition="The degree most often held, with its share.",
            population="not stated by the source",
            shape=Shape.MODE,
            **_SHARE,
        ),
        Metric(
            key="age_mean",
            name="mean age",
            definition="The ages of all workers added up and divided by their number.",
            unit=AGE,
            population=WORKERS,
            tolerance=100,
            small_base_tolerance=300,
            rounding=10,
            period_limit=1,
        ),
        Metric(
            key="age_median",
            name="median age",
            definition="Half of the workers are younger than this, half older.",
            unit=AGE,
            population=WORKERS,
            tolerance=100,
            small_base_tolerance=300,
            rounding=10,
            period_limit=1,
        ),
        Metric(
            key="experience_required",
            name="related experience required",
            definition="The span of related work experience that most people in the occupation say is needed to be "
            "hired.",
            unit=DURATION,
            shape=Shape.RANGE,
            population="people working in the occupation, or experts on it",
            period_limit=5,
        ),
        Metric(
            key="experience",
            name="years of experience",
            definition="The work experience that people in the occupation usually have.",
            unit=DURATION,
            shape=Shape.RANGE,
            period_limit=5,
        ),
        Metric(
            key="time_to_become",
            name="time to become",
            definition="How long it usually takes to get from the start of training into the occupation.",
            unit=DURATION,
            shape=Shape.RANGE,
            period_limit=5,
        ),
        Metric(
            key="entry_path",
            name="education, experience and training to enter",
            definition="Where no length of time is known: the education, related experience and on-the-job training "
            "typical of "
            "someone who starts.",
            **_ENTRY,
        ),
        Metric(
            key="top_metro",
            name="highest-paying metropolitan area",
            definition="The metropolitan area with the highest pay for the occupation. Where the source gives the "
            "number employed, only areas "
            "with 500 or more count; the note says how many areas were ranked.",
            population=EMPLOYEES,
            survey="oews",
            **_PLACE,
        ),
        Metric(
            key="top_state",
            name="highest-paying state",
            definition="The state with the highest pay for the occupation. Where the source gives the number employed, "
            "only states with 500 "
            "or more count; the note says how many were ranked.",
            population=EMPLOYEES,
            survey="oews",
            **_PLACE,
        ),
        Metric(
            key="top_employer",
            name="best-paying employer",
            definition="The employer with the highest pay for the occupation, as the source names it.",
            **_PLACE,
        ),
        Metric(
            key="top_industry",
            name="best-paying industry",
            definition="The industry with the highest pay for the occupation.",
            population=EMPLOYEES,
            survey="oews",
            **_PLACE,
        ),
        Metric(
            key="major",
            name="most common major",
            definition="The field of study most often named by people in the occupation.",
            shape=Shape.LABEL,
            **{**_SHARE, "per_cent_of_people": False},
        ),
        Metric(
            key="major_fields",
            name="fields of study that lead here",
            definition="Study programmes that prepare for the occupation. How many people hold them is not known.",
            unit=NAME,
            shape=Shape.SET,
        ),
        Metric(
            key="college",
            name="most common college",
            definition="The college most often named by people in the occupation.",
            unit=NAME,
            shape=Shape.LABEL,
        ),
        Metric(
            key="entry_education",
            name="typical entry education",
            definition="The education that most people need to enter the occupation.",
            **_ENTRY,
        ),
        Metric(
            key="entry_experience",
            name="experience in a related occupation",
            definition="Work experience in a related occupation that employers commonly ask for.",
            **_ENTRY,
        ),
        Metric(
            key="entry_training",
            name="on-the-job training",
            definition="Training after being hired that is typically needed to become competent.",
            **_ENTRY,
        ),
        Metric(
            key="job_zone_merged",
            name="job zone, 1 and 2 as one",
            definition="How much preparation the occupation needs in all, from 1–2 (little or some) to 5 (extensive). "
            "Since February 2026 O*NET counts zones 1 and 2 as one; it is a scale of its own, and is not compared with "
            "the one of five zones.",
            unit=NAME,
            shape=Shape.LABEL,
            population="as rated by occupational analysts",
        ),
        Metric(
            key="job_zone",
            name="job zone",
            definition="How much preparation the occupation needs in all, from 1 (little) to 5 (extensive).",
            unit=NAME,
            shape=Shape.LABEL,
            population="as rated by occupational analysts",
        ),
        Metric(
            key="gender",
            name="women and men",
            definition="Of all people employed in the occupation, how many in a hundred are women and how many are "
            "men.",
            population=WORKERS,
            shape=Shape.SHARES,
            small_base_tolerance=800,
            sensitive=True,
            **_SHARE,
        ),
        Metric(
            key="race_exclusive",
            name="race, groups that exclude each other",
            definition="Of all people in the occupation, how many in a hundred belong to each group; everyone is in "
            "one group only, so "
            "the shares add up to 100.",
            population=WORKERS,
            shape=Shape.SHARES,
            small_base_tolerance=800,
            sensitive=True,
            **_SHARE,
        ),
        Metric(
            key="race_overlapping",
            name="race and Hispanic or Latino origin",
            definition="Of all people employed in the occupation, how many in a hundred are in each group. People of "
            "Hispanic or Latino "
            "origin may be of any race and smaller groups are left out, so the shares do not add up to 100.",
            population=WORKERS,
            shape=Shape.SHARES,
            small_base_tolerance=800,
            sensitive=True,
            **_SHARE,
        ),
        Metric(
            key="lgbt",
            name="LGBT share",
            definition="Of all people in the occupation, how many in a hundred are counted as lesbian, gay, bisexual "
            "or transgender.",
            population="not stated by the source",
            sensitive=True,
            **_SHARE,
        ),
        Metric(
            key="skill_share",
            name="share of profiles that name the skill",
            definition="Of the profiles and advertisements a source looked at, how many in a hundred name the skill.",
            shape=Shape.SET,
            **{**_SHARE, "rounding": 100},
        ),
        Metric(
            key="skill_importance",
            name="importance of the skill, 1 to 5",
            definition="How important the skill is to the work, from 1 (not important) to 5 (extremely important). A "
            "skill counts as part "
            "of the occupation from 3 upwards.",
            **_SKILL,
        ),
        Metric(
            key="essential_skill_importance",
            name="importance of the essential skill, 1 to 5",
            definition="How important the skill is to the work, from 1 (not important) to 5 (extremely important); "
            "essential skills only. A skill counts as part of the occupation from 3 upwards.",
            **_SKILL,
        ),
        Metric(
            key="transferable_skill_importance",
            name="importance of the transferable skill, 1 to 5",
            definition="How important the skill is to the work, from 1 (not important) to 5 (extremely important); "
            "transferable skills only. A skill counts as part of the occupation from 3 upwards.",
            **_SKILL,
        ),
        Metric(
            key="technology",
            name="technology used",
            definition="Software and tools that job advertisements for the occupation name.",
            unit=NAME,
            shape=Shape.SET,
        ),
        Metric(
            key="knowledge_importance",
            name="importance of the knowledge, 1 to 5",
            definition="How important the field of knowledge is to the work, from 1 (not important) to 5 (extremely "
            "important).",
            unit=SCORE,
            shape=Shape.SET,
            population="people working in the occupation, or experts on it",
            tolerance=50,
            period_limit=5,
            held_from=300,
        ),
        Metric(
            key="interest",
            name="occupational interests",
            definition="The kinds of interest that the work suits best.",
            unit=NAME,
            shape=Shape.SET,
        ),
        Metric(
            key="work_style",
            name="work styles that help, −3 to +3",
            definition="How much a personal style helps in the work, from −3 (it hurts most) to +3 (it helps most). "
            "A style counts as part of the occupation from +2 upwards. A language model estimated these figures "
            "and experts checked them. They are not importance, and are never compared with it.",
            unit=IMPACT,
            shape=Shape.SET,
            population=MODEL_AND_EXPERTS,
            tolerance=50,
            period_limit=5,
            held_from=200,
        ),
    )
}


SENSITIVE: tuple[str, ...] = tuple(key for key, metric in METRICS.items() if metric.sensitive)
BENCHMARKED: tuple[str, ...] = (*SENSITIVE, "wage_annual_mean", "wage_annual_median", "growth", "age_median")
"""Metrics whose figure for all workers goes into a profile, to be shown beside the occupation's own."""
HISTORIES: tuple[str, ...] = ("wage_annual_mean", "wage_annual_median", "employees")
"""Metrics of a wage survey whose figures in earlier releases are kept, for trends."""
SHARE_METRICS: tuple[str, ...] = tuple(key for key, metric in METRICS.items() if metric.per_cent_of_people)
WAGE_METRICS: tuple[str, ...] = tuple(key for key in METRICS if key.startswith("wage_"))
FIGURE_METRICS: tuple[str, ...] = tuple(
    key for key in METRICS if key not in WAGE_METRICS and key not in ("entry_path", "skill_share")
)
"""Metrics stored as figures. Wages are rows of a wage estimate, skill shares hang on the skill, paths are put
together."""
NAMED_METRICS: tuple[str, ...] = tuple(
    key for key in FIGURE_METRICS if METRICS[key].shape in (Shape.LABEL, Shape.SET, Shape.MODE)
)
"""Metrics for which a name alone is already a fact."""
MARKS: tuple[str, ...] = ("in demand", "hot technology", "distinctive")
"""What a source may say of one item of a set: the note of the figure is one of these, or several joined by ", "."""
RANKINGS: tuple[str, ...] = tuple(key for key, metric in METRICS.items() if metric.ranking)

RANKED_FROM = 500  # employees that a place or an occupation must have to be ranked, where the file gives their number
STEADY = 10  # the relative standard error, in percent, up to which a figure is ranked
FEWEST_FILINGS = 10  # applications for visas that an employer must have to be ranked
