"""The metrics: what each figure means, its unit and population, and when two figures may be compared.

A *metric* is one well-defined quantity, such as the mean annual wage of employees. To add one, add an entry here.
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
    rounding: int = 1  # the step in which the source publishes
    period_limit: int | None = None  # years two periods may lie apart; 0: the same period; None: periods do not matter
    rated: bool = False  # who rated, and dates beyond the limit, are cautions beside a verdict, no reason for none
    levels: tuple[str, ...] = ()  # LABEL, MODE: what is ordered, from the lowest to the highest
    per_cent_of_people: bool = False  # a share, 0 to 100
    sensitive: bool = False
    alone: bool = False  # shown only where nothing is compared with it
    held_from: int | None = None  # SET: from which value on an item is part of the occupation; None: all named are
    compared: bool = True  # False: shown beside each other, and nothing is said of the difference
    ranking: bool = False  # names the highest of several places, industries or employers
    survey: str = ""  # the system of records of a survey that has it, even where this site has not imported that table
    parts: tuple[str, ...] = ()  # PERCENTILES: the metrics it is read from
    coded_in: str = ""  # the classification that has the codes of its groups or items: a key of PART_CODES


PART_CODES = {"cip": r"\d\d\.\d{4}", "onet-element": r"[1-6]\.[A-E](\.\d+)*(\.[a-z])?"}
"""Classifications of groups and items → the form of their codes."""
FEWEST_FILINGS = 10  # applications for visas that an employer must have to be ranked

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
_HOURLY: dict[str, Any] = {**_WAGE, "unit": USD_HOUR, "rounding": 1}
_SHARE: dict[str, Any] = {
    "unit": PERCENT,
    "per_cent_of_people": True,
    "rounding": 10,
    "period_limit": 1,
    "tolerance": 200,
}
# As table 5.4 of the Employment Projections has them, and table 5.3 without those between a diploma and a degree.
_CREDENTIALS = (
    "No formal educational credential",
    "Less than high school diploma",
    "High school diploma or equivalent",
    "Some college, no degree",
    "Postsecondary nondegree award",
    "Associate's degree",
    "Bachelor's degree",
    "Master's degree",
    "Doctoral or professional degree",
)
# As O*NET has them.
_REQUIRED = (
    "Less than a high school diploma",
    "High school diploma or the equivalent",
    "Post-secondary certificate",
    "Some college courses",
    "Associate's degree",
    "Bachelor's degree",
    "Post-baccalaureate certificate",
    "Master's degree",
    "Post-master's certificate",
    "First professional degree",
    "Doctoral degree",
    "Post-doctoral training",
)
_PLACE: dict[str, Any] = {"unit": USD_YEAR, "shape": Shape.LABEL, "ranking": True}
_ENTRY: dict[str, Any] = {
    "unit": NAME,
    "shape": Shape.LABEL,
    "population": "people entering the occupation",
}
_SKILL: dict[str, Any] = {
    "unit": SCORE,
    "shape": Shape.SET,
    "rated": True,
    "population": "occupations as rated by analysts",
    "tolerance": 50,
    "period_limit": 5,
    "held_from": 300,
    "coded_in": "onet-element",
}


def _wage_percentile(key: str, name: str, share: str) -> Metric:
    return Metric(key=key, name=name, definition=f"{share} earn less than this in a year.", **_WAGE)


METRICS: dict[str, Metric] = {
    metric.key: metric
    for metric in (
        Metric(
            key="wage_annual_median",
            name="median annual wage",
            definition="Half of employees earn less than this in a year, and half earn more.",
            **_WAGE,
        ),
        Metric(
            key="wage_annual_mean",
            name="mean annual wage",
            definition="What all employees earn in a year before taxes, divided by the number of employees. Overtime "
            "and year-end bonuses are usually not included.",
            **_WAGE,
        ),
        Metric(
            key="wage_annual_average",
            name="average annual wage, mean or median not stated",
            definition="What the source calls average pay in a year. It does not say whether that is the mean or the "
            "median, so the figure is compared with neither.",
            **_WAGE,
        ),
        _wage_percentile("wage_annual_p10", "10th percentile wage", "One in ten employees"),
        _wage_percentile("wage_annual_p25", "25th percentile wage", "One-quarter of employees"),
        _wage_percentile("wage_annual_p75", "75th percentile wage", "Three-quarters of employees"),
        _wage_percentile("wage_annual_p90", "90th percentile wage", "Nine in ten employees"),
        Metric(
            key="wage_range",
            name="10th to 90th percentile wage",
            definition="Eight in ten employees earn between these two amounts in a year. One in ten earns less, "
            "and one in ten earns more.",
            unit=USD_YEAR,
            shape=Shape.PERCENTILES,
            population=EMPLOYEES,
            tolerance_percent=2,
            rounding=1000,
            period_limit=0,
            parts=("wage_annual_p10", "wage_annual_p25", "wage_annual_median", "wage_annual_p75", "wage_annual_p90"),
        ),
        Metric(
            key="wage_hourly_median",
            name="median hourly wage",
            definition="Half of employees earn less than this in an hour, and half earn more.",
            **_HOURLY,
        ),
        Metric(
            key="wage_hourly_mean",
            name="mean hourly wage",
            definition="What employees earn in an hour before taxes, on average.",
            **_HOURLY,
        ),
        Metric(
            key="wage_hourly_average",
            name="average hourly wage, mean or median not stated",
            definition="What the source calls average pay in an hour. It does not say whether that is the mean or the "
            "median, so the figure is compared with neither.",
            **_HOURLY,
        ),
        Metric(
            key="growth",
            name="projected change in employment",
            definition="How much the number of jobs is expected to grow or shrink over the whole projection period.",
            unit=PERCENT,
            population="all jobs, including the self-employed",
            higher_is_better=True,
            tolerance=100,
            rounding=10,
            period_limit=0,
        ),
        Metric(
            key="jobs",
            name="all jobs, including self-employment",
            definition="All jobs in the occupation, held by employees or by the self-employed. People with two jobs "
            "count twice.",
            unit=JOBS,
            population="all jobs, including the self-employed",
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
            name="active job postings",
            definition="Job postings that were active when the source counted them. This is not the number of people "
            "who work in the occupation.",
            unit=JOBS,
            population="job postings",
            tolerance_percent=5,
            period_limit=1,
        ),
        Metric(
            key="jobs_unstated",
            name="number of jobs, kind not stated",
            definition="The source gives a number of jobs without saying whether it means people employed or job "
            "postings.",
            unit=JOBS,
            tolerance_percent=5,
            period_limit=1,
        ),
        Metric(
            key="openings_annual",
            name="openings a year",
            definition="The average number of openings expected each year, from growth and from people leaving the "
            "occupation.",
            unit=JOBS_YEAR,
            population="all jobs, including the self-employed",
            tolerance_percent=5,
            rounding=100,
            period_limit=0,
        ),
        Metric(
            key="satisfaction",
            name="job satisfaction",
            definition="The average score that people in the occupation give their job, from 1 to 5.",
            unit=SCORE,
            population="people who rated their job",
            higher_is_better=True,
            tolerance=20,
            rounding=10,
            period_limit=1,
        ),
        Metric(
            key="education",
            name="highest education of workers 25 and older",
            definition="The most common level of education among people working in the occupation. It is what "
            "they have, not what the job requires.",
            population="workers aged 25 and over",
            shape=Shape.MODE,
            levels=_CREDENTIALS,
            **_SHARE,
        ),
        Metric(
            key="education_required",
            name="education required",
            definition="The level of education named most often when people were asked what the occupation requires.",
            population="people working in the occupation, or experts on it",
            shape=Shape.MODE,
            rated=True,
            levels=_REQUIRED,
            **{**_SHARE, "period_limit": 5},
        ),
        Metric(
            key="degree",
            name="most common degree",
            definition="The degree that people in the occupation most often hold, and the share who hold it.",
            population="not stated by the source",
            shape=Shape.MODE,
            **_SHARE,
        ),
        Metric(
            key="age_mean",
            name="mean age",
            definition="The average age of all workers.",
            unit=AGE,
            population=WORKERS,
            tolerance=100,
            rounding=10,
            period_limit=1,
        ),
        Metric(
            key="age_median",
            name="median age",
            definition="Half of workers are younger than this, and half are older.",
            unit=AGE,
            population=WORKERS,
            tolerance=100,
            rounding=10,
            period_limit=1,
        ),
        Metric(
            key="experience_required",
            name="related experience required",
            definition="How much related work experience people need to be hired: the median answer. Half of those "
            "asked named this much or less.",
            unit=DURATION,
            shape=Shape.RANGE,
            population="people working in the occupation, or experts on it",
            period_limit=5,
            rated=True,
        ),
        Metric(
            key="experience",
            name="years of experience",
            definition="How much work experience people in the occupation usually have.",
            unit=DURATION,
            shape=Shape.RANGE,
            period_limit=5,
        ),
        Metric(
            key="time_to_become",
            name="time to become",
            definition="How long it usually takes to enter the occupation, from the end of high school. Where no "
            "source gives a length of time, it is the usual length of the typical entry education plus related "
            "experience, both from one source. Training after hiring is named but not counted.",
            unit=DURATION,
            shape=Shape.RANGE,
            period_limit=5,
        ),
        Metric(
            key="entry_path",
            name="typical entry requirements",
            definition="The education, related experience and on-the-job training typical of someone who enters the "
            "occupation, shown where the length of a step is not known.",
            **_ENTRY,
        ),
        Metric(
            key="top_metro",
            name="highest-paying metropolitan area",
            definition="The metropolitan area where the occupation pays most. Where the source publishes "
            "employment, only areas with 500 or more jobs are ranked; the note says how many were.",
            population=EMPLOYEES,
            survey="oews",
            **_PLACE,
        ),
        Metric(
            key="top_state",
            name="highest-paying state",
            definition="The state, or the District of Columbia, where the occupation pays most. Where the source "
            "publishes employment, only states with 500 or more jobs are ranked; the note says how many were.",
            population=EMPLOYEES,
            survey="oews",
            **_PLACE,
        ),
        Metric(
            key="top_employer",
            name="highest-paying employer",
            definition="The employer that pays most for the occupation, as named by the source.",
            **_PLACE,
        ),
        Metric(
            key="top_filed_wage",
            name="highest filed visa wage",
            definition=f"Of employers with {FEWEST_FILINGS} or more applications for visas in this occupation, the one "
            "with the highest median of the wages offered in them. It is not what the employer pays its staff.",
            population="jobs for which employers applied for a visa",
            compared=False,
            **_PLACE,
        ),
        Metric(
            key="top_industry",
            name="highest-paying industry",
            definition="The industry where the occupation pays most.",
            population=EMPLOYEES,
            survey="oews",
            **_PLACE,
        ),
        Metric(
            key="major",
            name="most common major",
            definition="The field of study that people in the occupation most often report.",
            shape=Shape.LABEL,
            **{**_SHARE, "per_cent_of_people": False},
        ),
        Metric(
            key="major_fields",
            name="related fields of study",
            definition="Programs of study that prepare people for the occupation. The source does not say how many "
            "people completed them.",
            unit=NAME,
            shape=Shape.SET,
            coded_in="cip",
        ),
        Metric(
            key="college",
            name="most common college",
            definition="The college that people in the occupation most often attended.",
            unit=NAME,
            shape=Shape.LABEL,
        ),
        Metric(
            key="entry_education",
            name="typical entry education",
            definition="The level of education typically needed to enter the occupation.",
            rated=True,
            levels=_CREDENTIALS,
            **_ENTRY,
        ),
        Metric(
            key="entry_experience",
            name="experience in a related occupation",
            definition="Work experience in a related occupation that employers commonly expect.",
            **_ENTRY,
        ),
        Metric(
            key="entry_training",
            name="on-the-job training",
            definition="Training after hiring that people typically need to become competent.",
            **_ENTRY,
        ),
        Metric(
            key="job_zone_merged",
            name="job zone, with 1 and 2 combined",
            definition="How much preparation the occupation takes overall, from 1–2 (little or some) to 5 (extensive). "
            "Since February 2026, O*NET has combined zones 1 and 2. This scale is not compared with the five-zone one.",
            unit=NAME,
            shape=Shape.LABEL,
            population="occupations as rated by analysts",
            rated=True,
            levels=("Job zone 1–2", "Job zone 3", "Job zone 4", "Job zone 5"),
        ),
        Metric(
            key="job_zone",
            name="job zone",
            definition="How much preparation the occupation takes overall, from 1 (little or none) to 5 (extensive).",
            unit=NAME,
            shape=Shape.LABEL,
            population="occupations as rated by analysts",
            rated=True,
            levels=("Job zone 1", "Job zone 2", "Job zone 3", "Job zone 4", "Job zone 5"),
        ),
        Metric(
            key="gender",
            name="women and men",
            definition="The percentages of people employed in the occupation who are women and men.",
            population=WORKERS,
            shape=Shape.SHARES,
            sensitive=True,
            **_SHARE,
        ),
        Metric(
            key="race_exclusive",
            name="race and ethnicity, one group per person",
            definition="The percentage of people in the occupation who belong to each group. Everyone is counted "
            "in one group, so the percentages add up to 100.",
            population=WORKERS,
            shape=Shape.SHARES,
            sensitive=True,
            **_SHARE,
        ),
        Metric(
            key="race_overlapping",
            name="race and Hispanic or Latino origin",
            definition="The percentage of people employed in the occupation who are in each group. People of "
            "Hispanic or Latino origin may be of any race, and smaller groups are not listed, so the percentages "
            "do not add up to 100.",
            population=WORKERS,
            shape=Shape.SHARES,
            sensitive=True,
            **_SHARE,
        ),
        Metric(
            key="lgbt",
            name="LGBT share",
            definition="The percentage of people in the occupation whom the source counts as lesbian, gay, bisexual or "
            "transgender.",
            population="not stated by the source",
            sensitive=True,
            **_SHARE,
        ),
        Metric(
            key="skill_share",
            name="share of profiles that list the skill",
            definition="The percentage of profiles and job postings examined by the source that list the skill.",
            shape=Shape.SET,
            **{**_SHARE, "rounding": 100},
        ),
        Metric(
            key="skills_edited",
            name="importance of the skill, 1 to 5, in our editors' order",
            definition="How important the skill is to the work, from 1 (not important) to 5 (extremely important), as "
            "far as the source rates it. Our editors added, renamed, moved or left out skills, as the note says.",
            **_SKILL | {"held_from": None, "alone": True},
        ),
        Metric(
            key="skill_importance",
            name="importance of the skill, 1 to 5",
            definition="How important the skill is to the work, from 1 (not important) to 5 (extremely important). A "
            "skill rated 3 or higher counts as part of the occupation.",
            **_SKILL,
        ),
        Metric(
            key="essential_skill_importance",
            name="importance of the essential skill, 1 to 5",
            definition="How important the skill is to the work, from 1 (not important) to 5 (extremely important). "
            "Essential skills only. A skill rated 3 or higher counts as part of the occupation.",
            **_SKILL,
        ),
        Metric(
            key="transferable_skill_importance",
            name="importance of the transferable skill, 1 to 5",
            definition="How important the skill is to the work, from 1 (not important) to 5 (extremely important). "
            "Transferable skills only. A skill rated 3 or higher counts as part of the occupation.",
            **_SKILL,
        ),
        Metric(
            key="technology",
            name="technology used",
            definition="Software and tools used in the occupation, as listed by the source.",
            unit=NAME,
            shape=Shape.SET,
        ),
        Metric(
            key="knowledge_importance",
            name="importance of the knowledge, 1 to 5",
            definition="How important the field of knowledge is to the work, from 1 (not important) to 5 (extremely "
            "important). A field rated 3 or higher counts as part of the occupation.",
            unit=SCORE,
            shape=Shape.SET,
            population="people working in the occupation, or experts on it",
            tolerance=50,
            period_limit=5,
            held_from=300,
            rated=True,
            coded_in="onet-element",
        ),
        Metric(
            key="interest",
            name="occupational interests",
            definition="The types of interests that the work suits best.",
            unit=NAME,
            shape=Shape.SET,
            rated=True,
            coded_in="onet-element",
        ),
        Metric(
            key="work_style",
            name="effect of the work style, −3 to +3",
            definition="How much a work style helps people do the work, from −3 (hurts most) to +3 (helps most). "
            "A style rated +2 or higher counts as part of the occupation. A language model estimated these "
            "ratings and experts checked them. They do not measure importance and are never compared with it.",
            unit=IMPACT,
            shape=Shape.SET,
            population=MODEL_AND_EXPERTS,
            tolerance=50,
            period_limit=5,
            held_from=200,
            rated=True,
            coded_in="onet-element",
        ),
    )
}

UNSHOWN: dict[str, Metric] = {
    metric.key: metric
    for metric in (
        Metric(key=key, name=f"{name} hourly wage", definition=f"{share} earn less than this in an hour.", **_HOURLY)
        for key, name, share in (
            ("wage_hourly_p10", "10th percentile", "One in ten employees"),
            ("wage_hourly_p25", "25th percentile", "One-quarter of employees"),
            ("wage_hourly_p75", "75th percentile", "Three-quarters of employees"),
            ("wage_hourly_p90", "90th percentile", "Nine in ten employees"),
        )
    )
}
"""Metrics of wage surveys that are in no edition and on no page: only the table of all observations has them."""

SENSITIVE: tuple[str, ...] = tuple(key for key, metric in METRICS.items() if metric.sensitive)
ALONE: frozenset[str] = frozenset(key for key, metric in METRICS.items() if metric.alone)
BENCHMARKED: tuple[str, ...] = (*SENSITIVE, "wage_annual_mean", "wage_annual_median", "growth", "age_median")
"""Metrics whose figure for all workers goes into a profile, to be shown beside the occupation's own."""
HISTORIES: tuple[str, ...] = ("wage_annual_mean", "wage_annual_median", "employees")
"""Metrics of a wage survey whose figures in earlier releases go into editions, for trends."""
SHARE_METRICS: tuple[str, ...] = tuple(key for key, metric in METRICS.items() if metric.per_cent_of_people)
WAGE_METRICS: tuple[str, ...] = tuple(key for key in METRICS if key.startswith("wage_"))
_MADE = ("entry_path", "skill_share", "skills_edited", "top_filed_wage")
FIGURE_METRICS: tuple[str, ...] = tuple(key for key in METRICS if key not in (*WAGE_METRICS, *_MADE))
"""Metrics stored as figures. Wages are rows of a wage estimate, skill shares hang on the skill, paths and edited lists
are put together, and a filed wage is a highest-paying employer by the method of filings."""
NAMED_METRICS: tuple[str, ...] = tuple(
    key for key in FIGURE_METRICS if METRICS[key].shape in (Shape.LABEL, Shape.SET, Shape.MODE)
)
"""Metrics for which a name alone is already a fact."""
MARKS: tuple[str, ...] = ("in demand", "hot technology", "distinctive")
"""What a source may say of one item of a set: the note of the figure is one of these, or several joined by ", "."""
RANKINGS: tuple[str, ...] = tuple(key for key, metric in METRICS.items() if metric.ranking)

SURVEYED: tuple[str, ...] = tuple(key for key, metric in METRICS.items() if metric.survey)
"""Metrics that a table of a survey has beside its main one."""

RANKED_FROM = 500  # employees that a place or an occupation must have to be ranked, where the file gives their number
STEADY = 10  # the relative standard error, in percent, up to which a figure is ranked
NEAR = METRICS["wage_annual_median"].tolerance_percent  # percent below the highest that make a near-tie
