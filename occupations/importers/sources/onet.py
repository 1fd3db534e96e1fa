"""O*NET, the Occupational Information Network: titles, descriptions, tasks, ratings and requirements of occupations.

Published at https://www.onetcenter.org/database.html, about four times a year, as a folder of tab-separated text tables
(db_30_1_text) or of workbooks with the same tables (db_30_1_excel); both are read. Files are recognized by their
headers and element IDs. CC BY 4.0.

Used for the O*NET-SOC records with their descriptions, alternate and reported titles, responsibilities (task
statements, emerging tasks), skills, knowledge, technology, job zones, education and experience required, interests,
work styles, and related occupations.

The “Read Me” in a folder says which version its tables are; without it, the newest date in each table does. A table
that is updated every year and whose newest date is more than a year before the month of the Read Me, or after it,
belongs to another version and is also dated by its own date. The same bytes are the same release, whatever version they
first came with.

Since 30.3, skills, and education and experience, have two tables each. Both together are read as the former single
table; one alone is a dataset of its own. So are job zones since 30.2, when two of the five zones were combined.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path

import msgspec
import polars as pl

from occupations.importers import tables
from occupations.importers.batch import Batch
from occupations.importers.errors import FileError
from occupations.importers.sources import onet_experience, onet_ratings, onet_texts
from occupations.importers.sources.onet_ratings import ANALYSTS
from occupations.importers.sources.onet_tables import (
    CODE,
    PARTS,
    SOURCE,
    WITHOUT_CODES,
    OnetFile,
    OnetRelease,
    OnetTable,
    Version,
    newest_date,
    open_table,
    read_version,
    release_of,
    rows_of,
    table_of,
)
from occupations.importers.sources.onet_texts import Read
from occupations.importers.tables import digest
from occupations.metrics import MODEL_AND_EXPERTS, Method

# File names, including newer names since O*NET 30.3; "education" is also a file of the projections.
_NO_NAMES = (OnetTable.READ_ME, OnetTable.MERGED_ZONES, OnetTable.EDUCATION)
PUBLISHED_AS = (
    *(table for table in OnetTable if table not in _NO_NAMES),
    "job titles",
    "software skills",
    "career interest types",
    "education categories",
    "training and experience categories",
)
GEOGRAPHY = "United States"
RATERS = "people working in the occupation, or experts on it"


class OnetDataset(msgspec.Struct, frozen=True, kw_only=True):
    """A dataset, made from one file or from all available files of its tables."""

    tables: tuple[OnetTable, ...]
    title: str
    name: str = ""  # of the dataset; empty: as its table
    method: Method = Method.UNSTATED
    population: str = ""
    read: Callable[..., Read]
    with_also: tuple[OnetTable, ...] = ()  # read together with the others if available; not a dataset alone


def _rated(table: OnetTable, title: str, population: str) -> OnetDataset:
    read = partial(onet_ratings.read_importance, metric=onet_ratings.METRICS[table])
    return OnetDataset(tables=(table,), title=title, method=Method.RATED, population=population, read=read)


def _surveyed(table: OnetTable, title: str) -> OnetDataset:
    return OnetDataset(
        tables=(table,),
        title=title,
        method=Method.RATED,
        population=RATERS,
        read=onet_experience.read_experience,
        with_also=(OnetTable.CATEGORIES,),
    )


# The table that defines the records comes first.
DATASETS = (
    OnetDataset(tables=(OnetTable.OCCUPATIONS,), title="Occupations", read=onet_texts.read_occupations),
    OnetDataset(
        tables=(OnetTable.REPORTED_TITLES, OnetTable.ALTERNATE_TITLES),
        name="alternate and reported titles",
        title="Alternate and reported titles",
        read=onet_texts.read_titles,
        with_also=(OnetTable.OCCUPATIONS,),
    ),
    OnetDataset(tables=(OnetTable.TASKS, OnetTable.EMERGING_TASKS), title="Task statements", name="task statements",
            method=Method.RATED, population=RATERS, read=onet_texts.read_tasks),
    _rated(OnetTable.SKILLS, "Skills, importance", ANALYSTS),
    _rated(OnetTable.ESSENTIAL_SKILLS, "Essential skills, importance", ANALYSTS),
    _rated(OnetTable.TRANSFERABLE_SKILLS, "Transferable skills, importance", ANALYSTS),
    _rated(OnetTable.KNOWLEDGE, "Knowledge, importance", RATERS),
    OnetDataset(tables=(OnetTable.TECHNOLOGY,), title="Technology skills", read=onet_ratings.read_technology),
    OnetDataset(tables=(OnetTable.JOB_ZONES,), title="Job zones", method=Method.RATED, population=ANALYSTS,
            read=onet_ratings.read_job_zones),
    OnetDataset(tables=(OnetTable.MERGED_ZONES,), title="Job zones, 1 and 2 as one", method=Method.RATED,
            population=ANALYSTS, read=onet_ratings.read_merged_zones),
    _surveyed(OnetTable.EXPERIENCE, "Education, training and experience"),
    _surveyed(OnetTable.EDUCATION, "Education required"),
    _surveyed(OnetTable.TRAINING, "Training and experience required"),
    OnetDataset(tables=(OnetTable.INTERESTS,), title="Interests, high points", method=Method.RATED,
            read=onet_ratings.read_interests),
    OnetDataset(tables=(OnetTable.RELATED,), title="Related occupations", read=onet_texts.read_related),
    OnetDataset(tables=(OnetTable.WORK_STYLES,), title="Work styles", method=Method.MODELLED,
            population=MODEL_AND_EXPERTS, read=onet_ratings.read_work_styles),
)  # fmt: skip


def recognise(path: Path) -> bool:
    return _table_in(path) is not None


def _table_in(path: Path) -> OnetTable | None:
    state = path.stat()
    return _table_once(path, state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=256)  # recognizing a workbook takes as long as reading it
def _table_once(path: Path, _size: int, _changed: int) -> OnetTable | None:
    return table_of(path)


def read(paths: Sequence[Path]) -> list[Batch]:
    """The batches of each folder's files, in the order of DATASETS. A folder has the tables of one release."""
    folders: defaultdict[Path, list[Path]] = defaultdict(list)
    for path in paths:
        folders[path.parent].append(path)
    batches = [batch for files in folders.values() for batch in _read_folder(files)]
    if paths and not batches:
        raise FileError(paths[0], "has no data on occupations by itself; expected other tables of the database with it")
    return batches


