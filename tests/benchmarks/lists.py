"""make bench, last part: what each kind of page costs, beside an empty view of the same run. No page is one of the
finished answers, which are kept in front of Django.

`paths` names them; a new kind of page is a new line. To be imported when Django is set up and the real data are there.
"""

import gc
import statistics
from collections.abc import Callable, Sequence
from typing import Any

ALWAYS = {
    "home": "/",
    "A to Z": "/occupations/",
    "letter": "/occupations/?letter=c",
    "categories": "/categories/",
    "explore": "/explore/",
    "explore, filtered": "/explore/?pay_median_min=60000&growth_min=3&education=bachelors-degree&sort=-growth",
    "explore, by skill": "/explore/?skill=Python",
    "explore, nothing found": "/explore/?q=nurse&pay_mean_min=500000",
    "rankings": "/rankings/",
    "ranking": "/rankings/highest-paying/",
    "employers": "/employers/",
    "highest-paying employers": "/companies/best/",
    "industries": "/industries/",
    "places": "/places/",
    "skills": "/skills/",
    "technology": "/technology/",
    "sources": "/sources/",
    "method": "/method/",
    "search": "/search/?q=nurse",
    "form for titles": "/compare/",
    "corrections": "/corrections/",
    "job descriptions": "/for-employers/",
}
ROUNDS = 40
MOST = 15  # times an empty view


def paths(slugs: Sequence[str]) -> dict[str, str]:
    """Kind of page → its address. `slugs`: of the public occupations, in order."""
    from occupations.browse.catalogue import catalogue
    from occupations.directory import employers, industries, places, skills
    from occupations.links import category_url, occupation_url, title_url, use_url
    from occupations.search.public_titles import offered_slugs

    middle = slugs[len(slugs) // 2]
    category = max(catalogue().categories, key=lambda one: one[2])[0]
    found = {
        "occupation": [occupation_url(middle)],
        "category": [category_url(category)],
        "ranking of a category": [f"/rankings/declining/?category={category}"],
        "employer": [one.url for one in employers.employer_list()["filed"]],
        "industry": [one.url for one in industries.sectors()],
        "place": [one.url for one in places.public_places()],
        "skill": [use_url(one.key) for one in skills.listed("skill")],
        "a technology": [use_url(one.key) for one in skills.most_used("technology")],
        "title": [title_url(slug) for slug in offered_slugs()],
    }
    return ALWAYS | {kind: addresses[0] for kind, addresses in found.items() if addresses}


def measure(get: Callable[[str], Any], slugs: Sequence[str]) -> None:
    """`get`: as that of pages.py. Times are those of this process on a processor."""
    print(f"\nKinds of pages, medians of {ROUNDS} on a processor, each as a multiple of an empty view in turn with it")
    for kind, path in paths(slugs).items():
        get(path)
        gc.collect()
        answers = [(get(path), get("/bench/empty/")) for _ in range(ROUNDS)]
        page, empty = (statistics.median(answer.processor for answer in one) for one in zip(*answers, strict=True))
        over = "" if page <= MOST * empty else f"   more than {MOST} x"
        told = f"{page * 1000:7.2f} ms {page / empty:6.1f} x {empty * 1000:6.3f} ms"
        print(f"  {kind:24} {told} {len(answers[0][0].body):9,} bytes{over}")
