"""What Mozilla's HTTP Observatory says of each kind of page.

It is a package for Node, and not one of ours: the variable OBSERVATORY says where it is (`npm install --ignore-scripts
@mdn/mdn-http-observatory` makes node_modules/@mdn/mdn-http-observatory).
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tests.deploy.attackers import HOST
from tests.servers import ROOT

if TYPE_CHECKING:
    from tests.deploy.__main__ import Front, Line

PAIR = "/compare/pharmacist-vs-registered-nurse/"
KINDS = {
    "home": "/",
    "comparison": PAIR,
    "occupation": "/occupations/pharmacist/",
    "list": "/occupations/",
    "explore": "/explore/",
    "search": "/search/?q=nurse",
    "form": "/corrections/report/",
    "sheet": f"{PAIR}sheet/",
    "API’s page": "/api/",
    "sign-in": "/admin/login/",
}
OBSERVATORY_LEAST = 130


def observatory(front: "Front") -> Iterator["Line"]:
    package = os.environ.get("OBSERVATORY", "")
    if not package or not shutil.which("node"):
        yield "Observatory", "", "not run: OBSERVATORY does not say where it is, or there is no node", True
        return
    command = ["node", str(ROOT / "tests/deploy/observatory.mjs"), package, HOST, str(front.http), str(front.https)]
    environment = {**os.environ, "NODE_EXTRA_CA_CERTS": str(front.folder / "certificate.pem")}
    done = subprocess.run([*command, *KINDS.values()], env=environment, capture_output=True, text=True)
    if done.returncode:
        yield "Observatory", "", done.stderr, False
        return
    for name, found in zip(KINDS, json.loads(done.stdout), strict=True):
        seen = f"{found['score']} {', '.join(found['failed'])}"
        yield f"Observatory: {name}", f"{OBSERVATORY_LEAST} or more", seen, found["score"] >= OBSERVATORY_LEAST
