"""The picture of a comparison or an occupation for pages that link to it (Open Graph): /compare/<pair>.png and
/occupations/<slug>.png, 1200 × 630 pixels."""

import re
from collections.abc import Sequence
from datetime import date
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
from comparisons.sharing.short_rows import Rows, ShortRow, ShortValue
from comparisons.sharing.store import Busy, PictureStore
from occupations.links import picture_url
from occupations.pages.lead import key_figures
from occupations.profiles import formatting
from occupations.profiles.fields import field_of
from occupations.rendering import cache_control, throttle
from occupations.rendering.citation import published_on
from occupations.rendering.http import CONTENT_TYPES, with_validator
from occupations.rendering.live import Live, LiveDocument, picture_version
from occupations.rendering.sources import Sources
from occupations.rendering.templating import render

VERSION = "v"
"""The parameter with the version of a picture, which may then be cached for long."""

NEW_A_MINUTE = 30  # pictures that nobody has asked for before, for one client

store = PictureStore(settings.VAR / "pictures", settings.PICTURES_MB * 2**20)


class TooMany(Exception):
    """`seconds`: until the client may ask again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def address_of(lives: Sequence[Live]) -> str:
    """The path of the picture with its version."""
    return f"{picture_url([live.slug for live in lives])}?{VERSION}={picture_version(lives)}"


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
    return _svg([(side.title, side.field) for side in sides], rows, made.sources, published_on(assembled.lives))


def svg_of_one(edition: LiveDocument) -> str:
    """The picture of one occupation, with the key figures of its page."""
    sheet, fragments = edition.laid_out
    sources = Sources([fragments])
    board = key_figures(sheet, frozenset(edition.hidden), fragments, sources, {})
    rows = [
        ShortRow(
            line.key, line.label, line.when, [ShortValue(cell.text, False, 1, "", (), cell.group, cell.span, cell.bar)]
        )
        for line in board
        for cell in line.cells
    ]
    profile = sheet.profile
    return _svg([(profile.names.title, field_of(profile.category))], rows, sources, edition.published_at.date())


def _svg(sides: Sequence[tuple[str, str]], rows: list[ShortRow], sources: Sources, published: date) -> str:
    """`sides`: title and field of work."""
    pay = next((row for row in rows if row.drawn or row.key in ("pay", "hourly")), None)
    listed = {source.n: source.origin for source in sources.listed()}
    origins = [listed[value.source] for value in pay.values if not value.missing and value.source] if pay else []
    said = dict.fromkeys(", ".join(filter(None, (origin.publisher, origin.title))) for origin in origins)
    day = formatting.day(published)
    width = fonts.font("text").width(day, 24)
    return str(
        render(
            "sharing/picture.svg",
            drawing=draw([title for title, _ in sides], rows, "; ".join(said)),
            icons=[icons()[field] for _, field in sides],
            published=Text(RIGHT - width, 72, 24, "text", day),
        )
    )


@cache
def icons() -> dict[str, Markup]:
    """The paths of each icon of static/fields.svg, by field."""
    sprite = (settings.BASE_DIR / "static" / "fields.svg").read_text()
    found = re.findall(r'<symbol id="field-([\w-]+)"[^>]*>(.*?)</symbol>', sprite, re.DOTALL)
    return {field: Markup(paths) for field, paths in found}  # noqa: S704 (a file of this project)


def answer(request: HttpRequest, drawn: str, lives: Sequence[Live], etag: str) -> HttpResponse:
    """The picture; with its version in the address, to be cached for long. A client who asks for many new ones has to
    wait (429), and so does everybody while others are being made (503)."""

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
    if request.GET.get(VERSION) == picture_version(lives):
        response["Cache-Control"] = cache_control.FOREVER
    return response


def _later(status: int, seconds: int) -> HttpResponse:
    headers = {"Retry-After": str(seconds)}
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
