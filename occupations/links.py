"""Every public URL, made in one place. The paths are in the `urls.py` of each app.

URLs of live things need no check here: callers already have the thing or its slug.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from occupations.text.slugs import TITLE_LENGTH, pair_slug, slug_of

SITE_NAME = "Careersite"
LETTERS = "ABCDE"  # one letter for each side of a comparison
CHANGED = "what changed"
_FEEDS = (
    ("changes-atom", "application/atom+xml", "Atom"),
    ("changes-json", "application/feed+json", "JSON Feed"),
)
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


@lru_cache(maxsize=8192)
def _in_api(name: str, *args: str) -> str:
    return reverse(f"api:{name}", args=args)


def api_path(name: str, *args: str) -> str:
    """The path of a resource in the API; empty on a site without one."""
    try:
        return _in_api(name, *args)
    except NoReverseMatch:
        return ""


def addresses(site: str, page: str, *resource: str) -> dict[str, str | None]:
    """`api_url` and `page_url` of a thing, absolute, for data formats. `page`: the path; `resource`: for `api_path`."""
    in_api = api_path(*resource)
    return {"api_url": site + in_api if in_api else None, "page_url": site + page}


def occupation_link(site: str, slug: str, title: str) -> dict[str, str | None]:
    """An occupation in data formats."""
    return {"slug": slug, "title": title, **addresses(site, occupation_url(slug), "occupation", slug)}


def related_link(site: str, first: str, slug: str, title: str) -> dict[str, str | None]:
    """An occupation in data formats, with its comparison with another, which comes first."""
    in_api = api_path("comparisons")
    return {
        **occupation_link(site, slug, title),
        "comparison_api_url": f"{site}{in_api}?occupations={first},{slug}" if in_api else None,
        "comparison_page_url": site + comparison_url([first, slug]),
    }


def category_link(site: str, slug: str, name: str) -> dict[str, str | None]:
    """A category in data formats; in the API, the list of its occupations."""
    in_api = api_path("occupations")
    api_url = f"{site}{in_api}?category={slug}" if in_api else None
    return {"slug": slug, "name": name, "api_url": api_url, "page_url": site + category_url(slug)}


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


class Feed(NamedTuple):
    """A feed of changes. `title`: of the feed itself; `label`: its format, for a link beside another."""

    media_type: str
    title: str
    label: str
    url: str


def feeds(slug: str = "", title: str = "") -> tuple[Feed, ...]:
    """What changed of all occupations, or of one; none on a site without the API."""
    query = f"?occupation={slug}" if slug else ""
    what = f"{title or SITE_NAME}: {CHANGED}"
    return tuple(
        Feed(media_type, what, label, f"{path}{query}")
        for name, media_type, label in _FEEDS
        if (path := api_path(name))
    )


def formats(url: str) -> list[tuple[str, str]]:
    """The other formats of a page, as (label, URL): the same URL with a different ending."""
    return [(label, f"{url[:-1]}.{ending}") for label, ending in FORMATS]


def report_url(path: str) -> str:
    """The form for reporting an error on the page with that path."""
    return f"{_fixed('occupations:correction-report')}?page={path}"
