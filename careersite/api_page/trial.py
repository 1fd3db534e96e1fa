"""A form for each resource of the API, made from its description, and what the API answers. It needs no script."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from careersite.api_page.inside import ask
from careersite.api_page.resources import Operation, allowed, groups, values_of, with_code, written
from occupations.rendering import cache_control
from occupations.rendering.http import explain, list_page, public_page, site_of

RESOURCE = "resource"
"""The parameter of the page that names the resource; all others are those of the resource."""


FEW = 8
"""Values that a hint has all of; of more than these, it names the first, and the page of the API has all."""


class Field(NamedTuple):
    """A field of the form. `options`: all values that it may have, if there are only these; `others`: how many values
    the hint leaves out."""

    name: str
    text: str
    hint: str
    others: int
    value: str
    required: bool
    options: list[str]
    error: str


def trial(request: HttpRequest) -> HttpResponse:
    """The page of one resource: its form and, if the form was sent, the answer."""
    operation = _operation(request.GET.get(RESOURCE, ""))
    if operation is None:
        named = "There is no resource of that name, or it cannot be tried in a form."
        return explain(request, 404, "Nothing to try here", named, [("All resources of the API", reverse("api:docs"))])
    is_sent = len(request.GET) > 1
    given = {name: value.strip() for name, value in request.GET.dict().items()} if is_sent else examples(operation)
    fields = [_field(parameter, given, is_sent) for parameter in operation.parameters]
    address = "" if any(field.error for field in fields) else address_of(operation, given)
    answer = ask(request, address) if is_sent and address else None
    page = list_page(request, operation.summary, f"Try the API: {operation.summary}.", robots="noindex,follow")
    page = page._replace(canonical=site_of(request) + reverse("api:docs"))
    context = {
        "page": page,
        "operation": operation,
        "text": with_code(operation.text),
        "resource": RESOURCE,
        "fields": fields,
        "address": address and site_of(request) + address,
        "answer": answer,
    }
    response = public_page(request, "api/trial.html", context)
    if answer and answer.status != 200:
        response.headers["Cache-Control"] = cache_control.NEVER
    return response


def _operation(key: str) -> Operation | None:
    listed = (one for group in groups() for one in group.operations)
    return next((one for one in listed if one.key == key and one.is_data), None)


def examples(operation: Operation) -> dict[str, str]:
    """The examples of what has to be given."""
    return {one["name"]: written(one["example"]) for one in operation.parameters if one.get("required")}


def address_of(operation: Operation, given: Mapping[str, str]) -> str:
    """The address, below the site, of the resource with these values; what is empty is left out."""
    path, query = operation.path, {}
    for parameter in operation.parameters:
        name = parameter["name"]
        if parameter["in"] == "path":
            path = path.replace(f"{{{name}}}", quote(given[name], safe=""))
        elif given.get(name):
            query[name] = given[name]
    return f"{path}?{urlencode(query, safe=',:')}" if query else path


def _field(parameter: Mapping[str, Any], given: Mapping[str, str], is_sent: bool) -> Field:
    name = parameter["name"]
    value, required = given.get(name, ""), bool(parameter.get("required"))
    example = written(parameter["example"])
    values = values_of(parameter)
    others = values[FEW:] if len(values) > FEW + 1 else []
    shown = values[: len(values) - len(others)]
    return Field(
        name=name,
        text=with_code(parameter["description"]),
        hint=", ".join(shown) or allowed(parameter) or f"Example: {example}",
        others=len(others),
        value=value,
        required=required,
        options=parameter["schema"].get("enum", []),
        error=f"Fill this in, such as {example}." if is_sent and required and not value else "",
    )
