"""No value of any parameter is ignored, and none breaks anything: each has its meaning, or is refused as a problem whose type
opens. The parameters are those of the description."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import jsonschema
import pytest

from occupations.bulk import export
from tests.http.api import api_get, check, description
from tests.http.public import get

pytestmark = pytest.mark.django_db
ODD = [
    "0",
    "",
    " ",
    "%20%20",
    "false",
    "null",
    "None",
    "undefined",
    "NaN",
    "-1",
    "1e9",
    "a,,b",
    ",",
    "a,",
    "[]",
    "%00",
    "x" * 3_000,
]
NEVER_EMPTY = {"", " ", "%20%20", "%00"}


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in description()["paths"].items():
        yield path, methods.get("get") or methods["post"]


def parameters() -> Iterator[tuple[str, str]]:
    for path, operation in operations():
        for one in operation["parameters"]:
            if one["in"] == "query":
                yield path, one["name"]


def address_of(path: str, name: str) -> str:
    """With the examples of what the path needs, and of other parameters that are required."""
    operation = dict(operations())[path]
    needed = [one for one in operation["parameters"] if one.get("required") and one["name"] != name]
    query = []
    for one in needed:
        example = ",".join(one["example"]) if isinstance(one["example"], list) else str(one["example"])
        if one["in"] == "path":
            path = path.replace(f"{{{one['name']}}}", example)
        else:
            query.append(f"{one['name']}={quote(example)}")
    return f"{path}?{'&'.join(query)}"


def schema_of(path: str, name: str) -> dict[str, Any]:
    return next(one["schema"] for one in dict(operations())[path]["parameters"] if one["name"] == name)


@pytest.fixture(scope="module")
def files(demo, tmp_path_factory):
    from django.conf import settings

    stored, settings.VAR = settings.VAR, tmp_path_factory.mktemp("var")
    export.make()
    yield
    settings.VAR = stored


def refused(response: Any) -> bool:
    """Whether it is, and as a problem."""
    assert response.status_code < 500, response
    if response.status_code < 400:
        return False
    assert response.headers["Content-Type"] == "application/problem+json"
    body = json.loads(response.content)
    check(body, "Problem")
    assert re.fullmatch(r"http://testserver/api/#[a-z-]+", body["type"])
    return True


def is_legal(given: str, schema: dict[str, Any]) -> bool:
    """Whether the description allows this text for a parameter."""
    if schema["type"] == "array":
        parts = given.split(",")
        return len(parts) <= schema["maxItems"] and all(is_legal(part, schema["items"]) for part in parts)
    if schema["type"] in ("integer", "number"):
        try:
            value: Any = json.loads(given)
        except ValueError:
            return False
    else:
        value = given
    checker = jsonschema.FormatChecker(["date"])
    return jsonschema.Draft202012Validator(schema, format_checker=checker).is_valid(value)


@pytest.mark.parametrize("path", sorted({path for path, _ in parameters()}))
def test_no_value_is_ignored(files, path):
    for _, name in (one for one in parameters() if one[0] == path):
        address, schema = address_of(path, name), schema_of(path, name)
        usual = api_get(address)
        for given in ODD:
            separator = "" if address.endswith("?") else "&"
            response = api_get(f"{address}{separator}{name}={given}")
            told = refused(response)
            if given in NEVER_EMPTY or not is_legal(given.replace("%20", " "), schema):
                assert told, (address, name, given)
                if response.status_code == 400 and given != "%00":
                    body = json.loads(response.content)
                    assert body.get("parameter") == name or usual.status_code >= 400, (address, name, given, body)
        if schema["type"] != "array":
            twice = api_get(f"{address}{'' if address.endswith('?') else '&'}{name}=1&{name}=2")
            assert refused(twice)
        unknown = api_get(f"{address}{'' if address.endswith('?') else '&'}{name}x=1")
        assert refused(unknown) or usual.status_code == 405


def test_zero_is_searched_for(files):
    assert json.loads(api_get("search/?q=0").content)["query"] == "0"
    assert json.loads(api_get("occupations/?q=0").content)["results"] == []
    assert json.loads(api_get("occupations/?q=r&growth_min=0&growth_max=0").content)["results"] == []
    for name in ("places", "industries", "employers", "skills"):
        for row in json.loads(api_get(f"{name}/?q=0").content)["results"]:
            assert "0" in row["name"]


def test_types_of_problems_open_where_they_are_explained(files):
    seen = {
        json.loads(api_get(address).content)["type"]
        for address in ("occupations/?limit=0", "nothing/", "occupations/?x=1")
    }
    page = get("/api/").content.decode()
    for address in seen:
        path, _, anchor = address.removeprefix("http://testserver").partition("#")
        assert path == "/api/"
        assert f'id="{anchor}"' in page
