"""Asking the API in tests, and holding its answers against its own description, with nothing left over."""

import copy
import json
import re
from functools import cache
from typing import Any

import jsonschema
from django.test import Client

from careersite.api_page.resources import URLCONF
from occupations.api import openapi
from tests.answers import Answer

BASE = "/api/v1/"


def api_get(address: str, **headers: str) -> Answer:
    """`address`: below the first version, as in "occupations/?limit=2"."""
    return Client(headers=headers).get(address if address.startswith("/") else BASE + address)


def api_json(address: str, **headers: str) -> Any:
    """What a good answer says."""
    response = api_get(address, **headers)
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def problem(address: str, **headers: str) -> dict[str, Any]:
    """What a refusal says."""
    response = api_get(address, **headers)
    assert response["Content-Type"] == "application/problem+json"
    body = json.loads(response.content)
    assert body["status"] == response.status_code >= 400
    check(body, "Problem")
    return body


@cache
def description() -> dict[str, Any]:
    """As at schema/, without a request."""
    return json.loads(openapi.description(URLCONF))


def check(body: Any, shape: str) -> None:
    """Raises where it is not of that shape, or has members that the description does not name."""
    _validator(shape).validate(body)


@cache
def _validator(shape: str) -> jsonschema.Draft202012Validator:
    components = copy.deepcopy(description()["components"])
    for one in components["schemas"].values():
        one["additionalProperties"] = False
    whole = {"$ref": f"#/components/schemas/{shape}", "components": components}
    return jsonschema.Draft202012Validator(whole, format_checker=jsonschema.FormatChecker())


def walk(address: str) -> list[Any]:
    """The results of all pages, by the Link header."""
    results = []
    while address:
        response = api_get(address)
        body = json.loads(response.content)
        results += body["results"]
        links = {rel: url for url, rel in re.findall(r'<([^>]+)>; rel="(\w+)"', response["Link"])}
        address = links.get("next", "").removeprefix("http://testserver")
        assert (body["next"] or "").removeprefix("http://testserver") == address
    return results
