"""What has a history: the tables of which it is made, and how their rows are put in words."""

import datetime
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import models
from psycopg.sql import SQL, Composable

from occupations.profiles.formatting import day
from occupations.text.aligned import Item

Row = dict[str, Any]
"""A row as a history has it: its columns as JSON, and for each reference the name of what it referred to."""

State = dict[str, list[Row]]
"""What an editor wrote at one time: by the key of the kind, its rows."""

POSITION = "position"
OFFICIAL = "instead_of"  # the words of a source that a row stands for


class Kind(NamedTuple):
    """One table. `owner`: the column with the key of whatever the page is about. `first`: fields that say what a row is
    and need no label. `names`: for columns that refer to a row, SQL for its name, of the event `e`."""

    model: type[models.Model]
    owner: str
    one: str = ""
    many: str = ""
    first: tuple[str, ...] = ()
    names: Mapping[str, Composable] = {}
    without: tuple[str, ...] = ()  # columns that say nothing about it
    left_out: str = ""  # the field of the form that names its hidden rows, which the list does not show

    @property
    def key(self) -> str:
        return str(self.model._meta.model_name)

    @property
    def table(self) -> str:
        """Of its events."""
        return str(self.model.pgh_event_model._meta.db_table)  # type: ignore[attr-defined]

    def fields(self) -> list[models.Field]:
        events = {field.name for field in self.model.pgh_event_model._meta.fields}  # type: ignore[attr-defined]
        return [
            field
            for field in self.model._meta.concrete_fields
            if not field.primary_key and field.attname != self.owner and field.name in events - set(self.without)
        ]

    def instance(self, row: Row) -> models.Model:
        """The row as an instance, which is not stored."""
        fields = [field for field in self.model._meta.concrete_fields if row.get(field.attname) is not None]
        return self.model(**{field.attname: field.to_python(row[field.attname]) for field in fields})

    def item(self, row: Row) -> Item:
        """The row as a line of a list."""
        said, more = [], []
        rank = {name: place for place, name in enumerate(self.first)}
        for field in sorted(self.fields(), key=lambda field: rank.get(field.name, len(rank))):
            value, text = row.get(field.attname), shown(field, row)
            if not text or field.name == POSITION or value == field.get_default():
                continue
            if field.name in self.first:
                said.append(text)
            else:
                more.append(str(field.verbose_name) if value is True else f"{field.verbose_name}: {text}")
        official = str(row.get(OFFICIAL) or "")
        text = "; ".join([*(said or [official]), *more])
        return Item(text, f"={official}" if official else str(row.get("id") or ""), row.get(POSITION) or 0)


class Editions(NamedTuple):
    """What was published of it. `sql`: sort ('edition', or 'scheduled' of what is agreed on), key (of an edition, its
    number), at, who and detail of each, for %(owner)s. `state`: when an edition was published and what it has of
    editors, by the owner and its number; None if there is none."""

    sql: Composable
    state: Callable[[int, int], tuple[datetime.datetime, State] | None]


class History(NamedTuple):
    """Of one row and of the lists that belong to it. `kinds`: first that of the row itself."""

    kinds: tuple[Kind, ...]
    editions: Editions | None = None

    @property
    def lists(self) -> tuple[Kind, ...]:
        return self.kinds[1:]


def shown(field: models.Field, row: Row) -> str:
    """A value as an editor would write it."""
    value = row.get(field.attname)
    if value is None or field.is_relation:
        return str(row.get(field.name) or value or "")
    match field.to_python(value):
        case "" | False:
            return ""
        case True:
            return "yes"
        case Decimal() as number:
            return f"{number:,f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:,f}"
        case int() as number:
            return f"{number:,}"
        case datetime.datetime() as moment:
            return f"{day(moment.date())}, {moment:%H:%M} UTC"
        case datetime.date() as date:
            return day(date)
        case list() as values:
            return ", ".join(map(str, values))
        case other:
            return str(dict(field.flatchoices).get(other, other))


def read(text: str) -> Row:
    """A row as PostgreSQL writes it; numbers keep all their digits."""
    return json.loads(text, parse_float=Decimal)


def name_then(table: str, column: str, name: str) -> Composable:
    """What the referred row, which has a history of its own, was called when this one was written."""
    return SQL(
        "(SELECT n.{name} FROM {table} n WHERE n.pgh_obj_id = e.{column}"
        " ORDER BY n.pgh_created_at <= e.pgh_created_at DESC, n.pgh_id DESC LIMIT 1)"
    ).format(name=SQL(name), table=SQL(table), column=SQL(column))
