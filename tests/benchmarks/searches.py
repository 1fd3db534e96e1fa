"""make bench, third part: what a search costs over the titles that there are. To be imported when Django is set up."""

import random
import statistics
import time
from collections.abc import Callable

from occupations.models import SearchTitle
from occupations.search.engine import find
from occupations.search.suggesting import suggest

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
    """Whole titles, and each as far as somebody has typed who waits for suggestions."""
    typed = [query[:length] for query in QUERIES for length in range(3, len(query), 3)]
    print(f"\nsearching {SearchTitle.objects.count():,} titles, in milliseconds")
    find("cook")  # names and tables are there, as they are in a process that serves
    for what, answer, queries in (("whole titles", find, QUERIES), ("as one types", _suggest, typed)):
        times = sorted(
            seconds(answer, query) for query in random.Random(2026).choices(queries, k=ROUNDS * len(QUERIES))
        )
        middle, slow = statistics.median(times), times[int(0.95 * len(times))]
        print(f"  {what:14} median {middle * 1000:6.2f}   p95 {slow * 1000:6.2f}")
    lost = [name for name, slug in _names() if slug not in {hit.slug for hit in find(name, 100).hits}]
    print(f"  names that do not find their occupation: {len(lost)} {lost[:5]}")


def _names():
    return SearchTitle.objects.values_list("text", "edition__occupation__slug").order_by("pk").iterator()


def _suggest(query: str) -> None:
    suggest(query, 8)


def seconds(answer: Callable[[str], object], query: str) -> float:
    start = time.perf_counter()
    answer(query)
    return time.perf_counter() - start
