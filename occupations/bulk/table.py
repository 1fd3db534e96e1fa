"""What a table of a bulk release is."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from occupations.metrics import METRICS

Row = dict[str, Any]


class BulkColumn(NamedTuple):
    """`type`: of a Frictionless table schema; an `array` of texts has “; ” between them in CSV. `values`: all there
    are, if they are a closed set. `empty`: whether it may say nothing, which is null or an empty cell."""

    name: str
    type: str
    description: str
    values: tuple[str, ...] = ()
    empty: bool = True


class Reference(NamedTuple):
    """A column that has the key of a row of another table."""

    column: str
    table: str
    key: str = "key"


class BulkTable(NamedTuple):
    """`key`: the columns that identify and order the rows. `rows`: of one occupation, or of the site. `metric`: the
    sensitive metric of the table, if any."""

    name: str
    description: str
    columns: tuple[BulkColumn, ...]
    key: tuple[str, ...]
    rows: Callable[..., Iterator[Row]]
    references: tuple[Reference, ...] = ()
    metric: str = ""

    @property
    def title(self) -> str:
        return f"Figures: {METRICS[self.metric].name}" if self.metric else self.name.capitalize()

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


def text(name: str, description: str, values: tuple[str, ...] = (), *, empty: bool = True) -> BulkColumn:
    return BulkColumn(name, "string", description, values, empty)


def sort_key(table: BulkTable) -> Callable[[Row], tuple]:
    return lambda row: tuple(row.get(name) or "" for name in table.key)
