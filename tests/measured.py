"""What of the project the tests run: lines and branches, against a floor. A plugin of pytest, for CI, that the variable
PYTEST_PLUGINS names, which all workers inherit: the modules are measured from their import on.

SlipCover writes a mark into each line and branch. A tracer, which Python before 3.12 calls for every line of everything,
made the whole run half as long again.
"""

import json
from io import StringIO
from itertools import count
from typing import Any

import pytest
import slipcover

FLOOR = 97  # what the whole suite covers, branches counted, in whole percent
PACKAGES = ["careersite", "comparisons", "occupations"]
OMITTED = ["*/migrations/*"]

# Taking out the marks that were met means a look at every function there is. SlipCover would look whenever a line was met
# fifty times, which is hundreds of times; here it looks after so many tests of a process, and in the long ones when a line
# was met a hundred thousand times. Since Python 3.12 the interpreter itself does without the marks.
LOOKS = {50 * 2**number for number in range(8)}
HITS = 100_000

# First what each worker found, then what all found together.
_measured: list[dict[str, Any]] = []
_done = count(1)
_measure = slipcover.Slipcover(branch=True, source=PACKAGES, omit=OMITTED, d_miss_threshold=HITS)
slipcover.ImportManager(_measure, slipcover.FileMatcher(sources=PACKAGES, omit=OMITTED)).__enter__()


def pytest_runtest_logfinish() -> None:
    if next(_done) in LOOKS and hasattr(_measure, "deinstrument_seen"):
        _measure.deinstrument_seen()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node) -> None:
    """A worker is done; one that crashed has nothing to say."""
    if said := getattr(node, "workeroutput", {}).get("measured"):
        _measured.append(json.loads(said))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    found = _measure.get_coverage()
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["measured"] = json.dumps(found)
        return
    for other in _measured:
        slipcover.merge_coverage(found, other)
    _measured[:] = [found]
    if session.exitstatus == pytest.ExitCode.OK and _percent() < FLOOR:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter) -> None:
    out = StringIO()
    slipcover.print_coverage(_measured[0], outfile=out, skip_covered=True)
    terminalreporter.write_sep("=", "coverage")
    terminalreporter.write(out.getvalue())
    reached = "reached" if _percent() >= FLOOR else "not reached"
    terminalreporter.write_line(f"{_percent():.2f}% of lines and branches: the floor of {FLOOR}% is {reached}.")


def _percent() -> float:
    return _measured[0]["summary"]["percent_covered"]