def _read_folder(paths: Sequence[Path]) -> list[Batch]:
    read_mes = [path for path in paths if _table_in(path) is OnetTable.READ_ME]
    if len(read_mes) > 1:
        raise FileError(
            read_mes[1], f"is a second Read Me next to {read_mes[0].name}; expected one release in a folder"
        )
    version = read_version(read_mes[0]) if read_mes else None
    files = [open_table(path) for path in paths if path not in read_mes]
    dates = {file.path: newest_date(file) for file in files}
    _check_codes(files, dates, version)
    files = [_zoned(file, files, release_of(file, dates, version)) for file in files]
    files, left = _with_words(files)
    batches = [
        _batch(dataset, group, files, [release_of(file, dates, version) for file in group])
        for dataset in DATASETS
        for group in _groups(dataset, files)
    ]
    for file in left:
        batch = next(batch for batch in batches if batch.table == OnetTable.EDUCATION)
        batch.rows_read += rows_of(file)
        batch.skipped["experience by number, without the table of its categories"] += rows_of(file)
    return batches


def _zoned(file: OnetFile, files: Sequence[OnetFile], release: OnetRelease) -> OnetFile:
    """Changes the type of a table of job zones if zones 1 and 2 are combined in it."""
    names = next((other for other in files if other.table is OnetTable.ZONE_NAMES), None)
    if file.table is OnetTable.JOB_ZONES and onet_ratings.merges_zones(file, names, release.period[0]):
        return msgspec.structs.replace(file, table=OnetTable.MERGED_ZONES)
    return file


