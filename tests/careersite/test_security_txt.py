"""Whom to tell of a vulnerability, and what is installed: RFC 9116, and the list of components."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from careersite.environment import contacts
from tests.careersite.test_requirements import pins
from tests.servers import ROOT

ADDRESS = "/.well-known/security.txt"


def fields(text: str) -> list[list[str]]:
    return [line.split(": ", 1) for line in text.splitlines()]


@pytest.mark.parametrize("today", ["2026-02-28T23:59:59Z", "2031-12-31T00:00:00Z"])
def test_security_txt_names_the_contacts_and_never_expires(settings, today):
    settings.SECURITY_CONTACT = ["mailto:security@example.org", "https://example.org/report"]
    with time_machine.travel(today):
        response = Client().get(ADDRESS, headers={"host": "testserver"})
        now = datetime.now(UTC)
    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    said = fields(response.content.decode())
    assert said[:2] == [["Contact", "mailto:security@example.org"], ["Contact", "https://example.org/report"]]
    rest = dict(said[2:])
    expires = datetime.strptime(rest["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=150) < expires - now < timedelta(days=365)
    assert rest["Canonical"] == f"http://testserver{ADDRESS}"


def test_there_is_no_security_txt_without_a_contact(settings, db):
    settings.SECURITY_CONTACT = []
    assert Client().get(ADDRESS).status_code == 404


def test_contacts_are_addresses(monkeypatch):
    monkeypatch.setenv("SECURITY_CONTACT", "security@example.org, https://example.org/report")
    assert contacts("SECURITY_CONTACT") == ["mailto:security@example.org", "https://example.org/report"]


@pytest.mark.parametrize("word", ["example.org", "http://example.org", "ask@example.org\nForged: x"])
def test_contact_that_is_no_address_is_refused(monkeypatch, word):
    monkeypatch.setenv("SECURITY_CONTACT", word)
    with pytest.raises(ImproperlyConfigured, match="SECURITY_CONTACT has"):
        contacts("SECURITY_CONTACT")


def test_list_of_components_has_every_package_of_the_lock(tmp_path):
    file = tmp_path / "sbom.json"
    command = [
        "-W",
        "ignore",
        "-m",
        "cyclonedx_py",
        "requirements",
        "requirements.txt",
        "--pyproject",
        "pyproject.toml",
    ]
    subprocess.run([sys.executable, *command, "-o", file], cwd=ROOT, check=True, capture_output=True)
    listed = json.loads(file.read_text())
    assert listed["bomFormat"] == "CycloneDX"
    assert listed["metadata"]["component"]["name"] == "careersite"
    assert {one["name"]: one["version"] for one in listed["components"]} == pins("requirements.txt")
