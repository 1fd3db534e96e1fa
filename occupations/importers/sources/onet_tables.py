"""The tables of the O*NET database as files: which table a file has, its columns, its dates and its release."""

import datetime
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

import msgspec
import polars as pl

from occupations.importers import detect, soc_codes, tables
from occupations.importers.batch import SourceEntry
from occupations.importers.columns import Column
from occupations.importers.errors import FileError
from occupations.importers.tables import RawSheet
from occupations.profiles import formatting

SOURCE = SourceEntry(
    title="O*NET Database",
    publisher="US Department of Labor, Employment and Training Administration",
    url="https://www.onetcenter.org/database.html",
    license="CC BY 4.0",
    # The source has releases of several versions at a time, so each release has its version in its title.
    attribution="O*NET Database, in the version named with each table, U.S. Department of Labor, Employment and "
    "Training Administration (CC BY 4.0). O*NET® is a trademark of USDOL/ETA.",
)
TAXONOMY = "onet-soc-2019"  # system and vintage of the records
LARGEST = 20_000_000  # bytes; the largest workbook of the database has a third of it
NOT_GIVEN = "n/a"


class OnetTable(StrEnum):
    READ_ME = "read me"
    OCCUPATIONS = "occupation data"
    ALTERNATE_TITLES = "alternate titles"
    REPORTED_TITLES = "sample of reported titles"
    TASKS = "task statements"
    EMERGING_TASKS = "emerging tasks"
    TECHNOLOGY = "technology skills"
    JOB_ZONES = "job zones"
    MERGED_ZONES = "job zones, 1 and 2 as one"
    ZONE_NAMES = "job zone reference"
    RELATED = "related occupations"
    CATEGORIES = "education, training, and experience categories"
    EXPERIENCE = "education, training, and experience"
    EDUCATION = "education"
    TRAINING = "training and experience"
    SKILLS = "skills"
    ESSENTIAL_SKILLS = "essential skills"
    TRANSFERABLE_SKILLS = "transferable skills"
    KNOWLEDGE = "knowledge"
    INTERESTS = "interests"
    WORK_STYLES = "work styles"


_RATED = ("O*NET-SOC Code", "Element ID", "Scale ID")
# Tables that a release has as one file or, since O*NET 30.3, as two: the elements of each part.
PARTS: dict[OnetTable, dict[OnetTable, str]] = {
    OnetTable.SKILLS: {OnetTable.ESSENTIAL_SKILLS: "2.A.", OnetTable.TRANSFERABLE_SKILLS: "2.B."},
    OnetTable.EXPERIENCE: {OnetTable.EDUCATION: "2.D.", OnetTable.TRAINING: "3.A."},
}
# Headers that only this table has and, if several tables share them, the pattern of its elements.
_MARKS: tuple[tuple[OnetTable, tuple[str, ...], str], ...] = (
    (OnetTable.OCCUPATIONS, ("O*NET-SOC Code", "Title", "Description"), ""),
    (OnetTable.ALTERNATE_TITLES, ("O*NET-SOC Code", "Alternate Title"), ""),
    (OnetTable.ALTERNATE_TITLES, ("O*NET-SOC Code", "Job Title", "Source(s)"), ""),
    (OnetTable.REPORTED_TITLES, ("O*NET-SOC Code", "Reported Job Title"), ""),
    (OnetTable.TASKS, ("O*NET-SOC Code", "Task ID", "Task Type"), ""),
    (OnetTable.EMERGING_TASKS, ("O*NET-SOC Code", "Original Task ID"), ""),
    (OnetTable.TECHNOLOGY, ("O*NET-SOC Code", "Example", "Hot Technology"), ""),
    (OnetTable.TECHNOLOGY, ("O*NET-SOC Code", "Workplace Example", "Hot Technology"), ""),
    (OnetTable.JOB_ZONES, ("O*NET-SOC Code", "Job Zone"), ""),
    (OnetTable.ZONE_NAMES, ("Job Zone", "Name", "SVP Range"), ""),
    (OnetTable.RELATED, ("O*NET-SOC Code", "Related O*NET-SOC Code", "Relatedness Tier"), ""),
    (OnetTable.EXPERIENCE, _RATED, r"2\.D\.|3\.A\."),
    (OnetTable.SKILLS, _RATED, r"2\.[AB]\."),
    (OnetTable.KNOWLEDGE, _RATED, r"2\.C\."),
    (OnetTable.INTERESTS, _RATED, r"1\.B\.1\."),
    (OnetTable.WORK_STYLES, _RATED, r"1\.[CD]\."),
    (OnetTable.CATEGORIES, ("Element ID", "Scale ID", "Category Description"), r"2\.D\.|3\.A\."),
)
_VERSION = re.compile(r"O\*NET (\d+)\.(\d+) Database")
_MONTH = re.compile(r"([A-Z][a-z]+ \d{4}) Release")
_FIRST_VERSION = (25, 1)  # the first of the O*NET-SOC 2019 taxonomy

