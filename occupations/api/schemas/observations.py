"""Observations, whose members are their columns."""

import datetime
from typing import Annotated, Any

from msgspec import Meta, Struct, defstruct

from occupations.api.schemas.common import Number, Url
from occupations.observations.columns import COLUMNS, Column

_TYPES: dict[str, Any] = {
    "string": str,
    "number": Number,
    "integer": int,
    "date": datetime.date,
    "array": list[str],
}


def _type(column: Column) -> Any:
    kind = _TYPES[column.type]
    if column.values:
        kind = Annotated[kind, Meta(extra_json_schema={"enum": list(column.values)})]
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
    next: Url | None
