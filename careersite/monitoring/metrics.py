"""Numbers for Prometheus, of all processes that serve together.

Each process writes its own into files of one directory, which `manage.py serve` names in PROMETHEUS_MULTIPROC_DIR, and
`exporter.py` adds them up when it is asked. Addresses are never labels, only names of views, so that nobody can make
series without end.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from careersite import bodies, logs
from occupations.caching.bounded import CacheNumbers

if TYPE_CHECKING:
    from careersite.monitoring.requests import Request

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
EVERY = 5  # seconds between two looks at the caches

Caches = Mapping[str, Callable[[], CacheNumbers]]


class Metrics:
    """Those that a process has itself; `exporter.py` adds those of the whole site."""

    def __init__(self, registry: CollectorRegistry, caches: Caches) -> None:
        def counter(name: str, what: str, *labels: str) -> Counter:
            return Counter(f"careersite_{name}", what, labels, registry=registry)

        def gauge(name: str, what: str, *labels: str) -> Gauge:
            return Gauge(f"careersite_{name}", what, labels, registry=registry, multiprocess_mode="livesum")

        self.caches = caches
        self.requests = counter("requests_total", "Requests answered.", "view", "status")
        self.seconds = Histogram(
            "careersite_request_seconds", "Time until the answer is made, in seconds.", ["view"],
            registry=registry, buckets=SECONDS,
        )  # fmt: skip
        self.cached = counter("answers_total", "Answers, by whether what they need was cached.", "cache")
        self.queries = counter("queries_total", "Queries of the database.")
        self.query_seconds = counter("query_seconds_total", "Time waited for the database, in seconds.")
        self.incidents = counter("database_incidents_total", "Times that the database began to fail.")
        self.bodies = counter("bodies_refused_total", "Bodies that were not read because too many were.")
        self.limited = counter("requests_limited_total", "Requests refused because a client made too many.")
        self.workers = gauge("workers", "Processes that serve.")
        self.cache_bytes = gauge("cache_bytes", "Bytes in the caches of all processes.", "name")
        self.cache_budget = gauge("cache_budget_bytes", "Bytes that the caches of all processes may take.", "name")
        self.cache_entries = gauge("cache_entries", "Entries in the caches of all processes.", "name")
        self.cache_hits = counter("cache_hits_total", "Looks into a cache that found something.", "name")
        self.cache_misses = counter("cache_misses_total", "Looks into a cache that found nothing.", "name")
        self._seen = {name: CacheNumbers(0, 0, 0, 0, 0) for name in caches}
        self._of_answers: dict[tuple[str, int], Counter] = {}
        self._of_views: dict[str, Histogram] = {}
        self._of_caches: dict[str, Counter] = {}
        self.workers.set(1)
        logs.at_incident.append(self.incidents.inc)
        bodies.at_refusal.append(self.bodies.inc)

    def note(self, request: "Request") -> None:
        """Each child is looked up once: finding it by its labels costs more than counting."""
        view, status = request.view, request.status
        answers = self._of_answers.get((view, status))
        if answers is None:
            answers = self._of_answers[view, status] = self.requests.labels(view, status)
        seconds = self._of_views.get(view)
        if seconds is None:
            seconds = self._of_views[view] = self.seconds.labels(view)
        cached = self._of_caches.get(request.cache)
        if cached is None:
            cached = self._of_caches[request.cache] = self.cached.labels(request.cache)
        answers.inc()
        seconds.observe(request.seconds)
        cached.inc()
        if request.queries:
            self.queries.inc(request.queries)
            self.query_seconds.inc(request.in_database)
        if status == 429:
            self.limited.inc()

    def look_at_caches(self) -> None:
        for name, numbers in self.caches.items():
            now, before = numbers(), self._seen[name]
            self._seen[name] = now
            self.cache_bytes.labels(name).set(now.size)
            self.cache_budget.labels(name).set(now.budget)
            self.cache_entries.labels(name).set(now.entries)
            # A cache that was emptied begins to count again.
            self.cache_hits.labels(name).inc(now.hits - before.hits if now.hits >= before.hits else now.hits)
            self.cache_misses.labels(name).inc(
                now.misses - before.misses if now.misses >= before.misses else now.misses
            )
