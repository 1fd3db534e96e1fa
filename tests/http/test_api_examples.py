"""Every example of docs/api.md does what it says, against the site as `make serve` starts it."""

import re
import subprocess
import sys

import pytest
from django.conf import settings

from tests.machine import program

TEXT = (settings.BASE_DIR / "docs" / "api.md").read_text()
EXAMPLES = re.findall(r"```(sh|python|js)\n(.*?)```", TEXT, flags=re.DOTALL)
NEEDED = {"sh": {"curl": "curl"}, "js": {"node": "nodejs"}}  # programs by the language, with their packages
SAYS = [
    '"title":"Registered nurse vs Software developer"',
    "Median pay a year | ['$",
    "registered-nurse ",
    '"not_found":["',
    '"codes_count":',
    "; $",
    '"read_as":"software developer"',
    "RN → Registered nurse",
    '"taken":[{"asked":"rn","slug":"registered-nurse"',
    "rn is Registered nurse match",
    " | registered-nurse\n",
    " | usd_year | ",
    "| Median pay a year |",
    '"type": "rich"',
    '"key_rows":[',
    "304",
    '"parameter":"education"',
    "/api/#not-found ['registered-nurse'",
    '{"results":[',
    '"version":"https://jsonfeed.org/version/1.1"',
    '"@type":"dcat:Catalog"',
]


def test_every_example_is_expected():
    assert len(EXAMPLES) == len(SAYS)


@pytest.mark.parametrize(("number", "said"), list(enumerate(SAYS)))
def test_the_example_runs(site, number, said):
    language, code = EXAMPLES[number]
    code = code.replace("http://127.0.0.1:8000", site.url)
    programs = {
        "sh": ["bash", "-euo", "pipefail", "-c", code],
        "python": [sys.executable, "-I", "-c", code],
        "js": ["node", "--input-type=module", "-e", code],
    }
    for name, package in NEEDED.get(language, {}).items():
        program(name, package=package)
    done = subprocess.run(programs[language], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert said in done.stdout
