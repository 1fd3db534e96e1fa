"""The columns of lists: in CSV, those of the schema of an item, whatever is found; in Markdown, the few that tell
readers and language models what there is, and where."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple, cast

import msgspec.inspect as types

from occupations.api.schemas import bulk, codes, directory, occupations, reference, search
from occupations.rendering.tables import in_words

OF_CELL = (
    *("metric", "statistic", "text", "value", "low", "high", "at_least", "at_most", "bound_reason", "missing_reason"),
    *("unit", "source", "release", "period_start", "period_end", "group"),
)
"""Of a cell in CSV."""


def columns(item: type, members: Collection[str] | None = None, keys: Sequence[str] = ()) -> tuple[str, ...]:
    """In CSV. `members`: the only ones, if not all; `keys`: of the rows in `cells`."""
    return tuple(
        name
        for field in _fields(item)
        if members is None or field.name in members
        for name in _names(field.encode_name, field.type, keys)
    )


def item_of(shape: type, rows: str) -> type:
    """Of what a member of a response is a list."""
    (field,) = [one for one in _fields(shape) if one.name == rows]
    return cast(types.StructType, cast(types.ListType, field.type).item_type).cls


@cache
def _fields(item: type) -> tuple[types.Field, ...]:
    return cast(types.StructType, types.type_info(item)).fields


def _names(name: str, kind: types.Type, keys: Sequence[str]) -> Iterator[str]:
    match kind:
        case types.Metadata():
            yield from _names(name, kind.type, keys)
        case types.UnionType():
            structs = [one for one in kind.types if isinstance(one, types.StructType | types.DictType)]
            yield from _names(name, structs[0], keys) if structs else (name,)
        case types.StructType():
            for field in kind.fields:
                yield from _names(f"{name}.{field.encode_name}", field.type, keys)
        case types.DictType() if name == "cells":
            yield from (f"{name}.{key}.{member}" for key in keys for member in OF_CELL)
        case _:
            yield name


class Short(NamedTuple):
    """A column in Markdown. `text`: of an item, as in JSON."""

    heading: str
    text: Callable[[dict[str, Any]], str]


def member(heading: str, name: str) -> Short:
    """`name`: a member, or one of a member: "category.name"."""

    def text(item: Any) -> str:
        for part in name.split("."):
            item = item.get(part) if item else None
        return in_words(item)

    return Short(heading, text)


def _titles(item: dict[str, Any]) -> str:
    return ", ".join(one["title"] for one in item["occupations"])


def _first(item: dict[str, Any]) -> str:
    return item["occupations"][0]["page_url"] if item["occupations"] else ""


def _matches(name: str) -> Callable[[dict[str, Any]], str]:
    def text(item: dict[str, Any]) -> str:
        return in_words(item["matches"][0][name]) if item["matches"] else ""

    return text


def code_of(records: Sequence[dict[str, Any]]) -> str:
    """The code of an occupation: of the record that fits best, SOC first."""
    order = {"exact": 0, "shared": 1}
    ranked = sorted(records, key=lambda one: (order.get(one["quality"], 2), one["system"] != "soc"))
    return ranked[0]["code"] if ranked else ""


LINK = member("Link", "page_url")
OCCUPATIONS = member("Occupations", "occupations_count")
NAME = member("Name", "name")
TITLE = member("Title", "title")
KEY = member("Key", "key")
SHORT: dict[type, tuple[Short, ...]] = {
    occupations.Edition: (
        member("Edition", "edition"),
        TITLE,
        member("Published", "published_at"),
        member("Link", "api_url"),
    ),
    search.SearchHit: (
        TITLE,
        member("Category", "category.name"),
        member("Found by", "why"),
        member("Confidence", "confidence"),
        LINK,
    ),
    search.TitleResult: (
        member("Job title", "query"),
        Short("Occupation", _matches("title")),
        Short("Code", lambda item: code_of(item["matches"][0]["records"]) if item["matches"] else ""),
        Short("Confidence", _matches("confidence")),
        Short("Link", _matches("page_url")),
        member("Error", "error"),
    ),
    search.Ranking: (TITLE, member("What it ranks by", "sentence"), LINK),
    search.RankingRow: (
        member("Rank", "rank"),
        Short("Occupations", _titles),
        member("Figure", "figure.text"),
        member("Second figure", "second_figure.text"),
        Short("Link", _first),
    ),
    directory.Place: (NAME, member("Kind", "kind"), KEY, LINK),
    directory.Industry: (member("Code", "code"), NAME, LINK),
    directory.Wage: (
        member("Rank", "rank"),
        member("Record", "record_title"),
        member("Mean pay a year, US$", "pay_mean"),
        member("Median pay a year, US$", "pay_median"),
        member("Employees", "employees"),
        Short("Link", _first),
    ),
    directory.Employer: (NAME, member("Filings", "filings_count"), OCCUPATIONS, LINK),
    directory.Filed: (
        member("Record", "record_title"),
        member("Filings", "filings_count"),
        member("Median filed pay a year, US$", "filed_pay_median"),
        Short("Link", _first),
    ),
    directory.SkillSummary: (NAME, member("Kind", "kind"), OCCUPATIONS, LINK),
    directory.SkillUser: (TITLE, member("Weight", "weight"), member("Pay", "pay.text"), LINK),
    reference.CategorySummary: (NAME, OCCUPATIONS, LINK),
    reference.FilterValue: (KEY, NAME, OCCUPATIONS),
    reference.Metric: (KEY, NAME, member("Unit", "unit_text"), member("Definition", "definition")),
    reference.Release: (TITLE, member("Publisher", "publisher"), member("Period ends", "period_end"), OCCUPATIONS, KEY),
    reference.SourceSummary: (
        TITLE,
        member("Publisher", "publisher"),
        member("License", "license"),
        KEY,
        member("Link", "homepage_url"),
    ),
    codes.CodeSystem: (KEY, NAME, member("Codes", "codes_count"), LINK),
    codes.CodedOccupation: (TITLE, member("Record", "record"), member("Fit", "quality"), LINK),
    bulk.BulkRelease: (KEY, member("Made", "published_at"), OCCUPATIONS, member("Changes", "changes_url")),
}
"""The columns of each kind of item in Markdown."""


def short(item: type) -> tuple[Short, ...]:
    """Raises KeyError for a kind of item without columns in Markdown."""
    return SHORT[item]
