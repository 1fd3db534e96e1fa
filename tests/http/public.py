"""Small occupations that are public, and every address at which a visitor can look for them."""

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.test import Client

from occupations.models import Figure, Occupation, WageEstimate
from occupations.publishing import publish
from tests.answers import Answer
from tests.occupations import factories as make

FORMATS = ("json", "csv", "md")


def occupations(*titles: str, category: str = "Food and drink", facts: int = 3, **fields) -> list[Occupation]:
    """Published, with as many figures each; of one release, and of no two records."""
    release = make.release(make.dataset(source="Survey"))
    parent = make.category(category)
    made, figures, wages = [], [], []
    for number, title in enumerate(titles):
        one = make.occupation(title, category=parent, description=f"Does the work of {title}.", **fields)
        make.responsibilities(one, f"Plans as {title}.", "Leads.", "Checks.", "Reports.", "Orders.")
        pay, of_survey = 40_000 + 10_000 * number, {"occupation": one, "release": release}
        wages.append(make.build_wage(annual_median=pay, annual_mean=pay, **of_survey))
        figures.append(make.build_figure("growth", 2 * number, **of_survey))
        tools = [f"Tool {index}" for index in range(facts - 2)]
        figures += [make.build_figure("technology", label=tool, **of_survey) for tool in tools]
        made.append(one)
    WageEstimate.objects.bulk_create(wages)
    Figure.objects.bulk_create(figures)
    publish.publish_all(made)
    found = Occupation.objects.in_bulk([one.pk for one in made])
    return [found[one.pk] for one in made]


def pair(*sides: Occupation | str, output_format: str = "") -> str:
    joined = "-vs-".join(side if isinstance(side, str) else side.slug for side in sides)
    return f"/compare/{joined}.{output_format}" if output_format else f"/compare/{joined}/"


def page(side: Occupation | str, output_format: str = "") -> str:
    slug = side if isinstance(side, str) else side.slug
    return f"/occupations/{slug}.{output_format}" if output_format else f"/occupations/{slug}/"


def get(address: str, **headers: str) -> Answer:
    return Client(headers=headers).get(address)


def reachable(start: Iterable[str]) -> dict[str, str]:
    """The text of every page and file that links from these addresses lead to; of every status but redirects."""
    texts: dict[str, str] = {}
    waiting = list(start)
    client = Client()
    while waiting:
        address = waiting.pop()
        if address in texts or address.startswith(("/static/", "/admin/")):
            continue
        response = client.get(address, follow=True)
        texts[address] = response.content.decode()
        if response["Content-Type"].startswith("text/html"):
            for given in re.findall(r'href="([^"#]+)', texts[address]):
                parts = urlsplit(urljoin(f"http://testserver{address}", unescape(given)))
                if parts.netloc == "testserver":
                    waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return texts
