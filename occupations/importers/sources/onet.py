"""O*NET, the Occupational Information Network: what occupations are called, do and ask for.

Published at https://www.onetcenter.org/database.html, about four times a year, as a folder of tab-separated text tables
(db_30_1_text) or of workbooks with the same tables (db_30_1_excel); both are read, each file told by its header and by
the numbers of its elements. CC BY 4.0.

Feeds the O*NET-SOC records with their descriptions, alternate and reported titles, responsibilities (task statements,
emerging tasks), skills, knowledge, technology, job zones, education and experience required, interests, work
styles, and which occupations are related.

Which version the tables of a folder are of is told by the “Read Me” among them; without it, by the newest date in each.
A table that is renewed every year and whose newest date lies more than a year before the Read Me's month, or after it,
is of another version: it too goes by its own date. The same bytes are the same release, whatever version came first.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from occupations.importers import tables
from occupations.importers.batch import Batch
from occupations.importers.sources import onet_experience, onet_ratings, onet_texts
from occupations.importers.sources.onet_ratings import ANALYSTS
from occupations.importers.sources.onet_tables import (
    CODE,
    SOURCE,
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
from occupations.importers.tables import FileError, digest
from occupations.metrics import MODEL_AND_EXPERTS, Method

GEOGRAPHY = "United States"
RATERS = "people working in the occupation, or experts on it"


class OnetDataset(msgspec.Struct, frozen=True, kw_only=True):
    """One dataset: made of one file, or of all the files of its tables that are there."""

    tables: tuple[OnetTable, ...]
    title: str
    name: str = ""  # of the dataset; empty: as its table
    method: Method = Method.UNSTATED
    population: str = ""
    read: Callable[..., Read]
    with_also: tuple[OnetTable, ...] = ()  # read along where they are there; alone they make nothing


# Whoever names the records comes first.
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
    OnetDataset(tables=(OnetTable.SKILLS,), title="Skills, importance", method=Method.RATED, population=ANALYSTS,
            read=onet_ratings.read_importance),
    OnetDataset(tables=(OnetTable.KNOWLEDGE,), title="Knowledge, importance", method=Method.RATED, population=RATERS,
            read=onet_ratings.read_importance),
    OnetDataset(tables=(OnetTable.TECHNOLOGY,), title="Technology skills", read=onet_ratings.read_technology),
    OnetDataset(tables=(OnetTable.JOB_ZONES,), title="Job zones", method=Method.RATED, population=ANALYSTS,
            read=onet_ratings.read_job_zones),
    OnetDataset(
        tables=(OnetTable.EXPERIENCE,),
        title="Education, training and experience",
        method=Method.RATED,
        population=RATERS,
        read=onet_experience.read_experience,
        with_also=(OnetTable.CATEGORIES,),
    ),
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


@lru_cache(maxsize=256)  # a workbook takes as long to recognise as to read
def _table_once(path: Path, _size: int, _changed: int) -> OnetTable | None:
    return table_of(path)


def read(paths: Sequence[Path]) -> list[Batch]:
    """The batches of each folder's files, in the order of DATASETS. A folder holds the tables of one release."""
    folders: defaultdict[Path, list[Path]] = defaultdict(list)
    for path in paths:
        folders[path.parent].append(path)
    batches = [batch for files in folders.values() for batch in _read_folder(files)]
    if paths and not batches:
        raise FileError(
            paths[0], "says nothing of occupations by itself; expected tables of the database along with it"
        )
    return batches


def _read_folder(paths: Sequence[Path]) -> list[Batch]:
    read_mes = [path for path in paths if _table_in(path) is OnetTable.READ_ME]
    if len(read_mes) > 1:
        raise FileError(read_mes[1], f"is a second Read Me beside {read_mes[0].name}; expected one release in a folder")
    version = read_version(read_mes[0]) if read_mes else None
    files = [open_table(path) for path in paths if path not in read_mes]
    dates = {file.path: newest_date(file) for file in files}
    _check_codes(files, dates, version)
    return [
        _batch(dataset, group, files, release_of(group[0], dates, version))
        for dataset in DATASETS
        for group in _groups(dataset, files)
    ]


def _check_codes(
    files: Sequence[OnetFile], dates: Mapping[Path, datetime.date | None], version: Version | None
) -> None:
    """Every code of a table must be among the occupations of its release, where these lie beside it."""
    described = next((file for file in files if file.table is OnetTable.OCCUPATIONS), None)
    if described is None:
        return
    release = release_of(described, dates, version)
    known = tables.table(described.sheet, [CODE]).select("code").unique()
    for file in files:
        if file.table is not OnetTable.CATEGORIES and release_of(file, dates, version) == release:
            unknown = tables.table(file.sheet, [CODE]).join(known, on="code", how="anti", maintain_order="left").head(1)
            for row, code in unknown.select("row", "code").rows():
                expected = f"is no occupation of {described.path.name} beside it"
                raise file.sheet.fail(expected, row=row, column=CODE.header, value=code)


def _groups(dataset: OnetDataset, files: Sequence[OnetFile]) -> list[list[OnetFile]]:
    """The files that make a batch of the dataset each: every file one, or all together where it has several tables."""
    mine = [file for table in dataset.tables for file in files if file.table is table]
    if len(dataset.tables) == 1:
        return [[file] for file in mine]
    _check_single(mine)
    return [mine] if mine else []


def _check_single(files: Sequence[OnetFile]) -> None:
    seen: dict[OnetTable, OnetFile] = {}
    for file in files:
        first = seen.setdefault(file.table, file)
        if first is not file:
            raise FileError(file.path, f"holds the same table as {first.path.name} beside it; expected one of them")


def _batch(dataset: OnetDataset, group: list[OnetFile], files: Sequence[OnetFile], release: OnetRelease) -> Batch:
    also = [file for file in files if file.table in dataset.with_also]
    _check_single(also)
    content, skipped = _content(dataset, group, also)
    return Batch(
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
        **content,
    )


def _content(dataset: OnetDataset, group: list[OnetFile], also: list[OnetFile]) -> Read:
    if OnetTable.CATEGORIES in dataset.with_also:
        return dataset.read(group[0], onet_experience.read_words(also[0] if also else group[0]))
    if len(dataset.tables) == 1:
        return dataset.read(group[0])
    return dataset.read([*group, *also])
