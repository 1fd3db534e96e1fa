"""The changes since the release before, in words and in a table of their own."""

import datetime
import gzip
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec

from occupations.bulk.changes import COMPARED, changes
from occupations.bulk.releases import Bulk
from occupations.bulk.table import BulkColumn, BulkTable, Reference, Row, text
from occupations.bulk.tables import FIGURE_KEY
from occupations.metrics import METRICS, SLOTS, to_scale
from occupations.profiles import formatting
from occupations.profiles.document import Figure

_AMOUNTS = ("value", "low", "high", "at_least", "at_most")
_NOTHING = "none"
_ROW_OF = {metric: slot for slot in reversed(SLOTS.values()) for metric in reversed(slot.metrics)}
_WHAT = {
    "titles": ("job title", "title"),
    "responsibilities": ("responsibility", "text"),
    "records": ("official record", "record"),
    "related": ("related occupation", "other_slug"),
}
_OF_FIGURES = (
    *("row", "metric", "part", "unit", "before_text", "after_text"),
    *("before_value", "after_value", "before_release", "after_release"),
)
_ALONE = ("title", "official_title", "description", "category_name")
CHANGES = ("added", "removed", "changed", "renamed")
CHANGE_TABLE = BulkTable(
    "changes",
    "What differs from the release before, by occupation; empty in the first release. Shares by sex, race and "
    "sexual orientation are not in it.",
    (
        BulkColumn("position", "integer", "Position, from 1.", empty=False),
        text("since", "The release before: its key.", empty=False),
        BulkColumn("id", "integer", "Number of the occupation, which never changes.", empty=False),
        text("slug", "The occupation: its slug, the last one if it is not public any more.", empty=False),
        text("title", "Name of the occupation.", empty=False),
        text("table", "The table of the row.", tuple(COMPARED), empty=False),
        text("change", "What became of the row.", CHANGES, empty=False),
        text("row", "The row of pages that can show the figure."),
        text("metric", "The metric: its key."),
        text("part", "The group or item, if the metric has several."),
        text("unit", "The unit of the numbers."),
        text("before_text", "What it was."),
        text("after_text", "What it is."),
        BulkColumn("before_value", "number", "The figure that it was, in the unit, if it was one number."),
        BulkColumn("after_value", "number", "The figure that it is."),
        text("before_release", "The release that it was from."),
        text("after_release", "The release that it is from."),
        text("text", "The change in words.", empty=False),
    ),
    ("position",),
    lambda *nothing: iter(()),
    (Reference("metric", "metrics"),),
)


class OccupationName(NamedTuple):
    id: int
    title: str


def change_rows(old: Bulk, new: Bulk) -> Iterator[Row]:
    """The rows of CHANGE_TABLE, occupation by occupation, in the order of titles."""
    tables = [name for name, table in COMPARED.items() if not table.metric and name != "related"]
    found = sorted(described_changes(old, new, tables), key=itemgetter("title", "id"))  # stable: in the order of tables
    return numbered(found)


def numbered(rows: Iterable[Row]) -> Iterator[Row]:
    return ({"position": position, **row} for position, row in enumerate(rows, start=1))


def described_changes(old: Bulk, new: Bulk, tables: list[str]) -> Iterator[Row]:
    """The rows of CHANGE_TABLE without their position, of these tables, table by table. Figures that are the same in
    another release are none."""
    named = {row["slug"]: OccupationName(row["id"], row["title"]) for one in (old, new) for row in _occupations(one)}
    as_a_whole: set[str] = set()  # slugs of occupations that came or went
    for change in changes(old, new, tables):
        slug = _slug(change)
        if change["table"] == "occupations" and change["change"] in ("added", "removed"):
            as_a_whole.add(slug)
        elif slug in as_a_whole:
            continue
        for row in _described(change, named):
            yield {"since": old.name, **row}


def _occupations(bulk: Bulk) -> Iterator[Row]:
    with gzip.open(bulk.path("occupations.jsonl.gz"), "rb") as lines:
        for line in lines:
            yield msgspec.json.decode(line)


def _slug(change: Row) -> str:
    return (change.get("after") or change["before"])["slug"]


def _described(change: Row, named: dict[str, OccupationName]) -> Iterator[Row]:
    before, after = change.get("before"), change.get("after")
    slug = _slug(change)
    about = {"id": named[slug].id, "slug": slug, "title": named[slug].title}
    about |= {"table": change["table"], "change": change["change"]}
    about |= dict.fromkeys(_OF_FIGURES)
    if COMPARED[change["table"]].key == FIGURE_KEY:
        described = _of_figure(before, after)
    elif change["table"] == "occupations":
        described = _of_occupation(change["change"], before, after)
    else:
        described = _of_item(change["table"], before, after)
    for one in described:
        yield about | one


def _of_figure(before: Row | None, after: Row | None) -> Iterator[Row]:
    row = after or before or {}
    was, now = (figure_text(one) if one else None for one in (before, after))
    if was == now:
        return
    slot = _ROW_OF.get(row["metric"])
    name = slot.label if slot else METRICS[row["metric"]].name
    part = f", {row['part']}" if row["part"] else ""
    yield {
        "row": slot.key if slot else None,
        "metric": row["metric"],
        "part": row["part"],
        "unit": row["unit"],
        "before_text": was,
        "after_text": now,
        "before_value": before["value"] if before else None,
        "after_value": after["value"] if after else None,
        "before_release": before["release"] if before else None,
        "after_release": after["release"] if after else None,
        "text": f"{name}{part}: {_with_period(was, before)} → {_with_period(now, after)}",
    }


def _with_period(said: str | None, row: Row | None) -> str:
    if not row:
        return _NOTHING
    days = (row["period_start"], row["period_end"])
    start, end = (datetime.date.fromisoformat(day) if day else None for day in days)
    return f"{said} ({formatting.period(start, end)})" if end else f"{said}"


def figure_text(row: Row) -> str:
    """A row of figures as pages show it: “$98,430”."""
    metric = METRICS[row["metric"]]
    amounts: dict[str, Any] = {name: to_scale(row[name], metric.unit) for name in _AMOUNTS if row[name] is not None}
    missing = row["missing_reason"] or ""
    figure = Figure(metric=metric.key, label=row["part"] or "", missing=missing, **amounts)
    return formatting.amount(figure, metric) or figure.label


def _of_occupation(change: str, before: Row | None, after: Row | None) -> Iterator[Row]:
    if change == "renamed" and before and after:
        was, now = before["slug"], after["slug"]
        yield {"before_text": was, "after_text": now, "text": f"Address: {was} → {now}"}
    elif change == "changed" and before and after:
        for name in _ALONE:
            if before[name] != after[name]:
                what = name.replace("_", " ").capitalize()
                was, now = before[name] or _NOTHING, after[name] or _NOTHING
                yield {"before_text": before[name], "after_text": after[name], "text": f"{what}: {was} → {now}"}
    else:
        yield {"text": "Published for the first time or again." if after else "Not public any more."}


def _of_item(table: str, before: Row | None, after: Row | None) -> Iterator[Row]:
    what, column = _WHAT[table]
    was, now = (one[column] if one else None for one in (before, after))
    if was and now and was != now:
        said = f"Another {what}: {was} → {now}"
    elif was and now:
        said = f"The {what} fits otherwise: {now}"
    else:
        said = f"New {what}: {now}" if now else f"No {what} any more: {was}"
    yield {"before_text": was, "after_text": now, "text": said}
