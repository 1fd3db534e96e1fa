"""The resources of the API by group, from its description, for the pages about it and for /llms.txt."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import quote

import msgspec
from django.utils.text import slugify
from markupsafe import Markup

from occupations.api.openapi import TAGS, description

URLCONF = "careersite.api"


class Operation(NamedTuple):
    """A method of a resource. `key`: its id on the page; `example`: an address, below the site; `runs`: whether that
    can be opened in a browser and is there on every site; `is_data`: whether the answer is data to read, no file."""

    key: str
    method: str
    path: str
    summary: str
    text: str
    example: str
    runs: bool
    is_data: bool
    parameters: list[dict[str, Any]]

    @property
    def query(self) -> list[dict[str, Any]]:
        return [parameter for parameter in self.parameters if parameter["in"] == "query"]


class Group(NamedTuple):
    key: str
    title: str
    operations: list[Operation]


@cache
def groups() -> list[Group]:
    """The same for every site, and made once per process."""
    known = msgspec.json.decode(description(URLCONF))
    found: dict[str, list[Operation]] = {title: [] for title in TAGS}
    for path, operations in known["paths"].items():
        for method, operation in operations.items():
            found.setdefault(operation["tags"][0], []).append(_operation(path, method, operation))
    return [Group(slugify(title), title, operations) for title, operations in found.items()]


def _operation(path: str, method: str, operation: dict[str, Any]) -> Operation:
    parameters = operation["parameters"]
    address = path
    for parameter in parameters:
        if parameter["in"] == "path":
            address = address.replace(f"{{{parameter['name']}}}", str(parameter["example"]))
    query = "&".join(
        f"{parameter['name']}={quote(written(parameter['example']), safe=',:')}"
        for parameter in parameters
        if parameter.get("required") and parameter["in"] == "query"
    )
    answers = operation["responses"]
    return Operation(
        key=operation["operationId"].replace("_", "-"),
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        text=operation["description"],
        example=f"{address}?{query}" if query else address,
        runs=method == "get" and "x-example-may-be-missing" not in operation,
        is_data=method == "get" and "206" not in answers and "application/json" in answers["200"]["content"],
        parameters=parameters,
    )


def written(example: Any) -> str:
    """An example as in an address."""
    return ",".join(example) if isinstance(example, list) else str(example)


def with_code(text: str) -> Markup:
    """The text of a description as HTML: what is between backticks is code."""
    parts = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else part for number, part in enumerate(parts)
    )


def values_of(parameter: Mapping[str, Any]) -> list[str]:
    """All values that a parameter may have, if there are only these."""
    schema = parameter["schema"]
    return schema.get("enum") or schema.get("items", {}).get("enum") or []


def allowed(parameter: Mapping[str, Any]) -> str:
    """The values that a parameter may have, in a few words."""
    schema = parameter["schema"]
    if values := values_of(parameter):
        return ", ".join(values)
    if schema["type"] in ("integer", "number"):
        usual = f"; default {schema['default']}" if "default" in schema else ""
        return f"{schema['minimum']} to {schema['maximum']}{usual}"
    return ""
