"""make bench, last part: what each kind of page costs that lists occupations, beside an empty view of the same run.

`PATHS` names them; a new kind of page is a new line. To be imported when Django is set up and the real data are there.
"""

import statistics
from collections.abc import Callable
from typing import Any

PATHS = {
    "home": "/",
    "A to Z": "/occupations/",
    "letter": "/occupations/?letter=c",
    "categories": "/categories/",
    "category": "/categories/production/",
    "explore": "/explore/",
    "explore, filtered": "/explore/?pay_median_min=60000&growth_min=3&education=bachelors-degree&sort=-growth",
    "explore, by skill": "/explore/?skill=Python",
    "explore, nothing found": "/explore/?q=nurse&pay_mean_min=500000",
    "rankings": "/rankings/",
    "ranking": "/rankings/highest-paying/",
    "ranking of a category": "/rankings/declining/?category=production",
}
ROUNDS = 40
MOST = 40  # times an empty view


def measure(get: Callable[[str], Any]) -> None:
    """`get`: as that of pages.py."""
    empty = statistics.median(get("/bench/empty/").seconds for _ in range(20 * ROUNDS))
    print(f"\nKinds of pages, medians of {ROUNDS}, and in multiples of an empty view ({empty * 1000:.3f} ms)")
    for kind, path in PATHS.items():
        answers = [get(path) for _ in range(ROUNDS)]
        middle = statistics.median(answer.seconds for answer in answers)
        over = "" if middle <= MOST * empty else f"   more than {MOST} x"
        print(f"  {kind:24} {middle * 1000:7.2f} ms {middle / empty:6.1f} x {len(answers[0].body):9,} bytes{over}")
