"""Observations, whose members are their columns."""

import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, defstruct

from occupations.api.schemas.common import Number
from occupations.observations.columns import COLUMNS, Column

_TYPES: dict[str, Any] = {
    "string": str,
    "number": Number,
    "integer": int,
    "date": datetime.date,
    "array": list[str],
}


def _type(column: Column) -> Any:
    kind = Literal[column.values] if column.values else _TYPES[column.type]
    about = Meta(description=column.description, examples=[column.example])
    return Annotated[kind | None if column.empty else kind, about]


Observation: type = defstruct(
    "Observation",
    [(column.name, _type(column)) for column in COLUMNS],
    namespace={"__doc__": "One figure of one release. All members are always there."},
    module=__name__,
)


class ObservationList(Struct):
    """A page of observations. `next`: the address of the next one, null at the end."""

    results: list[Observation]  # type: ignore[valid-type]
    next: str | None
