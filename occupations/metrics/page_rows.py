"""The rows of a page. A *slot* is one row; it names the metrics that can fill it, best first."""

from collections.abc import Iterator

import msgspec


class Slot(msgspec.Struct, frozen=True):
    """One row of a page. `metrics` are its candidates, best first."""

    key: str
    label: str
    metrics: tuple[str, ...]
    always: bool = (
        False  # shown even where no side has a figure: the reader expects the row and is told why it is empty
    )
    echo_of: str = ""  # the slot whose figure this row repeats; a repeated row is counted once


class Section(msgspec.Struct, frozen=True):
    key: str
    title: str
    slots: tuple[Slot, ...]


_SALARY = ("wage_annual_mean", "wage_annual_median")
_LEVEL = ("education", "degree", "education_required")
_SKILLS = (
    "skill_share",
    "skill_importance",
    "essential_skill_importance",
    "transferable_skill_importance",
)
_AGE = ("age_mean", "age_median")

SECTIONS: tuple[Section, ...] = (
    Section(
        "overview",
        "Overview",
        (
            Slot("salary", "Yearly salary", _SALARY, always=True),
            Slot("hourly", "Hourly rate", ("wage_hourly_mean",), always=True, echo_of="salary"),
            Slot("growth", "Projected growth", ("growth",), always=True),
            Slot("jobs", "Number of jobs", ("jobs", "employees", "openings_advertised", "jobs_unstated"), always=True),
            Slot("openings", "Openings a year", ("openings_annual",)),
            Slot("satisfaction", "Job satisfaction", ("satisfaction",), always=True),
            Slot("education", "Most common education", _LEVEL, always=True),
            Slot("age", "Age", _AGE, always=True),
            Slot("experience", "Years of experience", ("experience_required", "experience"), always=True),
            Slot("time", "Time to become", ("time_to_become", "entry_path"), always=True),
        ),
    ),
    Section(
        "salary",
        "Salary",
        (
            Slot("salary_again", "Yearly salary", _SALARY, always=True, echo_of="salary"),
            Slot("range", "Salary range", ("wage_range",), always=True),
            Slot("top_metro", "Highest-paying metro area", ("top_metro",), always=True),
            Slot("top_state", "Highest-paying state", ("top_state",), always=True),
            Slot("top_employer", "Highest-paying employer", ("top_employer",), always=True),
            Slot("top_industry", "Highest-paying industry", ("top_industry",), always=True),
        ),
    ),
    Section(
        "education",
        "Education",
        (
            Slot("education_again", "Most common education", _LEVEL, always=True, echo_of="education"),
            Slot("major", "Most common major", ("major", "major_fields"), always=True),
            Slot("college", "Most common college", ("college",), always=True),
            Slot("entry_education", "Typical entry education", ("entry_education",)),
            Slot("entry_experience", "Related experience", ("entry_experience",)),
            Slot("entry_training", "On-the-job training", ("entry_training",)),
            Slot("job_zone", "Job zone", ("job_zone_merged", "job_zone")),
        ),
    ),
    Section(
        "people",
        "People",
        (
            Slot("age_again", "Age", _AGE, always=True, echo_of="age"),
            Slot("gender", "Women and men", ("gender",), always=True),
            Slot("race", "Race and ethnicity", ("race_overlapping", "race_exclusive"), always=True),
            Slot("lgbt", "LGBT share", ("lgbt",), always=True),
        ),
    ),
    Section(
        "skills",
        "Skills",
        (
            Slot("skills", "Skills", _SKILLS, always=True),
            Slot("technology", "Technology", ("technology",)),
            Slot("knowledge", "Knowledge", ("knowledge_importance",)),
            Slot("interests", "Interests", ("interest",)),
            Slot("work_styles", "Work styles", ("work_style",)),
        ),
    ),
)

SLOTS: dict[str, Slot] = {slot.key: slot for section in SECTIONS for slot in section.slots}


def slots() -> Iterator[tuple[Section, Slot]]:
    for section in SECTIONS:
        for slot in section.slots:
            yield section, slot