CODE = Column(header="O*NET-SOC Code", name="code", **soc_codes.ONET)
DATE = Column(header="Date", name="date", pattern=r"(?:0[1-9]|1[0-2])/(?:19|20)\d\d", says="a month such as 08/2025")
# Tables that are partly updated each year: if the newest date is more than a year before the release, the table belongs
# to another one.
RENEWED_YEARLY = (
    OnetTable.SKILLS,
    OnetTable.ESSENTIAL_SKILLS,
    OnetTable.TRANSFERABLE_SKILLS,
    OnetTable.KNOWLEDGE,
    OnetTable.EXPERIENCE,
    OnetTable.EDUCATION,
    OnetTable.TRAINING,
    OnetTable.JOB_ZONES,
    OnetTable.MERGED_ZONES,
    OnetTable.TASKS,
)
WITHOUT_CODES = (OnetTable.CATEGORIES, OnetTable.ZONE_NAMES)  # of occupations

Period = tuple[datetime.date, datetime.date]


class OnetFile(msgspec.Struct, frozen=True):
    path: Path
    table: OnetTable
    sheet: RawSheet

    @property
    def leaves_empty(self) -> bool:
        """Whether empty cells stand for n/a: in workbooks and comma-separated text, not in tab-separated text."""
        return tables.is_workbook(self.path) or tables.is_csv(self.path)


class Version(msgspec.Struct, frozen=True):
    """The content of a Read Me: the version of the tables in its folder, and the month of the release."""

    path: Path
    number: str
    month: datetime.date


class OnetRelease(msgspec.Struct, frozen=True):
    """The version of a table, as far as it is known."""

    words: str  # "O*NET 30.1", "O*NET, data up to August 2024"
    period: Period
    read_me: Path | None = None


def table_of(path: Path) -> OnetTable | None:
    """The table in the file, by its content. None if it is not one that is used here or cannot be read."""
    if tables.is_workbook(path):
        sheet = detect.only_sheet(path, LARGEST)
        return _table(detect.head(sheet)) if sheet else None
    return _table(detect.first_rows(path, tables.COMMAS if tables.is_csv(path) else tables.TABS))


def _table(rows: detect.Rows) -> OnetTable | None:
    if not rows:
        return None
    if _VERSION.fullmatch(rows[0][0]):
        return OnetTable.READ_ME
    header = [" ".join(cell.split()).casefold() for cell in rows[0]]
    for table, headers, elements in _MARKS:
        if detect.folded(headers) <= set(header) and (not elements or _numbered(rows, header, elements)):
            return table
    return None


def _numbered(rows: detect.Rows, header: list[str], elements: str) -> bool:
    place = header.index("element id")
    return any(re.match(elements, row[place]) for row in rows[1:] if len(row) > place)


def open_table(path: Path) -> OnetFile:
    """Opens and reads a file. Raises FileError if it is not one of the tables."""
    tabular = tables.is_workbook(path) or tables.is_csv(path)
    sheet = tables.read_sheet(path) if tabular else tables.read_text(path)
    rows = detect.head(sheet)
    table = _table(rows)
    if table is None:
        header = tables.shown_header(rows[0])
        raise sheet.fail(f"is not a table of the O*NET database that we read; the header is {header}", row=1)
    return OnetFile(path, _part(sheet, table), sheet)


def _part(sheet: RawSheet, table: OnetTable) -> OnetTable:
    """The part of the table, if the sheet has only one; else the table."""
    if table not in PARTS:
        return table
    elements = tables.table(sheet, [Column(header="Element ID", name="element", may_be_empty=True)])["element"]
    there = [part for part, begins in PARTS[table].items() if elements.str.starts_with(begins).any()]
    return there[0] if len(there) == 1 else table


