"""The sections of a page and their rows, defined once for pages, the API, CSV, Markdown and JSON.

A *slot* is one row. It lists the metrics that can fill it, best first, and belongs to one section. A section without
slots has texts or lists.
"""

from collections.abc import Iterator

import msgspec


class Slot(msgspec.Struct, frozen=True):
    """One row of a page. `metrics` are its candidates, best first."""

    key: str
    label: str
    metrics: tuple[str, ...]
    always: bool = False  # shown even if no side has a figure: readers expect the row and see why it is empty
    unsourced: bool = (
        False  # no public source has it: left out and named at the end of the page until something fills it
    )
    restates: str = ""  # the slot whose figure this row gives in another unit; the two are counted as one row


class Section(msgspec.Struct, frozen=True):
    key: str
    title: str
    slots: tuple[Slot, ...] = ()


_SKILLS = (
    "skill_share",
    "skills_edited",
    "skill_importance",
    "essential_skill_importance",
    "transferable_skill_importance",
)

_UNSTATED = "(mean or median not stated)"

SECTIONS: tuple[Section, ...] = (
    Section(
        "pay",
        "Pay",
        (
            Slot("pay_median", "Median pay a year", ("wage_annual_median",), always=True),
            Slot("pay_mean", "Mean pay a year", ("wage_annual_mean",), always=True),
            Slot("pay_average", f"Average pay a year {_UNSTATED}", ("wage_annual_average",)),
            Slot(
                "hourly_median",
                "Median pay an hour",
                ("wage_hourly_median",),
                always=True,
                restates="pay_median",
            ),
            Slot(
                "hourly_mean",
                "Mean pay an hour",
                ("wage_hourly_mean",),
                always=True,
                restates="pay_mean",
            ),
            Slot(
                "hourly_average", f"Average pay an hour {_UNSTATED}", ("wage_hourly_average",), restates="pay_average"
            ),
            Slot("range", "Range of yearly pay", ("wage_range",), always=True),
            Slot("top_metro", "Highest-paying metro area", ("top_metro",), always=True),
            Slot("top_state", "Highest-paying state", ("top_state",), always=True),
            Slot("top_industry", "Highest-paying industry", ("top_industry",), always=True),
            Slot("top_employer", "Highest-paying employer", ("top_employer",), always=True, unsourced=True),
            Slot("top_filing", "Highest filed visa wage", ("top_filed_wage",), always=True),
        ),
    ),
    Section(
        "outlook",
        "Jobs and growth",
        (
            Slot("growth", "Projected growth", ("growth",), always=True),
            Slot("jobs", "Number of jobs", ("jobs", "employees", "openings_advertised", "jobs_unstated"), always=True),
            Slot("openings", "Openings a year", ("openings_annual",)),
        ),
    ),
    Section(
        "entry",
        "How to enter",
        (
            Slot("time", "Time to become", ("time_to_become", "entry_path"), always=True),
            Slot("entry_education", "Typical entry education", ("entry_education",)),
            Slot("entry_experience", "Related experience", ("entry_experience",)),
            Slot("entry_training", "On-the-job training", ("entry_training",)),
            Slot("experience", "Years of experience", ("experience_required", "experience"), always=True),
            Slot("job_zone", "Job zone", ("job_zone_merged", "job_zone")),
            Slot("education_required", "Education required", ("education_required",)),
            Slot("education", "Most common education", ("education", "degree"), always=True),
            Slot("major", "Most common major", ("major", "major_fields"), always=True),
            Slot("college", "Most common college", ("college",), always=True, unsourced=True),
        ),
    ),
    Section(
        "people",
        "People",
        (
            Slot("age", "Age", ("age_mean", "age_median"), always=True),
            Slot("gender", "Women and men", ("gender",), always=True),
            Slot("race", "Race and ethnicity", ("race_overlapping", "race_exclusive"), always=True),
            Slot("lgbt", "LGBT share", ("lgbt",), always=True, unsourced=True),
            Slot("satisfaction", "Job satisfaction", ("satisfaction",), always=True, unsourced=True),
        ),
    ),
    Section(
        "skills",
        "Skills",
        (
            Slot("skills", "Skills", _SKILLS, always=True),
            Slot("knowledge", "Knowledge", ("knowledge_importance",)),
            Slot("technology", "Technology", ("technology",)),
            Slot("interests", "Interests", ("interest",)),
            Slot("work_styles", "Work styles", ("work_style",)),
        ),
    ),
)
SECTION_KEYS: tuple[str, ...] = tuple(section.key for section in SECTIONS)
SLOTS: dict[str, Slot] = {slot.key: slot for section in SECTIONS for slot in section.slots}

PAY = Slot("pay", "Pay a year", ("wage_annual_median", "wage_annual_mean", "wage_annual_average"))
HOURLY_PAY = Slot("hourly", "Pay an hour", ("wage_hourly_median", "wage_hourly_mean", "wage_hourly_average"))
LEADS = (PAY, HOURLY_PAY)
"""What sentences say of pay: the first statistic that all sides have. They are no rows of a page, which has one for
each statistic."""
SLOT_OF: dict[str, str] = {metric: slot.key for slot in SLOTS.values() for metric in slot.metrics}
"""Metric → the row that shows it."""

OVERVIEW = Section(
    "overview",
    "Overview",
    tuple(
        SLOTS[key]
        for key in (
            "pay_median", "pay_mean", "pay_average", "hourly_median", "hourly_average",
            "growth", "jobs", "openings", "satisfaction", "education", "age", "experience", "time",
        )
    ),
)  # fmt: skip
"""Rows that a page may repeat at its top. No other format repeats them."""

ABOUT = Section("about", "What they do")
RESPONSIBILITIES = Section("responsibilities", "Example responsibilities")
JOB_TITLES = Section("job-titles", "Job titles")
RELATED = Section("related", "Related occupations")


def slots() -> Iterator[tuple[Section, Slot]]:
    for section in SECTIONS:
        for slot in section.slots:
            yield section, slot
