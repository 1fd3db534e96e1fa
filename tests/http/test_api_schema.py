"""The description of the API is true: answers keep to it, whatever is asked."""

import json

import pytest
import schemathesis
from django.conf import settings as django_settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from jsonschema import Draft202012Validator

from careersite.api_page.resources import URLCONF, groups
from occupations.api import openapi
from occupations.bulk import export
from tests.fuzz_api import CONFIGURATION
from tests.http.api import api_get, api_json, description
from tests.machine import examples

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def files(demo, tmp_path_factory):
    stored, django_settings.VAR = django_settings.VAR, tmp_path_factory.mktemp("var")
    export.make()
    yield
    django_settings.VAR = stored


SCHEMA = "/api/v1/schema/"


@pytest.fixture(params=[path for path in description()["paths"] if path != SCHEMA])
def api(request, files, settings):
    """The API with one of its paths, so that workers share the paths. That of the description itself cannot be chosen."""
    settings.API_REQUESTS_A_MINUTE = 0
    others = f'[[operations]]\nexclude-path = "{request.param}"\nenabled = false\n'
    configuration = schemathesis.Config.from_str(CONFIGURATION + others)
    # As Django's own test client does: the one connection, with its open transaction, is kept between requests.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi(SCHEMA, get_wsgi_application(), config=configuration)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


lazy = schemathesis.pytest.from_fixture("api")


@lazy.parametrize()
@settings(
    max_examples=examples(25),
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_answers_are_as_described_whatever_is_asked(case):
    case.call_and_validate(headers={"Accept-Encoding": "identity"})  # it would not unpack what it gets


def test_the_description_is_openapi_3_1(demo):
    said = api_json("schema/")
    assert said == json.loads(openapi.description(URLCONF, "http://testserver"))
    assert said["servers"] == [{"url": "http://testserver", "description": "This site."}]
    assert said["info"]["license"]["url"] == "http://testserver/sources/"
    used = {tag for path in said["paths"].values() for one in path.values() for tag in one["tags"]}
    assert used == {one["name"] for one in said["tags"]}
    assert said["openapi"] == "3.1.0"
    for name, one in said["components"]["schemas"].items():
        Draft202012Validator.check_schema(one)
        assert one["title"] == name
    operations = [one for path in said["paths"].values() for one in path.values()]
    assert len({one["operationId"] for one in operations}) == len(operations) >= 18
    for one in operations:
        assert one["summary"]
        assert one["description"]
        assert {"400", "404", "414", "429", "500"} <= set(one["responses"])
        assert "RateLimit-Limit" in next(iter(one["responses"].values()))["headers"]


def test_every_example_of_the_description_runs(files):
    resources = [one for group in groups() for one in group.operations]
    statuses = {one.example: api_get(one.example).status_code for one in resources if one.runs}
    assert set(statuses.values()) == {200}
    assert {one.key for one in resources if not one.runs} == {
        "titles-match-post",
        "code-detail",
        "place-detail",
        "industry-detail",
        "employer-detail",
        "bulk-file",
        "bulk-latest",
        "bulk-changes",
    }
