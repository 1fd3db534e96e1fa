"""Asking the API in tests, and holding its answers against its own description, with nothing left over."""

import json
import re
from functools import cache
from typing import Any

import jsonschema
from django.http import HttpResponse
from django.test import Client

BASE = "/api/v1/"


def ask(address: str, **headers: str) -> HttpResponse:
    """`address`: below the first version, as in "occupations/?limit=2"."""
    return Client(headers=headers).get(address if address.startswith("/") else BASE + address)


def told(address: str, **headers: str) -> Any:
    """What a good answer says."""
    response = ask(address, **headers)
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def problem(address: str, **headers: str) -> dict[str, Any]:
    """What a refusal says."""
    response = ask(address, **headers)
    assert response["Content-Type"] == "application/problem+json"
    said = json.loads(response.content)
    assert said["status"] == response.status_code >= 400
    check(said, "Problem")
    return said


@cache
def description() -> dict[str, Any]:
    return told("schema/")


def check(said: Any, shape: str) -> None:
    """Raises where it is not of that shape, or has members that the description does not name."""
    components = json.loads(json.dumps(description()["components"]))
    for one in components["schemas"].values():
        one["additionalProperties"] = False
    whole = {"$ref": f"#/components/schemas/{shape}", "components": components}
    checker = jsonschema.FormatChecker()
    jsonschema.Draft202012Validator(whole, format_checker=checker).validate(said)


def walk(address: str) -> list[Any]:
    """The results of all pages, by the Link header."""
    results = []
    while address:
        response = ask(address)
        said = json.loads(response.content)
        results += said["results"]
        links = {rel: url for url, rel in re.findall(r'<([^>]+)>; rel="(\w+)"', response["Link"])}
        address = links.get("next", "").removeprefix("http://testserver")
        assert (said["next"] or "").removeprefix("http://testserver") == address
    return results