def read_version(path: Path) -> Version:
    """The version in a Read Me. Raises FileError if it has no month or the version is too old."""
    lines = [row[0] for row in detect.first_rows(path)]
    number = _VERSION.fullmatch(lines[0])
    month = next((found for line in lines if (found := _MONTH.fullmatch(line))), None)
    if number is None or month is None:
        raise FileError(path, "names no version and month; expected “O*NET 30.1 Database” and “December 2025 Release”")
    if (int(number[1]), int(number[2])) < _FIRST_VERSION:
        raise FileError(path, "is of an older O*NET-SOC taxonomy; expected O*NET 25.1 or later", row=1, value=lines[0])
    try:
        day = datetime.datetime.strptime(month[1], "%B %Y").replace(tzinfo=datetime.UTC).date()
    except ValueError as error:
        raise FileError(path, "is not a month; expected something like “December 2025”", value=month[1]) from error
    return Version(path, f"{number[1]}.{number[2]}", day)


def newest_date(file: OnetFile) -> datetime.date | None:
    """The first day of the newest month in the table's date column; None if it has no such column."""
    if "date" not in {cell.casefold() for cell in detect.head(file.sheet)[0]}:
        return None
    dates = tables.table(file.sheet, [DATE])["date"].unique()
    return max(datetime.date(int(text[3:]), int(text[:2]), 1) for text in dates)


def release_of(file: OnetFile, dates: Mapping[Path, datetime.date | None], version: Version | None) -> OnetRelease:
    """The release according to the Read Me, unless the dates disagree; else according to the newest date in the table,
    or in the folder. Raises FileError if there is none."""
    own = dates[file.path]
    if version and (own is None or file.table not in RENEWED_YEARLY or _within_a_year(own, version.month)):
        return OnetRelease(f"O*NET {version.number}", month_of(version.month), version.path)
    newest = own or max(filter(None, dates.values()), default=None)
    if newest is None:
        raise FileError(file.path, "has no dates; expected the “Read Me.txt” of its release in the same folder")
    return OnetRelease(f"O*NET, data up to {formatting.month(newest)}", month_of(newest))


def _within_a_year(newest: datetime.date, release: datetime.date) -> bool:
    months = (release.year - newest.year) * 12 + release.month - newest.month
    return 0 <= months < 12


def rows_of(file: OnetFile) -> int:
    return file.sheet.cells.height - 1


def month_of(day: datetime.date) -> Period:
    """The first and the last day of its month."""
    first = day.replace(day=1)
    return first, (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)


def record(column: str = "code") -> pl.Expr:
    return pl.format(f"{TAXONOMY}:{{}}", column)


def of_scales(file: OnetFile, wanted: Sequence[str], others: Mapping[str, str]) -> tuple[RawSheet, Counter[str]]:
    """The sheet with only the rows of the wanted scales, and how many rows of other scales were left out, by reason.
    `others`: scale → reason. Rows of a scale in neither are counted as lost."""
    scale = Column(header="Scale ID", name="scale", pattern="|".join([*wanted, *others]), coded=True)
    scales = tables.table(file.sheet, [CODE, scale])
    rows = scales.filter(pl.col("scale").is_in(list(wanted)))["row"]
    if rows.is_empty():
        raise file.sheet.fail(f"has no rows of the scale {' or '.join(wanted)}")
    left = scales.filter(~pl.col("scale").is_in(list(wanted)))
    skipped = Counter({others[name]: 0 for name in left["scale"].unique()})
    for name, count in left.group_by("scale").len().rows():
        skipped[others[name]] += count
    return file.sheet.of_rows(rows), skipped


def check_once(sheet: RawSheet, frame: pl.DataFrame, names: Sequence[str], column: str) -> None:
    """Raises FileError if two rows are the same in all these columns; `column` is the header of the last one."""
    again = frame.filter(~pl.struct(names).is_first_distinct()).head(1)
    if again.is_empty():
        return
    *_, value = again.select(names).row(0)
    first = frame.join(again.select(names), on=names, how="semi").select(pl.min("row")).item()
    expected = f"appears twice for the same occupation; first in row {first:,}"
    raise sheet.fail(expected, row=again["row"][0], column=column, value=str(value))
