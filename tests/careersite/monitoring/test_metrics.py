"""What Prometheus reads."""

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families

from careersite import bodies, logs
from careersite.monitoring import exporter
from careersite.monitoring.metrics import Metrics
from careersite.monitoring.requests import Request
from occupations.caching.bounded import CacheNumbers
from occupations.models import Occupation, TitleModel
from tests.occupations import factories as make
from tests.servers import ROOT, free_port

REQUEST = Request(
    "id", "GET", "/compare/a-vs-b/", "comparisons:comparison-detail", 200, 4, "hit", 0.03, 0.02, 0.02, 0.01, 2
)


@pytest.fixture
def registry(monkeypatch):
    monkeypatch.setattr(logs, "at_incident", [])
    monkeypatch.setattr(bodies, "at_refusal", [])
    return CollectorRegistry()


def value(registry, metric, /, **labels):
    return registry.get_sample_value(f"careersite_{metric}", labels)


def test_requests_are_counted_by_view_status_and_time(registry):
    metrics = Metrics(registry, {})
    for status in (200, 200, 429):
        metrics.note(REQUEST._replace(status=status))
    view = REQUEST.view
    assert value(registry, "requests_total", view=view, status="200") == 2
    assert value(registry, "requests_limited_total") == 1
    assert value(registry, "answers_total", cache="hit") == 3
    assert value(registry, "queries_total") == 6
    assert value(registry, "query_seconds_total") == pytest.approx(0.03)
    assert value(registry, "request_seconds_bucket", view=view, le="0.025") == 0
    assert value(registry, "request_seconds_bucket", view=view, le="0.05") == 3


def test_no_label_is_an_address(registry):
    Metrics(registry, {}).note(REQUEST._replace(path="/an-address/"))
    labels = {label for metric in registry.collect() for sample in metric.samples for label in sample.labels.values()}
    assert "an-address" not in " ".join(labels)
    assert REQUEST.view in labels


def test_caches_are_counted_on_after_they_were_emptied(registry):
    numbers = CacheNumbers(1, 10, 100, 5, 7)
    metrics = Metrics(registry, {"editions": lambda: numbers})
    metrics.look_at_caches()
    numbers = CacheNumbers(2, 30, 100, 1, 8)
    metrics.look_at_caches()
    assert value(registry, "cache_bytes", name="editions") == 30
    assert value(registry, "cache_budget_bytes", name="editions") == 100
    assert value(registry, "cache_hits_total", name="editions") == 6
    assert value(registry, "cache_misses_total", name="editions") == 8


def test_incident_of_the_database_is_counted_once(registry):
    Metrics(registry, {})
    once = logs.OncePerIncident()
    for _ in range(3):
        error = OperationalError("away")
        once.filter(logs.logging.LogRecord("x", 40, "", 1, "", (), (type(error), error, None)))
    assert value(registry, "database_incidents_total") == 1


PROCESS = """
import sys
from prometheus_client import CollectorRegistry
from careersite.monitoring.metrics import Metrics
from careersite.monitoring.requests import Request
metrics = Metrics(CollectorRegistry(), {})
for _ in range(int(sys.argv[1])):
    metrics.note(Request("id", "GET", "/", "home", 200, 4, "hit", 0.03, 0.02, 0.02, 0.01, 2))
"""


def test_processes_add_up_and_only_those_that_live_hold_anything(tmp_path):
    for times in ("2", "3"):
        environment = {**os.environ, exporter.SHARED: str(tmp_path)}
        subprocess.run([sys.executable, "-c", PROCESS, times], cwd=ROOT, env=environment, check=True)
    registry = CollectorRegistry()
    registry.register(exporter.OfProcesses(tmp_path))
    assert value(registry, "requests_total", view="home", status="200") == 5
    assert value(registry, "request_seconds_count", view="home") == 5
    assert value(registry, "workers") is None


def test_what_servers_left_behind_is_removed(settings, tmp_path):
    settings.VAR = tmp_path
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for process in (gone.pid, os.getpid(), 1):
        folder = tmp_path / "metrics" / str(process)
        folder.mkdir(parents=True)
        folder.joinpath("counter_1.db").touch()
    assert list(exporter.directory_of(os.getpid()).iterdir()) == []
    assert sorted(folder.name for folder in (tmp_path / "metrics").iterdir()) == sorted(["1", str(os.getpid())])


def test_site_is_described_by_its_database(db):
    nurse = make.occupation("Nurse")
    Occupation.objects.filter(pk=nurse.pk).update(live=make.edition(nurse))
    make.occupation("Only a draft")
    TitleModel.objects.create(
        version="x", content=b"", figures={}, learned_from="", editions="",
        built_at=timezone.now() - timedelta(hours=1),
    )  # fmt: skip
    registry = CollectorRegistry()
    registry.register(exporter.OfTheSite())
    assert value(registry, "database_up") == 1
    assert value(registry, "published_editions") == 1
    assert value(registry, "title_model_age_seconds") == pytest.approx(3600, abs=10)


def test_metrics_are_there_without_the_database(db, monkeypatch):
    def refuse(*args):
        raise OperationalError("connection refused")

    monkeypatch.setattr(Occupation.objects, "public", refuse)
    registry = CollectorRegistry()
    registry.register(exporter.OfTheSite())
    monkeypatch.setattr(exporter.state, "confirmed_at", lambda: time.time() - 60)
    assert value(registry, "local_copy_age_seconds") == pytest.approx(60, abs=5)
    assert value(registry, "database_up") == 0
    assert value(registry, "published_editions") is None


@pytest.fixture
def serving(registry):
    """Serves at an address until the test ends."""
    servers = []

    def serve(address):
        Metrics(registry, {})
        server = exporter.Server(address, registry)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def test_metrics_are_read_at_a_port(serving):
    port = free_port()
    serving(("127.0.0.1", port))
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as response:
        families = {family.name for family in text_string_to_metric_families(response.read().decode())}
    assert {"careersite_requests", "careersite_request_seconds", "careersite_workers"} <= families


def test_metrics_are_read_at_a_socket_also_after_a_process_has_left_one(serving, tmp_path):
    address = str(tmp_path / "metrics.sock")
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(address)
    serving(address)
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(address)
        client.sendall(b"GET /metrics HTTP/1.0\r\n\r\n")
        answer = b"".join(iter(lambda: client.recv(65536), b""))
    assert b"200 OK" in answer.split(b"\r\n")[0]
    assert b"careersite_workers 1.0" in answer
