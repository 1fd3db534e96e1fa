"""oEmbed (https://oembed.com): what another site needs to show a comparison whose address somebody pastes there."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from django.http import Http404
from django.urls import resolve

from comparisons.asked import read
from comparisons.queries import find
from comparisons.rules.compare import MOST_SIDES, compare_sheets
from comparisons.rules.titles import Outcome
from comparisons.sharing.card import LEAST, WIDTH, embedding, height_in, made
from comparisons.sharing.picture import HEIGHT as PICTURE_HEIGHT
from comparisons.sharing.picture import WIDTH as PICTURE_WIDTH
from comparisons.sharing.picture import address_of
from occupations.links import SITE_NAME
from occupations.pages.gone import look_up
from occupations.text.slugs import is_slug, slug_in_address, split_pair

SHOWN = ("comparison-detail", "comparison-sheet", "comparison-card")
"""Names of the addresses that stand for a comparison."""
CACHE_AGE = 24 * 3600  # seconds; the card itself says if figures have changed


class Refused(Exception):
    """`status`: as the specification has it, 404 for an address that there is nothing for, 501 for another format than
    JSON; 400 for a size that is none."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


def answer(query: Mapping[str, str], site: str) -> dict[str, Any]:
    """The response to a request, as data. One query for an address of public occupations. Raises Refused."""
    if query.get("format", "json") != "json":
        raise Refused(501, "Only format=json is supported.")
    widest, highest = _size(query, "maxwidth"), _size(query, "maxheight")
    slugs = _slugs(query.get("url", ""), site)
    found = find(slugs)
    if len(found.sides) < len(slugs):
        slugs = _public(slugs, list(found.sides))
        found = find(slugs)
    if not 2 <= len(slugs) == len(found.sides):
        raise Refused(404, "There is no such comparison.")
    lives = [found.sides[slug] for slug in slugs]
    sheets = [live.laid_out.sheet for live in lives]
    titles = [sheet.profile.names.title for sheet in sheets]
    title = " vs ".join(titles)
    width = min(widest or WIDTH, WIDTH)
    card = made(compare_sheets(sheets, frozenset(lives[0].hidden)), [live.laid_out.fragments for live in lives])
    height = height_in(width, title, titles, card)
    code = embedding(site, title, lives, width, min(height, highest or height))
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": SITE_NAME,
        "provider_url": f"{site}/",
        "cache_age": CACHE_AGE,
        "html": code.html,
        "width": code.width,
        "height": code.height,
        "thumbnail_url": site + address_of(lives),
        "thumbnail_width": PICTURE_WIDTH,
        "thumbnail_height": PICTURE_HEIGHT,
    }


def _size(query: Mapping[str, str], name: str) -> int | None:
    """In pixels; None if it is not limited."""
    text = query.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and int(text[:9]) >= LEAST):
        raise Refused(400, f"{name} has to be a whole number of pixels from {LEAST} up.")
    return int(text[:9])


def _slugs(address: str, site: str) -> list[str]:
    """The sides that the address of a comparison of this site names."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or parts.netloc != urlsplit(site).netloc:
        raise Refused(404, "This is no address of this site.")
    try:
        match = resolve(unquote(parts.path))
    except Http404:
        match = None
    if match is None or match.url_name not in SHOWN:
        raise Refused(404, "Only comparisons can be embedded.")
    slugs = list(dict.fromkeys(slug_in_address(slug) for slug in split_pair(match.kwargs["pair"]) if slug))
    if not 2 <= len(slugs) <= MOST_SIDES or not all(is_slug(slug) for slug in slugs):
        raise Refused(404, f"A comparison has two to {MOST_SIDES} sides.")
    return slugs


def _public(slugs: list[str], known: list[str]) -> list[str]:
    """With the new slugs of occupations that have moved, and the occupations of titles if all are sure together."""
    moved = [slug if slug in known else look_up(slug).moved_to or slug for slug in slugs]
    asked = read(moved)
    return list(dict.fromkeys(asked.slugs if asked.outcome is Outcome.SETTLED else moved))
