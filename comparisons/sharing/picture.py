"""The picture of a comparison for pages that link to it (Open Graph): /compare/<pair>.png, 1200 × 630 pixels."""

import re
from collections.abc import Sequence
from functools import cache
from hashlib import sha256

import resvg_py
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from markupsafe import Markup

from comparisons.page.assemble import ComparisonPage
from comparisons.page.fragments import fragments_of
from comparisons.sharing import fonts
from comparisons.sharing.drawing import HEIGHT, RIGHT, WIDTH, Text, draw
from comparisons.sharing.short_rows import Rows
from comparisons.sharing.store import Busy, PictureStore
from occupations.links import picture_url
from occupations.profiles import formatting
from occupations.rendering import throttle
from occupations.rendering.citation import published_on
from occupations.rendering.http import CONTENT_TYPES, with_validator
from occupations.rendering.live import Live
from occupations.rendering.templating import render

VERSION = "v"
"""The parameter with the version of a picture, which may then be cached for long."""

FAR = "public, max-age=31536000, immutable"
NEW_A_MINUTE = 30  # pictures that nobody has asked for before, for one client

store = PictureStore(settings.VAR / "pictures", settings.PICTURES_MB * 2**20)


class TooMany(Exception):
    """`seconds`: until the client may ask again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def version_of(lives: Sequence[Live]) -> str:
    """What the picture depends on, in a few characters."""
    parts = [settings.BUILD, *(f"{live.slug} {live.digest} {live.hidden}" for live in lives)]
    return sha256("\n".join(parts).encode()).hexdigest()[:12]


def address_of(lives: Sequence[Live]) -> str:
    """The path of the picture with its version."""
    return f"{picture_url([live.slug for live in lives])}?{VERSION}={version_of(lives)}"


def alternative(assembled: ComparisonPage) -> str:
    """The picture in words."""
    pay = assembled.comparison.row("pay")
    said = [
        f"{side.title} {cell.text}" for side, cell in zip(assembled.view.sides, pay.cells, strict=True) if cell.figures
    ]
    return f"Pay a year: {', '.join(said)}" if said else assembled.view.page.heading


def svg(assembled: ComparisonPage) -> str:
    sides = assembled.view.sides
    made = Rows(assembled.comparison, [fragments_of(side.fragments) for side in sides], brief=True)
    rows = made.scoreboard()
    pay = next((row for row in rows if row.drawn or row.key in ("pay", "hourly")), None)
    listed = {source.n: source.origin for source in made.sources.listed()}
    origins = [listed[value.source] for value in pay.values if not value.missing and value.source] if pay else []
    said = dict.fromkeys(", ".join(filter(None, (origin.publisher, origin.title))) for origin in origins)
    day = formatting.day(published_on(assembled.lives))
    width = fonts.font("text").width(day, 24)
    return str(
        render(
            "sharing/picture.svg",
            drawing=draw([side.title for side in sides], rows, "; ".join(said)),
            icons=[icons()[side.field] for side in sides],
            published=Text(RIGHT - width, 72, 24, "text", day),
        )
    )


@cache
def icons() -> dict[str, Markup]:
    """The paths of each icon of static/fields.svg, by field."""
    sprite = (settings.BASE_DIR / "static" / "fields.svg").read_text()
    found = re.findall(r'<symbol id="field-([\w-]+)"[^>]*>(.*?)</symbol>', sprite, re.DOTALL)
    return {field: Markup(paths) for field, paths in found}  # noqa: S704 (a file of this project)


def answer(request: HttpRequest, assembled: ComparisonPage, etag: str) -> HttpResponse:
    """The picture; with its version in the address, to be cached for long. A client who asks for many new ones has to
    wait (429), and so does everybody while others are being made (503)."""
    drawn = svg(assembled)

    def make() -> bytes:
        allowance = throttle.count("picture", throttle.client_of(request), NEW_A_MINUTE, 60)
        if allowance and allowance.exceeded:
            raise TooMany(allowance.reset)
        return rendered(drawn)

    try:
        content = store.get(sha256(drawn.encode()).hexdigest(), make)
    except TooMany as why:
        return _later(429, why.seconds)
    except Busy:
        return _later(503, 5)
    response = with_validator(HttpResponse(content, content_type=CONTENT_TYPES["png"]), etag)
    if request.GET.get(VERSION) == version_of(assembled.lives):
        response["Cache-Control"] = FAR
    return response


def _later(status: int, seconds: int) -> HttpResponse:
    headers = {"Retry-After": str(seconds), "Cache-Control": "no-store"}
    return HttpResponse("The picture is not ready yet.\n", "text/plain; charset=utf-8", status, headers=headers)


def rendered(drawn: str) -> bytes:
    known = all(fonts.font(name).has(drawn.replace("\n", "")) for name in ("text", "name"))
    return resvg_py.svg_to_bytes(
        svg_string=drawn,
        width=WIDTH,
        height=HEIGHT,
        font_files=fonts.PATHS,
        skip_system_fonts=known,  # they may have what ours lack
        sans_serif_family="Noto Sans",
        serif_family="Noto Serif",
    )
