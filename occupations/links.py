"""Every public URL, made in one place. The paths are in the `urls.py` of each app.

URLs of live things need no check here: callers already have the thing or its slug.
"""

from collections.abc import Sequence
from functools import cache
from urllib.parse import urlencode

from django.urls import reverse

from occupations.text.slugs import TITLE_LENGTH, pair_slug, slug_of

SITE_NAME = "Careersite"
LETTERS = "ABCDE"  # one letter for each side of a comparison
FORMATS = (("JSON", "json"), ("CSV", "csv"), ("Markdown", "md"))


@cache
def _pattern(name: str) -> str:
    """Looked up once, because reverse() in a loop over sides would cost more than comparing them."""
    return reverse(name, args=["slug"]).replace("slug", "{}")


@cache
def _fixed(name: str) -> str:
    return reverse(name)


def occupation_url(slug: str) -> str:
    return _pattern("occupations:occupation-detail").format(slug)


def id_url(number: int) -> str:
    """The permanent address of an occupation, which leads to its page."""
    return f"{_permanent()}{number}/"


@cache
def _permanent() -> str:
    return reverse("occupations:occupation-id", args=[1]).removesuffix("1/")


def code_url(system: str, code: str) -> str:
    """The page of a code; `system`: as in addresses."""
    return f"{_fixed('occupations:code-list')}{system}/{code}/"


def title_url(slug: str) -> str:
    return _pattern("occupations:title-detail").format(slug)


def name_url(name: str) -> str:
    """The URL of a public name as a title of its own; empty for one that cannot have a page."""
    slug = slug_of(name) if len(name) <= TITLE_LENGTH else ""
    return title_url(slug) if slug else ""


def category_url(slug: str) -> str:
    return _pattern("occupations:category-detail").format(slug)


def place_url(slug: str) -> str:
    return _pattern("occupations:place-detail").format(slug)


def industry_url(slug: str) -> str:
    return _pattern("occupations:industry-detail").format(slug)


def employer_url(slug: str) -> str:
    return _pattern("occupations:employer-detail").format(slug)


def use_url(key: str) -> str:
    """The URL of a skill, a field of knowledge or a technology; `key`: "skill:negotiation"."""
    kind, _, slug = key.partition(":")
    return _pattern(f"occupations:{kind}-detail").format(slug)


def comparison_url(slugs: Sequence[str]) -> str:
    """The URL of a comparison, in the order of its sides. These names are all that this app knows about the other."""
    return _pattern("comparisons:comparison-detail").format(pair_slug(slugs))


def sheet_url(slugs: Sequence[str]) -> str:
    """A comparison on one sheet of paper."""
    return _pattern("comparisons:comparison-sheet").format(pair_slug(slugs))


def card_url(slugs: Sequence[str]) -> str:
    """A comparison as a card that other sites may show in a frame."""
    return _pattern("comparisons:comparison-card").format(pair_slug(slugs))


def picture_url(slugs: Sequence[str]) -> str:
    """A comparison as a picture."""
    return _pattern("comparisons:comparison-picture").format(pair_slug(slugs))


def occupation_picture_url(slug: str, version: str) -> str:
    """An occupation as a picture."""
    return f"{_pattern('comparisons:occupation-picture').format(slug)}?v={version}"


def oembed_url(address: str) -> str:
    """Where programs find how to embed the page with that absolute address."""
    return f"{_fixed('comparisons:oembed')}?{urlencode({'url': address})}"


def pay_in_places_url(slugs: Sequence[str], output_format: str = "") -> str:
    """The table of the states and metropolitan areas of a comparison, and the same as a file."""
    address = f"{comparison_url(slugs)}places/"
    return f"{address[:-1]}.{output_format}" if output_format else address


def picker_url(titles: Sequence[str] = ()) -> str:
    """The form for comparisons, with these titles in its fields."""
    filled = urlencode([(letter, title) for letter, title in zip(LETTERS.lower(), titles, strict=False) if title])
    return _fixed("comparisons:picker") + (f"?{filled}" if filled else "")


def search_url(title: str = "") -> str:
    """The answer to a title; without one, the empty form."""
    return _fixed("occupations:search") + (f"?{urlencode({'q': title})}" if title else "")


def not_meant_url() -> str:
    """Where a title is sent whose answer was not meant."""
    return _fixed("occupations:not-meant")


def formats(url: str) -> list[tuple[str, str]]:
    """The other formats of a page, as (label, URL): the same URL with a different ending."""
    return [(label, f"{url[:-1]}.{ending}") for label, ending in FORMATS]


def report_url(path: str) -> str:
    """The form for reporting an error on the page with that path."""
    return f"{_fixed('occupations:correction-report')}?page={path}"
