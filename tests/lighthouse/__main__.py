"""make lighthouse: pages with the published files in, in production settings, as its mobile profile meets them.

Three runs of each page, medians. Says what falls short of the target, and fails then.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests import chromium
from tests.kinds import JUDGED, REAL
from tests.real import serving_real
from tests.servers import ROOT

RUNS = 3
TRIES = 3  # of one run: on a busy machine the browser may start too slowly to be measured
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TARGETS = {"largest-contentful-paint": 1000, "cumulative-layout-shift": 0, "total-byte-weight": 40 * 1024}
"""Audit → the highest value that is good enough: milliseconds, a share of the screen, bytes on the wire."""
HERE = Path(__file__).parent
NODE = ROOT / "var" / "lighthouse"


def main() -> None:
    program = install()
    browser = chromium.found()
    short = []
    with serving_real() as site:
        print(f"{'':12}{''.join(f'{name:>16}' for name in CATEGORIES)}{'LCP ms':>10}{'shift':>8}{'KB':>8}")
        for kind in JUDGED:
            reports = [measure(program, browser, site.url + REAL[kind]) for _ in range(RUNS)]
            scores = {name: median(reports, lambda r, n=name: 100 * r["categories"][n]["score"]) for name in CATEGORIES}
            values = {name: median(reports, lambda r, n=name: r["audits"][n]["numericValue"]) for name in TARGETS}
            lcp, shift, weight = values.values()
            print(
                f"{kind:12}{''.join(f'{score:16.0f}' for score in scores.values())}{lcp:10.0f}{shift:8.3f}"
                f"{weight / 1024:8.1f}"
            )
            short += [f"{kind}: {name} {score:.0f}" for name, score in scores.items() if score < 100]
            short += [f"{kind}: {name} {values[name]:,.3f}" for name, most in TARGETS.items() if values[name] > most]
            short += [f"{kind}: {audit}" for audit in failed(reports[-1])]
    if short:
        sys.exit("Short of the targets:\n  " + "\n  ".join(short))


def install() -> Path:
    """Lighthouse, as locked; made once under var/."""
    if not shutil.which("npm"):
        sys.exit("npm is not on this machine (Debian: apt-get install npm)")
    NODE.mkdir(parents=True, exist_ok=True)
    lock = HERE / "package-lock.json"
    if not (NODE / lock.name).exists() or (NODE / lock.name).read_bytes() != lock.read_bytes():
        for name in ("package.json", lock.name, ".npmrc"):
            shutil.copy(HERE / name, NODE / name)
        subprocess.run(["npm", "ci", "--silent"], cwd=NODE, check=True)
    return NODE / "node_modules" / ".bin" / "lighthouse"


def measure(program: Path, browser: str, url: str) -> dict[str, Any]:
    flags = " ".join(["--headless=new", *chromium.SWITCHES])
    command = [str(program), url, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    command += ["--only-categories", ",".join(CATEGORIES)]
    for _ in range(TRIES):
        done = subprocess.run(command, env={**os.environ, "CHROME_PATH": browser}, capture_output=True, text=True)
        if not done.returncode:
            return json.loads(done.stdout)
    sys.exit(f"Lighthouse failed on {url}:\n{done.stderr}")


def median(reports: list[dict[str, Any]], value) -> float:
    return statistics.median(value(report) for report in reports)


def failed(report: dict[str, Any]) -> list[str]:
    """What cost points, in its own words."""
    weighted = {
        reference["id"]
        for category in report["categories"].values()
        for reference in category["auditRefs"]
        if reference["weight"]
    }
    audits = (report["audits"][name] for name in sorted(weighted))
    return [
        f"{audit['id']}: {audit['title']}" for audit in audits if audit["score"] is not None and audit["score"] < 0.9
    ]


if __name__ == "__main__":
    main()
