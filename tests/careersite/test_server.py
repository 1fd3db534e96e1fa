"""What the workers share is loaded before they are forked, without anything that a fork would break."""

import os
import subprocess
import sys

LOADED = """
import gc, os, sys, threading
from careersite import server
server.load()
from pathlib import Path
from django.db import connections
print(threading.active_count(), len(os.listdir("/proc/self/task")) if sys.platform == "linux" else 1)
print([one.alias for one in connections.all() if one.connection is not None])
print(Path(os.environ["CAREERSITE_VAR"], "postgres").exists())
print("polars" in sys.modules, "comparisons.views" in sys.modules, "occupations.admin.occupation" in sys.modules, "careersite.wsgi" in sys.modules)
from django.template import engines
print(len(engines["public"].env.cache) > 90)
print(gc.get_freeze_count() > 100_000)
"""


def test_workers_share_views_and_templates_but_no_thread_and_no_connection(tmp_path):
    # numpy's library for matrices has threads of its own, which it stops before a fork and starts again after it.
    environment = {**os.environ, "CAREERSITE_VAR": str(tmp_path), "OPENBLAS_NUM_THREADS": "1"}
    environment.pop("DATABASE_URL", None)

    found = subprocess.run([sys.executable, "-c", LOADED], env=environment, capture_output=True, text=True)

    assert (found.stdout.splitlines(), found.stderr) == (
        ["1 1", "[]", "False", "False True True False", "True", "True"],
        "",
    )
