"""What the API costs, beside plain views that return the same bytes: printed by `make bench`.

The plain view asks for the same rows in one query and answers with a JsonResponse of the object, which is in memory
already.
"""

import json
import random
import statistics
from collections.abc import Callable

from django.db.models import F
from django.http import JsonResponse
from django.urls import path

from occupations.models import Occupation
from occupations.rendering.live import live_editions

ROUNDS = 600
remembered: dict[str, tuple[list[str], dict]] = {}
COMPACT = {"ensure_ascii": False, "separators": (",", ":")}


def plain(request, key: str) -> JsonResponse:
    slugs, said = remembered[key]
    live_editions(slugs)
    return JsonResponse(said, json_dumps_params=COMPACT)


def plain_list(request, sort: str) -> JsonResponse:
    rows = Occupation.objects.public().order_by(F(sort.removeprefix("-")).desc(nulls_last=True), "pk")
    list(rows.values_list("slug", "live__title", "live__number", "live__digest")[:20])
    return JsonResponse(remembered["list"][1], json_dumps_params=COMPACT)


urlpatterns = [
    path("bench/plain/<str:key>/", plain),
    path("bench/list/<str:sort>/", plain_list),
]


def measure(get: Callable, slugs: list[str]) -> None:
    """`get`: as that of pages.py."""
    chance = random.Random(2026)
    print(f"\nThe API, {ROUNDS} rounds, medians in milliseconds")
    details = [(f"/api/v1/occupations/{slug}/", "one", "/bench/plain/one/", [slug]) for slug in slugs]
    _against_plain(get, "occupation", [chance.choice(details) for _ in range(ROUNDS)], 1.0)
    lists: list[tuple[str, str, str, list[str]]] = [
        (f"/api/v1/occupations/?limit=20&sort=-{sort}", "list", f"/bench/list/live__{column}/", [])
        for sort, column in {"title": "title", "pay_median": "pay", "growth": "growth", "jobs": "jobs"}.items()
    ]
    _against_plain(get, "list of 20", [chance.choice(lists) for _ in range(ROUNDS)], 1.5)
    queries = ("", "&release=all", "&metric=pay_median", "&metric=skills,knowledge", "&shown=true")
    tables: list[tuple[str, str, str, list[str]]] = [
        (f"/api/v1/observations/?limit=10000{query}", f"table{query}", f"/bench/plain/table{query}/", [])
        for query in queries
    ]
    for one in tables:
        _against_plain(get, f"observations{one[1][5:]}", [one] * (ROUNDS // 20), 1.3)
    _against_pages(get, [chance.sample(slugs, 2) for _ in range(ROUNDS)])


def _against_plain(get: Callable, name: str, requested: list[tuple[str, str, str, list[str]]], most: float) -> None:
    times: dict[str, list[float]] = {"api": [], "plain": []}
    for address, *_ in dict.fromkeys((address, other) for address, _, other, _ in requested):
        get(address)  # so that every edition has been laid out in this process
    for turn, (address, key, other, slugs) in enumerate(requested):
        said = json.loads(get(address).body)
        remembered[key] = (slugs, said)
        # In turn, since the second finds all that it needs still warm.
        for which in ("api", "plain") if turn % 2 else ("plain", "api"):
            answer = get(address if which == "api" else other)
            times[which].append(answer.seconds)
            assert json.loads(answer.body) == said
    _tell(name, times["api"], times["plain"], "a plain view", most)


def _against_pages(get: Callable, pairs: list[list[str]]) -> None:
    times: dict[str, list[float]] = {"api": [], "page": []}
    for turn, pair in enumerate(pairs):
        requested = {
            "page": f"/compare/{'-vs-'.join(pair)}/",
            "api": f"/api/v1/comparisons/?occupations={','.join(pair)}",
        }
        for which in ("api", "page") if turn % 2 else ("page", "api"):
            times[which].append(get(requested[which]).seconds)
    _tell("comparison of 2", times["api"], times["page"], "the page", 1.2)


def _tell(name: str, api: list[float], other: list[float], what: str, most: float) -> None:
    one, two = statistics.median(api), statistics.median(other)
    print(f"  {name:16} {one * 1000:7.3f}   {one / two:5.2f} x {what} ({two * 1000:.3f}); at most {most} is wanted")
