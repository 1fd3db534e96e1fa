"""The documentation of the API: OpenAPI for programs, a page for people."""

from typing import Any
from urllib.parse import quote

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from markupsafe import Markup

from occupations.api import endpoint, problems, reference
from occupations.api.endpoint import Answer, Endpoint
from occupations.api.openapi import TAGS, description
from occupations.api.renderers import JSON
from occupations.rendering.http import list_page, public_page, site_of

URLCONF = "careersite.api"


class Schema(Endpoint):
    """The description of this API, in OpenAPI 3.1."""

    summary = "OpenAPI description"
    tag = "About"
    shape = dict
    renderer_classes = (JSON,)

    def answer(self, params: dict[str, Any]) -> Answer:
        return Answer((), lambda output_format: description(URLCONF, site_of(self.request)))


def docs(request: HttpRequest) -> HttpResponse:
    page = list_page(
        request,
        "The API",
        "Everything on the pages in one call: occupations, comparisons and their sources as JSON, CSV and Markdown, "
        "without a key.",
    )
    return public_page(request, "api.html", {"page": page, **docs_context(site_of(request))})


def docs_context(site: str) -> dict[str, Any]:
    """The context of api.html, which says what each entry is."""
    known = msgspec.json.decode(description(URLCONF))
    groups: dict[str, list[dict[str, Any]]] = {title: [] for title in TAGS}
    for path, operations in known["paths"].items():
        for method, operation in operations.items():
            groups.setdefault(operation["tags"][0], []).append(_resource(path, method, operation))
    return {
        "version": reference.VERSION,
        "site": site,
        "schema": reverse("api:schema"),
        "groups": [
            {"id": slugify(title), "title": title, "resources": resources} for title, resources in groups.items()
        ],
        "problems": [
            {"id": name, "status": kind.status, "title": kind.title, "meaning": _with_code(kind.meaning)}
            for name, kind in problems.KINDS.items()
        ],
        "limit": settings.API_REQUESTS_A_MINUTE,
        "window": endpoint.MINUTE,
    }


def _resource(path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    parameters = operation["parameters"]
    address = path
    for parameter in parameters:
        if parameter["in"] == "path":
            address = address.replace(f"{{{parameter['name']}}}", str(parameter["example"]))
    query = "&".join(
        f"{parameter['name']}={quote(_written(parameter['example']), safe=',:')}"
        for parameter in parameters
        if parameter.get("required") and parameter["in"] == "query"
    )
    return {
        "id": operation["operationId"].replace("_", "-"),
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "text": _with_code(operation["description"]),
        "example": f"{address}?{query}" if query else address,
        "runs": method == "get" and "x-example-may-be-missing" not in operation,
        "parameters": [
            {"name": parameter["name"], "text": _with_code(parameter["description"]), "allowed": _allowed(parameter)}
            for parameter in parameters
            if parameter["in"] == "query"
        ],
    }


def _written(example: Any) -> str:
    """An example as in an address."""
    return ",".join(example) if isinstance(example, list) else str(example)


def _with_code(text: str) -> Markup:
    """The text of a description as HTML: what is between backticks is code."""
    parts = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else part for number, part in enumerate(parts)
    )


def _allowed(parameter: dict[str, Any]) -> str:
    """The values that a parameter may have, in a few words."""
    schema = parameter["schema"]
    if values := schema.get("enum") or schema.get("items", {}).get("enum"):
        return ", ".join(values)
    if schema["type"] in ("integer", "number"):
        usual = f"; default {schema['default']}" if "default" in schema else ""
        return f"{schema['minimum']} to {schema['maximum']}{usual}"
    return ""
