"""The sections of a page and their rows: one definition for pages, API, CSV, Markdown and JSON.

A *slot* is one row; it names the metrics that can fill it, best first, and belongs to one section. A section without
slots holds texts or lists.
"""

from collections.abc import Iterator

import msgspec


class Slot(msgspec.Struct, frozen=True):
    """One row of a page. `metrics` are its candidates, best first."""

    key: str
    label: str
    metrics: tuple[str, ...]
    always: bool = False  # shown even where no side has a figure: the reader expects the row and sees why it is empty
    unsourced: bool = False  # no public source has it: left out, and named at the end, until something fills it
    restates: str = ""  # the slot whose figure this row gives in another unit; such a row is counted once with it


class Section(msgspec.Struct, frozen=True):
    key: str
    title: str
    slots: tuple[Slot, ...] = ()


_SKILLS = (
    "skill_share",
    "skill_importance",
    "essential_skill_importance",
    "transferable_skill_importance",
)

SECTIONS: tuple[Section, ...] = (
    Section(
        "pay",
        "Pay",
        (
            Slot("salary", "Yearly salary", ("wage_annual_mean", "wage_annual_median"), always=True),
            Slot("hourly", "Hourly rate", ("wage_hourly_mean",), always=True, restates="salary"),
            Slot("range", "Salary range", ("wage_range",), always=True),
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
            Slot("education", "Most common education", ("education", "degree", "education_required"), always=True),
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

OVERVIEW = Section(
    "overview",
    "Overview",
    tuple(
        SLOTS[key]
        for key in (
            "salary", "hourly", "growth", "jobs", "openings", "satisfaction", "education", "age", "experience", "time"
        )
    ),
)  # fmt: skip
"""The rows that a page may show once more at its top. No other format repeats them."""

ABOUT = Section("about", "What they do")
RESPONSIBILITIES = Section("responsibilities", "Example responsibilities")
JOB_TITLES = Section("job-titles", "Job titles")
RELATED = Section("related", "Related occupations")


def slots() -> Iterator[tuple[Section, Slot]]:
    for section in SECTIONS:
        for slot in section.slots:
            yield section, slot
