"""The response formats of the API: JSON, and for lists CSV and Markdown made of the same objects."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from rest_framework.renderers import BaseRenderer

from occupations.api.list_columns import Short, item_of, short
from occupations.api.list_columns import columns as columns_of
from occupations.rendering.formats import one_line, to_json
from occupations.rendering.tables import flat, table


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


def render_list(
    output_format: str,
    title: str,
    data: Mapping[str, Any],
    shape: type,
    rows: str = "results",
    columns: Sequence[str] = (),
    shown: Sequence[Short] = (),
    beside: Mapping[str, Any] | None = None,
) -> bytes | str:
    """A response of that shape whose member `rows` is a list, in the requested format; as a table, one line for each.
    `columns`: of CSV, and `shown`: of Markdown, if not those of all such items; `beside`: further columns of CSV that
    are the same in every line, as the source of all numbers."""
    if output_format == "json":
        return to_json(data)
    item = item_of(shape, rows)
    items = [msgspec.json.decode(to_json(row)) for row in data[rows]]
    if output_format == "csv":
        further = dict(beside or {})
        lines = [dict(flat(one)) | further for one in items]
        return table([*(columns or columns_of(item)), *further], lines)
    lines_of_sources = [
        f"{one['source_number']}. {', '.join(filter(None, (one['publisher'], one['title'], one['period_text'])))}"
        for one in data.get("sources", ())
    ]
    return _markdown(title, shown or short(item), items, lines_of_sources)


def _markdown(title: str, shown: Sequence[Short], items: Sequence[dict[str, Any]], sources: Sequence[str]) -> str:
    lines = [[one.heading for one in shown], *([one.text(item) for one in shown] for item in items)]
    head, *rows = [f"| {' | '.join(map(_cell, line))} |" for line in lines]
    end = ["", *map(one_line, sources)] if sources else []
    return "\n".join([f"# {one_line(title)}", "", head, "|" + "---|" * len(shown), *rows, *end]) + "\n"


def _cell(text: str) -> str:
    """The number of a source stays as it is written elsewhere: [1]."""
    return _NUMBER.sub(r"[\1]", one_line(text).replace("|", "\\|"))


_NUMBER = re.compile(r"\\\[(\d+)\\\]$")
