"""Runs the programs of tests/programs/ and counts what they take."""

import io
import runpy
import urllib.request
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.test import Client

PROGRAMS = settings.BASE_DIR / "tests" / "programs"
HERE = "http://testserver"
MOST = {  # calls and lines; docs/api.md has the same table
    "well_paid": (1, 17),
    "widget": (1, 15),
    "titles": (5, 12),
    "what_changed": (1, 18),
    "series": (1, 8),
    "mirror": (3, 12),
    "mirror_by_bulk": (25, 13),
}


class Ran(NamedTuple):
    said: str
    calls: int

    @property
    def lines(self) -> list[str]:
        return self.said.splitlines()


class Runner:
    """Runs a program and holds it to its limits. The site may be that of this process, at HERE."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, name: str, *arguments: str, typed: str = "") -> Ran:
        requested: list[Any] = []
        really = urllib.request.urlopen

        def counted(request: Any) -> Any:
            requested.append(request)
            return _within(request) if str(request).startswith(HERE) else really(request)

        with self._monkeypatch.context() as patched:
            patched.setattr("urllib.request.urlopen", counted)
            patched.setattr("sys.argv", [f"{name}.py", *arguments])
            patched.setattr("sys.stdin", io.StringIO(typed))
            runpy.run_path(str(PROGRAMS / f"{name}.py"))
        most, _ = MOST[name]
        assert 1 <= len(requested) <= most
        return Ran(self._capsys.readouterr().out, len(requested))


def _within(address: str) -> io.BytesIO:
    """What the site of this process answers."""
    response = Client().get(address.removeprefix(HERE))
    assert response.status_code == 200, address
    return io.BytesIO(response.getvalue())
