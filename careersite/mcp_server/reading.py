"""From the JSON of the API to what the tools answer. Pure functions."""

from collections.abc import Iterable, Mapping
from typing import Any

from careersite.mcp_server.answers import Cell, ComparedRow, Figure, Named, Record, Source, TitleMatch

Json = Mapping[str, Any]
LONGEST_TEXT = 600
LONGEST_FIGURE = 240
"""Characters of a text and of the text of a figure, which may be a list of names."""


def shortened(text: str, longest: int = LONGEST_TEXT) -> str:
    return text if len(text) <= longest else text[:longest].rpartition(" ")[0] + " …"


def named(item: Json) -> dict[str, str]:
    return {name: item[name] for name in ("slug", "title", "page_url")}


def match(item: Json) -> TitleMatch:
    codes = [f"{record['system']}:{record['code']}" for record in item["records"] if record["code"]]
    return TitleMatch(**named(item), confidence=item["confidence"], codes=list(dict.fromkeys(codes)))


def sources(listed: Iterable[Json], figures: Iterable[Cell]) -> list[Source]:
    """Those that these figures refer to."""
    used = {figure.source for figure in figures}
    return [source(item) for item in listed if item["source_number"] in used]


def source(item: Json) -> Source:
    return Source(
        number=item["source_number"],
        title=item["title"],
        publisher=item["publisher"],
        period=item["period_text"] or period(item),
        license=item["license"],
        url=item["homepage_url"],
    )


def period(item: Json) -> str | None:
    first, last = item.get("period_start"), item.get("period_end")
    return f"{first} to {last}" if first and last else first or last


def figure(name: str, label: str, cell: Json) -> Figure:
    return Figure(name=name, label=label, **_cell(cell))


def _cell(cell: Json) -> dict[str, Any]:
    """A cell of a page."""
    text = "; ".join([cell["text"], *cell.get("notes", ())])
    return {
        "text": shortened(text, LONGEST_FIGURE),
        **{kind: cell[kind] for kind in ("value", "low", "high", "at_least") if kind in cell},
        "unit": cell["unit"],
        "missing": cell.get("because"),
        "record": cell.get("record"),
        "source": cell["source_number"],
    }


def rows(sections: Iterable[Json], wanted: Iterable[str] = ()) -> list[Json]:
    """The rows of these sections; only those with one of the keys that are wanted, if any are."""
    keys = set(wanted)
    return [row for section in sections for row in section["rows"] if not keys or row["key"] in keys]


def compared(row: Json) -> ComparedRow:
    two = row["differences"] if len(row["cells"]) == 2 else []
    return ComparedRow(
        name=row["key"],
        label=row["label"],
        cells={slug: Cell(**_cell(cell)) for slug, cell in row["cells"].items()},
        highest=row["highest"],
        difference=next((one["text"] for one in two), None),
    )


def records(used: Iterable[Json], known: Iterable[Json]) -> list[Record]:
    """The records that these observations are of. `known`: those of the occupation, with how well they fit."""
    quality = {item["key"]: item["quality"] for item in known}
    titles = {row["record"]: row["record_title"] for row in used}
    return [
        Record(key=key, title=title or key, quality=quality.get(key, "approximate")) for key, title in titles.items()
    ]


def numbered(observations: Iterable[Json], releases: Iterable[Json], licenses: Mapping[str, str]) -> list[Source]:
    """The releases that these observations are from, numbered in their order. `licenses`: by source."""
    by_key = {item["key"]: item for item in releases}
    keys = dict.fromkeys(row["release"] for row in observations)
    return [
        Source(
            number=number,
            title=", ".join(filter(None, [item["source_title"], item["title"]])),
            publisher=item["publisher"],
            period=period(item),
            license=licenses.get(item["source"]),
            url=None,
        )
        for number, item in enumerate((by_key[key] for key in keys if key in by_key), start=1)
    ]


def observed(row: Json, metric: Json, number: int | None) -> Figure:
    """A row of the table of everything, which has no text of its own."""
    label, part = metric["name"], f", {row['part']}" if row["part"] else ""
    return Figure(
        name=row["metric"],
        label=f"{label}{part}",
        text=_text(row, metric["unit_text"]),
        value=row["value"],
        low=row["low"],
        high=row["high"],
        at_least=row["at_least"],
        unit=row["unit"],
        missing=row["missing_reason"],
        record=row["record"],
        source=number,
    )


def _text(row: Json, unit: str) -> str:
    amounts = [(row["value"], ""), (row["at_least"], " or more"), (row["at_most"], " or less")]
    told = next((f"{amount:,}{more}" for amount, more in amounts if amount is not None), None)
    if told is None and row["low"] is not None:
        told = f"{row['low']:,} to {row['high']:,}" if row["high"] is not None else f"{row['low']:,} or more"
    return f"{told} {unit}" if told else row["missing_reason"] or row["part"] or ""


def sides(items: Iterable[Json]) -> list[Named]:
    return [Named(**named(item)) for item in items]
