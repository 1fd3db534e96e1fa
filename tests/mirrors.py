"""Whether an answer of the API says what the bulk files say: field by field, with what only one of them has by name."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from occupations.metrics import METRICS, SLOT_OF, Method, Shape
from occupations.profiles.layout import FILED_AS

Row = dict[str, Any]
Cells = Mapping[tuple[str, str], Row]
"""The cells of one occupation by section and row."""

FOUND_BY = ("metric", "part", "release")
OF_A_FIGURE = (
    *("value", "low", "high", "at_least", "at_most", "bound_reason", "missing_reason"),
    *("part_code", "standard_error", "sample_size", "base"),
)
OF_A_CELL = (
    *("source", "statistic", "unit"),
    *("period_start", "period_end", "method", "population", "level", "group", "record"),
)
OF_A_MISSING_ONE = ("missing_reason", *OF_A_CELL[:3])
OTHERWISE_SAID = ("slug", "all_workers")  # the occupation that is asked for, and a benchmark of the cell
ONLY_IN_BULK = ("position", "note")
"""The columns of figures in bulk files are these together."""
IN_BOTH = (
    *("slug", "id", "title", "official_title", "category", "edition", "published_at", "digest", "records", "plural"),
    *("also_called", "job_titles", "description", "responsibilities", "sections", "trends", "related", "nearest"),
)
ONLY_IN_API = (
    *("api_url", "page_url", "id_url", "taken", "past", "pay_and_employment"),  # of the request
    *("cite_as", "notices", "sources"),  # put together from what both have
    *("job_titles_reported_count", "job_titles_source_numbers", "description_source_number", "description_adapted"),
    *("responsibilities_source_number", "responsibilities_note", "related_source_number"),
    *("pay_median_percentile", "pay_median_percentile_of"),
)
"""Members of an occupation: those that have rows in bulk files, and those that have none. Derived cells, standard errors that the site estimates and texts of
cells are in the API alone, too."""


def cells_of(api: Row) -> Cells:
    """`api`: an occupation of the API, or of a file of its page."""
    return {(part["key"], row["key"]): row["cell"] for part in api["sections"] for row in part["rows"]}


def of_figures(cells: Cells, rows: Iterable[Row]) -> Iterator[str]:
    """In words, what differs: each figure of a cell beside its row in the bulk files, and each of these rows beside the
    cell that could show it. `rows`: those of one occupation, of all tables of figures."""
    by_key: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        by_key.setdefault((_metric(row), *(row[name] or "" for name in FOUND_BY[1:])), []).append(row)
    for (section, key), cell in cells.items():
        if "derivation" not in cell:
            for figure in _figures(cell):
                found = by_key.get((cell["metric"], figure.get("part", ""), cell["release"] or ""), [])
                yield from (f"bulk: {section}, {key}: {line}" for line in _beside(cell, figure, found))
    shown = {key: cell for (_, key), cell in cells.items()}
    for (metric, part, release), found in by_key.items():
        if metric in SLOT_OF and not _is_shown(shown.get(SLOT_OF[metric]), found[0]):
            yield f"bulk: only there is a figure of {metric}, {part}, {release}: {found[0]}"


def _metric(row: Row) -> str:
    """That of the row of pages which can show it."""
    metric: str = row["metric"]
    return FILED_AS.get(metric, metric) if row["method"] == Method.FILED else metric


def _figures(cell: Row) -> list[Row]:
    """Those that are of the cell itself: a step of the way into an occupation is from a table of its own. A source that
    says why there is none has said something, too."""
    if "figures" in cell:
        own = {cell["metric"], *(metric for metric, filed in FILED_AS.items() if filed == cell["metric"])}
        return [figure for figure in cell["figures"] if figure["metric"] in own]
    made = METRICS[cell["metric"]].parts  # of other figures, each with its own row
    return [cell] if cell["release"] and not made else []


def _beside(cell: Row, figure: Row, rows: Iterable[Row]) -> Iterator[str]:
    said = {name: figure.get(name) for name in OF_A_FIGURE} | {name: cell.get(name) for name in OF_A_CELL}
    if "missing_reason" in cell:
        said = {name: said[name] for name in OF_A_MISSING_ONE}
    if "standard_error_text" in cell:
        del said["standard_error"]
    workers = {(one["metric"], one.get("part")): one.get("value") for one in cell.get("benchmarks", ())}
    if (of_figure := (figure["metric"], figure.get("part"))) in workers:
        said["all_workers"] = workers[of_figure]
    others = [{name: (said[name], row[name]) for name in said if said[name] != row[name]} for row in rows]
    if not others:
        yield f"{figure} is not there"
    elif differing := min(others, key=len):
        yield f"{figure}: API and bulk are {differing}"


def _is_shown(cell: Row | None, row: Row) -> bool:
    """Whether the cell says the figure or there is a reason why it says none of it: another figure comes before, or it is
    an item that the occupation does not have. Rows without any figure are not on all pages."""
    if cell is None:
        return row["missing_reason"] is not None
    other_record = cell.get("record", row["record"]) != row["record"]
    if other_record or (cell["metric"], cell["release"]) != (_metric(row), row["release"]):
        return "figures" in cell or row["missing_reason"] is not None
    if METRICS[row["metric"]].shape is Shape.SET:
        return True
    if "figures" not in cell:
        return row["missing_reason"] is not None
    return row["part"] in {figure.get("part") for figure in cell["figures"]}


def of_occupation(api: Row, bulk: Mapping[str, list[Row]]) -> Iterator[str]:
    """In words, what differs of an occupation. `bulk`: its rows by table."""
    for table, rows in _as_tables(api).items():
        there = [row | _moments(row) for row in bulk.get(table, [])]
        yield from (f"{table}: only in the API: {row}" for row in rows if row not in there)
        yield from (f"{table}: only in bulk: {row}" for row in there if row not in rows)
    figures = [row for table, rows in bulk.items() if table.split("-")[0] == "figures" for row in rows]
    yield from of_figures(cells_of(api), figures)
    series = [{name: row[name] for name in _OF_A_POINT} for row in bulk.get("series", [])]
    for trend in api["trends"]:
        for point in trend["points"]:
            wanted = {name: (trend | point)[name] for name in _OF_A_POINT}
            if wanted not in series:
                yield f"series: only in the API: {wanted}"


_OF_A_POINT = ("metric", "statistic", "unit", "period_end", "value", "source", "release")


def _as_tables(api: Row) -> dict[str, list[Row]]:
    """What an occupation of the API says, as rows of the bulk tables."""
    slug = {"slug": api["slug"]}
    same = ("id", "title", "official_title", "plural", "edition", "published_at", "digest", "description")
    category = {f"category_{name}": api["category"][name] for name in ("slug", "name")}
    titles = [{"kind": kind, "title": title} for kind in ("also_called", "job_titles") for title in api[kind]]
    records = [
        {"record": one["key"]} | {name: one[name] for name in ("system", "vintage", "code", "title", "quality", "note")}
        for one in api["records"]
    ]
    related = [
        {"kind": kind, "position": position, "other_slug": one["slug"]}
        for kind in ("related", "nearest")
        for position, one in enumerate(api[kind], start=1)
    ]
    duties = [{"position": position, "text": text} for position, text in enumerate(api["responsibilities"], start=1)]
    own = {name: api[name] for name in same} | category
    tables = {
        "occupations": [own | _moments(own)],
        "titles": titles,
        "responsibilities": duties,
        "records": records,
        "related": related,
    }
    return {table: [slug | row for row in rows] for table, rows in tables.items()}


def _moments(row: Row) -> Row:
    return {name: datetime.datetime.fromisoformat(row[name]) for name in ("published_at",) if name in row}
