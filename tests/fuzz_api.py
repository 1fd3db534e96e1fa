"""make fuzz-api: schemathesis against the site with the demonstration, all checks, walking from answer to answer.

FUZZ_EXAMPLES says how many cases each kind of test makes for each operation; the usual number makes more than ten
thousand in all.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.servers import Site

# That an address is too long, or a body, is a refusal like others. Filters refuse what has their form and is not there.
CONFIGURATION = """
[checks.negative_data_rejection]
expected-statuses = ["400", "404", "405", "406", "410", "413", "414", "415", "416"]
"""
for _path in (
    "observations/",
    "occupations/",
    "occupations/{slug}/",
    "rankings/{key}/",
    "releases/",
    "changes.atom",
    "changes.json",
):
    CONFIGURATION += f"""
[[operations]]
include-path = "/api/v1/{_path}"
[operations.checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", "400", "404", "414"]
"""
# The title “match” has the address that takes titles to match, and only POST.
CONFIGURATION += """
[[operations]]
include-path = "/api/v1/titles/{slug}/"
[operations.checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", "404", "405"]
"""
PHASES = "examples,coverage,fuzzing,stateful"


def main() -> int:
    examples = os.environ.get("FUZZ_EXAMPLES", "500")
    with tempfile.TemporaryDirectory() as folder:
        configuration = Path(folder, "schemathesis.toml")
        configuration.write_text(CONFIGURATION)
        var = Path(folder, "var")
        var.mkdir()
        with Site(var).serving(API_REQUESTS_A_MINUTE="0") as site:
            site.manage("make_bulk")
            command = [str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(configuration), "run"]
            options = ["--checks", "all", "--phases", PHASES, "-n", examples, "--continue-on-failure"]
            options += ["--suppress-health-check", "all", "--workers", "2"]
            return subprocess.run([*command, f"{site.url}/api/v1/schema/", *options], cwd=folder).returncode


if __name__ == "__main__":
    sys.exit(main())
