"""The locked requirements, and what they are for."""

import re
import tomllib

import pytest

from tests.servers import ROOT

LOCKS = ("requirements.txt", "requirements-sentry.txt", "requirements-mcp.txt", "requirements-dev.txt")


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / name).read_text(), re.MULTILINE))


@pytest.mark.parametrize("name", LOCKS)
def test_requirements_have_no_address(name):
    assert re.findall(r"^.*(?:://|--index|--extra|--find-links).*$", (ROOT / name).read_text(), re.MULTILINE) == []


@pytest.mark.parametrize("name", LOCKS)
def test_requirements_are_all_pinned_and_hashed(name):
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text().strip())
    pattern = re.compile(r"[\w.-]+==[\w.]+( ; [^\\\n]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+")
    assert [entry.split("\n")[0] for entry in entries if not pattern.fullmatch(entry)] == []


def test_development_has_the_versions_of_the_site():
    site, sentry, mcp, development = (pins(name) for name in LOCKS)
    assert {name: sentry.get(name) for name in site} == site
    assert {name: development.get(name) for name in sentry | mcp} == sentry | mcp


def test_every_dependency_says_what_it_is_for():
    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)
    names = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names += [name for extra in project["project"]["optional-dependencies"].values() for name in extra]
    assert len(names) > 20
    assert [name for name in names if not re.search(rf'"{re.escape(name)}"[],]+ +# \w', text)] == []
    assert len(project["project"]["dependencies"]) <= 35
