"""The published files, for the few tests that read them; and a site with all of them in it, in production settings,
made once under var/.

CAREERSITE_DATA_DIR names the folder of these files.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from careersite.postgresql.cluster import PORT, Cluster
from tests.servers import ROOT, Site

VARIABLE = "CAREERSITE_DATA_DIR"
FILES = Path(os.environ.get(VARIABLE, ""))
needs_files = pytest.mark.skipif(
    not os.environ.get(VARIABLE), reason=f"{VARIABLE} does not say where the published files are"
)


@contextmanager
def serving_real() -> Iterator[Site]:
    """The site, served. Ends the program with one sentence where the files are not to be had."""
    folder = os.environ.get(VARIABLE, "")
    if not Path(folder).is_dir() or not folder:
        sys.exit(f"{VARIABLE} must name the folder with the published files, as in: {VARIABLE}=~/statistics make …")
    var = ROOT / "var" / "real"
    var.mkdir(parents=True, exist_ok=True)
    site = Site(var)
    cluster = Cluster(var / "postgres")
    _fill(site, var / "filled", folder)
    address = f"postgres://careersite@/careersite?host={cluster.use()}&port={PORT}"
    key = "for-looking-at-it-only-and-as-long-as-a-real-one-has-to-be-0123456789"
    production = {"CAREERSITE_ENV": "production", "SECRET_KEY": key, "ALLOWED_HOSTS": "127.0.0.1"}
    with site.serving(**production, DATABASE_URL=address, SECURE_SSL_REDIRECT="0"):
        yield site


def _fill(site: Site, stamp: Path, folder: str) -> None:
    _manage(site, "migrate", "--verbosity", "0")
    if not stamp.exists():
        _manage(site, "import_all", folder, "--quiet")
        stamp.touch()
    # Some of the published occupations have too little to be shown: said by the exit code, and no failure here.
    site.manage("publish_changed")


def _manage(site: Site, *arguments: str) -> None:
    done = site.manage(*arguments)
    if done.returncode:
        sys.exit(f"manage.py {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
