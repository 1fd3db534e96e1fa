"""make bench, third part: what a search costs over the titles that there are. To be imported when Django is set up."""

import random
import statistics
import time

from django.db import connection
from django.test.utils import CaptureQueriesContext

from occupations.models import SearchTitle
from occupations.search.query import find

QUERIES = """
nurse|registered nurse|RN|teacher|math teacher|accountant|cpa|it manager|truck driver|ceo|barista|data scientist|plumer|
electrician helper|elecrician|customer service|custmer servce manger|sofware enginer|c#|c++|.net developer|vet tech|
lawyer|lawer|doctor|docter|chef|cook|pilot|how to become a pilot|police officer|hr|human resources manager|project manager|
machine operator|welder|mechanic|cashier|sales rep|real estate agent|social worker|graphic designer|web developer|
pharmacy tech|dental hygienist|physical therapist|security guard|janitor|house keeper|waitress|bartender|receptionist|
javascript plumber|senior java developer|underwater basket weaver|zzzz|看護師|director of nursing|forklift driver|engineer
""".replace("\n", "").split("|")
ROUNDS = 20


def measure() -> None:
    """Whole queries, and each as far as somebody has typed who waits for suggestions."""
    typed = [query[:length] for query in QUERIES for length in range(3, len(query), 3)]
    print(f"\nsearching {SearchTitle.objects.count():,} titles, in milliseconds")
    for what, queries in (("whole queries", QUERIES), ("as one types", typed)):
        find("kook")  # the vocabulary is there, as it is in a process that serves
        most = 0
        for query in queries:
            with CaptureQueriesContext(connection) as made:
                find(query)
            most = max(most, len(made))
        times = sorted(map(seconds, random.Random(2026).choices(queries, k=ROUNDS * len(QUERIES))))
        middle, slow = statistics.median(times), times[int(0.95 * len(times))]
        print(f"  {what:14} median {middle * 1000:6.2f}   p95 {slow * 1000:6.2f}   queries at most {most}")


def seconds(query: str) -> float:
    start = time.perf_counter()
    find(query)
    return time.perf_counter() - start
