"""Texts in the O*NET database: occupations and their descriptions, other titles, tasks, and related occupations."""

from collections import Counter
from collections.abc import Sequence

import polars as pl

from occupations.importers import soc_codes, tables
from occupations.importers.batch import shaped
from occupations.importers.columns import Column, Kind
from occupations.importers.sources.onet_tables import CODE, NOT_GIVEN, OnetFile, OnetTable, check_once, record

TITLE = Column(header="Title", name="text")
DESCRIPTION = Column(header="Description", name="description")
TASK = Column(header="Task", name="text")
_TITLES = {
    OnetTable.OCCUPATIONS: (TITLE, "title"),
    OnetTable.REPORTED_TITLES: (Column(header="Reported Job Title", name="text"), "reported_title"),
    OnetTable.ALTERNATE_TITLES: (Column(header="Alternate Title", also=("Job Title",), name="text"), "alternate_title"),
}

Read = tuple[dict[str, pl.DataFrame], Counter[str]]  # tables of a batch; rows skipped, by reason


def read_occupations(file: OnetFile) -> Read:
    frame = tables.table(file.sheet, [CODE, TITLE, DESCRIPTION])
    check_once(file.sheet, frame, ["code"], CODE.header)
    records = frame.select(key=record(), title="text", level=pl.lit("detailed"), is_total=pl.lit(value=False))
    texts = frame.select(record=record(), kind=pl.lit("description"), position=pl.lit(1), text="description")
    return {"records": shaped(records, "records"), "texts": shaped(texts, "texts")}, Counter()


def read_titles(files: Sequence[OnetFile]) -> Read:
    """Reported titles before alternate ones, each in file order and once for each code, ignoring case; titles from
    `Occupation Data` are only used to leave out duplicates."""
    parts = []
    for order, (table, (column, kind)) in enumerate(_TITLES.items()):
        for file in files:
            if file.table is table:
                frame = tables.table(file.sheet, [CODE, column])
                parts.append(frame.with_columns(kind=pl.lit(kind), order=pl.lit(order)))
    frame = pl.concat(parts).with_columns(folded=pl.col("text").str.to_lowercase())
    same = ["code", "folded"]
    frame = frame.with_columns(
        first=pl.struct(same).is_first_distinct(), of_title=(pl.col("order").first() == 0).over(same)
    )
    titles = frame.filter(pl.col("order") > 0)
    unique = titles.filter("first")
    left = titles.filter(~pl.col("first"))
    skipped = Counter(
        {
            "titles that are the occupation's own": left.filter("of_title").height,
            "titles already given for the same occupation": left.filter(~pl.col("of_title")).height,
        }
    )
    texts = unique.select("kind", "text", record=record(), position=pl.int_range(1, pl.len() + 1).over("code", "kind"))
    return {"texts": shaped(texts, "texts")}, +skipped


def read_tasks(files: Sequence[OnetFile]) -> Read:
    """Core tasks first, then supplemental ones, then those without a type, each with the most respondents first;
    emerging tasks last."""
    parts = []
    skipped: Counter[str] = Counter()
    for file in files:
        frame = _statements(file) if file.table is OnetTable.TASKS else _emerging(file)
        revisions = frame.filter("revision").height
        skipped["emerging tasks that revise one in the list"] += revisions
        parts.append(frame.filter(~pl.col("revision")))
    frame = pl.concat(parts).sort(
        "code", "rank", "respondents", "row", descending=[False, False, True, False], nulls_last=True
    )
    once = frame.filter(pl.struct("code", pl.col("text").str.to_lowercase()).is_first_distinct())
    skipped["tasks already given for the same occupation"] += frame.height - once.height
    texts = once.select(
        "text", record=record(), kind=pl.lit("responsibility"), position=pl.int_range(1, pl.len() + 1).over("code")
    )
    return {"texts": shaped(texts, "texts")}, +skipped


def _statements(file: OnetFile) -> pl.DataFrame:
    """Columns row, code, text, rank (0 comes first), respondents, revision."""
    # n/a in the text layout is an empty cell in workbooks.
    task_type = Column(
        header="Task Type",
        name="type",
        pattern=f"Core|Supplemental|{NOT_GIVEN}",
        may_be_empty=file.leaves_empty,
        coded=True,
    )
    task_id = Column(header="Task ID", name="task", pattern=r"\d+")
    respondents = Column(
        header="Incumbents Responding",
        name="respondents",
        kind=Kind.WHOLE,
        least=0,
        marks=(NOT_GIVEN,),
        may_be_empty=file.leaves_empty,
    )
    frame = tables.table(file.sheet, [CODE, task_id, TASK, task_type, respondents])
    check_once(file.sheet, frame, ["code", "task"], task_id.header)
    rank = pl.col("type").replace_strict({"Core": 0, "Supplemental": 1}, default=2, return_dtype=pl.Int8)
    return frame.select("row", "code", "text", "respondents", rank=rank, revision=pl.lit(value=False))


def _emerging(file: OnetFile) -> pl.DataFrame:
    category = Column(header="Category", name="category", pattern="New|Revision", coded=True)
    frame = tables.table(file.sheet, [CODE, TASK, category])
    return frame.select(
        "row",
        "code",
        "text",
        respondents=pl.lit(None, dtype=pl.Int64),
        rank=pl.lit(3, dtype=pl.Int8),
        revision=pl.col("category") == "Revision",
    )


def read_related(file: OnetFile) -> Read:
    other = Column(header="Related O*NET-SOC Code", name="other", **soc_codes.ONET)
    tier = Column(header="Relatedness Tier", name="note")
    index = Column(header="Index", name="position", kind=Kind.WHOLE, least=1)
    frame = tables.table(file.sheet, [CODE, other, tier, index])
    check_once(file.sheet, frame, ["code", "other"], other.header)
    links = frame.select("position", "note", record=record(), other=record("other"), quality=pl.lit("related"))
    return {"links": shaped(links, "links")}, Counter()
