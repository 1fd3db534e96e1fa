"""The description of the API in OpenAPI 3.1, derived from what the resources declare."""

from functools import cache
from typing import Any

import msgspec
from django.urls import include, path
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema

from occupations.api import problems, vocabulary
from occupations.api.parameters import described
from occupations.api.schemas.common import Problem

ETAG = {
    "description": "Identifies this version of the response; send it back in If-None-Match.",
    "schema": {"type": "string"},
}
LIMITS = {
    "RateLimit-Limit": ("Requests allowed to one client in each window.", "integer"),
    "RateLimit-Remaining": ("Requests left in the current window.", "integer"),
    "RateLimit-Reset": ("Seconds until the window ends.", "integer"),
    "RateLimit-Policy": ("The limit and the length of the window in seconds.", "string"),
}
HEADERS: dict[str, Any] = {
    "Access-Control-Allow-Origin": {"description": "Always *.", "schema": {"type": "string"}},
    "Deprecation": {
        "description": "When the resource was deprecated (RFC 9745). Absent if it is not deprecated.",
        "schema": {"type": "string"},
    },
    "Sunset": {
        "description": "When the resource will be removed (RFC 8594). Absent if no removal is planned.",
        "schema": {"type": "string"},
    },
    **{name: {"description": text, "schema": {"type": kind}} for name, (text, kind) in LIMITS.items()},
}
RETRY = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
ALWAYS = ("400", "404", "406", "414", "429", "500")


class Described(AutoSchema):
    """An operation, from what its Endpoint declares."""

    def get_operation(self, path, path_regex, path_prefix, method, registry):
        view = self.view
        name, text = type(view).__name__, (type(view).__doc__ or "").strip()
        operation = {
            "operationId": _snake(name) + ("" if method == "GET" else f"_{method.lower()}"),
            "summary": view.summary,
            "description": " ".join(text.split()),
            "tags": [view.tag],
            "parameters": [*_of_path(view, path), *map(described, view.known())],
            "responses": _responses(view),
        }
        if view.may_be_missing:
            operation["x-example-may-be-missing"] = True
        if view.deprecated:
            operation["deprecated"] = True
        if body := getattr(view, "body", None):
            operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": _ref(body)}}}
        return operation


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).strip("_")


def _ref(shape: type) -> dict[str, str]:
    if shape is dict:
        return {"type": "object"}
    return {"$ref": f"#/components/schemas/{shape.__name__}"}


def _of_path(view, path: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, **facts}
        for name, facts in view.paths.items()
        if f"{{{name}}}" in path
    ]


def _responses(view) -> dict[str, Any]:
    ok = (
        _files(view)
        if not view.negotiates
        else {
            "200": {
                "description": view.summary,
                "headers": {"ETag": ETAG, **HEADERS, **getattr(view, "own_headers", {})},
                "content": {
                    renderer.media_type: {
                        "schema": _ref(view.shape) if renderer.format == "json" else {"type": "string"}
                    }
                    for renderer in view.renderer_classes
                },
            },
            "304": {"description": "The client already has this version.", "headers": {"ETag": ETAG, **HEADERS}},
        }
    )
    if view.moves:
        location = {"description": "The current URL.", "schema": {"type": "string"}}
        ok = {
            **ok,
            "301": {"description": "The occupation has a new URL.", "headers": {"Location": location, **HEADERS}},
        }
    statuses = sorted({*ALWAYS, *(("410",) if view.moves else ()), *getattr(view, "refusals", ())})
    return {**ok, **{status: _problem(status) for status in statuses}}


def _links(leads: dict[str, dict[str, str]]) -> dict[str, Any]:
    """The links of a response, with the values it provides for their parameters."""
    return {
        operation: {
            "operationId": operation,
            "parameters": {name: f"$response.body#{at}" for name, at in given.items()},
        }
        for operation, given in leads.items()
    }


def _files(view) -> dict[str, Any]:
    kinds = {name: {"type": "object"} for name in ("application/json", "application/feed+json", "application/ld+json")}
    file = {"type": "string", "format": "binary"}
    binary = {media_type: {"schema": kinds.get(media_type, file)} for media_type in view.media_types}
    if "416" not in getattr(view, "refusals", ()):
        return {"200": {"description": view.summary, "headers": HEADERS, "content": binary}}
    headers = {"ETag": ETAG, **HEADERS}
    part = {
        "Content-Range": {"description": "The range of bytes and the size of the file.", "schema": {"type": "string"}}
    }
    return {
        "200": {"description": "The file.", "headers": headers, "content": binary},
        "206": {"description": "Part of the file.", "headers": {**headers, **part}, "content": binary},
        "304": {"description": "The client already has this file.", "headers": headers},
    }


def _problem(status: str) -> dict[str, Any]:
    meanings = [f"{kind.title}: {kind.meaning}" for kind in problems.KINDS.values() if str(kind.status) == status]
    return {
        "description": " ".join(meanings),
        "headers": {**HEADERS, **(RETRY if status == "429" else {})},
        "content": {problems.CONTENT_TYPE: {"schema": _ref(Problem)}},
    }


def add_shapes(result, generator, request, public):
    """A drf-spectacular hook: adds the schemas of the types that resources name, and of the types they contain, and
    what the description says of the whole API."""
    views = dict.fromkeys(callback.cls for _, _, _, callback in generator.endpoints)
    named = [shape for view in views for shape in (getattr(view, "shape", dict), getattr(view, "body", dict))]
    shapes = dict.fromkeys([Problem, *(shape for shape in named if shape is not dict)])
    _, components = msgspec.json.schema_components(shapes, ref_template="#/components/schemas/{name}")
    vocabulary.describe(components)
    result.setdefault("components", {})["schemas"] = components
    result["info"]["license"] = {"name": "As each source states", "url": f"{vocabulary.SITE}/sources/"}
    result["servers"] = [{"url": vocabulary.SITE, "description": "This site."}]
    result["security"] = []  # nobody needs a key
    result["tags"] = [{"name": name, "description": text} for name, text in TAGS.items()]
    return result


TAGS = {
    "Comparisons": "Two to five occupations side by side.",
    "Occupations": "Occupations, alone and in lists, and their editions.",
    "Observations": "Every figure of every release, as a table.",
    "Search": "What a title may mean.",
    "Codes": "Codes of official classifications.",
    "Rankings": "Occupations in order of a figure.",
    "Places, employers, skills": "What occupations can be looked up by.",
    "Reference": "What the words and keys in responses mean.",
    "Bulk": "Files of everything.",
    "About": "The API itself.",
}
"""Groups of resources, in their order."""


def description(urlconf: str, site: str = "") -> bytes:
    """The description of the resources in a URL module. `site`: scheme and host, or those of the examples."""
    made = _description(urlconf)
    return made.replace(vocabulary.SITE.encode(), site.encode()) if site else made


@cache
def _description(urlconf: str) -> bytes:
    """The same for everybody, and made once per process."""
    patterns = [path("api/", include(urlconf))]
    schema = SchemaGenerator(patterns=patterns).get_schema(request=None, public=True)
    return msgspec.json.encode(schema)