def _with_words(files: Sequence[OnetFile]) -> tuple[list[OnetFile], list[OnetFile]]:
    """The readable files; and those without the table of their categories, if the folder has another part with them."""
    words = onet_experience.read_words([file for file in files if file.table is OnetTable.CATEGORIES])
    beside = any(file.table is OnetTable.EDUCATION for file in files)
    left = [file for file in files if beside and onet_experience.lacks_words(file, words)]
    return [file for file in files if file not in left], left


def _check_codes(
    files: Sequence[OnetFile], dates: Mapping[Path, datetime.date | None], version: Version | None
) -> None:
    """Checks that every code of a table is among the occupations of its release, if the folder has them."""
    described = next((file for file in files if file.table is OnetTable.OCCUPATIONS), None)
    if described is None:
        return
    release = release_of(described, dates, version)
    known = tables.table(described.sheet, [CODE]).select("code").unique()
    for file in files:
        if file.table not in WITHOUT_CODES and release_of(file, dates, version) == release:
            unknown = tables.table(file.sheet, [CODE]).join(known, on="code", how="anti", maintain_order="left").head(1)
            for row, code in unknown.select("row", "code").rows():
                expected = f"is not an occupation in {described.path.name}"
                raise file.sheet.fail(expected, row=row, column=CODE.header, value=code)


def _groups(dataset: OnetDataset, files: Sequence[OnetFile]) -> list[list[OnetFile]]:
    """Groups of files that make a batch of the dataset: each file alone, both parts of a table together, or all if the
    dataset has several tables."""
    mine = [file for table in dataset.tables for file in files if file.table is table]
    if len(dataset.tables) > 1:
        _check_single(mine)
        return [mine] if mine else []
    table = dataset.tables[0]
    if any(table in parts and _parts(table_as_one, files) for table_as_one, parts in PARTS.items()):
        return []
    return [[file] for file in mine] + _parts(table, files)


def _parts(table: OnetTable, files: Sequence[OnetFile]) -> list[list[OnetFile]]:
    """The files that together make the table, as one group; none if a part is missing."""
    found = [file for part in PARTS.get(table, ()) for file in files if file.table is part]
    if len({file.table for file in found}) < 2:
        return []
    _check_single(found)
    return [found]


def _check_single(files: Sequence[OnetFile]) -> None:
    seen: dict[OnetTable, OnetFile] = {}
    for file in files:
        first = seen.setdefault(file.table, file)
        if first is not file:
            raise FileError(file.path, f"has the same table as {first.path.name}; expected only one of them")


def _batch(
    dataset: OnetDataset, group: list[OnetFile], files: Sequence[OnetFile], releases: Sequence[OnetRelease]
) -> Batch:
    also = [file for file in files if file.table in dataset.with_also]
    release = max(releases, key=lambda release: release.period)
    content, skipped = _content(dataset, group, also)
    batch = Batch(
        source=SOURCE,
        table=dataset.name or dataset.tables[0].value,
        geography=GEOGRAPHY,
        title=f"{dataset.title} ({release.words})",
        period=release.period,
        method=dataset.method,
        population=dataset.population,
        files=tuple(digest(file.path) for file in [*group, *also]),
        dated_by=(digest(release.read_me),) if release.read_me else (),
        rows_read=sum(map(rows_of, group)),
        skipped=skipped,
        lost=[lost for file in group for lost in file.sheet.lost.values()],
    )
    return msgspec.structs.replace(batch, **content)


def _content(dataset: OnetDataset, group: list[OnetFile], also: list[OnetFile]) -> Read:
    if len(dataset.tables) > 1:
        _check_single(also)
        return dataset.read([*group, *also])
    if OnetTable.CATEGORIES in dataset.with_also:
        words = onet_experience.read_words(also or group)
        read = [dataset.read(file, words) for file in group]
    else:
        read = [dataset.read(file) for file in group]
    names = {name: None for content, _ in read for name in content}
    merged = {name: pl.concat([content[name] for content, _ in read if name in content]) for name in names}
    return merged, sum((skipped for _, skipped in read), Counter())
