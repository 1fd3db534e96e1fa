"""The files of deploy/ name what there is. `make deploy-test` runs them."""

import re
import shutil
import subprocess

import pytest
import yaml
from django.core.management import get_commands

from tests.servers import ROOT

DEPLOY = ROOT / "deploy"
README = (ROOT / "README.md").read_text()


def test_image_copies_what_there_is_and_nothing_private():
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)
    names = {name for line in copied for name in line.split()}
    assert {"careersite", "occupations", "comparisons", "templates", "static", "fixtures", "manage.py"} <= names
    assert [name for name in names if not (ROOT / name).exists()] == []
    assert not names & {".", ".git", "var", "tests"}


def test_variables_are_those_that_are_explained():
    compose = yaml.load((DEPLOY / "compose.yaml").read_text(), Loader=_Compose)
    image = re.search(r"^ENV (.+)$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)
    assert image
    names = {pair.partition("=")[0] for pair in image[1].split() if not pair.startswith("PYTHON")}
    names |= compose["services"]["site"]["environment"].keys()
    lines = (DEPLOY / "careersite.env").read_text().splitlines()
    names |= {line.partition("=")[0] for line in lines if not line.startswith("#")}
    assert [name for name in sorted(names) if f"`{name}`" not in README] == []


def test_units_start_what_there_is():
    for unit in (DEPLOY / "systemd").glob("*.service"):
        commands = re.findall(r"manage\.py (\w+)", unit.read_text())
        assert len(commands) == 1
        assert commands[0] in get_commands()
    assert {timer.stem for timer in (DEPLOY / "systemd").glob("*.timer")} == {
        "careersite-schedule",
        "careersite-backup",
    }


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not on this machine")
def test_units_are_understood():
    done = subprocess.run(
        ["systemd-analyze", "verify", *(DEPLOY / "systemd").iterdir()], capture_output=True, text=True
    )
    missing = "is not executable: No such file or directory"  # the code is not in /srv/careersite here
    assert [line for line in done.stderr.splitlines() if line and missing not in line] == []


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not on this machine")
@pytest.mark.parametrize("unit", sorted((DEPLOY / "systemd").glob("*.service")), ids=lambda unit: unit.stem)
def test_units_may_do_little(unit):
    """What systemd makes of their exposure, from 0 (none) to 100."""
    command = ["systemd-analyze", "security", "--offline=yes", "--threshold=20", "--no-pager", unit]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout.splitlines()[-1:]) == (0, done.stdout.splitlines()[-1:])


class _Compose(yaml.SafeLoader):
    pass


_Compose.add_constructor("!reset", lambda loader, node: None)
