"""The words around figures that official statistics have once for several occupations. Pure."""

from comparisons.rules.compare import Comparison

FOR_ALL = {2: "for both", 3: "for all three", 4: "for all four", 5: "for all five"}
"""Number of sides → whom a figure is for."""
COUNTED = {"jobs": "jobs", "employees": "employees"}
"""Metric → what an official number of people in an occupation counts."""


def record_title(comparison: Comparison) -> str:
    """The title of the official record that covers all sides, "Registered nurses": that of the number of jobs if there
    is one. Empty if surveys separate the sides, or if nothing names the record."""
    one = comparison.one_occupation
    if one is None:
        return ""
    slots = sorted(one.slots, key=lambda slot: slot != "jobs")
    return next(filter(None, (_title(comparison, slot) for slot in slots)), "")


def _title(comparison: Comparison, slot: str) -> str:
    cells = comparison.row(slot).cells
    records = (record for sheet in comparison.sheets for record in sheet.profile.records)
    titles = {record.key: record.title for record in records}
    return titles.get(cells[0].record) or next((cell.group for cell in cells if cell.group), "")


def one_occupation(comparison: Comparison, title: str) -> str:
    """ "in official statistics, these are one occupation: Registered nurses, with 3,391,000 jobs"."""
    size = ""
    if comparison.one_occupation and "jobs" in comparison.one_occupation.slots:
        jobs = comparison.row("jobs")
        size = f", with {jobs.cells[0].text} {COUNTED[jobs.metric]}" if jobs.shared and jobs.metric in COUNTED else ""
    return f"in official statistics, these are one occupation: {title}{size}"


def heading(sides: int) -> str:
    """Above the figures."""
    return f"Official figures {FOR_ALL[sides]}"


def introduction(sides: int) -> str:
    """What follows from the notice."""
    return f"Each figure here is one {FOR_ALL[sides]}; below is what differs: the work, the skills, the job titles."


def summary(rows: int) -> str:
    """What is in the block."""
    return f"{rows} {'row' if rows == 1 else 'rows'}"
