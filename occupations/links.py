"""Every public address, made in one place. The paths themselves stand in the `urls.py` of each app.

Addresses of things that are live need no check here: who calls these has the thing, or its slug, already.
"""

from collections.abc import Sequence
from functools import cache

from django.urls import reverse

from occupations.text.slugs import pair_slug

SITE_NAME = "Careersite"
LETTERS = "ABCDE"  # one for each side of a comparison
FORMATS = (("JSON", "json"), ("CSV", "csv"), ("Markdown", "md"))


@cache
def _pattern(name: str) -> str:
    """Looked up once: reverse() in a loop over sides would cost more than comparing them."""
    return reverse(name, args=["slug"]).replace("slug", "{}")


def occupation_url(slug: str) -> str:
    return _pattern("occupations:occupation-detail").format(slug)


def category_url(slug: str) -> str:
    return _pattern("occupations:category-detail").format(slug)


def place_url(slug: str) -> str:
    return _pattern("occupations:place-detail").format(slug)


def industry_url(slug: str) -> str:
    return _pattern("occupations:industry-detail").format(slug)


def employer_url(slug: str) -> str:
    return _pattern("occupations:employer-detail").format(slug)


def use_url(key: str) -> str:
    """Of a skill, a field of knowledge or a technology; `key`: "skill:negotiation"."""
    kind, _, slug = key.partition(":")
    return _pattern(f"occupations:{kind}-detail").format(slug)


def comparison_url(slugs: Sequence[str]) -> str:
    """The address of a comparison, in the order of its sides. All that this app knows of the other is that name."""
    return _pattern("comparisons:comparison-detail").format(pair_slug(slugs))


def picker_url() -> str:
    return reverse("comparisons:picker")


def formats(url: str) -> list[tuple[str, str]]:
    """A page in its other formats, as (label, address): the same address with another ending."""
    return [(label, f"{url[:-1]}.{ending}") for label, ending in FORMATS]


def report_url(path: str) -> str:
    """The form for reporting an error on the page at that path."""
    return f"{reverse('occupations:correction-report')}?page={path}"
