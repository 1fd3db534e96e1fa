"""What every member of a response is: its type, its meaning and an example, from vocabulary.csv, which is the one place
that says so. `docs/api-vocabulary.md` has the rules behind it."""

import csv
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

SITE = "https://example.org"
"""The site in examples, which is replaced by the real one."""


class Word(NamedTuple):
    """`type`: a JSON type, a form of text (`uri`, `date`, `date-time`), or the schema of an object; in brackets a list,
    in braces an object with any keys. `example`: JSON, empty for schemas, which have examples of their own."""

    type: str
    example: str
    description: str


def _read() -> dict[str, Word]:
    with Path(__file__).with_suffix(".csv").open(newline="", encoding="utf-8") as lines:
        return {row.pop("member"): Word(**row) for row in csv.DictReader(lines)}


_ENTRIES = _read()
WORDS = {name: word for name, word in _ENTRIES.items() if "." not in name}
EXAMPLES = {name: word.example for name, word in _ENTRIES.items() if "." in name}
"""Examples for a word in one schema: "Place.key"."""
Schemas = dict[str, dict[str, Any]]


def describe(schemas: Schemas) -> None:
    """Gives every member of these schemas its meaning and an example."""
    for shape, schema in schemas.items():
        for name, member in schema.get("properties", {}).items():
            member.pop("default", None)
            member["description"] = WORDS[name].description
            member["examples"] = [example(shape, name, member, schemas)]


def example(shape: str, name: str, member: dict[str, Any], schemas: Schemas) -> Any:
    """What a member may be; one of objects is made of the examples of their members."""
    given = EXAMPLES.get(f"{shape}.{name}") or WORDS[name].example
    return msgspec.json.decode(given) if given else _of_schema(member, schemas)


def _of_schema(member: dict[str, Any], schemas: Schemas) -> Any:
    if options := member.get("anyOf"):
        return _of_schema(next(one for one in options if one.get("type") != "null"), schemas)
    if reference := member.get("$ref"):
        return of_object(reference.rpartition("/")[2], schemas)
    if member["type"] == "array":
        return [_of_schema(member["items"], schemas)]
    return {"registered-nurse": _of_schema(member["additionalProperties"], schemas)}


def of_object(shape: str, schemas: Schemas) -> dict[str, Any]:
    """Without the members that not all of its kind have."""
    schema = schemas[shape]
    members = schema["properties"]
    return {name: example(shape, name, members[name], schemas) for name in schema.get("required", ())}
