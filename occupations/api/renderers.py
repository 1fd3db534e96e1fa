"""The response formats of the API: JSON, and for lists CSV and Markdown made of the same objects."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from rest_framework.renderers import BaseRenderer

from occupations.rendering.formats import inert, one_line, to_json


class _Renderer(BaseRenderer):
    charset = None

    def render(self, data, accepted_media_type=None, renderer_context=None):
        raise NotImplementedError("Resources give finished bytes.")


class JSON(_Renderer):
    media_type, format = "application/json", "json"


class CSV(_Renderer):
    media_type, format = "text/csv", "csv"


class Markdown(_Renderer):
    media_type, format = "text/markdown", "md"


RENDERERS = (JSON, CSV, Markdown)


def render_list(output_format: str, title: str, data: Mapping[str, Any], rows: str = "results") -> bytes | str:
    """A response whose member `rows` is a list, in the requested format; as a table, one line for each item."""
    if output_format == "json":
        return to_json(data)
    table = [dict(_flat(msgspec.json.decode(to_json(row)))) for row in data[rows]]
    columns = list(dict.fromkeys(name for row in table for name in row))
    lines = [columns, *([row.get(name, "") for name in columns] for row in table)]
    return _csv(lines) if output_format == "csv" else _markdown(title, lines)


def _flat(row: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Nested members get names such as "figures.pay_median.value"; lists of values are joined in one cell."""
    for name, value in row.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        elif isinstance(value, list):
            yield f"{before}{name}", "; ".join(_one(item) for item in value)
        else:
            yield f"{before}{name}", _one(value)


def _one(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case dict():
            return ", ".join(f"{name} {_one(one)}" for name, one in value.items())
        case list():
            return " ".join(map(_one, value))
    return str(value)


def _csv(lines: Iterable[list[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([[inert(cell) if not _is_number(cell) else cell for cell in line] for line in lines])
    return out.getvalue()


def _is_number(cell: str) -> bool:
    """A negative number is data, not a formula."""
    return cell.removeprefix("-").replace(".", "", 1).isdecimal()


def _markdown(title: str, lines: list[list[str]]) -> str:
    head, *rows = [[one_line(cell).replace("|", "\\|") for cell in line] for line in lines]
    table = [f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows]] if head else []
    return "\n".join([f"# {one_line(title)}", "", *table]) + "\n"
