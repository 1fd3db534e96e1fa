"""The documentation of the API: OpenAPI for programs, a page for people."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from careersite.api_page import lessons, trial
from careersite.api_page.resources import URLCONF, Operation, allowed, groups, with_code
from occupations.api import endpoint, problems, reference
from occupations.api.endpoint import Answer, Endpoint
from occupations.api.openapi import description
from occupations.api.renderers import JSON
from occupations.rendering.http import list_page, public_page, site_of


class Schema(Endpoint):
    """The description of this API, in OpenAPI 3.1."""

    summary = "OpenAPI description"
    tag = "About"
    shape = dict
    renderer_classes = (JSON,)

    def answer(self, params: dict[str, Any]) -> Answer:
        return Answer((), lambda output_format: description(URLCONF, site_of(self.request)))


def docs(request: HttpRequest) -> HttpResponse:
    """What the API is and how it is used; for a `resource`, its form."""
    if trial.RESOURCE in request.GET:
        return trial.trial(request)
    page = list_page(
        request,
        "The API",
        "Everything on the pages in one call: occupations, comparisons and their sources as JSON, CSV and Markdown, "
        "without a key.",
    )
    return public_page(request, "api/page.html", {"page": page, **docs_context(request)})


def docs_context(request: HttpRequest) -> dict[str, Any]:
    """The context of api/page.html, which says what each entry is."""
    site = site_of(request)
    listed = groups()
    return {
        "version": reference.VERSION,
        "site": site,
        "schema": reverse("api:schema"),
        "question": lessons.question(request),
        "examples": lessons.examples(site),
        "trials": [(group.title, [one for one in group.operations if one.is_data]) for group in listed],
        "resource": trial.RESOURCE,
        "groups": [
            {"id": group.key, "title": group.title, "resources": [_resource(one) for one in group.operations]}
            for group in listed
        ],
        "glossary": lessons.glossary(),
        "members": [(name, with_code(text)) for name, text in lessons.members()],
        "missing": lessons.missing(),
        "problems": [
            {"id": name, "status": kind.status, "title": kind.title, "meaning": with_code(kind.meaning)}
            for name, kind in problems.KINDS.items()
        ],
        "limit": settings.API_REQUESTS_A_MINUTE,
        "window": endpoint.MINUTE,
    }


def _resource(operation: Operation) -> dict[str, Any]:
    return {
        "id": operation.key,
        "method": operation.method,
        "path": operation.path,
        "summary": operation.summary,
        "text": with_code(operation.text),
        "example": operation.example,
        "runs": operation.runs,
        "is_data": operation.is_data,
        "parameters": [
            {"name": one["name"], "text": with_code(one["description"]), "allowed": allowed(one)}
            for one in operation.query
        ],
    }
