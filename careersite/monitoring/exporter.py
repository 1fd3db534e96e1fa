"""Answers Prometheus, on an address of its own that the public does not reach.

One of the processes that serve does it for all. The others wait for its lock, which ends with it, however it ends.
"""

import fcntl
import logging
import os
import socket
import threading
import time
from collections.abc import Iterator
from http.server import HTTPServer
from pathlib import Path

import psutil
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from prometheus_client import CollectorRegistry, MetricsHandler
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from careersite import finished_answers
from careersite.monitoring.metrics import EVERY, Metrics
from comparisons import sitemaps
from occupations import background
from occupations.api import occupation_body
from occupations.local_copy import state
from occupations.models import Occupation, TitleModel
from occupations.rendering import live, live_places
from occupations.scope import figures

logger = logging.getLogger(__name__)
SHARED = "PROMETHEUS_MULTIPROC_DIR"
RETRY_AFTER = 10  # seconds, where something else listens at the address
PATIENCE = 5  # seconds for a client to ask
CACHES = {
    "answers": finished_answers.cache.numbers,
    "editions": live.cache.entries.numbers,
    "places": figures.cache.numbers,
    "pay in places": live_places.cache.numbers,
    "api": occupation_body.cache.numbers,
    "sitemaps": sitemaps.documents.numbers,
}


def start(address: str | tuple[str, int]) -> Metrics:
    """For a serving process. `address`: as `settings.METRICS`."""
    registry = CollectorRegistry()
    metrics = Metrics(registry, CACHES)
    background.every(EVERY, "Numbers of caches", metrics.look_at_caches)
    if folder := os.environ.get(SHARED):
        registry = CollectorRegistry()
        registry.register(OfProcesses(Path(folder)))
    registry.register(OfTheSite())
    lock = Path(folder or settings.VAR) / "metrics.lock"
    threading.Thread(target=_answer_alone, args=(lock, address, registry), name="Metrics", daemon=True).start()
    return metrics


def directory_of(process: int) -> Path:
    """Where processes that this one starts write, empty; those of servers that are gone are removed."""
    home = settings.VAR / "metrics"
    home.mkdir(exist_ok=True)
    for old in home.iterdir():
        if old.name == str(process) or not psutil.pid_exists(int(old.name)):
            for file in old.iterdir():
                file.unlink(missing_ok=True)
            old.rmdir()
    folder = home / str(process)
    folder.mkdir(exist_ok=True)
    return folder


class OfProcesses(Collector):
    """What all processes have counted; those that are gone keep what they counted, but hold nothing any more."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def collect(self):
        for file in self.folder.glob("gauge_live*.db"):
            process = int(file.stem.rpartition("_")[2])
            if not psutil.pid_exists(process):
                mark_process_dead(process, str(self.folder))
        return MultiProcessCollector(None, str(self.folder)).collect()


class OfTheSite(Collector):
    """What the database says, asked when Prometheus asks, and how old the local copy of it is."""

    def describe(self):
        return ()  # registering must not ask the database

    def collect(self) -> Iterator[GaugeMetricFamily]:
        if confirmed := state.confirmed_at():
            what = "Time since the local copy was known to equal the database."
            yield GaugeMetricFamily("careersite_local_copy_age_seconds", what, time.time() - confirmed)
        up = GaugeMetricFamily("careersite_database_up", "Whether the database can be asked.")
        try:
            editions = Occupation.objects.public().count()
            built = TitleModel.objects.values_list("built_at", flat=True).order_by("-built_at").first()
        except DatabaseError:
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        yield up
        yield GaugeMetricFamily("careersite_published_editions", "Occupations that are published.", editions)
        if built:
            age = (timezone.now() - built).total_seconds()
            yield GaugeMetricFamily("careersite_title_model_age_seconds", "Age of the model of job titles.", age)


class Server(HTTPServer):
    """One client at a time: whoever asks is known, and asks every few seconds."""

    def __init__(self, address: str | tuple[str, int], registry: CollectorRegistry) -> None:
        handler = type("Handler", (MetricsHandler,), {"registry": registry, "timeout": PATIENCE})
        self.path = address if isinstance(address, str) else None
        if self.path:
            self.address_family = socket.AF_UNIX
            if Path(self.path).is_socket():  # left by a process that ended
                Path(self.path).unlink()
        elif ":" in address[0]:
            self.address_family = socket.AF_INET6
        super().__init__(address, handler)  # type: ignore[arg-type]  # a path is an address, too

    def finish_request(self, *args) -> None:
        try:
            super().finish_request(*args)
        finally:
            connection.close()

    def server_bind(self) -> None:
        if not self.path:
            super().server_bind()
            return
        self.socket.bind(self.path)
        Path(self.path).chmod(0o660)  # the group may ask
        self.server_name, self.server_port = "localhost", 0


def _answer_alone(lock: Path, address: str | tuple[str, int], registry: CollectorRegistry) -> None:
    descriptor = os.open(lock, os.O_RDONLY | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    while True:
        try:
            with Server(address, registry) as server:
                server.serve_forever(poll_interval=1)
        except OSError as error:
            logger.warning("Metrics cannot be served at %s: %s", address, error)
            time.sleep(RETRY_AFTER)
