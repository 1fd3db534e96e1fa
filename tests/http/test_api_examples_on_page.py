"""The programs on the page of the API do what it says, against the site as `make serve` starts it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from careersite.api_page.lessons import EXAMPLES, LANGUAGES
from occupations.rendering.examples import program_for
from tests.machine import program

PROGRAMS = {
    "sh": ["bash", "-euo", "pipefail"],
    "py": [sys.executable, "-I"],
    "js": ["node"],
    "R": ["Rscript", "--vanilla"],
}
NEEDED = {"sh": ("curl", "curl"), "js": ("node", "nodejs"), "R": ("Rscript", "r-base-core")}


def test_every_file_is_on_the_page():
    assert sorted(path.name for path in EXAMPLES.iterdir()) == sorted(f"question.{ending}" for ending in LANGUAGES)
    assert set(PROGRAMS) == set(LANGUAGES)


@pytest.mark.parametrize("ending", LANGUAGES)
def test_the_example_answers_the_question(site, tmp_path: Path, ending):
    """The ten occupations of the demonstration, the best paid first."""
    if ending in NEEDED:
        name, package = NEEDED[ending]
        program(name, package=package)
    file = tmp_path / f"question.{'mjs' if ending == 'js' else ending}"
    file.write_text(program_for(EXAMPLES / f"question.{ending}", site.url))
    done = subprocess.run([*PROGRAMS[ending], str(file)], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line for line in done.stdout.splitlines() if "$" in line]
    assert len(lines) == 10
    assert "Marketing manager" in lines[0]
    assert "$161,030" in lines[0]
    assert "Aerial lineman" in lines[-1]
    amounts = [int(re.search(r"\$(\d+),(\d+)", line)[0].replace("$", "").replace(",", "")) for line in lines]  # type: ignore[index]
    assert min(amounts) >= 80_000
    assert amounts == sorted(amounts, reverse=True)
