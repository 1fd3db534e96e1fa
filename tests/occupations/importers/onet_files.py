"""Small tables laid out as O*NET lays out its own, as text and as workbooks; the occupations are made up."""

from collections.abc import Sequence
from pathlib import Path

from tests.occupations.importers.bls_files import write_workbook

COOK, BAKER = "35-2014.00", "51-3011.00"

RATED = ["O*NET-SOC Code", "Element ID", "Element Name", "Scale ID", "Data Value", "N", "Standard Error", "Lower CI Bound",
         "Upper CI Bound", "Recommend Suppress", "Not Relevant", "Date", "Domain Source"]  # fmt: skip
SPREAD = ["O*NET-SOC Code", "Element ID", "Element Name", "Scale ID", "Category", "Data Value", "N", "Standard Error",
          "Lower CI Bound", "Upper CI Bound", "Recommend Suppress", "Date", "Domain Source"]  # fmt: skip
SCORED = ["O*NET-SOC Code", "Element ID", "Element Name", "Scale ID", "Data Value", "Date", "Domain Source"]
CATEGORIES = ["Element ID", "Element Name", "Scale ID", "Category", "Category Description"]
OCCUPATIONS = ["O*NET-SOC Code", "Title", "Description"]
ALTERNATE = ["O*NET-SOC Code", "Alternate Title", "Short Title", "Source(s)"]
REPORTED = ["O*NET-SOC Code", "Reported Job Title", "Shown in My Next Move"]
TASKS = ["O*NET-SOC Code", "Task ID", "Task", "Task Type", "Incumbents Responding", "Date", "Domain Source"]
EMERGING = ["O*NET-SOC Code", "Task", "Category", "Original Task ID", "Original Task", "Date", "Domain Source"]
TECHNOLOGY = ["O*NET-SOC Code", "Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand"]
ZONES = ["O*NET-SOC Code", "Job Zone", "Date", "Domain Source"]
RELATED = ["O*NET-SOC Code", "Related O*NET-SOC Code", "Relatedness Tier", "Index"]

EDUCATION_WORDS = {
    1: "Less than a High School Diploma",
    2: "High School Diploma - or the equivalent (for example, GED)",
    3: "Post-Secondary Certificate - awarded for some training",
}
EXPERIENCE_WORDS = {
    1: "None",
    2: "Up to and including 1 month",
    3: "Over 6 months, up to and including 1 year",
    4: "Over 1 year, up to and including 2 years",
    5: "Over 10 years",
}

Row = Sequence[str]


def text(path: Path, header: Row, *rows: Row) -> Path:
    path.write_bytes("".join("\t".join(row) + "\r\n" for row in (header, *rows)).encode())
    return path


def workbook(path: Path, header: Row, *rows: Row) -> Path:
    """The Excel layout: the title after the code, the scale's name after the scale, and no cell where text has n/a."""
    wide = []
    for row in (header, *rows):
        cells: list[str | None] = [None if cell == "n/a" else cell for cell in row]
        if "Scale ID" in header:
            cells.insert(header.index("Scale ID") + 1, "Scale Name" if row is header else "Importance")
        wide.append([cells[0], "Title" if row is header else "Cooks", *cells[1:]])
    return write_workbook(path, {"Table": wide})


def read_me(folder: Path, version: str = "30.1", month: str = "December 2025") -> Path:
    path = folder / "Read Me.txt"
    path.write_text(f"O*NET {version} Database\r\n{month} Release\r\n-----\r\n\r\nSee its web site.\r\n")
    return path


def skill(code: str = COOK, element: str = "2.A.1.a", name: str = "Reading", scale: str = "IM", value: str = "3.12",
          n: str = "8", error: str = "0.125", suppress: str = "N", date: str = "08/2025", by: str = "Analyst") -> Row:  # fmt: skip
    irrelevant = "n/a" if scale == "IM" else "N"
    return [code, element, name, scale, value, n, error, "2.9", "3.3", suppress, irrelevant, date, by]


def answers(
    scale: str, shares: dict[int, str], code: str = COOK, suppress: Sequence[int] = (), n: str = "20"
) -> list[Row]:
    """Rows of one question about education (RL) or experience (RW): category → percent."""
    element, name = {"RL": ("2.D.1", "Required Level of Education"), "RW": ("3.A.1", "Related Work Experience")}[scale]
    return [
        [code, element, name, scale, str(category), share, n, "1.5", "n/a", "n/a", "Y" if category in suppress else "N",
         "08/2023", "Incumbent"]
        for category, share in shares.items()
    ]  # fmt: skip


def categories(path: Path) -> Path:
    rows = [["2.D.1", "Required Level of Education", "RL", str(key), words] for key, words in EDUCATION_WORDS.items()]
    rows += [["3.A.1", "Related Work Experience", "RW", str(key), words] for key, words in EXPERIENCE_WORDS.items()]
    return text(path, CATEGORIES, *rows, ["3.A.2", "On-Site Training", "PT", "1", "None"])
