"""Programs that others wrote make clients from the description of the API, and the clients work."""

import importlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.http.api import api_get
from tests.machine import program

pytestmark = pytest.mark.django_db
CLIENTS = settings.BASE_DIR / "tests" / "clients"
TOOLS = Path(sys.executable).parent


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def folder(site, tmp_path: Path) -> Path:
    """With the description of the site in a file."""
    said = json.loads(api_get("schema/").content)
    assert said["servers"][0]["url"] == "http://testserver"
    said["servers"] = [{"url": site.url}]
    (tmp_path / "api.json").write_text(json.dumps(said))
    return tmp_path


@pytest.fixture(scope="module")
def node(tmp_path_factory) -> Path:
    """The folder of tests/clients/, with its programs for Node. The test is skipped where none can be had."""
    npm = program("npm", package="npm")
    made = tmp_path_factory.mktemp("node")
    shutil.copytree(CLIENTS, made, dirs_exist_ok=True)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"]
    done = subprocess.run(command, cwd=made, capture_output=True, text=True, timeout=600)
    if done.returncode:
        pytest.skip(f"npm cannot install what tests/clients/package-lock.json lists: {done.stderr[-300:]}")
    return made


def test_the_client_of_openapi_python_client_works(site, folder, monkeypatch):
    (folder / "configuration.yml").write_text(
        "project_name_override: made\npost_hooks: []\ncontent_type_overrides:\n  application/x-ndjson: application/octet-stream\n"
        "  application/atom+xml: application/octet-stream\n"
    )
    options = ["--output-path", "made", "--meta", "none", "--overwrite", "--config", "configuration.yml"]
    said = run(TOOLS / "openapi-python-client", "generate", "--path", "api.json", *options, cwd=folder)
    assert "WARNING" not in said
    monkeypatch.syspath_prepend(folder)
    with importlib.import_module("made").Client(base_url=site.url) as client:
        use(client)


def use(client) -> None:
    def call(tag: str, operation: str, *args, **query):
        return importlib.import_module(f"made.api.{tag}.{operation}").sync(*args, client=client, **query)

    nurse = call("occupations", "occupation_detail", "registered-nurse")
    cell = nurse.sections[0].rows[0].cell
    assert (nurse.title, cell.value > 50_000, cell.unit.value) == ("Registered nurse", True, "usd_year")
    order = importlib.import_module("made.models").OccupationsListSort("-pay_mean")
    listed = call("occupations", "occupations_list", limit=2, sort=order)
    assert [len(listed.results), listed.results[0].cells["pay_mean"].value > 200_000] == [2, True]
    compared = call("comparisons", "comparison", occupations=["registered-nurse", "actor"])
    assert [side.slug for side in compared.sides] == ["registered-nurse", "actor"]
    assert call("search", "search", q="nurse").results[0].slug == "registered-nurse"
    filtered = call("occupations", "occupations_list", pay_median_min=60_000.5, education=["bachelors-degree"])
    assert filtered.results[0].cells["pay_median"].value > 60_000
    refused = call("occupations", "occupation_detail", "nobody")
    assert (type(refused).__name__, refused.status) == ("Problem", 404)
    titles = importlib.import_module("made.models").Titles(titles=["Registered nurse"])
    assert call("search", "titles_match_post", body=titles).results[0].matches[0].matched_by.value == "exact"


def test_the_client_of_openapi_generator_works(site, folder):
    program("java", package="default-jre-headless")
    options = ["-g", "python", "-o", "made", "--package-name", "made_by_generator"]
    run(TOOLS / "openapi-generator-cli", "generate", "-i", "api.json", *options, cwd=folder)
    said = run(sys.executable, "-c", PROGRAM, cwd=folder / "made")
    assert said.splitlines() == [
        "Registered nurse, usd_year, True",
        "['registered-nurse', 'actor'], 1",
        "404, True",
    ]


# In a process of its own, because the models are many.
PROGRAM = """
from made_by_generator import ApiClient, ComparisonsApi, Configuration, OccupationsApi
from made_by_generator.exceptions import ApiException
client = ApiClient(Configuration())
nurse = OccupationsApi(client).occupation_detail("registered-nurse")
cell = nurse.sections[0].rows[0].cell
print(nurse.title, cell.unit, cell.value > 50_000, sep=", ")
compared = ComparisonsApi(client).comparison(["registered-nurse", "actor"], sections=["pay"])
print([side.slug for side in compared.sides], len(compared.sections), sep=", ")
try:
    OccupationsApi(client).occupation_detail("nobody")
except ApiException as refused:
    print(refused.status, "#not-found" in refused.body, sep=", ")
"""


def test_a_program_in_strict_typescript_works(site, folder, node):
    bin_ = node / "node_modules" / ".bin"
    run(bin_ / "openapi-typescript", folder / "api.json", "-o", "api.ts", cwd=node)
    run(bin_ / "tsc", "--project", ".", cwd=node)
    said = run(program("node", package="nodejs"), "out/use.js", site.url, cwd=node)
    assert said.splitlines()[0].startswith("pay_median ")
    assert " usd_year | " in said
    assert " us-bureau-of-labor-statistics-" in said or "bureau-of-labor-statistics" in said


def test_redocly_finds_no_error(folder, node):
    shutil.copy(folder / "api.json", node / "api.json")
    said = run(node / "node_modules" / ".bin" / "redocly", "lint", "api.json", "--config", "redocly.yaml", cwd=node)
    assert "Your API description is valid" in said
